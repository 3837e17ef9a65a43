"""The report for a person at a screen: what to do first, then what the law, the Code and good practice ask."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from policykit.model.finding import Counts, Finding, Quote, Report, Severity, StaleFinding, Status
from policykit.model.force import Force, force_here, from_memory, is_from_memory
from policykit.model.law import Checklist, Requirement
from policykit.report import wording
from policykit.report.first import first_steps
from policykit.report.lines import BLANK, Line, Look, heading
from policykit.report.lines import plain as plain_lines
from policykit.report.place import deciding_words, place_words, quote_words

_UNMET = (Status.MISSING, Status.PARTIAL)
_SHOWN_PLACES = 5
_SHOWN_EVIDENCE = 3
_NAMED = 25
"""A longer list of requirements under one reason is counted and not named: nobody reads it."""

Pair = tuple[Finding, Requirement]


def to_text(report: Report, checklist: Checklist) -> str:
    """Return the whole report as plain text, 100 characters wide."""
    return plain_lines(to_lines(report, checklist))


def to_lines(report: Report, checklist: Checklist) -> tuple[Line, ...]:
    """Return the whole report as lines, in the order in which a person needs them."""
    pairs = _pairs(report.requirements, checklist)
    further = _pairs(report.further, checklist)
    return (
        *_top(report, checklist),
        *_first(report, checklist),
        *_unmet(report, checklist, pairs, further),
        *_unsure(report, (*pairs, *further)),
        *_stale(report),
        *_claims_and_dates(report),
        *_found(report, pairs, further),
        *_left_out(report, pairs, further),
        *_unread(report),
        *_foot(report, checklist),
    )


def _pairs(findings: Iterable[Finding], checklist: Checklist) -> tuple[Pair, ...]:
    known = ((finding, checklist.requirement(finding.id)) for finding in findings)
    return tuple((finding, requirement) for finding, requirement in known if requirement is not None)


def _top(report: Report, checklist: Checklist) -> Iterator[Line]:
    about, origin = report.about, report.document.origin
    yield Line(about.title or origin.path, Look.TITLE)
    school = f"{about.school}. " if about.school else ""
    pages = f", {report.document.pages} pages" if report.document.pages else ""
    yield Line(f"{school}File: {origin.path} ({origin.format}{pages}, {report.document.words()} words read).")
    if origin.suffix_note:
        yield Line(origin.suffix_note)
    if about.foreign:
        yield BLANK
        yield Line(about.foreign, Look.ITEM)
    yield Line(wording.checked_as(about))
    if report.companions:
        yield Line(f"Read beside it: {wording.listed(other.origin.path for other in report.companions)}.")
    yield Line(
        f"The law of {wording.day_in_words(report.as_at)}, as we last checked it on "
        f"{wording.day_in_words(checklist.law_checked_on)} (checklist {checklist.version})."
    )
    yield Line(wording.SCOPE, Look.QUIET)


def _first(report: Report, checklist: Checklist) -> Iterator[Line]:
    steps, more = first_steps(report, checklist)
    yield from heading("To do first")
    if not steps:
        yield Line("Nothing: we found nothing that has to be done.")
    for number, step in enumerate(steps, start=1):
        known = f"  [{step.id}]" if step.id else ""
        yield Line(f"{step.what}{known}", Look.ITEM, mark=f"{number:>2}. ")
        if step.help:
            yield Line(step.help, indent=4)
    if more:
        yield Line(f"{more} more below." if more > 1 else "One more below.", Look.QUIET)


def _unmet(report: Report, checklist: Checklist, pairs: Sequence[Pair], further: Sequence[Pair]) -> Iterator[Line]:
    open_ = [pair for pair in (*pairs, *further) if pair[0].status in _UNMET]
    force = {requirement.id: force_here(requirement, report.about) for _, requirement in open_}
    rest = [pair for pair in open_ if pair[0].counts not in {Counts.GAP, Counts.ELSEWHERE}]

    def _asked_by(*forces: Force) -> list[Pair]:
        return [pair for pair in rest if force[pair[1].id] in forces]

    for title, chosen in (
        (wording.law_heading(report.about), [pair for pair in open_ if pair[0].counts is Counts.GAP]),
        (wording.belongs_heading(report.about), [pair for pair in open_ if pair[0].counts is Counts.ELSEWHERE]),
        (wording.MORE_HEADING, _asked_by(Force.LAW, Force.REPORT)),
        (wording.EXPECTED_HEADING, _asked_by(Force.EXPECTED)),
        (wording.SHOULD_HEADING, _asked_by(Force.SHOULD)),
        (wording.GRANT_HEADING, _asked_by(Force.GRANT)),
        (wording.GOOD_HEADING, _asked_by(Force.GOOD)),
    ):
        if chosen:
            yield from heading(title)
        for finding, requirement in chosen:
            yield from _unmet_item(report, checklist, finding, requirement)
    unbound = _asked_by(Force.UNBOUND)
    if unbound:
        yield from heading(wording.UNBOUND_HEADING)
        titles = (f"{requirement.title} [{requirement.id}]" for _, requirement in unbound)
        yield Line(f"Not found, or found only in part: {'; '.join(titles)}.")


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
    distinct = _distinct(quotes)
    shown = "; ".join(quote_words(report, quote) for quote in distinct[:_SHOWN_EVIDENCE])
    more = len(distinct) - _SHOWN_EVIDENCE
    return f"{shown}; and {more} more" if more > 0 else shown


def _distinct(quotes: Sequence[Quote]) -> list[Quote]:
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


def _unsure(report: Report, pairs: Sequence[Pair]) -> Iterator[Line]:
    doubtful = [pair for pair in pairs if not pair[0].sure and pair[0].status is Status.MET]
    if doubtful:
        yield from heading("Please look yourself: found, and we are not sure of it")
        for finding, requirement in doubtful:
            yield from _found_item(report, finding, requirement)


def _stale(report: Report) -> Iterator[Line]:
    if not report.stale:
        return
    yield from heading("Out-of-date references")
    for severity in (Severity.OUTDATED, Severity.NOT_YET_LAW, Severity.CHECK, Severity.ADVICE, Severity.HISTORY):
        groups: dict[str, list[StaleFinding]] = {}
        for found in report.stale:
            if found.severity is severity:
                groups.setdefault(found.group, []).append(found)
        for group in groups.values():
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
        label = "If you like" if severity is Severity.ADVICE else "Write instead"
        yield Line(f"{label}: {first.replacement}", indent=2)
    places = list(dict.fromkeys(place for found in group if (place := place_words(report, found.quote))))
    if places:
        more = f"; and {len(places) - _SHOWN_PLACES} more places" if len(places) > _SHOWN_PLACES else ""
        yield Line(f"At: {'; '.join(places[:_SHOWN_PLACES])}{more}", Look.QUIET, indent=2)


def _claims_and_dates(report: Report) -> Iterator[Line]:
    if report.wrong_law:
        yield from heading("What is said about the law and is not so")
        for found in report.wrong_law:
            yield Line(f"{quote_words(report, found.quote)}  [{found.id}]", Look.ITEM, mark="- ")
            yield Line(found.message, indent=2)
            if found.replacement:
                yield Line(f"Write instead: {found.replacement}", indent=2)
    passed = [found for found in report.dates if found.passed]
    if passed:
        yield from heading("Dates that have passed")
        for date_found in passed:
            yield Line(f"{wording.date_sentence(date_found)} {quote_words(report, date_found.quote)}", mark="- ")


def _found(report: Report, pairs: Sequence[Pair], further: Sequence[Pair]) -> Iterator[Line]:
    met = [pair for pair in (*pairs, *further) if pair[0].status is Status.MET and pair[0].sure]
    if met:
        yield from heading("What we found, and where")
        for finding, requirement in met:
            yield from _found_item(report, finding, requirement)


def _found_item(report: Report, finding: Finding, requirement: Requirement) -> Iterator[Line]:
    mark = f" {wording.MEMORY_MARK}" if is_from_memory(requirement, report.as_at) else ""
    yield Line(f"{requirement.title}{mark}  [{requirement.id}]", Look.ITEM, mark="- ")
    yield Line(_evidence(report, finding.evidence) or finding.reason, indent=2)


def _left_out(report: Report, pairs: Sequence[Pair], further: Sequence[Pair]) -> Iterator[Line]:
    everything = (*pairs, *further)
    blind = [pair for pair in everything if pair[0].status is Status.CANNOT_TELL]
    if blind:
        yield from heading("What we cannot tell")
        yield from _by_reason(blind, lambda found: found.reason or "Words that may say it could not be read.")
    outside = [pair for pair in everything if pair[0].status is Status.NOT_APPLICABLE]
    if outside:
        yield from heading("What is not asked of this document")
        yield from _by_reason(outside, lambda found: found.reason or report.about.foreign)


def _by_reason(pairs: Sequence[Pair], reason: Callable[[Finding], str]) -> Iterator[Line]:
    groups: dict[str, list[str]] = {}
    for finding, requirement in pairs:
        groups.setdefault(reason(finding), []).append(f"{requirement.title} [{requirement.id}]")
    for why, titles in groups.items():
        named = f"{'; '.join(titles)}." if len(titles) <= _NAMED else f"This holds for {len(titles)} requirements."
        yield Line(f"{why} {named}".strip(), mark="- ")


def _unread(report: Report) -> Iterator[Line]:
    yield from heading("What could not be read")
    if not report.gaps and not report.errors:
        yield Line("Nothing: the whole document was read.")
    for gap in sorted(report.gaps, key=lambda gap: not gap.hides_text):
        yield Line(f"{gap.where}: {gap.what} {gap.remedy}".strip(), mark="- ")
    for error in report.errors:
        yield Line(error, mark="- ")


def _foot(report: Report, checklist: Checklist) -> Iterator[Line]:
    findings = (*report.requirements, *report.further)
    shown = {finding.id for finding in findings if finding.status is not Status.NOT_APPLICABLE}
    ids = [known for known in from_memory(checklist, report.as_at) if known in shown]
    if ids:
        yield from heading("Law that we have not yet compared with its text")
        yield Line(f"{', '.join(ids)}. Check these before you rely on them.")
