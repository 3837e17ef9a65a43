"""One paragraph of a Word file as the reader sees it, and what the walk came past without reading."""

from dataclasses import dataclass, field

from lxml import etree

from policykit.formats.word_styles import Style


@dataclass(frozen=True, slots=True)
class Stretch:
    """The characters `start` to `end` (exclusive) of a paragraph's text, and the element of a run that holds them."""

    start: int
    end: int
    element: etree._Element


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Where a paragraph's table cell stands, counted from 0; `is_head` for a row marked to repeat as the heading."""

    table: int
    row: int
    column: int
    is_head: bool = False


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph as the reader sees it: deletions and hidden words left out, fields as last shown.

    `heading` is 1 to 9 where the file says so, else 0. `label` is the automatic number, `notes` the notes referred to
    as (part kind, id). `element` is None for words of a drawing, which is no paragraph of Word's.
    """

    text: str
    element: etree._Element | None = None
    stretches: tuple[Stretch, ...] = ()
    links: tuple[tuple[int, int, str], ...] = ()
    style: Style = field(default_factory=Style)
    heading: int = 0
    label: str = ""
    list_level: int | None = None
    is_contents: bool = False
    cell: CellPlace | None = None
    is_bold: bool = False
    is_underlined: bool = False
    size: int = 0
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Seen:
    """What the walk came past and did not read as text: `changes` and `hidden` are the elements it stands in."""

    hidden_words: int = 0
    hidden: list[etree._Element] = field(default_factory=list)
    changes: list[etree._Element] = field(default_factory=list)
    objects: list[str] = field(default_factory=list)
    chunks: int = 0
    pictures: int = 0

    def hide(self, words: int, element: etree._Element) -> None:
        """Note hidden words; hidden spaces are nothing to speak of."""
        if words:
            self.hidden_words += words
            self.hidden.append(element)
