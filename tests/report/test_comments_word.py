"""Comments in a copy of a Word file: valid for Word, whole after LibreOffice, and on the words that a report speaks of."""

import importlib.util
import shutil
import subprocess
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from tests.formats.torture import rewritten, torture
from tests.report.word_copies import OURS, accepted, looks, margins, parts_of, rejected

from policykit.errors import DocumentError
from policykit.model.document import Span
from policykit.model.finding import Report
from policykit.pipeline import Options, catalogues, check_file
from policykit.read import read_bytes
from policykit.report.annotated import Annotated
from policykit.report.comments import Comment, comments_on
from policykit.report.comments_word import annotate_word, word_ending

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
POLICY = Path(__file__).resolve().parents[2] / "corpus" / "files" / "st-oswin-ce-policy-2010.docx"


@pytest.fixture(scope="module")
def report() -> Report:
    """Give the report on a policy with much that is out of date."""
    return check_file(str(POLICY), Options(as_at=date(2026, 11, 21)))


@pytest.fixture(scope="module")
def copy(report: Report) -> Annotated:
    """Give its copy with everything in it."""
    comments = comments_on(report, catalogues(()), everything=True)
    return annotate_word(POLICY.read_bytes(), report.document, comments, NOW, suggest=True)


def tortured(settings: str = "") -> tuple[bytes, Annotated]:
    """Return the torture file and its copy with a comment and a replacement on every paragraph."""
    data = torture(settings)
    document = read_bytes(data, "made.docx")
    comments = [
        Comment(("Title", f"{block.index}", "[id]"), block.index, span, span, "New words")
        for block in document.blocks
        for span in [Span(block.index, 3, min(12, len(block.text)))]
    ]
    return data, annotate_word(data, document, comments, NOW, suggest=True)


def test_every_comment_is_on_its_words(report: Report, copy: Annotated) -> None:
    """What the report quotes is what Word shows as commented, the opening and the headings apart."""
    comments = comments_on(report, catalogues(()), everything=True)
    words = [one.words for one in margins(copy.content)]
    assert len(words) == len(comments) == copy.comments
    for comment in comments:
        if comment.at is not None:
            block = report.document.blocks[comment.at.block]
            assert block.text[comment.at.start : comment.at.end] in {" ".join(one.split()) for one in words}


def test_nothing_else_of_the_policy_is_changed(copy: Annotated) -> None:
    """The text and its looks with our changes rejected, and every part but the few that carry comments."""
    before, after = parts_of(POLICY.read_bytes()), parts_of(copy.content)
    changed = {name for name in before if before[name] != after[name]}
    assert changed <= {
        "word/document.xml",
        "word/comments.xml",
        "docProps/core.xml",
        "[Content_Types].xml",
        "word/_rels/document.xml.rels",
    }
    assert rejected(copy.content) == rejected(POLICY.read_bytes())
    assert looks(copy.content) == looks(POLICY.read_bytes())


def test_suggestions_are_words_that_fit(copy: Annotated) -> None:
    """With everything accepted the new names stand there, with the articles that go with them."""
    text = accepted(copy.content)
    assert copy.replacements > 10
    assert "School Action" not in text
    assert "an EHC plan" in text
    assert "a EHC" not in text


def test_titles_and_law_come_first_and_the_id_last(copy: Annotated) -> None:
    """Every comment but the opening ends on an id, in brackets."""
    opening, *others = [one for one in margins(copy.content) if one.author == OURS]
    assert opening.lines[0] == "COMMENTED COPY, do not publish."
    named = [one for one in others if not one.lines[0].startswith("Check that the school")]
    assert all(one.lines[-1].startswith("[") and one.lines[-1].endswith("]") for one in named)
    lea = next(one for one in others if one.words == "LEA")
    assert lea.lines[:2] == (
        "Out of date: “LEA”",
        "Now since 5 May 2010: local authority (LA). S.I. 2010/1158, in force 5 May 2010.",
    )


@pytest.mark.skipif(importlib.util.find_spec("openxml_audit") is None, reason="openxml-audit is not installed")
def test_word_has_nothing_to_repair(copy: Annotated, tmp_path: Path) -> None:
    """Nothing is wrong with a copy by Microsoft's own rules that was not wrong with the file before."""
    from openxml_audit.validator import OpenXmlValidator

    validator = OpenXmlValidator()

    def faults(data: bytes, name: str) -> set[tuple[str, str]]:
        path = tmp_path / name
        path.write_bytes(data)
        return {(fault.part_uri, fault.description) for fault in validator.validate(str(path)).errors}

    data, tortured_copy = tortured()
    assert faults(tortured_copy.content, "copy.docx") <= faults(data, "torture.docx")
    assert faults(copy.content, "policy-copy.docx") <= faults(POLICY.read_bytes(), "policy.docx")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_keeps_every_comment_on_its_words(copy: Annotated, tmp_path: Path) -> None:
    """Opened and saved again by another program, each comment has its author, text and words."""
    (tmp_path / "copy.docx").write_bytes(copy.content)
    (tmp_path / "torture.docx").write_bytes(tortured()[1].content)
    out = tmp_path / "out"
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "docx", "--outdir", str(out)]
    subprocess.run([*command, *map(str, sorted(tmp_path.glob("*.docx")))], check=True, capture_output=True, timeout=120)
    for name in ("copy.docx", "torture.docx"):
        ours = sorted((one.author, "".join(one.lines), one.words) for one in margins((tmp_path / name).read_bytes()))
        theirs = sorted((one.author, "".join(one.lines), one.words) for one in margins((out / name).read_bytes()))
        assert ours == theirs


def test_words_that_take_no_comment_say_where_they_stand() -> None:
    """In the nearest place the comment tells of the header, the note or the box before its id."""
    lines = {one.lines[1]: one.lines for one in margins(tortured()[1].content) if one.author == OURS}
    told = [one[-2] for one in lines.values() if len(one) > 3]
    assert len(told) == 3
    assert {one.split()[4] for one in told} == {"the", "a"}
    assert all(one[-1] == "[id]" for one in lines.values())


def test_a_protected_document_is_annotated_and_the_protection_told() -> None:
    """Word shows the comments and may not let her change them: she is told beforehand."""
    protection = '<w:documentProtection w:edit="readOnly" w:enforcement="1"/>'
    _, copy = tortured(protection)
    assert "Restrict Editing" in copy.notes[0]
    assert tortured()[1].notes == ()


def test_a_copy_of_a_copy_says_so() -> None:
    """Earlier comments of ours are comments of the file, and stay."""
    data = tortured()[1].content
    document = read_bytes(data, "made.docx")
    again = annotate_word(data, document, [Comment(("Title",), 0)], NOW, suggest=False)
    assert "already had comments by PolicyKit" in again.notes[0]
    assert len(margins(again.content)) == len(margins(data)) + 1


def test_bytes_that_were_not_the_checked_ones_are_refused() -> None:
    """The file was saved in between: no comment is put on words that may have moved."""
    document = read_bytes(torture(), "made.docx")
    with pytest.raises(DocumentError, match="no longer the one"):
        annotate_word(POLICY.read_bytes(), document, [Comment(("Title",), 0)], NOW, suggest=False)


def test_a_file_with_macros_keeps_its_ending() -> None:
    """Word refuses to open one under the other's name."""
    macros = rewritten(torture(), [(b"document.main+xml", b"document.macroEnabled.main+xml")])
    assert word_ending(macros, "made.docm") == ".docm"
    assert word_ending(torture(), "made.docx") == ".docx"
