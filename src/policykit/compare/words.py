"""Words made comparable: what two editions share however their files were set."""

import re
import unicodedata

_MARKS = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
        "\u2022": " ",
        "\u00ad": None,
    }
)
_WORD = re.compile(r"\w+(?:['.@/:+]+\w+)*")


def normalised(text: str) -> str:
    """Return a text in lower case with plain marks and single spaces, the stops at its end taken off.

    >>> normalised("The  School's offer.")
    "the school's offer"
    """
    plain = unicodedata.normalize("NFKC", text).translate(_MARKS).casefold()
    return " ".join(plain.split()).rstrip(" .,;:")


def words_in(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as they compare, each with its place (end exclusive).

    >>> words_in("Ring Mrs Ash.")
    [('ring', 0, 4), ('mrs', 5, 8), ('ash', 9, 12)]
    """
    plain = text.translate({mark: to for mark, to in _MARKS.items() if to})
    return [(match.group().casefold(), match.start(), match.end()) for match in _WORD.finditer(plain)]
