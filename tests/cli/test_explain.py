"""`policykit explain`, `policykit checklist` and the group itself."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.report import sample

from policykit.cli.main import main
from policykit.report.explain import requirement_page
from policykit.report.lines import plain


def run(*arguments: str) -> Result:
    """Return what a call of `policykit` gave."""
    return CliRunner().invoke(main, arguments)


def test_a_requirement_has_a_page() -> None:
    """The page holds the law in our words with its mark, what counts and what to write."""
    known = sample.checklist()
    requirement = known.requirement("sch1.9")
    assert requirement is not None
    page = " ".join(plain(requirement_page(requirement, known, date(2026, 11, 21))).split())
    for words in (
        "Complaints about SEN provision",
        "What the report has to say.",
        "(from memory: not yet compared with the text of the law)",
        "Is there a contact?",
        "our reading; the law does not spell it out",
        "Write down: complaints",
        "section 69 does not name them, of: pupil referral units",
    ):
        assert words in page


def test_explain_shows_a_shipped_requirement() -> None:
    """The ids that reports give can be looked up."""
    result = run("explain", "sch1.11")
    assert result.exit_code == 0, result.output
    assert "SENDIASS" in result.stdout


def test_explain_shows_a_shipped_stale_reference() -> None:
    """Stale references have pages of the same kind."""
    result = run("explain", "parent-partnership")
    assert result.exit_code == 0, result.output
    assert "What looks like it and is not flagged" in result.stdout


def test_explain_shows_a_wrong_claim() -> None:
    """A report gives its id too, and somebody asks what is wrong with it."""
    result = run("explain", "adjustments-on-request")
    assert result.exit_code == 0, result.output
    assert "What is so" in result.stdout
    assert "Is flagged" in result.stdout


def test_explain_of_an_unknown_name_ends_with_2() -> None:
    """The nearest names go to standard error and nothing to standard output."""
    result = run("explain", "sch1.111")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "Did you mean sch1.11" in result.stderr


def test_a_checklist_that_cannot_be_loaded_ends_with_2(tmp_path: Path) -> None:
    """Every mistake is told on standard error, without a traceback."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements" / "local.one.yaml").write_text("id: local.two\n", encoding="utf-8")
    result = run("checklist", "test", str(tmp_path))
    assert result.exit_code == 2
    assert "local.one.yaml" in result.stderr
    assert "Traceback" not in result.output


def test_lint_names_law_from_memory() -> None:
    """Whoever keeps the checklist is told what has not been compared with its source."""
    result = run("checklist", "lint", "--as-at", "2026-11-21")
    assert result.exit_code == 1
    assert "is from memory: compare it with the text of the law." in result.stdout


def test_lint_names_law_that_has_grown_old() -> None:
    """After a year without a look each piece of law is named."""
    young, old = run("checklist", "lint", "--as-at", "2026-11-21"), run("checklist", "lint", "--as-at", "2028-01-01")
    assert "was last compared on" not in young.stdout
    assert "was last compared on" in old.stdout


@pytest.mark.parametrize("command", ["check", "explain", "checklist", "checklist test", "checklist lint"])
def test_every_command_has_help(command: str) -> None:
    """Help ends with 0 and names the options in words."""
    result = run(*command.split(), "--help")
    assert result.exit_code == 0
    assert "Usage:" in result.stdout


def test_the_version_is_told() -> None:
    """One line: the name and the number."""
    assert run("--version").stdout.startswith("PolicyKit 0.")
