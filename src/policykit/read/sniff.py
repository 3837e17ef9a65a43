"""Tells what a file is from its bytes; the suffix helps only to tell plain text, Markdown and web pages apart."""

import io
import re
import zipfile
from pathlib import PurePath

from policykit.errors import DocumentError

_SUFFIXES = {
    "docx": {".docx", ".docm", ".dotx", ".dotm"},
    "odt": {".odt", ".ott", ".fodt"},
    "pdf": {".pdf"},
    "rtf": {".rtf"},
    "doc": {".doc", ".dot"},
    "html": {".html", ".htm", ".xhtml", ".mht", ".mhtml"},
    "mhtml": {".mht", ".mhtml", ".html", ".htm"},
    "markdown": {".md", ".markdown", ".mdown", ".txt"},
    "text": {".txt", ".text", ".md", ".markdown", ""},
}
_NAMES = {
    "docx": "a Word document",
    "odt": "an OpenDocument text",
    "pdf": "a PDF",
    "rtf": "a Rich Text document",
    "doc": "a Word document of the old kind",
    "html": "a web page",
    "mhtml": "a saved web page",
    "markdown": "Markdown",
    "text": "plain text",
}
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS = (
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"BM", "a picture"),
    (b"7z\xbc\xaf", "an archive"),
    (b"Rar!", "an archive"),
    (b"\x1f\x8b", "an archive"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_HTML_START = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL
)
_HTML_TAGS = re.compile(rb"</(?:p|div|h[1-6]|table|ul|ol|li|span|a|td|body)\s*>", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(rb"^ {0,3}#{1,6} +[^\W\d_]", re.MULTILINE)
_SAVE_AS = "Save it as a Word document (.docx) or as a PDF, and check that."
_FIRST = 65_536
_SPACE = 0x20


def sniff(data: bytes, where: str) -> str:
    """Return the format of a file: docx, odt, pdf, rtf, doc, html, mhtml, markdown or text.

    Raises DocumentError for what is none of them, and for a Word file locked with a password.
    """
    head = data[:_FIRST]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _in_archive(data, where)
    if head.startswith(_OLE):
        return _in_ole(data, where)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if head.lstrip().startswith(b"{\\rtf"):
        return "rtf"
    for magic, name in _OTHERS:
        if head.startswith(magic) and (magic != b"BM" or b"\x00" in head[:64]):
            what = f"this is {name}, not a document with text"
            raise DocumentError(what, where=where, remedy=_SAVE_AS)
    return _in_text(head, where)


def suffix_note(file_format: str, where: str) -> str:
    """Return a sentence where the suffix promises another format than the content is, else ""."""
    suffix = PurePath(where).suffix.lower()
    if suffix in _SUFFIXES[file_format]:
        return ""
    named = f"its name ends in {suffix}" if suffix else "its name has no ending"
    return f"It is {_NAMES[file_format]}, although {named}; it was read as what it is."


def _in_archive(data: bytes, where: str) -> str:
    """Tell the documents that are zip archives apart."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            # Some programs on Windows write its own mark between folders.
            names = {name.replace("\\", "/") for name in archive.namelist()}
            if "mimetype" in names and b"opendocument.text" in archive.open("mimetype").read(200):
                return "odt"
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError, KeyError) as error:
        what = "the file is damaged or was not copied whole"
        raise DocumentError(
            what,
            where=where,
            remedy="Open it in Word, save a copy and check the copy, or download it again.",
        ) from error
    if "word/document.xml" in names or any(re.match(r"word/document\d*\.xml$", name) for name in names):
        return "docx"
    if any(name.startswith("xl/") for name in names):
        what = "this is a spreadsheet, not a document"
    elif any(name.startswith("ppt/") for name in names):
        what = "this is a slide show, not a document"
    elif any(name.endswith(("Document.iwa", "index.xml")) or name.startswith("Index/") for name in names):
        what = "this is an Apple Pages document, which cannot be read"
    else:
        what = "this is a zip archive, not a document"
    raise DocumentError(what, where=where, remedy=_SAVE_AS)


def _in_ole(data: bytes, where: str) -> str:
    """Tell an old Word document from a new one locked with a password."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        what = "the document is locked with a password"
        raise DocumentError(
            what,
            where=where,
            remedy="Open it in Word, take the password off (File, Info, Protect Document) and save a copy.",
        )
    if "WordDocument".encode("utf-16-le") in data:
        return "doc"
    what = "this is an older Office file, but not a Word document"
    raise DocumentError(what, where=where, remedy=_SAVE_AS)


def _in_text(head: bytes, where: str) -> str:
    """Tell web pages, Markdown and plain text apart; refuse bytes that are no text."""
    if head.startswith(_UTF16) or looks_like_utf16(head):
        encoding = "utf-16" if head.startswith(_UTF16) else looks_like_utf16(head)
        head = head[: len(head) // 2 * 2].decode(encoding, "ignore").encode("utf-8")
    head = head.removeprefix(b"\xef\xbb\xbf")
    strange = sum(1 for byte in head if byte < _SPACE and byte not in b"\t\n\r\f\v\x1a\x02\x07\x08\x1b\x1e\x1f")
    if strange > len(head) // 100:
        what = "the file holds no text that can be read"
        raise DocumentError(what, where=where, remedy=_SAVE_AS)
    suffix = PurePath(where).suffix.lower()
    if (
        re.match(rb"^(?:From|MIME-Version|Date|Subject|Content-Type):", head, re.IGNORECASE)
        and b"multipart/related" in head[:4096]
    ):
        return "mhtml"
    if _HTML_START.match(head) or (head.lstrip().startswith(b"<") and len(_HTML_TAGS.findall(head)) > 1):
        return "html"
    if suffix in _SUFFIXES["html"] and _HTML_TAGS.search(head):
        return "html"
    if suffix in {".md", ".markdown", ".mdown"} or _MARKDOWN_HEADING.search(head):
        return "markdown"
    return "text"


def looks_like_utf16(data: bytes) -> str:
    """Return the UTF-16 codec of text without a byte order mark, or "" where the bytes are not that."""
    sample = data[:2000]
    if len(sample) < 4:  # noqa: PLR2004
        return ""
    half = len(sample) // 2
    if sample[1::2].count(0) > 0.7 * half and sample[::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""
