"""`policykit audit` as a person calls it."""

import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner
from openpyxl import load_workbook
from tests.audit.conftest import text_of, write

from policykit.audit.own_columns import LETTER
from policykit.cli.main import main


def _run(*arguments: str | Path) -> tuple[int, str]:
    done = CliRunner().invoke(main, ["audit", *map(str, arguments)])
    return done.exit_code, done.output


def test_a_dry_run_shows_whose_files_are_whose_and_writes_nothing(tmp_path: Path) -> None:
    """Before hours of work a person sees what will be read."""
    folder = tmp_path / "all"
    write(folder, {"Beech Holme/report.txt": text_of("Beech Holme"), "larkmead.txt": text_of("Larkmead")})
    code, said = _run(folder, "--dry-run", "-o", tmp_path / "audit.xlsx")
    assert code == 0
    assert "Beech Holme (told by the folder)\n  Beech Holme/report.txt" in said
    assert "larkmead.txt" in said
    assert sorted(path.name for path in tmp_path.iterdir()) == ["all"]


def test_the_workbook_the_page_and_the_store_are_written_and_a_broken_file_makes_the_code_2(tmp_path: Path) -> None:
    """Every document is a row, and what was not read is said."""
    folder = tmp_path / "all"
    write(folder, {"Abbey/report.txt": text_of("Abbey Primary School"), "Brook/report.txt": ""})
    outputs = [tmp_path / f"audit{ending}" for ending in (".xlsx", ".html", ".json", ".csv")]
    command = [sys.executable, "-m", "policykit", "audit", str(folder), "--jobs", "1"]
    for path in outputs:
        command += ["-o", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert "Not read: Brook/report.txt (Brook): the file is empty" in done.stdout
    assert all(path.stat().st_size for path in outputs)
    assert (tmp_path / "audit.policykit.sqlite").is_file()
    assert len(json.loads(outputs[2].read_text(encoding="utf-8"))["schools"]) == 2
    again = subprocess.run(command, capture_output=True, text=True, check=False)
    assert f"Nothing has changed in {outputs[0]}," in again.stdout


def test_a_call_that_makes_no_sense_is_refused_before_any_work(tmp_path: Path) -> None:
    """What, where and what to do."""
    folder = tmp_path / "all"
    write(folder, {"a.txt": text_of("Abbey Primary School")})
    for arguments, told in (
        ((folder,), "Give -o a name"),
        ((folder, "-o", tmp_path / "audit.doc"), "End it in one of"),
        ((folder, "-o", tmp_path / "no" / "audit.xlsx"), "does not exist"),
        ((folder, "-o", tmp_path / "a.json", "--letters", tmp_path), "ticked in the workbook"),
        ((folder, "-o", tmp_path / "a.xlsx", "-o", tmp_path / "b.xlsx"), "Two workbooks"),
        ((tmp_path / "nowhere", "-o", tmp_path / "audit.xlsx"), "no such folder"),
    ):
        code, said = _run(*arguments)
        assert (code, told in said) == (2, True), said


def test_help_tells_of_the_questions_too() -> None:
    """The commonest call is the shortest, and the other one is named."""
    code, said = _run("--help")
    assert code == 0
    assert "--register" in said
    assert "policykit audit query" in said


def test_a_workbook_that_somebody_has_open_is_not_written_over(tmp_path: Path) -> None:
    """What she has not saved yet would be lost; it is said before any work."""
    folder = tmp_path / "all"
    write(folder, {"a.txt": text_of("Abbey Primary School")})
    (tmp_path / "audit.xlsx").write_bytes(b"hers")
    (tmp_path / "~$audit.xlsx").write_bytes(b"")
    code, said = _run(folder, "-o", tmp_path / "audit.xlsx")
    assert (code, "seems to be open" in said) == (2, True), said
    assert not (tmp_path / "audit.policykit.sqlite").exists()


def test_letters_go_to_the_schools_ticked_in_the_workbook(tmp_path: Path) -> None:
    """First she is told how; then the ticked school has its draft, and one without anything to judge is told with why."""
    folder, workbook, letters = tmp_path / "all", tmp_path / "audit.xlsx", tmp_path / "letters"
    write(folder, {"Abbey/report.txt": text_of("Abbey Primary School"), "Brook/report.txt": ""})
    command = [sys.executable, "-m", "policykit", "audit", str(folder), "-o", str(workbook), "--jobs", "1"]
    command += ["--letters", str(letters)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "No school is ticked in the column Letter?" in done.stdout, done.stderr
    book = load_workbook(workbook)
    sheet = book["Matrix"]
    top = next(row[0].row for row in sheet.iter_rows() if row[0].value == "School")
    place = next(one.column for one in sheet[top] if one.value == LETTER)
    for row in range(top + 1, sheet.max_row + 1):
        sheet.cell(row, place).value = "yes"
    book.save(workbook)
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert f"1 draft letter in {letters}" in done.stdout, done.stdout + done.stderr
    assert "No letter for Brook: No document of this school could be judged" in done.stdout
    (letter,) = letters.iterdir()
    assert letter.suffix == ".docx"
