"""Which findings of a report a person has accepted, and what is left to do without them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from policykit.model.finding import (
    Acceptance,
    AcceptanceState,
    DateFinding,
    Finding,
    LeftoverFinding,
    Report,
    Severity,
    StaleFinding,
    Status,
    WrongLawFinding,
)
from policykit.model.wordform import holds

Acceptable = Finding | StaleFinding | DateFinding | WrongLawFinding | LeftoverFinding
"""What may be accepted."""

_F = TypeVar("_F", bound=Acceptable)


def acceptables(report: Report) -> tuple[Acceptable, ...]:
    """Return every finding of a report that asks somebody to do something."""
    unmet = (Status.MISSING, Status.PARTIAL, Status.CANNOT_TELL)
    return (
        *(found for found in (*report.requirements, *report.further) if found.status in unmet),
        *(found for found in report.stale if found.severity is not Severity.HISTORY),
        *report.wrong_law,
        *(found for found in report.dates if found.passed),
        *report.leftovers,
    )


def name_of(found: Acceptable) -> str:
    """Return the id by which a finding is accepted: a date's is its kind, such as next-review."""
    return found.kind if isinstance(found, DateFinding) else found.id


def quotes_of(found: Acceptable) -> tuple[str, ...]:
    """Return the words that an acceptance may name, () where the finding has none."""
    if isinstance(found, Finding):
        return tuple(quote.text for quote in found.evidence)
    return (found.quote.text,) if found.quote else ()


def covers(acceptance: Acceptance, found: Acceptable) -> bool:
    """Return whether an acceptance is for this finding: the same id, and its words stand in one of the quotes.

    Edited words are other words: what was accepted for last year's sentence is not accepted for this year's.
    """
    if acceptance.id != name_of(found):
        return False
    quotes = quotes_of(found)
    if not quotes or not acceptance.quote:
        return not quotes and not acceptance.quote
    return any(holds(quote, acceptance.quote) for quote in quotes)


def acceptance_of(report: Report, found: Acceptable) -> Acceptance | None:
    """Return the acceptance in force for a finding, None where nobody has accepted it."""
    in_force = [one for one in report.accepted if one.state is AcceptanceState.IN_FORCE]
    if not in_force or found not in acceptables(report):
        return None
    return next((one for one in in_force if covers(one, found)), None)


def without_accepted(report: Report) -> Report:
    """Return the report without the findings that are accepted: what is left to do, and what fails a check."""
    if not any(one.state is AcceptanceState.IN_FORCE for one in report.accepted):
        return report
    gone = {id(found) for found in acceptables(report) if acceptance_of(report, found)}

    def _left(findings: Iterable[_F]) -> tuple[_F, ...]:
        return tuple(found for found in findings if id(found) not in gone)

    return replace(
        report,
        requirements=_left(report.requirements),
        further=_left(report.further),
        stale=_left(report.stale),
        dates=_left(report.dates),
        wrong_law=_left(report.wrong_law),
        leftovers=_left(report.leftovers),
    )
