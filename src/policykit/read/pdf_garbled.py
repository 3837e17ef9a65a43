"""Text of a PDF that means nothing once it is taken out of the file, because its fonts do not say what letters they show.

Such a font may give no letters, or wrong ones that look like words. English is told by its commonest words and by how
often each letter comes; a page in another language has the letters of a language, and is left alone.
"""

from collections import Counter
from collections.abc import Mapping
from functools import cache

from policykit.formats.pdf_page import PdfPage

_UNMAPPED_SHARE = 0.3
_UNMAPPED_LEAST = 20
_ONE_LETTER_SHARE = 0.6
_ONE_LETTER_LEAST = 60
_FILLERS = frozenset("._-–—…·• ")
_FEWEST_WORDS = 40
_COMMON_SHARE = 0.02
_LIKENESS = 0.35
_PLAIN_SHARE = 0.8
_COMMON = frozenset(
    [
        "a",
        "all",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "can",
        "for",
        "from",
        "have",
        "in",
        "is",
        "it",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "this",
        "to",
        "we",
        "will",
        "with",
    ]
)
_ALPHABET = "abcdefghijklmnopqrstuvwxyz"
_PER_THOUSAND = (
    82, 15, 28, 43, 127, 22, 20, 61, 70, 2, 8, 40, 24, 67, 75, 19, 1, 60, 63, 91, 28, 10, 24, 2, 20, 1,
)  # fmt: skip
"""How often each letter comes in English: the table that every book on ciphers prints."""


def is_garbled(page: PdfPage) -> bool:
    """Return whether the words of a page are not the words that a person sees on it."""
    letters = sum(len(run.text) for run in page.runs)
    unmapped = sum(run.unmapped for run in page.runs if len(run.text) > 1)
    if letters >= _UNMAPPED_LEAST and unmapped > _UNMAPPED_SHARE * letters:
        return True
    counts: Counter[str] = Counter()
    for run in page.runs:
        counts.update(run.text)
    most, times = counts.most_common(1)[0] if counts else ("", 0)
    if letters >= _ONE_LETTER_LEAST and times > _ONE_LETTER_SHARE * letters and most not in _FILLERS:
        return True
    words = [word.lower() for run in page.runs for word in run.text.split()]
    common = sum(word in _COMMON for word in words)
    return len(words) >= _FEWEST_WORDS and common < _COMMON_SHARE * len(words) and not like_a_language(counts)


def like_a_language(counts: Mapping[str, int]) -> bool:
    """Return whether letters come about as often as in a language written in Latin letters; True for other scripts.

    >>> [
    ...     like_a_language(Counter(text * 9))
    ...     for text in ("we plan each lesson so that all can join in", "zhsodqhdfkohvvrq")
    ... ]
    [True, False]
    """
    plain = Counter[str]()
    others = 0
    for letter, times in counts.items():
        if letter.lower() in _ALPHABET:
            plain[letter.lower()] += times
        elif letter.isalpha():
            others += times
    total = plain.total()
    if not total:
        return others > 0
    if total < _PLAIN_SHARE * (total + others):
        return True
    mean = total / len(_ALPHABET)
    found = [plain[letter] - mean for letter in _ALPHABET]
    usual = _usual()
    spread = (sum(value * value for value in found) * sum(value * value for value in usual)) ** 0.5
    return bool(spread) and sum(a * b for a, b in zip(found, usual, strict=True)) >= _LIKENESS * spread


@cache
def _usual() -> tuple[float, ...]:
    mean = sum(_PER_THOUSAND) / len(_PER_THOUSAND)
    return tuple(times - mean for times in _PER_THOUSAND)
