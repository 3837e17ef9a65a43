"""Pages that are pictures: read by tesseract where it is installed, a gap where it is not."""

import zlib

import pypdfium2
import pytest
from tests.read.pdf_sheet import PROSE, Sheet

from policykit.model.document import Block, BlockKind, Document, HowRead, Origin, ScannedWord, Span
from policykit.read import ocr, read_bytes
from policykit.read.ocr import Scan, Word, mentions, words_of
from policykit.read.pdf import read_pdf
from policykit.read.pdf_layout import pieces_by_look, taken_apart

installed = pytest.mark.skipif(not ocr.engine(), reason="tesseract is not installed, so no picture can be read")


def _scanned(sheet: Sheet) -> bytes:
    """Return a PDF whose only page is a picture of the first page of another."""
    document = pypdfium2.PdfDocument(sheet.bytes())
    page = document[0]
    bitmap = page.render(scale=150 / 72, grayscale=True)
    width, height, stride, dots = bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)
    page.close()
    document.close()
    grey = zlib.compress(b"".join(dots[at : at + width] for at in range(0, stride * height, stride)))
    picture = (
        f"/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode"
    )
    drawn = b"q 595 0 0 842 0 0 cm /I Do Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%b\nendstream" % (len(drawn), drawn),
        f"<</Type/XObject{picture}/Length {len(grey)}>>stream\n".encode() + grey + b"\nendstream",
    ]
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%bendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 6\n0000000000 65535 f \n%btrailer<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (table, len(out))
    return out + end


def _policy() -> Sheet:
    """Return a page with a heading, a paragraph, a bullet and a ruled table."""
    sheet = Sheet().page().text(72, 760, "Who can help you?", bold=True, size=16).lines(72, 730, PROSE)
    sheet.text(90, 660, "\x95").text(108, 660, "help with work at lunch time")
    sheet.grid([72, 250, 450], [600, 570, 540]).text(80, 580, "Role").text(258, 580, "Telephone")
    return sheet.text(80, 550, "School nurse").text(258, 550, "01632 960123")


@installed
def test_a_scanned_page_is_read() -> None:
    """Headings, paragraphs, list items and ruled tables come out of a picture, marked as read from it."""
    document = read_bytes(_scanned(_policy()), "scan.pdf")
    found = [(block.kind, block.text) for block in document.blocks]
    assert found[:3] == [
        (BlockKind.HEADING, "Who can help you?"),
        (BlockKind.PARAGRAPH, " ".join(PROSE)),
        (BlockKind.LIST_ITEM, "help with work at lunch time"),
    ]
    assert [text for kind, text in found if kind is BlockKind.CELL] == [
        "Role",
        "Telephone",
        "School nurse",
        "01632 960123",
    ]
    assert all(block.ocr for block in document.blocks)


@installed
def test_a_scanned_page_is_mentioned_and_hides_nothing() -> None:
    """Reading from a picture is worth a mention, and is no gap."""
    [gap] = read_pdf(_scanned(_policy()), "scan.pdf").gaps
    assert (gap.where, gap.hides_text) == ("page 1", False)
    assert gap.what.startswith("was read from its picture")


def test_a_scanned_page_is_a_gap_where_nothing_can_read_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without tesseract the page hides its text, and that is said."""
    monkeypatch.setattr(ocr, "engine", lambda: "")
    reading = read_pdf(_scanned(_policy()), "scan.pdf")
    assert (reading.pieces, [gap.hides_text for gap in reading.gaps]) == ((), [True])


def test_a_recogniser_that_fails_leaves_the_gap(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that ends in an error is as good as none."""
    monkeypatch.setattr(ocr, "engine", lambda: "false")
    assert [gap.hides_text for gap in read_pdf(_scanned(_policy()), "scan.pdf").gaps] == [True]


def test_the_table_of_tesseract_gives_words_with_their_places() -> None:
    """Rows of words are taken, those of blocks and those that are noise are not."""
    rows = (
        "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext",
        "4\t1\t1\t1\t1\t0\t10\t20\t90\t12\t-1\t",
        "5\t1\t1\t1\t1\t1\t10\t20\t40\t12\t96.5\tSENCo",
        "5\t1\t1\t1\t1\t2\t60\t20\t9\t12\t31.0\t~~",
        "5\t1\t2\t1\t3\t1\t10\t60\t40\t12\t41.0\tOffice",
        "broken",
    )
    table = "\n".join(rows)
    assert [(word.text, word.line, word.is_doubtful) for word in words_of(table)] == [
        ("SENCo", (1, 1, 1), False),
        ("Office", (2, 1, 3), True),
    ]


def _scan(*sure: float) -> Scan:
    words = tuple(Word("help", (1, 1, 1), 60 * at, 10, 50, 12, value) for at, value in enumerate(sure))
    return Scan(7, 1240, 1754, 150, words)


def test_a_page_of_doubtful_words_counts_as_unread() -> None:
    """Where most words are doubtful, the page stays a gap."""
    assert _scan(90, 91, 92, 30).is_read
    assert not _scan(90, 30, 30, 30).is_read
    assert not _scan(95).is_read


@installed
def test_each_word_keeps_its_place_and_its_certainty() -> None:
    """Every word of a scanned block has a box on the page and a figure for how sure it is."""
    document = read_bytes(_scanned(_policy()), "scan.pdf")
    for block in document.blocks:
        assert " ".join(block.text[word.start : word.end] for word in block.scanned) == block.text
    heading = document.blocks[0].scanned
    assert [word.box[0] for word in heading] == sorted(word.box[0] for word in heading)
    assert all(750 < word.box[1] < word.box[3] < 780 and word.sure > 60 for word in heading)


@installed
def test_a_scanned_page_is_told_apart_in_the_coverage() -> None:
    """The page counts as read by text recognition, with its words."""
    [page] = read_bytes(_scanned(_policy()), "scan.pdf").coverage
    assert (page.how, page.words > 40) == (HowRead.OCR, True)


def test_words_of_a_scan_stand_in_their_pieces() -> None:
    """A bullet is no word of the text, and a line that follows another moves its words along."""
    words = [
        Word("•", (1, 1, 1), 100, 100, 8, 8, 30),
        Word("help", (1, 1, 1), 140, 95, 40, 20, 90),
        Word("with", (1, 1, 1), 190, 95, 40, 20, 30),
        Word("work", (1, 1, 2), 140, 120, 40, 20, 95),
    ]
    page = Scan(1, 1240, 1754, 150, tuple(words)).as_page()
    pieces = pieces_by_look([taken_apart(page)])
    assert pieces[0].raw.startswith("help")
    assert [(piece.raw[word.start : word.end], word.is_doubtful) for piece in pieces for word in piece.scanned] == [
        ("help", False),
        ("with", True),
        ("work", False),
    ]


def test_a_span_is_doubtful_where_all_its_words_are() -> None:
    """One sure word is enough to lean on; text that was never a picture is not doubtful."""
    scanned = tuple(ScannedWord(at, at + 4, (0, 0, 1, 1), sure) for at, sure in ((0, 90.0), (5, 30.0)))
    block = Block(0, BlockKind.PARAGRAPH, "help with", ocr=True, scanned=scanned)
    plain = Block(1, BlockKind.PARAGRAPH, "help with")
    document = Document(Origin("a.pdf", "", "pdf"), (block, plain))
    spans = (Span(0, 0, 9), Span(0, 0, 4), Span(0, 6, 8), Span(1, 0, 9))
    assert [document.is_doubtful(span) for span in spans] == [False, False, True, False]


def test_doubtful_words_are_counted_in_the_mention() -> None:
    """A person is told how far to trust the words."""
    [gap] = mentions([_scan(90, 91, 92, 30)])
    assert gap.what == "was read from its picture; 1 of 4 words are doubtful."
