"""Pages of a PDF drawn as grey pictures, for text recognition."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2

DOTS_AN_INCH = 150
_MOST_DOTS = 12_000_000
_POINTS_AN_INCH = 72


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as grey dots, a byte each, row by row from the top; `dots` is how many of them make an inch."""

    page: int
    width: int
    height: int
    dots: int
    grey: bytes

    def pgm(self) -> bytes:
        """Return the picture as a PGM file, the plainest format that recognisers take."""
        return b"P5\n%d %d\n255\n" % (self.width, self.height) + self.grey


def pictures_of(data: bytes, pages: Sequence[int]) -> Iterator[Picture]:
    """Yield pictures of pages, counted from 1; a page that pdfium cannot draw is left out, a huge one drawn smaller."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return
    try:
        for number in pages:
            try:
                page = document[number - 1]
            except (pypdfium2.PdfiumError, IndexError):
                continue
            try:
                yield _picture(page, number)
            finally:
                page.close()
    finally:
        document.close()


def _picture(page: pypdfium2.PdfPage, number: int) -> Picture:
    width, height = page.get_size()
    scale = DOTS_AN_INCH / _POINTS_AN_INCH
    scale *= min(1.0, (_MOST_DOTS / max(1.0, width * height * scale * scale)) ** 0.5)
    bitmap = page.render(scale=scale, grayscale=True)
    rows = bytes(bitmap.buffer)
    if bitmap.stride != bitmap.width:
        rows = b"".join(rows[at : at + bitmap.width] for at in range(0, bitmap.stride * bitmap.height, bitmap.stride))
    return Picture(number, bitmap.width, bitmap.height, round(scale * _POINTS_AN_INCH), rows)
