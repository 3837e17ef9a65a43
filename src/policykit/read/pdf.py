"""A PDF read into pieces: by its tags where they can be trusted, by its looks otherwise."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from policykit.formats.pdf import PdfFile
from policykit.formats.pdf_page import PdfPage
from policykit.read.ocr import mentions, scans_of
from policykit.read.pdf_coverage import (
    CUT,
    GARBLED,
    MOSTLY_PICTURE,
    PICTURE,
    UNREAD,
    coverage_of,
    figure_gaps,
    gap_at,
    gaps_of,
    trouble_of,
)
from policykit.read.pdf_facts import pdf_facts
from policykit.read.pdf_hyphens import hyphens_settled
from policykit.read.pdf_layout import pieces_by_look, taken_apart
from policykit.read.pdf_tagged import pieces_by_tags, trusted
from policykit.read.piece import Piece, Reading

MOST_SECONDS = 45.0
"""Time for the pages of one file, text recognition apart; pages not begun by then are told as not read."""


def read_pdf(data: bytes, where: str) -> Reading:
    """Return the pieces of a PDF in reading order, with a gap for each page whose words could not be read.

    Pages that are pictures are read by text recognition where that is installed, and mentioned.
    Raises DocumentError for what is no PDF, is locked with a password or is damaged.
    """
    with PdfFile(data, where) as file:
        tagged = file.tagged()
        pages = list(_in_time(file.read_pages()))
        properties = file.properties()
        count = file.pages
    troubles = {page.number: trouble for page in pages if (trouble := trouble_of(page))}
    scans = scans_of(data, [number for number, trouble in troubles.items() if trouble in {PICTURE, GARBLED}])
    scanned = {scan.page: scan.as_page() for scan in scans}
    troubles = {number: trouble for number, trouble in troubles.items() if number not in scanned}
    pages = [scanned.get(page.number, page) for page in pages]
    readable = [page for page in pages if page.number not in troubles]
    gaps = [*gaps_of(troubles), *mentions(scans), *gaps_of({page.number: CUT for page in readable if page.cut})]
    if count > len(pages):
        gaps.append(gap_at(len(pages) + 1, count, UNREAD))
    gaps += figure_gaps(readable)
    pieces = _pieces_of(hyphens_settled(readable))
    coverage = coverage_of(pages, troubles, scans, count)
    facts = pdf_facts(pages, pieces, tagged=tagged)
    return Reading(tuple(pieces), "pdf", tuple(gaps), properties, count, coverage, facts)


def _in_time(pages: Iterable[PdfPage]) -> Iterator[PdfPage]:
    """Give the pages, without words that nobody can see, that can be read before the time is up."""
    end = time.monotonic() + MOST_SECONDS
    for page in pages:
        yield _seen(page)
        if time.monotonic() > end:
            return


def _seen(page: PdfPage) -> PdfPage:
    """Return a page without words that nobody can see; those under a picture of a page were read from it."""
    if page.pictured > MOSTLY_PICTURE or not any(run.unseen for run in page.runs):
        return page
    return replace(page, runs=tuple(run for run in page.runs if not run.unseen))


def _pieces_of(pages: Sequence[PdfPage]) -> list[Piece]:
    if trusted(pages):
        return pieces_by_tags(pages)
    return pieces_by_look([taken_apart(page) for page in pages])
