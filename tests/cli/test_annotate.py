"""`policykit annotate`: what is written where, what is said, and what is refused."""

import os
import shutil
from pathlib import Path

import pikepdf
import pytest
from click.testing import CliRunner, Result
from tests.formats.torture import rewritten, torture
from tests.read.pdf_sheet import PROSE, Sheet
from tests.read.word_parts import word_file
from tests.report.word_copies import OURS, Margin, accepted, margins, parts_of, rejected

from policykit.cli.annotate import _bytes_of
from policykit.cli.main import main
from policykit.errors import DocumentError
from policykit.model.document import Origin

MARK = "COMMENTED COPY, do not publish"


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a folder with a Word file, a PDF and a text, and stand in it."""
    (tmp_path / "policy.docx").write_bytes(torture())
    sheet = Sheet().page().text(60, 780, "SEN Policy", bold=True, size=18).lines(60, 740, PROSE)
    sheet.text(60, 640, "Ask the LEA for a statement of SEN.")
    (tmp_path / "policy.pdf").write_bytes(sheet.bytes())
    (tmp_path / "policy.md").write_text("# SEN policy\n\nAsk the LEA.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    """Return what a call of `policykit annotate` gave."""
    return CliRunner().invoke(main, ["annotate", *arguments, "--as-at", "2026-11-21"])


def ours(data: bytes) -> list[Margin]:
    """Return the comments of a copy that are PolicyKit's, the opening one first."""
    return [one for one in margins(data) if one.author == OURS]


def words(result: Result) -> str:
    """Return everything that was said, on one line."""
    return " ".join((result.output).split())


def test_a_copy_is_written_and_the_input_is_not_touched(school: Path) -> None:
    """Exit 0; the title says what the copy is; her name for the file is kept and the screen says the rest."""
    before = (school / "policy.docx").read_bytes()
    result = run("policy.docx", "-o", "out.docx")
    assert result.exit_code == 0, result.output
    assert (school / "policy.docx").read_bytes() == before
    data = (school / "out.docx").read_bytes()
    assert MARK.encode() in parts_of(data)["docProps/core.xml"]
    assert rejected(data) == rejected(before)
    assert accepted(data) == accepted(before)
    assert f"out.docx: {len(ours(data))} comments." in words(result)
    assert f"{MARK}. The file's name does not say so" in words(result)


@pytest.mark.parametrize("arguments", [(), ("-o", ".")])
@pytest.mark.usefixtures("school")
def test_without_a_name_the_copy_says_what_it_is(arguments: tuple[str, ...]) -> None:
    """It lies beside the input or in the folder; an earlier copy is left alone."""
    for name in (f"policy ({MARK}).docx", f"policy ({MARK}) 2.docx"):
        result = run("policy.docx", *arguments)
        assert result.exit_code == 0
        assert Path(name).is_file()
        assert "does not say so" not in result.output


@pytest.mark.usefixtures("school")
def test_all_says_more_than_the_first_things_to_do() -> None:
    """Without it the opening comment says how many more there are."""
    run("policy.docx", "-o", "few.docx")
    run("policy.docx", "-o", "all.docx", "--all")
    few, every = (ours(Path(name).read_bytes()) for name in ("few.docx", "all.docx"))
    assert {one.lines for one in few[1:]} < {one.lines for one in every}
    assert "annotate --all" in " ".join(few[0].lines)
    assert "--all" not in " ".join(every[0].lines)


@pytest.mark.usefixtures("school")
def test_suggest_writes_changes_to_accept_one_by_one() -> None:
    """Rejected, the text is hers; without --suggest there is no change at all."""
    result = run("policy.docx", "-o", "out.docx", "--suggest")
    data = Path("out.docx").read_bytes()
    assert "changes to accept or reject" in words(result)
    assert rejected(data) == rejected(Path("policy.docx").read_bytes())
    assert "SEN support" in accepted(data)


@pytest.mark.usefixtures("school")
def test_a_pdf_comes_back_with_highlights() -> None:
    """By the same command; it takes no tracked changes, which is said."""
    result = run("policy.pdf", "-o", "out.pdf", "--suggest")
    assert result.exit_code == 0, result.output
    assert "comments say what to write" in words(result)
    with pikepdf.open("out.pdf") as copy:
        notes = [str(one.Contents) for one in copy.pages[0].Annots]
        assert str(copy.docinfo["/Title"]) == MARK
    assert any(note.startswith("Out of date: “LEA”") for note in notes)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("policy.md",), "Word documents (.docx) and PDFs only"),
        (("missing.docx",), "there is no such file"),
        (("policy.docx", "-o", "policy.docx"), "an input is never replaced"),
        (("policy.docx", "-o", "nowhere/out.docx"), "does not exist"),
        (("policy.docx", "-o", "out.pdf"), "ends in .docx"),
        (("policy.docx", "-o", "linked.docx"), "an input is never replaced"),
        (("policy.docx", "-o", "same.docx"), "an input is never replaced"),
        (("policy.docx", "-o", "locked.docx"), "read-only"),
        (("policy.docx", "-o", "opened.docx"), "open in Word"),
        (("policy.docx", "-o", "other.docx", "--with", "other.docx"), "an input is never replaced"),
        (("empty.docx",), "no words could be read"),
    ],
)
def test_what_cannot_be_done_is_said_and_nothing_is_written(
    school: Path, arguments: tuple[str, ...], said: str
) -> None:
    """Exit 2, a plain message without a traceback, and every file as it was."""
    os.link("policy.docx", "same.docx")
    Path("linked.docx").symlink_to("policy.docx")
    shutil.copy("policy.docx", "other.docx")
    Path("locked.docx").write_bytes(b"hers")
    Path("locked.docx").chmod(0o444)
    Path("opened.docx").write_bytes(b"hers")
    Path("~$opened.docx").write_bytes(b"")
    Path("empty.docx").write_bytes(word_file("<w:p/>"))
    before = {path.name: path.read_bytes() for path in school.iterdir()}
    result = run(*arguments)
    assert result.exit_code == 2
    assert said in words(result)
    assert "Traceback" not in result.output
    assert {path.name: path.read_bytes() for path in school.iterdir()} == before


def test_a_full_disk_leaves_nothing_half_written(school: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The copy is written aside and moved, so there is a whole one or none."""

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    before = sorted(school.iterdir())
    result = run("policy.docx", "-o", "out.docx")
    assert result.exit_code == 2
    assert "no space left" in words(result)
    assert sorted(school.iterdir()) == before


@pytest.mark.usefixtures("school")
def test_a_file_that_is_open_is_annotated_as_it_was_saved() -> None:
    """Word's lock beside the input is told: what is not saved is not in the copy."""
    Path("~$licy.docx").write_bytes(b"")
    result = run("policy.docx", "-o", "out.docx")
    assert result.exit_code == 0
    assert "policy.docx seems to be open" in words(result)


@pytest.mark.usefixtures("school")
def test_a_pdf_protected_against_changes_is_refused_plainly() -> None:
    """It can be read without a password; nothing may be written into it."""
    with pikepdf.open("policy.pdf") as file:
        file.save("protected.pdf", encryption=pikepdf.Encryption(owner="secret", user=""))
    result = run("protected.pdf")
    assert result.exit_code == 2
    assert "protected with a password: it can be read" in words(result)
    assert "Annotate the Word file" in words(result)


@pytest.mark.usefixtures("school")
def test_a_document_with_nothing_to_say_is_still_copied() -> None:
    """A script that asks for a copy gets one, with the opening comment."""
    Path("plain.docx").write_bytes(rewritten(torture(comments=False), [(b"LEA", b"LA"), (b"statement", b"plan")]))
    result = run("plain.docx", "-o", "out.docx", "--kind", "other")
    assert result.exit_code == 0, result.output
    assert ours(Path("out.docx").read_bytes())[0].lines[0] == f"{MARK}."


def test_a_file_saved_in_between_is_not_annotated(school: Path) -> None:
    """Comments for the old words would stand on new ones."""
    origin = Origin("policy.docx", "00" * 32, "docx")
    with pytest.raises(DocumentError, match="was changed while"):
        _bytes_of(str(school / "policy.docx"), origin)
