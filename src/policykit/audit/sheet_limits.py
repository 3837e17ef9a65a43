"""What one sheet of a workbook takes: how many rows, links and lines of text, and what becomes of the rest."""

import math
from collections.abc import Mapping, Sequence

from policykit.audit import marks
from policykit.audit.tables import Cell, Column, Row

_MOST_LINKS = 65_000
"""A sheet takes 65,530."""
_MOST_ROWS = 1_000_000
"""A sheet takes 1,048,576."""
_ROOM = 0.85
"""Of a width in characters that a letter of running text takes, word breaks counted in."""
_LINE, _MOST_LINES = 13, 8
"""Points of a line, and lines that a row shows at most: the rest of a long quote shows when its cell is chosen."""
SHORT = 24
"""Characters of a text that needs no second line."""


def unlinked(signs: Mapping[str, int]) -> tuple[frozenset[str], str]:
    """Return the letters that lead nowhere, since a sheet takes only so many links, and the sentence that says so.

    `signs` has how many of each letter there are; where all of them fit, nothing is unlinked and there is no sentence.
    """
    every = sum(signs.values())
    if every <= _MOST_LINKS:
        return frozenset(), ""
    if every - sum(signs.get(one, 0) for one in marks.QUIET) <= _MOST_LINKS:
        quiet = ", ".join(marks.QUIET)
        words = (
            f"A sheet takes {_MOST_LINKS:,} links: {quiet} lead nowhere here. For those, filter Evidence by the school."
        )
        return frozenset(marks.QUIET), words
    words = f"A sheet takes {_MOST_LINKS:,} links and there are more letters: to see what is behind one, filter Evidence by the school."
    return frozenset(signs), words


def part_of(number: int) -> tuple[int, int]:
    """Return which sheet the row of that number (from 0) stands on, from 1, and its number there, from 0."""
    part, row = divmod(number, _MOST_ROWS)
    return part + 1, row


def height_of(row: Row, columns: Sequence[Column]) -> float:
    """Return the points that a row's longest text needs, 0 for one line: not every spreadsheet finds them itself."""
    most = 1
    for cell, column in zip(row.cells, columns, strict=False):
        value = cell.value if isinstance(cell, Cell) else cell
        if isinstance(value, str) and len(value) * _ROOM > column.width and len(value) > SHORT:
            most = max(most, math.ceil(len(value) * _ROOM / column.width))
    return _LINE * min(most, _MOST_LINES) if most > 1 else 0
