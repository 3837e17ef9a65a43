"""A document's whole text for a page: headings, paragraphs, lists and tables in order, the quotes marked in them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from policykit.model.document import Block, BlockKind, Document, Layer
from policykit.report.html_marks import Back, Mark, Marks

_TOP_LEVEL = 3
"""A document's first heading stands under the page's own heading over its text."""
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Segment:
    """Characters that the same marks cover: `kinds` of those marks, `ids` of the quotes that begin here, `backs` of those that end."""

    text: str
    kinds: tuple[str, ...] = ()
    ids: tuple[int, ...] = ()
    backs: tuple[Back, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Something of the text: a page's beginning, a heading, paragraph, note, running line, list or table.

    `level` is that of an HTML heading, or a list item's depth. A list holds `items`, a table `rows` of cells of parts.
    """

    kind: str
    segments: tuple[Segment, ...] = ()
    label: str = ""
    level: int = 0
    page: int = 0
    items: list["Part"] = field(default_factory=list)
    rows: list[list[list["Part"]]] = field(default_factory=list)
    has_head: bool = False


def parts_of(document: Document, marks: Marks, file: str = "") -> list[Part]:
    """Return the text of a document in order; a running header stands there only where a quote is in it."""
    return list(_Text(document, marks, file).parts())


class _Text:
    def __init__(self, document: Document, marks: Marks, file: str) -> None:
        self._document = document
        self._marks = {block.index: marks.of_block(file, block.index) for block in document.blocks}
        self._level = _TOP_LEVEL - 1

    def parts(self) -> Iterator[Part]:
        page = 0
        blocks = [b for b in self._document.blocks if b.layer is not Layer.FURNITURE or self._marks[b.index]]
        at = 0
        while at < len(blocks):
            block = blocks[at]
            if block.page is not None and block.page != page:
                page = block.page
                yield Part("page", page=page)
            run = _run(blocks, at)
            if block.kind is BlockKind.CELL:
                yield self._table(run)
            elif block.kind is BlockKind.LIST_ITEM:
                yield Part("list", items=[self._plain(one) for one in run])
            else:
                yield self._plain(block)
            at += len(run)

    def _plain(self, block: Block) -> Part:
        cut = segments(block.text, self._marks[block.index])
        if block.layer is Layer.FURNITURE:
            return Part("running", cut)
        if block.layer is Layer.CONTENTS:
            return Part("contents", cut, block.label)
        if block.kind is BlockKind.HEADING:
            # A skipped level would leave whoever listens to the page looking for what is not there.
            self._level = min(self._level + 1, _TOP_LEVEL - 1 + max(1, block.level), _DEEPEST)
            return Part("heading", cut, block.label, self._level)
        if block.layer is Layer.NOTE:
            return Part("note", cut, block.label)
        kind = "item" if block.kind is BlockKind.LIST_ITEM else "paragraph"
        return Part(kind, cut, block.label, min(block.level, _DEEPEST))

    def _table(self, run: Sequence[Block]) -> Part:
        cells: dict[int, dict[int, list[Part]]] = {}
        for block in run:
            if block.cell is not None:
                cells.setdefault(block.cell.row, {}).setdefault(block.cell.column, []).append(self._plain(block))
        width = max(column for row in cells.values() for column in row) + 1
        rows = [[row.get(column, []) for column in range(width)] for _, row in sorted(cells.items())]
        heads = any(block.cell and block.cell.column_heading for block in run)
        return Part("table", rows=rows, has_head=heads and 0 in cells)


def _run(blocks: Sequence[Block], at: int) -> Sequence[Block]:
    """Return the blocks from `at` on that make one table or one list, or that block alone."""
    first, end = blocks[at], at + 1
    while end < len(blocks) and _goes_on(first, blocks[end]):
        end += 1
    return blocks[at:end]


def _goes_on(first: Block, block: Block) -> bool:
    if first.kind is BlockKind.CELL and first.cell is not None:
        return block.cell is not None and block.cell.table == first.cell.table
    same = block.kind is first.kind and block.layer is first.layer is Layer.BODY
    return same and first.kind is BlockKind.LIST_ITEM and block.page == first.page


def segments(text: str, marks: Sequence[Mark]) -> tuple[Segment, ...]:
    """Return a text cut wherever a mark begins or ends, together every character of it; marks may overlap.

    >>> [s.text for s in segments("one two three", (Mark(0, 7, 1, (), ()), Mark(4, 13, 2, (), ())))]
    ['one ', 'two', ' three']
    """
    cuts = sorted({0, len(text), *(mark.start for mark in marks), *(mark.end for mark in marks)})
    cut: list[Segment] = []
    for start, end in pairwise(cuts):
        over = [mark for mark in marks if mark.start <= start and end <= mark.end]
        cut.append(
            Segment(
                text[start:end],
                tuple(dict.fromkeys(kind for mark in over for kind in mark.kinds)),
                tuple(mark.number for mark in over if mark.start == start),
                tuple(back for mark in over if mark.end == end for back in mark.backs),
            )
        )
    return tuple(cut)
