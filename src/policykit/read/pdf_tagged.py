"""Pieces from the structure tree of a tagged PDF: what the file itself says is a heading, a list or a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from policykit.formats.pdf_page import NO_TAG, PdfPage, Run, Tag
from policykit.model.document import BlockKind, Cell, Layer
from policykit.read.pdf_furniture import furniture_of
from policykit.read.pdf_lines import Line, lines_of, marker_of, merged
from policykit.read.pdf_notes import Notes, labelled, parted
from policykit.read.pdf_paragraphs import Look, Paragraph, look_of, paragraphs_of
from policykit.read.pdf_pieces import furniture_pieces, piece_of
from policykit.read.piece import Piece

_TRUSTED_SHARE = 0.8
_MOST_LINES = 18
_HEADING = re.compile(r"H([1-6])?")
_TITLES = frozenset({"Title", "DocTitle", "Subtitle"})
_INLINE = frozenset(
    {"Span", "Link", "Reference", "BibEntry", "Quote", "Code", "Annot", "Ruby", "RB", "RT", "RP"}
    | {"Warichu", "WT", "WP", "Em", "Strong", "Sub", "Lbl", "Form", "Annotation"}
)
_LEAVES = frozenset(
    {"P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "Title", "Caption", "TOCI", "BlockQuote", "Note", "FENote"}
    | {"Figure", "Formula", "LI", "TD", "TH"}
)


@dataclass(slots=True)
class Leaf:
    """One paragraph, heading, item or cell of the tree with its runs on one page."""

    page: int
    kind: str
    runs: list[Run]
    depth: int = 0
    layer: Layer = Layer.BODY
    cell: Cell | None = None
    began: bool = False
    goes_on: bool = False
    lines: list[Line] = field(default_factory=list)

    @property
    def at(self) -> int:
        """Return its place in the order of the file."""
        return min(run.at for run in self.runs)


@dataclass(slots=True)
class _Where:
    """What a part of the tree stands in."""

    depth: int = 0
    layer: Layer = Layer.BODY
    cell: Cell | None = None
    kind: str = ""

    def within(self, kind: str) -> "_Where":
        """Return what the parts of an element of this kind stand in."""
        inner = replace(self)
        if kind == "L":
            inner.depth += 1
        elif kind in {"TOC", "TOCI"}:
            inner.layer = Layer.CONTENTS
        elif kind in {"Note", "FENote"}:
            inner.layer = Layer.NOTE
        if kind in _LEAVES or not inner.kind:
            inner.kind = _kind_of(kind, self.kind)
        return inner


@dataclass(slots=True)
class _Tables:
    """The table and row that the walk has come to, kept from page to page."""

    table: int = -1
    row: int = -1
    open: bool = False

    def enter(self, tag: Tag) -> None:
        """Come to a table: a new one, or the rest of the one that the last page left open."""
        if not (self.open and tag.began):
            self.table, self.row = self.table + 1, -1
        self.open = _goes_on(tag)


def trusted(pages: Sequence[PdfPage]) -> bool:
    """Return whether the tags cover the words well enough, in parts small enough, to be followed."""
    tagged = words = lines = leaves = 0
    for page in pages:
        known = _numbers(page.tags)
        for run in page.runs:
            if run.artefact:
                continue
            words += len(run.text)
            tagged += len(run.text) if run.tag in known else 0
        lines += len({round(run.y) for run in page.runs if run.tag in known})
        leaves += sum(1 for _ in _leaf_tags(page.tags))
    return words > 0 and tagged >= _TRUSTED_SHARE * words and lines <= _MOST_LINES * leaves


def pieces_by_tags(pages: Sequence[PdfPage]) -> list[Piece]:
    """Return the pieces of pages as their tags give them; words without a tag go where the file has them."""
    parts = [parted(page) for page in pages]
    pages = [page for page, _ in parts]
    notes = Notes({page.number: foot for page, foot in parts if foot is not None})
    tables = _Tables()
    flow: list[Leaf] = []
    loose: list[tuple[PdfPage, list[Line]]] = []
    for page in pages:
        leaves = _Walk(page, tables).leaves(page.tags)
        used = {run.at for leaf in leaves for run in leaf.runs}
        rest = merged(lines_of([run for run in page.runs if run.at not in used], page.number))
        loose.append((page, rest))
        flow += leaves
    furniture = furniture_of([(page.height, lines) for page, lines in loose])
    running: dict[str, Line] = {}
    strays: dict[int, list[Line]] = {}
    said = {" ".join(run.text for run in leaf.runs) for leaf in flow}
    for page, lines in loose:
        for line in lines:
            if furniture.holds(line, page.height):
                running.setdefault("".join(c for c in line.text if not c.isdigit()), line)
            elif not (line.runs[0].artefact and line.text in said):
                strays.setdefault(page.number, []).append(line)
    flow = _joined(flow)
    look = look_of([line for leaf in flow for line in leaf.lines])
    pieces = list(_pieces(flow, strays, notes, look, {page.number: page for page in pages}))
    return pieces + furniture_pieces(running)


class _Walk:
    """One walk down the tree of one page."""

    def __init__(self, page: PdfPage, tables: _Tables) -> None:
        self.page = page.number
        self.tables = tables
        self.found: list[Leaf] = []
        self.by_tag: dict[int, list[Run]] = {}
        for run in page.runs:
            if run.tag != NO_TAG:
                self.by_tag.setdefault(run.tag, []).append(run)

    def leaves(self, tags: Sequence[Tag]) -> list[Leaf]:
        """Return the leaves of the tree that have words, in the order of the tree."""
        for tag in tags:
            self._walk(tag, _Where())
        leaves = [leaf for leaf in self.found if leaf.runs]
        for leaf in leaves:
            leaf.lines = merged(lines_of(leaf.runs, self.page))
        return [leaf for leaf in leaves if leaf.lines]

    def _walk(self, tag: Tag, where: _Where) -> None:
        """Add the leaves under one element."""
        kind = tag.own if tag.own in _TITLES else tag.kind
        if kind == "Artifact":
            return
        if kind == "TR" and where.cell is None:
            self._row(tag, where)
            return
        if kind == "Table" and where.cell is None:
            self.tables.enter(tag)
        inner = where.within(kind)
        leaf: Leaf | None = None
        for held in tag.holds:
            if isinstance(held, Tag) and not _is_inline(held):
                leaf = None
                self._walk(held, inner)
                continue
            if leaf is None:
                leaf = Leaf(self.page, inner.kind, [], inner.depth, inner.layer, inner.cell, tag.began, tag.goes_on)
                self.found.append(leaf)
            for number in [held] if isinstance(held, int) else _order(held):
                leaf.runs += self.by_tag.get(number, ())

    def _row(self, tag: Tag, where: _Where) -> None:
        """Add the leaves of one table row, each with its place in the table."""
        began = self.tables.row >= 0 and _began(tag)
        if not began:
            self.tables.row += 1
        column = 0
        for held in tag.holds:
            if isinstance(held, Tag):
                column = max(column, held.place) if began else column
                cell = Cell(self.tables.table, self.tables.row, column)
                self._walk(held, replace(where, cell=cell, kind="TD"))
                column += held.columns


def _began(row: Tag) -> bool:
    """Return whether a row goes on from the page before: it says so, or something in it does."""
    return row.began or any(isinstance(held, Tag) and _began(held) for held in row.holds)


def _goes_on(part: Tag) -> bool:
    """Return whether a part of a table goes on over the page: it says so, or something in it does."""
    return part.goes_on or any(isinstance(held, Tag) and _goes_on(held) for held in part.holds)


def _kind_of(kind: str, outer: str) -> str:
    """Return what a leaf counts as: a paragraph in a list item or a cell is that item or cell."""
    if kind == "P" and outer in {"LI", "TD"}:
        return outer
    return "TD" if kind in {"TD", "TH"} else kind


def _is_inline(tag: Tag) -> bool:
    """Return whether an element is part of a line of words, and holds no paragraph of its own."""
    if tag.kind not in _INLINE:
        return False
    return all(isinstance(held, int) or _is_inline(held) for held in tag.holds)


def _order(tag: Tag) -> list[int]:
    """Return the run numbers under an element in the order of the tree."""
    found: list[int] = []
    for held in tag.holds:
        found += [held] if isinstance(held, int) else _order(held)
    return found


def _numbers(tags: Sequence[Tag]) -> set[int]:
    return {number for tag in tags for number in _order(tag)}


def _leaf_tags(tags: Sequence[Tag]) -> Iterator[Tag]:
    for tag in tags:
        if tag.kind in _LEAVES:
            yield tag
        yield from _leaf_tags([held for held in tag.holds if isinstance(held, Tag)])


def _joined(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Return leaves with the two halves of one that a page end parted made one, and list labels with their items."""
    found: list[Leaf] = []
    for leaf in leaves:
        end = _end_of_cell(found, leaf)
        last = found[end - 1] if end else None
        if last is not None and last.kind == leaf.kind and last.cell == leaf.cell:
            over_page = last.lines[-1].page == leaf.page - 1 and last.goes_on and leaf.began
            label = leaf.kind == "LI" and len(last.lines) == 1 and _is_label(last) and leaf.page == last.page
            if over_page or label:
                last.lines = last.lines + leaf.lines if over_page else merged([*last.lines, *leaf.lines])
                last.goes_on = leaf.goes_on
                continue
        found.insert(end, leaf)
    return found


def _end_of_cell(leaves: Sequence[Leaf], leaf: Leaf) -> int:
    """Return where a leaf belongs: at the end, or before the later cells of its row where a page end parted the row."""
    end = len(leaves)
    cell = leaf.cell
    while cell is not None and end:
        before = leaves[end - 1].cell
        if before is None or (before.table, before.row) != (cell.table, cell.row) or before.column <= cell.column:
            break
        end -= 1
    return end


def _is_label(leaf: Leaf) -> bool:
    """Return whether a leaf is nothing but the bullet or number of an item."""
    text = leaf.lines[0].text
    return len(text) <= 6 and (not any(map(str.isalpha, text)) or text[-1] in ".)" or text == "o")  # noqa: PLR2004


def _pieces(
    flow: Sequence[Leaf], strays: dict[int, list[Line]], notes: Notes, look: Look, pages: dict[int, PdfPage]
) -> Iterator[Piece]:
    """Give the leaves as pieces, and the lines without a tag before the first leaf that the file has after them.

    A note that a raised number leads to comes after the leaf that has the number, any other where the tree has it.
    """
    waiting = {number: paragraphs_of(lines, look) for number, lines in strays.items()}
    for leaf in flow:
        if leaf.layer is Layer.NOTE and leaf.page in notes.feet:
            notes.waiting.setdefault(leaf.page, []).append(Paragraph(leaf.lines))
    for leaf in flow:
        if leaf.layer is Layer.NOTE and leaf.page in notes.feet:
            continue
        yield from (_note(note.lines, look, pages) for note in notes.left(leaf.page))
        for number in sorted(number for number in waiting if number <= leaf.page):
            ready = [p for p in waiting[number] if number < leaf.page or p.lines[0].at < leaf.at]
            yield from (piece_of(p, look, pages) for p in ready)
            waiting[number] = [p for p in waiting[number] if p not in ready]
        yield _piece(leaf, look, pages)
        yield from (_note(note.lines, look, pages) for note in notes.after(Paragraph(leaf.lines)))
    yield from (_note(note.lines, look, pages) for note in notes.left(max(notes.waiting, default=0) + 1))
    for number in sorted(waiting):
        yield from (piece_of(p, look, pages) for p in waiting[number])


def _note(lines: Sequence[Line], look: Look, pages: dict[int, PdfPage]) -> Piece:
    """Return a footnote as a piece, its number as the label."""
    rest, number = labelled(lines)
    return replace(piece_of(Paragraph(rest), look, pages), layer=Layer.NOTE, label=number, stands_out=False)


def _piece(leaf: Leaf, look: Look, pages: dict[int, PdfPage]) -> Piece:
    """Return a leaf as a piece."""
    if leaf.layer is Layer.NOTE:
        return _note(leaf.lines, look, pages)
    marker = marker_of(leaf.lines[0])
    heading = _HEADING.fullmatch(leaf.kind)
    if marker is not None and not (marker.plain or leaf.kind == "LI" or heading or marker.number is False):
        marker = None
    depth = max(1, leaf.depth)
    piece = piece_of(Paragraph(leaf.lines, marker, depth), look, pages, leaf.cell)
    if heading or leaf.kind in _TITLES:
        level = int(heading.group(1) or 1) if heading else 1
        return replace(piece, kind=BlockKind.HEADING, level=level, layer=leaf.layer)
    if leaf.kind == "LI":
        return replace(piece, kind=BlockKind.LIST_ITEM, level=depth, layer=leaf.layer, stands_out=False)
    return replace(piece, layer=leaf.layer)
