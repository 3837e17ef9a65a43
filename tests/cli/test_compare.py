"""`policykit compare` as a person calls it."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policykit.cli.compare import code_for
from policykit.cli.main import main
from policykit.compare import Change, Comparison, Edition
from policykit.compare.entries import Entry

REPORT = """# SEN information report

Our SENCO is Mrs A. Reed. Ring her on 01632 960100.

Parents can get free advice from SENDIASS on 01632 960147.
"""
DAY = ("--as-at", "2026-11-21")


def run(*arguments: str | Path) -> Result:
    """Run the command as on the command line."""
    return CliRunner().invoke(main, ["compare", *map(str, arguments), *DAY])


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give last year's edition."""
    path = tmp_path / "last-year.md"
    path.write_text(REPORT, encoding="utf-8")
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Give this year's edition, which no longer names the advice service."""
    path = tmp_path / "this-year.md"
    path.write_text(REPORT.replace("Parents can get free advice from SENDIASS on 01632 960147.", ""), encoding="utf-8")
    return path


def test_a_file_against_itself_says_that_nothing_changed(old: Path) -> None:
    """And that is no finding."""
    done = run(old, old)
    assert done.exit_code == 0
    assert "Nothing changed" in done.output


def test_the_exit_code_says_whether_something_is_worse_or_open(old: Path, new: Path) -> None:
    """By default only what is worse or new counts; --fail-on moves the bar."""
    assert run(old, new).exit_code == 1
    assert run(new, old).exit_code == 0
    assert run(new, old, "--fail-on", "open").exit_code == 1
    assert run(old, new, "--fail-on", "never").exit_code == 0


def test_what_we_are_not_sure_of_counts_for_no_exit_code() -> None:
    """As in a check and in an audit: a script may rest on what is sure alone."""
    edition = Edition({}, None)
    nothing = Comparison(
        edition,
        edition,
        fixed=(),
        open=(),
        worse=(),
        new_findings=(),
        cannot_tell=(),
        still_met=(),
        stale_gone=(),
        stale_came=(),
        stale_kept=(),
        by_checklist=(),
        sections=None,
        nothing_changed=False,
        only_names_and_dates=False,
    )
    for sure, code in ((True, 1), (False, 0)):
        change = Change(None, Entry("requirement", "sch1.4", "SENCO", "missing", sure=sure))
        assert code_for(replace(nothing, worse=(change,)), "new") == code
        assert code_for(replace(nothing, open=(change,)), "open") == code


@pytest.mark.parametrize("fmt", ["text", "html", "json"])
def test_each_format_is_written_whole_and_no_input_is_replaced(old: Path, new: Path, tmp_path: Path, fmt: str) -> None:
    """To a file of its own."""
    target = tmp_path / f"out.{fmt}"
    assert run(old, new, "--format", fmt, "-o", target).exit_code == 1
    text = target.read_text(encoding="utf-8")
    assert "sch1.11" in text
    refused = run(old, new, "--format", fmt, "-o", new)
    assert refused.exit_code == 2
    assert "never replaced" in refused.output


def test_a_stored_report_serves_as_the_old_edition(old: Path, new: Path, tmp_path: Path) -> None:
    """With the document still there it is judged again; moved away, the report alone is compared."""
    stored = tmp_path / "last-year.json"
    CliRunner().invoke(main, ["check", str(old), "--format", "json", "-o", str(stored), *DAY])
    again = json.loads(run(stored, new, "--format", "json").output)
    assert again["sections"] is not None
    assert {one["id"] for one in again["worse"]} >= {"sch1.11"}
    refused = run(stored, new, "--format", "json", "-o", old)
    assert refused.exit_code == 2
    assert "never replaced" in refused.output
    old.unlink()
    alone = json.loads(run(stored, new, "--format", "json").output)
    assert alone["sections"] is None
    assert {one["id"] for one in alone["worse"]} == {one["id"] for one in again["worse"]}
    assert "not to hand" in alone["notes"][0]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "This is no JSON"),
        ('{"schema": "other"}', "no report that PolicyKit wrote"),
        ('{"schema": "policykit/report-1", "reports": [], "errors": []}', "the reports of 0 documents"),
        ('{"schema": "policykit/report-1", "stale": []}', "cut short"),
    ],
)
def test_a_json_file_that_is_no_report_is_refused_with_what_to_do(
    new: Path, tmp_path: Path, content: str, said: str
) -> None:
    """What, where and what to do, without a traceback."""
    path = tmp_path / "old.json"
    path.write_text(content, encoding="utf-8")
    done = run(path, new)
    assert done.exit_code == 2
    assert said in done.output
    assert "old.json" in done.output
    assert "policykit check" in done.output


def test_the_new_edition_has_to_be_the_document(old: Path, new: Path, tmp_path: Path) -> None:
    """A stored report as NEW is refused."""
    stored = tmp_path / "new.json"
    CliRunner().invoke(main, ["check", str(new), "--format", "json", "-o", str(stored), *DAY])
    done = run(old, stored)
    assert done.exit_code == 2
    assert "only OLD may be a stored report" in done.output


def test_a_file_that_is_not_there_or_holds_no_word_is_said(old: Path, tmp_path: Path) -> None:
    """Exit code 2 and a remedy."""
    blank = tmp_path / "blank.md"
    blank.write_text("12 . 34\n", encoding="utf-8")
    assert run(old, tmp_path / "gone.md").exit_code == 2
    assert run(blank, old).exit_code == 2


def test_a_pupils_name_is_shown_in_no_format(old: Path, tmp_path: Path) -> None:
    """Neither in the findings nor among the sentences that came."""
    named = tmp_path / "named.md"
    named.write_text(
        REPORT + "\nFor example, Jadon, a pupil with dyslexia in Year 4, has a reading pen.\n", encoding="utf-8"
    )
    for fmt in ("text", "html", "json"):
        done = run(old, named, "--format", fmt)
        assert "reading pen" in done.output
        assert "Jadon" not in done.output
