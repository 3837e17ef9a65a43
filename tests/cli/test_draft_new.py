"""`policykit draft new`: an answers file from old documents, and what is refused."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from policykit.cli.main import main
from policykit.draft.answers import load_answers
from policykit.model.drafting import Answers, School, State
from policykit.model.law import Phase, SchoolType

REPORT = """# SEN Information Report

Fenwick Lane Primary School

Our SENCO is Mrs Ada Finch. Ring her on 01632 960011.

If you are unhappy with the support for your child, please speak to the class teacher first, then to the headteacher.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with an old report, and stand in it."""
    (tmp_path / "old.md").write_text(REPORT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Return what a call of `policykit draft new` gave."""
    return CliRunner().invoke(main, ["draft", "new", *arguments, "--as-at", "2026-11-21"])


def written(folder: Path) -> Answers:
    """Return the answers that were written."""
    return load_answers(folder / "answers.yaml")


def test_a_new_file_holds_what_the_old_document_says(folder: Path) -> None:
    """Its words are proposals with their place, and the summary counts them."""
    result = run("--from", "old.md", "-o", "answers.yaml")
    assert result.exit_code == 0, result.output
    answers = written(folder)
    assert answers.school == School(SchoolType.MAINSTREAM, Phase.PRIMARY)
    assert answers.given["senco_name"].text == "Mrs Ada Finch"
    assert answers.given["senco_name"].state is State.PROPOSED
    assert "policykit draft interview answers.yaml" in result.output
    assert "each to be confirmed" in result.output


def test_without_a_document_the_questions_stand_open(folder: Path) -> None:
    """A school that has nothing yet begins with the questions for its kind."""
    result = run("-o", "answers.yaml", "--school-type", "special", "--phase", "all-through")
    assert result.exit_code == 0, result.output
    answers = written(folder)
    assert "senco_name" not in answers.given
    assert not any(answer.text for answer in answers.given.values())


def test_answers_are_never_written_over(folder: Path) -> None:
    """The file may hold an evening's work."""
    (folder / "answers.yaml").write_text("mine", encoding="utf-8")
    result = run("--from", "old.md", "-o", "answers.yaml")
    assert result.exit_code == 2
    assert "never written over" in result.output
    assert (folder / "answers.yaml").read_text(encoding="utf-8") == "mine"


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("-o", "answers.yaml"), "--school-type"),
        (("-o", "answers.yaml", "--school-type", "mainstream"), "--phase"),
        (("-o", "answers.yaml", "--from", "nowhere.docx"), "nowhere.docx"),
        (("-o", "nowhere/answers.yaml", "--from", "old.md"), "nowhere"),
    ],
    ids=["no-type", "no-phase", "no-document", "no-folder"],
)
def test_what_is_missing_is_said_with_a_remedy(arguments: tuple[str, ...], said: str) -> None:
    """Exit 2, no traceback, nothing written."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in result.output
    assert "Traceback" not in result.output
    assert not Path("answers.yaml").exists()


@pytest.mark.usefixtures("folder")
def test_a_document_without_words_is_refused() -> None:
    """Nothing can be carried over from it."""
    Path("empty.md").write_text("\u00a0\n\n1 2 3\n", encoding="utf-8")
    result = run("--from", "empty.md", "-o", "answers.yaml", "--phase", "primary")
    assert result.exit_code == 2
    assert "No readable word" in result.output


def test_a_sixth_form_is_told_by_the_documents_or_said(folder: Path) -> None:
    """Its questions are asked only where there is one."""
    text = "# SEN report\n\nFen High School\n\nOur sixth form has a mentor. Students in the sixth form may ask for a reader.\n"
    (folder / "high.md").write_text(text, encoding="utf-8")
    result = run("--from", "high.md", "-o", "answers.yaml", "--phase", "secondary")
    assert result.exit_code == 0, result.output
    assert written(folder).school.sixth_form
    again = run("--from", "high.md", "-o", "second.yaml", "--phase", "secondary", "--no-sixth-form")
    assert again.exit_code == 0
    assert not load_answers(folder / "second.yaml").school.sixth_form


def test_documents_of_two_schools_are_pointed_out(folder: Path) -> None:
    """A federation's or a wrong file: a person has to look."""
    (folder / "other.md").write_text(REPORT.replace("Fenwick Lane", "Marsh Hill"), encoding="utf-8")
    result = run("--from", "old.md", "--from", "other.md", "-o", "answers.yaml")
    assert "several schools: Fenwick Lane Primary School, Marsh Hill Primary School" in result.output
