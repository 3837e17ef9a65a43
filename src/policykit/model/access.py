"""What a file itself tells of how everyone can read it, and the advice drawn from that."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from policykit.model.finding import Quote


class AccessRule(StrEnum):
    """What is looked at, after the rules of Word's own accessibility checker."""

    NO_HEADINGS = "no-headings"
    HEADING_SKIPPED = "heading-level-skipped"
    HEADING_BY_LOOK = "heading-by-look"
    TITLE = "no-title"
    LANGUAGE = "no-language"
    PICTURE = "picture-without-words"
    HEADER_ROW = "table-without-header-row"
    MERGED = "merged-cells"
    LINK_WORDS = "link-words"
    UNTAGGED = "pdf-not-tagged"
    CONTRAST = "faint-words"


@dataclass(frozen=True, slots=True)
class PictureFact:
    """A picture: `at` is the block it stands in or after, None before all of them; `words` is None where it has none."""

    at: int | None
    page: int | None
    words: str | None


@dataclass(frozen=True, slots=True)
class TableFact:
    """A table: `at` is its first block, None where it holds no words; `merged` counts cells that take more than one place."""

    at: int | None
    page: int | None
    rows: int
    columns: int
    has_head: bool
    merged: int = 0


@dataclass(frozen=True, slots=True)
class FaintFact:
    """Words whose colours are too near each other: `at` is their block, `ratio` the contrast as WCAG 2 counts it."""

    at: int | None
    words: str
    ratio: float


@dataclass(frozen=True, slots=True)
class LeftFact:
    """The place of a comment, a tracked change or hidden text: `what` as the gap calls it, `at` the block it is in or after.

    `at` is None before all blocks. What was deleted or hidden is not kept.
    """

    what: str
    at: int | None


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What a reader kept beside the words; `looked` names the rules that this kind of file can be held to.

    `by_look` are the blocks that were told as headings by their look alone. In a reader's hands `at` counts pieces.
    """

    looked: frozenset[AccessRule] = frozenset()
    pictures: tuple[PictureFact, ...] = ()
    tables: tuple[TableFact, ...] = ()
    faint: tuple[FaintFact, ...] = ()
    left: tuple[LeftFact, ...] = ()
    by_look: tuple[int, ...] = ()
    tagged: bool | None = None


@dataclass(frozen=True, slots=True)
class AccessFinding:
    """Advice on one thing that keeps some people from reading a document: `quote` is None where it is the whole file's.

    `where` says the place in words where there is no quote.
    """

    rule: AccessRule
    quote: "Quote | None"
    where: str
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Access:
    """How far everyone can read the file: the advice, and which rules this kind of file could be held to."""

    findings: tuple[AccessFinding, ...] = ()
    looked: tuple[AccessRule, ...] = ()
