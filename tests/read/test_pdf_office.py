"""What is read of PDFs that LibreOffice makes of Word files, with tags and without."""

import contextlib
import io
import json
import random
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from policykit.errors import DocumentError
from policykit.model.access import AccessRule
from policykit.model.document import BlockKind, Layer
from policykit.read.pdf import read_pdf
from policykit.read.piece import Piece, Reading

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(
    SOFFICE is None, reason="LibreOffice is not installed, so no PDF can be made of a Word file"
)

OPTIONS = {
    "tagged": {"UseTaggedPDF": {"type": "boolean", "value": "true"}},
    "plain": {"UseTaggedPDF": {"type": "boolean", "value": "false"}},
    "locked": {
        "EncryptFile": {"type": "boolean", "value": "true"},
        "DocumentOpenPassword": {"type": "string", "value": "secret"},
    },
}
SENTENCE = "We know that every child is different and we plan with parents for what helps. "
POINT = "Point {} of a list that is written out in full so that it takes more than one line of the page."


def word_file() -> bytes:
    """Return a Word file with a title, headings, long paragraphs, lists, a table, a header and a footer."""
    document = docx.Document()
    document.add_paragraph("SEN information report", style="Title")
    document.sections[0].header.paragraphs[0].text = "Green Lane School"
    document.sections[0].footer.paragraphs[0].text = "SEN report, March"
    for number in range(3):
        document.add_heading(f"Part {number}", 1)
        for _ in range(5):
            document.add_paragraph(SENTENCE * 4)
        document.add_heading(f"Whom to ask {number}", 2)
        for point in range(3):
            document.add_paragraph(POINT.format(point), style="List Bullet")
        table = document.add_table(3, 2)
        table.style = "Table Grid"
        for row in range(3):
            for column in range(2):
                table.cell(row, column).text = f"row {row} column {column}"
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def converted(folder: Path, name: str, options: Mapping[str, object]) -> bytes:
    """Return the PDF that LibreOffice makes of a Word file in a folder."""
    export = f"pdf:writer_pdf_Export:{json.dumps(options)}"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    made = [str(SOFFICE), profile, "--headless", "--convert-to", export, "--outdir", str(folder)]
    subprocess.run([*made, str(folder / f"{name}.docx")], check=True, capture_output=True, timeout=120)
    return (folder / f"{name}.pdf").read_bytes()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return PDFs of one Word file: with tags, without, and locked with a password."""
    folder = tmp_path_factory.mktemp("office")
    found = {}
    for name, options in OPTIONS.items():
        (folder / f"{name}.docx").write_bytes(word_file())
        found[name] = converted(folder, name, options)
    return found


@pytest.fixture(scope="module")
def readings(files: dict[str, bytes]) -> dict[str, Reading]:
    """Return the readings of the PDF with tags and of the one without."""
    return {name: read_pdf(files[name], f"{name}.pdf") for name in ("tagged", "plain")}


def body(reading: Reading) -> list[Piece]:
    """Return the pieces that are no furniture."""
    return [piece for piece in reading.pieces if piece.layer is not Layer.FURNITURE]


def test_tags_give_headings_with_their_level(readings: dict[str, Reading]) -> None:
    """The headings of a tagged PDF are those of the Word file, its title too."""
    headings = [(p.raw, p.level) for p in readings["tagged"].pieces if p.kind is BlockKind.HEADING]
    parts = [item for number in range(3) for item in ((f"Part {number}", 1), (f"Whom to ask {number}", 2))]
    assert headings == [("SEN information report", 1), *parts]


def test_headings_stand_out_without_tags(readings: dict[str, Reading]) -> None:
    """Without tags the same lines stand out, and nothing else does."""
    standing = [piece.raw for piece in readings["plain"].pieces if piece.stands_out]
    parts = [item for number in range(3) for item in (f"Part {number}", f"Whom to ask {number}")]
    assert standing == ["SEN information report", *parts]


@pytest.mark.parametrize("form", ["tagged", "plain"])
def test_paragraphs_are_whole(readings: dict[str, Reading], form: str) -> None:
    """Every long paragraph is one piece, those over a page end too."""
    paragraphs = [p.raw for p in body(readings[form]) if p.raw.startswith("We know")]
    assert paragraphs == [(SENTENCE * 4).strip()] * 15


@pytest.mark.parametrize("form", ["tagged", "plain"])
def test_list_items_are_whole_and_lose_their_bullets(readings: dict[str, Reading], form: str) -> None:
    """Every point is one list item without its bullet."""
    items = [(p.raw, p.level) for p in body(readings[form]) if p.kind is BlockKind.LIST_ITEM]
    assert items == [(POINT.format(point), 1) for _ in range(3) for point in range(3)]


@pytest.mark.parametrize("form", ["tagged", "plain"])
def test_tables_give_their_cells(readings: dict[str, Reading], form: str) -> None:
    """Every cell stands in its table, row and column."""
    cells = [(p.raw, p.cell.table, p.cell.row, p.cell.column) for p in body(readings[form]) if p.cell]
    places = [(table, row, column) for table in range(3) for row in range(3) for column in range(2)]
    assert cells == [(f"row {row} column {column}", table, row, column) for table, row, column in places]


@pytest.mark.parametrize("form", ["tagged", "plain"])
def test_headers_and_footers_are_furniture(readings: dict[str, Reading], form: str) -> None:
    """The running header and footer are given once, and not in the body."""
    running = [p.raw for p in readings[form].pieces if p.layer is Layer.FURNITURE]
    assert running == ["Green Lane School", "SEN report, March"]


def test_both_ways_read_the_same_words(readings: dict[str, Reading]) -> None:
    """The text read by tags and by looks is the same, in the same order."""
    assert [p.raw for p in body(readings["tagged"])] == [p.raw for p in body(readings["plain"])]


def test_a_password_is_asked_for_in_plain_words(files: dict[str, bytes]) -> None:
    """A PDF that opens only with a password is refused, with what to do."""
    with pytest.raises(DocumentError, match="password") as refused:
        read_pdf(files["locked"], "locked.pdf")
    assert "save a copy without one" in refused.value.remedy


@pytest.mark.parametrize("share", [0.3, 0.9])
def test_half_a_file_is_refused_or_read(files: dict[str, bytes], share: float) -> None:
    """A file that is cut short is refused with a remedy, or what is left of it is read."""
    data = files["tagged"]
    with contextlib.suppress(DocumentError):
        assert read_pdf(data[: int(share * len(data))], "cut.pdf").pages


def test_damage_to_the_tags_does_no_harm(files: dict[str, bytes]) -> None:
    """Whatever bytes of a tagged file are changed, it is read or refused in plain words."""
    chance = random.Random(3)  # noqa: S311 - cases, not secrets
    for _ in range(25):
        data = bytearray(files["tagged"])
        for _ in range(chance.randrange(1, 200)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        with contextlib.suppress(DocumentError):
            assert read_pdf(bytes(data), "bad.pdf").format == "pdf"


def facts_of(folder: Path, *, dressed: bool) -> Reading:
    """Return the reading of a tagged PDF made of a Word file with a title, a language and a table header, or without."""
    document = docx.Document()
    document.add_heading("Whom to ask", 1)
    document.add_paragraph(SENTENCE)
    table = document.add_table(3, 2)
    for row, words in enumerate((("Who", "Room"), ("Mrs Shaw", "4"), ("Mr Vane", "7"))):
        for column, word in enumerate(words):
            table.cell(row, column).text = word
    if dressed:
        document.core_properties.title = "Our SEN information report"
        head = table.rows[0]._tr.get_or_add_trPr()
        head.append(OxmlElement("w:tblHeader"))
        for language in document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), "cy-GB")
    document.save(str(folder / "made.docx"))
    return read_pdf(converted(folder, "made", OPTIONS["tagged"]), "made.pdf")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which LibreOffice sets up its profile once."""
    return tmp_path_factory.mktemp("facts")


def test_tags_tell_title_language_and_the_header_of_a_table(folder: Path) -> None:
    """What the Word file was given is known of the PDF made of it."""
    reading = facts_of(folder, dressed=True)
    properties = dict(reading.properties)
    assert reading.facts.tagged
    assert properties["title"] == "Our SEN information report"
    assert properties["language"] == "cy-GB"
    assert [(one.page, one.rows, one.columns, one.has_head) for one in reading.facts.tables] == [(1, 3, 2, True)]
    assert {AccessRule.TITLE, AccessRule.LANGUAGE, AccessRule.HEADER_ROW} <= reading.facts.looked


def test_tags_tell_that_a_table_has_no_header(folder: Path) -> None:
    """Without a header row and a title neither is made up."""
    reading = facts_of(folder, dressed=False)
    assert "title" not in dict(reading.properties)
    assert [one.has_head for one in reading.facts.tables] == [False]


def test_of_a_pdf_without_tags_only_that_is_told(readings: dict[str, Reading]) -> None:
    """Its tables and pictures cannot be known."""
    facts = readings["plain"].facts
    assert facts.tagged is False
    assert facts.tables == ()
    assert AccessRule.HEADER_ROW not in facts.looked
