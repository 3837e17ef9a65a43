"""A finished Word document as pieces in reading order, from which the web page and the Markdown file are written."""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from policykit.draft.word_runs import GAP_COLOUR, PROPOSED_COLOUR, R_ID, W, heading_levels, style_ids, style_of

_SAFE = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that look and link alike: `look` is "", "gap" or "proposed"; `target` is a web address or "#" and a name."""

    text: str
    look: str = ""
    is_bold: bool = False
    target: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A paragraph of the document.

    `kind` is title, subtitle, heading, paragraph, item or contents; `level` counts from 1 for a heading, else 0.
    `name` is what a link within the document calls it, "" where none does.
    """

    kind: str
    stretches: tuple[Stretch, ...]
    level: int = 0
    name: str = ""

    @property
    def text(self) -> str:
        """The words without their looks."""
        return "".join(stretch.text for stretch in self.stretches)


@dataclass(frozen=True, slots=True)
class TablePiece:
    """A table: its rows of cells, each the paragraphs it holds; `heads` is how many rows at its top are headers."""

    rows: tuple[tuple[tuple[Piece, ...], ...], ...]
    heads: int


def pieces_of(content: bytes) -> tuple[Piece | TablePiece, ...]:
    """Return the body of a Word document made by `render`: empty paragraphs left out, text boxes in their place."""
    from docx import Document

    document = Document(io.BytesIO(content))
    kinds = _kinds(document)
    targets = {key: rel.target_ref for key, rel in document.part.rels.items() if rel.is_external}
    walk = _Walk(kinds, targets)
    return tuple(walk.blocks(document.element.body))


def _kinds(document: Any) -> dict[str, tuple[str, int]]:
    kinds = {style_id: ("heading", level) for style_id, level in heading_levels(document).items()}
    for name, style_id in style_ids(document).items():
        if name in {"title", "subtitle"}:
            kinds[style_id] = (name, 0)
        elif name == "toc heading":
            kinds[style_id] = ("heading", 1)
        elif name.startswith("toc "):
            kinds[style_id] = ("contents", 0)
        elif name.startswith("list"):
            kinds[style_id] = ("item", 0)
    return kinds


@dataclass(frozen=True, slots=True)
class _Walk:
    kinds: dict[str, tuple[str, int]]
    targets: dict[str, str]

    def blocks(self, parent: Any) -> Iterator[Piece | TablePiece]:
        for node in parent:
            if node.tag == f"{W}p":
                yield from self._paragraph(node)
            elif node.tag == f"{W}tbl":
                rows = list(node.iter(f"{W}tr"))
                heads = sum(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
                cells = tuple(tuple(self._cell(cell) for cell in row.findall(f"{W}tc")) for row in rows)
                yield TablePiece(cells, heads)
            elif node.tag == f"{W}sdt":
                content = node.find(f"{W}sdtContent")
                yield from self.blocks(content if content is not None else ())

    def _cell(self, cell: Any) -> tuple[Piece, ...]:
        return tuple(piece for block in self.blocks(cell) for piece in _flat(block))

    def _paragraph(self, node: Any) -> Iterator[Piece]:
        kind, level = self.kinds.get(style_of(node), ("paragraph", 0))
        if kind == "paragraph" and node.find(f"{W}pPr/{W}numPr") is not None:
            kind = "item"
        marks = [mark.get(f"{W}name", "") for mark in node.findall(f"{W}bookmarkStart")]
        stretches = tuple(_joined(self._stretches(node)))
        if any(stretch.text.strip() for stretch in stretches):
            yield Piece(kind, stretches, level, marks[0] if marks else "")
        for box in node.iter(f"{W}txbxContent"):
            # Word keeps a second copy of each text box for older programs.
            if not any(above.tag.endswith("}Fallback") for above in box.iterancestors()):
                for block in self.blocks(box):
                    yield from _flat(block)

    def _stretches(self, parent: Any, target: str = "") -> Iterator[Stretch]:
        for node in parent:
            if node.tag == f"{W}hyperlink":
                anchor = node.get(f"{W}anchor")
                address = self.targets.get(node.get(R_ID, ""), "")
                yield from self._stretches(node, f"#{anchor}" if anchor else _safe(address))
            elif node.tag == f"{W}r":
                yield from _run(node, target)
            elif node.tag in {f"{W}ins", f"{W}smartTag"}:
                yield from self._stretches(node, target)


def _safe(address: str) -> str:
    return address if address.lower().startswith(_SAFE) else ""


def _run(run: Any, target: str) -> Iterator[Stretch]:
    colour = run.find(f"{W}rPr/{W}color")
    shade = colour.get(f"{W}val") if colour is not None else ""
    look = {GAP_COLOUR: "gap", PROPOSED_COLOUR: "proposed"}.get(shade, "")
    bold = run.find(f"{W}rPr/{W}b")
    is_bold = bold is not None and bold.get(f"{W}val", "1") not in {"0", "false"}
    for node in run:
        if node.tag == f"{W}t":
            yield Stretch(node.text or "", look, is_bold, target)
        elif node.tag in {f"{W}tab", f"{W}br", f"{W}cr"}:
            yield Stretch(" ", look, is_bold, target)


def _joined(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    last: Stretch | None = None
    for one in stretches:
        if last is not None and (last.look, last.is_bold, last.target) == (one.look, one.is_bold, one.target):
            last = Stretch(last.text + one.text, one.look, one.is_bold, one.target)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _flat(block: Piece | TablePiece) -> tuple[Piece, ...]:
    if isinstance(block, Piece):
        return (block,)
    return tuple(piece for row in block.rows for cell in row for piece in cell)
