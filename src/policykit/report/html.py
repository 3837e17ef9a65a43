"""The report as a page to read: what to do beside the document's text, quotes linked both ways; for screen and paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from policykit.model.accepted import without_accepted
from policykit.model.finding import Counts, Finding, Report, Severity, StaleFinding, Status
from policykit.model.force import Force, is_from_memory
from policykit.model.law import Checklist, Requirement
from policykit.report import accepted, access, plain_words, sections, wording
from policykit.report.coverage import pages_read
from policykit.report.first import Step, first_steps
from policykit.report.html_advice import access_section, plain_section
from policykit.report.html_marks import (
    KINDS,
    Marks,
    Ref,
    date_anchor,
    finding_anchor,
    law_anchor,
    leftover_anchor,
    link_anchor,
    stale_anchor,
)
from policykit.report.html_page import render
from policykit.report.html_text import Part, parts_of
from policykit.report.place import deciding_words

_BANDS = {
    Force.LAW: "law",
    Force.REPORT: "law",
    Force.EXPECTED: "should",
    Force.SHOULD: "should",
    Force.GRANT: "good",
    Force.GOOD: "good",
    Force.UNBOUND: "good",
}
"""How a section is set off: the law, the Code, everything else; the words beside it say the same."""


@dataclass(frozen=True, slots=True)
class Item:
    """A finding on a requirement as the page shows it; what has nothing to say is "", None or empty."""

    anchor: str
    id: str
    title: str
    told: str
    lacking: tuple[str, ...]
    evidence: tuple[Ref, ...]
    nearest: Ref | None
    nearest_why: str
    nothing_near: str
    advice: str
    asked: str
    law: str
    memory: str


@dataclass(frozen=True, slots=True)
class Band:
    """A heading with findings under it; `only_named` where their titles are enough."""

    anchor: str
    title: str
    look: str
    items: tuple[Item, ...]
    only_named: bool = False


@dataclass(frozen=True, slots=True)
class StaleItem:
    """One stale reference with all its places; `quiet` where there is nothing to do."""

    anchor: str
    id: str
    severity: str
    words: str
    times: str
    told: str
    label: str
    replacement: str
    refs: tuple[Ref, ...]
    quiet: bool


@dataclass(frozen=True, slots=True)
class Note:
    """A wrong claim about the law, a passed date, something left over or a link.

    `ref` is None where it is the file's and no passage's; `where` is then its place in words.
    """

    anchor: str
    id: str
    ref: Ref | None
    told: str
    replacement: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list of sections: how many stand under it ("" where a number says nothing)."""

    anchor: str
    title: str
    count: str


def to_html(report: Report, checklist: Checklist) -> str:
    """Return the whole report as one page."""
    return render("report.html", "report.css", **context_of(report, checklist))


def context_of(report: Report, checklist: Checklist) -> dict[str, Any]:
    """Return what the parts of the page are made from, by the names that they use."""
    titles = {requirement.id: requirement.title for requirement in checklist.requirements}
    left = without_accepted(report)
    view = _View(left, checklist, Marks(left, titles))
    steps, more = first_steps(left, checklist)
    pairs = sections.all_pairs(report, checklist)
    bands = view.bands()
    unsure = view.items(sections.doubtful(pairs))
    stale, claims, dates, leftovers = view.stale(), view.claims(), view.dates(), view.leftovers()
    found = view.items(sections.found(pairs))
    told = (
        ("unsure", "Please look yourself", len(unsure)),
        ("stale", wording.STALE_HEADING, sum(not one.quiet for one in stale)),
        ("said", "Wrong claims about the law, and dates that have passed", len(claims) + len(dates)),
        ("left-over", "Left over, to look at before you publish", len(leftovers)),
        ("found", wording.FOUND_HEADING, len(found)),
    )
    return {
        "report": report,
        "wording": wording,
        "pages": _pages(report),
        "pages_read": pages_read(report.document),
        "checked_as": wording.checked_as(report.about),
        "law_day": wording.law_day(report, checklist),
        "companions": wording.listed(other.origin.path for other in report.companions),
        "steps": [(step, view.step_anchor(step)) for step in steps],
        "more": wording.more_below(more) if more else "",
        "bands": bands,
        "unsure": unsure,
        "stale": stale,
        "claims": claims,
        "dates": dates,
        "found": found,
        "left_out": sections.left_out(report, pairs),
        "unread": sections.unread(report),
        "memory": ", ".join(sections.memory_ids(report, checklist)),
        "leftovers": leftovers,
        "links": view.links(),
        "links_told": _links_told(report),
        "plain": plain_section(report),
        "access": access_section(report),
        "accepted_heading": accepted.HEADING,
        "accepted": accepted.accepted_findings(report, checklist),
        "lapsed_heading": accepted.LAPSED_HEADING,
        "lapsed": accepted.lapsed(report),
        "entries": _entries(bands, told, report),
        "kinds": [(kind, KINDS[kind]) for kind in view.marks.kinds()],
        "texts": view.texts(),
    }


def _pages(report: Report) -> str:
    pages = report.document.pages
    return f"{pages} pages, " if pages and pages > 1 else "1 page, " if pages else ""


def _entries(bands: Sequence[Band], told: Sequence[tuple[str, str, int]], report: Report) -> list[Entry]:
    """Return the list of sections with how many stand in each, in the order of the page.

    `told` are anchor, title and number of the others, what was found last.
    """
    entries = [Entry(band.anchor, band.title, str(len(band.items))) for band in bands]
    *before, found = [Entry(anchor, title, str(count) if count else "") for anchor, title, count in told]
    entries += [entry for entry in before if entry.count]
    if report.plain is not None:
        # No number: a reading ease beside the counts would look like a mark for the school.
        entries.append(Entry("plain-words", plain_words.SHORT_HEADING, ""))
    if report.access is not None and report.access.looked:
        entries.append(Entry("access", access.HEADING, str(len(report.access.findings))))
    entries += [found] if found.count else []
    gaps = sum(gap.hides_text for gap in report.gaps)
    return [*entries, Entry("unread", wording.UNREAD_HEADING, str(gaps)), Entry("text", "The document's text", "")]


def _links_told(report: Report) -> str:
    if not report.links:
        return ""
    problems = sum(bool(link.problem) for link in report.links)
    return wording.links_told(len(report.links), problems, tried=any(link.tried for link in report.links))


class _View:
    """Turns what the report holds into what the page shows."""

    def __init__(self, report: Report, checklist: Checklist, marks: Marks) -> None:
        self.report = report
        self.checklist = checklist
        self.marks = marks
        self._shown = {finding.id for finding in (*report.requirements, *report.further)}

    def step_anchor(self, step: Step) -> str:
        """Return the id of the finding a thing to do leads to, "" where it leads to none."""
        return finding_anchor(step.id) if step.id in self._shown else ""

    def bands(self) -> list[Band]:
        return [
            Band(
                f"part-{number}",
                section.title,
                _BANDS[section.force],
                self.items(section.pairs),
                section.force is Force.UNBOUND,
            )
            for number, section in enumerate(sections.unmet_sections(self.report, self.checklist), start=1)
        ]

    def items(self, pairs: Sequence[sections.Pair]) -> tuple[Item, ...]:
        return tuple(self._item(finding, requirement) for finding, requirement in pairs)

    def _item(self, finding: Finding, requirement: Requirement) -> Item:
        words = deciding_words(self.report, finding)
        told = wording.statement(finding, requirement, self.report.about, words)
        met = finding.status is Status.MET
        unsure = "" if finding.sure or met else f" {wording.LOOK_YOURSELF}"
        partial = finding.status is Status.PARTIAL
        lacks = wording.lacks(finding, requirement, words) if partial else ()
        near = finding.nearest
        asked = "" if finding.counts is Counts.ELSEWHERE else wording.force_sentence(requirement, self.report.about)
        return Item(
            anchor=finding_anchor(finding.id),
            id=finding.id,
            title=requirement.title,
            told=f"{told}{unsure}",
            lacking=tuple(sentence for sentence in lacks if sentence not in told),
            evidence=tuple(self.marks.ref(quote) for quote in sections.distinct(finding.evidence)),
            nearest=self.marks.ref(near) if near else None,
            nearest_why=finding.nearest_why,
            nothing_near=wording.NOTHING_NEAR if finding.status is Status.MISSING and not near else "",
            advice="" if met else requirement.advice,
            asked="" if met else asked,
            law=wording.law_words(requirement, self.checklist, self.report.as_at),
            memory=wording.MEMORY_MARK if is_from_memory(requirement, self.report.as_at) else "",
        )

    def stale(self) -> list[StaleItem]:
        grouped = sections.stale_groups(self.report)
        return [self._stale(number, severity, group) for number, (severity, group) in enumerate(grouped)]

    def _stale(self, number: int, severity: Severity, group: Sequence[StaleFinding]) -> StaleItem:
        first, told = group[0], wording.stale_sentence(group[0])
        spellings = list(dict.fromkeys(found.quote.text for found in group))
        quiet = severity is Severity.HISTORY
        return StaleItem(
            anchor=stale_anchor(number),
            id=first.id,
            severity=wording.SEVERITIES[severity],
            words=wording.listed(f"“{wording.shorten(spelling, 60)}”" for spelling in spellings[:3]),
            times=wording.times(len(group)),
            told="" if quiet else told,
            label="If you like" if severity is Severity.ADVICE else "Write instead",
            replacement="" if quiet or first.replacement in told else first.replacement,
            refs=tuple(self.marks.ref(found.quote) for found in group),
            quiet=quiet,
        )

    def claims(self) -> list[Note]:
        return [
            Note(
                law_anchor(number), one.id, self.marks.ref(one.quote), wording.wrong_law_sentence(one), one.replacement
            )
            for number, one in enumerate(self.report.wrong_law)
        ]

    def dates(self) -> list[Note]:
        passed = [one for one in self.report.dates if one.passed]
        return [
            Note(date_anchor(number), "", self.marks.ref(one.quote), wording.date_sentence(one))
            for number, one in enumerate(passed)
        ]

    def leftovers(self) -> list[Note]:
        return [
            Note(
                leftover_anchor(number),
                one.id,
                self.marks.ref(one.quote) if one.quote else None,
                f"{one.message} {one.remedy}".strip(),
                where=one.where,
            )
            for number, one in enumerate(self.report.leftovers)
        ]

    def links(self) -> list[Note]:
        problems = [one for one in self.report.links if one.problem]
        return [
            Note(link_anchor(number), "", self.marks.ref(one.quote), one.problem, where=one.target)
            for number, one in enumerate(problems)
        ]

    def texts(self) -> list[tuple[str, list[Part]]]:
        """Return the text of the document (under "") and of each companion."""
        others = ((one.origin.path, parts_of(one, self.marks, one.origin.path)) for one in self.report.companions)
        return [("", parts_of(self.report.document, self.marks)), *others]
