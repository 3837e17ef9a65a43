"""The links of a PDF page that lead out of the file: where they can be clicked and where they lead."""

import ctypes

import pypdfium2.raw as pdfium

from policykit.formats.pdf_page import Target, Turn

_LINK_LIMIT = 1_000
_ADDRESS_LIMIT = 4_000


def targets_of(document: object, page: object, turn: Turn) -> tuple[Target, ...]:
    """Return the links of a pdfium page that lead to an address, in the order of the file."""
    found: list[Target] = []
    position = ctypes.c_int(0)
    link = pdfium.FPDF_LINK()
    box = pdfium.FS_RECTF()
    for _ in range(_LINK_LIMIT):
        if not pdfium.FPDFLink_Enumerate(page, position, link):
            break
        action = pdfium.FPDFLink_GetAction(link)
        if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI:
            continue
        length = pdfium.FPDFAction_GetURIPath(document, action, None, 0)
        if not 1 < length <= _ADDRESS_LIMIT or not pdfium.FPDFLink_GetAnnotRect(link, box):
            continue
        buffer = ctypes.create_string_buffer(length)
        pdfium.FPDFAction_GetURIPath(document, action, buffer, length)
        ends = (turn.point(box.left, box.bottom), turn.point(box.right, box.top))
        (x0, x1), (y0, y1) = sorted(end[0] for end in ends), sorted(end[1] for end in ends)
        found.append(Target(x0, y0, x1, y1, buffer.value.decode("utf-8", "replace")))
    return tuple(found)
