"""What a comment in the margin says of one finding: its title and the law first, what to write, its id last."""

import re
from collections.abc import Iterator

from policykit.model.catalogues import Catalogues
from policykit.model.finding import (
    Counts,
    DateFinding,
    Finding,
    LeftoverFinding,
    LinkFinding,
    Report,
    Severity,
    StaleFinding,
    Status,
    WrongLawFinding,
)
from policykit.model.law import Checked, Checklist, Requirement
from policykit.report import wording
from policykit.report.accepted import decisions, lapsed
from policykit.report.first import Step
from policykit.report.place import deciding_words, quote_words

COPY_MARK = "COMMENTED COPY, do not publish"
"""What the copy's title and file name say, so that it is not put on a website by mistake."""

_OF_LAW = re.compile(r"\bActs?\b|\bS\.?I\.? \d{4}/|\bRegulations\b|\bCode\b|\bsection \d|\bSchedule \d")

Lines = tuple[str, ...]


def opening(report: Report, checklist: Checklist, more: int) -> Lines:
    """Return the first comment of a copy: what it is, how the document was read; `more` findings have no comment."""
    about = report.about
    rest = {0: "", 1: " There is one more: policykit check tells of it, and annotate --all puts it here."}.get(
        more, f" There are {more} more: policykit check tells of them, and annotate --all puts them here."
    )
    first = "first " if more else ""
    return tuple(
        line
        for line in (
            f"{COPY_MARK}.",
            about.foreign,
            wording.checked_as(about),
            wording.law_day(report, checklist),
            f"The comments say what to do {first}and where.{rest}",
            *decisions(report, checklist),
            *lapsed(report),
            wording.SCOPE,
        )
        if line
    )


def on_step(step: Step, report: Report, catalogues: Catalogues) -> Lines:
    """Return the comment on a thing to do that has no words of the document to stand on."""
    titles = [
        f"{requirement.title} [{requirement.id}]"
        for found in step.about
        if isinstance(found, Finding) and (requirement := catalogues.checklist.requirement(found.id)) is not None
    ]
    heading = f"{wording.belongs_heading(report.about)}:" if titles else ""
    named = (heading, *(f"- {title}" for title in titles))
    return tuple(line for line in (step.what, *named, step.help, step.id and _id(step.id)) if line)


def on_finding(finding: Finding, requirement: Requirement, report: Report, checklist: Checklist) -> Lines:
    """Return the comment on a requirement that was not found, found in part, or found without being sure."""
    return (requirement.title, *_law(finding, requirement, report, checklist), *_told(finding, requirement, report))


def _law(finding: Finding, requirement: Requirement, report: Report, checklist: Checklist) -> Iterator[str]:
    asked = wording.force_sentence(requirement, report.about)
    law = wording.law_words(requirement, checklist, report.as_at)
    if finding.counts is Counts.ELSEWHERE:
        asked = f"{wording.belongs_heading(report.about)}."
    yield f"{asked} {law}.".strip()


def _told(finding: Finding, requirement: Requirement, report: Report) -> Iterator[str]:
    words = deciding_words(report, finding)
    told = wording.statement(finding, requirement, report.about, words)
    yield told if finding.sure else f"{told} {wording.LOOK_YOURSELF}"
    if finding.status is Status.PARTIAL:
        yield from (f"Lacking: {one}" for one in wording.lacks(finding, requirement, words) if one not in told)
    if finding.evidence:
        yield f"Found: {quote_words(report, finding.evidence[0])}"
    if finding.nearest:
        yield f"Nearest: {quote_words(report, finding.nearest)}. {finding.nearest_why}".rstrip()
    if requirement.advice and finding.status is not Status.MET:
        yield f"To write: {requirement.advice}"
    yield _id(finding.id)


def on_stale(found: StaleFinding, catalogues: Catalogues) -> Lines:
    """Return the comment on an out-of-date reference."""
    sentence = wording.stale_sentence(found)
    label = "If you like" if found.severity is Severity.ADVICE else "Write instead"
    instead = f"{label}: {found.replacement}" if found.replacement and found.replacement not in sentence else ""
    title = f"{wording.SEVERITIES[found.severity]}: “{found.quote.text}”"
    return tuple(line for line in (title, _successor(found.id, catalogues), sentence, instead, _id(found.id)) if line)


def _successor(stale_id: str, catalogues: Catalogues) -> str:
    """Return what stands in a stale thing's place, since when and where that is said."""
    reference = next((one for one in catalogues.stale.references if one.id == stale_id), None)
    if reference is None:
        return ""
    now = reference.now
    since = f" since {wording.day_in_words(now.since)}" if now.since else ""
    sources = {source.id: source.title for source in catalogues.checklist.sources}
    cited = now.citation or ", ".join(part for part in (sources.get(now.source, now.source), now.at) if part)
    # Some citations only say where it was learnt that a name had changed: of use to an author, not in a margin.
    law = f" {cited.rstrip('.')}." if _OF_LAW.search(cited) else ""
    return f"Now{since}: {now.name}.{law} {_mark(reference.checked)}".strip()


def on_wrong_law(found: WrongLawFinding, catalogues: Catalogues) -> Lines:
    """Return the comment on a claim about the law that is not so."""
    entry = next((one for one in catalogues.wrong_law if one.id == found.id), None)
    law = f"{entry.citation}. {_mark(entry.checked)}".strip() if entry is not None and entry.citation else ""
    instead = f"Write instead: {found.replacement}" if found.replacement else ""
    title = f"Said about the law, and not so: “{found.quote.text}”"
    return tuple(line for line in (title, law, found.message, instead, _id(found.id)) if line)


def on_leftover(found: LeftoverFinding) -> Lines:
    """Return the comment on something that should not be published as it is."""
    words = f": “{found.quote.text}”" if found.quote else f": {found.where}"
    return (f"Left over{words}", f"{found.message} {found.remedy}".strip(), _id(found.id))


def on_link(found: LinkFinding) -> Lines:
    """Return the comment on a link that leads nowhere, or not where it says."""
    return (f"A link: “{found.quote.text}”", found.target, found.problem, _id("link"))


def on_date(found: DateFinding) -> Lines:
    """Return the comment on a date that has passed."""
    return (f"A date that has passed: “{found.quote.text}”", wording.date_sentence(found), _id(found.kind))


def _mark(checked: Checked) -> str:
    marks = {"from-memory": wording.MEMORY_MARK, "second-hand": wording.SECOND_HAND_MARK}
    return marks.get(checked.status, "")


def _id(known: str) -> str:
    return f"[{known}]"
