"""`policykit check --format`: each format on the screen and in a file, and the calls that make no sense."""

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policykit.cli.main import main

TEXT = """# SEN Information Report

Mill Lane Primary School

Our SENCO is Mrs A. Reed. Ring the office on 01632 960100.

Children with a statement of special educational needs have a review each year.

Zebedee in Year 4 has a laptop; our pupil Zebedee types well. A pupil, Q.Z., has a den.
"""


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a report, an older edition of it and a second document, and stand in it."""
    (tmp_path / "report.md").write_text(TEXT, encoding="utf-8")
    (tmp_path / "older.md").write_text(TEXT.replace("Mrs A. Reed", "Mr B. Ash"), encoding="utf-8")
    (tmp_path / "second.txt").write_text("SEND Policy\n\nWe help children.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Return what a call of `policykit check` gave."""
    return CliRunner().invoke(main, ["check", *arguments, "--as-at", "2026-11-21"])


@pytest.mark.usefixtures("school")
def test_a_page_goes_to_the_screen_as_it_is() -> None:
    """One whole page, and the exit code of any other format."""
    result = run("report.md", "--format", "html")
    assert result.exit_code == 1
    assert result.stdout.startswith("<!DOCTYPE html>")
    assert result.stdout.rstrip().endswith("</html>")


@pytest.mark.usefixtures("school")
def test_several_files_make_one_table_and_one_log() -> None:
    """What could not be read is named in the log and on the error channel."""
    table = run("report.md", "second.txt", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(table.stdout.removeprefix("\ufeff"), newline="")))
    assert {row["document"] for row in rows} == {"report.md", "second.txt"}
    result = run("report.md", "gone.pdf", "--format", "sarif")
    log = json.loads(result.stdout)
    assert result.exit_code == 2
    assert len(log["runs"]) == 1
    notes = log["runs"][0]["invocations"][0]["toolExecutionNotifications"]
    assert [note["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for note in notes] == ["gone.pdf"]


@pytest.mark.parametrize("fmt", ["html", "governors", "sarif", "csv"])
def test_several_files_go_into_a_folder(school: Path, fmt: str) -> None:
    """One file each, named for its document and its format."""
    (school / "out").mkdir()
    assert run("report.md", "second.txt", "--format", fmt, "-o", "out").exit_code == 1
    ending = {"governors": "governors.docx"}.get(fmt, fmt)
    assert {path.name for path in (school / "out").iterdir()} == {f"report.md.{ending}", f"second.txt.{ending}"}


def test_the_ending_decides_the_governors_page(school: Path) -> None:
    """A Word file that opens, or a web page."""
    assert run("report.md", "--format", "governors", "-o", "page.DOCX").exit_code == 1
    assert run("report.md", "--format", "governors", "-o", "page.html").exit_code == 1
    assert "word/document.xml" in zipfile.ZipFile(school / "page.DOCX").namelist()
    assert (school / "page.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


def test_an_older_edition_is_told_on_the_governors_page(school: Path) -> None:
    """Only the SENCO's name is another."""
    assert run("report.md", "--format", "governors", "-o", "page.html", "--since", "older.md").exit_code == 1
    assert "Only names, dates and ways to reach people have changed." in (school / "page.html").read_text(
        encoding="utf-8"
    )


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (("report.md", "--format", "governors"), "needs -o"),
        (("report.md", "--format", "governors", "-o", "page.pdf"), "ends in .docx or .html"),
        (("report.md", "second.txt", "--format", "html"), "Give -o a folder"),
        (("report.md", "--since", "older.md"), "--since goes with --format governors"),
        (("report.md", "second.txt", "--format", "governors", "-o", ".", "--since", "older.md"), "takes one FILE"),
        (("report.md", "--format", "governors", "-o", "older.md.html", "--since", "gone.md"), "gone.md"),
    ],
)
@pytest.mark.usefixtures("school")
def test_a_call_that_makes_no_sense_says_so(call: tuple[str, ...], said: str) -> None:
    """With what to write instead, exit code 2, and nothing written."""
    before = sorted(Path().iterdir())
    result = run(*call)
    assert result.exit_code == 2
    assert said in " ".join(result.stderr.split())
    assert sorted(Path().iterdir()) == before


def test_the_older_edition_is_never_replaced(school: Path) -> None:
    """It is an input too."""
    (school / "older.html").write_text(f"<p>{TEXT}</p>", encoding="utf-8")
    result = run("report.md", "--format", "governors", "-o", "older.html", "--since", "older.html")
    assert result.exit_code == 2
    assert "never replaced" in result.stderr


@pytest.mark.parametrize("fmt", ["text", "json", "html", "sarif", "csv"])
@pytest.mark.usefixtures("school")
def test_no_format_tells_a_pupils_name(fmt: str) -> None:
    """Neither the name nor the initials."""
    out = run("report.md", "--format", fmt).stdout
    assert "Zebedee" not in out
    assert "Q.Z." not in out
    assert "Mrs A. Reed" in out


def test_the_governors_page_tells_no_pupils_name(school: Path) -> None:
    """In either form."""
    for name in ("page.docx", "page.html"):
        run("report.md", "--format", "governors", "-o", name)
    with zipfile.ZipFile(school / "page.docx") as package:
        whole = package.read("word/document.xml").decode()
    assert "Zebedee" not in whole + (school / "page.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("fmt", ["html", "csv", "sarif"])
@pytest.mark.usefixtures("school")
def test_the_same_call_gives_the_same_bytes(fmt: str) -> None:
    """In every format, as in JSON."""
    assert run("report.md", "--format", fmt).stdout_bytes == run("report.md", "--format", fmt).stdout_bytes
