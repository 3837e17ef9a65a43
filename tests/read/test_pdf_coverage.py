"""Page by page: what was read, what was garbled, what is a figure."""

import codecs
import zlib

import pytest
from tests.read.pdf_objects import page_of, stream
from tests.read.pdf_sheet import PROSE, Sheet

from policykit.model.document import HowRead
from policykit.read import ocr, read_bytes
from policykit.read.pdf import read_pdf
from policykit.read.pdf_coverage import FIGURE, gap_at


@pytest.fixture(autouse=True)
def _no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read no picture, so that the tests see the gaps wherever they run."""
    monkeypatch.setattr(ocr, "engine", lambda: "")


def _hows(sheet: Sheet) -> list[HowRead]:
    return [page.how for page in read_pdf(sheet.bytes(), "made.pdf").coverage]


def test_every_page_is_accounted_for() -> None:
    """Text, a blank page, a picture: each is told as what it is, with its words."""
    sheet = Sheet().page().lines(72, 700, PROSE).page().page().picture()
    document = read_bytes(sheet.bytes(), "made.pdf")
    told = [(page.page, page.how, page.words) for page in document.coverage]
    assert told == [(1, HowRead.TEXT, len(" ".join(PROSE).split())), (2, HowRead.BLANK, 0), (3, HowRead.PICTURE, 0)]
    assert document.coverage[2].note.startswith("It is a picture")


def _shifted(text: str, by: int) -> str:
    return "".join(chr((ord(c) - 97 + by) % 26 + 97) if c.islower() else c for c in text.lower())


@pytest.mark.parametrize("by", [1, 3, 13, 22])
def test_words_of_wrong_letters_are_recognised(by: int) -> None:
    """A font whose map is off gives words that look like words; the page counts as unreadable, and that is a gap."""
    lines = [_shifted(line, by) for line in PROSE * 2]
    reading = read_pdf(Sheet().page().lines(72, 700, lines).bytes(), "made.pdf")
    assert [page.how for page in reading.coverage] == [HowRead.UNREADABLE]
    assert [gap.hides_text for gap in reading.gaps] == [True]
    assert reading.pieces == ()


def test_letters_taken_for_their_glyphs_are_recognised() -> None:
    """The commonest fault: every letter is 29 places off, so that "The" reads "7KH"."""
    lines = ["".join(chr(max(32, ord(c) - 29)) for c in line) for line in PROSE * 2]
    assert _hows(Sheet().page().lines(72, 700, lines)) == [HowRead.UNREADABLE]


OTHERS = {
    "Welsh": "mae pob athro yn ein hysgol yn athro plant ag anghenion dysgu ychwanegol ac rydym yn cynllunio pob gwers",
    "Polish": "kazdy nauczyciel w naszej szkole uczy dzieci ze specjalnymi potrzebami i planuje lekcje tak aby wszyscy mogli",
    "Somali": "macallin kasta oo dugsigeenna ka tirsan waa macallinka carruurta baahiyaha gaarka ah qaba waxaanan qorsheynaa",
    "names": "Mrs Ash Class One Mr Elm Class Two Miss Oak Class Three Mr Fir Class Four Mrs Yew Class Five Mr Bay Class Six",
}


@pytest.mark.parametrize("words", OTHERS.values(), ids=OTHERS)
def test_other_languages_and_lists_of_names_are_left_alone(words: str) -> None:
    """What has the letters of a language is text, even without one common English word."""
    assert _hows(Sheet().page().lines(72, 700, [words] * 4)) == [HowRead.TEXT]


def test_few_words_are_never_called_garbled() -> None:
    """A page of codes is no proof of anything."""
    assert _hows(Sheet().page().lines(72, 700, [codecs.encode("help with reading", "rot13")] * 3)) == [HowRead.TEXT]


def _with_picture(dots: bytes, width: int, height: int, place: str) -> bytes:
    picture = stream(
        zlib.compress(dots),
        f"/Type/XObject/Subtype/Image/Width {width}/Height {height}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode",
    )
    words = b"".join(b"BT /F1 11 Tf 72 %d Td (%b) Tj ET " % (700 - 14 * n, w.encode()) for n, w in enumerate(PROSE))
    return page_of(words + f"q {place} cm /X6 Do Q".encode(), more=[picture])


CHART = bytes(0 if x % 40 < 4 and y > 20 else 255 for y in range(100) for x in range(200))
PHOTO = bytes((x * 5 + y * 7 + x * y) % 256 for y in range(100) for x in range(200))


def test_a_figure_on_a_page_of_text_is_mentioned() -> None:
    """A chart that is a picture may hold words: it is worth a mention, and hides nothing else."""
    document = read_bytes(_with_picture(CHART, 200, 100, "300 0 0 200 72 300"), "made.pdf")
    assert [(gap.where, gap.what, gap.hides_text) for gap in document.gaps] == [("page 1", FIGURE, False)]
    assert (document.coverage[0].how, document.coverage[0].note) == (HowRead.TEXT, f"It {FIGURE}")


@pytest.mark.parametrize(
    ("dots", "place"),
    [
        pytest.param(PHOTO, "300 0 0 200 72 300", id="photograph"),
        pytest.param(CHART, "100 0 0 50 72 760", id="logo"),
        pytest.param(CHART, "595 0 0 842 0 0", id="ground of the page"),
    ],
)
def test_photographs_logos_and_grounds_are_no_figures(dots: bytes, place: str) -> None:
    """What only adorns a page that was read is no gap and no mention."""
    assert read_bytes(_with_picture(dots, 200, 100, place), "made.pdf").gaps == ()


def test_several_pages_are_told_in_the_plural() -> None:
    """A gap over several pages is a sentence as well."""
    assert gap_at(2, 3, FIGURE).what == "show figures that are pictures; words in them were not read."
