"""A web page as a collection sees it: its links with the words around them, and whether it needs a password or a script."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from policykit.collect.addresses import one_spelling, shown_by
from policykit.collect.words import LinkWords

if TYPE_CHECKING:
    from lxml import html

_MOST_LINKS = 2_000
_MOST_WORDS = 30
_NEAR_WORDS = 24
_FEW_WORDS = 40
_FEW_WORDS_OF_LOGIN = 120
_FEW_LINKS = 3
_REFRESH = re.compile(r"^\s*(\d+)\s*[;,]\s*url\s*=\s*['\"]?([^'\"]+)", re.IGNORECASE)
_NEEDS_SCRIPT = re.compile(
    r"(?:enable|requires?|needs?|turn on|without|activate)\s+(?:your\s+)?java\s?script|java\s?script\s+(?:is|to be|must)",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"(?:accept|agree|allow|consent|enable)\b[^.]{0,60}\bcookies|cookies\b[^.]{0,60}\b(?:accept|agree|allow|consent|enabled?|required)",
    re.IGNORECASE,
)
_SOON = 10
_OF_EVERY_PAGE = {"nav", "header", "footer"}
_BLOCKS = {"li", "p", "td", "dd", "dt", "figure", "article"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_UNSEEN = {"script", "style", "noscript", "template"}


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: its own words, those `near` it (its line and the heading above), and its address in one spelling.

    `of_every_page` marks links in the site's menus and footers, which say nothing of this page; `shown_inside` a frame.
    """

    address: str
    words: str
    near: str = ""
    of_every_page: bool = False
    shown_inside: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows: `words` counts what a visitor without scripts would read; `moved_to` is where it sends them on."""

    title: str
    heading: str
    words: int
    links: tuple[Link, ...]
    asks_password: bool = False
    needs_script: bool = False
    asks_cookies: bool = False
    moved_to: str = ""


def page_of(data: bytes, address: str, charset: str, spoken: LinkWords) -> Page | None:
    """Return what a page shows, None where the bytes are no page; nothing that it refers to is fetched."""
    root = _root(data, charset)
    if root is None:
        return None
    base = one_spelling(str(next(iter(root.xpath("//base/@href")), "")), address) or address
    text = " ".join(_seen(root))
    words = len(text.split())
    title = _flat(root.findtext(".//title") or "")
    heading = _flat(next((" ".join(one.itertext()) for one in root.iter("h1")), ""))
    links = tuple(_links(root, base))
    moved_to = _moved_to(root, base)
    has_password = any((one.get("type") or "").casefold() == "password" for one in root.iter("input"))
    host = address.split("/")[2] if address.count("/") > 1 else ""
    asks = has_password and words < _FEW_WORDS_OF_LOGIN
    asks = asks or (words < _FEW_WORDS_OF_LOGIN and spoken.asks_login(host, title, heading) and not links[_FEW_LINKS:])
    leads_on = len(links) > _FEW_LINKS or any(one.shown_inside or spoken.is_document(one.address) for one in links)
    asks_cookies = words < _FEW_WORDS_OF_LOGIN and not leads_on and bool(_COOKIES.search(text))
    return Page(title, heading, words, links, asks, _is_of_script(root, words, links), asks_cookies, moved_to)


def links_to_text(links: tuple[Link, ...]) -> str:
    """Return links as the record keeps them."""
    rows = [[one.address, one.words, one.near, one.of_every_page, one.shown_inside] for one in links]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def links_from_text(text: str) -> tuple[Link, ...]:
    """Return the links that the record kept; () where it kept none."""
    return tuple(Link(*row) for row in json.loads(text)) if text else ()


def _root(data: bytes, charset: str) -> "html.HtmlElement | None":
    from lxml import etree, html

    for encoding in dict.fromkeys((charset or None, None)):
        try:
            parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, encoding=encoding)
            return html.document_fromstring(data, parser=parser, ensure_head_body=True)
        except (LookupError, etree.LxmlError, ValueError, AssertionError):
            continue
    return None


def _seen(root: "html.HtmlElement") -> Iterator[str]:
    """Give the text of a page without what only scripts use; no page is deep enough to need care."""
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in {*_UNSEEN, "title", "head"}:
            if element.tail:
                yield element.tail
            continue
        if element.text:
            yield element.text
        if element.tail:
            yield element.tail


def _links(root: "html.HtmlElement", base: str) -> Iterator[Link]:
    heading = ""
    seen: set[tuple[str, str]] = set()
    for element in root.iter():
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if tag in _HEADINGS:
            heading = _flat(" ".join(element.itertext()))
        target = element.get("href") if tag in {"a", "area"} else element.get("src") or element.get("data")
        inside = tag in {"iframe", "frame", "embed", "object"}
        if not target or not (tag in {"a", "area"} or inside):
            continue
        address = one_spelling(target, base)
        address = shown_by(address) or address
        words = _flat(" ".join(filter(None, (*_words(element), element.get("title"), element.get("aria-label")))))
        if not address or (address, words) in seen:
            continue
        seen.add((address, words))
        yield Link(address, words, _near(element, heading), _is_of_every_page(element), inside)
        if len(seen) >= _MOST_LINKS:
            return


def _words(element: "html.HtmlElement") -> Iterator[str]:
    yield from element.itertext()
    for picture in element.iter("img"):
        yield picture.get("alt") or ""


def _near(element: "html.HtmlElement", heading: str) -> str:
    block = next((one for one in element.iterancestors() if one.tag in _BLOCKS), None)
    words = " ".join(block.itertext()).split() if block is not None else []
    return _flat(" ".join((heading, *(words if len(words) <= _NEAR_WORDS else ()))))


def _is_of_every_page(element: "html.HtmlElement") -> bool:
    return any(one.tag in _OF_EVERY_PAGE or one.get("role") == "navigation" for one in element.iterancestors())


def _moved_to(root: "html.HtmlElement", base: str) -> str:
    for meta in root.iter("meta"):
        if (meta.get("http-equiv") or "").casefold() == "refresh":
            found = _REFRESH.match(meta.get("content") or "")
            if found and int(found.group(1)[:6]) <= _SOON:
                return one_spelling(found.group(2), base)
    return ""


def _is_of_script(root: "html.HtmlElement", words: int, links: tuple[Link, ...]) -> bool:
    """Tell whether a page shows nothing until its script has run."""
    if next(root.iter("script"), None) is None:
        return False
    says = " ".join(" ".join(one.itertext()) for one in root.iter("noscript"))
    return (words < _FEW_WORDS and len(links) < _FEW_LINKS) or (
        words < _FEW_WORDS_OF_LOGIN and len(links) < _FEW_LINKS and bool(_NEEDS_SCRIPT.search(says))
    )


def _flat(text: str) -> str:
    return " ".join(text.split()[:_MOST_WORDS])
