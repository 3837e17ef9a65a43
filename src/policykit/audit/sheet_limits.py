"""What one sheet of a workbook takes: how many rows, links and lines of text, and what becomes of the rest."""

import math
from collections.abc import Sequence
from dataclasses import replace

from policykit.audit import marks
from policykit.audit.own_columns import Value
from policykit.audit.tables import Cell, Column, Row, Table

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


def with_links_that_fit(table: Table) -> Table:
    """Return the table with no more links than a sheet takes, and a sentence above it that says which are left."""
    if _links(table) <= _MOST_LINKS:
        return table
    less = _without_links(table, marks.QUIET)
    if _links(less) <= _MOST_LINKS:
        words = f"A sheet takes {_MOST_LINKS:,} links: {', '.join(marks.QUIET)} lead nowhere here. For those, filter Evidence by the school."
    else:
        less = _without_links(table, None)
        words = f"A sheet takes {_MOST_LINKS:,} links and there are more letters: to see what is behind one, filter Evidence by the school."
    return replace(less, above=(*table.above, words))


def _links(table: Table) -> int:
    return sum(isinstance(cell, Cell) and cell.to is not None for row in table.rows for cell in row.cells)


def _without_links(table: Table, signs: Sequence[str] | None) -> Table:
    """Return the table with the links of those letters taken away, of all for None."""

    def _bare(cell: Value | Cell | None) -> Value | Cell | None:
        goes = isinstance(cell, Cell) and (signs is None or cell.value in signs)
        return replace(cell, to=None) if goes and isinstance(cell, Cell) else cell

    return replace(table, rows=[Row(row.key, tuple(map(_bare, row.cells))) for row in table.rows])


def parted(table: Table) -> list[tuple[str, Table]]:
    """Return the table in as many sheets as its rows need, each with the name of its sheet."""
    if len(table.rows) <= _MOST_ROWS:
        return [(table.name, table)]
    starts = range(0, len(table.rows), _MOST_ROWS)
    parts = [table.rows[start : start + _MOST_ROWS] for start in starts]
    return [
        (
            f"{table.name} {number}" if number > 1 else table.name,
            replace(table, rows=rows),
        )
        for number, rows in enumerate(parts, start=1)
    ]


def height_of(row: Row, columns: Sequence[Column]) -> float:
    """Return the points that a row's longest text needs, 0 for one line: not every spreadsheet finds them itself."""
    most = 1
    for cell, column in zip(row.cells, columns, strict=False):
        value = cell.value if isinstance(cell, Cell) else cell
        if isinstance(value, str) and len(value) * _ROOM > column.width and len(value) > SHORT:
            most = max(most, math.ceil(len(value) * _ROOM / column.width))
    return _LINE * min(most, _MOST_LINES) if most > 1 else 0
