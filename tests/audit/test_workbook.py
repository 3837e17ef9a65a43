"""The workbook: what an adviser reads in it, and that nothing she wrote in it is ever lost."""

import re
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from tests.audit.made import a_round, checklist

from policykit.audit import sheet_limits
from policykit.audit.front import opening_sentences
from policykit.audit.own_columns import DUE, KEPT, KEY, LETTER, NO_NOTES, RAG
from policykit.audit.rendered import rendered
from policykit.audit.rounds import Round
from policykit.audit.sheets import notes_in
from policykit.audit.summary import summary
from policykit.errors import StoreError
from policykit.model.force import from_memory


def written(path: Path, found: Round) -> Any:
    """Return the workbook that a run writes at `path`, over the one that is there."""
    notes = notes_in(path, checklist())
    path.write_bytes(b"".join(rendered(".xlsx", found, checklist(), notes)))
    return load_workbook(path)


def header(sheet: Any) -> int:
    """Return the number of the row of headings."""
    return next(int(row[0].row) for row in sheet.iter_rows() if any(cell.value == KEY for cell in row))


def cell(sheet: Any, school: str, column: str, requirement: str = "") -> Any:
    """Return the cell of a school's row under a heading; in Evidence, of one requirement."""
    top = header(sheet)
    names = {one.value: one.column for one in sheet[top]}
    for row in range(top + 1, sheet.max_row + 1):
        fits = not requirement or sheet.cell(row, names["Requirement"]).value == requirement
        if sheet.cell(row, 1).value == school and fits:
            return sheet.cell(row, names[column])
    raise AssertionError((school, column, requirement))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the place of the workbook."""
    return tmp_path / "audit.xlsx"


def test_the_sheets_are_those_that_an_adviser_expects(path: Path) -> None:
    """In this order, each with a frozen head and a filter."""
    book = written(path, a_round())
    assert book.sheetnames == ["Summary", "Matrix", "Evidence", "Stale", "Documents", "Not read"]
    for name in book.sheetnames[1:]:
        assert book[name].auto_filter.ref
        assert book[name].freeze_panes


def test_sorting_by_the_filter_takes_the_row_keys_along(path: Path) -> None:
    """Else a note would come back beside another school."""
    book = written(path, a_round())
    for name in book.sheetnames[1:]:
        sheet = book[name]
        key = next(one for one in sheet[header(sheet)] if one.value == KEY)
        assert f":{key.column_letter}" in sheet.auto_filter.ref


def test_each_letter_of_the_matrix_leads_to_its_own_evidence(path: Path) -> None:
    """And the row there is that school's on that requirement."""
    book = written(path, a_round())
    letter = cell(book["Matrix"], "Birch Academy", "sch1.9")
    place = re.fullmatch(r"'?Evidence'?!A(\d+)", letter.hyperlink.location)
    assert place
    row = [one.value for one in book["Evidence"][int(place[1])]]
    assert row[0] == "Birch Academy"
    assert "sch1.9" in row


def test_colour_is_never_the_only_sign(path: Path) -> None:
    """Two cells with different colours have different letters."""
    sheet = written(path, a_round())["Matrix"]
    looks: dict[str, set[str]] = {}
    top = header(sheet)
    for row in sheet.iter_rows(min_row=top + 1, min_col=6, max_col=48):
        for one in row:
            if one.value:
                looks.setdefault(one.value, set()).add(one.fill.fgColor.rgb)
    assert {"M", "N", "N?", "n"} <= set(looks)
    assert all(len(colours) == 1 for colours in looks.values())


def test_a_quote_that_begins_like_a_formula_stays_words(path: Path) -> None:
    """A spreadsheet runs nothing that a document says."""
    quote = cell(written(path, a_round())["Evidence"], "Alder Primary School", "Quote", "sch1.9")
    assert quote.data_type == "s"
    assert quote.value.startswith("=We say it here")


def test_what_nobody_is_sure_of_is_in_no_count() -> None:
    """Cedar's SENCO is missing with a doubt: marked, counted apart, and no gap."""
    found = a_round()
    senco = next(one for one in summary(found, checklist(), NO_NOTES).must_haves if one.requirement.id == "sch1.4")
    assert (senco.met, senco.missing, senco.unsure, senco.counted) == (1, 1, 1, 2)
    gap = next(one for one in summary(found, checklist(), NO_NOTES).gaps if one.requirement.id == "sch1.4")
    assert gap.schools == ("Birch Academy",)


def test_a_school_whose_report_we_never_had_is_in_no_count_of_reports() -> None:
    """A policy does not have to say it; the school is told apart, as one to ask for its report."""
    whole = a_round()
    policy = replace(whole.schools[1], kind="policy")
    found = replace(whole, schools=(whole.schools[0], policy))
    senco = next(one for one in summary(found, checklist(), NO_NOTES).must_haves if one.requirement.id == "sch1.4")
    assert (senco.counted, senco.missing) == (1, 0)
    told = summary(found, checklist(), NO_NOTES)
    assert [one.key for one in told.without_report] == ["birch"]
    assert "We had no SEN information report from it." in told.contacts[0].reasons


def test_schools_to_speak_to_first_come_by_name_with_reasons() -> None:
    """No rank, no score: a list by name, each with why."""
    told = summary(a_round(), checklist(), NO_NOTES).contacts
    assert [one.school.name for one in told] == ["Birch Academy", "Dogwood Infant School"]
    assert any("another school" in reason for reason in told[0].reasons)
    assert any("more than a year ago" in reason for reason in told[0].reasons)


def test_only_the_judged_documents_own_review_date_is_a_reason() -> None:
    """An accessibility plan that ran out years ago says nothing of the report."""
    found = a_round()
    birch = found.schools[1]
    beside = replace(birch.dates[0], quote=replace(birch.dates[0].quote, path="birch/plan.docx"))
    (before,), (after,) = (
        summary(replace(found, schools=(replace(birch, dates=dates),)), checklist(), NO_NOTES).contacts
        for dates in (birch.dates, (beside,))
    )
    assert any("review date" in reason for reason in before.reasons)
    assert not any("review date" in reason for reason in after.reasons)


def test_law_from_memory_is_named_at_the_top() -> None:
    """A reader of the counts must know what they rest on."""
    known = from_memory(checklist(), a_round().as_at)
    assert known
    (told,) = [one for one in opening_sentences(a_round(), checklist(), NO_NOTES) if "not yet compared" in one]
    assert all(one in told for one in known)


def test_what_was_not_read_is_told_with_what_to_do(path: Path) -> None:
    """The school is a row, never a hole."""
    book = written(path, a_round())
    assert cell(book["Not read"], "Dogwood Infant School", "What to do").value.startswith("Ask the school")
    assert cell(book["Matrix"], "Dogwood Infant School", "Judged by").value == "nothing could be judged"


@pytest.fixture
def noted(path: Path) -> Path:
    """Give a workbook in which an adviser has rated, commented, ticked, sorted and added columns and a sheet."""
    book = written(path, a_round())
    evidence, matrix = book["Evidence"], book["Matrix"]
    cell(evidence, "Birch Academy", RAG, "sch1.9").value = "Green"
    cell(evidence, "Birch Academy", "Comment", "sch1.9").value = "It stands in their complaints page, I looked."
    cell(evidence, "Alder Primary School", RAG, "sch1.1").value = "red"
    cell(evidence, "Cedar School & Nursery", RAG, "sch1.4").value = "purple"
    cell(matrix, "Birch Academy", LETTER).value = "Yes"
    cell(matrix, "Birch Academy", DUE).value = datetime(2027, 1, 15)  # noqa: DTZ001 - the format has no time zone
    cell(book["Stale"], "Birch Academy", "Owner").value = "Office"
    top = header(evidence)
    evidence.cell(top, evidence.max_column + 1).value = "My own"
    evidence.cell(cell(evidence, "Birch Academy", "Comment", "sch1.9").row, evidence.max_column).value = 7
    matrix.move_range(f"A{header(matrix) + 1}:BD{matrix.max_row}", rows=1)
    book.create_sheet("Visits").append(["Birch Academy", "3 December"])
    book.save(path)
    return path


def test_her_columns_come_back_and_hers_wins(noted: Path) -> None:
    """Her rating stands in the matrix as hers, in the counts, and beside ours in the evidence."""
    book = written(noted, a_round())
    evidence = book["Evidence"]
    assert cell(evidence, "Birch Academy", "Comment", "sch1.9").value.startswith("It stands in")
    assert cell(evidence, "Birch Academy", "Result", "sch1.9").value == "found (your rating; ours: not found)"
    assert cell(book["Matrix"], "Birch Academy", "sch1.9").value == "G*"
    assert cell(book["Matrix"], "Alder Primary School", "sch1.1").value == "R*"
    assert cell(book["Matrix"], "Birch Academy", LETTER).value == "Yes"
    assert cell(book["Matrix"], "Birch Academy", DUE).value == datetime(2027, 1, 15)  # noqa: DTZ001
    assert cell(book["Stale"], "Birch Academy", "Owner").value == "Office"
    assert cell(evidence, "Birch Academy", "My own", "sch1.9").value == 7
    assert [one.value for one in book["Visits"][1]] == ["Birch Academy", "3 December"]


def test_her_ratings_are_in_the_counts_and_what_is_no_rating_is_said(noted: Path) -> None:
    """Purple is kept, counted as nothing, and told."""
    notes = notes_in(noted, checklist())
    complaints = next(
        one for one in summary(a_round(), checklist(), notes).must_haves if one.requirement.id == "sch1.9"
    )
    assert (complaints.met, complaints.missing, complaints.hers) == (2, 1, 1)
    assert len(notes.not_understood()) == 1
    assert notes.is_ticked("birch")
    assert not notes.is_ticked("alder")
    front = [row[0].value for row in written(noted, a_round())["Summary"].iter_rows() if row[0].value]
    assert any("purple" in words for words in front)


def test_a_second_and_third_run_change_nothing_of_hers(noted: Path) -> None:
    """Read back and written again, the notes are the same."""
    first = notes_in(noted, checklist())
    written(noted, a_round())
    second = notes_in(noted, checklist())
    assert {key: dict(cells) for key, cells in first.cells.items()} == {
        key: dict(cells) for key, cells in second.cells.items()
    }


def test_notes_of_a_school_that_left_are_kept_and_return_with_it(noted: Path) -> None:
    """Nothing of hers is lost because a folder was missing once."""
    whole = a_round()
    less = replace(whole, schools=tuple(one for one in whole.schools if one.school.key != "birch"))
    book = written(noted, less)
    assert any(row[3].value == "Green" for row in book[KEPT].iter_rows())
    written(noted, less)
    book = written(noted, whole)
    assert KEPT not in book.sheetnames
    assert cell(book["Evidence"], "Birch Academy", RAG, "sch1.9").value == "Green"


@pytest.mark.parametrize("content", [b"", b"not a workbook"])
def test_a_workbook_that_cannot_be_read_is_not_written_over(content: bytes, path: Path) -> None:
    """Her notes may be in it."""
    path.write_bytes(content)
    with pytest.raises(StoreError):
        written(path, a_round())
    assert path.read_bytes() == content


def test_a_sheet_whose_row_keys_were_deleted_is_not_written_over(noted: Path) -> None:
    """Her notes could not be put back, so the run says what to do."""
    book = load_workbook(noted)
    sheet = book["Evidence"]
    sheet.delete_cols(next(one.column for one in sheet[header(sheet)] if one.value == KEY))
    book.save(noted)
    with pytest.raises(StoreError, match="Evidence"):
        written(noted, a_round())


def test_the_same_round_gives_the_same_bytes(tmp_path: Path) -> None:
    """So that two audits can be compared."""
    for name in ("one.xlsx", "two.xlsx"):
        (tmp_path / name).write_bytes(b"".join(rendered(".xlsx", a_round(), checklist(), NO_NOTES)))
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_dates_stand_as_dates(path: Path) -> None:
    """A spreadsheet can sort them."""
    value = cell(written(path, a_round())["Documents"], "Alder Primary School", "Last reviewed").value
    assert value.date() == date(2025, 9, 1)


def test_with_more_letters_than_links_the_quiet_ones_go_without_and_it_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel opens no sheet with more links than it takes; first go those behind which there is least to look up."""
    monkeypatch.setattr(sheet_limits, "_MOST_LINKS", 60)
    sheet = written(path, a_round())["Matrix"]
    assert cell(sheet, "Birch Academy", "sch1.9").hyperlink is not None
    assert cell(sheet, "Birch Academy", "sch1.1").hyperlink is None
    assert any("lead nowhere here" in str(row[0].value) for row in sheet.iter_rows(max_row=header(sheet)))
    monkeypatch.setattr(sheet_limits, "_MOST_LINKS", 5)
    sheet = written(path, a_round())["Matrix"]
    assert cell(sheet, "Birch Academy", "sch1.9").hyperlink is None
    assert any("filter Evidence by the school" in str(row[0].value) for row in sheet.iter_rows(max_row=header(sheet)))


def test_notes_come_back_from_a_sheet_that_goes_on_in_another(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A nation's evidence has more rows than one sheet takes; a letter leads to the sheet that its row is on."""
    monkeypatch.setattr(sheet_limits, "_MOST_ROWS", 60)
    book = written(path, a_round())
    second = book["Evidence 2"]
    cell(second, "Birch Academy", "Comment", "sch1.9").value = "Seen."
    assert "'Evidence 2'!" in cell(book["Matrix"], "Birch Academy", "sch1.9").hyperlink.location
    book.save(path)
    again = written(path, a_round())
    assert again.sheetnames == book.sheetnames
    assert cell(again["Evidence 2"], "Birch Academy", "Comment", "sch1.9").value == "Seen."
    monkeypatch.setattr(sheet_limits, "_MOST_ROWS", 1_000)
    assert cell(written(path, a_round())["Evidence"], "Birch Academy", "Comment", "sch1.9").value == "Seen."
