"""The text of a PDF page as runs, each with its place, size and weight, in the order of the file."""

import ctypes
from dataclasses import dataclass, field, replace
from typing import Any

import pypdfium2.raw as pdfium

from policykit.formats.pdf_page import NO_TAG, Run, Turn

CHARACTER_LIMIT = 60_000
"""Characters read of one page; a page of close print has some 6,000."""

_BOLD_NAMES = ("bold", "black", "heavy", "demi")
_BOLD_WEIGHT = 600
_FORCED_BOLD = 1 << 18
_UNSEEN_MODE = 3
_STROKED_MODE = 2
_NAME_SIZE = 256
_UPRIGHT = 0.95
_WIDE = 0.8
_STRIDE = 7
_FAR = 1e6
_SMALLEST = 0.01
_SPACES = " \t\r\n\xa0\u2002\u2003\u2009\u200b"
_PRIVATE = range(0xE000, 0xF900)

# The same function as FPDFText_GetTextObject, giving a plain address: it is asked for every character of a page.
_object_at = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int)(
    ctypes.cast(pdfium.FPDFText_GetTextObject, ctypes.c_void_p).value or 0
)


@dataclass(slots=True)
class FontLooks:
    """Which fonts of one file are bold, remembered by font name and weight."""

    bold: dict[bytes, bool] = field(default_factory=dict)

    def is_bold(self, font: object) -> bool:
        """Return whether a pdfium font is a bold one, by its name, its weight or its flag."""
        name = ctypes.create_string_buffer(_NAME_SIZE)
        pdfium.FPDFFont_GetBaseFontName(font, name, _NAME_SIZE)
        key = name.value
        known = self.bold.get(key)
        if known is None:
            plain = key.decode("utf-8", "replace").lower()
            known = (
                any(word in plain for word in _BOLD_NAMES)
                or pdfium.FPDFFont_GetWeight(font) >= _BOLD_WEIGHT
                or bool(pdfium.FPDFFont_GetFlags(font) & _FORCED_BOLD)
            )
            self.bold[key] = known
        return known


@dataclass(slots=True)
class _Reader:
    """One page's text being read: buffers that pdfium fills, and what was learnt about its fonts."""

    words: Any
    turn: Turn
    looks: FontLooks
    x: ctypes.c_double = field(default_factory=ctypes.c_double)
    y: ctypes.c_double = field(default_factory=ctypes.c_double)
    box: Any = field(default_factory=pdfium.FS_RECTF)
    matrix: Any = field(default_factory=pdfium.FS_MATRIX)
    bold_fonts: dict[int, bool] = field(default_factory=dict)

    def text(self, start: int, end: int) -> str:
        """Return the characters from start to end (exclusive)."""
        count = end - start
        buffer = (ctypes.c_ushort * (count + 2))()
        wrote = pdfium.FPDFText_GetText(self.words, start, count, buffer)
        return bytes(buffer)[: max(0, wrote - 1) * 2].decode("utf-16-le", "replace")

    def run(self, start: int, end: int, *, spaced: bool) -> list[Run]:
        """Return the run of characters from start to end, in two or more where a wide gap parts it."""
        text = self.text(start, end)
        body = text.lstrip(_SPACES)
        if not body:
            return []
        spaced = spaced or len(body) < len(text)
        if len(text) == end - start:
            start += len(text) - len(body)
            end = start + len(body.rstrip(_SPACES))
        body = body.rstrip(_SPACES)
        words, x, y = self.words, self.x, self.y
        pdfium.FPDFText_GetCharOrigin(words, start, x, y)
        x0, base = self.turn.point(x.value, y.value)
        matrix = self.matrix
        pdfium.FPDFText_GetMatrix(words, start, matrix)
        along, up = self.turn.direction(matrix.a, matrix.b)
        length = (along * along + up * up) ** 0.5 or 1.0
        tall = (matrix.c * matrix.c + matrix.d * matrix.d) ** 0.5
        size = pdfium.FPDFText_GetFontSize(words, start) * tall
        box = self.box
        pdfium.FPDFText_GetLooseCharBox(words, end - 1, box)
        turned = along / length < _UPRIGHT
        right = self.turn.point(box.right, box.top)[0] if not self.turn.quarters else 0.0
        if self.turn.quarters:
            corners = (
                self.turn.point(box.left, box.bottom),
                self.turn.point(box.right, box.top),
            )
            right = max(corner[0] for corner in corners)
        handle = pdfium.FPDFText_GetTextObject(words, start)
        tag = pdfium.FPDFPageObj_GetMarkedContentID(handle)
        mode = pdfium.FPDFTextObj_GetTextRenderMode(handle)
        run = Run(
            text=body,
            x0=x0,
            x1=max(right, x0 + 0.1),
            y=base,
            size=size,
            bold=mode == _STROKED_MODE or self._bold(handle),
            at=start,
            tag=tag,
            artefact=tag == NO_TAG and _is_artefact(handle),
            spaced=spaced,
            turned=turned,
            unseen=mode == _UNSEEN_MODE,
            unmapped=_unmapped(words, start, body),
        )
        if not turned and run.x1 - run.x0 > _WIDE * size * len(body) and len(body) > 1:
            return self._parted(run, end)
        return [run]

    def _bold(self, handle: object) -> bool:
        font = pdfium.FPDFTextObj_GetFont(handle)
        if not font:
            return False
        address = ctypes.addressof(font.contents)
        known = self.bold_fonts.get(address)
        if known is None:
            known = self.bold_fonts[address] = self.looks.is_bold(font)
        return known

    def _parted(self, run: Run, end: int) -> list[Run]:
        """Return a run cut wherever a gap wider than its letters parts it: columns set in one go, or letters spaced."""
        parts: list[Run] = []
        begin, left, before = run.at, run.x0, run.x1
        for index in range(run.at, end + 1):
            if index < end:
                pdfium.FPDFText_GetLooseCharBox(self.words, index, self.box)
                x0, _ = self.turn.point(self.box.left, self.box.bottom)
                x1, _ = self.turn.point(self.box.right, self.box.top)
            if index == end or (index > begin and x0 - before > 2 * run.size):
                text = self.text(begin, index).strip(_SPACES)
                if text:
                    spaced = bool(parts) or run.spaced
                    parts.append(replace(run, text=text, at=begin, x0=left, x1=before, spaced=spaced, unmapped=0))
                begin, left = index, x0
            before = x1
        return parts


def runs_of(words: Any, turn: Turn, looks: FontLooks) -> tuple[tuple[Run, ...], bool]:
    """Return the runs of a pdfium text page that can be seen, and whether the page held more than the limit."""
    count = pdfium.FPDFText_CountChars(words)
    cut = count > CHARACTER_LIMIT
    count = min(count, CHARACTER_LIMIT)
    reader = _Reader(words, turn, looks)
    address = ctypes.cast(words, ctypes.c_void_p).value
    found: list[Run] = []
    start, spaced = 0, True
    current = _object_at(address, 0) if count else None
    index = 0
    while index < count:
        index += 1
        # Characters of one object stand together, so that most need not be asked for.
        while index + _STRIDE < count and _object_at(address, index + _STRIDE) == current is not None:
            index += _STRIDE + 1
        here = _object_at(address, index) if index < count else None
        if here == current and index < count:
            continue
        if current is None:
            spaced = True
        else:
            new = reader.run(start, index, spaced=spaced)
            found += new
            spaced = not new or _ends_in_space(reader, index)
        start, current = index, here
    return tuple(run for run in found if _can_be_seen(run, turn)), cut


def _can_be_seen(run: Run, turn: Turn) -> bool:
    """Return whether a run stands on the page in letters of some size; damage can put it at no place at all."""
    on_page = 0 <= run.y <= turn.height and run.x1 > 0 and run.x0 < turn.width
    return on_page and run.x0 > -_FAR and run.x1 < _FAR and _SMALLEST < run.size < _FAR


def _ends_in_space(reader: _Reader, end: int) -> bool:
    return chr(pdfium.FPDFText_GetUnicode(reader.words, end - 1)) in _SPACES


def _unmapped(words: object, start: int, text: str) -> int:
    """Return how many characters of a run mean nothing: no Unicode map, private use, replacement or control."""
    if pdfium.FPDFText_HasUnicodeMapError(words, start) > 0:
        return len(text)
    if text.isascii() and text.isprintable():
        return 0
    return sum(ord(c) in _PRIVATE or c == "\ufffd" or (ord(c) < 32 and c not in "\x02\t\r\n") for c in text)  # noqa: PLR2004


def _is_artefact(handle: object) -> bool:
    """Return whether the file marks a text object as an artefact of the page."""
    name = (ctypes.c_ushort * 32)()
    length = ctypes.c_ulong()
    for index in range(pdfium.FPDFPageObj_CountMarks(handle)):
        mark = pdfium.FPDFPageObj_GetMark(handle, index)
        if pdfium.FPDFPageObjMark_GetName(mark, name, ctypes.sizeof(name), length) and (
            bytes(name)[: max(0, length.value - 2)].decode("utf-16-le", "replace") == "Artifact"
        ):
            return True
    return False
