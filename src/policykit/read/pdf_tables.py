"""Ruled tables of an untagged PDF page, found from the lines that are drawn on it."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from policykit.formats.pdf_page import Rule

_NEAR = 3.0
_JOINS = 4.0
_LONG = 8.0
_RULES_LIMIT = 1_500
_CELLS_LIMIT = 20_000

Strip = tuple[float, float, float]
"""A line by its fixed coordinate and its two ends."""


@dataclass(slots=True)
class Grid:
    """One ruled table: the edges of its columns and rows, and which of its fields make one cell.

    `ys` runs down the page. `owner[row][column]` is the top left field of the cell that a field belongs to.
    """

    xs: list[float]
    ys: list[float]
    owner: list[list[tuple[int, int]]] = field(default_factory=list)

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the row and column of the cell at a point, or None outside."""
        if not (self.xs[0] <= x <= self.xs[-1] and self.ys[-1] <= y <= self.ys[0]):
            return None
        column = min(bisect_right(self.xs, x), len(self.xs) - 1) - 1
        row = next((i for i in range(len(self.ys) - 1) if y >= self.ys[i + 1]), len(self.ys) - 2)
        return self.owner[row][max(0, column)]

    def right_of(self, row: int, column: int) -> float:
        """Return the right edge of the cell that begins at a field."""
        last = column
        while last + 1 < len(self.xs) - 1 and self.owner[row][last + 1] == (row, column):
            last += 1
        return self.xs[last + 1]

    def full_row(self, row: int) -> bool:
        """Return whether one row is a single cell over the whole width."""
        return all(cell == (row, 0) for cell in self.owner[row]) and (
            row + 1 == len(self.owner) or (row, 0) not in self.owner[row + 1]
        )

    def without_row(self, row: int) -> "Grid":
        """Return the grid without its first or its last row."""
        if row:
            return Grid(self.xs, self.ys[:-1], self.owner[:-1])
        return Grid(self.xs, self.ys[1:], [[(r - 1, c) for r, c in line] for line in self.owner[1:]])

    def same_columns(self, other: "Grid") -> bool:
        """Return whether another grid has its columns at the same places."""
        return len(self.xs) == len(other.xs) and all(
            abs(a - b) <= _JOINS for a, b in zip(self.xs, other.xs, strict=True)
        )


def grids_of(rules: Sequence[Rule]) -> list[Grid]:
    """Return the ruled tables of a page with two columns or more, from top to bottom; none inside another."""
    if len(rules) < 4:  # noqa: PLR2004 - a box has four sides
        return []
    flat = _merged((r.y0, r.x0, r.x1) for r in rules if r.flat)
    tall = _merged((r.x0, r.y0, r.y1) for r in rules if not r.flat)
    if len(flat) < 2 or len(tall) < 3 or len(flat) + len(tall) > _RULES_LIMIT:  # noqa: PLR2004 - two columns have three
        return []
    grids = [grid for group in _groups(flat, tall) if (grid := _grid(*group)) is not None]
    grids.sort(key=lambda grid: (grid.xs[-1] - grid.xs[0]) * (grid.ys[0] - grid.ys[-1]), reverse=True)
    kept: list[Grid] = []
    for grid in grids:
        middle = (grid.xs[0] + grid.xs[-1]) / 2, (grid.ys[0] + grid.ys[-1]) / 2
        if not any(other.cell_at(*middle) is not None for other in kept):
            kept.append(grid)
    return sorted(kept, key=lambda grid: -grid.ys[0])


def _merged(strips: Iterable[Strip]) -> list[Strip]:
    """Return strips with those that lie end to end made one, short ones left out."""
    rows: list[list[Strip]] = []
    for strip in sorted(strips):
        if rows and strip[0] - rows[-1][0][0] <= _NEAR / 2:
            rows[-1].append(strip)
        else:
            rows.append([strip])
    found: list[Strip] = []
    for row in rows:
        row.sort(key=lambda strip: strip[1])
        at, begin, end = row[0]
        for place, start, stop in row[1:]:
            if start <= end + _NEAR:
                end = max(end, stop)
            else:
                found.append((at, begin, end))
                at, begin, end = place, start, stop
        found.append((at, begin, end))
    return [strip for strip in found if strip[2] - strip[1] >= _LONG]


def _groups(flat: Sequence[Strip], tall: Sequence[Strip]) -> list[tuple[list[Strip], list[Strip]]]:
    """Return the lines by which of them touch."""
    parent = list(range(len(flat) + len(tall)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, (y, x0, x1) in enumerate(flat):
        for j, (x, y0, y1) in enumerate(tall):
            if x0 - _NEAR <= x <= x1 + _NEAR and y0 - _NEAR <= y <= y1 + _NEAR:
                parent[root(i)] = root(len(flat) + j)
    groups: dict[int, tuple[list[Strip], list[Strip]]] = {}
    for i, strip in enumerate(flat):
        groups.setdefault(root(i), ([], []))[0].append(strip)
    for j, strip in enumerate(tall):
        groups.setdefault(root(len(flat) + j), ([], []))[1].append(strip)
    return list(groups.values())


def _grid(flat: Sequence[Strip], tall: Sequence[Strip]) -> Grid | None:
    """Return the table that touching lines make, or None where they make fewer than two columns."""
    xs = _edges(strip[0] for strip in tall)
    ys = _edges(strip[0] for strip in flat)[::-1]
    rows, columns = len(ys) - 1, len(xs) - 1
    if rows < 1 or columns < 2 or rows * columns > _CELLS_LIMIT:  # noqa: PLR2004 - two columns
        return None
    owner: list[list[tuple[int, int]]] = [[(0, 0)] * columns for _ in range(rows)]
    for row in range(rows):
        height = (ys[row] + ys[row + 1]) / 2
        for column in range(columns):
            across = (xs[column] + xs[column + 1]) / 2
            here = (row, column)
            if column and not _crossed(tall, xs[column], height):
                here = owner[row][column - 1]
            elif row and not _crossed(flat, ys[row], across):
                here = owner[row - 1][column]
            owner[row][column] = here
    cells = {field for line in owner for field in line}
    if len(cells) < 2 or len({column for _, column in cells}) < 2:  # noqa: PLR2004 - two cells side by side
        return None
    return Grid(xs, ys, owner)


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > _NEAR:
            edges.append(place)
    return edges


def _crossed(strips: Sequence[Strip], at: float, along: float) -> bool:
    """Return whether a line lies at one coordinate and reaches over the other."""
    return any(abs(place - at) <= _NEAR and begin <= along <= end for place, begin, end in strips)
