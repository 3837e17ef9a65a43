"""OpenDocument texts -> pieces, from the XML itself: tracked deletions, comments and hidden sections do not count."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from policykit.errors import DocumentError
from policykit.formats.archive import Archive, open_archive
from policykit.formats.numerals import whole
from policykit.model.access import FileFacts
from policykit.model.document import BlockKind, Cell, Gap, Layer
from policykit.read.facts import WITH_HEADINGS
from policykit.read.piece import Piece, RawLink, Reading

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT = f"{{{_OASIS}text:1.0}}"
_TABLE = f"{{{_OASIS}table:1.0}}"
_OFFICE = f"{{{_OASIS}office:1.0}}"
_DRAW = f"{{{_OASIS}drawing:1.0}}"
_STYLE = f"{{{_OASIS}style:1.0}}"
_FO = f"{{{_OASIS}xsl-fo-compatible:1.0}}"
_META = f"{{{_OASIS}meta:1.0}}"
_MANIFEST = f"{{{_OASIS}manifest:1.0}}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_DC = "{http://purl.org/dc/elements/1.1/}"
_PROPERTIES = {
    "title": f"{_DC}title",
    "author": f"{_DC}creator",
    "created": f"{_META}creation-date",
    "modified": f"{_DC}date",
    "language": f"{_DC}language",
}
_UNSEEN = {
    f"{_TEXT}tracked-changes",
    f"{_TEXT}sequence-decls",
    f"{_TEXT}variable-decls",
    f"{_TEXT}user-field-decls",
    f"{_TEXT}note-citation",
    f"{_TEXT}ruby-text",
    f"{_TEXT}hidden-text",
    f"{_TEXT}hidden-paragraph",
    f"{_OFFICE}annotation",
    f"{_OFFICE}annotation-end",
    f"{_OFFICE}forms",
}
_CONTENTS = {f"{_TEXT}table-of-content", f"{_TEXT}alphabetical-index", f"{_TEXT}illustration-index"}
_MOST_SPACES = 100
_MOST_SPAN = 1_000


def read_odt(data: bytes, where: str) -> Reading:
    """Return the pieces of an .odt file; raises DocumentError where it cannot be opened."""
    archive = open_archive(data, where)
    manifest = archive.part("META-INF/manifest.xml")
    if manifest is not None and next(manifest.iter(f"{_MANIFEST}encryption-data"), None) is not None:
        remedy = "Open it, save a copy without a password and check that."
        what = "the document is locked with a password"
        raise DocumentError(what, where=where, remedy=remedy)
    content = archive.part("content.xml")
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if content is None or body is None:
        remedy = "Open it, save it as a Word document (.docx) and check that."
        what = "the file has no text part"
        raise DocumentError(what, where=where, remedy=remedy)
    styles = _Styles([content, archive.part("styles.xml")])
    walk = _Walk(styles)
    pieces = list(walk.blocks(body, _Place()))
    pieces.extend(_furniture(archive, styles))
    return Reading(
        tuple(pieces), "odt", tuple(_gaps(content)), tuple(_properties(archive)), facts=FileFacts(looked=WITH_HEADINGS)
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a paragraph stands: list depth, cell, layer."""

    depth: int = 0
    cell: Cell | None = None
    layer: Layer = Layer.BODY


@dataclass(slots=True)
class _Line:
    """A paragraph being put together, with what hangs on it."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    links: list[RawLink] = field(default_factory=list)
    notes: list[etree._Element] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)
    all_bold: bool = True

    def add(self, text: str | None, *, bold: bool) -> None:
        """Add characters, noting whether they are bold."""
        if text:
            self.parts.append(text)
            self.length += len(text)
            self.all_bold &= bold or not text.strip()


class _Styles:
    """Bold and heading level by style name, through the styles they build on."""

    def __init__(self, roots: list[etree._Element | None]) -> None:
        self._elements: dict[str, etree._Element] = {}
        for root in roots:
            for element in () if root is None else root.iter(f"{_STYLE}style"):
                self._elements.setdefault(element.get(f"{_STYLE}name", ""), element)

    def chain(self, name: str | None) -> Iterator[etree._Element]:
        """Give a style and the styles that it builds on, nearest first."""
        seen: set[str] = set()
        while name and name in self._elements and name not in seen:
            seen.add(name)
            yield self._elements[name]
            name = self._elements[name].get(f"{_STYLE}parent-style-name")

    def is_bold(self, name: str | None, *, otherwise: bool = False) -> bool:
        """Tell whether a style makes text bold."""
        for style in self.chain(name):
            properties = style.find(f"{_STYLE}text-properties")
            weight = None if properties is None else properties.get(f"{_FO}font-weight")
            if weight is not None:
                return weight in {"bold", "600", "700", "800", "900"}
        return otherwise

    def is_hidden(self, name: str | None) -> bool:
        """Tell whether a style hides its text."""
        found = (style.find(f"{_STYLE}text-properties") for style in self.chain(name))
        return any(properties is not None and properties.get(f"{_TEXT}display") == "none" for properties in found)

    def heading(self, name: str | None) -> int:
        """Return 1 for a style built on Title, the outline level that a style gives otherwise, 0 for none."""
        for style in self.chain(name):
            if style.get(f"{_STYLE}name") == "Title":
                return 1
            level = style.get(f"{_STYLE}default-outline-level", "")
            if whole(level, 0):
                return whole(level, 0)
        return 0


class _Walk:
    """Walks a text from start to end."""

    def __init__(self, styles: _Styles) -> None:
        self._styles = styles
        self._tables = -1

    def blocks(self, container: etree._Element, place: _Place) -> Iterator[Piece]:
        """Give the pieces inside an element in reading order."""
        for child in container:
            tag = child.tag
            if tag in _UNSEEN or child.get(f"{_TEXT}display") == "none":
                continue
            if tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                yield from self._paragraph(child, place)
            elif tag in {f"{_TEXT}list-item", f"{_TEXT}list-header"}:
                yield from self.blocks(child, _Place(place.depth + 1, place.cell, place.layer))
            elif tag == f"{_TABLE}table":
                yield from self._table(child, place)
            elif tag in _CONTENTS:
                yield from self.blocks(child, _Place(place.depth, place.cell, Layer.CONTENTS))
            else:
                yield from self.blocks(child, place)

    def _paragraph(self, element: etree._Element, place: _Place) -> Iterator[Piece]:
        style = element.get(f"{_TEXT}style-name")
        line = _Line()
        if not self._styles.is_hidden(style):
            self._inline(element, line, bold=self._styles.is_bold(style))
        level = min(9, whole(element.get(f"{_TEXT}outline-level"), 1)) if element.tag == f"{_TEXT}h" else 0
        level = level or self._styles.heading(style)
        kind = BlockKind.PARAGRAPH
        if level and place.layer is Layer.BODY:
            kind = BlockKind.HEADING
        elif place.depth:
            kind, level = BlockKind.LIST_ITEM, place.depth
        else:
            level = 0
        raw = "".join(line.parts)
        yield Piece(
            raw=raw,
            kind=kind,
            level=level,
            layer=place.layer,
            cell=place.cell,
            links=tuple(line.links),
            stands_out=line.all_bold and bool(raw.strip()),
        )
        for note in line.notes:
            yield from self.blocks(note, _Place(layer=Layer.NOTE))
        for box in line.boxes:
            yield from self.blocks(box, _Place(layer=place.layer))

    def _inline(self, element: etree._Element, line: _Line, *, bold: bool) -> None:
        """Add the text inside a paragraph, a span or a link."""
        line.add(element.text, bold=bold)
        for child in element:
            tag = child.tag
            start = line.length
            if tag == f"{_TEXT}s":
                line.add(" " * min(whole(child.get(f"{_TEXT}c"), 1), _MOST_SPACES), bold=bold)
            elif tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
                line.add("\t" if tag.endswith("tab") else "\n", bold=bold)
            elif tag == f"{_TEXT}note":
                line.notes.extend(child.findall(f"{_TEXT}note-body"))
            elif tag in {f"{_DRAW}text-box", f"{_DRAW}custom-shape", f"{_DRAW}rect", f"{_DRAW}ellipse"}:
                line.boxes.append(child)
            elif tag not in _UNSEEN:
                style = child.get(f"{_TEXT}style-name")
                if not self._styles.is_hidden(style):
                    self._inline(child, line, bold=self._styles.is_bold(style, otherwise=bold))
                if tag == f"{_TEXT}a" and line.length > start:
                    line.links.append(RawLink(start, line.length, child.get(_HREF, "")))
            line.add(child.tail, bold=bold)

    def _table(self, table: etree._Element, place: _Place) -> Iterator[Piece]:
        """Give the cells of a table; covered cells belong to the merged one before them."""
        self._tables += 1
        number = self._tables
        for at, row in enumerate(_inside(table, f"{_TABLE}table-row")):
            column = 0
            for cell in row:
                if cell.tag == f"{_TABLE}table-cell":
                    yield from self.blocks(cell, _Place(cell=Cell(number, at, column), layer=place.layer))
                column += min(whole(cell.get(f"{_TABLE}number-columns-repeated"), 1), _MOST_SPAN)


def _inside(table: etree._Element, tag: str) -> Iterator[etree._Element]:
    """Give the rows of a table, through groups of rows, not those of tables inside it."""
    for child in table:
        if child.tag == tag:
            yield child
        elif child.tag in {f"{_TABLE}table-header-rows", f"{_TABLE}table-rows", f"{_TABLE}table-row-group"}:
            yield from _inside(child, tag)


def _furniture(archive: Archive, styles: _Styles) -> Iterator[Piece]:
    """Give the headers and footers of every page style, the same line once."""
    root = archive.part("styles.xml")
    seen: set[str] = set()
    for kind in ("header", "header-left", "header-first", "footer", "footer-left", "footer-first"):
        for element in () if root is None else root.iter(f"{_STYLE}{kind}"):
            for piece in _Walk(styles).blocks(element, _Place(layer=Layer.FURNITURE)):
                if piece.raw.strip() and piece.raw not in seen:
                    seen.add(piece.raw)
                    yield piece


def _gaps(content: etree._Element) -> Iterator[Gap]:
    if next(content.iter(f"{_OFFICE}annotation"), None) is not None:
        yield Gap("comments", "comments in the margin did not count", hides_text=False)
    if next(content.iter(f"{_TEXT}changed-region"), None) is not None:
        what = "the file has changes that nobody has accepted; it was read as if all of them were"
        yield Gap("tracked changes", what, "Accept or reject them before the document is published.", hides_text=False)


def _properties(archive: Archive) -> Iterator[tuple[str, str]]:
    root = archive.part("meta.xml")
    for name, tag in _PROPERTIES.items():
        found = None if root is None else next(root.iter(tag), None)
        if found is not None and found.text and found.text.strip():
            yield name, found.text.strip()
