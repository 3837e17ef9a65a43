"""Writes highlights and notes into a copy of a PDF; pages, tags and everything else in the file stay."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from policykit.errors import DocumentError
from policykit.formats.pdf_page import Turn
from policykit.formats.pdf_quads import Box

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

_COLOUR = (1.0, 0.86, 0.35)
_PRINTED = 4
_ICON = 18.0
_STEP = 22.0
_MARGIN = 14.0
_SIGNED = 1


@dataclass(frozen=True, slots=True)
class Author:
    """Who writes, and when (with its time zone)."""

    name: str
    when: datetime

    @property
    def stamp(self) -> str:
        """The time as a PDF writes it."""
        return f"D:{self.when:%Y%m%d%H%M%S}Z"


class PdfNotes:
    """A PDF opened to be copied with notes; raises DocumentError where it may not be, or cannot be, changed."""

    def __init__(self, data: bytes, where: str, author: Author) -> None:
        import pikepdf

        self._author = author
        self._count = 0
        self._icons: dict[tuple[int, bool], int] = {}
        try:
            self._pdf: Pdf = pikepdf.open(io.BytesIO(data))
        except pikepdf.PasswordError as error:
            raise _locked(where) from error
        except pikepdf.PdfError as error:
            what = "this PDF is damaged, and no copy with comments can be made of it"
            remedy = "Save it again from the original, or annotate the Word file that it was made from."
            raise DocumentError(what, where=where, remedy=remedy) from error
        if self._pdf.is_encrypted:
            raise _locked(where)

    @property
    def is_signed(self) -> bool:
        """Whether somebody has signed the file, which no change to it leaves valid."""
        form: Any = self._pdf.Root.get("/AcroForm")
        return form is not None and bool(int(form.get("/SigFlags", 0)) & _SIGNED)

    def highlight(self, page: int, boxes: Sequence[Box], text: str) -> None:
        """Mark words on a page (from 1), one box for each line, and put the text in the note that belongs to them."""
        from pikepdf import Array, Dictionary, Name

        quads = [
            value
            for box in boxes
            # Acrobat reads the corners in this order, whatever the standard says.
            for value in (box.left, box.top, box.right, box.top, box.left, box.bottom, box.right, box.bottom)
        ]
        around = Box(
            min(box.left for box in boxes),
            min(box.bottom for box in boxes),
            max(box.right for box in boxes),
            max(box.top for box in boxes),
        )
        drawing = " ".join(
            f"{box.left:.2f} {box.bottom:.2f} {box.right - box.left:.2f} {box.top - box.bottom:.2f} re" for box in boxes
        )
        look = Dictionary(ExtGState=Dictionary(G=Dictionary(BM=Name.Multiply)))
        shape = self._form(around, f"/G gs {_rgb()} rg {drawing} f", look)
        self._add(page, around, text, Subtype=Name.Highlight, QuadPoints=Array(_numbers(quads)), AP=Dictionary(N=shape))

    def note(self, page: int, turn: Turn, text: str, *, at_foot: bool = False) -> None:
        """Put a note beside nothing: in a row along the top of the page, or along its foot."""
        from pikepdf import Dictionary, Name

        row = self._icons.get((page, at_foot), 0)
        self._icons[page, at_foot] = row + 1
        across = max(1, int((turn.width - 2 * _MARGIN) // _STEP))
        x = _MARGIN + row % across * _STEP
        down = _MARGIN + row // across * _STEP
        y = down if at_foot else turn.height - down - _ICON
        first, second = turn.back(x, y), turn.back(x + _ICON, y + _ICON)
        box = Box(
            min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1])
        )
        sheet = f"{box.left + 1:.2f} {box.bottom + 1:.2f} {_ICON - 2:.2f} {_ICON - 2:.2f} re"
        lines = " ".join(
            f"{box.left + 4:.2f} {box.bottom + height:.2f} m {box.right - 4:.2f} {box.bottom + height:.2f} l"
            for height in (5, 9, 13)
        )
        shape = self._form(box, f"{_rgb()} rg 0.3 0.3 0.3 RG 1 w {sheet} B {lines} S", Dictionary())
        self._add(page, box, text, Subtype=Name.Text, Name=Name.Comment, AP=Dictionary(N=shape))

    def finish(self, title: str) -> bytes:
        """Return the copy, under that title."""
        self._pdf.docinfo["/Title"] = title
        if "/Metadata" in self._pdf.Root:
            with self._pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as facts:
                facts["dc:title"] = title
        out = io.BytesIO()
        self._pdf.save(out, deterministic_id=True)
        self._pdf.close()
        return out.getvalue()

    def _form(self, box: Box, drawing: str, resources: "Object") -> "Object":
        from pikepdf import Array, Name, Stream

        form = Stream(self._pdf, drawing.encode("ascii"))
        form.Type, form.Subtype = Name.XObject, Name.Form
        form.BBox = Array(_numbers((box.left, box.bottom, box.right, box.top)))
        form.Resources = resources
        return self._pdf.make_indirect(form)

    def _add(self, page: int, box: Box, text: str, **own: Any) -> None:
        from pikepdf import Array, Dictionary, Name, String

        self._count += 1
        sheet = self._pdf.pages[page - 1].obj
        annotation = Dictionary(
            Type=Name.Annot,
            Rect=Array(_numbers((box.left, box.bottom, box.right, box.top))),
            Contents=String(text),
            T=String(self._author.name),
            NM=String(f"policykit-{self._count}"),
            M=String(self._author.stamp),
            CreationDate=String(self._author.stamp),
            C=Array(_numbers(_COLOUR)),
            F=_PRINTED,
            P=sheet,
            **own,
        )
        if "/Annots" not in sheet:
            sheet.Annots = Array()
        sheet.Annots.append(self._pdf.make_indirect(annotation))


def _numbers(values: Sequence[float]) -> list[float]:
    from decimal import Decimal

    return [Decimal(f"{value:.3f}") for value in values]  # type: ignore[misc]


def _rgb() -> str:
    return " ".join(f"{value:g}" for value in _COLOUR)


def _locked(where: str) -> DocumentError:
    what = "this PDF is protected with a password: it can be read, but nothing may be written into it"
    remedy = "Annotate the Word file that it was made from, or ask its author for a copy without protection."
    return DocumentError(what, where=where, remedy=remedy)
