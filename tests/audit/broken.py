"""A dozen ways in which a school's document may be broken, each made by hand."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path


def _zip(entries: dict[str, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return stream.getvalue()


_TYPES = (
    b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    b'<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    b'wordprocessingml.document.main+xml"/></Types>'
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _encrypted_pdf() -> bytes:
    import pikepdf

    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream, encryption=pikepdf.Encryption(owner="owner", user="user"))
    return stream.getvalue()


def _blank_pdf() -> bytes:
    import pikepdf

    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(stream)
    return stream.getvalue()


MADE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "empty": ("report.docx", lambda: b""),
    "encrypted pdf": ("report.pdf", _encrypted_pdf),
    "encrypted word": ("report.docx", lambda: _OLE + "EncryptedPackage".encode("utf-16-le") + b"\0" * 4000),
    "cut off pdf": ("report.pdf", lambda: b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog"),
    "cut off word": ("report.docx", lambda: _zip({"[Content_Types].xml": _TYPES})[:60]),
    "archive bomb": (
        "report.docx",
        lambda: _zip({"[Content_Types].xml": _TYPES, "word/document.xml": b"<a>" + b" " * 300_000_000}),
    ),
    "nested too deep": (
        "report.docx",
        lambda: _zip({"[Content_Types].xml": _TYPES, "word/document.xml": b"<a>" * 200_000}),
    ),
    "picture by a wrong suffix": ("report.docx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 500),
    "program by a wrong suffix": ("report.pdf", lambda: b"MZ" + bytes(range(256)) * 20),
    "no letters": ("report.txt", lambda: b"1 2 3\n\n4 5 6\n"),
    "blank pages": ("report.pdf", _blank_pdf),
}
GONE = "a link to nowhere"
"""A name in the folder behind which there is no file: as one that vanishes while the audit runs."""

BROKEN = (*MADE, GONE)


def break_into(folder: Path) -> None:
    """Write a broken document of each kind, in a school's folder named for its kind."""
    for name, (file, make) in MADE.items():
        path = folder / name / file
        path.parent.mkdir(parents=True)
        path.write_bytes(make())
    path = folder / GONE / "report.docx"
    path.parent.mkdir(parents=True)
    path.symlink_to(folder / "nowhere.docx")
