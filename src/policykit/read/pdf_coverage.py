"""What was read of each page of a PDF, and what of it could not be: the pages for programs, the gaps for people."""

from collections import Counter
from collections.abc import Mapping, Sequence

from policykit.formats.pdf_page import PdfPage
from policykit.model.document import Gap, HowRead, PageRead
from policykit.read.ocr import Scan
from policykit.read.pdf_garbled import is_garbled

PICTURE = "is a picture without text, so nothing on it was checked."
GARBLED = "has text that means nothing once it is taken out of the file, so nothing on it was checked."
BROKEN = "is damaged and could not be read, so nothing on it was checked."
CUT = "holds more text than is read of one page; the rest of it was not checked."
UNREAD = "was not read: the file has more pages, or harder ones, than are read of one file."
FIGURE = "shows a figure that is a picture; words in it were not read."

MOSTLY_PICTURE = 0.4
"""From this share on pictures are the page, and not on it."""

_MOST_LISTED = 10_000
_OUTER = 0.1
_SPECK = 0.02
_OFTEN = 3
_PLURALS = (
    ("shows a figure that is a picture", "show figures that are pictures"),
    ("is a picture", "are pictures"),
    ("is damaged", "are damaged"),
    ("was not read: the file", "were not read: the file"),
    ("has text", "have text"),
    ("on it was", "on them was"),
    ("of it was", "of them was"),
    ("holds more", "hold more"),
    ("in it were", "in them were"),
)


def trouble_of(page: PdfPage) -> str:
    """Return what keeps a page from being read, or "" where nothing does."""
    if page.broken:
        return BROKEN
    if not any(run.text for run in page.runs):
        return PICTURE if page.pictured > _SPECK or page.drawn else ""
    if page.pictured > MOSTLY_PICTURE and not any(in_the_middle(run.y, page) for run in page.runs if not run.artefact):
        return PICTURE
    return GARBLED if is_garbled(page) else ""


def in_the_middle(y: float, page: PdfPage) -> bool:
    """Return whether a height is where no running header or footer would stand."""
    return _OUTER * page.height < y < (1 - _OUTER) * page.height


def gaps_of(troubles: Mapping[int, str]) -> list[Gap]:
    """Return one gap for each run of pages that have the same trouble.

    >>> [gap.where for gap in gaps_of({3: PICTURE, 4: PICTURE, 6: PICTURE})]
    ['pages 3-4', 'page 6']
    """
    runs: list[tuple[int, int, str]] = []
    for number, trouble in sorted(troubles.items()):
        if runs and runs[-1][1] == number - 1 and runs[-1][2] == trouble:
            runs[-1] = (runs[-1][0], number, trouble)
        else:
            runs.append((number, number, trouble))
    return [gap_at(first, last, what) for first, last, what in runs]


def gap_at(first: int, last: int, what: str) -> Gap:
    """Return the gap that one trouble leaves on the pages from first to last (included)."""
    remedy = {
        PICTURE: "Run the file through text recognition (OCR), or check the Word file.",
        GARBLED: "Save the PDF again from the original document, or check the Word file.",
        UNREAD: "Split the file, and check the part of it that is the document.",
        FIGURE: "If it says something that the text does not, say it in the text too.",
    }.get(what, "Check the Word file, or save the PDF again from it.")
    hides = what != FIGURE
    if first == last:
        return Gap(f"page {first}", what, remedy, hides_text=hides)
    for one, several in _PLURALS:
        what = what.replace(one, several)
    return Gap(f"pages {first}-{last}", what, remedy, hides_text=hides)


def figure_gaps(pages: Sequence[PdfPage]) -> list[Gap]:
    """Return the mention of pages that show figures; a picture that comes back in its place is part of the layout."""
    places = {page.number: {tuple(map(round, box)) for box in page.figures} for page in pages}
    often = Counter(place for found in places.values() for place in found)
    shown = (number for number, found in places.items() if any(often[place] < _OFTEN for place in found))
    return gaps_of(dict.fromkeys(shown, FIGURE))


def coverage_of(
    pages: Sequence[PdfPage], troubles: Mapping[int, str], scans: Sequence[Scan], count: int
) -> tuple[PageRead, ...]:
    """Return what was read of each of a file's `count` pages; `troubles` are those that were not, by page."""
    words = {scan.page: len(scan.words) for scan in scans}
    doubtful = {scan.page: sum(word.is_doubtful for word in scan.words) for scan in scans}
    found: list[PageRead] = []
    for page in pages:
        number, trouble = page.number, troubles.get(page.number, "")
        if trouble:
            how = HowRead.PICTURE if trouble == PICTURE else HowRead.UNREADABLE
            found.append(PageRead(number, how, 0, f"It {trouble}"))
        elif number in words:
            note = f"{doubtful[number]:,} of {words[number]:,} words are doubtful." if doubtful[number] else ""
            found.append(PageRead(number, HowRead.OCR, words[number], note))
        else:
            read = sum(len(run.text.split()) for run in page.runs)
            note = f"It {CUT}" if page.cut else f"It {FIGURE}" if page.figures else ""
            found.append(PageRead(number, HowRead.TEXT if read else HowRead.BLANK, read, note))
    rest = range(len(pages) + 1, min(count, _MOST_LISTED) + 1)
    return (*found, *(PageRead(number, HowRead.UNREADABLE, 0, f"It {UNREAD}") for number in rest))
