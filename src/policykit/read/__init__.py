"""Files -> documents: the format is told from the content, and one module reads each format."""

import hashlib
from dataclasses import replace
from pathlib import Path

from policykit.errors import DocumentError
from policykit.model.document import Document, Gap, Origin
from policykit.read.opening import bytes_of, mention_of_use
from policykit.read.outline import excess, outlined
from policykit.read.piece import Reading
from policykit.read.sniff import sniff, suffix_note

__all__ = ["read", "read_bytes"]

MOST_TEXT_BYTES = {"text": 5_000_000, "markdown": 5_000_000, "html": 20_000_000, "mhtml": 20_000_000}
"""A saved web page may carry its pictures."""


def read(path: Path | str) -> Document:
    """Return the document in a file.

    Raises DocumentError where the file cannot be opened or is no document. A document without a readable word comes
    back with a gap that says so.
    """
    document = read_bytes(bytes_of(Path(path), str(path)), str(path))
    return replace(document, gaps=(*document.gaps, *mention_of_use(Path(path))))


def read_bytes(data: bytes, where: str) -> Document:
    """Return the document in the bytes of a file; `where` is its path as it was given."""
    if not data:
        what = "the file is empty"
        raise DocumentError(what, where=where, remedy="Save the document again, or download it again, and check that.")
    file_format = sniff(data, where)
    most = MOST_TEXT_BYTES.get(file_format, len(data))
    if len(data) > most:
        what = f"the file holds more than {most // 1_000_000} MB of text, far more than a school document"
        raise DocumentError(what, where=where, remedy="Check the part of it that is the document.")
    try:
        reading = _reading(data, where, file_format)
    except (RecursionError, MemoryError) as error:
        what = "the file is too large or too deeply nested to be read"
        raise DocumentError(
            what,
            where=where,
            remedy="Copy its text into a new Word document and check that.",
        ) from error
    blocks, facts = outlined(reading)
    gaps = (*reading.gaps, *excess(reading))
    if not any(character.isalpha() for block in blocks for character in block.text) and not any(
        gap.hides_text for gap in gaps
    ):
        gaps = (*gaps, Gap("whole document", "it holds no readable word", "Check the file that holds the text."))
    note = suffix_note(file_format, where)
    origin = Origin(where, hashlib.sha256(data).hexdigest(), reading.format, note)
    return Document(origin, blocks, gaps, dict(reading.properties), reading.pages, reading.coverage, facts)


def _reading(data: bytes, where: str, file_format: str) -> Reading:
    """Hand the bytes to the reader of their format; each is imported only when it is needed."""
    if file_format == "pdf":
        from policykit.read.pdf import read_pdf

        return read_pdf(data, where)
    if file_format == "docx":
        from policykit.read.docx import read_docx

        return read_docx(data, where)
    if file_format in {"doc", "rtf"}:
        from policykit.read.legacy import read_legacy

        return read_legacy(data, where, file_format)
    return _light_reading(data, where, file_format)


def _light_reading(data: bytes, where: str, file_format: str) -> Reading:
    """Hand the bytes of a text, a web page or an OpenDocument text to their reader."""
    if file_format in {"html", "mhtml"}:
        from policykit.read.html import read_html

        return read_html(data, where)
    if file_format == "odt":
        from policykit.read.odt import read_odt

        return read_odt(data, where)
    if file_format == "markdown":
        from policykit.read.markdown import read_markdown

        return read_markdown(data)
    from policykit.read.text import read_text

    return read_text(data)
