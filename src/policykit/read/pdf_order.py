"""The order in which the lines of an untagged PDF page are read."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from policykit.read.pdf_lines import Line, beside

_ODD_SHARE = 0.08
_ODD_LEAST = 2
_PAIRS_LEAST = 5
_PAIR_SHARE = 0.25
_COLUMN_LETTERS = 15
_EACH_SIDE = 0.2
_CROSSING = 0.3
_LINES_LEAST = 3
_BOX_LONGEST = 15


@dataclass(slots=True)
class Item:
    """Something that is read as one: a line, or a whole table.

    `table` is its place among the page's tables, -1 for a line.
    """

    x0: float
    x1: float
    bottom: float
    top: float
    at: int
    line: Line | None = None
    table: int = -1


def item_of(line: Line) -> Item:
    """Return a line as something to be ordered."""
    if line.turned:
        low = min(run.y for run in line.runs)
        return Item(line.x0, line.x1, low, max(run.y for run in line.runs) + line.size, line.at, line)
    return Item(line.x0, line.x1, line.y - 0.2 * line.size, line.y + 0.75 * line.size, line.at, line)


def ordered(items: Sequence[Item]) -> list[Item]:
    """Return the items of a page in reading order: that of the file where it is believable, else by columns."""
    by_file = sorted(items, key=lambda item: item.at)
    if _believable(by_file):
        return _box_placed(by_file)
    return _by_columns(by_file)


def _box_placed(items: list[Item]) -> list[Item]:
    """Return items with a text box that the file writes last put into the gap that the text leaves for it."""
    begin = next((at for at in range(len(items) - 1, 0, -1) if _skips_back(items[at - 1], items[at])), len(items))
    rest, box = items[:begin], items[begin:]
    if not box or len(box) > min(_BOX_LONGEST, len(rest)):
        return items
    left, right = min(item.x0 for item in box), max(item.x1 for item in box)
    bottom, top = min(item.bottom for item in box), max(item.top for item in box)
    beside_it = [at for at, item in enumerate(rest) if item.x0 < right and item.x1 > left]
    if any(rest[at].top > bottom + 1 and rest[at].bottom < top - 1 for at in beside_it):
        return items
    place = next((at for at in beside_it if rest[at].top <= bottom + 1), len(rest))
    return rest[:place] + box + rest[place:]


def _believable(items: Sequence[Item]) -> bool:
    """Return whether the order of the file goes down the page, column by column."""
    odd = 0
    for a, b in pairwise(items):
        odd += _skips_back(a, b)
    if odd > max(_ODD_LEAST, _ODD_SHARE * len(items)):
        return False
    return not _row_by_row(items)


def _skips_back(a: Item, b: Item) -> bool:
    """Return whether one item stands above the one that the file has before it, and begins no column."""
    return b.bottom > a.top and not (b.x0 > a.x1 - 5 and b.top > a.top)


def _row_by_row(items: Sequence[Item]) -> bool:
    """Return whether two columns of running text were written line by line across both."""
    pairs = [
        (a.line, b.line)
        for a, b in pairwise(items)
        if a.line is not None and b.line is not None and beside(a.line, b.line)
    ]
    if len(pairs) < max(_PAIRS_LEAST, _PAIR_SHARE * len(items)):
        return False
    letters = min(sum(len(a.text) for a, _ in pairs), sum(len(b.text) for _, b in pairs)) / len(pairs)
    if letters < _COLUMN_LETTERS:
        return False
    starts = sorted(b.x0 for _, b in pairs)
    middle = starts[len(starts) // 2]
    return sum(abs(x - middle) < 3 for x in starts) >= 0.4 * len(starts)  # noqa: PLR2004 - points, share


def _by_columns(items: Sequence[Item]) -> list[Item]:
    """Return items by columns, left to right, each down the page; what crosses the gutter parts the page into bands."""
    down = sorted(items, key=lambda item: (-round(item.bottom / 2), item.x0))
    gutter = _gutter(down)
    if gutter is None:
        return _down(down)
    result: list[Item] = []
    band: list[Item] = []
    for item in down:
        if item.x0 < gutter - 2 and item.x1 > gutter + 2:
            result += _sides(band, gutter)
            result.append(item)
            band = []
        else:
            band.append(item)
    return result + _sides(band, gutter)


def _sides(band: Sequence[Item], gutter: float) -> list[Item]:
    left = [item for item in band if (item.x0 + item.x1) / 2 < gutter]
    right = [item for item in band if (item.x0 + item.x1) / 2 >= gutter]
    if not left or not right:
        return _down(band)
    return _by_columns(left) + _by_columns(right)


def _down(items: Sequence[Item]) -> list[Item]:
    """Return items from top to bottom, and from left to right on one baseline."""
    rows: list[list[Item]] = []
    for item in sorted(items, key=lambda item: -item.bottom):
        if rows and abs(rows[-1][0].bottom - item.bottom) < 0.3 * max(1.0, item.top - item.bottom):
            rows[-1].append(item)
        else:
            rows.append([item])
    return [item for row in rows for item in sorted(row, key=lambda item: item.x0)]


def _gutter(items: Sequence[Item]) -> float | None:
    """Return where a gutter runs down between two columns, or None."""
    if len(items) < 2 * _LINES_LEAST:
        return None
    best: tuple[float, float] | None = None
    for x in sorted({round(item.x0) for item in items}):
        at = x - 2.0
        left = sum(item.x1 <= at for item in items)
        right = sum(item.x0 >= at for item in items)
        crossing = len(items) - left - right
        if min(left, right) < max(_LINES_LEAST, _EACH_SIDE * len(items)) or crossing > _CROSSING * len(items):
            continue
        score = min(left, right) - 2.0 * crossing
        if best is None or score > best[0]:
            best = (score, at)
    return None if best is None else best[1]
