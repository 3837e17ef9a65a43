"""Plain text -> pieces: paragraphs, list items and tables told by blank lines, line lengths, bullets and tabs."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policykit.model.document import BlockKind, Cell
from policykit.read.piece import Piece, Reading
from policykit.read.sniff import looks_like_utf16

_BULLET = re.compile(
    r"^\s*(?:[•·●○◦▪▫■□►➢❖✓✔⁃∙*‣\uf0b7\uf0a7\uf0d8\uf0fc]\s*|[-–—+]\s+|o\s+(?=[A-Z])"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]\s+|[A-Z]\)\s+)(?=\S)"
)
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ".)", ".”", '."')
_RULE = re.compile(r"^\s*[-=_*~#.\u2500-\u257f ]{3,}\s*$")
_TAB_PAGE = re.compile(r"^[^\t]*\t+\s*\d{1,3}\s*$")
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 35
_FULL_LINE = 0.85
_LONGEST_CELL_LINE = 1_000


def read_text(data: bytes) -> Reading:
    """Return the pieces of a plain text file; a form feed begins a new page."""
    content = decode(data)
    pages = content.split("\f")
    lines_of_pages = [_lines(page) for page in pages]
    width = _wrap_width([line for lines in lines_of_pages for line in lines])
    pieces: list[Piece] = []
    tables = 0
    for number, lines in enumerate(lines_of_pages, 1):
        page = number if len(pages) > 1 else None
        for group in _groups(lines):
            if _is_table(group):
                pieces.extend(_cells(group, tables, page))
                tables += 1
            else:
                pieces.extend(
                    Piece(raw=raw, page=page, kind=kind, lines=raw.count("\n") + 1)
                    for raw, kind in _paragraphs(group, width)
                )
    return Reading(pieces=tuple(pieces), format="text", pages=len(pages) if len(pages) > 1 else None)


def decode(data: bytes) -> str:
    """Return the text of a file in UTF-8, UTF-16 or, where it is neither, Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    codec = looks_like_utf16(data)
    if codec:
        return data.decode(codec, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace").replace("\ufffd", "")


def _lines(page: str) -> list[str]:
    return [
        "" if _RULE.match(line) else line.rstrip() for line in re.split(r"\r\n|\r|\n|\u2028|\u2029|\x0b|\x85", page)
    ]


def _wrap_width(lines: Sequence[str]) -> int:
    """Return the width at which the text was wrapped by hand or by an export, 0 where each paragraph is one line."""
    lengths = sorted(len(line) for line in lines if line.strip())
    followed = sum(1 for one, two in pairwise(lines) if one.strip() and two.strip())
    if not lengths or followed < len(lengths) // 4:
        return 0
    width = lengths[int(0.97 * (len(lengths) - 1))]
    return width if _NARROWEST_WRAP <= width <= _WIDEST_WRAP else 0


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Give the runs of lines between blank ones; the rows of a table may have one blank line between them."""
    group: list[str] = []
    for at, line in enumerate(lines):
        if line.strip():
            if group and _is_row(group[-1]) != _is_row(line):
                yield group
                group = []
            group.append(line)
        elif group and not (_is_row(group[-1]) and at + 1 < len(lines) and _is_row(lines[at + 1])):
            yield group
            group = []
    if group:
        yield group


def _is_row(line: str) -> bool:
    """Tell whether a line has tabs or bars between words, as the row of a table has."""
    bare = _BULLET.sub("", line.strip())
    if len(bare) > _LONGEST_CELL_LINE or _TAB_PAGE.match(bare):
        return False
    return bool(re.search(r"\S *\t+ *\S", bare)) or bare.count("|") > 1


def _is_table(group: Sequence[str]) -> bool:
    return len(group) > 1 and all(_is_row(line) for line in group)


def _cells(group: Sequence[str], table: int, page: int | None) -> Iterator[Piece]:
    """Give the cells of a table whose columns are parted by tabs or bars."""
    rows = [line for line in group if not re.fullmatch(r"[\s|:+-]+", line)]
    by_bars = all(line.count("|") > 1 for line in rows)
    for row, line in enumerate(rows):
        texts = line.strip().strip("|").split("|") if by_bars else re.split(r"\t", line.strip("\n"))
        for column, text in enumerate(texts):
            yield Piece(raw=text, kind=BlockKind.CELL, page=page, cell=Cell(table, row, column))


def _paragraphs(group: Sequence[str], width: int) -> Iterator[tuple[str, BlockKind]]:
    """Give the paragraphs and list items of a group of lines, wrapped lines joined."""
    run: list[str] = []
    for line in group:
        if run and (_BULLET.match(line) or not _goes_on(run[-1], line, width)):
            yield _piece(run)
            run = []
        run.append(line)
    if run:
        yield _piece(run)


def _piece(run: Sequence[str]) -> tuple[str, BlockKind]:
    kind = BlockKind.LIST_ITEM if _BULLET.match(run[0]) else BlockKind.PARAGRAPH
    return "\n".join(run), kind


def _goes_on(line: str, following: str, width: int) -> bool:
    """Tell whether a sentence goes on: the next line's first word would not have fitted on this one."""
    if not width:
        return False
    first_word = following.split(maxsplit=1)[0]
    if len(line) + 1 + len(first_word) > _FULL_LINE * width:
        return True
    continues = first_word[:1].islower() and not line.endswith(_ENDS_SENTENCE)
    return continues and len(line) > width // 2
