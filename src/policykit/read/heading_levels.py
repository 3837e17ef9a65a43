"""Gives headings by look their levels: by their numbers, by the height of their letters, by their weight."""

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import IntEnum

from policykit.model.document import BlockKind
from policykit.read.contents import is_contents_heading
from policykit.read.entry import Entry
from policykit.read.titles import is_appendix, number_of

_DEEPEST = 9
_LARGER_SHARE = 1.05
_SIZES_LEAST = 2

_Weight = tuple[float, int, int]
"""How much a heading weighs, the heaviest first: the height of its letters, its look, the depth of its number."""

_LIGHTEST: _Weight = (1.0, 0, 0)


class Look(IntEnum):
    """What makes a line look like a heading, from the weightiest look to the lightest."""

    STANDING_OUT_CAPITALS = 0
    CAPITALS = 1
    STANDING_OUT = 2
    PLAIN = 3
    NUMBERED = 4


def body_size(body: Sequence[Entry]) -> float:
    """Return the height of the letters that most of the text has, 0 where the format does not tell."""
    sizes: Counter[float] = Counter()
    for entry in body:
        if entry.piece.size:
            sizes[entry.piece.size] += len(entry.text)
    return max(sizes, key=lambda size: (sizes[size], size), default=0.0)


def set_levels(body: Sequence[Entry], looks: Mapping[int, Look]) -> None:
    """Make headings of the lines that look like one, each with its level under the format's own."""
    sizes = _sizes(body, looks)
    if len(set(sizes.values())) >= _SIZES_LEAST:
        _by_size(body, looks, sizes)
    else:
        _by_look(body, looks)


def _sizes(body: Sequence[Entry], looks: Mapping[int, Look]) -> dict[int, float]:
    """Return the height of the letters of each heading, 0 for those no higher than the text."""
    usual = body_size(body)
    return {at: size if (size := body[at].piece.size) > _LARGER_SHARE * usual else 0.0 for at in looks}


def _by_size(body: Sequence[Entry], looks: Mapping[int, Look], sizes: Mapping[int, float]) -> None:
    """Rank by the height of the letters first, then by weight and number; what is only bold comes below.

    A heading is one deeper than the nearest heavier one above it, as a bold line under Word's own headings is; the
    appendices are all as deep as the first.
    """
    above: list[_Weight] = []
    format_level = appendix = 0
    for at, entry in enumerate(body):
        if entry.kind is BlockKind.HEADING:
            format_level, above, appendix = entry.level, [], 0
        elif at in looks:
            # Nothing stands under the heading of a contents list, however large it is.
            lightest = is_contents_heading(entry.text)
            weight = _LIGHTEST if lightest else (-sizes[at], _shape(looks[at]), max(1, len(number_of(entry))))
            while above and (above[-1] >= weight or (is_appendix(entry) and 0 < appendix <= len(above))):
                above.pop()
            above.append(weight)
            if is_appendix(entry) and not appendix:
                appendix = len(above)
            _settle(entry, format_level + len(above))


def _shape(look: Look) -> Look:
    """Return the look with a bare number counted as plain: its depth ranks it."""
    return Look.PLAIN if look is Look.NUMBERED else look


def _by_look(body: Sequence[Entry], looks: Mapping[int, Look]) -> None:
    """Rank by number, else by the weight of the look."""
    unnumbered = sorted({look for look in looks.values() if look is not Look.NUMBERED})
    ranks: dict[Look, int] = dict(zip(unnumbered, range(1, 9), strict=False))
    format_level = number_level = 0
    for at, entry in enumerate(body):
        if entry.kind is BlockKind.HEADING:
            format_level, number_level = entry.level, 0
            continue
        if at not in looks:
            continue
        depth = len(number_of(entry))
        if depth:
            number_level = level = format_level + depth
        elif is_appendix(entry):
            number_level, level = 0, format_level + 1
        else:
            rank = ranks[looks[at]]
            over_numbers = rank == 1 and len(ranks) > 1
            level = format_level + rank if over_numbers or not number_level else number_level + 1
        _settle(entry, level)


def _settle(entry: Entry, level: int) -> None:
    entry.kind = BlockKind.HEADING
    entry.level = min(level, _DEEPEST)
