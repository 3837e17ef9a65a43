"""Every link of a document, and what is wrong with how it is written; nothing is fetched here."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from policykit.check.recognise import RECOGNISERS
from policykit.model.document import Block, Document, Layer, Span
from policykit.model.finding import LinkFinding, Quote

_LONGEST = 200
_MAIL = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
_PHONE = re.compile(r"[+\d][\d\s().-]{4,}(?:;ext=\d+)?")
_HOST = re.compile(
    # Both cases written out: to make a wide range blind to case, Python goes through every letter of it (40 ms).
    r"(?=.{4,253}$)(?:[a-zA-Z0-9\u00a1-\uffff](?:[a-zA-Z0-9\u00a1-\uffff-]{0,61}[a-zA-Z0-9\u00a1-\uffff])?\.)+"
    r"[a-zA-Z\u00a1-\uffff][a-zA-Z0-9\u00a1-\uffff-]{0,61}\.?|\[[0-9a-fA-F:.]+\]|(?:\d{1,3}\.){3}\d{1,3}"
)
_LOCAL = ("file", "\\\\")


def find_links(document: Document) -> tuple[LinkFinding, ...]:
    """Return the links of a document in its order, those that are only written out in the text among them.

    A running header's links come once; links to a place in the document itself are none.
    """
    seen: set[str] = set()
    found: list[LinkFinding] = []
    for block in document.blocks:
        if block.layer is Layer.FURNITURE:
            if block.text in seen:
                continue
            seen.add(block.text)
        found.extend(_links(block))
    return tuple(found)


def _links(block: Block) -> Iterator[LinkFinding]:
    made = [(link.start, link.end, link.target.strip()) for link in block.links if not link.target.startswith("#")]
    written = [
        (start, end, _with_scheme(block.text[start:end]))
        for start, end in RECOGNISERS["url"](block)
        if not any(start < last and first < end for first, last, _ in made)
    ]
    for start, end, target in sorted((*made, *written)):
        span = Span(block.index, start, end)
        shown = Span(block.index, start, min(end, start + _LONGEST))
        quote = Quote(shown, span, block.text[shown.start : shown.end])
        yield LinkFinding(quote, target, problem_with(target))


def _with_scheme(address: str) -> str:
    return address if _SCHEME.match(address) and "://" in address else f"https://{address}"


def problem_with(target: str) -> str:
    """Return what is wrong with how a link is written, "" where nothing is.

    >>> (
    ...     problem_with("https://example.org/offer"),
    ...     problem_with("mailto:office@example.org"),
    ...     problem_with("tel:01632 960100"),
    ... )
    ('', '', '')
    >>> problem_with("http://")
    'It leads nowhere: no address follows.'
    """
    if not target:
        return "It leads nowhere: no address follows."
    scheme = _SCHEME.match(target)
    kind = scheme.group()[:-1].casefold() if scheme else ""
    if target.startswith(_LOCAL) or kind == "file" or (len(kind) == 1 and kind.isalpha()):
        return "It leads to a file on somebody's own computer or network, which readers cannot open."
    if kind == "mailto":
        address = target[7:].split("?", maxsplit=1)[0]
        return "" if _MAIL.fullmatch(address) else "This is no e-mail address."
    if kind == "tel":
        return "" if _PHONE.fullmatch(target[4:]) else "This is no telephone number."
    if kind in {"http", "https"}:
        return _problem_with_address(target)
    return ""


def _problem_with_address(target: str) -> str:
    try:
        parts = urlsplit(target)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "This is no web address."
    if not host:
        return "It leads nowhere: no address follows."
    if " " in target or not (_HOST.fullmatch(host) or host == "localhost"):
        return "This is no web address."
    return ""
