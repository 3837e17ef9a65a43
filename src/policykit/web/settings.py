"""How a report was asked for, from the address of its page: the day, the kind of school, and what to show."""

import re
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from policykit.errors import DocumentError
from policykit.model.finding import Finding, Report, Status
from policykit.model.force import Force, force_here
from policykit.model.law import Checklist, Phase, SchoolType
from policykit.pipeline import Options
from policykit.report import wording

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

SCHOOL_TYPES = {
    SchoolType.MAINSTREAM: "Mainstream school or academy",
    SchoolType.NURSERY: "Maintained nursery school",
    SchoolType.SPECIAL: "Special school",
    SchoolType.PRU: "Pupil referral unit",
    SchoolType.AP: "Alternative provision academy",
    SchoolType.SIXTEEN_NINETEEN: "16 to 19 academy or college",
    SchoolType.INDEPENDENT: "Independent school",
    SchoolType.EARLY_YEARS: "Early years provider",
}
PHASES = {
    Phase.PRIMARY: "Primary",
    Phase.SECONDARY: "Secondary",
    Phase.ALL_THROUGH: "All-through",
    Phase.SIXTEEN_NINETEEN: "16 to 19",
}
KINDS = {name: f"{words[:1].upper()}{words[1:]}" for name, words in wording.KINDS.items()}
MUST, SHOULD, STALE = "must", "should", "stale"
SHOWN = {
    "": "Everything",
    MUST: "What the law requires",
    SHOULD: "What the Code or good practice asks",
    STALE: "What is out of date",
}
NAMES = ("as_at", "school_type", "phase", "kind")
"""The fields of a form that say how to check."""
_MUST = {Force.LAW, Force.REPORT}
_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person chose; "" means told from the document, and everything shown."""

    as_at: date
    school_type: str = ""
    phase: str = ""
    kind: str = ""
    show: str = ""

    @property
    def options(self) -> Options:
        """What the command line would be told by the same choices."""
        return Options(self.as_at, self.school_type, self.phase, self.kind)

    def query(self, **changed: str) -> str:
        """Return the part of an address that says the same, with its question mark; "" where nothing was chosen."""
        chosen = {"as_at": self.as_at.isoformat() if self.as_at != today() else ""}
        chosen |= {"school_type": self.school_type, "phase": self.phase, "kind": self.kind, "show": self.show}
        chosen |= changed
        said = urlencode({name: value for name, value in chosen.items() if value})
        return f"?{said}" if said else ""


def today() -> date:
    """Return the day of the person's own clock."""
    return datetime.now().astimezone().date()


def settings_of(query: "Mapping[str, str]") -> Settings:
    """Return what an address or a form asks for; raises DocumentError for what makes no sense."""
    return Settings(
        day_of(query.get("as_at", "")),
        _one_of(query.get("school_type", ""), SCHOOL_TYPES, "school type"),
        _one_of(query.get("phase", ""), PHASES, "phase"),
        _one_of(query.get("kind", ""), KINDS, "kind of document"),
        _one_of(query.get("show", ""), SHOWN, "part to show"),
    )


def day_of(written: str) -> date:
    """Return the day, today for ""; raises DocumentError where it is none."""
    if not written.strip():
        return today()
    try:
        return date.fromisoformat(written.strip() if _WRITTEN.fullmatch(written.strip()) else "")
    except ValueError as error:
        remedy = "Write it as year-month-day, for example 2026-11-21, or leave it empty for today."
        raise DocumentError("The date of the law is not a date.", where=written[:30], remedy=remedy) from error


def _one_of(value: str, known: "Collection[str]", what: str) -> str:
    if value and value not in known:
        raise DocumentError(f"There is no such {what}.", where=value[:30], remedy="Choose one from the list.")
    return value


def only(report: Report, checklist: Checklist, show: str) -> Report:
    """Return the report with nothing but what was asked to be shown."""
    if not show:
        return report
    if show == STALE:
        kept: tuple[tuple[Finding, ...], ...] = ((), ())
    else:
        wanted = [_is_wanted(one, report, checklist, show) for one in (*report.requirements, *report.further)]
        split = len(report.requirements)
        kept = (
            tuple(one for one, keep in zip(report.requirements, wanted, strict=False) if keep),
            tuple(one for one, keep in zip(report.further, wanted[split:], strict=True) if keep),
        )
    report = replace(report, requirements=kept[0], further=kept[1], leftovers=(), links=())
    return report if show == STALE else replace(report, stale=(), wrong_law=(), dates=())


def _is_wanted(finding: Finding, report: Report, checklist: Checklist, show: str) -> bool:
    requirement = checklist.requirement(finding.id)
    if requirement is None or finding.status is Status.NOT_APPLICABLE:
        return False
    return (force_here(requirement, report.about) in _MUST) == (show == MUST)
