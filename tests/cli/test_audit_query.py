"""`policykit audit query` as a person calls it."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from tests.audit.conftest import RunAudit, run_audit, text_of, write

from policykit.cli.main import main

__all__ = ["run_audit"]


@pytest.fixture
def store(tmp_path: Path, run_audit: RunAudit) -> Path:
    """Give the store of an audit of three schools."""
    folder = tmp_path / "all"
    write(
        folder,
        {
            "Abbey/report.txt": text_of("Abbey Primary School"),
            "Brook/policy.txt": text_of("Brook Primary School", "policy") + "Next review: 1 September 2020.\n",
            "Copse/report.txt": "",
        },
    )
    path = tmp_path / "audit.policykit.sqlite"
    run_audit(folder, path)
    return path


def _asked(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["audit", "query", *map(str, arguments)])
    return done.exit_code, done.output


def _rows(*arguments: str | Path) -> list[dict[str, object]]:
    code, said = _asked(*arguments, "--format", "json")
    assert code == 0, said
    rows: list[dict[str, object]] = json.loads(said)["rows"]
    return rows


def test_who_lacks_a_requirement(store: Path) -> None:
    """Only what the law requires of that document and what we are sure of."""
    assert [row["School"] for row in _rows(store, "lacks", "sch1.11")] == ["Abbey"]
    assert [row["School"] for row in _rows(store, "meets", "sch1.1")] == ["Abbey"]


def test_who_still_cites_statements_and_whose_review_has_passed(store: Path) -> None:
    """With the words, the file and what to write."""
    (cited,) = _rows(store, "cites", "statement-of-sen")
    assert (cited["School"], cited["File"]) == ("Brook", "Brook/policy.txt")
    for said in ("statements", "Statement"):
        assert _rows(store, "cites", said) == [cited]
    (passed,) = _rows(store, "review-passed")
    assert (passed["School"], passed["Date"]) == ("Brook", "2020-09-01")


def test_what_was_not_read_and_who_has_nothing_to_judge(store: Path) -> None:
    """A hole is a row."""
    assert [row["File"] for row in _rows(store, "not-read")] == ["Copse/report.txt"]
    assert [row["School"] for row in _rows(store, "without")] == ["Copse"]
    assert _rows(store, "gaps")


def test_an_answer_is_a_table_for_people_and_csv_for_spreadsheets(store: Path) -> None:
    """The same rows in both."""
    code, table = _asked(store, "not-read")
    assert code == 0
    assert "Copse/report.txt" in table
    _, text = _asked(store, "not-read", "--format", "csv")
    assert next(csv.DictReader(io.StringIO(text)))["File"] == "Copse/report.txt"


def test_without_a_question_the_questions_are_listed(store: Path) -> None:
    """Nobody has to know them by heart."""
    code, said = _asked(store)
    assert code == 0
    assert "lacks REQUIREMENT" in said


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("lacks", "sch1.111"), "Did you mean sch1.11"),
        (("lacks",), "needs a REQUIREMENT"),
        (("cites", "statment-of-sen"), "Did you mean"),
        (("colour",), "Ask one of: lacks"),
        (("not-read", "--round", "9"), "It has 1"),
    ],
)
def test_an_unknown_name_is_an_error_and_no_empty_answer(store: Path, arguments: tuple[str, ...], told: str) -> None:
    """Silence would be read as good news."""
    code, said = _asked(store, *arguments)
    assert (code, told in said) == (2, True), said
