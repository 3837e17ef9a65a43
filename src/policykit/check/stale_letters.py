"""Letters that a document explains as something else than the stale thing ("the choir group (CCG)")."""

import re
from collections.abc import Iterator

from policykit.check.stale_index import Hit
from policykit.model.document import Document
from policykit.model.stale import StaleReference

_LETTERS = re.compile(r"([A-Z]{3,6})s?")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SMALL = frozenset({"a", "an", "and", "as", "by", "for", "in", "of", "on", "s", "the", "to", "with"})
_STEM = 5
_MEANS = r"(?:is short for|stands for|means|\(|=|:)"


class Letters:
    """What the letters of one document stand for; each is looked up when a find of bare letters asks."""

    def __init__(self, document: Document) -> None:
        """Stand ready; the document is searched for an explanation when one is first needed."""
        self._document = document
        self._meanings: dict[str, tuple[tuple[str, ...], ...]] = {}

    def mean_another(self, quote: str, hit: Hit) -> bool:
        """Return whether the find is bare letters whose every explanation here shares at most half its words with the reference."""
        letters = _LETTERS.fullmatch(quote)
        if not letters:
            return False
        if letters[1] not in self._meanings:
            self._meanings[letters[1]] = tuple(self._explained(letters[1]))
        own = _stems(hit.reference)
        return bool(self._meanings[letters[1]]) and all(
            2 * len({word[:_STEM] for word in words} & own) <= len(words) for words in self._meanings[letters[1]]
        )

    def _explained(self, letters: str) -> Iterator[tuple[str, ...]]:
        """Yield the words that the letters are said to stand for, without the small ones."""
        before = re.compile(rf"\(\W?{letters}s?\W?\)")
        after = re.compile(rf"\b{letters}s?\W{{0,2}}\s?{_MEANS}")
        for block in self._document.blocks:
            text = block.text
            if letters not in text:
                continue
            for match in before.finditer(text):
                words = _telling(text[max(0, match.start() - 120) : match.start()])[-len(letters) :]
                if _spell(words, letters):
                    yield words
            for match in after.finditer(text):
                words = _telling(text[match.end() : match.end() + 120])[: len(letters)]
                if _spell(words, letters):
                    yield words


def _telling(text: str) -> tuple[str, ...]:
    words = (word.lower().removesuffix("'s").rstrip("'") for word in _WORD.findall(text.replace("\u2019", "'")))
    return tuple(word for word in words if word not in _SMALL)


def _spell(words: tuple[str, ...], letters: str) -> bool:
    return "".join(word[0] for word in words).upper() == letters


def _stems(reference: StaleReference) -> frozenset[str]:
    told = [
        reference.title,
        *(term.text for term in reference.terms),
        *(one.regex.pattern for one in reference.patterns),
    ]
    return frozenset(word[:_STEM] for word in _telling(" ".join(told)))
