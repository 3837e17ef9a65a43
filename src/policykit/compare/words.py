"""Words made comparable: what two editions share however their files were set."""

import re

from policykit.model.wordform import MARKS

_WORD = re.compile(r"\w+(?:['.@/:+]+\w+)*")


def words_in(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text as they compare, each with its place (end exclusive).

    >>> words_in("Ring Mrs Ash.")
    [('ring', 0, 4), ('mrs', 5, 8), ('ash', 9, 12)]
    """
    plain = text.translate({mark: to for mark, to in MARKS.items() if to})
    return [(match.group().casefold(), match.start(), match.end()) for match in _WORD.finditer(plain)]
