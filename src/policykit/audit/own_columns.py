"""What an adviser wrote beside the program's findings: read back from her workbook, so that the next one keeps it."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from policykit.errors import StoreError
from policykit.model.finding import Status

RAG, COMMENT, ACTION, OWNER, DUE, BY, DAY = OWN = (
    "Adviser's RAG",
    "Comment",
    "Action",
    "Owner",
    "Due",
    "Checked by",
    "Checked on",
)
"""The columns that are hers, in order; the program writes them empty and never changes what stands there."""

LETTER = "Letter?"
"""The column of Matrix in which she ticks the schools that a letter is drafted for."""
KEY = "Row key"
"""The hidden last column, by which a row is known again however she sorts."""
KEPT = "Earlier notes"
"""The sheet for notes whose row is no longer there; made only where there are any."""

RATINGS = {
    **dict.fromkeys(("green", "g", "met", "yes"), Status.MET),
    **dict.fromkeys(("amber", "a", "partial", "partly", "partly met", "in part"), Status.PARTIAL),
    **dict.fromkeys(("red", "r", "missing", "not met", "not found", "no"), Status.MISSING),
}
_TICKS = ("yes", "y", "x", "1", "true", "✓", "✔", "tick", "letter")
_HEADER_WITHIN = 12
_REQUIREMENT = re.compile(r"[a-z]+\d*\.[a-z0-9-]+")
"""A column of Matrix is headed by an id, which an older checklist may have had and this one has not."""

_PART = re.compile(r"(.+) \d+")

Value = str | int | float | bool | date
"""What a cell of hers may hold; a time of day is dropped."""

RowKey = tuple[str, str]
"""Sheet and row key."""


@dataclass(frozen=True, slots=True)
class OwnNotes:
    """All that she wrote: for each sheet and row key her cells by the heading of their column.

    `columns` are, for each sheet, headings that she added herself. `labels` tell a row in words, for when it is gone.
    `others` are whole sheets of her own, by name, as rows of values: their formatting and formulas are not kept.
    """

    cells: Mapping[RowKey, Mapping[str, Value]] = field(default_factory=dict)
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    labels: Mapping[RowKey, str] = field(default_factory=dict)
    others: Mapping[str, tuple[tuple[Value | None, ...], ...]] = field(default_factory=dict)

    def of(self, sheet: str, key: str) -> Mapping[str, Value]:
        """Return her cells of one row, empty where she wrote nothing there."""
        return self.cells.get((sheet, key), {})

    def rating(self, sheet: str, key: str) -> Status | None:
        """Return the status that her RAG stands for, None where there is none or it is not understood."""
        return RATINGS.get(self._word(sheet, key, RAG))

    def is_ticked(self, key: str) -> bool:
        """Return whether she wants a letter to the school of that key."""
        return self._word("Matrix", key, LETTER) in _TICKS

    def with_letters_to(self, keys: Collection[str]) -> "OwnNotes":
        """Return the notes with a tick for the schools of these keys and for no other."""
        cells = {row: dict(hers) for row, hers in self.cells.items()}
        for (sheet, _), hers in cells.items():
            if sheet == "Matrix":
                hers.pop(LETTER, None)
        for key in keys:
            cells.setdefault(("Matrix", key), {})[LETTER] = "yes"
        return replace(self, cells={row: hers for row, hers in cells.items() if hers})

    def not_understood(self) -> tuple[str, ...]:
        """Return one sentence for each rating that is neither red, amber nor green."""
        return tuple(
            f"“{cells[RAG]}” under {RAG} ({self.labels.get(row, row[1])}) is neither red, amber nor green: kept as you "
            "wrote it, and not counted."
            for row, cells in self.cells.items()
            if RAG in cells and str(cells[RAG]).strip().casefold() not in RATINGS
        )

    def _word(self, sheet: str, key: str, column: str) -> str:
        return str(self.of(sheet, key).get(column, "")).strip().casefold()


NO_NOTES = OwnNotes()


def read_notes(path: Path, columns: Mapping[str, Iterable[str]], unkeyed: Iterable[str] = ()) -> OwnNotes:
    """Return what an adviser wrote in the workbook at `path`, nothing where there is no such file.

    `columns` are the program's own headings on each sheet with rows, `unkeyed` its sheets that hold nothing of hers.
    Raises StoreError where the file cannot be read, or a sheet with notes has lost its column of row keys: then writing
    it anew would lose them.
    """
    if not path.exists():
        return NO_NOTES
    from openpyxl import load_workbook

    try:
        book = load_workbook(path, read_only=True, data_only=True)
        sheets = {sheet.title: [tuple(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
        book.close()
    except Exception as error:
        raise StoreError(
            "The workbook of the last run cannot be read, so what you wrote in it could not be kept. Nothing was written.",
            where=str(path),
            remedy="Open it and save it again as .xlsx, or move it away, or give -o another name.",
        ) from error
    gathered = _Gathered({}, {}, {})
    others = {}
    for name, rows in sheets.items():
        # A sheet with more rows than one takes goes on in "Evidence 2".
        title = base[1] if (base := _PART.fullmatch(name)) and base[1] in columns else name
        if title == KEPT:
            _read_kept(rows, gathered)
        elif title in columns:
            _read_sheet(title, rows, frozenset(columns[title]), gathered, path)
        elif title not in unkeyed:
            others[name] = tuple(tuple(map(_plain, row)) for row in rows)
    return OwnNotes(gathered.cells, gathered.columns, gathered.labels, others)


@dataclass(frozen=True, slots=True)
class _Gathered:
    cells: dict[RowKey, dict[str, Value]]
    columns: dict[str, tuple[str, ...]]
    labels: dict[RowKey, str]


def _read_sheet(title: str, rows: list[tuple[Any, ...]], ours: frozenset[str], into: _Gathered, path: Path) -> None:
    header = next((number for number, row in enumerate(rows[:_HEADER_WITHIN]) if KEY in row), None)
    if header is None:
        if any(name in row for row in rows[:_HEADER_WITHIN] for name in OWN):
            raise StoreError(
                f"The sheet {title} has no column “{KEY}” any more, so your notes cannot be put back to their rows. "
                "Nothing was written.",
                where=str(path),
                remedy="Undo the deletion of that column (it is hidden, at the end), or give -o another name.",
            )
        return
    named = [" ".join(str(one or "").split()) for one in rows[header]]
    at = named.index(KEY)
    hers = [(place, name) for place, name in enumerate(named) if name and name != KEY and not _is_ours(name, ours)]
    added = (name for _, name in hers if name not in (*OWN, LETTER))
    into.columns[title] = tuple(dict.fromkeys((*into.columns.get(title, ()), *added)))
    for row in rows[header + 1 :]:
        key = str(row[at]) if at < len(row) and row[at] is not None else ""
        cells = {name: value for place, name in hers if place < len(row) and (value := _plain(row[place])) is not None}
        if cells and not key:
            said = "; ".join(f"{name}: {value}" for name, value in cells.items())
            key = f"added: {said}"
        if cells:
            into.cells[title, key] = cells
            words = [str(one) for one in row[:3] if one not in (None, "")]
            into.labels[title, key] = " – ".join(words)


def _is_ours(name: str, ours: frozenset[str]) -> bool:
    return name != LETTER and (name in ours or bool(_REQUIREMENT.fullmatch(name)))


def _read_kept(rows: list[tuple[Any, ...]], into: _Gathered) -> None:
    """Put the notes of rows that went away back, so that they return with their school."""
    for row in rows:
        if len(row) > 4 and row[0] and row[4] and row[0] != "Sheet":  # noqa: PLR2004 - the key is the fifth
            key = (str(row[0]), str(row[4]))
            value = _plain(row[3])
            if value is not None:
                into.cells.setdefault(key, {}).setdefault(str(row[2]), value)
                into.labels.setdefault(key, str(row[1] or ""))


def _plain(value: Any) -> Value | None:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, str | int | float | bool | date):
        return None if isinstance(value, str) and not value.strip() else value
    return None if value is None else str(value)
