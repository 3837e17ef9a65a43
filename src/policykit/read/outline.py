"""Pieces as a format gives them -> blocks with headings, parents, cells and contents lists settled."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from policykit.model.access import FileFacts
from policykit.model.document import Block, BlockKind, Gap, Layer, Link, clean_index
from policykit.read.cells import settle_cells
from policykit.read.clean import clean, compounds_in, has_line_end_hyphens
from policykit.read.contents import settle_contents
from policykit.read.entry import Entry
from policykit.read.facts import settled
from policykit.read.headings import settle_headings
from policykit.read.overall_title import overall_title
from policykit.read.piece import Piece, Reading

MOST_BLOCKS = 200_000

_BULLET = re.compile(r"^(?:[•·●○◦▪▫■□▶►➢➤❖✓✔✗◆◇⁃∙*‣]+\s*|[-–—]\s+|o\s+(?=[A-Z\d\"'‘“(]))(?=\S)")
_RAW_BULLET = re.compile(r"^\s*[\uf0a7\uf0b7\uf0d8\uf0fc\uf076\uf06e\uf0a8\uf0e8]")
_HEADING_NUMBER = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,4}[.):]?)\s+(?=[^\W\d])")
_TABBED_BULLET = re.compile(r"^\s*o\t")
_THIN_BULLET = re.compile(r"^o ")
_TYPED_NUMBER = re.compile(r"^(?:\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]|\((?:\d{1,2}|[a-z]|[ivx]{1,4})\))\s+(?=\S)")


def outlined(reading: Reading) -> tuple[tuple[Block, ...], FileFacts]:
    """Return the blocks in reading order, at most `MOST_BLOCKS`, and what the reader kept beside them, its places in blocks."""
    entries = _entries(reading.pieces)[:MOST_BLOCKS]
    settle_cells(entries)
    settle_contents(entries)
    settle_headings(entries, reading.format)
    _take_numbers(entries)
    return tuple(_blocks(entries)), settled(reading.facts, reading.pieces, entries)


def excess(reading: Reading) -> tuple[Gap, ...]:
    """Return the gap that a document leaves when it has more pieces than are read."""
    if len(reading.pieces) <= MOST_BLOCKS:
        return ()
    what = f"it has {len(reading.pieces):,} paragraphs, of which the first {MOST_BLOCKS:,} were read"
    return (Gap("end of the document", what, "Split the file into smaller documents."),)


def _entries(pieces: Iterable[Piece]) -> list[Entry]:
    """Clean every piece and leave out those without a word."""
    pieces = list(pieces)
    compounds: frozenset[str] = frozenset()
    if any(has_line_end_hyphens(piece.raw) for piece in pieces):
        compounds = compounds_in(piece.raw for piece in pieces)
    entries = []
    for piece in pieces:
        text, offsets = clean(piece.raw, compounds)
        if not any(character.isalnum() for character in text):
            continue
        kind = BlockKind.CELL if piece.cell and piece.kind is BlockKind.PARAGRAPH else piece.kind
        level = piece.level or (1 if kind is BlockKind.LIST_ITEM else 0)
        entry = Entry(piece, text, offsets, kind, level, piece.layer, piece.label, piece.cell)
        _take_bullet(entry)
        entries.append(entry)
    return entries


def _take_bullet(entry: Entry) -> None:
    """Make a list item of a paragraph that begins with a typed bullet or number; the bullet is no part of its text."""
    if entry.kind not in {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.CELL}:
        return
    bullet = _BULLET.match(entry.text) or (_TABBED_BULLET.match(entry.piece.raw) and _THIN_BULLET.match(entry.text))
    if bullet:
        entry.offsets = (entry.offsets or tuple(range(len(entry.text) + 1)))[bullet.end() :]
        entry.text = entry.text[bullet.end() :]
    if entry.kind is BlockKind.PARAGRAPH and (
        bullet or _RAW_BULLET.match(entry.piece.raw) or _TYPED_NUMBER.match(entry.text)
    ):
        entry.kind = BlockKind.LIST_ITEM
        entry.level = 1


def _take_numbers(entries: Iterable[Entry]) -> None:
    """Make the typed numbers before headings their labels, as automatic ones are: both are cited with them.

    A single numbered heading may be an address ("1 High Street"), which keeps its number.
    """
    found = [
        (entry, number)
        for entry in entries
        if entry.kind is BlockKind.HEADING and (number := _HEADING_NUMBER.match(entry.text)) and not entry.label
    ]
    for entry, number in found if len(found) > 1 else ():
        entry.offsets = (entry.offsets or tuple(range(len(entry.text) + 1)))[number.end() :]
        entry.label, entry.text = number.group(1), entry.text[number.end() :]


def _blocks(entries: Sequence[Entry]) -> Iterable[Block]:
    """Give each entry its number and its heading."""
    body = [entry for entry in entries if entry.is_body]
    at = overall_title(body)
    title = None if at is None else body[at]
    kept = 0
    above: list[tuple[int, int]] = []
    for index, entry in enumerate(entries):
        if entry.kind is BlockKind.HEADING:
            if entry.layer is not Layer.BODY:
                entry.kind, entry.level = BlockKind.PARAGRAPH, 0
            else:
                while len(above) > kept and above[-1][0] >= entry.level:
                    above.pop()
        parent = above[-1][1] if above and entry.layer is not Layer.FURNITURE else None
        block = Block(
            index=index,
            kind=entry.kind,
            text=entry.text,
            layer=entry.layer,
            raw=entry.piece.raw,
            offsets=entry.offsets,
            level=entry.level,
            label=entry.label,
            page=entry.piece.page,
            heading=parent,
            cell=entry.cell,
            ocr=entry.piece.ocr,
        )
        yield _with_scanned(_with_links(block, entry.piece), entry.piece)
        if entry.kind is BlockKind.HEADING:
            above.append((entry.level, index))
            if entry is title:
                kept = len(above)


def _with_links(block: Block, piece: Piece) -> Block:
    """Move the links of a piece to where their words stand in the clean text."""
    if not piece.links:
        return block
    links = []
    for link in piece.links:
        start, end = clean_index(block, link.start), clean_index(block, link.end)
        while end > start and block.text[end - 1] == " ":
            end -= 1
        if end > start:
            links.append(Link(start, end, link.target))
    return replace(block, links=tuple(links))


def _with_scanned(block: Block, piece: Piece) -> Block:
    """Move the words that were read from a picture to where they stand in the clean text."""
    if not piece.scanned:
        return block
    moved = (
        replace(word, start=clean_index(block, word.start), end=clean_index(block, word.end)) for word in piece.scanned
    )
    return replace(block, scanned=tuple(word for word in moved if word.end > word.start))
