"""Words made to fit where others stand: the capital letter of a sentence, the article before them."""

import re

from policykit.model.document import Span

_ARTICLE = re.compile(r"\b(an?)\s$", re.IGNORECASE)
_SENTENCE_BEFORE = re.compile(r"(?:^|[.!?:]\s+|[•*]\s*)[\"'“‘(\[]*$")
_LONG_U = re.compile(r"(?:uni(?!n|m)|us|eu|one\b)", re.IGNORECASE)
_VOWELS = "aeiou"
_SPELT_WITH_VOWEL = "AEFHILMNORSX"
"""Letters whose names begin with a vowel: an LA, an SEN register."""
_FEW_LETTERS = 6


def words_in_place(text: str, words: Span, replacement: str) -> tuple[Span, str]:
    """Return the span to replace and what to write there; the span takes in an article that would no longer fit.

    >>> words_in_place("Ask an LEA officer.", Span(0, 7, 10), "local authority")
    (Span(block=0, start=4, end=10), 'a local authority')
    """
    quote = text[words.start : words.end]
    new = replacement
    if quote.isupper() and len(quote) > _FEW_LETTERS and text.isupper():
        new = new.upper()
    elif quote[:1].isupper() and _SENTENCE_BEFORE.search(text[: words.start]):
        new = new[:1].upper() + new[1:]
    article = _ARTICLE.search(text[: words.start])
    if article is None or (article[1].lower() == "an") is _takes_an(new):
        return words, new
    fitting = "an" if _takes_an(new) else "a"
    fitting = fitting.capitalize() if article[1][0].isupper() else fitting
    return Span(words.block, article.start(1), words.end), f"{fitting} {new}"


def _takes_an(words: str) -> bool:
    """Tell whether "an" goes before words, by how they are said.

    >>> [_takes_an(words) for words in ("EHC plan", "SEN support", "unit", "SENDIASS", "local offer")]
    [True, True, False, False, False]
    """
    letters = next(iter(words.split()), "").strip("()[]“”\"'")
    if letters.isupper() and 1 < len(letters) < len("SENDI"):
        return letters[0] in _SPELT_WITH_VOWEL and letters != "SEND"
    return letters[:1].lower() in _VOWELS and not _LONG_U.match(letters)
