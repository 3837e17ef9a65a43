"""The table: what stands in it, and that no cell is run by a spreadsheet."""

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.report import sample

from policykit.report.csv import BOM, COLUMNS, harmless, to_csv


def rows(text: str) -> list[dict[str, str]]:
    """Return the table as a spreadsheet reads it."""
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM), newline="")))


def test_one_row_a_requirement() -> None:
    """Every requirement of every report has its row, in the report's order."""
    table = rows(to_csv([(sample.report(), sample.checklist())] * 2))
    ids = [found.id for found in (*sample.report().requirements, *sample.report().further)]
    assert [row["requirement"] for row in table] == ids * 2
    assert tuple(table[0]) == COLUMNS


def test_a_row_says_what_was_found_and_where() -> None:
    """Quote, page and place stand in their own columns."""
    row = next(row for row in rows(to_csv([(sample.report(), sample.checklist())])) if row["requirement"] == "sch1.11")
    assert (row["status"], row["quote"], row["page"]) == ("partial", "Parent Partnership Service", "2")
    assert row["lacking"] == "No contact is given beside “Parent Partnership Service”."


def test_an_accepted_finding_says_so() -> None:
    """Who accepted it, why and until when."""
    table = rows(to_csv([(sample.decided(), sample.checklist())]))
    told = {row["requirement"]: row["accepted"] for row in table if row["accepted"]}
    assert told["sch1.11"] == "Accepted: It keeps its name. A. Reed, until 31 August 2027."


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", " =", "\u00a0=", "\uff1d"])
def test_a_cell_that_begins_like_a_formula_is_text(start: str) -> None:
    """The school's name is the document's to choose."""
    report = replace(sample.report(), about=replace(sample.about(), school=f"{start}HYPERLINK(1)"))
    assert {row["school"] for row in rows(to_csv([(report, sample.checklist())]))} == {f"'{start}HYPERLINK(1)"}


@settings(max_examples=50)
@given(st.text(alphabet="=+-@\t\r\n\u00a0 a\uff1d", max_size=6))
def test_no_cell_begins_with_what_a_spreadsheet_runs(text: str) -> None:
    """Whatever the text, and however many spaces stand before it."""
    assert harmless(text).lstrip(" \u00a0")[:1] not in {"=", "+", "-", "@", "\t", "\r", "\n", "\uff1d"}
    assert harmless(text).endswith(text)


def test_lines_end_as_spreadsheets_want_and_a_quote_mark_is_doubled() -> None:
    """The common form of such files, so that any program reads them alike."""
    report = replace(sample.report(), about=replace(sample.about(), school='The "Mill", Lane'))
    text = to_csv([(report, sample.checklist())])
    assert '"The ""Mill"", Lane"' in text
    assert text.count("\r\n") == text.count("\n") == len(sample.report().requirements) + 3
