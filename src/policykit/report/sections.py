"""What stands under which heading of a report, and in what order: the same in every format."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from policykit.model.finding import Counts, Finding, Quote, Report, Severity, StaleFinding, Status
from policykit.model.force import Force, force_here, from_memory
from policykit.model.law import Checklist, Requirement
from policykit.report import wording

UNMET = (Status.MISSING, Status.PARTIAL)
_NAMED = 25
"""A longer list of requirements under one reason is counted and not named: nobody reads it."""

Pair = tuple[Finding, Requirement]


@dataclass(frozen=True, slots=True)
class Section:
    """A heading with what was not found or only in part under it; `force` is who asks, strongest where they differ."""

    title: str
    force: Force
    pairs: tuple[Pair, ...]


def pairs_of(findings: Iterable[Finding], checklist: Checklist) -> tuple[Pair, ...]:
    """Return each finding with its requirement, in order."""
    known = ((finding, checklist.requirement(finding.id)) for finding in findings)
    return tuple((finding, requirement) for finding, requirement in known if requirement is not None)


def all_pairs(report: Report, checklist: Checklist) -> tuple[Pair, ...]:
    """Return every finding on a requirement with that requirement, the 43 first."""
    return pairs_of((*report.requirements, *report.further), checklist)


def unmet_sections(report: Report, checklist: Checklist) -> tuple[Section, ...]:
    """Return what was not found or only in part: what the law asks for first, then the Code, then good practice."""
    open_ = [pair for pair in all_pairs(report, checklist) if pair[0].status in UNMET]
    force = {requirement.id: force_here(requirement, report.about) for _, requirement in open_}
    rest = [pair for pair in open_ if pair[0].counts not in {Counts.GAP, Counts.ELSEWHERE}]

    def _asked_by(*forces: Force) -> list[Pair]:
        return [pair for pair in rest if force[pair[1].id] in forces]

    told = (
        (wording.law_heading(report.about), Force.LAW, [pair for pair in open_ if pair[0].counts is Counts.GAP]),
        (wording.belongs_heading(report.about), Force.REPORT, [p for p in open_ if p[0].counts is Counts.ELSEWHERE]),
        (wording.MORE_HEADING, Force.LAW, _asked_by(Force.LAW, Force.REPORT)),
        (wording.EXPECTED_HEADING, Force.EXPECTED, _asked_by(Force.EXPECTED)),
        (wording.SHOULD_HEADING, Force.SHOULD, _asked_by(Force.SHOULD)),
        (wording.GRANT_HEADING, Force.GRANT, _asked_by(Force.GRANT)),
        (wording.GOOD_HEADING, Force.GOOD, _asked_by(Force.GOOD)),
        (wording.UNBOUND_HEADING, Force.UNBOUND, _asked_by(Force.UNBOUND)),
    )
    return tuple(Section(title, strength, tuple(chosen)) for title, strength, chosen in told if chosen)


def doubtful(pairs: Iterable[Pair]) -> list[Pair]:
    """Return what was found and should be looked at by a person."""
    return [pair for pair in pairs if pair[0].status is Status.MET and not pair[0].sure]


def found(pairs: Iterable[Pair]) -> list[Pair]:
    """Return what was found and needs no second look."""
    return [pair for pair in pairs if pair[0].status is Status.MET and pair[0].sure]


def stale_groups(report: Report) -> list[tuple[Severity, list[StaleFinding]]]:
    """Return the places of each stale reference together, the most serious first."""
    grouped: list[tuple[Severity, list[StaleFinding]]] = []
    for severity in (Severity.OUTDATED, Severity.NOT_YET_LAW, Severity.CHECK, Severity.ADVICE, Severity.HISTORY):
        groups: dict[str, list[StaleFinding]] = {}
        for one in report.stale:
            if one.severity is severity:
                groups.setdefault(one.group, []).append(one)
        grouped += [(severity, group) for group in groups.values()]
    return grouped


def distinct(quotes: Sequence[Quote]) -> list[Quote]:
    """Return the quotes without those that say again what one before them shows: one sentence may give two elements."""
    kept: list[Quote] = []
    for quote in quotes:
        one = quote.span
        if not any(
            other.file == quote.file
            and other.span.block == one.block
            and other.span.start < one.end
            and one.start < other.span.end
            for other in kept
        ):
            kept.append(quote)
    return kept


def left_out(report: Report, pairs: Iterable[Pair]) -> list[tuple[str, list[str]]]:
    """Return what was not judged: each heading with one sentence a reason, the requirements named in it."""
    everything = list(pairs)
    blind = [pair for pair in everything if pair[0].status is Status.CANNOT_TELL]
    outside = [pair for pair in everything if pair[0].status is Status.NOT_APPLICABLE]
    told = (
        (wording.BLIND_HEADING, _by_reason(blind, lambda one: one.reason or wording.BLIND)),
        (wording.OUTSIDE_HEADING, _by_reason(outside, lambda one: one.reason or report.about.foreign)),
    )
    return [(title, sentences) for title, sentences in told if sentences]


def _by_reason(pairs: Sequence[Pair], reason: Callable[[Finding], str]) -> list[str]:
    groups: dict[str, list[str]] = {}
    for finding, requirement in pairs:
        groups.setdefault(reason(finding), []).append(f"{requirement.title} [{requirement.id}]")
    return [
        f"{why} {'; '.join(titles) + '.' if len(titles) <= _NAMED else f'This holds for {len(titles)} requirements.'}".strip()
        for why, titles in groups.items()
    ]


def unread(report: Report) -> list[str]:
    """Return a sentence for each part that could not be read, what hides words first; empty where all was read."""
    gaps = sorted(report.gaps, key=lambda gap: not gap.hides_text)
    return [*(f"{gap.where}: {gap.what} {gap.remedy}".strip() for gap in gaps), *report.errors]


def memory_ids(report: Report, checklist: Checklist) -> list[str]:
    """Return the ids of what is judged here on law that nobody has yet compared with its text, requirements first."""
    findings = (*report.requirements, *report.further)
    shown = {finding.id for finding in findings if finding.status is not Status.NOT_APPLICABLE}
    return [*(known for known in from_memory(checklist, report.as_at) if known in shown), *stale_memory_ids(report)]


def stale_memory_ids(report: Report) -> list[str]:
    """Return the ids of the stale references and wrong claims found here on law from memory; history asks for nothing."""
    stale = {one.id for one in report.stale if one.from_memory and one.severity is not Severity.HISTORY}
    return sorted(stale | {one.id for one in report.wrong_law if one.from_memory})
