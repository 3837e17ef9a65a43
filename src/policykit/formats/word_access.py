"""What a Word file says of its pictures, tables and colours that the words alone do not tell."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from policykit.formats.numerals import whole
from policykit.formats.word import MC, W
from policykit.formats.word_styles import size_of, switch

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_V = "{urn:schemas-microsoft-com:vml}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SEEN = ("/picture", "/chart", "/diagram", "/wordprocessingGroup")
"""Kinds of drawing that have to be told in words; a text box tells itself."""
_LARGE, _LARGE_BOLD = 36, 28
"""Half points from which WCAG 2 counts letters as large, plain and bold."""
_ENOUGH, _ENOUGH_LARGE = 4.5, 3.0
_WHITE = "FFFFFF"
_HEX = 6
_LONGEST = 80
_HIGHLIGHTS = {
    "yellow": "FFFF00", "green": "00FF00", "cyan": "00FFFF", "magenta": "FF00FF", "blue": "0000FF", "red": "FF0000",
    "darkBlue": "000080", "darkCyan": "008080", "darkGreen": "008000", "darkMagenta": "800080", "darkRed": "800000",
    "darkYellow": "808000", "darkGray": "808080", "lightGray": "C0C0C0", "black": "000000", "white": _WHITE,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture in the paragraph `element`; `words` is its alternative text, None where it has none."""

    element: etree._Element | None
    words: str | None


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table: `element` is its first paragraph, `merged` how many cells take more than one place."""

    element: etree._Element | None
    rows: int
    columns: int
    has_head: bool
    merged: int


@dataclass(frozen=True, slots=True)
class FaintWords:
    """Words of the paragraph `element` whose colour is too near to what is behind them."""

    element: etree._Element | None
    words: str
    ratio: float


def pictures(body: etree._Element) -> Iterator[WordPicture]:
    """Give the pictures, charts and diagrams; those marked as decoration have words, which are empty."""
    for drawing in body.iter(f"{W}drawing"):
        kinds = [data.get("uri", "") for data in drawing.iter(f"{_A}graphicData")]
        facts = next(drawing.iter(f"{_WP}docPr"), None)
        if facts is None or _is_fallback(drawing) or not any(kind.endswith(_SEEN) for kind in kinds):
            continue
        decoration = next(drawing.iter(_DECORATIVE), None)
        words = facts.get("descr", "").strip() or facts.get("title", "").strip() or None
        if decoration is not None and decoration.get("val") in {"1", "true"}:
            words = words or ""
        yield WordPicture(next(drawing.iterancestors(f"{W}p"), None), words)
    for shape in body.iter(f"{_V}shape"):
        if shape.find(f"{_V}imagedata") is not None and not _is_fallback(shape):
            yield WordPicture(next(shape.iterancestors(f"{W}p"), None), shape.get("alt", "").strip() or None)


def tables(body: etree._Element) -> Iterator[WordTable]:
    """Give the tables of more than one row and column; a smaller one is a frame and no table."""
    for table in body.iter(f"{W}tbl"):
        if _is_fallback(table):
            continue
        rows = table.findall(f"{W}tr")
        columns = max((len(row.findall(f"{W}tc")) for row in rows), default=0)
        if len(rows) < 2 or columns < 2:  # noqa: PLR2004 - a frame around words has one row or column
            continue
        merged = 0
        for cell in table.iterfind(f"{W}tr/{W}tc/{W}tcPr"):
            span, down = cell.find(f"{W}gridSpan"), cell.find(f"{W}vMerge")
            merged += (span is not None and whole(span.get(f"{W}val", ""), 1) > 1) or (
                down is not None and down.get(f"{W}val") == "restart"
            )
        has_head = bool(switch(rows[0].find(f"{W}trPr"), "tblHeader"))
        yield WordTable(next(table.iter(f"{W}p"), None), len(rows), columns, has_head, merged)


def faint_words(body: etree._Element) -> Iterator[FaintWords]:
    """Give words of too little contrast, where the file itself gives both colours (or stands them on the white page).

    What a style or a theme colours is not known and not told.
    """
    for run in body.iter(f"{W}r"):
        properties = run.find(f"{W}rPr")
        colour = None if properties is None else _hex(properties.find(f"{W}color"), "val")
        words = "".join(text.text or "" for text in run.iterfind(f"{W}t")).strip()
        if colour is None or properties is None or not any(c.isalnum() for c in words) or _is_fallback(run):
            continue
        ground = _ground(run, properties)
        if ground is None or switch(properties, "vanish"):
            continue
        size = size_of(properties)
        is_large = size >= _LARGE or (size >= _LARGE_BOLD and bool(switch(properties, "b")))
        ratio = contrast(colour, ground)
        if ratio < (_ENOUGH_LARGE if is_large else _ENOUGH):
            yield FaintWords(next(run.iterancestors(f"{W}p"), None), words[:_LONGEST], round(ratio, 1))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours as WCAG 2 counts it, from 1 (the same) to 21.

    >>> round(contrast("000000", "FFFFFF")), round(contrast("777777", "FFFFFF"), 2)
    (21, 4.48)
    """
    light, dark = sorted((_light(one), _light(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _light(colour: str) -> float:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)  # noqa: PLR2004 - WCAG 2
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _ground(run: etree._Element, properties: etree._Element) -> str | None:
    """Return the colour behind a run, None where it cannot be known."""
    highlight = properties.find(f"{W}highlight")
    if highlight is not None and highlight.get(f"{W}val", "none") != "none":
        return _HIGHLIGHTS.get(highlight.get(f"{W}val", ""))
    if (own := _hex(properties.find(f"{W}shd"), "fill")) is not None:
        return own
    for above in run.iterancestors():
        if above.tag == f"{W}p" and (found := _hex(above.find(f"{W}pPr/{W}shd"), "fill")):
            return found
        if above.tag == f"{W}p" and above.find(f"{W}pPr/{W}pStyle") is not None:
            return None
        if above.tag == f"{W}tc":
            # A table's style may colour the cell.
            return _hex(above.find(f"{W}tcPr/{W}shd"), "fill")
        if above.tag == f"{W}txbxContent":
            return None
    return _WHITE


def _hex(element: etree._Element | None, name: str) -> str | None:
    value = "" if element is None else element.get(f"{W}{name}", "")
    is_hex = len(value) == _HEX and all(digit in "0123456789abcdefABCDEF" for digit in value)
    return value.upper() if is_hex else None


def _is_fallback(element: etree._Element) -> bool:
    return next(element.iterancestors(f"{MC}Fallback"), None) is not None
