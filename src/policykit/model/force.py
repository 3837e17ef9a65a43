"""How strongly a requirement speaks to this document: which of the law, the Code and good practice asks for it here."""

from datetime import date
from enum import StrEnum

from policykit.model.finding import About, Finding, Status
from policykit.model.law import Basis, Checklist, Citation, Duty, Publish, Requirement

REPORT_KINDS = ("information-report", "combined")
"""The kinds of document that are the report which section 69 asks for."""

FROM_MEMORY = "from-memory"


class Force(StrEnum):
    """Who asks this document to say a thing, strongest first."""

    LAW = "law"
    """The law requires this report to say it."""
    REPORT = "report"
    """The law requires the SEN information report to say it, and this document is not that report."""
    EXPECTED = "expected"
    """The Code expects it of this kind of school; section 69 does not name the school."""
    SHOULD = "should"
    """The Code says that it should be said."""
    GRANT = "grant"
    """A grant asks for it."""
    GOOD = "good"
    """Good practice: no law and no Code says that this document has to print it."""
    UNBOUND = "unbound"
    """Nothing binds this kind of school to it."""


def force_here(requirement: Requirement, about: About) -> Force:
    """Return how strongly `requirement` speaks to a document of that kind from that kind of school."""
    if about.school_type in requirement.expected_of and about.school_type not in requirement.applies_to:
        return Force.EXPECTED if requirement.publish is Publish.MUST else Force.SHOULD
    if about.school_type not in requirement.applies_to:
        return Force.UNBOUND
    if requirement.duty is Duty.GRANT_CONDITION:
        return Force.GRANT
    publish = publish_here(requirement, about)
    if publish is Publish.MUST:
        return Force.LAW if about.kind in REPORT_KINDS else Force.REPORT
    return Force.SHOULD if publish is Publish.SHOULD else Force.GOOD


def publish_here(requirement: Requirement, about: About) -> Publish:
    """Return whether a document of that school has to say it, for machines: `must` only where section 69 reaches."""
    if about.school_type in requirement.applies_to:
        softer = about.phase in requirement.softer_in and requirement.publish is Publish.MUST
        return Publish.SHOULD if softer else requirement.publish
    if about.school_type in requirement.expected_of:
        return Publish.SHOULD if requirement.publish is Publish.MUST else requirement.publish
    return Publish.GOOD_PRACTICE


def duty_here(requirement: Requirement, about: About) -> Duty:
    """Return the force of the duty itself for a school of that kind and those ages."""
    if about.school_type in requirement.applies_to:
        softer = about.phase in requirement.softer_in and requirement.duty is Duty.MUST
        return Duty.SHOULD if softer else requirement.duty
    if about.school_type in requirement.expected_of:
        return Duty.SHOULD if requirement.duty is Duty.MUST else requirement.duty
    return Duty.GOOD_PRACTICE


def rests_on_our_reading(finding: Finding, requirement: Requirement) -> bool:
    """Return whether all that is lacking from a partly met requirement is our reading of the law, not the law."""
    if finding.status is not Status.PARTIAL or not finding.lacking:
        return False
    basis = {element.id: element.basis for element in requirement.elements}
    return all(basis.get(element) is Basis.OUR_READING for element in finding.lacking)


def law_on(requirement: Requirement, day: date) -> tuple[Citation, ...]:
    """Return the citations in force on that day; all of them where none is."""
    return tuple(citation for citation in requirement.law if citation.in_force.on(day)) or requirement.law


def is_from_memory(requirement: Requirement, day: date) -> bool:
    """Return whether any law behind it on that day has not yet been compared with its text."""
    return any(citation.checked.status == FROM_MEMORY for citation in law_on(requirement, day))


def from_memory(checklist: Checklist, day: date) -> tuple[str, ...]:
    """Return the ids of the requirements whose law is from memory, in the checklist's order."""
    return tuple(requirement.id for requirement in checklist.requirements if is_from_memory(requirement, day))
