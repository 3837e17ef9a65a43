"""Every example of every requirement comes out as its file says, for the very words it names."""

import pytest

from policykit import data
from policykit.checklist.load import load
from policykit.examples import difference
from policykit.model.law import Example, Requirement

CHECKLIST = load([data.home("checklists")])
VOCABULARIES = {vocabulary.id: vocabulary.terms for vocabulary in CHECKLIST.vocabularies}
CASES = [
    pytest.param(requirement, example, id=f"{requirement.id}-{number}-{example.status}")
    for requirement in CHECKLIST.requirements
    for number, example in enumerate(requirement.examples, start=1)
]


@pytest.mark.parametrize(("requirement", "example"), CASES)
def test_an_example_comes_out_as_its_file_says(requirement: Requirement, example: Example) -> None:
    """The status is the one named, and each element named in finds has exactly those words."""
    assert difference(requirement, example, VOCABULARIES) == ""
