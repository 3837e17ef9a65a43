"""`policykit template check` tells a template's slips, and a school's own template makes its report."""

from pathlib import Path

from click.testing import CliRunner, Result
from docx import Document

from policykit.cli.main import main

COMPLETE = Path(__file__).resolve().parents[1] / "draft" / "complete"


def own(folder: Path, *paragraphs: str) -> str:
    """Return the path of a template with those paragraphs."""
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    path = folder / "own.docx"
    document.save(str(path))
    return str(path)


def run(*arguments: str) -> Result:
    """Return what the command gives."""
    return CliRunner().invoke(main, list(arguments))


def test_a_slip_is_told_with_its_paragraph_and_exit_code_1(tmp_path: Path) -> None:
    """Before anything is filled in."""
    done = run("template", "check", own(tmp_path, "Ask {{ senco_nmae }}."))
    assert done.exit_code == 1
    assert "There is no field senco_nmae.\n    in: Ask {{ senco_nmae }}.\n    Did you mean senco_name" in done.stdout


def test_a_shipped_template_has_no_slip() -> None:
    """By its name, too."""
    done = run("template", "check", "policy", "--document", "policy")
    assert done.exit_code == 0, done.stdout
    assert "nothing is wrong" in done.stdout


def test_a_file_that_is_no_template_is_exit_code_2(tmp_path: Path) -> None:
    """With what to do."""
    path = tmp_path / "own.docx"
    path.write_text("words", encoding="utf-8")
    done = run("template", "check", str(path))
    assert done.exit_code == 2
    assert "own.docx" in done.stderr


def test_the_fields_are_listed_with_their_questions() -> None:
    """What a school may write into its own template."""
    done = run("template", "fields")
    assert "{{ senco_name }}  Who is your SENCO?" in done.stdout
    assert "{{ policy_aims }}" not in done.stdout
    assert "{{ policy_aims }}" in run("template", "fields", "--document", "policy").stdout


def test_a_template_of_ones_own_makes_the_report(tmp_path: Path) -> None:
    """In the school's own order and words."""
    template = own(tmp_path, "Welcome!", "{{ teaching }}")
    target = tmp_path / "report.md"
    done = run("draft", "render", str(COMPLETE / "primary.yaml"), "--template", template, "-o", str(target))
    assert done.exit_code == 0, done.output
    assert target.read_text(encoding="utf-8").startswith("Welcome!\n\nOur teachers give clear, short instructions")
    assert "The template has no place for these:" in done.stderr
