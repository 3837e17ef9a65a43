"""Words set alike, so that two quotes compare whatever marks and spaces a program put between them."""

import re
import unicodedata

MARKS = str.maketrans(
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
_WORD = re.compile(r"\w+")


def normalised(text: str) -> str:
    """Return a text in lower case with plain marks and single spaces, the stops at its end taken off.

    >>> normalised("The  School's offer.")
    "the school's offer"
    """
    plain = unicodedata.normalize("NFKC", text).translate(MARKS).casefold()
    return " ".join(plain.split()).rstrip(" .,;:")


def holds(text: str, words: str) -> bool:
    """Return whether the words stand in the text, whole and in order, whatever marks stand between them.

    >>> holds("Ring the SENCO, Mrs Ash.", "the senco mrs ash"), holds("statements", "statement")
    (True, False)
    """
    inside, wanted = (" ".join(_WORD.findall(normalised(one))) for one in (text, words))
    return bool(wanted) and f" {wanted} " in f" {inside} "
