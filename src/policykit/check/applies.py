"""What of a finding on the text stands, once it is known which school, which day and how much of the file was read."""

from dataclasses import dataclass, replace
from datetime import date

from policykit.model.document import Document
from policykit.model.finding import About, Counts, Finding, Status
from policykit.model.force import Force, force_here, rests_on_our_reading
from policykit.model.law import Publish, Requirement, SchoolType

_OPEN = frozenset({Status.MISSING, Status.PARTIAL})


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that a finding is seen in the light of.

    `foreign` is the reason why nothing is judged, `unreadable` why nothing can be told; each "" where there is none.
    """

    about: About
    as_at: date
    foreign: str = ""
    unreadable: str = ""
    hidden: tuple[str, ...] = ()
    """The places that hold text which was not read."""


def circumstances(document: Document, about: About, as_at: date) -> Circumstances:
    """Return what bears on every finding of a document."""
    hidden = tuple(gap.where for gap in document.gaps if gap.hides_text)
    unreadable = "" if document.words() else "The file holds no words that could be read."
    return Circumstances(about, as_at, about.foreign, unreadable, hidden)


def settle(finding: Finding, requirement: Requirement, seen: Circumstances) -> Finding:
    """Return the finding as it stands for this school, day and reading, with how reports are to count it."""
    if seen.foreign:
        return _without(finding, Status.NOT_APPLICABLE, seen.foreign)
    if not requirement.in_force(seen.as_at):
        return _without(finding, Status.NOT_APPLICABLE, f"This was not in force on {seen.as_at.isoformat()}.")
    if seen.unreadable:
        return _without(finding, Status.CANNOT_TELL, seen.unreadable)
    if finding.status is Status.MISSING and seen.hidden:
        where = ", ".join(seen.hidden)
        return _without(finding, Status.CANNOT_TELL, f"It may stand where nothing could be read: {where}.")
    if finding.status is Status.PARTIAL and seen.hidden:
        where = ", ".join(seen.hidden)
        finding = replace(finding, reason=f"{finding.reason} The rest may stand where nothing could be read: {where}.")
    if finding.status is Status.MISSING and _spares(requirement, seen.about):
        return _without(
            finding, Status.NOT_APPLICABLE, "This is not asked of a special school, and the text does not give it."
        )
    return replace(finding, counts=_counts(finding, requirement, seen.about))


def _spares(requirement: Requirement, about: About) -> bool:
    """Return whether the law that asks reports to say a thing excepts special schools.

    What only the Code says of mainstream schools is judged by the text like everything else, and counts nowhere.
    """
    special = about.school_type == SchoolType.SPECIAL and SchoolType.SPECIAL not in requirement.applies_to
    return special and requirement.publish is Publish.MUST


def _without(finding: Finding, status: Status, reason: str) -> Finding:
    return Finding(finding.id, status, reason=reason)


def _counts(finding: Finding, requirement: Requirement, about: About) -> Counts:
    if finding.status not in _OPEN:
        return Counts.NO
    match force_here(requirement, about):
        case Force.LAW:
            return Counts.SHOULD if rests_on_our_reading(finding, requirement) else Counts.GAP
        case Force.REPORT:
            return Counts.ELSEWHERE
        case Force.EXPECTED | Force.SHOULD | Force.GRANT:
            return Counts.SHOULD
        case _:
            return Counts.NO
