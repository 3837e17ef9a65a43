"""What the tags of a PDF say of its pictures and tables."""

from collections.abc import Iterator, Sequence

from policykit.formats.pdf_page import PdfPage, Tag
from policykit.model.access import AccessRule, FileFacts, PictureFact, TableFact
from policykit.read.facts import EVERY_FILE, WITH_HEADINGS
from policykit.read.piece import Piece

_FILE = EVERY_FILE | {AccessRule.TITLE, AccessRule.LANGUAGE, AccessRule.UNTAGGED}


def pdf_facts(pages: Sequence[PdfPage], pieces: Sequence[Piece], *, tagged: bool) -> FileFacts:
    """Return what the tags say; of a PDF without tags only that it has none, since all the rest follows from that."""
    has_tags = tagged and any(page.tags for page in pages)
    if not has_tags:
        return FileFacts(looked=_FILE, tagged=False)
    last = {piece.page: at for at, piece in enumerate(pieces)}
    first = {piece.page: at for at, piece in reversed([*enumerate(pieces)])}
    return FileFacts(
        looked=_FILE | WITH_HEADINGS | {AccessRule.PICTURE, AccessRule.HEADER_ROW},
        pictures=tuple(
            PictureFact(last.get(page.number), page.number, tag.words.strip() or None)
            for page in pages
            for tag in _of_kind(page.tags, "Figure")
        ),
        tables=tuple(_tables(pages, first)),
        tagged=True,
    )


def _tables(pages: Sequence[PdfPage], first: dict[int | None, int]) -> Iterator[TableFact]:
    going_on = False
    for page in pages:
        for tag in _of_kind(page.tags, "Table"):
            # A table that began on an earlier page was told there.
            began, going_on = going_on and tag.began, tag.goes_on
            rows = [*_of_kind(tag.holds, "TR")]
            columns = max((sum(cell.columns for cell in _cells(row)) for row in rows), default=0)
            if not began and len(rows) > 1 and columns > 1:
                has_head = any(True for _ in _of_kind(tag.holds, "TH"))
                yield TableFact(first.get(page.number), page.number, len(rows), columns, has_head)


def _cells(row: Tag) -> Iterator[Tag]:
    return (one for one in row.holds if isinstance(one, Tag) and one.kind in {"TH", "TD"})


def _of_kind(holds: Sequence[Tag | int], kind: str) -> Iterator[Tag]:
    for one in holds:
        if isinstance(one, Tag):
            if one.kind == kind:
                yield one
            else:
                yield from _of_kind(one.holds, kind)
