"""The lines and pictures drawn on a PDF page: where tables are ruled, and how much of the page is picture."""

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2.raw as pdfium

from policykit.formats.pdf_figure import LEAST, MOST
from policykit.formats.pdf_page import Box, Rule, Turn

OBJECT_LIMIT = 20_000
"""Drawn objects looked at on one page."""

_SEGMENT_LIMIT = 2_000
_DEPTH_LIMIT = 4
_THIN = 2.6
_SHORT = 1.0

Matrix = tuple[float, float, float, float, float, float]
_UPRIGHT: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Drawing:
    """The ruled lines of a page, the share of it under pictures, whether anything but text is drawn on it.

    `pictures` are the pictures that take so much of the page that they may be figures.
    """

    rules: tuple[Rule, ...]
    pictured: float
    drawn: bool
    pictures: tuple[Box, ...] = ()


def turn_of(page: object) -> Turn:
    """Return how a pdfium page is cropped and turned."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(page, box)
    left, right = sorted((box.left, box.right))
    bottom, top = sorted((box.bottom, box.top))
    return Turn(left, bottom, right, top, pdfium.FPDFPage_GetRotation(page) % 4)


def drawing_of(page: object, turn: Turn) -> Drawing:
    """Return what is drawn on a pdfium page."""
    rules: list[Rule] = []
    covered, drawn = 0.0, False
    area = turn.width * turn.height
    pictures: list[Box] = []
    for handle, kind, matrix in _objects(page):
        drawn = True
        if kind == pdfium.FPDF_PAGEOBJ_PATH:
            rules += _rules_of(handle, matrix, turn)
        elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            x0, y0, x1, y1 = _seen(_bounds(handle), matrix, turn)
            box = max(x0, 0.0), max(y0, 0.0), min(x1, turn.width), min(y1, turn.height)
            share = max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1]) / area if area else 0.0
            covered += share
            if LEAST <= share <= MOST:
                pictures.append(box)
    return Drawing(tuple(rules), min(1.0, covered), drawn, tuple(pictures))


def _objects(page: object) -> Iterator[tuple[object, int, Matrix]]:
    """Yield the paths and pictures of a page, those inside forms too, with what moves them to their place."""
    seen = 0
    waiting: list[tuple[object, Matrix, int]] = []
    for index in range(min(pdfium.FPDFPage_CountObjects(page), OBJECT_LIMIT)):
        waiting.append((pdfium.FPDFPage_GetObject(page, index), _UPRIGHT, 0))
        while waiting and seen < OBJECT_LIMIT:
            handle, matrix, depth = waiting.pop()
            seen += 1
            kind = pdfium.FPDFPageObj_GetType(handle)
            if kind in (pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_IMAGE):
                yield handle, kind, matrix
            elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEPTH_LIMIT:
                inner = _times(_matrix_of(handle), matrix)
                count = min(pdfium.FPDFFormObj_CountObjects(handle), OBJECT_LIMIT - seen)
                waiting += [(pdfium.FPDFFormObj_GetObject(handle, i), inner, depth + 1) for i in range(count)]


def _rules_of(handle: object, matrix: Matrix, turn: Turn) -> list[Rule]:
    """Return the straight lines of one path: a thin shape is a line itself, a stroked one gives its sides."""
    box = _seen(_bounds(handle), matrix, turn)
    if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
        return [_rule(box)] if max(box[2] - box[0], box[3] - box[1]) > _SHORT else []
    count = pdfium.FPDFPath_CountSegments(handle)
    if count > _SEGMENT_LIMIT:
        return []
    mode, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(handle, mode, stroke)
    filled_once = not stroke.value and count <= 5  # noqa: PLR2004 - a filled rectangle is shading
    if filled_once:
        return []
    own = _times(_matrix_of(handle), matrix)
    found: list[Rule] = []
    for shape in _shapes(handle, count):
        points = [turn.point(*_moved(own, x, y)) for x, y in shape]
        if not points:
            continue
        around = _around(points)
        if min(around[2] - around[0], around[3] - around[1]) <= _THIN:
            found.append(_rule(around))
        elif stroke.value:
            sides = [_around([points[i], points[i + 1]]) for i in range(len(points) - 1)]
            found += [_rule(side) for side in sides if min(side[2] - side[0], side[3] - side[1]) <= _SHORT]
    return [rule for rule in found if max(rule.x1 - rule.x0, rule.y1 - rule.y0) > _SHORT]


def _shapes(handle: object, count: int) -> list[list[tuple[float, float]]]:
    """Return the corners of each shape of a path; a curve counts by its end."""
    shapes: list[list[tuple[float, float]]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(handle, index)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if not shapes or pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            shapes.append([])
        shapes[-1].append((x.value, y.value))
        if pdfium.FPDFPathSegment_GetClose(segment):
            shapes[-1].append(shapes[-1][0])
    return shapes


def _rule(box: Box) -> Rule:
    """Return the middle line of a thin box."""
    x0, y0, x1, y1 = box
    if x1 - x0 >= y1 - y0:
        return Rule(x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return Rule((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _bounds(handle: object) -> Box:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(handle, left, bottom, right, top)
    return left.value, bottom.value, right.value, top.value


def _seen(box: Box, matrix: Matrix, turn: Turn) -> Box:
    """Return a box of an object as it stands on the page as it is seen."""
    x0, y0, x1, y1 = box
    return _around([turn.point(*_moved(matrix, x, y)) for x, y in ((x0, y0), (x1, y0), (x0, y1), (x1, y1))])


def _around(points: list[tuple[float, float]]) -> Box:
    across, up = [p[0] for p in points], [p[1] for p in points]
    return min(across), min(up), max(across), max(up)


def _matrix_of(handle: object) -> Matrix:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, matrix):
        return _UPRIGHT
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _moved(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _times(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does `first` and then `then`."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m
