"""The file of accepted findings: every mistake with its line, and what it does to a report."""

from datetime import date
from pathlib import Path

import pytest
from tests.conftest import DocumentBuilder

from policykit.accepts import applied, beside, known_ids, read_accepts
from policykit.errors import ChecklistError
from policykit.model.accepted import without_accepted
from policykit.model.finding import AcceptanceState, Report
from policykit.pipeline import Options, catalogues, check_document

GOOD = """# What the governors decided in May.
[[accept]]
id = "sch1.11"
reason = "It stands on the website"
name = "A. Reed"
until = 2027-08-31

[[accept]]
id = "statement-of-sen"
quote = "statement of special educational needs"
reason = \"\"\"
Old files
[[accept]]
still say so\"\"\"
name = "A. Reed"
until = "2026-12-31"
"""


def written(folder: Path, text: str) -> Path:
    """Return the accepts file of that text."""
    path = folder / "policykit.toml"
    path.write_text(text, encoding="utf-8")
    return path


def refused(folder: Path, text: str) -> str:
    """Return what is said of a file with mistakes."""
    with pytest.raises(ChecklistError) as told:
        read_accepts(written(folder, text), known_ids(catalogues()))
    return str(told.value)


def report_on(doc: DocumentBuilder, *blocks: str, day: date = date(2026, 11, 21)) -> Report:
    """Return the report on a small document."""
    return check_document(doc("# SEN information report", *blocks), Options(as_at=day))


def test_a_good_file_is_read_with_its_lines(tmp_path: Path) -> None:
    """Dates as dates or as text; a block's mark inside a text is no block."""
    first, second = read_accepts(written(tmp_path, GOOD), known_ids(catalogues()))
    assert (first.id, first.quote, first.until, first.line) == ("sch1.11", "", date(2027, 8, 31), 2)
    assert (second.until, second.line) == (date(2026, 12, 31), 8)
    assert second.reason == "Old files [[accept]] still say so"


BLOCK = '[[accept]]\nid = "sch1.11"\nreason = "r"\nname = "n"\nuntil = 2027-01-01\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BLOCK.replace("sch1.11", "sch1.111"), ":2: There is no finding called sch1.111"),
        (BLOCK.replace("sch1.11", "sch1.111"), "Did you mean sch1.11"),
        (BLOCK.replace("2027-01-01", '"2027-13-01"'), ":5: until: 2027-13-01 is not a date"),
        (BLOCK.replace("2027-01-01", '"next year"'), ":5: until: next year is not a date"),
        (BLOCK.replace("2027-01-01", "2027-01-01T10:00:00"), ":5: until:"),
        (BLOCK.replace("2027-01-01", "2027-13-01"), ":5: This is not valid TOML"),
        (BLOCK.replace('name = "n"\n', ""), ":1: This finding has no name"),
        (BLOCK.replace('"r"', '" "'), ":3: This finding has no reason"),
        (BLOCK.replace('"n"', "3"), ":4: name is not text"),
        (BLOCK.replace("reason", "reasn"), ":3: reasn is not a key of this file"),
        (BLOCK.replace("reason", "reasn"), "Did you mean reason?"),
        ("accepts = 1\n" + BLOCK, ":1: accepts is not a key of this file"),
        (BLOCK.replace("[[accept]]", "[accept]"), "Begin each finding with [[accept]]"),
        (BLOCK + BLOCK, ":6: sch1.11 is accepted twice"),
        (BLOCK + "[[accept]\n", ":6: This is not valid TOML"),
    ],
)
def test_a_mistake_is_refused_with_its_line(tmp_path: Path, text: str, said: str) -> None:
    """What, where and what to do."""
    assert said in refused(tmp_path, text)


def test_every_mistake_is_told_at_once(tmp_path: Path) -> None:
    """In the order of the lines."""
    told = refused(tmp_path, BLOCK.replace("sch1.11", "nothing") + "[[accept]]\nid = 'sch1.1'\n")
    assert [line.split(":")[1] for line in told.splitlines() if "policykit.toml" in line] == ["2", "6", "6", "6"]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """Not there, or not text."""
    with pytest.raises(ChecklistError, match="cannot be read"):
        read_accepts(tmp_path / "gone.toml", ())
    (tmp_path / "bytes.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ChecklistError, match="cannot be read"):
        read_accepts(tmp_path / "bytes.toml", ())


STATEMENT = "A child with a statement of special educational needs has a review."


def test_an_accepted_finding_is_taken_out_of_what_is_left_to_do(tmp_path: Path, doc: DocumentBuilder) -> None:
    """And stays in the report."""
    accepted = read_accepts(written(tmp_path, GOOD), known_ids(catalogues()))
    report = applied(report_on(doc, STATEMENT), accepted)
    assert [one.state for one in report.accepted] == [AcceptanceState.IN_FORCE, AcceptanceState.IN_FORCE]
    left = without_accepted(report)
    assert "sch1.11" not in {found.id for found in left.requirements}
    assert "sch1.11" in {found.id for found in report.requirements}
    assert not left.stale


def test_an_acceptance_ends_with_its_last_day(tmp_path: Path, doc: DocumentBuilder) -> None:
    """On the day itself it still holds; the day after, the finding counts."""
    accepted = read_accepts(written(tmp_path, GOOD), known_ids(catalogues()))
    states = [
        applied(report_on(doc, STATEMENT, day=day), accepted).accepted[1].state
        for day in (date(2026, 12, 31), date(2027, 1, 1))
    ]
    assert states == [AcceptanceState.IN_FORCE, AcceptanceState.EXPIRED]


@pytest.mark.parametrize(
    ("block", "why"),
    [
        ("Nothing of the kind is said.", "do not stand in this document"),
        ("A child with a statement of SEN has a review.", "now rests on “a statement of SEN”"),
        ("We no longer write a statement of special educational needs (now an EHC plan).", "may be taken out"),
    ],
)
def test_an_acceptance_whose_words_have_gone_or_changed_is_unused_and_says_why(
    tmp_path: Path, doc: DocumentBuilder, block: str, why: str
) -> None:
    """What was accepted for one sentence is not accepted for another."""
    accepted = read_accepts(written(tmp_path, GOOD), known_ids(catalogues()))
    second = applied(report_on(doc, block), accepted).accepted[1]
    assert second.state is AcceptanceState.UNUSED
    assert why in second.note


def test_the_file_beside_a_document_is_found_whatever_the_documents_name(tmp_path: Path) -> None:
    """And only that one."""
    assert beside(str(tmp_path / "report.docx")) is None
    path = written(tmp_path, GOOD)
    assert beside(str(tmp_path / "report-2025.docx")) == path
