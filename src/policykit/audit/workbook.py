"""The workbook of an audit: the tables as sheets, coloured and lettered, with the adviser's own columns kept.

All the sheets are written at once, school by school, so that a school's findings are fetched once and held by nobody.
"""

import math
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from policykit.audit import marks
from policykit.audit.added import Added
from policykit.audit.front import COUNTED, Line, front
from policykit.audit.own_columns import DAY, DUE, KEPT, KEY, LETTER, OWN, RAG, OwnNotes, Value
from policykit.audit.rounds import Round, SchoolResult
from policykit.audit.sheet_limits import SHORT, height_of, part_of, unlinked
from policykit.audit.summary import summary
from policykit.audit.tables import EVIDENCE, MATRIX, Cell, Column, Row, Table, tables
from policykit.model.law import Checklist
from policykit.report.lines import printable

_LONGEST = 32_000
"""A cell takes 32,767 characters."""
_INK, _ACCENT, _PALE, _RULE, _OWN = "#1B2A41", "#17506B", "#E8F0F4", "#C9D3DA", "#FFFBE6"
_TALL = 190
_PIECE = 1 << 20
_A3, _A4 = 8, 9
_SIGN = 3
"""Characters of a letter with its mark."""
_LAST = 8
"""The last column of Summary, from 0."""
_ACROSS = 270
"""Characters that a printed A3 page has room for, at a size that can still be read."""


def to_workbook(found: Round, checklist: Checklist, notes: OwnNotes, added: Added = ()) -> Iterator[bytes]:
    """Give the workbook (.xlsx) piece by piece: the sheet Summary, the tables, then what was hers and has no row now.

    The same content gives the same bytes. `added` are further headings of Summary.
    """
    import xlsxwriter

    told = summary(found, checklist, notes)
    whole = tempfile.TemporaryDirectory(prefix="policykit-", ignore_cleanup_errors=True)
    with whole as room, tempfile.TemporaryFile() as stream:
        # Rows go to disk as they are written, so that a nation's worth of them needs little memory.
        book = xlsxwriter.Workbook(stream, {"constant_memory": True, "strings_to_urls": False, "tmpdir": room})
        day = found.as_at
        made = datetime(day.year, day.month, day.day)  # noqa: DTZ001 - the format has no time zone
        book.set_properties({"title": "Audit of SEN information reports", "author": "", "created": made})
        writing = _Writing(book, notes)
        bare, words = unlinked(told.signs)
        known = [
            replace(table, above=(*table.above, words)) if words and table.name == MATRIX else table
            for table in tables(checklist, notes)
        ]
        writing.bare = bare
        writing.places = {
            (MATRIX, one.school.key): _place(table, one.place)
            for table in known
            if table.name == MATRIX
            for one in told.contacts
        }
        writing.front(front(found, checklist, notes, told, added))
        for table in known:
            writing.begin(table, told.evidence if table.name == EVIDENCE else len(found.schools))
        for result in found.schools:
            writing.school(result)
        writing.end()
        writing.kept()
        writing.others()
        book.close()
        stream.seek(0)
        while piece := stream.read(_PIECE):
            yield piece


def _top(table: Table) -> int:
    """Return the row of the headings, from 0."""
    return len(table.above) + any(column.over for column in table.columns)


def _place(table: Table, number: int) -> tuple[str, int]:
    """Return the sheet and the row, from 0, of the row of that number of a table."""
    part, row = part_of(number)
    return _tab(table, part), _top(table) + 1 + row


def _tab(table: Table, part: int) -> str:
    return f"{table.name} {part}" if part > 1 else table.name


@dataclass(slots=True)
class _Sheet:
    """A sheet of rows being written: its columns with hers behind them, and how many rows it has so far."""

    sheet: Any
    columns: tuple[Column, ...]
    own: tuple[str, ...]
    rows: int = 0


class _Writing:
    """A workbook being written: its formats, made once each, its sheets, and where rows stand that are led to.

    `bare` are the letters that lead nowhere.
    """

    def __init__(self, book: Any, notes: OwnNotes) -> None:
        self.book = book
        self.notes = notes
        self.places: Mapping[tuple[str, str], tuple[str, int]] = {}
        self.bare: frozenset[str] = frozenset()
        self._tables: list[Table] = []
        self._sheets: dict[str, _Sheet] = {}
        self._counts: Counter[str] = Counter()
        self._left = dict(notes.cells)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._looks: dict[tuple[str, bool, bool], Any] = {}
        self._plain, self._wrapping = self.format(), self.format(text_wrap=True)
        self._number = self.format(align="left")
        self._own = self.format(bg_color=_OWN, text_wrap=True, border=1, border_color=_RULE)

    def format(self, **properties: Any) -> Any:
        """Return the format of these properties over those that every cell has."""
        wanted = {"font_name": "Arial", "font_size": 10, "valign": "top", **properties}
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(wanted)
        return self._formats[key]

    def front(self, lines: Sequence[Line]) -> None:
        """Write the sheet Summary."""
        sheet = self.book.add_worksheet("Summary")
        sheet.hide_gridlines(2)
        sheet.set_column(0, 0, 58)
        sheet.set_column(1, 1, 32)
        sheet.set_column(2, _LAST, 14)
        sheet.set_footer("&L&A&RPage &P of &N")
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        for number, line in enumerate(lines):
            for column, value in enumerate(line.cells):
                self._front_cell(sheet, number, column, line, value)
            if line.height:
                sheet.set_row(number, line.height)

    def _front_cell(self, sheet: Any, number: int, column: int, line: Line, value: Value | None) -> None:
        looks: dict[str, dict[str, Any]] = {
            "title": {"bold": True, "font_size": 18, "font_color": _INK},
            "heading": {"bold": True, "font_size": 13, "font_color": _ACCENT, "bottom": 2, "bottom_color": _ACCENT},
            "head": {"bold": True, "bg_color": _PALE, "text_wrap": True, "bottom": 1, "bottom_color": _RULE},
            "row": {"text_wrap": True, "bottom": 1, "bottom_color": _RULE},
        }
        properties = dict(looks.get(line.look, {}))
        if column and (isinstance(value, int) or (line.look == "head" and value in COUNTED)):
            properties["align"] = "center"
        look = self.format(**properties)
        if line.to is not None and column == 0 and line.to in self.places:
            self._link(sheet, number, column, self.places[line.to], str(value), look)
        elif line.wide == column:
            whole = self.format(**{**properties, "text_wrap": True})
            sheet.merge_range(number, column, number, _LAST, _cut(str(value)), whole)
        else:
            self._write(sheet, number, column, value, look)

    def begin(self, table: Table, rows: int) -> None:
        """Add the sheets of a table that will have so many rows."""
        self._tables.append(table)
        for part in range(1, part_of(max(0, rows - 1))[0] + 1):
            self._open(table, part)

    def school(self, result: SchoolResult) -> None:
        """Write the rows of one school on every sheet."""
        every = [(table, tuple(table.rows(result))) for table in self._tables]
        self.places = {
            (table.name, row.key): _place(table, number)
            for table, rows in every
            for number, row in enumerate(rows, start=self._counts[table.name])
        }
        for table, rows in every:
            for row in rows:
                self._row(table, row)
                self._left.pop((table.name, row.key), None)

    def end(self) -> None:
        """Finish the sheets once every school is written."""
        for table in self._tables:
            for part in range(1, part_of(max(0, self._counts[table.name] - 1))[0] + 1):
                self._close(table, self._sheets[_tab(table, part)])

    def _open(self, table: Table, part: int) -> _Sheet:
        """Add a sheet with its headings."""
        sheet = self.book.add_worksheet(_tab(table, part))
        own = (*OWN, *self.notes.columns.get(table.name, ())) if table.own else ()
        columns = (*table.columns, *(Column(one, 30 if one not in {RAG, DUE, DAY} else 13) for one in own))
        self._layout(sheet, table, columns)
        top = _top(table)
        for number, words in enumerate(table.above):
            self._write(sheet, number, 0, words, self.format(font_color=_INK))
            for place in range(len(table.columns), len(columns)):
                # Her columns have a colour of their own, which begins with their headings.
                self._write(sheet, number, place, None, self._plain)
        if any(column.over for column in columns):
            sheet.set_row(top - 1, _TALL)
            upright = self.format(rotation=90, text_wrap=True, bg_color=_PALE, valign="bottom", font_size=9)
            for place, column in enumerate(columns):
                self._write(sheet, top - 1, place, column.over or None, upright if column.over else self.format())
        for place, column in enumerate(columns):
            hers = column.name in own or column.name == LETTER
            shade = {"bg_color": "#FFE9A8" if hers else _PALE, "text_wrap": True, "bottom": 1, "bold": True}
            size = {"font_size": 8, "rotation": 90, "valign": "bottom", "text_wrap": False} if column.over else {}
            self._write(sheet, top, place, column.name, self.format(**{**shade, **size}))
        if any(column.over for column in columns):
            sheet.set_row(top, 130)
        if table.own:
            self._write(sheet, top, len(columns), KEY, self.format())
        self._sheets[_tab(table, part)] = opened = _Sheet(sheet, columns, own)
        return opened

    def _close(self, table: Table, one: _Sheet) -> None:
        """Write what depends on how many rows a sheet has."""
        top = _top(table)
        if not one.rows:
            self._write(one.sheet, top + 1, 0, table.empty or "Nothing.", self.format(italic=True))
        last = top + max(1, one.rows)
        # The row keys stand within the filter: sorting moves only what it covers, and a note must stay with its row.
        one.sheet.autofilter(top, 0, last, len(one.columns) - (not table.own))
        if one.own:
            place = len(table.columns)
            rule = {"validate": "list", "source": ["Red", "Amber", "Green"], "error_type": "information"}
            one.sheet.data_validation(top + 1, place, last, place, rule)

    def _layout(self, sheet: Any, table: Table, columns: Sequence[Column]) -> None:
        for place, column in enumerate(columns):
            sheet.set_column(place, place, column.width, self._own if place >= len(table.columns) else None)
        sheet.set_column(len(columns), len(columns), 12, None, {"hidden": True})
        top = _top(table)
        sheet.freeze_panes(top + 1, table.frozen)
        sheet.set_landscape()
        # A page's width would make wide sheets too small to read: they go over several, each with the school's name.
        wide = sum(column.width for column in columns)
        first = columns[0].width
        pages = max(1, math.ceil((wide - first) / (_ACROSS - first)))
        sheet.set_paper(_A3 if wide > _ACROSS / math.sqrt(2) else _A4)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(pages, 0)
        sheet.repeat_rows(top - any(column.over for column in columns), top)
        if pages > 1:
            sheet.repeat_columns(0)
        sheet.set_footer("&L&A&RPage &P of &N")

    def _row(self, table: Table, row: Row) -> None:
        part, _ = part_of(self._counts[table.name])
        into = self._sheets.get(_tab(table, part)) or self._open(table, part)
        number = _top(table) + 1 + into.rows
        height = height_of(row, into.columns)
        if height:
            into.sheet.set_row(number, height)
        self._cells(into.sheet, number, row)
        hers = self.notes.of(table.name, row.key)
        for place, name in enumerate(into.own, start=len(row.cells)):
            if name in hers:
                self._write(into.sheet, number, place, hers[name], self._own)
        if into.own:
            into.sheet.write_string(number, len(row.cells) + len(into.own), row.key, self._plain)
        _forget(into.sheet, number - 1)
        into.rows += 1
        self._counts[table.name] += 1

    def _cells(self, sheet: Any, number: int, row: Row) -> None:
        for place, cell in enumerate(row.cells):
            if cell is None:
                continue
            if not isinstance(cell, Cell):
                self._write(sheet, number, place, cell, self._bare(cell))
            elif cell.value is not None:
                look = self._look(cell)
                if cell.to is not None and cell.to in self.places and cell.value not in self.bare:
                    self._link(sheet, number, place, self.places[cell.to], str(cell.value), look)
                else:
                    self._write(sheet, number, place, cell.value, look)

    def _bare(self, value: Value) -> Any:
        """Return the format of a cell without colours: a number at the right edge would run into the date beside it."""
        if isinstance(value, str):
            return self._wrapping if len(value) > SHORT else self._plain
        return self._plain if isinstance(value, bool | date) else self._number

    def _look(self, cell: Cell) -> Any:
        key = (cell.look, len(str(cell.value)) <= _SIGN, str(cell.value).endswith(marks.HERS))
        if key not in self._looks:
            paper, ink = marks.COLOURS[cell.look]
            self._looks[key] = self.format(
                bg_color=f"#{paper}",
                font_color=f"#{ink}",
                border_color=_RULE,
                **({"align": "center"} if key[1] else {"text_wrap": True}),
                **({"bold": True, "border": 2} if key[2] else {"border": 1}),
            )
        return self._looks[key]

    def kept(self) -> None:
        """Write what she wrote beside rows that are gone, so that nothing of hers is lost."""
        if not self._left:
            return
        sheet = self.book.add_worksheet(KEPT)
        heads = ("Sheet", "Row", "Column", "What you wrote", KEY)
        for place, (name, width) in enumerate(zip(heads, (14, 60, 18, 60, 12), strict=True)):
            sheet.set_column(place, place, width, None, {"hidden": name == KEY})
            self._write(sheet, 0, place, name, self.format(bold=True, bg_color=_PALE))
        number = 1
        for key, cells in self._left.items():
            for name, value in cells.items():
                told = (key[0], self.notes.labels.get(key, ""), name, value, key[1])
                for place, one in enumerate(told):
                    self._write(sheet, number, place, one, self.format(text_wrap=True))
                number += 1

    def others(self) -> None:
        """Write the sheets that she added, their values alone."""
        for name, rows in self.notes.others.items():
            sheet = self.book.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    if value is not None:
                        self._write(sheet, number, place, value, self.format())

    def _link(self, sheet: Any, number: int, place: int, to: tuple[str, int], words: str, look: Any) -> None:
        sheet.write_url(number, place, f"internal:'{to[0]}'!A{to[1] + 1}", look, _cut(words))

    def _write(self, sheet: Any, number: int, place: int, value: Value | None, look: Any) -> None:
        """Write a value as what it is; a text is never taken for a formula or an address."""
        if value is None or value == "":
            sheet.write_blank(number, place, None, look)
        elif isinstance(value, bool):
            sheet.write_boolean(number, place, value, look)
        elif isinstance(value, int | float):
            sheet.write_number(number, place, value, look)
        elif isinstance(value, date):
            sheet.write_datetime(number, place, datetime(value.year, value.month, value.day), self._dated(look))  # noqa: DTZ001
        else:
            sheet.write_string(number, place, _cut(value), look)

    def _dated(self, look: Any) -> Any:
        for key, made in self._formats.items():
            if made is look:
                return self.format(**dict(key), num_format="d mmm yyyy", align="left")
        return look


def _forget(sheet: Any, number: int) -> None:
    """Let go of the height of a row that is on disk: the library keeps all of them, half a million for a nation."""
    for name in ("row_info", "row_sizes"):
        getattr(sheet, name, {}).pop(number, None)


def _cut(words: str) -> str:
    clean = words if words.isprintable() else printable(words)
    return clean if len(clean) <= _LONGEST else f"{clean[:_LONGEST]}…"
