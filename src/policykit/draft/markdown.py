"""A drafted document as a Markdown file."""

import re
from collections.abc import Iterable, Sequence

from policykit.draft.pieces import Piece, Stretch, TablePiece

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_OPENING = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$|[-+=])")


def to_markdown(pieces: Sequence[Piece | TablePiece]) -> str:
    """Return the document with headings, lists, links and tables; every mark that Markdown would read is escaped."""
    blocks: list[str] = []
    last = ""
    for one in pieces:
        if isinstance(one, TablePiece):
            blocks.append(_table(one))
            last = "table"
            continue
        line = _paragraph(one)
        if one.kind in {"item", "contents"} and last == one.kind:
            blocks[-1] += f"\n{line}"
        else:
            blocks.append(line)
        last = one.kind
    return "\n\n".join(blocks) + "\n"


def _paragraph(piece: Piece) -> str:
    words = " ".join(_inline(piece.stretches).split("\n")).strip()
    if piece.kind == "title":
        return f"# {words}"
    if piece.kind == "subtitle":
        return f"**{words}**"
    if piece.kind == "heading":
        return f"{'#' * min(piece.level + 1, 6)} {words}"
    if piece.kind == "contents":
        # Names of headings differ from one Markdown program to the next, so the list does not link.
        return f"- {_escape(piece.text)}"
    if piece.kind == "item":
        return f"- {words}"
    return _OPENING.sub(lambda found: f"{found[1]}\\{found[2]}" if not found[2][0].isdigit() else _number(found), words)


def _number(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2][:-1]}\\{found[2][-1]}"


def _table(table: TablePiece) -> str:
    rows = [[_cell(cell) for cell in row] for row in table.rows]
    width = max((len(row) for row in rows), default=0)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in rows]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]]) if lines else ""


def _cell(cell: Sequence[Piece]) -> str:
    return " ".join(_inline(piece.stretches) for piece in cell).replace("\n", " ")


def _inline(stretches: Iterable[Stretch]) -> str:
    return "".join(_stretch(one) for one in stretches)


def _stretch(one: Stretch) -> str:
    words = _escape(one.text)
    if one.target and not one.target.startswith("#"):
        return f"<{one.text}>" if one.text == one.target else f"[{words}]({one.target.replace(')', '%29')})"
    # Stars hold only beside a letter, so spaces stay outside them.
    core = words.strip()
    if core and (one.look == "gap" or one.is_bold):
        return words.replace(core, f"**{core}**", 1)
    return words


def _escape(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
