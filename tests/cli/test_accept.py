"""`policykit accept`, and what an accepted finding does to the other commands."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policykit.cli.main import main

DAY = ("--as-at", "2026-11-21")
WHO = ("--reason", "It stands on the website", "--name", "A. Reed", "--until", "2027-08-31")


def run(*arguments: str | Path) -> Result:
    """Run a command as on the command line."""
    return CliRunner().invoke(main, [*map(str, arguments), *DAY])


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """Give a report with an out-of-date reference and not much else."""
    path = tmp_path / "report.md"
    path.write_text("# SEN information report\n\nChildren with a statement of SEN have a review.\n", encoding="utf-8")
    return path


def test_an_accepted_reference_no_longer_fails_a_check(report: Path) -> None:
    """It is shown in text and JSON as accepted."""
    assert run("check", report, "--fail-on", "outdated").exit_code == 1
    assert run("accept", report, "statement-of-sen", *WHO).exit_code == 0
    done = run("check", report, "--fail-on", "outdated")
    assert done.exit_code == 0
    assert "It stands on the website. A. Reed" in done.output
    shape = json.loads(run("check", report, "--format", "json").output)
    assert shape["stale"][0]["accepted"]["name"] == "A. Reed"


def test_accepting_keeps_what_the_file_holds_and_refuses_a_second_time(report: Path) -> None:
    """What a person wrote there stays."""
    path = report.parent / "policykit.toml"
    path.write_text("# Decided in May\n", encoding="utf-8")
    assert run("accept", report, "sch1.11", *WHO).exit_code == 0
    assert run("accept", report, "sch1.4", *WHO).exit_code == 0
    text = path.read_text(encoding="utf-8")
    assert text.startswith("# Decided in May\n")
    assert text.count("[[accept]]") == 2
    again = run("accept", report, "sch1.4", *WHO)
    assert again.exit_code == 2
    assert "accepted here already" in again.output
    assert path.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("sch1.44", *WHO), "Did you mean"),
        (("cop.tips", *WHO), "no finding of this name"),
        (("statement-of-sen", *WHO, "--quote", "mission"), "It rests on: “a statement of SEN”"),
        (("iep", *WHO), "no such finding"),
        (("sch1.11", *WHO[:-1], "2026-01-01"), "has passed already"),
    ],
)
def test_what_cannot_be_accepted_is_said_and_nothing_is_written(
    report: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit code 2."""
    done = run("accept", report, *arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert not (report.parent / "policykit.toml").exists()


def test_a_file_of_ones_own_serves_in_its_place_and_mistakes_stop_the_check(report: Path, tmp_path: Path) -> None:
    """A check that passed over its acceptances would count what somebody has decided on."""
    own = tmp_path / "own.toml"
    assert run("accept", report, "sch1.11", *WHO, "--accepts", own).exit_code == 0
    assert "Accepted by a person" in run("check", report, "--accepts", own).output
    assert "Accepted by a person" not in run("check", report).output
    (tmp_path / "policykit.toml").write_text('[[accept]]\nid = "sch1.11"\n', encoding="utf-8")
    done = run("check", report)
    assert done.exit_code == 2
    assert "policykit.toml:1: This finding has no name" in done.output
    assert run("check", report, "--accepts", tmp_path / "gone.toml").exit_code == 2


def test_compare_knows_what_was_accepted(report: Path, tmp_path: Path) -> None:
    """An accepted new finding does not set the exit code, and an unused acceptance is told."""
    before = tmp_path / "before.md"
    before.write_text("# SEN information report\n\nChildren have a review.\n", encoding="utf-8")
    assert run("compare", before, report).exit_code == 1
    run("accept", report, "statement-of-sen", *WHO)
    done = run("compare", before, report)
    assert done.exit_code == 0
    assert "Accepted: It stands on the website" in done.output
    for command in (("compare", before, report), ("check", report)):
        refused = run(*command, "-o", tmp_path / "policykit.toml")
        assert refused.exit_code == 2
        assert "never replaced" in refused.output
    assert "is not used" in run("compare", report, before).output
