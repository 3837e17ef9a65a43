"""How the pages of a document were read, in one sentence."""

from collections.abc import Sequence

from policykit.model.document import Document, HowRead
from policykit.report import wording

_UNREAD = (HowRead.PICTURE, HowRead.UNREADABLE)


def pages_read(document: Document) -> str:
    """Return how many pages were read by text recognition or not at all, "" where every page was read as text.

    >>> from policykit.model.document import Origin, PageRead
    >>> pages = (PageRead(1, HowRead.TEXT, 300), PageRead(2, HowRead.OCR, 200), PageRead(3, HowRead.PICTURE))
    >>> pages_read(Document(Origin("a.pdf", "", "pdf"), (), coverage=pages))
    'Of its 3 pages, 1 was read by OCR (page 2) and 1 could not be read (page 3).'
    """
    scanned = [page.page for page in document.coverage if page.how is HowRead.OCR]
    unread = [page.page for page in document.coverage if page.how in _UNREAD]
    told = [
        _told(scanned, "was read by OCR", "were read by OCR"),
        _told(unread, "could not be read", "could not be read"),
    ]
    parts = [part for part in told if part]
    count = document.pages or len(document.coverage)
    return f"Of its {count:,} page{'s' if count > 1 else ''}, {wording.listed(parts)}." if parts else ""


def _told(pages: Sequence[int], one: str, several: str) -> str:
    if not pages:
        return ""
    word = "page" if len(pages) == 1 else "pages"
    return f"{len(pages):,} {one if len(pages) == 1 else several} ({word} {page_numbers(pages)})"


def page_numbers(pages: Sequence[int]) -> str:
    """Return page numbers in order as a person lists them, those that follow each other as a range.

    >>> page_numbers([1, 3, 4, 5, 9])
    '1, 3-5, 9'
    """
    runs: list[tuple[int, int]] = []
    for page in pages:
        if runs and runs[-1][1] == page - 1:
            runs[-1] = (runs[-1][0], page)
        else:
            runs.append((page, page))
    return ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
