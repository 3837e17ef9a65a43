"""Opening files: the format told by content, and every bad file answered in plain words."""

import contextlib
import io
import os
import shutil
import zipfile
from pathlib import Path

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.read.word_parts import paragraph, word_file

from policykit.errors import DocumentError
from policykit.read import legacy, read, read_bytes

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
_WORD = word_file(paragraph("Our SENCo helps.") + "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>")


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "file_format"),
    [
        (_WORD, "policy.docx", "docx"),
        (_WORD, "policy.pdf", "docx"),
        (b"<!DOCTYPE html><html><body><p>Hello</p></body></html>", "policy.txt", "html"),
        (b"<p>Hello</p><p>again</p>", "policy", "html"),
        (b"# Our policy\n\nText.", "policy.txt", "markdown"),
        (b"Our policy\n\nText.", "policy.md", "markdown"),
        (b"Our policy\n\nText.", "policy.docx", "text"),
    ],
)
def test_the_format_is_told_by_the_content(data: bytes, name: str, file_format: str) -> None:
    """The suffix decides nothing but Markdown."""
    assert read_bytes(data, name).origin.format == file_format


def test_a_suffix_that_does_not_fit_is_noted() -> None:
    """A Word file named .pdf is read, and the note says so; the right suffix has no note."""
    assert "Word document" in read_bytes(_WORD, "policy.pdf").origin.suffix_note
    assert read_bytes(_WORD, "policy.DOCX").origin.suffix_note == ""


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"", "a.docx", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "a.docx", "picture"),
        (bytes(range(256)) * 20, "a.txt", "no text"),
        (_WORD[: len(_WORD) // 2], "a.docx", "damaged"),
        (_zip("xl/workbook.xml"), "a.docx", "spreadsheet"),
        (_zip("ppt/presentation.xml"), "a.docx", "slide show"),
        (_zip("other.bin"), "a.docx", "zip archive"),
        (_zip("word/document.xml"), "a.docx", "well formed"),
        (_OLE + "EncryptedPackage".encode("utf-16-le"), "a.docx", "password"),
        (_OLE + "Workbook".encode("utf-16-le"), "a.xls", "not a Word document"),
    ],
)
def test_a_file_that_is_no_document_is_refused_in_plain_words(data: bytes, name: str, words: str) -> None:
    """Each error says what is wrong, in which file, and what to do."""
    with pytest.raises(DocumentError, match=words) as caught:
        read_bytes(data, name)
    assert caught.value.where == name
    assert caught.value.remedy.endswith(".")


def test_a_missing_file_a_folder_and_words_lock_file_are_refused(tmp_path: Path) -> None:
    """What is wrong with a path is said as plainly as what is wrong with a file."""
    with pytest.raises(DocumentError, match="no such file"):
        read(tmp_path / "none.docx")
    with pytest.raises(DocumentError, match="folder"):
        read(tmp_path)
    lock = tmp_path / "~$policy.docx"
    lock.write_bytes(b"x")
    with pytest.raises(DocumentError, match="Word keeps"):
        read(lock)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path) -> None:
    """A locked file names Word as the likely reason."""
    path = tmp_path / "a.txt"
    path.write_text("Text.")
    path.chmod(0)
    with pytest.raises(DocumentError, match="open elsewhere"):
        read(path)


def test_the_path_stays_as_it_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A report names the file in the caller's words."""
    (tmp_path / "a.txt").write_text("Text.")
    monkeypatch.chdir(tmp_path)
    assert read("./a.txt").origin.path == "./a.txt"


def test_a_document_without_a_word_comes_back_with_a_gap() -> None:
    """An empty Word file is read, and its gap hides everything."""
    document = read_bytes(word_file("<w:p/>"), "a.docx")
    assert not document.blocks
    assert [gap.hides_text for gap in document.gaps] == [True]


def test_a_word_file_of_pictures_alone_has_a_gap() -> None:
    """Pictures where words should be may hold the text."""
    picture = "<w:p><w:r><w:drawing><a:blip/></w:drawing></w:r></w:p>"
    assert [gap.where for gap in read_bytes(word_file(picture), "a.docx").gaps] == ["pictures"]
    long = paragraph("word " * 200)
    assert read_bytes(word_file(picture + long), "a.docx").gaps == ()


def test_an_old_word_file_without_libreoffice_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    """The remedy is to save it as .docx or to install LibreOffice."""
    monkeypatch.setattr(legacy, "libreoffice", lambda: None)
    with pytest.raises(DocumentError) as caught:
        read_bytes(_OLE + "WordDocument".encode("utf-16-le"), "a.doc")
    assert ".docx" in caught.value.remedy
    assert "LibreOffice" in caught.value.remedy


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_rich_text_is_read_through_libreoffice() -> None:
    """A .rtf file gives its words."""
    document = read_bytes(rb"{\rtf1\ansi Our {\b SENCo} helps.\par}", "a.rtf")
    assert [block.text for block in document.blocks] == ["Our SENCo helps."]
    assert document.origin.format == "rtf"


def test_a_file_made_by_python_docx_is_read_whole(tmp_path: Path) -> None:
    """A Word file with headings, lists, a table and a header from the library's own template."""
    made = docx.Document()
    made.add_heading("SEN policy", 0)
    made.add_paragraph("Text.")
    made.add_paragraph("Item", style="List Bullet")
    made.add_table(1, 2).rows[0].cells[1].text = "Cell"
    made.sections[0].header.paragraphs[0].text = "Anytown School"
    made.save(str(tmp_path / "a.docx"))
    texts = [block.text for block in read(tmp_path / "a.docx").blocks]
    assert texts == ["SEN policy", "Text.", "Item", "Cell", "Anytown School"]


_BYTES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from([b"PK\x03\x04", b"{\\rtf", b"<html>", b"# a\n", b"\xff\xfe", b"<p>", b"| a |\n", b"\x00"]),
).filter(lambda data: b"%PDF" not in data and b"{\\rtf" not in data)


@settings(deadline=None)  # the first of a format imports its reader
@given(st.lists(_BYTES, max_size=5))
def test_no_bytes_end_in_anything_but_a_plain_error(parts: list[bytes]) -> None:
    """Whatever the bytes are, they are a document or a DocumentError."""
    with contextlib.suppress(DocumentError):
        read_bytes(b"".join(parts), "a.txt")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, len(_WORD) - 1), st.integers(0, 255)), max_size=6), st.integers(0, 40))
def test_a_word_file_with_flipped_bytes_ends_in_a_plain_error(flips: list[tuple[int, int]], cut: int) -> None:
    """A damaged Word file is read or refused, never a crash."""
    damaged = bytearray(_WORD[: len(_WORD) - cut])
    for at, value in flips:
        damaged[at % len(damaged)] = value
    with contextlib.suppress(DocumentError):
        read_bytes(bytes(damaged), "a.docx")


_TAGS = st.sampled_from(
    [
        '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r></w:p>',
        '<w:p><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="77"/><w:numId w:val="x"/></w:numPr></w:pPr></w:p>',
        '<w:p><w:pPr><w:outlineLvl w:val="-3"/><w:pStyle w:val="none"/></w:pPr></w:p>',
        "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>kept</w:t></w:r></w:p>",
        '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="x"/><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>',
        '<w:p><w:r><w:sym w:char="zz"/><w:footnoteReference/><w:drawing><c:chart r:id="q"/></w:drawing></w:r></w:p>',
        '<w:p><w:hyperlink r:id="none" w:anchor="a"><w:r><w:t>x</w:t></w:r></w:hyperlink></w:p>',
        "<mc:AlternateContent/>",
        '<w:sectPr><w:headerReference r:id="none"/></w:sectPr>',
    ]
)


@settings(deadline=None)
@given(st.lists(_TAGS, max_size=8))
def test_odd_but_well_formed_word_files_are_read(tags: list[str]) -> None:
    """Values and references that lead nowhere do not stop the reading."""
    document = read_bytes(word_file("".join(tags) + paragraph("The end.")), "a.docx")
    assert "The end." in document.blocks[-1].text
