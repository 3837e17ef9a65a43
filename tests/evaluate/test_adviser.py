"""An adviser's own hand audit, compared with the program."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from policykit.errors import DocumentError
from policykit.evaluate.adviser import clause_id, compare, decisions_of

KNOWN = frozenset({"sch1.1", "sch1.3a", "cop.funding"})


def workbook(path: Path, *rows: tuple[str, ...]) -> Path:
    """Write a workbook of those rows."""
    book = Workbook()
    for row in rows:
        book.active.append(row)  # type: ignore[union-attr]
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("sch1.1", "sch1.1"),
        ("1", "sch1.1"),
        ("3(a)", "sch1.3a"),
        ("Schedule 1, paragraph 3a", "sch1.3a"),
        ("Uniform", None),
    ],
)
def test_clauses_are_understood_as_advisers_write_them(written: str, meant: str | None) -> None:
    """An id, a paragraph number or the paragraph's full name mean the same."""
    assert clause_id(written, KNOWN) == meant


def test_agreement_and_every_disagreement_are_told(tmp_path: Path) -> None:
    """Each disagreement comes with both statuses and the quote."""
    (tmp_path / "Elm School.txt").write_text("SEN information report\n\nOur SENCO is Mrs Ash, 01632 960111.\n", "utf-8")
    rows = (("School", "Clause", "RAG"), ("Elm School", "sch1.4", "Red"), ("Elm School", "sch1.13", "R"))
    audit = workbook(tmp_path / "audit.xlsx", *rows)
    text = compare(decisions_of(audit, tmp_path, date(2026, 11, 21)))
    assert "Agreement: 1 of 2." in text
    assert "Elm School, sch1.4: you say missing, the program says met" in text
    assert "Mrs Ash" in text


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ((("School", "Clause", "RAG"), ("Elm", "Uniform", "Red")), "row 2: 'Uniform' is no clause"),
        ((("School", "Clause", "RAG"), ("Elm", "sch1.1", "Blue")), "row 2: 'Blue' is no rating"),
        ((("A", "B", "C"),), "No row names the three columns"),
        ((("School", "Clause", "RAG"), ("Elm", "sch1.1", "Red")), "named for: Elm"),
    ],
)
def test_a_workbook_that_cannot_be_understood_is_told_row_by_row(
    tmp_path: Path, rows: tuple[tuple[str, ...], ...], expected: str
) -> None:
    """Nothing is guessed: each row at fault is named with what to write."""
    audit = workbook(tmp_path / "audit.xlsx", *rows)
    with pytest.raises(DocumentError, match=expected.replace("(", r"\(")):
        decisions_of(audit, tmp_path, date(2026, 11, 21))


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    """A text file called .xlsx is told plainly."""
    path = tmp_path / "audit.xlsx"
    path.write_text("School,Clause,RAG", encoding="utf-8")
    with pytest.raises(DocumentError, match="not a workbook"):
        decisions_of(path, tmp_path, date(2026, 11, 21))
