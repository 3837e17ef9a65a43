"""Highlights and notes in a copy of a PDF: on the very words, whatever way round the page is, and nothing else changed."""

import io
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from tests.read.pdf_sheet import PROSE, Sheet

from policykit.errors import DocumentError
from policykit.model.document import Document, Span
from policykit.pipeline import Options, catalogues, check_file
from policykit.read import read_bytes
from policykit.report.comments import Comment, comments_on
from policykit.report.comments_pdf import annotate_pdf

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
FILES = Path(__file__).resolve().parents[2] / "corpus" / "files"
REPORT = FILES / "ravensgill-high-combined-2024.pdf"


def made() -> bytes:
    """Return a PDF in which the same words stand several times, broken over lines too."""
    sheet = Sheet().page().text(60, 780, "SEN Policy", bold=True, size=18).lines(60, 740, PROSE)
    sheet.text(60, 660, "Ask the LEA (Annex 1) for a statement. The LEA decides, and nobody but the LEA.")
    sheet.lines(
        60, 600, ["Some of our pupils have a statement of special", "educational needs and some of them have none."]
    )
    sheet.page().text(60, 780, "Complaints", bold=True, size=14).lines(60, 740, PROSE)
    return sheet.bytes()


def comment_on(document: Document, words: str, nth: int = 0) -> Comment:
    """Return a comment on the nth place where the words stand in one block."""
    block = next(block for block in document.blocks if words in block.text)
    start = -1
    for _ in range(nth + 1):
        start = block.text.index(words, start + 1)
    return Comment((words, "[id]"), block.index, Span(block.index, start, start + len(words)))


def copy_of(data: bytes, choose: Callable[[Document], list[Comment]]) -> bytes:
    """Return the copy with an opening comment and the chosen ones."""
    document = read_bytes(data, "made.pdf")
    comments = [Comment(("Opening",), 0), *choose(document)]
    return annotate_pdf(data, document, comments, NOW).content


@contextmanager
def opened(data: bytes) -> Iterator[pikepdf.Pdf]:
    """Give an open PDF."""
    with pikepdf.open(io.BytesIO(data)) as file:
        yield file


def under_highlights(data: bytes) -> list[tuple[str, str]]:
    """Return the text of each highlight's note with the words that lie under its boxes, by another look at the page."""
    found: list[tuple[str, str]] = []
    document = pypdfium2.PdfDocument(data)
    with opened(data) as file:
        for number, page in enumerate(file.pages):
            sheet = document[number]
            text = sheet.get_textpage()
            for note in page.get("/Annots", []):
                if note.Subtype == "/Highlight":
                    corners = [float(value) for value in note.QuadPoints]
                    parts = [
                        text.get_text_bounded(min(quad[::2]), min(quad[1::2]), max(quad[::2]), max(quad[1::2]))
                        for quad in (corners[at : at + 8] for at in range(0, len(corners), 8))
                    ]
                    found.append((str(note.Contents).split("\n")[0], " ".join(" ".join(parts).split())))
            text.close()
            sheet.close()
    document.close()
    return found


@pytest.mark.parametrize(
    ("words", "nth"),
    [("LEA", 0), ("LEA", 2), ("LEA (Annex 1)", 0), ("needs and we plan each lesson", 0), ("Every", 0)],
)
@pytest.mark.parametrize("turned", [0, 90, 180, 270])
def test_a_highlight_lies_on_its_words(words: str, nth: int, turned: int) -> None:
    """Brackets too, over two lines, on a page that is turned; of the same words several times, on the right ones."""
    with opened(made()) as file:
        file.pages[0].Rotate = turned
        out = io.BytesIO()
        file.save(out)
    plain = copy_of(made(), lambda document: [comment_on(document, words, nth)])
    data = annotate_pdf(
        out.getvalue(),
        document := read_bytes(made(), "made.pdf"),
        [Comment(("Opening",), 0), comment_on(document, words, nth)],
        NOW,
    ).content
    [(_, under)] = under_highlights(data)
    assert words in under
    assert len(under) <= len(words) + 2
    with opened(data) as turned_file, opened(plain) as plain_file:
        [mine] = [one for one in turned_file.pages[0].Annots if one.Subtype == "/Highlight"]
        [theirs] = [one for one in plain_file.pages[0].Annots if one.Subtype == "/Highlight"]
        assert list(mine.QuadPoints) == list(theirs.QuadPoints)


def test_the_third_of_the_same_words_is_not_the_first() -> None:
    """Each of the three stands further right on its line."""
    data = copy_of(made(), lambda document: [comment_on(document, "LEA", nth) for nth in range(3)])
    with opened(data) as file:
        lefts = [float(one.Rect[0]) for one in file.pages[0].Annots if one.Subtype == "/Highlight"]
    assert len(set(lefts)) == 3
    assert lefts == sorted(lefts)


def test_words_that_are_not_on_the_page_get_a_note_that_quotes_them() -> None:
    """At the top of the page, with the words before the id."""
    document = read_bytes(made(), "made.pdf")
    other = made().replace(b"decides", b"says no")
    comment = comment_on(document, "decides")
    data = annotate_pdf(other, document, [Comment(("Opening",), 0), comment], NOW).content
    with opened(data) as file:
        notes = [str(one.Contents) for one in file.pages[0].Annots if one.Subtype == "/Text"]
    assert notes == ["Opening", "decides\n\nThese words could not be marked on the page: “decides”\n\n[id]"]


def test_what_has_no_place_is_at_the_foot_of_the_last_page() -> None:
    """And a comment on a heading is on its words."""
    document = read_bytes(made(), "made.pdf")
    last = document.blocks[-1].index
    heading = next(block.index for block in document.blocks if block.text == "Complaints")
    data = copy_of(made(), lambda _: [Comment(("End", "[id]"), last), Comment(("Heading", "[id]"), heading)])
    with opened(data) as file:
        [note] = [one for one in file.pages[1].Annots if one.Subtype == "/Text"]
        assert str(note.Contents) == "End\n\n[id]"
        assert float(note.Rect[1]) < 40
    assert under_highlights(data) == [("Heading", "Complaints")]


def test_every_finding_of_a_tagged_report_is_marked_and_its_tags_stay() -> None:
    """Highlights lie on what the report quotes; the tag tree, the pages' content and the text are as they were."""
    report = check_file(str(REPORT), Options(as_at=date(2026, 11, 21)))
    comments = comments_on(report, catalogues(()), everything=True)
    data = annotate_pdf(REPORT.read_bytes(), report.document, comments, NOW).content
    marked = under_highlights(data)
    wanted = [one for one in comments if one.at is not None]
    assert len(marked) >= len(wanted)
    letters = ["".join(filter(str.isalnum, under.casefold())) for _, under in marked]
    for comment in wanted:
        assert comment.at is not None
        text = report.document.blocks[comment.block].text[comment.at.start : comment.at.end]
        assert any("".join(filter(str.isalnum, text.casefold())) in one for one in letters), text
    with opened(data) as copy, opened(REPORT.read_bytes()) as original:
        assert ("/StructTreeRoot" in copy.Root) == ("/StructTreeRoot" in original.Root)
        for mine, theirs in zip(copy.pages, original.pages, strict=True):
            assert mine.Contents.read_bytes() == theirs.Contents.read_bytes()
            assert mine.obj.get("/StructParents") == theirs.obj.get("/StructParents")
    again = read_bytes(data, str(REPORT))
    assert [block.raw for block in again.blocks] == [block.raw for block in report.document.blocks]


def test_the_title_says_what_the_copy_is() -> None:
    """In the document's own facts, and in its metadata where it has them."""
    data = copy_of(made(), lambda _: [])
    with opened(data) as file:
        assert str(file.docinfo["/Title"]) == "COMMENTED COPY, do not publish"
    assert read_bytes(data, "made.pdf").properties["title"] == "COMMENTED COPY, do not publish"


def test_a_signed_file_is_copied_and_the_signature_told() -> None:
    """No change leaves a signature valid."""
    with opened(made()) as file:
        file.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array())
        out = io.BytesIO()
        file.save(out)
    document = read_bytes(out.getvalue(), "made.pdf")
    assert "signature" in annotate_pdf(out.getvalue(), document, [Comment(("Opening",), 0)], NOW).notes[0]


def test_a_file_that_only_pdfium_can_open_is_refused_plainly() -> None:
    """Read it was; a copy cannot be made of it."""
    with pytest.raises(DocumentError, match="damaged"):
        annotate_pdf(b"%PDF-1.4\nnothing", read_bytes(made(), "made.pdf"), [], NOW)
