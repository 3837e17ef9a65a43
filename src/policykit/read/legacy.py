"""Old Word and Rich Text files -> pieces, through LibreOffice where it is installed."""

from dataclasses import replace

from policykit.errors import DocumentError
from policykit.formats.office import converted, libreoffice
from policykit.read.docx import read_docx
from policykit.read.piece import Reading

_NAMES = {"doc": "an old Word document (.doc)", "rtf": "a Rich Text document (.rtf)"}


def read_legacy(data: bytes, where: str, file_format: str) -> Reading:
    """Return the pieces of a .doc or .rtf file; raises DocumentError where LibreOffice is missing or fails."""
    program = libreoffice()
    if program is None:
        what = f"this is {_NAMES[file_format]}, which cannot be read directly"
        raise DocumentError(
            what,
            where=where,
            remedy="Open it in Word and save it as a Word document (.docx), or install LibreOffice.",
        )
    modern = converted(program, data, file_format, "docx")
    if modern is None:
        what = f"this is {_NAMES[file_format]}, and LibreOffice could not convert it"
        raise DocumentError(
            what,
            where=where,
            remedy="Open it in Word and save it as a Word document (.docx).",
        )
    return replace(read_docx(modern, where), format=file_format)
