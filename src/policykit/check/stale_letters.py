"""Letters that a document explains: as another thing ("the choir group (CCG)"), or as the stale thing itself."""

import re
from collections.abc import Iterable, Iterator
from functools import cache

from policykit.check.stale_index import Hit
from policykit.model.document import Document
from policykit.model.stale import StaleReference

_LETTERS = re.compile(r"([A-Z]{3,6})s?")
_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*")
_SMALL = frozenset({"a", "an", "and", "as", "by", "for", "in", "of", "on", "s", "the", "to", "with"})
_STEM = 5
_SHORTEST = 2
_INTRODUCED = re.compile(r"\s?\(\W?([A-Z]{3,6})s?\W?\)")
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

    def introduced(self, text: str, hits: Iterable[Hit]) -> dict[str, Hit]:
        """Return the letters of each find's words, with the find: where they stand in brackets after it or at its end.

        Letters that the reference itself lists need no brackets: its whole name in the document explains them.
        """
        found: dict[str, Hit] = {}
        for hit in hits:
            inside = text.find("(", hit.start, hit.end)
            end = len(text[: inside if inside >= 0 else hit.end].rstrip())
            words = _telling(text[hit.start : end])
            letters = "".join(word[0] for word in words).upper()
            bracketed = _INTRODUCED.match(text, end)
            if (bracketed and bracketed[1] == letters) or (len(words) > _SHORTEST and letters in _own(hit.reference)):
                found[letters] = hit
        return found

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


@cache
def _own(reference: StaleReference) -> frozenset[str]:
    """Return the abbreviations among a reference's terms."""
    return frozenset(term.text for term in reference.terms if term.case_sensitive and _LETTERS.fullmatch(term.text))


@cache
def _stems(reference: StaleReference) -> frozenset[str]:
    told = [
        reference.title,
        *(term.text for term in reference.terms),
        *(one.regex.pattern for one in reference.patterns),
    ]
    return frozenset(word[:_STEM] for word in _telling(" ".join(told)))
