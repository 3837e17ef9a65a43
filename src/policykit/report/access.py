"""What is said of whether everyone can read the file itself: what every format shares, and the short text."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from policykit.model.access import AccessFinding, AccessRule
from policykit.model.finding import Report
from policykit.report.lines import Line, Look, heading
from policykit.report.place import quote_words
from policykit.report.wording import listed

HEADING = "Whether everyone can read the file itself"
ASKED = (
    "Some people read with a screen reader, in large print or by keyboard. This is advice on the file, after the rules of "
    "Word's own checker (Review, Check Accessibility), and no finding on what the document says."
)
NOTHING = "We found nothing to change among what we looked at."
RULES = {
    AccessRule.NO_HEADINGS: "headings",
    AccessRule.HEADING_SKIPPED: "the order of headings",
    AccessRule.HEADING_BY_LOOK: "lines made to look like headings",
    AccessRule.TITLE: "the title",
    AccessRule.LANGUAGE: "the language",
    AccessRule.PICTURE: "words for pictures",
    AccessRule.HEADER_ROW: "header rows of tables",
    AccessRule.MERGED: "merged cells",
    AccessRule.LINK_WORDS: "the words of links",
    AccessRule.UNTAGGED: "the PDF's tags",
    AccessRule.CONTRAST: "colours",
}
_SHOWN = 3


def looked_sentence(looked: Sequence[AccessRule]) -> str:
    """Return what was looked at, and what a file of this kind does not tell."""
    unknown = [RULES[rule] for rule in RULES if rule not in looked and rule is not AccessRule.UNTAGGED]
    told = f"Looked at: {listed(RULES[rule] for rule in looked)}."
    return f"{told} This file does not tell us of: {listed(unknown)}." if unknown else told


def grouped(findings: Sequence[AccessFinding]) -> list[tuple[AccessRule, list[AccessFinding]]]:
    """Return the findings by rule, in the order of the rules."""
    order = list(AccessRule)
    ordered = sorted(findings, key=lambda one: order.index(one.rule))
    return [(rule, list(group)) for rule, group in groupby(ordered, key=lambda one: one.rule)]


def place(report: Report, one: AccessFinding) -> str:
    """Return the words and the place of a finding as people cite it."""
    if one.quote is None:
        return one.where
    return f"{one.where}: {quote_words(report, one.quote)}" if one.where else quote_words(report, one.quote)


def access_lines(report: Report) -> Iterator[Line]:
    """Give the short account for a screen: of each rule what to do, and the first places."""
    access = report.access
    if access is None or not access.looked:
        return
    yield from heading(HEADING)
    yield Line(ASKED, Look.QUIET)
    for rule, group in grouped(access.findings):
        first = group[0]
        yield Line(f"{first.message}  [{rule.value}]", Look.ITEM, mark="- ")
        yield Line(first.remedy, indent=2)
        places = [place(report, one) for one in group]
        more = f"; and {len(places) - _SHOWN} more" if len(places) > _SHOWN else ""
        yield Line(f"At: {'; '.join(places[:_SHOWN])}{more}", Look.QUIET, indent=2)
    if not access.findings:
        yield Line(NOTHING)
    yield Line(looked_sentence(access.looked), Look.QUIET)
