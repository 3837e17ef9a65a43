"""What everything that asks the network shares: which addresses may be connected to, and how a question is ended.

A name is looked up once and the connection goes to the very address that was looked at, so no name can lead elsewhere
between the look and the connection. No cookie is kept, no password sent, no proxy used.
"""

import contextlib
import http.client
import ipaddress
import queue
import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from urllib.parse import quote, urlsplit

from policykit.version import VERSION

AGENT = f"PolicyKit/{VERSION}"
REDIRECTS = (301, 302, 303, 307, 308)
_PORTS = {"http": 80, "https": 443}
_LOOK_SECONDS = 0.2
"""How long a wish to stop may wait for a name that is being looked up."""


def is_proxy_set() -> bool:
    """Tell whether this computer's settings name a proxy, which nothing here uses.

    A proxy looks names up itself, so nobody here could see to it that no private address is asked.
    """
    from urllib.request import getproxies

    return bool({"http", "https", "all"} & getproxies().keys())


class Why(StrEnum):
    """Why there was no answer."""

    NO_ADDRESS = "no-address"
    """It is no address of the web, or carries a name and password."""
    NO_SITE = "no-site"
    PRIVATE = "private"
    """It leads to this machine or into a private network."""
    LATE = "late"
    CERTIFICATE = "certificate"
    BROKEN = "broken"
    """The connection was refused or broke, or the answer is none that a web server gives."""
    STOPPED = "stopped"
    """A person ended it."""


class NoAnswer(Exception):  # noqa: N818 - it is an answer of its own: why there is none
    """An address could not be asked."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


class Line:
    """One connection's socket, to be ended from another thread: the library itself lets go of it before the body is read."""

    def __init__(self) -> None:
        self.sock: socket.socket | None = None
        self.is_cut = False

    def cut(self) -> None:
        """End it: what waits for it goes on at once."""
        self.is_cut = True
        if self.sock is not None:
            with contextlib.suppress(OSError, ValueError):
                self.sock.shutdown(socket.SHUT_RDWR)


class Stop:
    """A person's wish to stop: what waits goes on at once, and open connections are ended."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._lock = threading.Lock()
        self._open: set[Line] = set()

    @property
    def is_set(self) -> bool:
        """Whether it was wished."""
        return self._event.is_set()

    def set(self) -> None:
        """Wish it."""
        self._event.set()
        with self._lock:
            for line in self._open:
                line.cut()

    def wait(self, seconds: float) -> None:
        """Wait so long; raises NoAnswer as soon as it is wished."""
        if self._event.wait(max(0.0, seconds)):
            raise NoAnswer(Why.STOPPED)

    @contextlib.contextmanager
    def watched(self, line: Line) -> Iterator[None]:
        """End a connection with the wish; raises NoAnswer where that is set already."""
        with self._lock:
            if self.is_set:
                raise NoAnswer(Why.STOPPED)
            self._open.add(line)
        try:
            yield
        finally:
            with self._lock:
                self._open.discard(line)


@dataclass(frozen=True, slots=True)
class Guard:
    """Which addresses may be connected to: those of the public internet, and what is allowed beside them.

    `private` allows every address; `allowed` holds "host:port" of an intranet that somebody has named.
    """

    private: bool = False
    allowed: frozenset[str] = field(default_factory=frozenset)

    def lets(self, host: str, port: int, found: str) -> bool:
        """Tell whether the address that a name was found at may be connected to."""
        return self.private or f"{host}:{port}" in self.allowed or _is_public(found)


@dataclass(frozen=True, slots=True)
class Question:
    """What to ask of an address: `deadline` (of time.monotonic) is for the whole, `silence` seconds for each wait."""

    address: str
    deadline: float
    silence: float
    method: str = "GET"
    headers: Mapping[str, str] = field(default_factory=dict)


@contextlib.contextmanager
def asked(question: Question, guard: Guard, stop: Stop | None = None) -> Iterator[http.client.HTTPResponse]:
    """Give a server's answer, its body still to be read; raises NoAnswer then and while the caller reads.

    Redirects are the caller's to follow, since each leads to an address to be looked at again.
    """
    scheme, host, port, path = parts_of(question.address)
    left = question.deadline - time.monotonic()
    if left <= 0:
        raise NoAnswer(Why.LATE)
    places = _places(host, port, guard, _Patience(min(left, question.silence), stop))
    left = question.deadline - time.monotonic()
    if left <= 0:
        raise NoAnswer(Why.LATE)
    connection = http.client.HTTPConnection(host, port, timeout=min(left, question.silence))
    line = Line()
    watch = threading.Timer(left, line.cut)
    watch.daemon = True
    try:
        with (stop or Stop()).watched(line):
            watch.start()
            connection.sock = _connected(line, port, places, question, host if scheme == "https" else "")
            usual = {"User-Agent": AGENT, "Accept": "*/*", "Connection": "close"}
            connection.request(question.method, path, headers={**usual, **question.headers})
            with contextlib.closing(connection.getresponse()) as answer:
                yield answer
            if line.is_cut:
                # What came till then looks like a whole answer.
                raise TimeoutError
    except (OSError, http.client.HTTPException, ValueError, AttributeError) as error:
        # A connection that is cut from beside may leave the library without what it reads from.
        if isinstance(error, AttributeError) and not line.is_cut:
            raise
        raise NoAnswer(_why(error, line, stop)) from error
    finally:
        watch.cancel()
        connection.close()
        if line.sock is not None:
            line.sock.close()


def _why(error: Exception, line: Line, stop: Stop | None) -> Why:
    if stop and stop.is_set:
        return Why.STOPPED
    if line.is_cut or isinstance(error, TimeoutError):
        return Why.LATE
    return Why.CERTIFICATE if isinstance(error, ssl.SSLCertVerificationError) else Why.BROKEN


def parts_of(address: str) -> tuple[str, str, int, str]:
    """Return the scheme, host, port and path with query of a web address; raises NoAnswer for any other."""
    try:
        parts = urlsplit(address)
        scheme, host, port = parts.scheme.casefold(), parts.hostname or "", parts.port
    except ValueError as error:
        raise NoAnswer(Why.NO_ADDRESS) from error
    if scheme not in _PORTS or not host or parts.username is not None or parts.password is not None:
        raise NoAnswer(Why.NO_ADDRESS)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return scheme, host, _PORTS[scheme] if port is None else port, quote(path, safe="/%?=&;:@!$'()*+,~#[]")


@dataclass(frozen=True, slots=True)
class _Patience:
    """How many seconds to wait for a name, and the wish that ends the wait at once."""

    seconds: float
    stop: Stop | None


def _places(host: str, port: int, guard: Guard, patience: _Patience) -> list[str]:
    """Return the addresses to connect to, those that were looked at and no others."""
    found = _looked_up(host, port, patience)
    if not all(guard.lets(host, port, one) for one in found):
        raise NoAnswer(Why.PRIVATE)
    return list(dict.fromkeys(found))


def _looked_up(host: str, port: int, patience: _Patience) -> list[str]:
    """Return what a name is found at; raises NoAnswer, LATE where no name server says anything in time.

    The system's own look-up cannot be ended: it is left behind, on a thread that keeps no program from ending.
    """
    told: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def _look() -> None:
        try:
            told.put([str(one[4][0]) for one in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError, OverflowError) as error:
            told.put(error)

    threading.Thread(target=_look, name="look-up", daemon=True).start()
    ends = time.monotonic() + patience.seconds
    while True:
        if patience.stop and patience.stop.is_set:
            raise NoAnswer(Why.STOPPED)
        left = ends - time.monotonic()
        if left <= 0:
            raise NoAnswer(Why.LATE)
        with contextlib.suppress(queue.Empty):
            answer = told.get(timeout=min(left, _LOOK_SECONDS))
            break
    if isinstance(answer, Exception):
        raise NoAnswer(Why.NO_SITE) from answer
    return answer


def _is_public(found: str) -> bool:
    address = ipaddress.ip_address(found.split("%", maxsplit=1)[0])
    inner = _inside(address)
    of_all = address.is_global and not address.is_multicast and not address.is_reserved
    return of_all and (inner is None or (inner.is_global and not inner.is_multicast))


def _inside(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the older address that a newer one only wraps, None where it wraps none."""
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in ipaddress.IPv6Network("64:ff9b::/96"):
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def _connected(line: Line, port: int, places: list[str], question: Question, secure_for: str) -> socket.socket:
    """Connect to the first place that answers; the line has its socket before any byte is waited for."""
    for at, place in enumerate(places):
        left = min(question.deadline - time.monotonic(), question.silence)
        try:
            line.sock = socket.create_connection((place, port), timeout=max(left, 0.01))
            break
        except OSError:
            if at == len(places) - 1:
                raise
    if line.sock is None:
        raise OSError
    if secure_for:
        secured = _trust().wrap_socket(line.sock, server_hostname=secure_for, do_handshake_on_connect=False)
        line.sock = secured
        secured.do_handshake()
    return line.sock


@cache
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()
