"""The check with one of its two parts left out: rules alone, recogniser alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from policykit.check.applies import circumstances, settle
from policykit.check.evidence import Index
from policykit.check.topics import Topics, shipped
from policykit.check.verdict import judge
from policykit.model.catalogues import Catalogues
from policykit.model.document import Document
from policykit.model.finding import Finding, Status
from policykit.model.law import Requirement
from policykit.read.kind import about

_GIVES = 0.5
"""From this likelihood on the recogniser alone takes an element as given; in the check it only proposes, from a higher one on."""


@dataclass(frozen=True, slots=True)
class Ablation:
    """Checks a document with the rules alone, or (`rules` False) with the recogniser alone."""

    catalogues: Catalogues
    as_at: date
    rules: bool

    def __call__(self, document: Document, titles: Mapping[str, str]) -> dict[str, str]:
        """Return a status for each requirement that has a title."""
        checklist = self.catalogues.checklist
        vocabularies = {vocabulary.id: vocabulary.terms for vocabulary in checklist.vocabularies}
        index = Index(document, vocabularies, None if self.rules else shipped())
        seen = circumstances(document, about(document), self.as_at)
        said = {}
        for requirement in checklist.requirements:
            if requirement.id in titles:
                found = judge(requirement, index) if index.topics is None else _guessed(requirement, index.topics)
                said[requirement.id] = str(settle(found, requirement, seen).status)
        return said


def _guessed(requirement: Requirement, topics: Topics) -> Finding:
    essential = [element for element in requirement.elements if element.essential]
    given = [_is_given(f"{requirement.id}/{element.id}", topics) for element in essential]
    raised = any(one.likelihood >= _GIVES for one in topics.proposals(requirement.id))
    status = Status.MET if all(given) else Status.PARTIAL if raised or any(given) else Status.MISSING
    return Finding(requirement.id, status)


def _is_given(name: str, topics: Topics) -> bool:
    likely = [one.block for one in topics.proposals(name) if one.likelihood >= _GIVES]
    counting = f"{name}!"
    return any(not topics.knows(counting) or topics.likelihood_of(counting, block) >= _GIVES for block in likely)
