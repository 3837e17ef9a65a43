"""What a list item stands under."""

from policykit.check.passages import Passages
from policykit.check.words import Words
from policykit.model.document import Block, BlockKind, Document, Origin


def _document(lead: str) -> Document:
    blocks = (Block(0, BlockKind.PARAGRAPH, lead), Block(1, BlockKind.LIST_ITEM, "Hearing impairment"))
    return Document(Origin("list.txt", "", "txt"), blocks)


def _under(passages: Passages, term: str) -> frozenset[int]:
    return passages.under(Words(passages.blocks, {}, titles=passages.contexts).titles_holding((term,)))


def test_an_item_stands_under_the_sentence_that_introduces_its_list() -> None:
    """A term of the sentence with the colon holds for the items."""
    passages = Passages(_document("We aim high. We cater for these needs:"))
    assert _under(passages, "cater for") == {1}


def test_what_a_paragraph_says_before_that_sentence_is_not_said_of_the_items() -> None:
    """An aim in the sentence before does not make the items aims."""
    passages = Passages(_document("We aim high. We cater for these needs:"))
    assert _under(passages, "we aim") == frozenset()
