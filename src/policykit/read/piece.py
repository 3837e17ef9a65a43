"""What a reader hands to the outline: pieces of raw text in reading order, before headings and sections are settled."""

from dataclasses import dataclass, field

from policykit.model.access import FileFacts
from policykit.model.document import BlockKind, Cell, Gap, Layer, PageRead, ScannedWord


@dataclass(frozen=True, slots=True)
class RawLink:
    """A link on `raw[start:end]` of its piece (end exclusive)."""

    start: int
    end: int
    target: str


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph, list item, heading or cell as the format gives it.

    `kind` is HEADING only where the format itself says so (style, tag, outline level), with `level` from 1.
    `stands_out` is True where the whole line is bold, underlined or clearly larger than the body (a heading by look, perhaps).
    `lines` is how many lines it takes on the page and `size` the height of its letters in points, each 0 where that is
    not known. `label` is the automatic number before it, `ocr` marks words that were read from a picture.
    """

    raw: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    label: str = ""
    page: int | None = None
    layer: Layer = Layer.BODY
    cell: Cell | None = None
    links: tuple[RawLink, ...] = ()
    stands_out: bool = False
    lines: int = 0
    ocr: bool = False
    scanned: tuple[ScannedWord, ...] = ()
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """All that one reader found in one file; `pages` is None where its format has no pages."""

    pieces: tuple[Piece, ...]
    format: str
    gaps: tuple[Gap, ...] = ()
    properties: tuple[tuple[str, str], ...] = ()
    pages: int | None = None
    coverage: tuple[PageRead, ...] = ()
    facts: FileFacts = field(default_factory=FileFacts)
