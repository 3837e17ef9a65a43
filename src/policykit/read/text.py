"""Plain text -> pieces: paragraphs, list items and tables told by blank lines, line lengths, bullets and tabs."""

import html
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from policykit.model.document import BlockKind, Cell, Layer
from policykit.read.clean import breaks_within_word
from policykit.read.piece import Piece, Reading
from policykit.read.sniff import looks_like_utf16
from policykit.read.text_furniture import without_running_lines

_BULLET = re.compile(
    r"^\s*(?:[•·●○◦▪▫■□►➢❖✓✔⁃∙*‣\uf0b7\uf0a7\uf0d8\uf0fc]\s*|[-–—+]\s+|o(?:\s+(?=[A-Z])|\t)"
    r"|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-z]|[ivx]{1,4})[.)]\s+|[A-Z]\)\s+)(?=\S)"
)
_ENDS_SENTENCE = (".", "!", "?", ":", ";", ".)", ".”", '."')
_RULE = re.compile(r"^\s*[-=_*~#.\u2500-\u257f ]{3,}\s*$")
_TAB_PAGE = re.compile(r"^[^\t]*\t+\s*\d{1,3}\s*$")
_TAG = re.compile(
    r"</?(a|b|br|div|em|font|h[1-6]|hr|i|li|ol|p|small|span|strong|sub|sup|table|tbody|td|th|thead|tr|u|ul)"
    r"(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
_INLINE_TAGS = frozenset({"a", "b", "em", "font", "i", "small", "span", "strong", "sub", "sup", "u"})
_FEWEST_TAGS = 3
_WIDEST_WRAP = 130
_NARROWEST_WRAP = 35
_FULL_LINE = 0.85
_MOSTLY_FULL = 0.8
_LONGEST_CELL_LINE = 1_000


def read_text(data: bytes) -> Reading:
    """Return the pieces of a plain text file; a form feed begins a new page."""
    content = _without_tags(decode(data))
    pages = content.split("\f")
    lines_of_pages, running = without_running_lines([_lines(page) for page in pages])
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
    pieces.extend(Piece(raw=line, page=page, layer=Layer.FURNITURE, lines=1) for line, page in running)
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


def _without_tags(content: str) -> str:
    """Return text without the HTML tags that an export left in it: a block's tag parts words, in a table row too."""
    if len(_TAG.findall(content)) < _FEWEST_TAGS:
        return content

    def gap(tag: re.Match[str]) -> str:
        if tag[1].lower() in _INLINE_TAGS:
            return ""
        line = content[content.rfind("\n", 0, tag.start()) + 1 :].split("\n", 1)[0]
        return " " if "\t" in line else "\n"

    return html.unescape(_TAG.sub(gap, content))


def _lines(page: str) -> list[str]:
    return [
        "" if _RULE.match(line) else line.rstrip(" ") for line in re.split(r"\r\n|\r|\n|\u2028|\u2029|\x0b|\x85", page)
    ]


def _wrap_width(lines: Sequence[str]) -> int:
    """Return the width at which the text was wrapped by hand or by an export, 0 where each paragraph is one line."""
    prose = [line.rstrip() if line.strip() and not _is_row(line) else "" for line in lines]
    lengths = sorted(len(line) for line in prose if line)
    if not lengths:
        return 0
    followed = sum(1 for one, two in pairwise(prose) if one and two)
    width = lengths[int(0.97 * (len(lengths) - 1))]
    if followed < len(lengths) // 4:
        # Few lines follow on another; where all of those that are followed are full, they were wrapped all the same.
        width = lengths[-1]
        broken = [(one, two) for one, two in pairwise(prose) if one and two and not _BULLET.match(two)]
        full = sum(len(one) + 1 + len(two.split(maxsplit=1)[0]) > _FULL_LINE * width for one, two in broken)
        if not broken or full < _MOSTLY_FULL * len(broken):
            return 0
    return width if _NARROWEST_WRAP <= width <= _WIDEST_WRAP else 0


def _groups(lines: Sequence[str]) -> Iterator[list[str]]:
    """Give the runs of lines between blank ones; the rows of a table may have one blank line between them."""
    group: list[str] = []
    in_table = False
    for at, line in enumerate(lines):
        below = lines[at + 1] if at + 1 < len(lines) else ""
        if line.strip():
            is_row = _is_row(line) or _is_short_row(line, below if not in_table else group[-1])
            if group and in_table != is_row:
                yield group
                group = []
            group.append(line)
            in_table = is_row
        elif group and not (in_table and _is_row(below)):
            yield group
            group = []
            in_table = False
    if group:
        yield group


def _is_row(line: str) -> bool:
    """Tell whether a line has tabs or bars between words, as the row of a table has."""
    bare = _BULLET.sub("", line.strip())
    if len(bare) > _LONGEST_CELL_LINE or _TAB_PAGE.match(bare):
        return False
    return bool(re.search(r"\S *\t+ *\S", bare)) or bare.count("|") > 1


def _is_short_row(line: str, beside: str) -> bool:
    """Tell whether a line is a table row with words in one column only, by the row above or below it."""
    return "\t" in line and _is_row(beside) and line.count("\t") == beside.count("\t")


def _is_table(group: Sequence[str]) -> bool:
    return len(group) > 1 and all(_is_row(line) or "\t" in line for line in group) and any(map(_is_row, group))


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
        if run and (_BULLET.match(line) or not (_hangs(run, line, width) or _goes_on(run[-1], line, width))):
            yield _piece(run)
            run = []
        run.append(line)
    if run:
        yield _piece(run)


def _piece(run: Sequence[str]) -> tuple[str, BlockKind]:
    kind = BlockKind.LIST_ITEM if _BULLET.match(run[0]) else BlockKind.PARAGRAPH
    return "\n".join(run), kind


def _hangs(run: Sequence[str], line: str, width: int) -> bool:
    """Tell whether a line is the rest of a list item: set in to its words, after a line that is no short one."""
    bullet = _BULLET.match(run[0])
    set_in = bullet is not None and len(line) - len(line.lstrip(" ")) == len(bullet.group()) > 0
    return set_in and len(run[-1]) > width // 2 > 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """Tell whether a sentence goes on: the next line's first word would not have fitted on this one."""
    if not width:
        return False
    if breaks_within_word(line, following):
        return True
    first_word = following.split(maxsplit=1)[0]
    if len(line) + 1 + len(first_word) > _FULL_LINE * width:
        return True
    continues = first_word[:1].islower() and not line.endswith(_ENDS_SENTENCE)
    return continues and len(line) > width // 2
