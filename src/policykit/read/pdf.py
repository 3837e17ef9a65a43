"""A PDF read into pieces: by its tags where they can be trusted, by its looks otherwise."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from policykit.formats.pdf import PAGE_LIMIT, PdfFile
from policykit.formats.pdf_page import PdfPage, Run
from policykit.model.document import Gap
from policykit.read.ocr import mentions, scans_of
from policykit.read.pdf_layout import pieces_by_look, taken_apart
from policykit.read.pdf_lines import MARKS
from policykit.read.pdf_tagged import pieces_by_tags, trusted
from policykit.read.piece import Piece, Reading

FORMAT = "pdf"

_GARBLED_SHARE = 0.3
_GARBLED_LEAST = 20
_ONE_LETTER_SHARE = 0.6
_ONE_LETTER_LEAST = 60
_MOSTLY_PICTURE = 0.4
_OUTER = 0.1
_LETTERS_A_MARK = 1_500
_FILLERS = frozenset("._-–—…·• ")

PICTURE = "is a picture without text, so nothing on it was checked."
GARBLED = "has text that means nothing once it is taken out of the file, so nothing on it was checked."
BROKEN = "is damaged and could not be read, so nothing on it was checked."
CUT = "holds more text than is read of one page; the rest of it was not checked."


def read_pdf(data: bytes, where: str) -> Reading:
    """Return the pieces of a PDF in reading order, with a gap for each page whose words could not be read.

    Pages that are pictures are read by text recognition where that is installed, and mentioned.

    Raises DocumentError for what is no PDF, is locked with a password or is damaged.
    """
    with PdfFile(data, where) as file:
        pages = [_seen(page) for page in file.read_pages()]
        properties = file.properties()
        count = file.pages
    troubles = {page.number: trouble for page in pages if (trouble := _trouble_of(page))}
    scans = scans_of(data, [number for number, trouble in troubles.items() if trouble in {PICTURE, GARBLED}])
    scanned = {scan.page: scan.as_page() for scan in scans}
    troubles = {number: trouble for number, trouble in troubles.items() if number not in scanned}
    pages = [scanned.get(page.number, page) for page in pages]
    readable = _hyphens_settled([page for page in pages if page.number not in troubles])
    pieces = _pieces_of(readable)
    gaps = [*gaps_of(troubles), *mentions(scans)]
    gaps += [_gap(str(page.number), CUT) for page in readable if page.cut]
    if count > PAGE_LIMIT:
        gaps.append(
            _gap(f"{PAGE_LIMIT + 1}-{count}", f"were not read: PolicyKit reads {PAGE_LIMIT:,} pages of a file.")
        )
    return Reading(tuple(pieces), FORMAT, tuple(gaps), properties, count)


def gaps_of(troubles: dict[int, str]) -> list[Gap]:
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
    return [_gap(str(a) if a == b else f"{a}-{b}", what) for a, b, what in runs]


def _gap(pages: str, what: str) -> Gap:
    several = "-" in pages
    if several:
        what = (
            what.replace("is a picture", "are pictures")
            .replace("on it", "on them")
            .replace("is damaged", "are damaged")
        )
        what = what.replace("has text", "have text").replace("of it", "of them")
    remedy = {
        PICTURE: "Run the file through text recognition (OCR), or check the Word file.",
        GARBLED: "Save the PDF again from the original document, or check the Word file.",
    }.get(what, "Check the Word file, or save the PDF again from it.")
    return Gap(f"pages {pages}" if several else f"page {pages}", what, remedy)


def _trouble_of(page: PdfPage) -> str:
    """Return what keeps a page from being read, or "" where nothing does."""
    if page.broken:
        return BROKEN
    letters = sum(len(run.text) for run in page.runs)
    if not letters:
        return PICTURE if page.pictured > 0.02 or page.drawn else ""  # noqa: PLR2004 - a speck is no page of text
    if page.pictured > _MOSTLY_PICTURE and not any(_in_the_middle(run, page) for run in page.runs):
        return PICTURE
    unmapped = sum(run.unmapped for run in page.runs if len(run.text) > 1)
    if letters >= _GARBLED_LEAST and unmapped > _GARBLED_SHARE * letters:
        return GARBLED
    counts: Counter[str] = Counter()
    for run in page.runs:
        counts.update(run.text)
    most, times = counts.most_common(1)[0]
    if letters >= _ONE_LETTER_LEAST and times > _ONE_LETTER_SHARE * letters and most not in _FILLERS:
        return GARBLED
    return ""


def _in_the_middle(run: Run, page: PdfPage) -> bool:
    """Return whether a run stands where no running header or footer would."""
    return not run.artefact and _OUTER * page.height < run.y < (1 - _OUTER) * page.height


def _seen(page: PdfPage) -> PdfPage:
    """Return a page without words that nobody can see; those under a picture of a page were read from it."""
    if page.pictured > _MOSTLY_PICTURE or not any(run.unseen for run in page.runs):
        return page
    return replace(page, runs=tuple(run for run in page.runs if not run.unseen))


def _hyphens_settled(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """Return pages with plain hyphens in place of pdfium's marks, unless the document parts words at line ends.

    pdfium marks every hyphen that ends a line, those of "self-esteem" and of a dash too. Where marks are rare, the
    document parts no words, and each is a hyphen that was typed. A mark that stands alone is always a dash.
    """
    letters = sum(len(run.text) for page in pages for run in page.runs)
    marks = sum(run.text.endswith(MARKS) for page in pages for run in page.runs)
    if not marks:
        return list(pages)
    typed = marks * _LETTERS_A_MARK < letters
    found = []
    for page in pages:
        runs = tuple(
            replace(run, text=f"{run.text[:-1]}-")
            if run.text.endswith(MARKS) and (typed or run.text[-2:-1].isspace() or (run.spaced and len(run.text) == 1))
            else run
            for run in page.runs
        )
        found.append(replace(page, runs=runs))
    return found


def _pieces_of(pages: Sequence[PdfPage]) -> list[Piece]:
    if trusted(pages):
        return pieces_by_tags(pages)
    return pieces_by_look([taken_apart(page) for page in pages])
