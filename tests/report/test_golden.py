"""One report, rendered in every format and compared whole with the golden files."""

from pathlib import Path

import pytest
from tests.report import sample

from policykit.report import json as as_json
from policykit.report import terminal

GOLDEN = Path(__file__).parent / "golden"


def rendered(name: str) -> str:
    """Return the sample report in the format of a golden file's ending."""
    if name.endswith(".json"):
        return as_json.to_text(as_json.to_json(sample.report(), sample.checklist(), version="0.0.0"))
    return terminal.to_text(sample.report(), sample.checklist())


@pytest.mark.parametrize("name", ["report.txt", "report.json"])
def test_a_report_reads_as_its_golden_file(name: str, request: pytest.FixtureRequest) -> None:
    """Every change of wording or shape shows as a difference to review."""
    path = GOLDEN / name
    if request.config.getoption("--update-golden"):
        path.write_text(rendered(name), encoding="utf-8")
    assert rendered(name) == path.read_text(encoding="utf-8")


def test_golden_files_are_not_being_rewritten(request: pytest.FixtureRequest) -> None:
    """A run that rewrites what it compares with proves nothing, and so does not pass."""
    assert not request.config.getoption("--update-golden"), "run again without --update-golden"
