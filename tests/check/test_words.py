"""Terms found in the words of a document."""

from collections.abc import Callable

import pytest

from policykit.check.words import Words, countable
from policykit.model.document import Document

VOCABULARIES = {"pupils": ("pupil*", "child/children"), "parents": ("parent*", "mum and dad")}


def found(document: Document, term: str) -> list[str]:
    """Return the words that a term finds, as they stand in the text."""
    words = Words(countable(document), VOCABULARIES)
    spans = [(words.sentences[words.sentence_of[a]].block, words.starts[a], words.ends[b]) for a, b in words.find(term)]
    return [document.blocks[block].text[start:end] for block, start, end in spans]


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("We review each pupil's progress termly.", "review* _ progress", ["review each pupil's progress"]),
        ("We review each pupil's progress termly.", "review* <pupils>", []),
        ("We meet Mum and Dad.", "meet <parents>", ["meet Mum and Dad"]),
        ("The Special Educational Needs Co-ordinator helps.", "co ordinator", ["Co-ordinator"]),
        ("Review it. Progress follows.", "review* _ progress", []),
        ("the plan and plan", "plan", ["plan", "plan"]),
        ("Tests are reviewed and checked.", "are reviewed/checked", ["are reviewed"]),
        ("Look at the plan.", "look at (the) plan", ["Look at the plan"]),
        ("Look at plan.", "look at (the) plan", ["Look at plan"]),
        ("one a b c d two", "one _ two", []),
        ("one a b c d two", "one __ two", ["one a b c d two"]),
        ("Children learn. Childcare ends.", "<pupils>", ["Children"]),
    ],
)
def test_terms_find_their_words(doc: Callable[..., Document], text: str, term: str, expected: list[str]) -> None:
    """A term finds the words it says, in order, inside one sentence."""
    assert found(doc(text), term) == expected


def test_headings_are_not_searched(doc: Callable[..., Document]) -> None:
    """A heading alone is not evidence, so its words are not in the index."""
    assert found(doc("# Complaints", "Ask the head."), "complaint*") == []
