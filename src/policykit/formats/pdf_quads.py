"""Where words stand on a PDF page, as boxes: the reader keeps no geometry, so each block's letters are met again in order."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from math import sin
from types import TracebackType
from typing import Any, Self

import pypdfium2
import pypdfium2.raw as pdfium

from policykit.formats.pdf_drawing import turn_of
from policykit.formats.pdf_page import Turn
from policykit.formats.pdf_text import CHARACTER_LIMIT

_WINDOWS = (60, 30, 15, 6)
"""How many letters to either side are looked for with the words where the whole block does not stand together."""
_SAME_LINE = 0.5
_SIDEWAYS = 0.7
_FAR = 3.0
"""Letters further apart than this many times their height belong to two boxes."""


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in the file's own coordinates."""

    left: float
    bottom: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Wanted:
    """Words to find: `text` is the block that holds them, `start` to `end` (exclusive) their place in it.

    `page` counts from 1. `before` are the texts of the blocks before it on that page: where the same words stand
    several times, they tell which is meant.
    """

    page: int
    text: str
    start: int
    end: int
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Letters:
    """The letters and digits of a page, and which of pdfium's characters each comes from."""

    text: str
    at: tuple[int, ...]


@dataclass(slots=True)
class PdfPlaces:
    """An open PDF in which words are looked for; pages are read when they are asked for."""

    data: bytes
    _document: Any = None
    _open: dict[int, tuple[Any, Any]] = field(default_factory=dict)
    _letters: dict[int, _Letters] = field(default_factory=dict)
    turns: dict[int, Turn] = field(default_factory=dict)

    def __enter__(self) -> Self:
        """Open the file."""
        self._document = pypdfium2.PdfDocument(self.data)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close it; nothing of pdfium outlives the block."""
        for page, words in self._open.values():
            words.close()
            page.close()
        self._open.clear()
        self._document.close()

    def find(self, wanted: Wanted) -> tuple[int, tuple[Box, ...]]:
        """Return the page that the words stand on and a box for each of their lines; no box where they are not found.

        Of words that go over to the next page those on the first are marked.
        """
        for page in (wanted.page, wanted.page + 1):
            boxes = self._on_page(page, wanted)
            if boxes:
                return page, boxes
        for left, right in _parted(wanted):
            boxes = self._find(wanted.page, left)
            if boxes and self._find(wanted.page + 1, right):
                return wanted.page, boxes
        return wanted.page, ()

    def _on_page(self, page: int, wanted: Wanted) -> tuple[Box, ...]:
        boxes = self._find(page, wanted)
        # A line end may part words that the page's own order does not keep together.
        for left, right in () if boxes else _parted(wanted):
            first, second = self._find(page, left), self._find(page, right)
            if first and second:
                return (*first, *second)
        return boxes

    def _find(self, page: int, wanted: Wanted) -> tuple[Box, ...]:
        if not 1 <= page <= len(self._document):
            return ()
        letters = self._page(page)
        found = _place(letters.text, wanted)
        if found is None:
            return ()
        words = wanted.text[wanted.start : wanted.end]
        first = letters.at[found[0]] - _marks(words)
        last = letters.at[found[1] - 1] + _marks(words[::-1])
        return self._boxes(page, max(0, first), last)

    def turn(self, page: int) -> Turn:
        """Return how a page is cropped and turned."""
        self._page(page)
        return self.turns[page]

    def _page(self, number: int) -> _Letters:
        if number not in self._letters:
            page = self._document[number - 1]
            # Kept until the file is closed: opening a page takes as long as looking for all words on it.
            self._open[number] = page, (words := page.get_textpage())
            self.turns[number] = turn_of(page.raw)
            self._letters[number] = _letters_of(words.raw)
        return self._letters[number]

    def _boxes(self, number: int, first: int, last: int) -> tuple[Box, ...]:
        words = self._open[number][1].raw
        return tuple(joined(_character_boxes(words, first, last), sideways=_runs_sideways(words, first)))


@cache
def _plain(character: str) -> str:
    """Return the letters and digits that a character stands for: a ligature gives two, a hyphen none."""
    return "".join(one for one in unicodedata.normalize("NFKC", character).casefold() if one.isalnum())


def _letters_of(words: Any) -> _Letters:
    parts: list[str] = []
    at: list[int] = []
    for index in range(min(pdfium.FPDFText_CountChars(words), CHARACTER_LIMIT)):
        letters = _plain(chr(pdfium.FPDFText_GetUnicode(words, index)))
        parts.append(letters)
        at.extend([index] * len(letters))
    return _Letters("".join(parts), tuple(at))


def plain_letters(text: str) -> str:
    r"""Return a text's letters and digits without case, spaces, hyphens and ligatures.

    >>> plain_letters("Well-being of \ufb01ve pupils")
    'wellbeingoffivepupils'
    """
    return "".join(map(_plain, text))


def _place(page: str, wanted: Wanted) -> tuple[int, int] | None:
    """Return where the words stand among a page's letters: with their whole block, or with what is next to them."""
    block = plain_letters(wanted.text)
    start = len(plain_letters(wanted.text[: wanted.start]))
    end = start + len(plain_letters(wanted.text[wanted.start : wanted.end]))
    if start == end:
        return None
    for left, right in _stretches(start, end, len(block)):
        key = block[left:right]
        places = _all(page, key)
        if places:
            earlier = sum(len(_all(plain_letters(text), key)) for text in wanted.before) + len(_all(block[:left], key))
            begin = places[min(earlier, len(places) - 1)] + start - left
            return begin, begin + end - start
    return None


def _parted(wanted: Wanted) -> Iterator[tuple[Wanted, Wanted]]:
    """Give the words cut in two, at each space among them in turn."""
    for at in range(wanted.start + 1, wanted.end - 1):
        if wanted.text[at].isspace():
            yield replace(wanted, end=at), replace(wanted, start=at + 1)


def _stretches(start: int, end: int, length: int) -> Iterator[tuple[int, int]]:
    yield 0, length
    for window in _WINDOWS:
        yield max(0, start - window), min(length, end + window)
        yield max(0, start - window), end
        yield start, min(length, end + window)
    yield start, end


def _marks(words: str) -> int:
    """Return how many brackets, quotation marks and the like words begin with, which the search leaves out."""
    return next((at for at, character in enumerate(words) if _plain(character)), 0)


def _all(text: str, key: str) -> list[int]:
    places: list[int] = []
    at = text.find(key)
    while at >= 0:
        places.append(at)
        at = text.find(key, at + 1)
    return places


def _character_boxes(words: Any, first: int, last: int) -> Iterator[Box]:
    box = pdfium.FS_RECTF()
    for index in range(first, last + 1):
        letter = chr(pdfium.FPDFText_GetUnicode(words, index))
        if not letter.isspace() and pdfium.FPDFText_GetLooseCharBox(words, index, box):
            yield Box(box.left, box.bottom, box.right, box.top)


def _runs_sideways(words: Any, index: int) -> bool:
    """Tell whether a character stands on its side in the file, as those of a page that is shown turned do."""
    return abs(sin(pdfium.FPDFText_GetCharAngle(words, index))) > _SIDEWAYS


def joined(boxes: Iterator[Box], *, sideways: bool) -> Sequence[Box]:
    """Join the boxes of letters that stand on one line."""
    lines: list[Box] = []
    for box in boxes:
        if lines and _joins(lines[-1], box, sideways=sideways):
            last = lines[-1]
            lines[-1] = Box(
                min(last.left, box.left),
                min(last.bottom, box.bottom),
                max(last.right, box.right),
                max(last.top, box.top),
            )
        elif box.right > box.left and box.top > box.bottom:
            lines.append(box)
    return lines


def _joins(line: Box, box: Box, *, sideways: bool) -> bool:
    if sideways:
        line = Box(line.bottom, line.left, line.top, line.right)
        box = Box(box.bottom, box.left, box.top, box.right)
    height = min(line.top - line.bottom, box.top - box.bottom)
    shared = min(line.top, box.top) - max(line.bottom, box.bottom)
    gap = max(box.left - line.right, line.left - box.right)
    return shared > _SAME_LINE * height and gap < _FAR * max(height, 1.0)
