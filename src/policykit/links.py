"""Whether the links of a document answer: the only thing a check ever asks of the network, and only when told to.

Each host is asked one thing at a time, in a few threads for different hosts; first for the head of a page alone, then for the
page where the server will not have that. Nothing of the document is sent. Built on the standard library, which lets the
address be looked at before anything is connected to it.
"""

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from urllib.parse import quote, urldefrag, urljoin, urlsplit

from policykit.model.finding import LinkFinding, Report
from policykit.version import VERSION

AGENT = f"PolicyKit/{VERSION}"
_HOSTS_AT_ONCE = 4
_MOST_REDIRECTS = 6
_GONE = (404, 410)
_SHUT = (401, 402, 403, 407, 429, 451, 999)
_REDIRECTS = (301, 302, 303, 307, 308)
_ERROR = 400


@dataclass(frozen=True, slots=True)
class Limits:
    """How patient and how careful to be: seconds for one link, seconds between two questions to one host.

    `private` allows addresses inside a private network, which a document from elsewhere could otherwise have us knock at.
    """

    seconds: float = 10.0
    pause: float = 0.3
    private: bool = False


_LIMITS = Limits()


class _NoAnswer(Exception):  # noqa: N818 - it is an answer of its own: why there is none
    """Why a link could not be asked, in a sentence."""


def tried(report: Report, limits: Limits = _LIMITS) -> Report:
    """Return the report with each web link tried, each address once; what is wrong with how one is written stays."""
    problems = problems_with((link.target for link in report.links if can_be_tried(link)), limits)
    links = tuple(
        replace(link, problem=problems[_address(link.target)], tried=True) if can_be_tried(link) else link
        for link in report.links
    )
    return replace(report, links=links)


def can_be_tried(link: LinkFinding) -> bool:
    """Return whether a link leads to the web and is written as it should be."""
    if link.problem:
        return False
    address = _address(link.target)
    return urlsplit(address).scheme.casefold() in {"http", "https"} and bool(urlsplit(address).hostname)


def problems_with(targets: Iterable[str], limits: Limits = _LIMITS) -> dict[str, str]:
    """Return what is wrong with each address, "" for one that answers."""
    by_host: dict[str, list[str]] = {}
    for address in dict.fromkeys(map(_address, targets)):
        by_host.setdefault(urlsplit(address).netloc.casefold(), []).append(address)
    with ThreadPoolExecutor(_HOSTS_AT_ONCE) as pool:
        told = pool.map(lambda addresses: list(_of_one_host(addresses, limits)), by_host.values())
        return dict(pair for pairs in told for pair in pairs)


def _address(target: str) -> str:
    """Return the address to ask for: without its place in the page, and with a scheme where it begins with www."""
    address = urldefrag(target.strip()).url
    return f"https://{address}" if address.casefold().startswith("www.") else address


def _of_one_host(addresses: Iterable[str], limits: Limits) -> Iterator[tuple[str, str]]:
    for number, address in enumerate(addresses):
        if number:
            time.sleep(limits.pause)
        yield address, _problem(address, limits)


def _problem(address: str, limits: Limits) -> str:
    deadline = time.monotonic() + limits.seconds
    seen: set[str] = set()
    at = address
    try:
        while True:
            if at in seen or len(seen) > _MOST_REDIRECTS:
                return "It sends readers round in a circle."
            seen.add(at)
            status, further = _ask(at, deadline, limits)
            if status not in _REDIRECTS or not further:
                return _told(status)
            at = _next(at, further)
    except _NoAnswer as error:
        return str(error)


def _next(at: str, further: str) -> str:
    try:
        return urldefrag(urljoin(at, further)).url
    except ValueError as error:
        raise _NoAnswer("It leads on to what is no web address.") from error


def _told(status: int) -> str:
    if status < _ERROR:
        return ""
    if status in _GONE:
        return f"The page is not there ({status})."
    if status in _SHUT:
        return f"The server does not let a program look ({status}): open it yourself."
    return f"The server answers with an error ({status}): try again later."


def _ask(address: str, deadline: float, limits: Limits) -> tuple[int, str]:
    status, further = _request("HEAD", address, deadline, limits)
    # Not a few servers answer only to a request for the whole page.
    return _request("GET", address, deadline, limits) if status >= _ERROR else (status, further)


def _request(method: str, address: str, deadline: float, limits: Limits) -> tuple[int, str]:
    try:
        parts = urlsplit(address)
        host, port, secure = parts.hostname or "", parts.port, parts.scheme == "https"
    except ValueError as error:
        raise _NoAnswer("It leads on to what is no web address.") from error
    if parts.scheme not in {"http", "https"} or not host:
        raise _NoAnswer("It leads on to what is no web address.")
    left = deadline - time.monotonic()
    if left <= 0:
        raise _NoAnswer(_late(limits))
    place = _place(host, port or (443 if secure else 80), limits)
    connection = http.client.HTTPConnection(host, port or (443 if secure else 80), timeout=left)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    cut = threading.Timer(left, _cut, [connection])
    cut.daemon = True
    cut.start()
    try:
        connection.sock = _connected(place, host, left, secure=secure)
        connection.request(method, _quoted(path), headers={"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"})
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location") or ""
    except ssl.SSLCertVerificationError as error:
        raise _NoAnswer("Its certificate is not valid, and browsers will warn readers.") from error
    except TimeoutError as error:
        raise _NoAnswer(_late(limits)) from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        late = time.monotonic() >= deadline
        raise _NoAnswer(_late(limits) if late else "The server does not answer as a web server does.") from error
    finally:
        cut.cancel()
        connection.close()


def _late(limits: Limits) -> str:
    return f"It did not answer within {limits.seconds:g} seconds: open it yourself."


def _cut(connection: http.client.HTTPConnection) -> None:
    """End a connection whose server sends one byte at a time for ever."""
    sock = connection.sock
    if sock is not None:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _place(host: str, port: int, limits: Limits) -> tuple[str, int]:
    """Return the address to connect to, the one that was looked at and no other."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise _NoAnswer("There is no such site.") from error
    address = str(found[0][4][0])
    if not limits.private and not all(ipaddress.ip_address(str(one[4][0]).split("%")[0]).is_global for one in found):
        raise _NoAnswer("It leads into a private network, so it was not tried.")
    return address, port


def _connected(place: tuple[str, int], host: str, left: float, *, secure: bool) -> socket.socket:
    plain = socket.create_connection(place, timeout=left)
    if not secure:
        return plain
    try:
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _quoted(path: str) -> str:
    return quote(path, safe="/%?=&;:@!$'()*+,~#[]")
