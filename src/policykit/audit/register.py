"""A register of schools, CSV or XLSX: the national register's columns as they are, and an authority's own beside them."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from policykit.audit.rounds import School
from policykit.audit.schools import key_of, phase_of, type_of
from policykit.errors import StoreError

_NAMES = {
    "urn": ("urn",),
    "name": ("establishmentname", "establishment", "schoolname", "school", "name"),
    "type": ("typeofestablishment", "schooltype", "type"),
    "phase": ("phaseofeducation", "phase"),
    "website": ("schoolwebsite", "website"),
    "status": ("establishmentstatus",),
    "file": ("file", "files", "document"),
    "folder": ("folder",),
    "address": ("address", "link", "url"),
    "contact": ("contact", "email", "mainemail"),
}
_SEVERAL = ";"


@dataclass(frozen=True, slots=True)
class Row:
    """A school of the register with what the row says of its documents; `number` is the row's own, the head being 1.

    `files` and `folder` are as written, () and "" where the row leaves them to be found; so are the web `addresses` of its
    own documents.
    """

    school: School
    number: int
    files: tuple[str, ...] = ()
    folder: str = ""
    closed: bool = False
    addresses: tuple[str, ...] = ()


def read_register(path: Path) -> tuple[Row, ...]:
    """Return the schools of a register; raises StoreError, which lists every row that cannot be understood."""
    table = _workbook(path) if path.suffix.casefold() == ".xlsx" else _comma_separated(path)
    if not table:
        raise StoreError("The register is empty.", where=str(path), remedy="Give a register with a head row.")
    columns = _columns(table[0])
    if "name" not in columns and "urn" not in columns:
        what = "No column of the register names a school."
        remedy = "Call one EstablishmentName (or School) or URN, in the first row."
        raise StoreError(what, where=str(path), remedy=remedy)
    rows = [_row(table[0], columns, cells, number) for number, cells in enumerate(table[1:], 2) if any(cells)]
    _refuse_twins(rows, path)
    return tuple(rows)


def _columns(head: Sequence[str]) -> dict[str, int]:
    # "Address3" of the national register is a line of a postal address.
    plain = ["".join(part for part in cell.casefold() if part.isalnum()) for cell in head]
    found: dict[str, int] = {}
    for name, spellings in _NAMES.items():
        # The national register gives a code and a name side by side: "PhaseOfEducation (name)".
        wanted = [*(f"{spelling}name" for spelling in spellings), *spellings]
        at = next((plain.index(word) for word in wanted if word in plain), None)
        if at is not None:
            found[name] = at
    return found


def _row(head: Sequence[str], columns: dict[str, int], cells: Sequence[str], number: int) -> Row:
    def _at(name: str) -> str:
        at = columns.get(name)
        return cells[at].strip() if at is not None and at < len(cells) else ""

    urn = _at("urn").removesuffix(".0")
    name = _at("name") or f"School {urn}"
    given = tuple(
        (title, cell.strip())
        for at, (title, cell) in enumerate(zip(head, cells, strict=False))
        if title and cell.strip() and at not in {columns.get(name) for name in ("urn", "name", "contact", "website")}
    )
    school = School(
        key=urn or key_of(name),
        name=name,
        urn=urn,
        type=type_of(_at("type")),
        phase=phase_of(_at("phase")),
        contact=_at("contact"),
        website=_at("website"),
        given=given,
    )
    files, addresses = (
        tuple(part.strip() for part in _at(name).split(_SEVERAL) if part.strip()) for name in ("file", "address")
    )
    return Row(school, number, files, _at("folder"), _at("status").casefold() == "closed", addresses)


def _refuse_twins(rows: Iterable[Row], path: Path) -> None:
    seen: dict[str, int] = {}
    twins = []
    for row in rows:
        first = seen.setdefault(row.school.key, row.number)
        if first != row.number:
            twins.append(f"rows {first} and {row.number} are the same school ({row.school.urn or row.school.name})")
    if twins:
        remedy = "Leave one row for each school, or give each its URN."
        raise StoreError("The register names a school twice: " + "; ".join(twins) + ".", where=str(path), remedy=remedy)


def _comma_separated(path: Path) -> list[list[str]]:
    data = _bytes(path)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        # The national register's own download is in Windows' old encoding.
        text = data.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    try:
        return [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if row]
    except csv.Error as error:
        what = f"The register could not be read as CSV ({error})."
        raise StoreError(what, where=str(path), remedy="Save it again as CSV or XLSX.") from error


def _workbook(path: Path) -> list[list[str]]:
    from openpyxl import load_workbook

    data = _bytes(path)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        rows = [["" if cell is None else str(cell) for cell in row] for row in book.worksheets[0].values]
        book.close()
    except Exception as error:
        what = "The register could not be read as a workbook."
        raise StoreError(what, where=str(path), remedy="Save it again as XLSX or CSV.") from error
    return [row for row in rows if any(cell.strip() for cell in row)]


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        what = f"The register could not be opened ({(error.strerror or str(error)).lower()})."
        raise StoreError(what, where=str(path), remedy="Check the name of the file, and close it elsewhere.") from error
