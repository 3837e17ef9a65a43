"""Every part of a requirement file earns its place: taken away, some example of the file comes out differently."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from policykit import data
from policykit.check.evidence import Index
from policykit.check.verdict import judge
from policykit.checklist.load import load
from policykit.model.law import Requirement
from policykit.read import read_bytes

CHECKLIST = load([data.home("checklists")])
VOCABULARIES = {vocabulary.id: vocabulary.terms for vocabulary in CHECKLIST.vocabularies}


def without_one_part(requirement: Requirement) -> Iterator[tuple[str, Requirement]]:
    """Return the requirement without each of its parts in turn, with the part's name."""
    for at in range(len(requirement.traps)):
        kept = requirement.traps[:at] + requirement.traps[at + 1 :]
        yield f"not_evidence {at + 1}", replace(requirement, traps=kept)
    for at in range(len(requirement.topic)):
        yield f"topic {at + 1}", replace(requirement, topic=requirement.topic[:at] + requirement.topic[at + 1 :])
    for number, element in enumerate(requirement.elements):
        for at in range(len(element.evidence)):
            less = replace(element, evidence=element.evidence[:at] + element.evidence[at + 1 :])
            elements = (*requirement.elements[:number], less, *requirement.elements[number + 1 :])
            yield f"{element.id}, evidence {at + 1}", replace(requirement, elements=elements)


@pytest.mark.parametrize("requirement", CHECKLIST.requirements, ids=lambda one: one.id)
def test_every_part_is_needed_by_some_example(requirement: Requirement) -> None:
    """No trap, topic or piece of evidence can be taken away without an example noticing (the recogniser is off)."""
    indexes = [Index(read_bytes(example.text.encode(), "example.md"), VOCABULARIES) for example in requirement.examples]

    def outcomes(changed: Requirement) -> list[tuple[object, ...]]:
        findings = [judge(changed, index) for index in indexes]
        return [(one.status, *((quote.element, quote.words) for quote in one.evidence)) for one in findings]

    whole = outcomes(requirement)
    assert [part for part, changed in without_one_part(requirement) if outcomes(changed) == whole] == []
