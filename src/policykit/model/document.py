"""What a document is once it has been read: blocks in reading order, each with its place, and what was not read."""

from bisect import bisect_left
from dataclasses import dataclass, field
from enum import StrEnum

from policykit.model.access import FileFacts


class BlockKind(StrEnum):
    """What a block is on the page."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list-item"
    CELL = "cell"


class Layer(StrEnum):
    """Which part of the page a block belongs to; only BODY and NOTE can be evidence for a requirement."""

    BODY = "body"
    NOTE = "note"
    """A footnote or endnote, in its place after the block that refers to it."""
    FURNITURE = "furniture"
    """A running header or footer: read for the review date, the school and the contact only."""
    CONTENTS = "contents"
    """A line of a table of contents."""


DOUBTFUL = 60.0
"""A word read from a picture is doubtful below this; the recogniser's own figure runs from 0 to 100."""


@dataclass(frozen=True, slots=True)
class ScannedWord:
    """A word that was read from a picture: `text[start:end]` of what holds it, and how sure it is from 0 to 100.

    `box` is its left, bottom, right and top on the page as it is seen, in points from the bottom left.
    """

    start: int
    end: int
    box: tuple[float, float, float, float]
    sure: float

    @property
    def is_doubtful(self) -> bool:
        """Whether it may well be another word."""
        return self.sure < DOUBTFUL


class HowRead(StrEnum):
    """How the words of a page came to be read, or why there are none."""

    TEXT = "text"
    OCR = "ocr"
    BLANK = "blank"
    PICTURE = "picture"
    """A picture that nothing here could read."""
    UNREADABLE = "unreadable"
    """Damaged, without meaning once it is taken out of the file, or beyond what is read of one file."""


@dataclass(frozen=True, slots=True)
class PageRead:
    """What was read of one page, counted from 1: `words` with headers and footers, `note` what to know about it."""

    page: int
    how: HowRead
    words: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """A link on the words `text[start:end]` of its block (end exclusive) to `target`, as the file gives it."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table cell stands: table, row and column count from 0.

    `row_heading` and `column_heading` are the texts of the first cell of its row and of the head of its column,
    "" where there is none or where the cell is itself that heading.
    """

    table: int
    row: int
    column: int
    row_heading: str = ""
    column_heading: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item or table cell.

    `text` is the clean text that is checked and quoted: one line, single spaces, no soft hyphens. `raw` is what the
    file holds; `offsets[i]` is the index in `raw` of `text[i]` (one entry more than characters, the last being the
    end), and None means that the two are the same. `level` is 1 to 9 for a heading, the depth (from 1) for a list
    item, else 0. `label` is an automatic number such as "4.2" that the file shows before the text, "" where none.
    `page` counts from 1 and is None where the format has no pages. `heading` is the index of the heading block that
    this one stands under (for a heading: its parent), None at the top. `ocr` marks words read from a picture, which
    `scanned` has one by one, in order.
    """

    index: int
    kind: BlockKind
    text: str
    layer: Layer = Layer.BODY
    raw: str = ""
    offsets: tuple[int, ...] | None = None
    level: int = 0
    label: str = ""
    page: int | None = None
    heading: int | None = None
    cell: Cell | None = None
    links: tuple[Link, ...] = ()
    ocr: bool = False
    scanned: tuple[ScannedWord, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """Part of one block's clean text: block index, start, end (end exclusive)."""

    block: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that holds text and was not read, or might: with a gap, absence proves nothing.

    `where` names the place in words ("page 3", "text box"), `what` says what happened, `remedy` what to do.
    `hides_text` is False for what is only worth a mention (a picture on a page that was read, tracked changes).
    """

    where: str
    what: str
    remedy: str = ""
    hides_text: bool = True


@dataclass(frozen=True, slots=True)
class Origin:
    """Which bytes a document came from: the path as given, their SHA-256 in hex, the format they turned out to be."""

    path: str
    sha256: str
    format: str
    suffix_note: str = ""
    """A sentence where the suffix does not fit the content, else ""."""


@dataclass(frozen=True, slots=True)
class Document:
    """A document as read.

    `properties` are the file's own facts, where it has them: title, author, created, modified, language (dates as
    ISO text). `pages` is the number of pages, None where the format has none; `coverage` says page by page
    what was read, () where the format has no pages of its own.
    """

    origin: Origin
    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...] = ()
    properties: dict[str, str] = field(default_factory=dict)
    pages: int | None = None
    coverage: tuple[PageRead, ...] = ()
    facts: FileFacts = field(default_factory=FileFacts)

    def headings_above(self, index: int) -> tuple[Block, ...]:
        """Return the headings a block stands under, outermost first."""
        chain: list[Block] = []
        at = self.blocks[index].heading
        while at is not None:
            chain.append(self.blocks[at])
            at = self.blocks[at].heading
        return tuple(reversed(chain))

    def section_of(self, index: int) -> str:
        """Return the words a person would cite for a block's place: the nearest heading with its number, or ""."""
        block = self.blocks[index]
        nearest = block if block.kind is BlockKind.HEADING else None
        if nearest is None and block.heading is not None:
            nearest = self.blocks[block.heading]
        if nearest is None:
            return ""
        return f"{nearest.label} {nearest.text}".strip()

    def is_doubtful(self, span: Span) -> bool:
        """Return whether a span was read from a picture and every word of it is doubtful."""
        scanned = self.blocks[span.block].scanned
        words = [word for word in scanned if word.start < span.end and span.start < word.end]
        return bool(words) and all(word.is_doubtful for word in words)

    def words(self) -> int:
        """Return how many words the readable text has, furniture left out."""
        return sum(len(b.text.split()) for b in self.blocks if b.layer is not Layer.FURNITURE)

    def has_words(self) -> bool:
        """Return whether any readable word stands in it, running headers and footers left out."""
        blocks = (block for block in self.blocks if block.layer is not Layer.FURNITURE)
        return any(character.isalpha() for block in blocks for character in block.text)


def raw_place(block: Block, start: int, end: int) -> tuple[int, int]:
    """Return where clean characters start to end (exclusive) stand in the block's raw text, start and end."""
    if block.offsets is None or start >= end:
        return start, end
    return block.offsets[start], block.offsets[end - 1] + 1


def clean_index(block: Block, raw_index: int) -> int:
    """Return the index in the clean text of the first character that stands at or after `raw_index` in the raw."""
    if block.offsets is None:
        return min(raw_index, len(block.text))
    return min(bisect_left(block.offsets, raw_index), len(block.text))
