"""The report for a person at a screen: what to do first, then what the law, the Code and good practice ask."""

from collections.abc import Iterator, Sequence

from policykit.model.accepted import without_accepted
from policykit.model.finding import Counts, Finding, Quote, Report, Severity, StaleFinding, Status
from policykit.model.force import Force, is_from_memory
from policykit.model.law import Checklist, Requirement
from policykit.report import sections, wording
from policykit.report.accepted import HEADING as ACCEPTED_HEADING
from policykit.report.accepted import LAPSED_HEADING, accepted_findings, lapsed
from policykit.report.access import access_lines
from policykit.report.coverage import pages_read
from policykit.report.first import first_steps
from policykit.report.lines import BLANK, Line, Look, heading
from policykit.report.lines import plain as plain_lines
from policykit.report.place import deciding_words, place_words, quote_words
from policykit.report.plain_words import plain_words_lines
from policykit.report.sections import Pair

_SHOWN_PLACES = 5
_SHOWN_EVIDENCE = 3


def to_text(report: Report, checklist: Checklist) -> str:
    """Return the whole report as plain text, 100 characters wide."""
    return plain_lines(to_lines(report, checklist))


def to_lines(report: Report, checklist: Checklist) -> tuple[Line, ...]:
    """Return the whole report as lines, in the order in which a person needs them."""
    pairs = sections.all_pairs(report, checklist)
    left = without_accepted(report)
    return (
        *_top(report, checklist),
        *_first(left, checklist),
        *_unmet(left, checklist),
        *_unsure(report, pairs),
        *_stale(left),
        *_claims_and_dates(left),
        *_leftovers(left),
        *plain_words_lines(report),
        *access_lines(report),
        *_accepted(report, checklist),
        *_found(report, pairs),
        *_left_out(report, pairs),
        *_unread(report),
        *_foot(report, checklist),
    )


def _top(report: Report, checklist: Checklist) -> Iterator[Line]:
    about, origin = report.about, report.document.origin
    yield Line(about.title or origin.path, Look.TITLE)
    school = f"{about.school}. " if about.school else ""
    pages = f", {report.document.pages} pages" if report.document.pages else ""
    yield Line(f"{school}File: {origin.path} ({origin.format}{pages}, {report.document.words()} words read).")
    if read := pages_read(report.document):
        yield Line(read)
    if origin.suffix_note:
        yield Line(origin.suffix_note)
    if about.foreign:
        yield BLANK
        yield Line(about.foreign, Look.ITEM)
    yield Line(wording.checked_as(about))
    if report.companions:
        yield Line(f"Read beside it: {wording.listed(other.origin.path for other in report.companions)}.")
    yield Line(wording.law_day(report, checklist))
    yield Line(wording.SCOPE, Look.QUIET)


def _first(report: Report, checklist: Checklist) -> Iterator[Line]:
    steps, more = first_steps(report, checklist)
    yield from heading(wording.FIRST_HEADING)
    if not steps:
        yield Line(wording.NOTHING_TO_DO)
    for number, step in enumerate(steps, start=1):
        known = f"  [{step.id}]" if step.id else ""
        yield Line(f"{step.what}{known}", Look.ITEM, mark=f"{number:>2}. ")
        if step.help:
            yield Line(step.help, indent=4)
    if more:
        yield Line(wording.more_below(more), Look.QUIET)


def _unmet(report: Report, checklist: Checklist) -> Iterator[Line]:
    for section in sections.unmet_sections(report, checklist):
        yield from heading(section.title)
        if section.force is Force.UNBOUND:
            titles = (f"{requirement.title} [{requirement.id}]" for _, requirement in section.pairs)
            yield Line(f"Not found, or found only in part: {'; '.join(titles)}.")
            continue
        for finding, requirement in section.pairs:
            yield from _unmet_item(report, checklist, finding, requirement)


def _unmet_item(report: Report, checklist: Checklist, finding: Finding, requirement: Requirement) -> Iterator[Line]:
    yield Line(f"{requirement.title}  [{requirement.id}]", Look.ITEM, mark="- ")
    sure = "" if finding.sure else f" {wording.LOOK_YOURSELF}"
    words = deciding_words(report, finding)
    told = wording.statement(finding, requirement, report.about, words)
    yield Line(f"{told}{sure}", indent=2)
    for sentence in wording.lacks(finding, requirement, words):
        if sentence not in told and finding.status is Status.PARTIAL:
            yield Line(f"Lacking: {sentence}", indent=2)
    if finding.evidence:
        yield Line(f"Found: {_evidence(report, finding.evidence)}", indent=2)
    if finding.nearest:
        yield Line(f"Nearest: {quote_words(report, finding.nearest)}. {finding.nearest_why}".rstrip(), indent=2)
    elif finding.status is Status.MISSING:
        yield Line(wording.NOTHING_NEAR, Look.QUIET, indent=2)
    if requirement.advice:
        yield Line(f"To write: {requirement.advice}", indent=2)
    # What belongs elsewhere stands under a heading that says so.
    asked = "" if finding.counts is Counts.ELSEWHERE else wording.force_sentence(requirement, report.about)
    law = wording.law_words(requirement, checklist, report.as_at)
    yield Line(f"{asked} {law}.".strip(), Look.QUIET, indent=2)


def _evidence(report: Report, quotes: Sequence[Quote]) -> str:
    distinct = sections.distinct(quotes)
    shown = "; ".join(quote_words(report, quote) for quote in distinct[:_SHOWN_EVIDENCE])
    more = len(distinct) - _SHOWN_EVIDENCE
    return f"{shown}; and {more} more" if more > 0 else shown


def _leftovers(report: Report) -> Iterator[Line]:
    if report.leftovers:
        yield from heading(wording.LEFTOVERS_HEADING)
    for found in report.leftovers:
        place = quote_words(report, found.quote) if found.quote else found.where
        yield Line(f"{place}  [{found.id}]", Look.ITEM, mark="- ")
        yield Line(f"{found.message} {found.remedy}".strip(), indent=2)
    problems = [link for link in report.links if link.problem]
    if report.links:
        tried = any(link.tried for link in report.links)
        yield from heading(wording.LINKS_HEADING)
        yield Line(wording.links_told(len(report.links), len(problems), tried=tried))
    for link in problems:
        yield Line(f"{quote_words(report, link.quote)}: {link.target}", Look.ITEM, mark="- ")
        yield Line(link.problem, indent=2)


def _accepted(report: Report, checklist: Checklist) -> Iterator[Line]:
    decided = accepted_findings(report, checklist)
    if decided:
        yield from heading(ACCEPTED_HEADING)
    for one in decided:
        yield Line(f"{one.title}  [{one.id}]", Look.ITEM, mark="- ")
        if one.told:
            yield Line(one.told, indent=2)
        yield Line(one.decision, indent=2)
    over = lapsed(report)
    if over:
        yield from heading(LAPSED_HEADING)
    for sentence in over:
        yield Line(sentence, mark="- ")


def _unsure(report: Report, pairs: Sequence[Pair]) -> Iterator[Line]:
    doubtful = sections.doubtful(pairs)
    if doubtful:
        yield from heading(wording.UNSURE_HEADING)
        for finding, requirement in doubtful:
            yield from _found_item(report, finding, requirement)


def _stale(report: Report) -> Iterator[Line]:
    if not report.stale:
        return
    yield from heading(wording.STALE_HEADING)
    for severity, group in sections.stale_groups(report):
        yield from _stale_group(report, severity, group)


def _stale_group(report: Report, severity: Severity, group: Sequence[StaleFinding]) -> Iterator[Line]:
    first = group[0]
    spellings = list(dict.fromkeys(found.quote.text for found in group))
    words = wording.listed(f"“{wording.shorten(spelling, 60)}”" for spelling in spellings[:_SHOWN_EVIDENCE])
    yield Line(
        f"{wording.SEVERITIES[severity]}: {words}, {wording.times(len(group))}  [{first.id}]",
        Look.QUIET if severity is Severity.HISTORY else Look.ITEM,
        mark="- ",
    )
    if severity is Severity.HISTORY:
        return
    yield Line(wording.stale_sentence(first), indent=2)
    if first.replacement and first.replacement not in wording.stale_sentence(first):
        yield from _to_write(severity, group)
    places = list(dict.fromkeys(place for found in group if (place := place_words(report, found.quote))))
    if places:
        more = f"; and {len(places) - _SHOWN_PLACES} more places" if len(places) > _SHOWN_PLACES else ""
        yield Line(f"At: {'; '.join(places[:_SHOWN_PLACES])}{more}", Look.QUIET, indent=2)
    if first.also:
        yield Line(f"See also: {'; '.join(quote_words(report, other) for other in first.also)}", Look.QUIET, indent=2)


def _to_write(severity: Severity, group: Sequence[StaleFinding]) -> Iterator[Line]:
    """Yield the words that fit most places of a group, or where none fit, what a person has to do and why."""
    fitting = [found.replacement for found in group if found.fits]
    if fitting:
        label = "If you like" if severity is Severity.ADVICE else "Write instead"
        chosen = list(dict.fromkeys(fitting))[:_SHOWN_EVIDENCE]
        yield Line(f"{label}: {wording.listed(f'“{words}”' for words in chosen)}", indent=2)
    else:
        yield Line(f"To rewrite yourself: {group[0].replacement}", indent=2)


def _claims_and_dates(report: Report) -> Iterator[Line]:
    if report.wrong_law:
        yield from heading(wording.WRONG_LAW_HEADING)
        for found in report.wrong_law:
            yield Line(f"{quote_words(report, found.quote)}  [{found.id}]", Look.ITEM, mark="- ")
            yield Line(wording.wrong_law_sentence(found), indent=2)
            if found.replacement:
                yield Line(f"Write instead: {found.replacement}", indent=2)
    passed = [found for found in report.dates if found.passed]
    if passed:
        yield from heading(wording.PASSED_HEADING)
        for date_found in passed:
            yield Line(f"{wording.date_sentence(date_found)} {quote_words(report, date_found.quote)}", mark="- ")


def _found(report: Report, pairs: Sequence[Pair]) -> Iterator[Line]:
    met = sections.found(pairs)
    if met:
        yield from heading(wording.FOUND_HEADING)
        for finding, requirement in met:
            yield from _found_item(report, finding, requirement)


def _found_item(report: Report, finding: Finding, requirement: Requirement) -> Iterator[Line]:
    mark = f" {wording.MEMORY_MARK}" if is_from_memory(requirement, report.as_at) else ""
    yield Line(f"{requirement.title}{mark}  [{requirement.id}]", Look.ITEM, mark="- ")
    yield Line(_evidence(report, finding.evidence) or finding.reason, indent=2)


def _left_out(report: Report, pairs: Sequence[Pair]) -> Iterator[Line]:
    for title, sentences in sections.left_out(report, pairs):
        yield from heading(title)
        for sentence in sentences:
            yield Line(sentence, mark="- ")


def _unread(report: Report) -> Iterator[Line]:
    yield from heading(wording.UNREAD_HEADING)
    told = sections.unread(report)
    if not told:
        yield Line(wording.ALL_READ)
    for sentence in told:
        yield Line(sentence, mark="- ")


def _foot(report: Report, checklist: Checklist) -> Iterator[Line]:
    ids = sections.memory_ids(report, checklist)
    if ids:
        yield from heading(wording.MEMORY_HEADING)
        yield Line(f"{', '.join(ids)}. Check these before you rely on them.")
