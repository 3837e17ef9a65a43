"""Gives each table cell the heading of its row and of its column, and dissolves tables that are only boxes."""

import re
from collections import defaultdict
from collections.abc import Sequence

from policykit.model.document import BlockKind, Cell
from policykit.read.entry import Entry, gives_date, names_person_or_place

_LONGEST_HEADING = 14
_LONGEST_LABEL = 7
_SCHOOL_YEAR = re.compile(r"\b(?:19|20)\d\d ?[-–/] ?(?:19|20)?\d\d\b")
_HOLDS_FACT = re.compile(r"\d|@|www\.|\b(?:Mr|Mrs|Ms|Miss|Dr|Revd?)\b")
# A table of document control says what is what in its first column and has no head row.
_CONTROL = re.compile(
    r"(?:document|date|(?:next |last )?review|approv|adopt|agreed|ratif|written|author|owner|version|status|policy|name\b)",
    re.IGNORECASE,
)


def settle_cells(entries: Sequence[Entry]) -> None:
    """Name the row and column of every cell; the cells of a table with one column become ordinary text."""
    tables: dict[int, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.cell is not None:
            tables[entry.cell.table].append(entry)
    for cells in tables.values():
        if len({entry.cell.column for entry in cells if entry.cell}) == 1:
            _dissolve(cells)
        else:
            _name(cells)


def _dissolve(cells: Sequence[Entry]) -> None:
    for entry in cells:
        entry.cell = None
        if entry.kind is BlockKind.CELL:
            entry.kind = BlockKind.LIST_ITEM if entry.level else BlockKind.PARAGRAPH


def _name(cells: Sequence[Entry]) -> None:
    """Fill in the headings of one table's cells."""
    places: dict[tuple[int, int], list[Entry]] = defaultdict(list)
    for entry in cells:
        if entry.cell is not None:
            places[entry.cell.row, entry.cell.column].append(entry)
    texts = {place: " ".join(entry.text for entry in inside) for place, inside in places.items()}
    first_row = min(row for row, _ in texts)
    first_column = min(column for _, column in texts)
    heads = {column: text for (row, column), text in texts.items() if row == first_row}
    has_head = _is_head_row(heads, places, texts, first_row)
    repeated = {row for row, _ in texts} - {row for (row, column), text in texts.items() if heads.get(column) != text}
    for (row, column), inside in places.items():
        is_head = has_head and row in repeated
        row_heading = "" if is_head or column == first_column else _short(texts.get((row, first_column), ""))
        column_heading = _head_of(heads, column) if has_head and not is_head else ""
        for entry in inside:
            table = entry.cell.table if entry.cell else 0
            entry.cell = Cell(table, row, column, row_heading, column_heading)
            if entry.kind is not BlockKind.HEADING:
                entry.kind = BlockKind.CELL
                entry.level = 0


def _is_head_row(
    heads: dict[int, str],
    places: dict[tuple[int, int], list[Entry]],
    texts: dict[tuple[int, int], str],
    first_row: int,
) -> bool:
    """Tell whether the first row names the columns: short texts, more than one, none of them a fact of its own."""
    rows = {row for row, _ in texts}
    if len(rows) < 2 or any(_is_fact(text) for text in heads.values()):  # noqa: PLR2004
        return False
    stands_out = all(entry.piece.stands_out for column in heads for entry in places[first_row, column])
    if len(heads) == 1:
        # A title over the whole table: every other row has more in it.
        return len({row for row, column in texts if row != first_row and column not in heads}) == len(rows) - 1
    if len(heads) == 2 and _is_control(texts):  # noqa: PLR2004
        return stands_out and not all(
            entry.piece.stands_out for (_, column), inside in places.items() if column > min(heads) for entry in inside
        )
    return len(rows) > 2 or stands_out or _are_labels(heads, texts)  # noqa: PLR2004


def _is_control(texts: dict[tuple[int, int], str]) -> bool:
    """Tell whether the first column says what each row of document control gives."""
    first = min(column for _, column in texts)
    labels = [text for (_, column), text in sorted(texts.items()) if column == first]
    named = sum(1 for text in labels if _CONTROL.match(text))
    return bool(_CONTROL.match(labels[0])) or named >= max(2, len(labels) - 1)


def _is_fact(text: str) -> bool:
    """Tell whether a cell says more than what its column is: a sentence, a person, a place, a date."""
    in_year = _SCHOOL_YEAR.search(text)
    return not _short(text) or names_person_or_place(text) or (gives_date(text) and not in_year)


def _are_labels(heads: dict[int, str], texts: dict[tuple[int, int], str]) -> bool:
    """Tell whether a first row of two is all labels, of few words and no number, and the second all values."""
    labels = all(len(text.split()) <= _LONGEST_LABEL and not any(map(str.isdigit, text)) for text in heads.values())
    values = [text for text in texts.values() if text not in heads.values()]
    first = min(row for row, _ in texts)
    below = [text for (row, _), text in texts.items() if row != first]
    plain = [text for text in below if not (_HOLDS_FACT.search(text) or _is_fact(text))]
    return labels and len(values) == len(below) == len(heads) and 2 * len(plain) <= len(below)


def _head_of(heads: dict[int, str], column: int) -> str:
    """Return the head that spans a column: the nearest at or before it."""
    at = max((head for head in heads if head <= column), default=None)
    return "" if at is None else heads[at]


def _short(text: str) -> str:
    return text if len(text.split()) <= _LONGEST_HEADING else ""
