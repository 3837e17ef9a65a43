"""What to do first: at most ten things, the most important at the top."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from policykit.model.finding import (
    Counts,
    DateFinding,
    Finding,
    LeftoverFinding,
    Report,
    Severity,
    StaleFinding,
    Status,
    WrongLawFinding,
)
from policykit.model.force import is_from_memory, publish_here, rests_on_our_reading
from policykit.model.law import Checklist, Publish, Requirement
from policykit.report import wording

MOST = 10
_MOST_OF_LAW = 7
"""So that out-of-date references and the rest have a place too; the other gaps follow below in the report."""

_PARENTS_FIRST = ("sch1.4", "sch1.11", "sch1.9", "sch1.13", "sch1.2", "sch1.7", "sch1.3e", "cfa69.admission")
"""What a worried parent looks for before anything else, in that order."""

_NAMED = 4
_MEMORY = " (from memory: see the end)"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to do: what, the words to help with it, and the id to look it up by ("" where there is none).

    `about` are the findings that make it worth doing, in the order of the report; none where nothing was found or sought.
    """

    what: str
    help: str = ""
    id: str = ""
    about: tuple[Finding | StaleFinding | DateFinding | WrongLawFinding | LeftoverFinding, ...] = ()


def first_steps(report: Report, checklist: Checklist) -> tuple[tuple[Step, ...], int]:
    """Return at most ten things to do, in order, and how many more there are in the report below."""
    law = list(_gaps(report, checklist, by_law=True))
    other = [
        *_wrong_law(report),
        *_leftovers(report),
        *_stale(report, (Severity.OUTDATED, Severity.NOT_YET_LAW), "Bring up to date what is out of date"),
        *_elsewhere(report),
        *_passed(report),
        *_should(report, checklist),
        *_gaps(report, checklist, by_law=False),
        *_stale(report, (Severity.CHECK,), "Check what may be out of date"),
    ]
    unread = list(_unread(report))
    room = MOST - len(unread)
    of_law = law[: max(min(_MOST_OF_LAW, room), room - len(other))]
    steps = (*unread, *of_law, *other)[:MOST]
    return steps, len(unread) + len(law) + len(other) - len(steps)


def group_words(stale: Iterable[StaleFinding]) -> list[str]:
    """Return each group once with how often it stands there: "statement of SEN" (12 times)."""
    groups: dict[str, list[StaleFinding]] = {}
    for found in stale:
        groups.setdefault(found.group, []).append(found)
    return [f"“{wording.shorten(group[0].quote.text, 40)}” ({wording.times(len(group))})" for group in groups.values()]


def _unread(report: Report) -> Iterator[Step]:
    places = [gap for gap in report.gaps if gap.hides_text]
    if places:
        where = wording.listed(gap.where for gap in places[:_NAMED])
        more = f" and {len(places) - _NAMED} more places" if len(places) > _NAMED else ""
        yield Step(f"Have what could not be read looked at first: {where}{more}.", places[0].remedy)


def _gaps(report: Report, checklist: Checklist, *, by_law: bool) -> Iterator[Step]:
    found = [
        (finding, requirement)
        for finding, requirement in _pairs(report.requirements, checklist)
        if finding.counts in ({Counts.GAP} if by_law else {Counts.GAP, Counts.SHOULD})
        and rests_on_our_reading(finding, requirement) is not by_law
    ]
    for finding, requirement in sorted(found, key=_urgency):
        law = f"as the law requires{_MEMORY if is_from_memory(requirement, report.as_at) else ''}"
        yield _step(finding, requirement, law if by_law else "so that it says more")


def _urgency(pair: tuple[Finding, Requirement]) -> tuple[bool, int]:
    finding, requirement = pair
    place = _PARENTS_FIRST.index(requirement.id) if requirement.id in _PARENTS_FIRST else len(_PARENTS_FIRST)
    return (finding.status is not Status.MISSING, place)


def _step(finding: Finding, requirement: Requirement, why: str) -> Step:
    verb = "Add" if finding.status is Status.MISSING else "Complete"
    return Step(f"{verb}, {why}: {requirement.title}.", requirement.advice, requirement.id, (finding,))


def _wrong_law(report: Report) -> Iterator[Step]:
    for found in report.wrong_law:
        quote = wording.shorten(found.quote.text, 80)
        yield Step(f"Correct what is said about the law: “{quote}”.", found.message, found.id, (found,))


def _stale(report: Report, severities: tuple[Severity, ...], what: str) -> Iterator[Step]:
    found = tuple(one for one in report.stale if one.severity in severities)
    groups = group_words(found)
    if groups:
        more = [f"{len(groups) - _NAMED} more, listed below"] if len(groups) > _NAMED else []
        words = wording.listed([*groups[:_NAMED], *more])
        yield Step(f"{what}: {words}.", "What to write instead stands below.", about=found)


def _leftovers(report: Report) -> Iterator[Step]:
    if report.leftovers:
        # What the file holds has no words of its own; its place says what it is.
        named = (
            f"“{wording.shorten(one.quote.text, 40)}”" if one.quote else f"{one.id.replace('-', ' ')} in {one.where}"
            for one in report.leftovers
        )
        words = list(dict.fromkeys(named))
        more = [f"{len(words) - _NAMED} more, listed below"] if len(words) > _NAMED else []
        yield Step(
            f"Look at what should not be published: {wording.listed([*words[:_NAMED], *more])}.",
            "What each of them is stands below.",
            about=report.leftovers,
        )


def _elsewhere(report: Report) -> Iterator[Step]:
    waiting = [one for one in report.requirements if one.counts is Counts.ELSEWHERE and one.status is not Status.MET]
    if waiting:
        count = "one thing that belongs" if len(waiting) == 1 else f"{len(waiting)} things that belong"
        yield Step(
            f"Check that the school's SEN information report says the {count} there.",
            "Give it with --with and it is read too.",
            about=tuple(waiting),
        )


def _passed(report: Report) -> Iterator[Step]:
    passed = tuple(found for found in report.dates if found.passed)
    if passed:
        latest = max(passed, key=lambda found: found.day)
        words = wording.shorten(latest.quote.text, 80)
        yield Step(f"Review the document and change its date: “{words}” has passed.", about=passed)


def _should(report: Report, checklist: Checklist) -> Iterator[Step]:
    pairs = [
        (finding, requirement)
        for finding, requirement in _pairs((*report.requirements, *report.further), checklist)
        if finding.counts is Counts.SHOULD
        and finding.status in {Status.MISSING, Status.PARTIAL}
        and publish_here(requirement, report.about) is Publish.SHOULD
        and not rests_on_our_reading(finding, requirement)
    ]
    for finding, requirement in sorted(pairs, key=_urgency):
        yield _step(finding, requirement, "as the Code asks")


def _pairs(findings: Iterable[Finding], checklist: Checklist) -> Iterator[tuple[Finding, Requirement]]:
    for finding in findings:
        requirement = checklist.requirement(finding.id)
        if requirement is not None:
            yield finding, requirement
