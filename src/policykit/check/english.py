"""Three small rules of English that replacement words need: which article, which number, which capital."""

import re

_SAID_AS_WORDS = frozenset({"SEN", "SEND", "SENCO", "SENDCO", "SENDIASS", "NASENCO", "RAISE"})
_VOWEL_LETTERS = frozenset("AEFHILMNORSX")
_LETTERS = re.compile(r"[A-Z]{2,}s?\b")
_SOUNDS_LIKE_Y = re.compile(r"(?:uni|use|usu|eu|one\b|once\b|UK)", re.IGNORECASE)
_AFTER_HEAD = re.compile(r"\s+(?:of|for|in|on|with|to|that|which|at)\s+|\s*[(:]")
_NEVER_PLURAL = frozenset({"sendias", "sats", "mathematics", "news", "ethics", "physics", "economics"})


def a_or_an(words: str) -> str:
    """Return the indefinite article of words, by how their beginning is said.

    >>> a_or_an("EHC plan"), a_or_an("local authority"), a_or_an("SEN support plan"), a_or_an("uniform")
    ('an', 'a', 'a', 'a')
    """
    first = words.split(maxsplit=1)[0] if words.split() else ""
    if _LETTERS.match(first) and first.rstrip("s") not in _SAID_AS_WORDS:
        return "an" if first[0] in _VOWEL_LETTERS and first[:2] != "UK" else "a"
    return "an" if first[:1].lower() in set("aeiou") and not _SOUNDS_LIKE_Y.match(first) else "a"


def is_plural(words: str) -> bool:
    """Return whether the noun that words turn on is in the plural.

    >>> is_plural("statements of SEN"), is_plural("statement of special educational needs"), is_plural("LEAs")
    (True, False, True)
    """
    head = _AFTER_HEAD.split(words.strip(), maxsplit=1)[0].rstrip(".)'")
    if not head:
        return False
    last = head.split()[-1]
    if last.lower() in {"people", "children", "men", "women"}:
        return True
    if last.isdigit() and len(head.split()) > 1:
        last = head.split()[-2]
    if last.lower() in _NEVER_PLURAL or last.endswith(("ss", "'s", "us", "is")):
        return False
    return last.endswith("s") and not last.isupper()


def with_capital(words: str) -> str:
    """Return words with their first letter in upper case.

    >>> with_capital("the local authority")
    'The local authority'
    """
    return words[:1].upper() + words[1:]
