"""Where in a document the file holds comments, tracked changes or hidden text, told by the words that are read there."""

from collections.abc import Iterator

from policykit.model.document import Block, Document, Layer

_SHOWN = 10
_WORDS = 6
_SECTION = 60


def places_of(document: Document, what: str) -> str:
    """Return a sentence with the first ten places of what a gap calls `what`, "" where the file does not tell them.

    The words in it are those that everybody reads at the place, never the hidden or deleted ones.
    """
    at = dict.fromkeys(one.at for one in document.facts.left if one.what == what)
    places = list(dict.fromkeys(_places(document, at)))
    if not places:
        return ""
    more = len(places) - _SHOWN
    rest = "" if more <= 0 else "; and in one more place" if more == 1 else f"; and in {more:,} more places"
    return f"Where: {'; '.join(places[:_SHOWN])}{rest}."


def _places(document: Document, blocks: dict[int | None, None]) -> Iterator[str]:
    for at in blocks:
        yield "at the very top" if at is None else _place(document, document.blocks[at])


def _place(document: Document, block: Block) -> str:
    words = block.text.split()
    near = f"by “{' '.join(words[:_WORDS])}{'…' if len(words) > _WORDS else ''}”"
    if block.layer is Layer.FURNITURE:
        return f"in the header or footer, {near}"
    section = document.section_of(block.index)[:_SECTION].strip()
    return f"in “{section}”, {near}" if section and section != block.text else near
