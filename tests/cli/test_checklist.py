"""`policykit checklist` and `--checklist`: law that has grown old, and a newer catalogue laid over the shipped one."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policykit.cli.main import main

NEWER = """\
id: grey-book
title: The Grey Book
kind: guidance
terms: [Grey Book]
until: 2025-08-31
now: {name: the Blue Book, since: 2025-09-01}
severity: outdated
message: "'{quote}' has given way to {now}."
replacement: the Blue Book
checked: {date: 2025-10-01, against: the council's notes, status: verified}
examples:
  flagged: [{text: See the Grey Book., quote: Grey Book}, {text: A Grey Book is kept., quote: Grey Book}]
  ignored: [{text: A grey book was lost.}, {text: The Blue Book applies.}]
"""


@pytest.fixture
def overlay(tmp_path: Path) -> Path:
    """Give a folder with one dated stale reference and a document that leans on it."""
    (tmp_path / "own" / "stale").mkdir(parents=True)
    text = NEWER.replace("terms: [Grey Book]", "terms: [{term: Grey Book, case_sensitive: true}]")
    (tmp_path / "own" / "stale" / "grey-book.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "policy.md").write_text("# SEN policy\n\nWe follow the Grey Book and the LEA.\n", encoding="utf-8")
    return tmp_path


def run(*arguments: str) -> Result:
    """Return what a call of `policykit` gave."""
    return CliRunner().invoke(main, arguments)


def test_law_not_compared_for_a_year_is_a_warning(overlay: Path) -> None:
    """The day decides: fresh within twelve months, a warning after."""
    fresh = run("checklist", "lint", str(overlay / "own"), "--as-at", "2026-09-30")
    stale = run("checklist", "lint", str(overlay / "own"), "--as-at", "2026-11-21")
    assert "grey-book" not in fresh.stdout
    assert "grey-book was last compared on 1 October 2025: compare it again." in stale.stdout
    assert stale.exit_code == 1


def test_a_newer_catalogue_is_laid_over_the_shipped_one(overlay: Path) -> None:
    """Local terms are found beside the shipped ones, without a release, and the report gives the older date of the two."""
    arguments = ("check", str(overlay / "policy.md"), "--format", "json", "--as-at", "2026-11-21")
    report = json.loads(run(*arguments, "--checklist", str(overlay / "own")).stdout)
    assert [(one["quote"], one["fits"]) for one in report["stale"]] == [("Grey Book", True), ("LEA", True)]
    assert report["law_checked_on"] == "2025-10-01"
    assert [one["quote"] for one in json.loads(run(*arguments).stdout)["stale"]] == ["LEA"]


def test_a_shipped_reference_can_be_replaced(overlay: Path) -> None:
    """A file of the same name stands in place of the shipped one."""
    text = NEWER.replace("id: grey-book", "id: lea").replace("Grey Book", "Red Book")
    (overlay / "own" / "stale" / "lea.yaml").write_text(text, encoding="utf-8")
    result = run("check", str(overlay / "policy.md"), "--format", "json", "--checklist", str(overlay / "own"))
    assert [one["quote"] for one in json.loads(result.stdout)["stale"]] == ["Grey Book"]
