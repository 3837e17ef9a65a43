"""What a person has accepted, and which acceptances no longer hold: the same sentences in every format."""

from dataclasses import dataclass

from policykit.model.accepted import Acceptable, acceptables, acceptance_of, name_of
from policykit.model.finding import Acceptance, AcceptanceState, Finding, Report
from policykit.model.law import Checklist
from policykit.report import wording
from policykit.report.place import deciding_words, quote_words

HEADING = "Accepted by a person: known, and not counted"
LAPSED_HEADING = "Acceptances that no longer hold"


@dataclass(frozen=True, slots=True)
class Accepted:
    """One accepted finding: its title and id, what it says, and who accepted it, why and until when."""

    title: str
    id: str
    told: str
    decision: str


def accepted_findings(report: Report, checklist: Checklist) -> tuple[Accepted, ...]:
    """Return every finding that somebody has accepted, in the report's order; the same words decided on once, once."""
    found: dict[tuple[str, ...], list[str]] = {}
    for one in acceptables(report):
        acceptance = acceptance_of(report, one)
        if acceptance is not None:
            title, told = _told(report, checklist, one)
            found.setdefault((name_of(one), told, decision(acceptance)), []).append(title)
    return tuple(Accepted(wording.listed(titles), name, told, why) for (name, told, why), titles in found.items())


def decisions(report: Report, checklist: Checklist) -> tuple[str, ...]:
    """Return each acceptance in force in one line, for a format that has no room for the findings themselves."""
    titles = {one.id: one.title for one in checklist.requirements}
    return tuple(
        f"{titles.get(one.id, '')} [{one.id}]{f' “{wording.shorten(one.quote)}”' if one.quote else ''}: {decision(one)}".strip()
        for one in report.accepted
        if one.state is AcceptanceState.IN_FORCE
    )


def decision(acceptance: Acceptance) -> str:
    """Return why a finding was accepted, by whom and until when."""
    reason = acceptance.reason.rstrip(".")
    return f"Accepted: {reason}. {acceptance.name}, until {wording.day_in_words(acceptance.until)}."


def lapsed(report: Report) -> tuple[str, ...]:
    """Return a sentence for each acceptance that has expired or fits no finding, with its line in the file."""
    return tuple(
        f"{_place(one)}: {one.id}{f' “{wording.shorten(one.quote)}”' if one.quote else ''}: {_why(one)}"
        for one in report.accepted
        if one.state is not AcceptanceState.IN_FORCE
    )


def _place(one: Acceptance) -> str:
    return f"{one.file}:{one.line}" if one.line else one.file


def _why(one: Acceptance) -> str:
    if one.state is AcceptanceState.EXPIRED:
        return f"expired on {wording.day_in_words(one.until)}; the finding counts again until somebody decides anew."
    return f"not used. {one.note}".strip()


def _told(report: Report, checklist: Checklist, found: Acceptable) -> tuple[str, str]:
    if isinstance(found, Finding):
        requirement = checklist.requirement(found.id)
        if requirement is None:
            return found.id, found.reason
        return requirement.title, wording.statement(found, requirement, report.about, deciding_words(report, found))
    title = quote_words(report, found.quote) if found.quote else ""
    return title or found.message, found.message if title else ""
