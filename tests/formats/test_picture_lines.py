"""The ruled lines in a picture of a page."""

from policykit.formats.pdf_picture import Picture
from policykit.formats.picture_lines import rules_of

_SIDE = 200


def _picture(*boxes: tuple[int, int, int, int]) -> Picture:
    """Return a white picture of 72 dots an inch with black boxes: left, top, right and bottom, ends exclusive."""
    rows = [bytearray(b"\xff" * _SIDE) for _ in range(_SIDE)]
    for left, top, right, bottom in boxes:
        for y in range(top, bottom):
            rows[y][left:right] = b"\x00" * (right - left)
    return Picture(1, _SIDE, _SIDE, 72, b"".join(bytes(row) for row in rows))


def test_lines_along_and_down_the_page_are_found() -> None:
    """A line two dots thick is one rule, measured in points from the bottom left."""
    flat, tall = rules_of(_picture((10, 50, 150, 52), (100, 60, 101, 190)))
    assert (flat.x0, flat.x1, flat.y0) == (10, 150, 149.5)
    assert (tall.x0, tall.y0, tall.y1) == (100, 10, 140)


def test_filled_boxes_and_letters_are_no_lines() -> None:
    """What is thick or short is shading or print."""
    assert rules_of(_picture((10, 10, 150, 60), (10, 100, 40, 102))) == ()
