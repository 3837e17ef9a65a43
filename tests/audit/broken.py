"""The ways in which a school's document may be broken, each made by hand."""

import io
import os
import random
import shutil
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


def _hanging_pdf() -> bytes:
    """Return a page that draws a form twice, which draws another one twice, and so on: 2 to the 28th in the end."""
    import pikepdf

    stream = io.BytesIO()
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page()
        box, name = pikepdf.Array([0, 0, 100, 100]), pikepdf.Name

        def _form(content: bytes, drawn: pikepdf.Object | None) -> pikepdf.Object:
            form = pdf.make_stream(content, Type=name.XObject, Subtype=name.Form, BBox=box)
            if drawn is not None:
                form.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=drawn))
            return form

        form = _form(b"BT ET", None)
        for _ in range(28):
            form = _form(b"/A Do /A Do", form)
        page.obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(A=form))
        page.obj.Contents = pdf.make_stream(b"/A Do")
        pdf.save(stream)
    return stream.getvalue()


def _xml_bomb() -> bytes:
    """Return a Word file whose words are an entity of entities of entities: ten to the ninth in the end."""
    names = [f"e{number}" for number in range(10)]
    entities = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for name, inner in zip(names[1:], names, strict=False))
    word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    body = f'<w:document xmlns:w="{word}"><w:body><w:p><w:r><w:t>&e9;</w:t></w:r></w:p></w:body></w:document>'
    xml = f'<?xml version="1.0"?><!DOCTYPE d [<!ENTITY e0 "ha">{entities}]>{body}'
    return _zip({"[Content_Types].xml": _TYPES, "word/document.xml": xml.encode()})


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
    "xml bomb": ("report.docx", _xml_bomb),
    "hangs its parser": ("report.pdf", _hanging_pdf),
    "garbage": ("report.docx", lambda: random.Random(20261121).randbytes(20_000)),  # noqa: S311 - nothing secret
    "locked": ("report.txt", lambda: b"Our SENCO is Mrs Ada Example.\n"),
}
GONE, LOOP, FOLDER, PIPE = "a link to nowhere", "a link to itself", "a folder named like a document", "a pipe"
LOCKED = "locked"
HANG_SECONDS = 4
"""The limit on time for an audit of these: what hangs is ended by it, and all else needs far less."""

BROKEN = (*MADE, GONE, LOOP, FOLDER, *((PIPE,) if hasattr(os, "mkfifo") else ()))
AS_A_PERSON: tuple[str, ...] = ()
"""What to call a program by so that it may not read what its user may not: the system lets root read everything."""
if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("setpriv"):
    AS_A_PERSON = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search")


def break_into(folder: Path) -> None:
    """Write a broken document of each kind, in a school's folder named for its kind."""
    for name in BROKEN:
        write_broken(folder / name, name)


def write_broken(folder: Path, kind: str) -> Path:
    """Write a broken document of that kind into a new folder, and return where it lies."""
    folder.mkdir(parents=True)
    if kind in MADE:
        file, make = MADE[kind]
        path = folder / file
        path.write_bytes(make())
        if kind == LOCKED:
            path.chmod(0)
        return path
    path = folder / "report.docx"
    if kind == GONE:
        path.symlink_to(folder / "nowhere.docx")
    elif kind == LOOP:
        path.symlink_to(path)
    elif kind == FOLDER:
        path.mkdir()
    else:
        os.mkfifo(path)
    return path
