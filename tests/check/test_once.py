"""Answers that are remembered for the last document asked about."""

from collections.abc import Callable

from policykit.check.once import once
from policykit.model.document import Document


def test_the_same_document_is_looked_at_once_and_an_equal_one_again(doc: Callable[..., Document]) -> None:
    """Documents are told apart by which object they are, so that no comparison costs what was saved."""
    looked: list[Document] = []

    def _words(document: Document) -> int:
        looked.append(document)
        return document.words()

    remembered = once(_words)
    first, second = doc("We meet parents."), doc("We meet parents.")
    assert [remembered(one) for one in (first, first, second, second, first)] == [3] * 5
    assert [one is first for one in looked] == [True, False, True]
