"""One report, rendered in every format and compared whole with the golden files."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from tests.report import sample

from policykit.check.board import board_of
from policykit.model.board import Changed
from policykit.report import governors, sarif, terminal
from policykit.report import json as as_json
from policykit.report.csv import to_csv
from policykit.report.html import to_html

GOLDEN = Path(__file__).parent / "golden"


def sheet() -> governors.Sheet:
    """Return the governors' page of the sample report, with an older edition beside it."""
    board = board_of(sample.report(), sample.checklist())
    board = replace(board, changed=Changed.NAMES_AND_DATES, older="last year.pdf")
    return governors.sheet_of(sample.report(), sample.checklist(), board)


RENDERED: dict[str, Callable[[], str]] = {
    "report.txt": lambda: terminal.to_text(sample.report(), sample.checklist()),
    "report.json": lambda: as_json.to_text(as_json.to_json(sample.report(), sample.checklist(), version="0.0.0")),
    "report.html": lambda: to_html(sample.decided(), sample.checklist()),
    "report.sarif": lambda: sarif.to_text(sarif.to_sarif([sample.decided()], sample.catalogues(), version="0.0.0")),
    "report.csv": lambda: to_csv([(sample.decided(), sample.checklist())]),
    "governors.html": lambda: governors.to_html(sheet()),
}


@pytest.mark.parametrize("name", RENDERED)
def test_a_report_reads_as_its_golden_file(name: str, request: pytest.FixtureRequest) -> None:
    """Every change of wording or shape shows as a difference to review."""
    path, text = GOLDEN / name, RENDERED[name]()
    if request.config.getoption("--update-golden"):
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


def test_golden_files_are_not_being_rewritten(request: pytest.FixtureRequest) -> None:
    """A run that rewrites what it compares with proves nothing, and so does not pass."""
    assert not request.config.getoption("--update-golden"), "run again without --update-golden"
