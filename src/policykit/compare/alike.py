"""Which findings of two editions are the same one, though text moved or was edited around them."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from policykit.compare.entries import DATE, Entry, Words
from policykit.compare.words import words_in
from policykit.model.document import Document, Layer
from policykit.model.wordform import normalised

_NEAR = 0.75
"""From this share of words in common, in order, a quote is the same one edited (found on three editions of a real school)."""
_SAME_PLACE = 0.6
"""From this likeness of the blocks around it an edited quote stands in the same place."""
_LONGEST = 600
"""Characters of a block that are compared: whole pages are not held against each other."""


class Text:
    """The words of an edition, searchable: whether a quote stands there word for word."""

    def __init__(self, document: Document) -> None:
        """Join the words of body and notes, so that a sentence broken over two blocks is still one."""
        blocks = (block for block in document.blocks if block.layer is not Layer.CONTENTS)
        self._words = _joined(" ".join(block.text for block in blocks))
        self._blocks = {normalised(block.text) for block in document.blocks}

    def holds(self, words: Words) -> bool:
        """Return whether the quote stands here, word for word."""
        wanted = _joined(words.text)
        return wanted in self._words if wanted.strip() else words.key in self._blocks


def _joined(text: str) -> str:
    return f" {' '.join(word for word, _, _ in words_in(text))} "


def likeness(one: str, other: str) -> float:
    """Return how much of two texts is the same words in the same order, from 0 to 1.

    >>> likeness("Ring Mrs Ash today.", "ring Mrs Ash")
    0.8571428571428571
    """
    first, second = ([word for word, _, _ in words_in(text)] for text in (one, other))
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return matcher.ratio() if matcher.real_quick_ratio() >= _SAME_PLACE else 0.0


def same_quote(one: Words, other: Words) -> bool:
    """Return whether two quotes are the same words once set alike."""
    return one.key == other.key


def near_quote(one: Words, other: Words) -> bool:
    """Return whether a quote is the other with a few words edited, or cut at another place."""
    short, long = sorted((_joined(one.text), _joined(other.text)), key=len)
    return (len(short.split()) > 2 and short in long) or likeness(one.text, other.text) >= _NEAR  # noqa: PLR2004


def paired(old: Sequence[Entry], new: Sequence[Entry]) -> Iterator[tuple[Entry | None, Entry | None]]:
    """Return the entries of two editions in pairs, None on the side that has no such entry.

    First the same id with the same quote, the likest surroundings together; then the same id with a quote edited in
    its place. What is left has gone or has come.
    """
    left, right = list(range(len(old))), list(range(len(new)))
    pairs: list[tuple[int, int]] = []
    for fits in (_same, _edited):
        ranked = sorted(
            (-_around(old[one], new[other]), abs(one - other), one, other)
            for one in left
            for other in right
            if old[one].kind == new[other].kind and old[one].id == new[other].id and fits(old[one], new[other])
        )
        for _, _, one, other in ranked:
            if one in left and other in right:
                left.remove(one)
                right.remove(other)
                pairs.append((one, other))
    yield from ((old[one], new[other]) for one, other in sorted(pairs, key=lambda pair: pair[1]))
    yield from ((old[one], None) for one in left)
    yield from ((None, new[other]) for other in right)


def _same(one: Entry, other: Entry) -> bool:
    return [words.key for words in one.quotes] == [words.key for words in other.quotes]


def _edited(one: Entry, other: Entry) -> bool:
    if one.kind == DATE:
        # The date of the next review is one thing, whatever day it gives.
        return True
    if not one.quotes or not other.quotes:
        return False
    first, second = one.quotes[0], other.quotes[0]
    if first.around and second.around:
        return _around(one, other) >= _SAME_PLACE or near_quote(first, second)
    return near_quote(first, second)


def _around(one: Entry, other: Entry) -> float:
    if not one.quotes or not other.quotes:
        return 0.0
    first, second = one.quotes[0].around, other.quotes[0].around
    if first == second:
        return 1.0
    return likeness(first[:_LONGEST], second[:_LONGEST])
