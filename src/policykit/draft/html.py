"""A drafted document as one web page: no script, nothing fetched, readable without its colours."""

import html
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from policykit.draft.pieces import Piece, Stretch, TablePiece

_STYLE = """
:root { color-scheme: light; }
body { margin: 0; font: 1.06rem/1.6 Arial, Helvetica, sans-serif; color: #1a1a1a; background: #fff; }
main { max-width: 44rem; margin: 0 auto; padding: 1.5rem 1.2rem 4rem; }
header { background: #e8f0f4; border-left: .6rem solid #17506b; padding: 1rem 1.2rem; margin-bottom: 1.4rem; }
h1 { color: #1b2a41; font-size: 2rem; line-height: 1.2; margin: 0; }
.subtitle { color: #17506b; font-size: 1.25rem; margin: .3rem 0 0; }
h2 { color: #17506b; font-size: 1.35rem; line-height: 1.3; margin: 2.2rem 0 .5rem; }
h3, h4 { color: #17506b; font-size: 1.12rem; margin: 1.6rem 0 .4rem; }
p { margin: 0 0 .8rem; }
a { color: #0b4f9e; overflow-wrap: anywhere; }
a:focus-visible { outline: 3px solid #0b4f9e; outline-offset: 2px; }
nav ul { list-style: none; padding: 0; margin: 0 0 1rem; }
nav li { margin: .25rem 0; }
table { border-collapse: collapse; width: 100%; margin: .6rem 0 1.4rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .7rem; border-bottom: 1px solid #9db4c0; }
thead th { background: #e8f0f4; color: #1b2a41; }
td p:last-child, th p:last-child { margin-bottom: 0; }
.gap { background: #fff3d6; color: #7d1414; font-weight: bold; }
.proposed { color: #5b2a86; }
@media print { main { max-width: none; } a { color: inherit; } h2, h3 { break-after: avoid; } }
""".strip()


def to_html(pieces: Sequence[Piece | TablePiece], title: str) -> str:
    """Return the page: headings in order under one h1, lists as lists, header cells as such."""
    top = [one for one in pieces if isinstance(one, Piece) and one.kind in {"title", "subtitle"}]
    rest = [one for one in pieces if one not in top]
    head = "".join(_paragraph(one) for one in top) or f"<h1>{_escape(title)}</h1>"
    body = "\n".join(_blocks(rest))
    return (
        '<!DOCTYPE html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{_escape(' '.join(title.split()))}</title>\n<style>\n{_STYLE}\n</style>\n</head>\n<body>\n<main>\n"
        f"<header>{head}</header>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _blocks(pieces: Iterable[Piece | TablePiece]) -> Iterator[str]:
    for kind, run in groupby(pieces, lambda one: one.kind if isinstance(one, Piece) else "table"):
        if kind == "item":
            yield _list(one for one in run if isinstance(one, Piece))
        elif kind == "contents":
            yield f'<nav aria-label="Contents">{_list(one for one in run if isinstance(one, Piece))}</nav>'
        else:
            for one in run:
                yield _paragraph(one) if isinstance(one, Piece) else _table(one)


def _list(items: Iterable[Piece]) -> str:
    return "<ul>" + "".join(f"<li>{_inline(item.stretches)}</li>" for item in items) + "</ul>"


def _paragraph(piece: Piece) -> str:
    words = _inline(piece.stretches)
    if piece.kind == "title":
        return f"<h1>{words}</h1>"
    if piece.kind == "subtitle":
        return f'<p class="subtitle">{words}</p>'
    if piece.kind == "heading":
        tag = f"h{min(piece.level + 1, 6)}"
        name = f' id="{_escape(piece.name)}"' if piece.name else ""
        return f"<{tag}{name}>{words}</{tag}>"
    return f"<p>{words}</p>"


def _table(table: TablePiece) -> str:
    head = "".join(_row(row, "th", "col") for row in table.rows[: table.heads])
    body = "".join(_row(row, "td", "row") for row in table.rows[table.heads :])
    return "<table>" + (f"<thead>{head}</thead>" if head else "") + f"<tbody>{body}</tbody></table>"


def _row(cells: Sequence[Sequence[Piece]], tag: str, scope: str) -> str:
    made = ""
    for number, cell in enumerate(cells):
        inner = "\n".join(_blocks(cell))
        if len(cell) == 1 and cell[0].kind == "paragraph":
            inner = _inline(cell[0].stretches)
        own = "th" if tag == "th" or (number == 0 and inner) else "td"
        made += f'<{own} scope="{scope}">{inner}</{own}>' if own == "th" else f"<{own}>{inner}</{own}>"
    return f"<tr>{made}</tr>"


def _inline(stretches: Iterable[Stretch]) -> str:
    return "".join(_stretch(one) for one in stretches)


def _stretch(one: Stretch) -> str:
    words = _escape(one.text)
    if one.look:
        tag = "mark" if one.look == "gap" else "span"
        words = f'<{tag} class="{one.look}">{words}</{tag}>'
    elif one.is_bold:
        words = f"<strong>{words}</strong>"
    return f'<a href="{_escape(one.target)}">{words}</a>' if one.target else words


def _escape(text: str) -> str:
    return html.escape(text, quote=True)
