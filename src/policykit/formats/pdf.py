"""A PDF opened with pdfium: its facts, and each page as plain runs of text, ruled lines, tags and links."""

import re
from collections.abc import Iterator
from types import TracebackType
from typing import Self

import pypdfium2
import pypdfium2.raw as pdfium

from policykit.errors import DocumentError
from policykit.formats.pdf_drawing import drawing_of, turn_of
from policykit.formats.pdf_figure import figures_of
from policykit.formats.pdf_page import PdfPage
from policykit.formats.pdf_tags import language_of, tags_of
from policykit.formats.pdf_targets import targets_of
from policykit.formats.pdf_text import FontLooks, runs_of

PAGE_LIMIT = 2_000
"""Pages read of one file; the rest is reported as not read."""

_MOST_LOOKS = 20
"""Pictures of one file that are looked at for figures: each has to be drawn."""
_SIGNATURE_WITHIN = 1024
_PASSWORD_ERROR = 4
_DATE = re.compile(r"D?:?(\d{4})(\d\d)?(\d\d)?(?:(\d\d)(\d\d)(\d\d)?)?")
_FACTS = (("title", "Title"), ("author", "Author"), ("created", "CreationDate"), ("modified", "ModDate"))


class PdfFile:
    """An open PDF. Pages come out as plain values, so nothing of pdfium outlives the call that made it."""

    def __init__(self, data: bytes, where: str) -> None:
        if b"%PDF" not in data[:_SIGNATURE_WITHIN]:
            what = "this is not a PDF: it does not begin as PDF files do."
            remedy = "Open it in the program that made it and save it as a PDF, or check the Word file."
            raise DocumentError(what, where=where, remedy=remedy)
        try:
            self._document = pypdfium2.PdfDocument(data)
            self.pages = len(self._document)
        except pypdfium2.PdfiumError as error:
            raise _unopened(error, where) from error
        if self.pages < 1:
            self._document.close()
            what = "this PDF has no pages that can be read."
            remedy = "The file is probably cut short. Ask for it again, or save it again from the original."
            raise DocumentError(what, where=where, remedy=remedy)
        self.where = where
        self.looks = FontLooks()
        self._looks_left = _MOST_LOOKS

    def __enter__(self) -> Self:
        """Return the open file; leaving the block closes it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the file."""
        self._document.close()

    def properties(self) -> tuple[tuple[str, str], ...]:
        """Return the title, author, dates (ISO) and language that the file states of itself; none that is empty."""
        found: list[tuple[str, str]] = []
        for name, key in _FACTS:
            value = self._fact(key).replace("\x00", "").strip()
            if name in {"created", "modified"}:
                value = iso_date(value)
            if value:
                found.append((name, value))
        language = language_of(self._document.raw)
        if language:
            found.append(("language", language))
        return tuple(found)

    def _fact(self, key: str) -> str:
        try:
            return str(self._document.get_metadata_value(key))
        except UnicodeDecodeError:
            # Half a letter, in a file that was damaged or made by a careless program.
            return ""

    def tagged(self) -> bool:
        """Return whether the file says that it is tagged; it may be wrong."""
        return bool(pdfium.FPDFCatalog_IsTagged(self._document.raw))

    def read_pages(self) -> Iterator[PdfPage]:
        """Yield the pages in order, up to the limit; a page that pdfium cannot load comes out as broken."""
        tagged = self.tagged()
        for index in range(min(self.pages, PAGE_LIMIT)):
            yield self._page(index, tagged=tagged)

    def _page(self, index: int, *, tagged: bool) -> PdfPage:
        number = index + 1
        try:
            page = self._document[index]
        except pypdfium2.PdfiumError:
            return PdfPage(number, 0.0, 0.0, broken=True)
        try:
            words = page.get_textpage()
        except pypdfium2.PdfiumError:
            page.close()
            return PdfPage(number, 0.0, 0.0, broken=True)
        # pdfium frees the structure tree with its page, so everything is copied out before either is closed.
        try:
            turn = turn_of(page.raw)
            runs, cut = runs_of(words.raw, turn, self.looks)
            drawing = drawing_of(page.raw, turn)
            tags = tags_of(page.raw) if tagged else ()
            targets = targets_of(self._document.raw, page.raw, turn)
            looks = drawing.pictures[: self._looks_left] if runs else ()
            figures = figures_of(page, looks, turn.width, turn.height)
            self._looks_left -= len(looks)
        finally:
            words.close()
            page.close()
        return PdfPage(
            number,
            turn.width,
            turn.height,
            runs=runs,
            rules=drawing.rules,
            tags=tags,
            targets=targets,
            pictured=drawing.pictured,
            drawn=drawing.drawn,
            figures=figures,
            cut=cut,
        )


def iso_date(stated: str) -> str:
    """Return a PDF date such as "D:20190312101500Z" as ISO text, or "" where it is none.

    >>> iso_date("D:20190312101500Z")
    '2019-03-12T10:15:00'
    """
    match = _DATE.match(stated)
    if match is None:
        return ""
    year, month, day, hour, minute, second = match.groups()
    date = f"{year}-{month or '01'}-{day or '01'}"
    return f"{date}T{hour}:{minute}:{second or '00'}" if hour else date


def _unopened(error: pypdfium2.PdfiumError, where: str) -> DocumentError:
    """Return what to tell a person about a file that pdfium refused."""
    if getattr(error, "err_code", None) == _PASSWORD_ERROR:
        return DocumentError(
            "this PDF is locked with a password.",
            where=where,
            remedy="Open it with the password and save a copy without one, or check the Word file.",
        )
    return DocumentError(
        "this PDF is damaged or cut short and could not be opened.",
        where=where,
        remedy="Download or copy it again, or save it again from the original.",
    )
