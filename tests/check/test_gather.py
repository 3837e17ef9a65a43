"""What tells beforehand that evidence cannot be there changes nothing of what is gathered."""

from pathlib import Path

import pytest

from policykit.check.evidence import Index
from policykit.check.gather import Gatherer, trapped
from policykit.check.topics import shipped
from policykit.model.evidence import Matcher
from policykit.pipeline import catalogues
from policykit.read import read

FILES = Path(__file__).resolve().parents[2] / "corpus" / "files"


class ToldNothing(Index):
    """An index that never knows which sentences hold what, so that every find is gathered and weighed."""

    def sentences_of(self, matcher: Matcher) -> int | None:
        """Return that it has to be looked for."""
        return None if self.finds(matcher) else 0


@pytest.mark.parametrize("name", ["aldermere-grammar-policy-2020.html", "bridgegate-primary-combined-2024.docx"])
def test_evidence_that_is_put_aside_beforehand_is_nowhere_in_the_document(name: str) -> None:
    """Each element of the shipped checklist has the same hits, in the same order, where every find is weighed."""
    checklist = catalogues().checklist
    document = read(FILES / name)
    vocabularies = {one.id: one.terms for one in checklist.vocabularies}
    quick, slow = Index(document, vocabularies, shipped()), ToldNothing(document, vocabularies, shipped())
    for requirement in checklist.requirements:
        trapped_words = trapped(quick, requirement.traps)
        here, there = Gatherer(quick, trapped_words), Gatherer(slow, trapped_words)
        for element in requirement.elements:
            assert here.gather(element.evidence, {}) == there.gather(element.evidence, {})
        assert here.gather(requirement.topic, {}) == there.gather(requirement.topic, {})
