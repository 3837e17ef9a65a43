"""Builds small Word files from pieces of their XML, so that a test can hold any element that Word writes."""

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import quoteattr

_SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
    "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
NAMESPACES = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in _SPACES.items())
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_FOLDER = "word/"


def word_file(
    body: str, parts: Mapping[str, str] | None = None, links: Mapping[str, str] | None = None, core: str = ""
) -> bytes:
    """Return a .docx with a body, further parts by kind ("styles": its inner XML) and links by id.

    A kind may carry a number to have several of it ("header2"); its relationship id is the kind with it.
    """
    inner = {"styles": "styles", "numbering": "numbering", "footnotes": "footnotes", "endnotes": "endnotes"}
    inner |= {"comments": "comments", "header": "hdr", "footer": "ftr"}
    buffer = io.BytesIO()
    relations = []
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types xmlns='urn:x'/>")
        archive.writestr(
            "_rels/.rels", _relations([_relation("main", "officeDocument", "word/document.xml"), *_core(core)])
        )
        archive.writestr("word/document.xml", f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>")
        if core:
            archive.writestr("docProps/core.xml", core)
        for name, content in (parts or {}).items():
            kind = name.rstrip("0123456789")
            xml = f"<w:{inner[kind]} {NAMESPACES}>{content}</w:{inner[kind]}>" if kind in inner else content
            archive.writestr(f"{_FOLDER}{name}.xml", xml)
            relations.append(_relation(name, kind, f"{name}.xml"))
        for link, target in (links or {}).items():
            relations.append(_relation(link, "hyperlink", target, external=True))
        archive.writestr("word/_rels/document.xml.rels", _relations(relations))
    return buffer.getvalue()


def paragraph(text: str, style: str = "", properties: str = "", run: str = "") -> str:
    """Return a paragraph of one run, with a style, further paragraph properties and run properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>{words(text)}</w:r></w:p>"


def words(text: str) -> str:
    """Return the text element of a run."""
    return f'<w:t xml:space="preserve">{text}</w:t>'


def run(text: str) -> str:
    """Return a plain run."""
    return f"<w:r>{words(text)}</w:r>"


def _core(core: str) -> list[str]:
    return [_relation("core", "metadata/core-properties", "docProps/core.xml")] if core else []


def _relation(name: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{name}" Type="{_KIND}{kind}" Target={quoteattr(target)}{mode}/>'


def _relations(items: list[str]) -> str:
    return f'<Relationships xmlns="{_RELATIONSHIPS}">{"".join(items)}</Relationships>'
