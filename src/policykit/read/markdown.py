"""Markdown -> pieces, through markdown-it-py."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import html as lxml_html
from lxml.etree import LxmlError
from markdown_it import MarkdownIt
from markdown_it.token import Token

from policykit.model.document import BlockKind, Cell, Gap
from policykit.read.piece import Piece, RawLink, Reading
from policykit.read.text import decode

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
_DEEPEST_NESTING = 60


def read_markdown(data: bytes) -> Reading:
    """Return the pieces of a Markdown file; front matter is no part of the document."""
    content = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    content = _FRONT_MATTER.sub("", content, count=1)
    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST_NESTING}).enable("table")
    tokens = parser.parse(content)
    gaps: tuple[Gap, ...] = ()
    if any(token.level >= _DEEPEST_NESTING - 1 for token in tokens):
        what = "lists or quotations stand so deep inside each other that the deepest may not have been read"
        gaps = (Gap("the deepest lists", what, "Write them with fewer levels."),)
    return Reading(pieces=tuple(_pieces(tokens)), format="markdown", gaps=gaps)


@dataclass(slots=True)
class _Place:
    """Where the walk over the tokens stands."""

    lists: list[int | None] = field(default_factory=list)
    """The next number of each open list, None for bullets."""
    label: str = ""
    heading: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    is_head: bool = False


def _pieces(tokens: Sequence[Token]) -> Iterator[Piece]:
    place = _Place()
    for token in tokens:
        if token.type == "inline":
            yield _piece(token, place)
        elif token.type in {"fence", "code_block"}:
            yield from (Piece(raw=part) for part in re.split(r"\n\s*\n", token.content) if part.strip())
        elif token.type == "html_block":
            yield from _html_block(token.content)
        elif token.type in {"table_open", "tr_open", "th_open", "td_open", "table_close"}:
            _move_in_table(token, place)
        else:
            _move(token, place)


def _move_in_table(token: Token, place: _Place) -> None:
    """Go on to the next table, row or cell."""
    if token.type == "table_open":
        place.table, place.row = place.table + 1, -1
    elif token.type == "tr_open":
        place.row, place.column = place.row + 1, -1
    elif token.type == "table_close":
        place.row = -1
    else:
        place.column, place.is_head = place.column + 1, token.tag == "th"


def _move(token: Token, place: _Place) -> None:
    """Go into or out of a heading, a list or a list item."""
    match token.type:
        case "heading_open":
            place.heading = int(token.tag[1])
        case "heading_close":
            place.heading = 0
        case "bullet_list_open":
            place.lists.append(None)
        case "ordered_list_open":
            start = token.attrGet("start")
            place.lists.append(1 if start is None else int(start))
        case "bullet_list_close" | "ordered_list_close":
            place.lists.pop()
        case "list_item_open":
            _number(place)
        case _:
            pass


def _number(place: _Place) -> None:
    """Give the list item that opens its number."""
    following = place.lists[-1]
    place.label = "" if following is None else str(following)
    if following is not None:
        place.lists[-1] = following + 1


def _piece(token: Token, place: _Place) -> Piece:
    raw, links, is_bold = _inline(token.children or [])
    if place.row >= 0:
        cell = Cell(place.table, place.row, place.column)
        return Piece(raw=raw, kind=BlockKind.CELL, cell=cell, links=links, stands_out=is_bold or place.is_head)
    if place.heading:
        return Piece(raw=raw, kind=BlockKind.HEADING, level=place.heading, links=links)
    if place.lists:
        label, place.label = place.label, ""
        return Piece(raw, BlockKind.LIST_ITEM, len(place.lists), label, links=links, stands_out=is_bold)
    return Piece(raw=raw, links=links, stands_out=is_bold)


def _inline(children: Sequence[Token]) -> tuple[str, tuple[RawLink, ...], bool]:
    """Return the words of a line, its links, and whether all of them are bold."""
    parts: list[str] = []
    links: list[RawLink] = []
    length = strong = 0
    open_link: tuple[int, str] | None = None
    plain = False
    for child in children:
        words = _words(child)
        plain = plain or (not strong and bool(words.strip()))
        parts.append(words)
        length += len(words)
        if child.type in {"strong_open", "strong_close"}:
            strong += child.nesting
        elif child.type == "link_open":
            open_link = (length, str(child.attrGet("href") or ""))
        elif child.type == "link_close" and open_link:
            links.append(RawLink(open_link[0], length, open_link[1]))
            open_link = None
    raw = "".join(parts)
    return raw, tuple(links), bool(raw.strip()) and not plain


def _words(child: Token) -> str:
    if child.type in {"text", "code_inline"}:
        return child.content
    if child.type in {"softbreak", "hardbreak"}:
        return "\n"
    return " " if child.type == "html_inline" and child.content.lower().startswith("<br") else ""


def _html_block(content: str) -> Iterator[Piece]:
    """Give the words of HTML that stands inside Markdown, one piece a line."""
    try:
        root = lxml_html.document_fromstring(f"<html><body><div>{content}</div></body></html>")
    except (LxmlError, ValueError):
        return
    for comment in root.iter(lxml_html.etree.Comment):
        comment.text = ""
    text = "".join(str(part) for part in root.itertext(tag=lxml_html.etree.Element) if part)
    yield from (Piece(raw=line) for line in text.split("\n") if line.strip())
