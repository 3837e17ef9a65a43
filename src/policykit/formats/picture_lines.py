"""The straight lines in a grey picture of a page: where a scanned table is ruled."""

import re
from collections.abc import Iterable, Iterator

from policykit.formats.pdf_page import Rule
from policykit.formats.pdf_picture import Picture

_DARK = 150
_SHORTEST = 50
_THICKEST = 7
_MOST_STRIPS = 6_000
_POINTS_AN_INCH = 72
_RUN = re.compile(b"\\x00{%d,}" % _SHORTEST)
_BLACK_AND_WHITE = bytes(0 if shade < _DARK else 255 for shade in range(256))

Strip = tuple[int, int, int]
"""A dark row or column of dots: its place across, where it begins and where it ends."""


def rules_of(picture: Picture) -> tuple[Rule, ...]:
    """Return the lines that are ruled on a page, () where it is so dark that it must be a photograph."""
    dots = picture.grey.translate(_BLACK_AND_WHITE)
    width, height = picture.width, picture.height
    rows = list(_strips(dots[at : at + width] for at in range(0, width * height, width)))
    columns = list(_strips(dots[at::width] for at in range(width)))
    if max(len(rows), len(columns)) > _MOST_STRIPS:
        return ()
    point = _POINTS_AN_INCH / picture.dots
    flat = [Rule(begin * point, y, end * point, y) for at, begin, end in _lines(rows) for y in [(height - at) * point]]
    tall = [
        Rule(at * point, (height - end) * point, at * point, (height - begin) * point)
        for at, begin, end in _lines(columns)
    ]
    return (*flat, *tall)


def _strips(lines: Iterable[bytes]) -> Iterator[Strip]:
    for place, line in enumerate(lines):
        for run in _RUN.finditer(line):
            yield place, run.start(), run.end()


def _lines(strips: Iterable[Strip]) -> Iterator[tuple[float, int, int]]:
    """Give the lines that strips beside one another make: the middle, begin and end of each; no filled shape."""
    done: list[list[int]] = []
    growing: list[list[int]] = []
    for place, begin, end in strips:
        done += [line for line in growing if line[1] < place - 1]
        growing = [line for line in growing if line[1] >= place - 1]
        line = next((line for line in growing if line[2] < end and begin < line[3]), None)
        if line is None:
            growing.append([place, place, begin, end])
        else:
            line[1:] = [place, min(begin, line[2]), max(end, line[3])]
    for first, last, begin, end in [*done, *growing]:
        if last - first < _THICKEST:
            yield (first + last) / 2, begin, end
