"""Registers of schools."""

from pathlib import Path

import pytest
from openpyxl import Workbook

from policykit.audit.register import read_register
from policykit.errors import StoreError

HEAD = [
    "URN",
    "EstablishmentName",
    "TypeOfEstablishment (code)",
    "TypeOfEstablishment (name)",
    "PhaseOfEducation (name)",
    "SchoolWebsite",
]
ROW = [
    "100001",
    "Beech Holme Primary School",
    "7",
    "Academy special converter",
    "Middle deemed primary",
    "www.example.org",
]


def test_the_national_registers_columns_are_taken_as_they_are(tmp_path: Path) -> None:
    """Kinds of school and ages become our words; the columns as they stand are kept beside them."""
    path = tmp_path / "schools.csv"
    path.write_bytes((",".join(HEAD) + "\n" + ",".join(ROW) + "\n").encode("cp1252"))
    (row,) = read_register(path)
    assert (row.school.key, row.school.urn, row.school.name) == ("100001", "100001", "Beech Holme Primary School")
    assert (row.school.type, row.school.phase, row.school.website) == ("special", "primary", "www.example.org")
    assert ("TypeOfEstablishment (name)", "Academy special converter") in row.school.given


def test_a_workbook_gives_the_same_as_comma_separated_text(tmp_path: Path) -> None:
    """A number in a cell is the same number."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEAD)
    sheet.append([int(ROW[0]), *ROW[1:]])
    book.save(tmp_path / "schools.xlsx")
    (tmp_path / "schools.csv").write_text(";".join(HEAD) + "\n" + ";".join(ROW) + "\n", encoding="utf-8-sig")
    assert read_register(tmp_path / "schools.xlsx") == read_register(tmp_path / "schools.csv")


def test_an_old_encoding_is_read(tmp_path: Path) -> None:
    """The national register's download is in Windows-1252."""
    path = tmp_path / "schools.csv"
    path.write_bytes("School\nSt Aldwyn\u2019s\n".encode("cp1252"))
    assert read_register(path)[0].school.name == "St Aldwyn\u2019s"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty"),
        ("Colour\nred\n", "No column"),
        ("URN,School\n100001,A\n100001,B\n", "rows 2 and 3 are the same school"),
    ],
)
def test_a_register_that_cannot_be_understood_says_so(tmp_path: Path, text: str, told: str) -> None:
    """What, where and what to do."""
    path = tmp_path / "schools.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match=told):
        read_register(path)


def test_a_broken_workbook_says_so(tmp_path: Path) -> None:
    """No traceback for a file that only has the name of a workbook."""
    path = tmp_path / "schools.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(StoreError, match="could not be read as a workbook"):
        read_register(path)
