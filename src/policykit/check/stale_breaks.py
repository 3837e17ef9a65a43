"""Words that the end of a line has left in two: "state-ment" is read as the word that the catalogue knows."""

import re
from collections.abc import Set as AbstractSet

_PARTED = re.compile(r"\b([^\W\d_]{2,})-(?:\s(?=[^\W\d_]{3}))?([^\W\d_]{2,}(?:'s)?)(?!\w)")
_TYPED = frozenset(
    {"co", "cross", "de", "half", "inter", "mid", "multi", "non", "pre", "re", "self", "semi", "sub", "well"}
)
"""First halves after which a hyphen is typed: co-ordination is a spelling."""
_MARKS = frozenset(",.;:)!?")
SHORTEST = 6
"""Letters of the shortest word that is put together: two short words with a hyphen make another too easily."""


def mended(text: str, words: AbstractSet[str]) -> str:
    """Return a text of the same length with parted words whole, where they are among `words` (in lower case).

    What the hyphen took stands after the word as a space, so that what begins in the text begins at the same place.

    >>> mended("The state-ment of Mr Ash-ton.", {"statement"})
    'The statement  of Mr Ash-ton.'
    """
    if "-" not in text:
        return text

    def whole(parted: re.Match[str]) -> str:
        head, tail = parted.groups()
        word = head + tail
        if len(word) < SHORTEST or head.lower() in _TYPED or not _known(word.lower().removesuffix("'s"), words):
            return parted[0]
        return word.ljust(len(parted[0]))

    return _PARTED.sub(whole, text)


def single_spaced(text: str) -> tuple[str, list[int]]:
    """Return a text with single spaces, none before a comma, and the place of each of its characters.

    Expressions ask for the one or the other.

    >>> single_spaced("The statement  of")
    ('The statement of', [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 15, 16])
    """
    places = [
        at
        for at, letter in enumerate(text)
        if letter != " " or (text[at - 1 : at] != " " and text[at + 1 : at + 2] not in _MARKS)
    ]
    return "".join(text[at] for at in places), places


def end_of_word(text: str, end: int) -> int:
    """Return where the word ends that `end` stands in, `end` itself where it stands in none.

    >>> end_of_word("The state-ment of", 13), end_of_word("The state-ment of", 14)
    (14, 14)
    """
    while 0 < end < len(text) and text[end - 1].isalnum() and text[end].isalnum():
        end += 1
    return end


def _known(word: str, words: AbstractSet[str]) -> bool:
    return word in words or f"{word}s" in words or (word.endswith("s") and word[:-1] in words)
