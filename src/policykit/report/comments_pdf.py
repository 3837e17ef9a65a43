"""Comments written into a copy of a PDF: a highlight on the words each speaks of, with the text in its note."""

from collections.abc import Sequence
from datetime import datetime

from policykit.formats.pdf_notes import Author, PdfNotes
from policykit.formats.pdf_quads import Box, PdfPlaces, Wanted, joined
from policykit.model.document import Block, BlockKind, Document, Layer, raw_place
from policykit.report.annotated import AUTHOR, Annotated, copy_title
from policykit.report.comments import Comment

_NOT_PLACED = "These words could not be marked on the page: “{}”"
_LONGEST_MARKED = 160
"""A longer paragraph that is meant as a whole gets a note, since a page of yellow shows nothing."""


def annotate_pdf(data: bytes, document: Document, comments: Sequence[Comment], when: datetime) -> Annotated:
    """Return a copy of the PDF with the comments.

    Words that cannot be found on their page again have a note at its top that quotes them; what belongs nowhere is at
    the foot of the last page. Raises DocumentError where the file may not be changed.
    """
    notes = PdfNotes(data, document.origin.path, Author(AUTHOR, when))
    with PdfPlaces(data) as places:
        for number, comment in enumerate(comments):
            _put(notes, places, document, comment, is_opening=number == 0)
    told = ("The PDF carries a digital signature, which is not valid for the copy.",) if notes.is_signed else ()
    return Annotated(notes.finish(copy_title(document)), len(comments), 0, told)


def _put(notes: PdfNotes, places: PdfPlaces, document: Document, comment: Comment, *, is_opening: bool) -> None:
    block = document.blocks[comment.block]
    page = block.page or 1
    text = "\n\n".join(comment.lines)
    if comment.at is None and (is_opening or block.kind is not BlockKind.HEADING or len(block.text) > _LONGEST_MARKED):
        at_foot = not is_opening and comment.block == _last_of(document)
        page = (document.pages or page) if at_foot else page
        notes.note(page, places.turn(page), text, at_foot=at_foot)
        return
    start, end = (comment.at.start, comment.at.end) if comment.at else (0, len(block.text))
    found, boxes = _boxes(places, document, block, page, (start, end))
    if boxes:
        notes.highlight(found, boxes, text)
    else:
        lines = (*comment.lines[:-1], _NOT_PLACED.format(block.text[start:end]), *comment.lines[-1:])
        notes.note(page, places.turn(page), "\n\n".join(lines))


def _boxes(
    places: PdfPlaces, document: Document, block: Block, page: int, at: tuple[int, int]
) -> tuple[int, Sequence[Box]]:
    """Return the page that words stand on and their boxes; those of a scan were kept when it was read."""
    start, end = at
    if block.scanned:
        turn = places.turn(page)
        corners = [
            (turn.back(*word.box[:2]), turn.back(*word.box[2:]))
            for word in block.scanned
            if word.start < end and start < word.end
        ]
        boxes = (Box(min(a[0], b[0]), min(a[1], b[1]), max(a[0], b[0]), max(a[1], b[1])) for a, b in corners)
        return page, joined(boxes, sideways=turn.quarters % 2 == 1)
    # The raw text is what the page shows, pupils' names that the comments mask among it.
    return places.find(Wanted(page, block.raw, *raw_place(block, start, end), _before(document, block)))


def _last_of(document: Document) -> int:
    return max((block.index for block in document.blocks if block.layer is Layer.BODY), default=-1)


def _before(document: Document, block: Block) -> tuple[str, ...]:
    return tuple(other.raw for other in document.blocks[: block.index] if other.page == block.page)
