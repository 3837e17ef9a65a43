"""Files made to break a reader, or too much for one: a plain error or a gap, in bounded time and memory.

What is meant for pdfium or may take memory goes through a process of its own, as it does for a person.
"""

import io
import os
import socket
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.read.pdf_objects import CATALOG, FONT, page_of, pdf_of, stream
from tests.read.pdf_sheet import PROSE, Sheet
from tests.read.test_odt import _odt
from tests.read.word_parts import NAMESPACES, paragraph, word_file

from policykit.errors import DocumentError
from policykit.model.document import Document, Gap, HowRead
from policykit.read import pdf, read, read_bytes
from policykit.read.apart import Reader, read_apart

LINE = b"BT /F1 11 Tf 72 700 Td (Hello from our SENCo) Tj ET"
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a0 "lol">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)) + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a11 SYSTEM "file:///etc/passwd">]>'


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    """Give a process that reads, and has to live through the module."""
    reader = Reader()
    yield reader
    assert reader.is_alive
    reader.close()


def _part(content: bytes, name: str = "word/document.xml") -> bytes:
    """Return a Word file with other bytes in one of its parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(word_file(paragraph("x")))) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for other in old.namelist():
            new.writestr(other, content if other == name else old.read(other))
    return out.getvalue()


def _body(inner: str, before: str = "") -> bytes:
    return f"{before}<w:document {NAMESPACES}><w:body>{inner}</w:body></w:document>".encode()


def _texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


_TAGGED = [
    "<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R/Outlines 9 0 R>>",
    "<</Type/Pages/Count 1/Kids[3 0 R]>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/StructParents 0/Resources<</Font<</F1 5 0 R>>>>>>",
    stream(b"/P <</MCID 0>> BDC " + LINE + b" EMC"),
    FONT,
]
_CIRCLE = [
    *_TAGGED,
    "<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0 [7 0 R]]>>>>",
    "<</Type/StructElem/S/Document/P 6 0 R/K[8 0 R 7 0 R]/Pg 3 0 R>>",
    "<</Type/StructElem/S/P/P 8 0 R/K[7 0 R 8 0 R 0]/Pg 3 0 R>>",
    "<</Type/Outlines/First 10 0 R/Last 10 0 R/Count 1>>",
    "<</Title(x)/Parent 9 0 R/Next 10 0 R/First 10 0 R/Last 10 0 R>>",
]
_DEEP = [
    *_TAGGED,
    "<</Type/StructTreeRoot/K 7 0 R/ParentTree<</Nums[0 [2007 0 R]]>>>>",
    *(f"<</Type/StructElem/S/Div/P {6 + n} 0 R/K {8 + n} 0 R/Pg 3 0 R>>" for n in range(2000)),
    "<</Type/StructElem/S/P/P 2006 0 R/K 0/Pg 3 0 R>>",
]


@pytest.mark.parametrize("objects", [_CIRCLE, _DEEP], ids=["in circles", "deep"])
def test_a_tag_tree_without_end_hides_no_words(reader: Reader, objects: list[str | bytes]) -> None:
    """Tags and bookmarks that hold themselves, or go very deep, come to an end; the words are read."""
    assert _texts(reader.read(pdf_of(objects), "a.pdf")) == ["Hello from our SENCo"]


@pytest.mark.parametrize(
    "pages",
    [
        ["<</Type/Pages/Count 1/Kids[2 0 R]>>"],
        ["<</Type/Pages/Count 3/Kids[3 0 R 2 0 R]>>", "<</Type/Pages/Parent 2 0 R/Count 2/Kids[2 0 R 3 0 R]>>"],
        ["<</Type/Pages/Count 2000000000/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"],
        ["<</Type/Pages/Count -5/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>"],
        ["<</Type/Pages/X " + "[" * 50_000 + "]" * 50_000 + "/Count 1/Kids[]>>"],
    ],
    ids=["itself", "each other", "too many", "less than none", "deep"],
)
def test_a_page_tree_that_leads_nowhere_is_told(reader: Reader, pages: list[str]) -> None:
    """Page trees in circles and lies about their length end in an error or in a gap, and never in silence."""
    try:
        gaps = reader.read(pdf_of([CATALOG, *pages]), "a.pdf").gaps
    except DocumentError as error:
        gaps = (Gap(error.where, error.what, error.remedy),)
    assert any(gap.hides_text and gap.remedy for gap in gaps)


@pytest.mark.parametrize("box", ["0 0 9999999 9999999", "0 0 1e30 1e30", "0 0 0 0", "-9e9 5 nan inf", "595 842 0 0"])
def test_a_page_of_an_absurd_size_costs_no_memory(reader: Reader, box: str) -> None:
    """A huge page, or none, is read or told; a page given by its other corners is a page."""
    document = reader.read(page_of(LINE, box=box), "a.pdf")
    assert _texts(document) or any(gap.hides_text for gap in document.gaps)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(page_of(zlib.compress(b"q " * 1_000_000), entries="/Filter/FlateDecode"), id="states"),
        pytest.param(
            page_of(zlib.compress(zlib.compress(b"0" * 50_000_000)), entries="/Filter[/FlateDecode/FlateDecode]"),
            id="packed twice",
        ),
        pytest.param(
            page_of(
                b"q 595 0 0 842 0 0 cm /X6 Do Q",
                more=[
                    stream(
                        zlib.compress(bytes(10**6)),
                        "/Type/XObject/Subtype/Image/Width 30000/Height 30000/ColorSpace/DeviceRGB"
                        "/BitsPerComponent 8/Filter/FlateDecode",
                    )
                ],
            ),
            id="picture",
        ),
        pytest.param(page_of(b"".join(b"%d 0 m %d 842 l S " % (x, x) for x in range(20_000)) + LINE), id="lines"),
    ],
)
def test_a_page_that_unpacks_to_far_too_much_is_bounded(reader: Reader, content: bytes) -> None:
    """Streams, pictures and drawings that blow up are read as far as the limits go, or told."""
    document = reader.read(content, "a.pdf")
    assert _texts(document) == ["Hello from our SENCo"] or document.gaps


def test_forms_that_draw_each_other_cost_that_file_only(tmp_path: Path) -> None:
    """A page drawn by forms ten times over, twenty deep, may end the process that reads it, and no more."""
    forms = [
        stream(
            f"/X{7 + n} Do ".encode() * 10 if n < 19 else LINE,
            "/Type/XObject/Subtype/Form/BBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>"
            f"/XObject<</X{7 + n} {7 + n} 0 R>>>>",
        )
        for n in range(20)
    ]
    path = tmp_path / "forms.pdf"
    path.write_bytes(page_of(b"/X6 Do", more=forms))
    with pytest.raises(DocumentError, match=r"stopped on this one|far too long"):
        Reader(seconds=5).read(path.read_bytes(), str(path))
    path.write_bytes(page_of(LINE))
    assert _texts(read_apart(path)) == ["Hello from our SENCo"]


def test_pages_beyond_the_limit_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a very long PDF the first pages are read, and the report says which were not."""
    monkeypatch.setattr("policykit.formats.pdf.PAGE_LIMIT", 20)
    sheet = Sheet()
    for _ in range(50):
        sheet.page().lines(72, 700, PROSE)
    document = read_bytes(sheet.bytes(), "long.pdf")
    [gap] = document.gaps
    assert (gap.where, gap.hides_text) == ("pages 21-50", True)
    assert [page.how for page in document.coverage] == [HowRead.TEXT] * 20 + [HowRead.UNREADABLE] * 30


def test_pages_that_take_too_long_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """When the time for a file is up, the pages that were not begun are a gap."""
    monkeypatch.setattr(pdf, "MOST_SECONDS", -1.0)
    sheet = Sheet().page().lines(72, 700, PROSE).page().lines(72, 700, PROSE).page().lines(72, 700, PROSE)
    document = read_bytes(sheet.bytes(), "slow.pdf")
    assert [gap.where for gap in document.gaps] == ["pages 2-3"]
    assert document.pages == 3


@pytest.mark.parametrize("lock", ["/V 1/R 2/Length 40", "/V 2/R 3/Length 128"])
def test_a_pdf_with_a_password_is_refused(lock: str) -> None:
    """A PDF that asks for a password is told as that."""
    secret = f"/Encrypt<</Filter/Standard{lock}/P -4/O({'x' * 32})/U({'y' * 32})>>/ID[(a)(a)]"
    locked = pdf_of([CATALOG, "<</Type/Pages/Count 1/Kids[3 0 R]>>", "<</Type/Page/Parent 2 0 R>>"], secret)
    with pytest.raises(DocumentError, match="password"):
        read_bytes(locked, "a.pdf")


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_part(_body(paragraph("&a11;"), LAUGHS)), id="docx"),
        pytest.param(_part(_body(paragraph("&a11;"), OUTSIDE)), id="docx outside"),
        pytest.param(_part(_body(paragraph("x"))[:-30] + b" " * 70_000_000), id="docx bomb"),
        pytest.param(_part(_body("<w:p/>" * 3_000_000)), id="docx of empty paragraphs"),
        pytest.param(_part(_body("<w:sdt><w:sdtContent>" * 3000 + "</w:sdtContent></w:sdt>" * 3000)), id="docx deep"),
    ],
)
def test_a_word_file_made_to_flood_or_to_pry_is_refused(data: bytes) -> None:
    """Entities, zip bombs and endless nesting in a Word file are plain errors."""
    with pytest.raises(DocumentError) as refused:
        read_bytes(data, "a.docx")
    assert "root:" not in str(refused.value)


@pytest.mark.parametrize("before", [LAUGHS, OUTSIDE])
def test_entities_in_an_opendocument_text_are_refused(before: str) -> None:
    """No entity of a file's own is ever followed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(_odt("<text:p>&a11;</text:p>"))) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            new.writestr(name, before.encode() * (name == "content.xml") + old.read(name))
    with pytest.raises(DocumentError):
        read_bytes(out.getvalue(), "a.odt")


def test_an_opendocument_bomb_is_refused() -> None:
    """What unpacks to far more than a document holds is not unpacked."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", b" " * 70_000_000)
    with pytest.raises(DocumentError, match="unpacks"):
        read_bytes(out.getvalue(), "a.odt")


@pytest.mark.parametrize("before", [LAUGHS, OUTSIDE])
def test_entities_in_a_web_page_give_nothing(before: str) -> None:
    """A web page's own entities are left alone."""
    page = before.replace("DOCTYPE x", "DOCTYPE html") + "<html><body><p>Our words.</p><p>&a11;</p></body></html>"
    texts = _texts(read_bytes(page.encode(), "a.html"))
    assert "Our words." in texts
    assert not any("lol" in text or "root:" in text for text in texts)


@pytest.mark.parametrize("opening", ["<div>", "<b>", "<table><tr><td>", "<ul><li>"])
def test_a_web_page_nested_without_end_is_read_or_refused(opening: str) -> None:
    """Thousands of open tags are a document or a plain error."""
    page = f"<!DOCTYPE html><html><body><p>Our words.</p>{opening * 3000}deep"
    try:
        told = _texts(read_bytes(page.encode(), "a.html"))
    except DocumentError as error:
        told = [error.what]
    assert {"Our words.", "the file is too large or too deeply nested to be read"}.intersection(told)


def test_lists_too_deep_to_be_read_are_told() -> None:
    """Markdown nested past the limit leaves a gap that hides text."""
    document = read_bytes(b"# Help\n\n" + b"> " * 70 + b"deep\n", "a.md")
    assert (_texts(document), [gap.hides_text for gap in document.gaps]) == (["Help"], [True])


_DIGITS = ["9" * 5000, "²", "-1", "1e9", ""]


@pytest.mark.parametrize("number", _DIGITS)
def test_absurd_numbers_stop_nothing(number: str) -> None:
    """Levels, spans and counts that are no numbers, or far too large, leave the words."""
    said = f'w:val="{number}"'
    levels = f"<w:numPr><w:ilvl {said}/><w:numId {said}/></w:numPr><w:outlineLvl {said}/>"
    cell = f"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan {said}/></w:tcPr>{paragraph('Two')}</w:tc></w:tr></w:tbl>"
    lists = f"<w:abstractNum w:abstractNumId='1'><w:lvl w:ilvl='{number}'><w:start {said}/><w:lvlRestart {said}/></w:lvl></w:abstractNum>"
    run = f"<w:sz {said}/>"
    word = word_file(paragraph("One", properties=levels, run=run) + cell, parts={"numbering": lists})
    assert _texts(read_bytes(word, "a.docx")) == ["One", "Two"]
    odt = _odt(f'<text:h text:outline-level="{number}">One</text:h><text:p>T<text:s text:c="{number}"/>wo</text:p>')
    assert _texts(read_bytes(odt, "a.odt"))[0] == "One"
    page = f'<html><body><ol start="{number}"><li value="{number}">One</li></ol><table><tr><td colspan="{number}">Two</td></tr></table>'
    assert _texts(read_bytes(page.encode(), "a.html")) == ["One", "Two"]


def test_a_device_and_a_pipe_are_refused(tmp_path: Path) -> None:
    """What may never end is not opened."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no pipes among its files")
    os.mkfifo(tmp_path / "pipe.docx")
    for path in (tmp_path / "pipe.docx", Path("/dev/zero")):
        with pytest.raises(DocumentError, match="device or a pipe"):
            read(path)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    """A name with a null byte is no file."""
    with pytest.raises(DocumentError):
        read("policy\0.docx")


@pytest.mark.parametrize(
    ("lock", "program"),
    [("~$nd-policy.docx", "Word"), ("~$send-policy.docx", "Word"), (".~lock.send-policy.docx#", "LibreOffice")],
)
def test_a_file_that_is_open_elsewhere_is_read_and_that_is_said(tmp_path: Path, lock: str, program: str) -> None:
    """The program's small file beside a document gives it away."""
    path = tmp_path / "send-policy.docx"
    path.write_bytes(word_file(paragraph("Our SENCo helps.")))
    assert read(path).gaps == ()
    (tmp_path / lock).write_bytes(b"x")
    for document in (read(path), read_apart(path)):
        [gap] = document.gaps
        assert (program in gap.what, gap.hides_text) == (True, False)


def test_words_small_file_names_the_document(tmp_path: Path) -> None:
    """Whoever gives Word's small file is told which document it stands for."""
    (tmp_path / "send-policy.docx").write_bytes(b"x")
    lock = tmp_path / "~$nd-policy.docx"
    lock.write_bytes(b"x")
    with pytest.raises(DocumentError) as refused:
        read(lock)
    assert "send-policy.docx" in refused.value.remedy


def test_nothing_is_fetched() -> None:
    """Templates, pictures, styles and frames that a file refers to elsewhere are never asked for."""
    server = socket.create_server(("127.0.0.1", 0))
    server.settimeout(0.2)
    away = f"http://127.0.0.1:{server.getsockname()[1]}/x"
    page = (
        f'<!DOCTYPE html SYSTEM "{away}"><html><head><link rel="stylesheet" href="{away}"><base href="{away}"></head>'
        f'<body><img src="{away}"><iframe src="{away}"></iframe><p>Words.</p></body></html>'
    )
    picture = '<w:p><w:r><w:drawing><a:blip r:link="r1"/></w:drawing></w:r></w:p>'
    word = word_file(picture + paragraph("Words."), parts={"attachedTemplate": ""}, links={"r1": away})
    xhtml = f'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN" "{away}"><html><body><p>Words.</p></body></html>'
    for data, name in ((page.encode(), "a.html"), (word, "a.docx"), (xhtml.encode(), "a.xhtml")):
        assert "Words." in _texts(read_bytes(data, name))
    # A listener sees what C code would fetch, too.
    with server, pytest.raises(TimeoutError):
        server.accept()


def test_letters_without_a_size_are_not_seen() -> None:
    """Words set in no size, or far off the page, count for nothing and stop nothing."""
    odd = b"BT /F1 0 Tf 72 650 Td (no size) Tj ET BT /F1 11 Tf 1 0 0 1 9e30 600 Tm (nowhere) Tj ET 0 640 m 300 640 l S "
    assert _texts(read_bytes(page_of(odd + LINE), "a.pdf")) == ["Hello from our SENCo"]


def test_a_title_of_half_letters_is_no_title() -> None:
    """Facts that are no text are left out, and the words are read."""
    sheet = Sheet().page().lines(72, 700, PROSE)
    document = read_bytes(sheet.bytes("/Title<FEFFD83D>/Author(A. Example)"), "a.pdf")
    assert document.properties == {"author": "A. Example", "language": "en-GB"}
    assert document.blocks
