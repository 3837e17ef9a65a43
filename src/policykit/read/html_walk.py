"""Walks the elements of a web page in order and parts its text into pieces."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from lxml import html

from policykit.formats.numerals import whole
from policykit.model.document import BlockKind, Cell, Layer
from policykit.read.html_seen import FURNITURE
from policykit.read.piece import Piece, RawLink

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "button",
        "label",
        "caption",
    ]
)
_HEADING = re.compile(r"^h([1-6])$")
_BOLD_TAGS = frozenset({"b", "strong"})
_BOLD_STYLE = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_TITLES = frozenset({"summary", "button", "dt", "caption"})
_MOST_SPAN = 100


@dataclass(frozen=True, slots=True)
class _Place:
    """What the elements around a text make of it."""

    heading: int = 0
    depth: int = 0
    label: str = ""
    cell: Cell | None = None
    layer: Layer = Layer.BODY
    bold: bool = False
    is_title: bool = False


@dataclass(slots=True)
class _Line:
    """A piece being put together."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[RawLink] = field(default_factory=list)
    all_bold: bool = True
    at_break: bool = False


class Walk:
    """One walk over one page."""

    def __init__(self) -> None:
        self._line = _Line()
        self._pieces: list[Piece] = []
        self._tables = -1

    def pieces(self, root: html.HtmlElement) -> Iterator[Piece]:
        """Give the pieces of the page in reading order."""
        body = root.find("body")
        self._visit(root if body is None else body, _Place())
        yield from self._pieces

    def _visit(self, element: html.HtmlElement, place: _Place) -> None:
        """Take in an element and everything inside it."""
        tag = element.tag
        inner = self._inside(element, place)
        is_block = tag in _BLOCKS
        if is_block:
            self._end(place)
        if tag == "table":
            self._table(element, inner)
        elif tag == "br":
            self._break(place)
        else:
            start = self._line.length
            line = self._line
            self._children(element, inner)
            target = element.get("href") or ""
            if tag == "a" and target and self._line is line and line.length > start:
                line.links.append(RawLink(start, line.length, target))
        if is_block:
            self._end(inner)

    def _children(self, element: html.HtmlElement, place: _Place) -> None:
        number = _first_number(element)
        self._add(element.text, place)
        for child in element:
            if not isinstance(child.tag, str):
                self._add(child.tail, place)
                continue
            inner = place
            if child.tag == "li":
                value = child.get("value")
                number = whole(value, number)
                label = str(number) if element.tag == "ol" else ""
                inner = replace(place, label=label)
                number += 1
            self._visit(child, inner)
            self._add(child.tail, place)

    def _inside(self, element: html.HtmlElement, place: _Place) -> _Place:
        """Return what an element makes of the text inside it."""
        tag = element.tag
        heading = _HEADING.match(tag)
        if heading:
            place = replace(place, heading=int(heading.group(1)))
        elif element.get("role") == "heading":
            level = element.get("aria-level") or "2"
            place = replace(place, heading=int(level) if level in set("123456789") else 2)
        if tag in {"ul", "ol", "dir"}:
            place = replace(place, depth=place.depth + 1)
        if tag in _BOLD_TAGS or _BOLD_STYLE.search(element.get("style") or ""):
            place = replace(place, bold=True)
        if tag in _TITLES:
            place = replace(place, is_title=True)
        if element.get(FURNITURE) is not None:
            place = replace(place, layer=Layer.FURNITURE)
        return place

    def _add(self, text: str | None, place: _Place) -> None:
        if text:
            self._line.parts.append(text)
            self._line.length += len(text)
            if text.strip():
                self._line.all_bold &= place.bold
                self._line.at_break = False

    def _break(self, place: _Place) -> None:
        """End the paragraph at a second line break in a row; one alone is a space."""
        if self._line.at_break:
            self._end(place)
        elif self._line.parts:
            self._add("\n", place)
            self._line.at_break = True

    def _end(self, place: _Place) -> None:
        """Finish the piece that is being put together."""
        line, self._line = self._line, _Line()
        raw = "".join(line.parts)
        if not raw.strip():
            return
        if place.layer is Layer.FURNITURE and place.depth and _is_all_links(raw, line.links):
            return
        kind, level, label = BlockKind.PARAGRAPH, 0, ""
        if place.heading:
            kind, level = BlockKind.HEADING, place.heading
        elif place.depth and not place.cell:
            kind, level, label = BlockKind.LIST_ITEM, place.depth, place.label
        piece = Piece(
            raw=raw,
            kind=kind,
            level=level,
            label=label,
            layer=place.layer,
            cell=place.cell,
            links=tuple(line.links),
            stands_out=line.all_bold or place.is_title,
        )
        self._pieces.append(piece)

    def _table(self, table: html.HtmlElement, place: _Place) -> None:
        """Take in a table row by row, a cell that spans several places once."""
        self._tables += 1
        number = self._tables
        outside = replace(place, cell=None, depth=0, heading=0)
        for caption in table.iterchildren("caption"):
            self._visit(caption, outside)
        taken: dict[int, int] = {}
        for at, row in enumerate(_rows(table)):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while taken.get(column, 0) > 0:
                    column += 1
                width, height = _span(cell, "colspan"), _span(cell, "rowspan")
                is_head = cell.tag == "th"
                inner = replace(outside, cell=Cell(number, at, column), bold=is_head, is_title=is_head)
                self._visit(cell, inner)
                for covered in range(column, column + width):
                    taken[covered] = height
                column += width
            taken = {covered: left - 1 for covered, left in taken.items() if left > 1}


def _rows(table: html.HtmlElement) -> Iterator[html.HtmlElement]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in {"thead", "tbody", "tfoot"}:
            yield from child.iterchildren("tr")


def _span(cell: html.HtmlElement, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return min(max(whole(value, 1), 1), _MOST_SPAN)


def _first_number(element: html.HtmlElement) -> int:
    return whole(element.get("start"), 1) if element.tag == "ol" else 1


def _is_all_links(raw: str, links: list[RawLink]) -> bool:
    rest = list(raw)
    for link in links:
        rest[link.start : link.end] = " " * (link.end - link.start)
    return bool(links) and not "".join(rest).strip()
