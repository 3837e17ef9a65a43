"""`policykit check`: what is printed where, what is written, and the exit codes."""

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from tests.report import sample
from tests.report.test_json import validate

from policykit.cli import exits
from policykit.cli.check import code_for
from policykit.cli.main import main
from policykit.model.document import Document
from policykit.model.finding import Counts, Report, Severity, Status

TEXT = """# SEN Information Report

Mill Lane Primary School

Our SENCO is Mrs A. Reed. Ring the office on 01632 960100.

Children with a statement of special educational needs have a review each year.
"""
BLANK = "\u00a0\n\n1 2 3\n"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a report, another document and one file that is none, and stand in it."""
    (tmp_path / "report.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "second.txt").write_text("SEND Policy\n\nWe help children.\n", encoding="utf-8")
    (tmp_path / "empty.md").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Return what a call of `policykit check` gave."""
    return CliRunner().invoke(main, ["check", *arguments, "--as-at", "2026-11-21"])


def loaded(result: Result) -> dict[str, Any]:
    """Return the JSON of standard output, which has to be there alone, once it has been validated."""
    content: dict[str, Any] = json.loads(result.stdout)
    validate(content)
    return content


@pytest.mark.usefixtures("school")
def test_one_file_gives_one_report() -> None:
    """Standard output holds the report; findings end with 1."""
    result = run("report.md", "--format", "json")
    assert result.exit_code == 1
    assert loaded(result)["document"]["path"] == "report.md"
    assert result.stdout.endswith("}\n")


@pytest.mark.usefixtures("school")
def test_the_text_report_has_its_parts_in_order() -> None:
    """What the document is, what to do first, then the law, the stale references, what was found, what was not read."""
    out = run("report.md").stdout
    parts = [
        "Checked as:",
        "To do first",
        "What the law requires",
        "Out-of-date references",
        "What we found",
        "What could not be read",
    ]
    places = [out.index(part) for part in parts]
    assert places == sorted(places)
    assert "Wrong? Say so with --school-type, --phase or --kind." in " ".join(out.split())


@pytest.mark.usefixtures("school")
def test_one_bad_file_never_hides_the_rest() -> None:
    """Every file that can be read is reported, and the error names the other; the exit code is 2."""
    result = run("report.md", "gone.pdf", "empty.md", "second.txt", "--format", "json")
    content = loaded(result)
    assert result.exit_code == 2
    assert [one["document"]["path"] for one in content["reports"]] == ["report.md", "second.txt"]
    assert [one["path"] for one in content["errors"]] == ["gone.pdf", "empty.md"]
    assert "gone.pdf" in result.stderr


@pytest.mark.usefixtures("school")
def test_one_file_that_cannot_be_opened_is_still_json() -> None:
    """Whoever reads standard output finds JSON there, whatever went wrong."""
    result = run("gone.pdf", "--format", "json")
    assert result.exit_code == 2
    assert loaded(result)["reports"] == []


@pytest.mark.usefixtures("school")
def test_a_document_without_a_word_is_reported_and_ends_with_2() -> None:
    """Nothing is called missing where nothing could be read."""
    Path("blank.txt").write_text(BLANK, encoding="utf-8")
    result = run("blank.txt", "--format", "json")
    content = loaded(result)
    assert result.exit_code == 2
    assert {one["status"] for one in content["requirements"]} == {"cannot-tell"}
    assert content["gaps"]


@pytest.mark.usefixtures("school")
def test_the_same_call_gives_the_same_bytes() -> None:
    """Nothing in a report depends on the hour or on chance."""
    assert run("report.md", "--format", "json").stdout_bytes == run("report.md", "--format", "json").stdout_bytes


@pytest.mark.usefixtures("school")
def test_report_is_short_for_information_report() -> None:
    """--kind report forces the check as an information report."""
    content = loaded(run("second.txt", "--kind", "report", "--format", "json"))
    assert content["document"]["kind"] == "information-report"
    assert content["document"]["kind_why"] == "as you told it"


def test_an_output_is_replaced_whole(school: Path) -> None:
    """-o writes the file in one move; nothing stays beside it."""
    target = school / "out.txt"
    target.write_text("old", encoding="utf-8")
    result = run("report.md", "-o", "out.txt")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert target.read_text(encoding="utf-8").startswith("SEN Information Report\n")
    assert not [path for path in school.iterdir() if path.name.startswith(".out")]


@pytest.mark.parametrize("name", ["report.md", "./report.md", "link.md", "twin.md"])
def test_an_input_is_never_replaced(school: Path, name: str) -> None:
    """Not by its own name, another spelling of it, a link to it or a second name of the same file."""
    (school / "link.md").symlink_to("report.md")
    os.link(school / "report.md", school / "twin.md")
    result = run("report.md", "-o", name)
    assert result.exit_code == 2
    assert "never replaced" in result.stderr
    assert (school / "report.md").read_text(encoding="utf-8") == TEXT


def test_a_companion_is_never_replaced(school: Path) -> None:
    """What is read beside the file is an input too."""
    result = run("report.md", "--with", "second.txt", "-o", "second.txt")
    assert result.exit_code == 2
    assert (school / "second.txt").read_text(encoding="utf-8").startswith("SEND Policy")


def test_several_inputs_go_to_a_folder(school: Path) -> None:
    """Each report has its file, named for its input with the format's ending."""
    (school / "out").mkdir()
    (school / "more").mkdir()
    (school / "more" / "report.md").write_text(TEXT, encoding="utf-8")
    result = run("report.md", "second.txt", "more/report.md", "-o", "out", "--format", "json")
    assert result.exit_code == 1
    assert sorted(path.name for path in (school / "out").iterdir()) == [
        "report.md-2.json",
        "report.md.json",
        "second.txt.json",
    ]


@pytest.mark.parametrize("arguments", [("report.md", "second.txt", "-o", "new"), ("report.md", "-o", "new/")])
def test_a_folder_that_is_not_there_yet_is_made(school: Path, arguments: tuple[str, ...]) -> None:
    """Nobody has to make an empty folder first; what cannot be read leaves none behind."""
    assert run(*arguments).exit_code == 1
    assert (school / "new" / "report.md.txt").read_text(encoding="utf-8")
    assert CliRunner().invoke(main, ["check", "missing.md", "-o", "other/"]).exit_code == exits.NOT_DONE
    assert not (school / "other").exists()


@pytest.mark.usefixtures("school")
@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report.md", "second.txt", "-o", "nowhere/out"), "The folder to write into does not exist."),
        (("report.md", "second.txt", "-o", "second.txt"), "This is a file."),
        (("report.md", "-o", "nowhere/out.txt"), "The folder to write into does not exist."),
        (("report.md", "--as-at", "2026-13-01"), "is not a date"),
        (("report.md", "--as-at", "20261121"), "is not a date"),
        (("report.md", "--kind", "poem"), "--kind"),
        (("report.md", "--checklist", "nowhere"), "nowhere"),
        ((), "FILE"),
    ],
)
def test_a_wrong_call_is_told_plainly(arguments: tuple[str, ...], words: str) -> None:
    """A wrong call ends with 2, says what is wrong and shows no traceback."""
    result = CliRunner().invoke(main, ["check", *arguments])
    assert result.exit_code == 2
    assert words in result.stderr
    assert "Traceback" not in result.output


def report_with(*, gap: Status | None = None, severity: Severity | None = None, sure: bool = True) -> Report:
    """Return a report whose one must-have has that status and whose one stale reference that severity."""
    whole = sample.report()
    found = tuple(
        replace(one, status=gap or Status.MET, counts=Counts.GAP if gap else Counts.NO, sure=sure)
        for one in whole.requirements[:1]
    )
    stale = tuple(replace(one, severity=severity) for one in whole.stale[:1]) if severity else ()
    return replace(whole, requirements=found, stale=stale)


@pytest.mark.parametrize(
    ("report", "never", "outdated", "missing", "partial"),
    [
        (report_with(), 0, 0, 0, 0),
        (report_with(severity=Severity.CHECK), 0, 0, 0, 0),
        (report_with(severity=Severity.HISTORY), 0, 0, 0, 0),
        (report_with(severity=Severity.OUTDATED), 0, 1, 1, 1),
        (report_with(gap=Status.MISSING), 0, 0, 1, 1),
        (report_with(gap=Status.PARTIAL), 0, 0, 0, 1),
        (report_with(gap=Status.MISSING, sure=False), 0, 0, 0, 0),
    ],
    ids=["nothing", "check", "history", "outdated", "missing", "partial", "unsure"],
)
def test_the_bar_decides_between_0_and_1(report: Report, never: int, outdated: int, missing: int, partial: int) -> None:
    """Each bar takes in those before it; only must-haves of this document count, and none that we are not sure of."""
    bars = ("never", "outdated", "missing", "partial")
    assert [code_for(report, bar) for bar in bars] == [never, outdated, missing, partial]


@pytest.mark.parametrize("document", [sample.furniture_only(), replace(sample.document(), blocks=())])
def test_no_readable_word_is_2_whatever_the_bar(document: Document) -> None:
    """A file of pictures is never a pass, not even with --fail-on never."""
    assert code_for(replace(sample.report(), document=document), "never") == 2


def test_a_companion_that_could_not_be_read_is_2() -> None:
    """What was asked for and not done is told by the exit code."""
    assert code_for(replace(report_with(), errors=("other.pdf: there is no such file",)), "never") == 2
