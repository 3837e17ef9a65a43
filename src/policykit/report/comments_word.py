"""Comments written into a copy of a Word file, each on the very words it speaks of."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from policykit.errors import DocumentError
from policykit.formats.word import W, WordFile, open_word
from policykit.formats.word_marks import Marks, Signature
from policykit.formats.word_whole import Placed
from policykit.model.document import Block, Document, Layer, Span, raw_place
from policykit.report.annotated import AUTHOR, Annotated, copy_title
from policykit.report.comments import Comment

INITIALS = "PK"
_MACROS = "macroEnabled"
_SIGNATURES = "_xmlsignatures/"


def annotate_word(
    data: bytes, document: Document, comments: Sequence[Comment], when: datetime, *, suggest: bool
) -> Annotated:
    """Return a copy of the Word file with the comments, and with `suggest` their replacements as tracked changes.

    `data` are the bytes that `document` was read from; raises DocumentError where they are others.
    """
    file = open_word(data, document.origin.path)
    marks = Marks(file, Signature(AUTHOR, INITIALS, when))
    had_ours = AUTHOR in marks.authors
    places = _places(document, marks.paragraphs)
    for comment in comments:
        at = places[comment.block]
        whereabouts = _whereabouts(marks.paragraphs[at], document.blocks[comment.block])
        lines = (*comment.lines[:-1], *whereabouts, *comment.lines[-1:])
        if comment.at is None:
            marks.comment_paragraph(at, lines)
        else:
            marks.comment(at, *_raw(document, comment.at), lines)
    replaced = 0
    for comment in comments if suggest else ():
        if comment.instead is not None and comment.replacement:
            start, end = _raw(document, comment.instead)
            replaced += marks.replace(places[comment.block], start, end, comment.replacement)
    content = marks.finish(copy_title(document)).to_bytes()
    return Annotated(content, len(comments), replaced, tuple(_notes(file, had_ours=had_ours)))


def word_ending(data: bytes, where: str) -> str:
    """Return how the name of a copy has to end for Word to open it: a file with macros keeps an ending of its own."""
    types = open_word(data, where).part("[Content_Types].xml")
    macros = types is not None and any(_MACROS in one.get("ContentType", "") for one in types)
    return ".docm" if macros else ".docx"


def _places(document: Document, paragraphs: Sequence[Placed]) -> dict[int, int]:
    """Return which paragraph of the file each block is; both stand in the reader's order, those without a word left out."""
    places: dict[int, int] = {}
    at = 0
    for block in document.blocks:
        while at < len(paragraphs) and paragraphs[at].paragraph.text != block.raw:
            at += 1
        if at == len(paragraphs):
            what = "the file is no longer the one that was checked"
            raise DocumentError(what, where=document.origin.path, remedy="Close it in Word, and try again.")
        places[block.index] = at
        at += 1
    return places


def _raw(document: Document, span: Span) -> tuple[int, int]:
    return raw_place(document.blocks[span.block], span.start, span.end)


def _whereabouts(placed: Placed, block: Block) -> tuple[str, ...]:
    """Return where words stand that take no comment themselves."""
    if block.layer is Layer.FURNITURE:
        return ("The words stand in a header or footer, where Word takes no comments.",)
    if block.layer is Layer.NOTE:
        return ("The words stand in the note that is referred to here.",)
    if placed.beside is not placed.paragraph.element:
        return ("The words stand in a text box or drawing here, where Word takes no comments.",)
    return ()


def _notes(file: WordFile, *, had_ours: bool) -> Iterator[str]:
    settings = file.related("settings")
    protection = None if settings is None else settings.find(f"{W}documentProtection")
    if protection is not None and protection.get(f"{W}enforcement", "0") in {"1", "true", "on"}:
        yield (
            "The document is protected (Review, Restrict Editing). The comments are in the copy, but Word may not let you "
            "answer or remove them, or accept a change, until you stop the protection there."
        )
    if any(name.startswith(_SIGNATURES) for name in file.archive.names):
        yield "The document carries a digital signature, which is not valid for the copy."
    if had_ours:
        yield "The file already had comments by PolicyKit; they were kept beside the new ones."
