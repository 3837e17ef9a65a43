"""Web pages -> pieces: what a visitor sees of the page's own text, without menus, banners and scripts."""

import email
import email.policy
import re
from collections.abc import Iterator

from lxml import etree, html

from policykit.errors import DocumentError
from policykit.model.access import FileFacts
from policykit.model.document import Gap, Layer
from policykit.read.facts import WITH_HEADINGS
from policykit.read.html_seen import mark_unseen
from policykit.read.html_walk import Walk
from policykit.read.piece import Piece, Reading
from policykit.read.text import decode

_META_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]+)", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_TEXT = re.compile(r"youtu\.?be|vimeo|/maps|maps\.|recaptcha|tagmanager|facebook|twitter|about:blank", re.IGNORECASE)
_NO_SIZE = re.compile(r"^[01](?:px)?;|;[01](?:px)?;|display\s*:\s*none", re.IGNORECASE)
_FIRST = 4_096
_FEW_WORDS = 150


def read_html(data: bytes, where: str) -> Reading:
    """Return the pieces of a saved web page; nothing that the page refers to is fetched."""
    content = _XML_DECLARATION.sub("", _content(data), count=1).replace("\x00", "")
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = html.document_fromstring(content, parser=parser, ensure_head_body=True)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        remedy = "Save the page again from the browser and check that, or save it as a PDF."
        what = "the web page holds no text"
        raise DocumentError(what, where=where, remedy=remedy) from error
    properties = tuple(_properties(root))
    frames = _frames(root)
    mark_unseen(root)
    pieces = tuple(Walk().pieces(root))
    # Pictures and tables of a page are mostly the website's own, and no part of the document.
    facts = FileFacts(looked=WITH_HEADINGS)
    return Reading(pieces, "html", tuple(_gaps(frames, pieces)), properties, facts=facts)


def _content(data: bytes) -> str:
    """Return the page as text, in the encoding that it names or else that its bytes show."""
    if re.match(rb"\s*(?:From|MIME-Version|Date|Subject|Content-Type|Snapshot-Content-Location):", data, re.IGNORECASE):
        message = email.message_from_bytes(data, policy=email.policy.default)
        part = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
        if part is not None:
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            named = part.get_content_charset()
            return _decoded(data, named or "")
    found = _XML_CHARSET.search(data[:_FIRST]) or _META_CHARSET.search(data[:_FIRST])
    return _decoded(data, found.group(1).decode("ascii", "ignore") if found else "")


def _decoded(data: bytes, named: str) -> str:
    """Decode by the byte order mark, then UTF-8 where it fits, then by the named encoding as browsers take it."""
    if data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        return decode(data)
    if named and named.lower() not in {"utf-8", "utf8", "iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii"}:
        try:
            return data.decode(named)
        except (LookupError, ValueError):
            pass
    return decode(data)


def _properties(root: html.HtmlElement) -> Iterator[tuple[str, str]]:
    title = root.findtext(".//head/title") or ""
    if title.strip():
        yield "title", " ".join(title.split())
    author = root.xpath("string(//meta[@name='author' or @name='Author']/@content)")
    if str(author).strip():
        yield "author", str(author).strip()
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or ""
    if language:
        yield "language", language


def _frames(root: html.HtmlElement) -> int:
    """Return how many other pages or files the page shows inside it, videos and maps left out."""
    shown = [frame for frame in root.iter("iframe", "object", "embed") if frame.get("src") or frame.get("data")]
    return sum(
        1
        for frame in shown
        if not _NO_TEXT.search(frame.get("src") or frame.get("data") or "")
        and not _NO_SIZE.search(f"{frame.get('height')};{frame.get('width')};{frame.get('style')}")
        and not any(parent.tag == "noscript" for parent in frame.iterancestors())
    )


def _gaps(frames: int, pieces: tuple[Piece, ...]) -> Iterator[Gap]:
    """Give the gap that another page or file shown inside this one leaves."""
    words = sum(len(piece.raw.split()) for piece in pieces if piece.layer is Layer.BODY)
    if frames:
        yield Gap(
            "embedded page",
            "the page shows another page or file inside it, which was not read",
            "Save that page or file and check it on its own.",
            hides_text=words < _FEW_WORDS,
        )
