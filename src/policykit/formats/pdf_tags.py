"""The structure tree of a tagged PDF page, copied into plain values."""

import ctypes
from collections.abc import Callable

import pypdfium2.raw as pdfium

from policykit.formats.pdf_page import NO_TAG, Tag

_DEPTH_LIMIT = 60
_NODE_LIMIT = 20_000
_TEXT_SIZE = 512


def language_of(document: object) -> str:
    """Return the language that the file states for itself, such as "en-GB", or ""."""
    length = pdfium.FPDFCatalog_GetLanguage(document, None, 0)
    if length <= 2 or length > _TEXT_SIZE:  # noqa: PLR2004 - the end mark alone is two bytes
        return ""
    buffer = (ctypes.c_ushort * length)()
    pdfium.FPDFCatalog_GetLanguage(document, buffer, length)
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace").strip()


def tags_of(page: object) -> tuple[Tag, ...]:
    """Return the topmost elements of a page's structure tree, () where it has none.

    The page must stay open during the call: pdfium frees the tree with it.
    """
    tree = pdfium.FPDF_StructTree_GetForPage(page)
    if not tree:
        return ()
    try:
        walk = _Walk()
        tops = [
            pdfium.FPDF_StructTree_GetChildAtIndex(tree, i) for i in _up_to(pdfium.FPDF_StructTree_CountChildren(tree))
        ]
        return tuple(walk.tag(top, place, 0) for place, top in enumerate(tops) if top)
    finally:
        pdfium.FPDF_StructTree_Close(tree)


class _Walk:
    """One walk down a tree; it stops at the limit, so that a tree that holds itself comes to an end."""

    def __init__(self) -> None:
        self.left = _NODE_LIMIT

    def tag(self, element: object, place: int, depth: int) -> Tag:
        """Return one element with all that it holds on this page."""
        self.left -= 1
        holds: list[Tag | int] = []
        elsewhere: list[int] = []
        count = pdfium.FPDF_StructElement_CountChildren(element)
        for index in _up_to(count):
            if self.left <= 0 or depth >= _DEPTH_LIMIT:
                break
            child = pdfium.FPDF_StructElement_GetChildAtIndex(element, index)
            if child:
                holds.append(self.tag(child, index, depth + 1))
                continue
            number = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
            if number != NO_TAG:
                holds.append(number)
                self.left -= 1
            else:
                elsewhere.append(len(holds))
        kind = _text(pdfium.FPDF_StructElement_GetType, element)
        return Tag(
            kind=kind,
            own=_text(pdfium.FPDF_StructElement_GetRawType, element),
            holds=tuple(holds),
            place=place,
            began=bool(holds) and 0 in elsewhere,
            goes_on=bool(holds) and len(holds) in elsewhere,
            columns=_columns(element),
            words=_text(pdfium.FPDF_StructElement_GetAltText, element) if kind == "Figure" else "",
        )


def _up_to(count: int) -> range:
    return range(max(0, min(count, _NODE_LIMIT)))


def _text(ask: Callable[..., int], element: object) -> str:
    buffer = (ctypes.c_ushort * (_TEXT_SIZE // 2))()
    length = ask(element, buffer, _TEXT_SIZE)
    return bytes(buffer)[: max(0, min(length, _TEXT_SIZE) - 2)].decode("utf-16-le", "replace")


def _columns(element: object) -> int:
    """Return how many columns a table cell takes."""
    for index in range(max(0, min(pdfium.FPDF_StructElement_GetAttributeCount(element), 8))):
        attributes = pdfium.FPDF_StructElement_GetAttributeAtIndex(element, index)
        value = pdfium.FPDF_StructElement_Attr_GetValue(attributes, b"ColSpan")
        number = ctypes.c_float()
        if value and pdfium.FPDF_StructElement_Attr_GetNumberValue(value, number):
            return max(1, min(int(number.value), 100))
    return 1
