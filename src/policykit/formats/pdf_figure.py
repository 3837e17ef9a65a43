"""Pictures on a page of text that look like figures: drawings and tables stand on an even ground, photographs do not."""

from collections import Counter
from collections.abc import Iterable

import pypdfium2

from policykit.formats.pdf_page import Box

LEAST, MOST = 0.06, 0.9
"""The share of a page that a figure takes; less is a logo, more the ground of the page."""

_SCALE = 0.5
_EVEN = 0.35
_ALIKE = 3


def figures_of(page: pypdfium2.PdfPage, pictures: Iterable[Box], width: float, height: float) -> tuple[Box, ...]:
    """Return those of the pictures on a page, measured as it is seen, that look like figures."""
    return tuple(box for box in pictures if _is_figure(page, box, width, height))


def _is_figure(page: pypdfium2.PdfPage, box: Box, width: float, height: float) -> bool:
    left, bottom, right, top = box
    try:
        drawn = page.render(scale=_SCALE, grayscale=True, crop=(left, bottom, width - right, height - top))
    except (pypdfium2.PdfiumError, ValueError):
        return False
    shades = Counter(bytes(drawn.buffer))
    usual = max(shades, key=lambda shade: shades[shade], default=0)
    ground = sum(shades[shade] for shade in range(usual - _ALIKE, usual + _ALIKE + 1))
    return len(shades) > 1 and ground >= _EVEN * shades.total()
