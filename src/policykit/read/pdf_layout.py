"""Pieces from the looks of a PDF that has no tags worth following: furniture, columns, tables, paragraphs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policykit.formats.pdf_page import PdfPage, Rule, Run
from policykit.model.document import Cell, Layer
from policykit.read.pdf_furniture import Furniture, furniture_of
from policykit.read.pdf_lines import Line, lines_of, merged
from policykit.read.pdf_notes import Foot, Notes, labelled, parted
from policykit.read.pdf_order import Item, item_of, ordered
from policykit.read.pdf_paragraphs import Look, Paragraph, full, look_of, paragraphs_of
from policykit.read.pdf_pieces import furniture_pieces, piece_of
from policykit.read.pdf_tables import Grid, grids_of
from policykit.read.piece import Piece

_PADDING = 5.0
_UNDERLINED = 0.85
_BESIDE = 2.0
_FAR = 10_000.0
_RUNS_A_TAG = 15
_ABOVE = (0.6, 1.6)
_STOPS = (".", "!", "?", ":")


@dataclass(slots=True)
class Table:
    """A ruled table as it is gathered, over several pages where it goes on: the lines of each cell."""

    grid: Grid
    rows: int = 0
    cells: dict[tuple[int, int], list[Line]] = field(default_factory=dict)

    def texts(self, row: int) -> list[str]:
        """Return the texts of one row, from left to right."""
        keys = sorted(key for key in self.cells if key[0] == row)
        return [" ".join(line.text for line in self.cells[key]) for key in keys]

    def take(self, later: "Table") -> None:
        """Add the rows of the same table on the next page, its repeated headings left out."""
        first = 0
        while first < 2 and later.texts(first) and later.texts(first) == self.texts(first):  # noqa: PLR2004 - heading rows
            first += 1
        no_label = not later.cells.get((first, 0)) and bool(later.texts(first)) and bool(self.cells)
        split = no_label or self._goes_on_in(later, first)
        shift = self.rows - first - (1 if split else 0)
        for (row, column), lines in later.cells.items():
            if row >= first:
                self.cells.setdefault((row + shift, column), []).extend(lines)
        self.rows = later.rows + shift
        self.grid = later.grid

    def _goes_on_in(self, later: "Table", row: int) -> bool:
        """Return whether a row on the next page is the rest of the last row here: its cells go on in mid sentence."""
        pairs: list[tuple[Line, Line]] = []
        for (at, column), lines in later.cells.items():
            if at == row:
                before = self.cells.get((self.rows - 1, column))
                if not before or not (full(before[-1], lines[0]) or before[-1].text.endswith(_STOPS)):
                    return False
                pairs.append((before[-1], lines[0]))
        return 2 * sum(b.text[0].islower() and not a.text.endswith(_STOPS) for a, b in pairs) > len(pairs)


@dataclass(slots=True)
class PageLayout:
    """One page taken apart: its loose lines, its tables, and its foot where it has footnotes."""

    page: PdfPage
    lines: list[Line]
    tables: list[Table]
    foot: Foot | None = None

    def items(self, body: Sequence[Line]) -> list[Item]:
        """Return the loose lines and the tables as things to be ordered."""
        found = [item_of(line) for line in body]
        for index, table in enumerate(self.tables):
            starts = [line.at for lines in table.cells.values() for line in lines]
            if starts:
                xs, ys = table.grid.xs, table.grid.ys
                found.append(Item(xs[0], xs[-1], ys[-1], ys[0], min(starts), table=index))
        return found


def taken_apart(page: PdfPage) -> PageLayout:
    """Return the lines and tables of a page."""
    page, foot = parted(page)
    grids = [_titles_taken_out(grid, page.runs) for grid in grids_of(page.rules)]
    tables = [Table(grid, rows=len(grid.ys) - 1) for grid in grids]
    loose: list[Run] = []
    fields: dict[tuple[int, int, int], list[Run]] = {}
    homes = _Homes(page.runs, grids)
    for run in page.runs:
        place = homes.place_of(run)
        if place is None:
            loose.append(run)
        else:
            fields.setdefault(place, []).append(run)
    for number, ((index, row, column), runs) in enumerate(sorted(fields.items())):
        lines = merged(lines_of(runs, page.number))
        right = tables[index].grid.right_of(row, column) - _PADDING
        for line in lines:
            line.right = max(right, line.x1)
            line.cell = page.number * 10_000 + number
        if lines:
            tables[index].cells[row, column] = lines
    lines = lines_of(loose, page.number)
    _underline([*lines, *(line for table in tables for cell in table.cells.values() for line in cell)], page.rules)
    return PageLayout(page, lines, tables, foot)


def pieces_by_look(layouts: Sequence[PageLayout]) -> list[Piece]:
    """Return the pieces of pages in reading order, the furniture last."""
    furniture = furniture_of([(layout.page.height, layout.lines) for layout in layouts])
    flow: list[Line | Table] = []
    running: dict[str, Line] = {}
    open_table: Table | None = None
    notes: dict[int, list[Line]] = {}
    for layout in layouts:
        body = _body_of(layout, furniture, running)
        if layout.foot is not None:
            notes[layout.page.number] = [line for line in body if layout.foot.holds(line, layout.page)]
            body = [line for line in body if not layout.foot.holds(line, layout.page)]
        items = ordered(layout.items(body))
        lines: list[Line] = []
        for item in items:
            if item.line is not None:
                lines.append(item.line)
                continue
            flow += _with_rights(lines)
            table = layout.tables[item.table]
            goes_on = open_table is not None and not lines and item is items[0]
            lines = []
            if goes_on and open_table is not None and open_table.grid.same_columns(table.grid):
                open_table.take(table)
            else:
                flow.append(table)
                open_table = table
        flow += _with_rights(lines)
        if not items or items[-1].table < 0:
            open_table = None
    look = look_of(list(_all_lines(flow)))
    targets = {layout.page.number: layout.page for layout in layouts}
    feet = {layout.page.number: layout.foot for layout in layouts if layout.foot is not None}
    waiting = Notes(feet, {page: paragraphs_of(_with_rights(lines), look) for page, lines in notes.items()})
    pieces = list(_pieces(flow, look, targets, waiting))
    return pieces + furniture_pieces(running)


def _body_of(layout: PageLayout, furniture: Furniture, running: dict[str, Line]) -> list[Line]:
    """Return the lines that are no furniture; what is goes to `running`, once for each wording."""
    body = []
    for line in layout.lines:
        if furniture.holds(line, layout.page.height):
            running.setdefault("".join(c for c in line.text if not c.isdigit()), line)
        else:
            body.append(line)
    return body


def _all_lines(flow: Sequence[Line | Table]) -> Iterator[Line]:
    for part in flow:
        if isinstance(part, Line):
            yield part
        else:
            for key in sorted(part.cells):
                yield from part.cells[key]


def _pieces(flow: Sequence[Line | Table], look: Look, pages: dict[int, PdfPage], notes: Notes) -> Iterator[Piece]:
    lines: list[Line] = []
    tables = 0
    for part in flow:
        if isinstance(part, Line):
            lines.append(part)
            continue
        yield from _loose_pieces(lines, look, pages, notes)
        lines = []
        for row, column in sorted(part.cells):
            cell = Cell(tables, row, column)
            for line in part.cells[row, column]:
                line.cell, line.ruled_off = 0, False
            for paragraph in paragraphs_of(part.cells[row, column], look):
                yield piece_of(paragraph, look, pages, cell)
                yield from (_note(note, look, pages) for note in notes.after(paragraph))
        tables += 1
    yield from _loose_pieces(lines, look, pages, notes)
    yield from (_note(note, look, pages) for note in notes.left(len(pages) + max(pages, default=0)))


def _loose_pieces(lines: Sequence[Line], look: Look, pages: dict[int, PdfPage], notes: Notes) -> Iterator[Piece]:
    """Give the paragraphs outside tables, each with the notes that it leads to."""
    for paragraph in paragraphs_of(lines, look):
        yield from (_note(note, look, pages) for note in notes.left(paragraph.lines[0].page))
        yield piece_of(paragraph, look, pages)
        yield from (_note(note, look, pages) for note in notes.after(paragraph))


def _note(paragraph: Paragraph, look: Look, pages: dict[int, PdfPage]) -> Piece:
    """Return a footnote as a piece, its number as the label."""
    lines, number = labelled(paragraph.lines)
    piece = piece_of(replace(paragraph, lines=lines, marker=None), look, pages)
    return replace(piece, layer=Layer.NOTE, label=number, stands_out=False)


def _with_rights(lines: Sequence[Line]) -> list[Line]:
    """Return lines, made one where they share a baseline, each with the right edge of the column it stands in."""
    found = merged(lines)
    for line in found:
        middle = (line.x0 + line.x1) / 2 + 1
        beyond = [o.x0 for o in found if o.x0 > line.x1 and abs(o.y - line.y) < line.size]
        edge = min(beyond, default=line.x1 + _FAR)
        line.right = max([line.x1, *(o.x1 for o in found if o.x0 < middle and o.x1 < edge)])
    return found


class _Homes:
    """Where runs belong: the cell they stand in, or the one in which their paragraph began.

    A row of fixed height lets its words run on over its lower edge. Word gives each paragraph a number of its own.
    """

    def __init__(self, runs: Sequence[Run], grids: Sequence[Grid]) -> None:
        self.grids = grids
        self.began: dict[int, tuple[int, int, int]] = {}
        self.numbered = len({run.tag for run in runs if run.tag >= 0}) * _RUNS_A_TAG >= len(runs)

    def place_of(self, run: Run) -> tuple[int, int, int] | None:
        """Return the table, row and column of a run, or None outside every table; to be asked in the file's order."""
        place = _cell_of(run, self.grids)
        if run.tag < 0 or not self.numbered:
            return place
        home = self.began.get(run.tag)
        if home is None:
            if place is not None:
                self.began[run.tag] = place
            return place
        index, row, column = home
        grid = self.grids[index]
        return home if grid.xs[column] <= run.x0 <= grid.right_of(row, column) else place


def _cell_of(run: Run, grids: Sequence[Grid]) -> tuple[int, int, int] | None:
    """Return the table, row and column that a run stands in, or None outside every table."""
    x = run.x0 + min(run.size, run.x1 - run.x0) / 2
    y = run.y + 0.3 * run.size
    for index, grid in enumerate(grids):
        cell = grid.cell_at(x, y)
        if cell is not None:
            return index, *cell
    return None


def _titles_taken_out(grid: Grid, runs: Sequence[Run]) -> Grid:
    """Return a grid without a title over its whole width: above it, or the boxed heading of what comes after it."""
    while len(grid.owner) > 1 and grid.full_row(0):
        grid = grid.without_row(0)
    last = len(grid.owner) - 1
    if last > 0 and grid.full_row(last):
        inside = [run for run in runs if _cell_of(run, [grid]) == (0, last, 0)]
        if inside and all(run.bold for run in inside):
            return grid.without_row(last)
    return grid


def _underline(lines: Sequence[Line], rules: Sequence[Rule]) -> None:
    """Mark the lines of words that a drawn line runs under from end to end, and those that one parts off above."""
    flat = [rule for rule in rules if rule.flat]
    if not flat:
        return
    for line in lines:
        width = line.x1 - line.x0
        covered = sum(
            max(0.0, min(rule.x1, line.x1) - max(rule.x0, line.x0))
            for rule in flat
            if 0 <= line.y - rule.y0 < 0.3 * line.size and rule.x0 > line.x0 - 3 and rule.x1 < line.x1 + 3
        )
        line.ruled_off = any(
            rule.x0 < line.x0 - _BESIDE
            and rule.x1 > line.x1 + _BESIDE
            and _ABOVE[0] < (rule.y0 - line.y) / line.size < _ABOVE[1]
            for rule in flat
        )
        line.underlined = covered >= _UNDERLINED * width > 0
