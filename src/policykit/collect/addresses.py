"""Web addresses: in one spelling each, of which site, and which of them look like a trap without end."""

import re
from pathlib import PurePosixPath
from urllib.parse import parse_qsl, unquote, urldefrag, urlencode, urljoin, urlsplit, urlunsplit

from policykit.network import NoAnswer, parts_of

_LONGEST = 1_000
_OF_VIEWERS = {"file", "url", "src", "pdf", "document"}
_LOOKS_LIKE_PATH = re.compile(r"^(?:https?://|/)\S.*\.(?:pdf|docx?|odt|rtf)$", re.IGNORECASE)
_FOLLOWED = re.compile(r"^(?:utm_\w+|fbclid|gclid|phpsessid|jsessionid|sid|sessionid|_ga)$", re.IGNORECASE)
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)
_MOST_OF_ONE_PART = 2
_MOST_PARTS = 12
_LOOKS_LIKE_WEB = re.compile(
    r"^(?:https?://)?[^\s/@:]+\.[^\s/@:]{2,}(?::\d+)?(?:[/?#]\S*)?$|^https?://\S+$", re.IGNORECASE
)


def looks_like_web(text: str) -> bool:
    """Tell whether a cell of a register may be an address, and no street or e-mail address.

    >>> looks_like_web("www.example.org"), looks_like_web("12 High Street"), looks_like_web("office@example.org")
    (True, False, False)
    """
    return bool(_LOOKS_LIKE_WEB.match(text.strip()))


def beginnings(text: str) -> tuple[str, ...]:
    """Return the addresses to try for what a register gives: one without http:// is tried both ways, the safe one first.

    >>> beginnings("www.example.org")
    ('https://www.example.org/', 'http://www.example.org/')
    """
    bare = text.strip()
    if re.match(r"^[a-z][a-z0-9+.-]*://", bare, re.IGNORECASE):
        return (one_spelling(bare) or bare,)
    found = (one_spelling(f"{scheme}://{bare.lstrip('/')}") for scheme in ("https", "http"))
    return tuple(one for one in found if one) or (bare,)


def one_spelling(address: str, base: str = "") -> str:
    """Return a link's address whole and in one spelling, "" where it leads to no page of the web.

    What only says where a visitor came from is taken off.

    >>> one_spelling("../SEN Policy.pdf#page=2", "http://Example.org:80/a/b/")
    'http://example.org/a/SEN%20Policy.pdf'
    """
    try:
        whole = urldefrag(urljoin(base, re.sub(r"[\t\r\n]", "", address.strip()))).url
        scheme, host, port, _ = parts_of(whole)
        parts = urlsplit(whole)
    except (NoAnswer, ValueError):
        return ""
    if len(whole) > _LONGEST:
        return ""
    query = parts.query
    if _FOLLOWED_IN.search(query):
        kept = [(name, value) for name, value in parse_qsl(query, keep_blank_values=True) if not _FOLLOWED.match(name)]
        query = urlencode(kept)
    path = _SESSION.sub("", parts.path).replace(" ", "%20") or "/"
    usual = {"http": 80, "https": 443}[scheme]
    shown = f"[{host}]" if ":" in host else host
    return urlunsplit((scheme, shown if port == usual else f"{shown}:{port}", path, query.replace(" ", "%20"), ""))


_FOLLOWED_IN = re.compile(r"(?:^|&)(?:utm_|fbclid|gclid|phpsessid|jsessionid|sid|sessionid|_ga)", re.IGNORECASE)


def same_place(address: str) -> str:
    """Return what two addresses of one page share, though one is secure, has www. before it or a slash behind it."""
    scheme, host, port, path = parts_of(address)
    del scheme
    return f"{site_of_host(host, port)}{path.rstrip('/') or '/'}"


def site_of(address: str) -> str:
    """Return the site of an address: its host without www., with its port where that is not the usual one."""
    _, host, port, _ = parts_of(address)
    return site_of_host(host, port)


def site_of_host(host: str, port: int) -> str:
    """Return the site of a host and port."""
    bare = host.casefold().removeprefix("www.").rstrip(".")
    return bare if port in {80, 443} else f"{bare}:{port}"


def is_trap(address: str) -> bool:
    """Tell whether an address looks like one of endlessly many: parts that come again and again, or far too many parts."""
    parts = [part for part in urlsplit(address).path.split("/") if part]
    return len(parts) > _MOST_PARTS or any(parts.count(part) > _MOST_OF_ONE_PART for part in set(parts))


def without_numbers(address: str) -> str:
    """Return an address with every number in it as one: what a calendar varies, while pages differ by their words."""
    parts = urlsplit(address)
    return re.sub(r"\d+", "0", f"{parts.netloc}{parts.path}?{parts.query}")


def shown_by(address: str) -> str:
    """Return the address of the document that a viewer's address names in its query, "" where it names none.

    >>> shown_by("http://example.org/viewer.html?file=%2Ffiles%2Fsen.pdf#page=2")
    'http://example.org/files/sen.pdf'
    """
    try:
        named = parse_qsl(urlsplit(address).query)
    except ValueError:
        return ""
    for name, value in named:
        if name.casefold() in _OF_VIEWERS and _LOOKS_LIKE_PATH.search(value):
            return one_spelling(value.replace(" ", "%20"), address)
    return ""


def last_name(address: str) -> str:
    """Return the last part of an address's path, as it is read by people; "" where it ends in a slash."""
    return (
        PurePosixPath(unquote(urlsplit(address).path, errors="replace")).name
        if urlsplit(address).path.strip("/")
        else ""
    )
