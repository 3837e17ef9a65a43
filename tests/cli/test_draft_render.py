"""`policykit draft render` writes a document and says what is open in it; --final writes nothing while anything is."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policykit.cli.main import main

COMPLETE = Path(__file__).resolve().parents[1] / "draft" / "complete"
EMPTY = "policykit: answers-1\nschool: {type: mainstream, phase: primary}\nanswers: {}\n"


def run(*arguments: str) -> Result:
    """Return what the command gives on a fixed day."""
    return CliRunner().invoke(main, ["draft", "render", *arguments, "--as-at", "2026-11-21"])


def written(folder: Path, text: str) -> str:
    """Return the path of an answers file with that text."""
    path = folder / "answers.yaml"
    path.write_text(text, encoding="utf-8")
    return str(path)


def primary(**changes: str) -> str:
    """Return the whole answers of the primary school, some lines changed."""
    lines = (COMPLETE / "primary.yaml").read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if line.strip().split(":")[0] not in changes]
    return "\n".join([*kept, *(f"  {name}: {value}" for name, value in changes.items()), ""])


def test_a_whole_report_is_written_as_final_and_its_check_is_shown(tmp_path: Path) -> None:
    """Exit code 0, and a sentence on what was found."""
    target = tmp_path / "report.docx"
    done = run(str(COMPLETE / "primary.yaml"), "-o", str(target), "--final", "--crosswalk")
    assert done.exit_code == 0, done.output
    assert target.is_file()
    assert "all that the law requires this report to say was found in it" in done.stdout
    assert "We found no outdated reference in it." in done.stdout
    assert done.stderr == ""


def test_gaps_are_written_and_listed_on_standard_error(tmp_path: Path) -> None:
    """A draft with gaps is still a draft."""
    target = tmp_path / "report.md"
    done = run(written(tmp_path, EMPTY), "-o", str(target))
    assert done.exit_code == 0
    assert "Still to confirm:\n  - What is your school called?" in done.stderr
    assert "[sch1.9]" in done.stdout
    assert r"TO CONFIRM: Who is your SENCO?" in target.read_text(encoding="utf-8")


def test_final_refuses_gaps_and_writes_nothing(tmp_path: Path) -> None:
    """Exit code 1, and every gap named."""
    target = tmp_path / "report.html"
    done = run(written(tmp_path, primary(complaints='""')), "-o", str(target), "--final")
    assert done.exit_code == 1
    assert "What should a parent do who is unhappy with the support?" in done.stderr
    assert not target.exists()


def test_final_refuses_a_proposal_that_nobody_confirmed(tmp_path: Path) -> None:
    """An old document does not speak for the school of today."""
    proposal = "{text: We teach in small steps with pictures., state: proposed}"
    target = tmp_path / "report.html"
    done = run(written(tmp_path, primary(teaching=proposal)), "-o", str(target), "--final")
    assert done.exit_code == 1
    assert "not confirmed yet:\n  - How do you teach pupils" in done.stderr
    assert not target.exists()


STALE = "Trained assistants lead small groups in reading for pupils on School Action Plus."


def test_final_refuses_an_outdated_reference_with_what_to_write(tmp_path: Path) -> None:
    """It would be out of date on the day it is published."""
    target = tmp_path / "report.html"
    done = run(written(tmp_path, primary(extra_help=STALE)), "-o", str(target), "--final")
    assert done.exit_code == 1
    assert "[school-action-plus]" in done.stderr
    assert "`accepted:`" in done.stderr
    assert not target.exists()


def test_final_lets_stand_what_a_person_accepts_by_name_and_reason(tmp_path: Path) -> None:
    """One mistaken finding must not stop her the evening before the meeting."""
    accepted = "accepted:\n  - {id: school-action-plus, name: R. Okafor, reason: A class of that name.}\n"
    target = tmp_path / "report.html"
    done = run(written(tmp_path, primary(extra_help=STALE) + accepted), "-o", str(target), "--final")
    assert done.exit_code == 0, done.output
    assert "accepted by R. Okafor: A class of that name." in done.stdout
    assert target.is_file()


def test_final_refuses_a_must_have_that_the_check_does_not_find(tmp_path: Path) -> None:
    """An answer that says nothing is no answer."""
    target = tmp_path / "report.html"
    done = run(written(tmp_path, primary(complaints="Please see our website.")), "-o", str(target), "--final")
    assert done.exit_code == 1
    assert "[sch1.9]" in done.stderr


def test_an_acceptance_of_nothing_is_an_error_with_the_nearest_id(tmp_path: Path) -> None:
    """Else it would never work, and nobody would know."""
    text = f"{EMPTY}accepted:\n  - {{id: sch1.99, name: A, reason: b}}\n"
    done = run(written(tmp_path, text), "-o", str(tmp_path / "report.md"))
    assert done.exit_code == 2
    assert "Did you mean sch1.9" in done.stderr


def test_a_summary_is_one_short_page(tmp_path: Path) -> None:
    """It stands beside the report and is not held to its 23 points."""
    target = tmp_path / "summary.md"
    done = run(str(COMPLETE / "primary.yaml"), "--summary", "-o", str(target), "--final")
    assert done.exit_code == 0, done.output
    assert len(target.read_text(encoding="utf-8").split()) < 300


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "report.txt"], "End the name with .docx, .html, .md or .pdf"),
        (["-o", "nowhere/report.md"], "Make the folder first"),
        (["-o", "report.md", "--template", "shedule-1"], "Did you mean schedule-1"),
        (["-o", "report.md", "--template", "policy", "--summary"], "leave --template out"),
    ],
)
def test_a_wrong_call_says_what_to_do(
    arguments: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Exit code 2, and no traceback."""
    monkeypatch.chdir(tmp_path)
    done = run(written(tmp_path, EMPTY), *arguments)
    assert done.exit_code == 2
    assert words in done.stderr


def test_an_input_is_never_replaced(tmp_path: Path) -> None:
    """Not even by a name that ends like a report."""
    path = tmp_path / "answers.md"
    path.write_text(EMPTY, encoding="utf-8")
    done = run(str(path), "-o", str(path))
    assert done.exit_code == 2
    assert path.read_text(encoding="utf-8") == EMPTY


def test_the_templates_are_listed_with_what_they_make() -> None:
    """And where they lie, for a school that wants its own."""
    done = CliRunner().invoke(main, ["draft", "templates"])
    assert done.exit_code == 0
    assert "schedule-1 " in done.stdout
    assert "Copy one and restyle it in Word" in done.stdout
