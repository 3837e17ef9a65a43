"""One address asked, politely: the site's own rules first, each redirect looked at again, and a site that is busy waited for."""

import re
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from http.client import HTTPResponse
from urllib.parse import urlsplit

from policykit.collect.addresses import one_spelling
from policykit.collect.hosts import Host, Hosts
from policykit.collect.reasons import NotCollected, SpentError, busy, of_status
from policykit.collect.settings import TOKEN, Settings
from policykit.collected import Reason
from policykit.network import REDIRECTS, NoAnswer, Question, Stop, Why, asked, parts_of

NOT_MODIFIED = 304
_BUSY = (429, 503)
_STUMBLED = (500, 502, 504)
_FINE = (200, 203)
_CLIENT_ERROR, _SERVER_ERROR = 400, 500
_PIECE = 65_536
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server gave: `final` is the address that gave it, `data` its bytes with their packing taken off."""

    final: str
    status: int
    data: bytes = b""
    content_type: str = ""
    charset: str = ""
    etag: str = ""
    modified: str = ""
    name: str = ""
    """The file name that the server suggests."""
    further: str = ""
    later: str = ""


@dataclass(slots=True)
class Budget:
    """What is left of what one school may cost; `deadline` is of time.monotonic."""

    deadline: float
    requests: int
    size: int
    spent_requests: int = 0
    spent_size: int = 0

    def ask(self) -> None:
        """Take one request; raises SpentError where none is left."""
        if time.monotonic() >= self.deadline:
            raise SpentError("the time for one school was over")
        if self.spent_requests >= self.requests:
            raise SpentError(f"{self.requests} questions had been asked")
        self.spent_requests += 1

    def take(self, size: int) -> None:
        """Take so many bytes; raises SpentError where that is too much."""
        self.spent_size += size
        if self.spent_size > self.size:
            raise SpentError(f"more than {self.size // 1_000_000} MB had come")


@dataclass(frozen=True, slots=True)
class Wish:
    """What to ask for: `may` raises NotCollected for an address that a redirect must not lead to.

    `headers` are sent beside the usual ones, such as those that ask only for what has changed.
    """

    address: str
    may: Callable[[str], None]
    headers: Mapping[str, str] = field(default_factory=dict)


class Asker:
    """Asks for one collection; several schools may ask through it at once."""

    def __init__(self, settings: Settings, stop: Stop) -> None:
        self.settings = settings
        self.stop = stop
        self._hosts = Hosts(settings.pause, stop)

    def get(self, wish: Wish, budget: Budget) -> Answer:
        """Return the answer of an address and its redirects: a success, or 304 where that was asked for.

        Raises NotCollected, SpentError, and NoAnswer for a person's wish to stop.
        """
        at = wish.address
        seen: set[str] = set()
        while True:
            if at in seen or len(seen) > self.settings.redirects:
                raise NotCollected(Reason.CIRCLE, final=at)
            seen.add(at)
            if at != wish.address:
                wish.may(at)
            self._obey(at, budget)
            answer = self._patiently(at, wish.headers, budget)
            if answer.status in REDIRECTS and answer.further:
                further = one_spelling(answer.further, at)
                if not further:
                    raise NotCollected(Reason.NO_ADDRESS, "It leads on to what is no web address.", final=at)
                at = further
                continue
            if answer.status in _FINE or (answer.status == NOT_MODIFIED and wish.headers):
                return answer
            raise of_status(answer.status, at)

    def _patiently(self, address: str, headers: Mapping[str, str], budget: Budget) -> Answer:
        """Ask, and ask again where the site says that it is busy or stumbles."""
        turn = self._host(address).turn
        for trial in range(1, _TRIES + 1):
            answer = self._once(address, headers, budget)
            wait = _seconds(answer.later)
            if trial == _TRIES or answer.status not in {*_BUSY, *_STUMBLED}:
                return answer
            if answer.status in _BUSY and wait is not None:
                if wait > self.settings.longest_wait or time.monotonic() + wait > budget.deadline:
                    why = f"The site is busy and asks to come back in {wait:.0f} seconds (status {answer.status})."
                    raise busy(why, answer.status, address)
                turn.free_at = max(turn.free_at, time.monotonic() + wait)
            elif trial > 1:
                return answer
            else:
                turn.free_at = max(turn.free_at, time.monotonic() + 2 * turn.pause)
        raise AssertionError  # pragma: no cover - the last trial returns

    def _once(self, address: str, headers: Mapping[str, str], budget: Budget, most: int | None = None) -> Answer:
        budget.ask()
        deadline = min(budget.deadline, time.monotonic() + self.settings.request_seconds)
        usual = {"User-Agent": self.settings.agent, "Accept-Encoding": "gzip", "Accept-Language": "en-GB, en"}
        try:
            host = self._host(address)
            with self._hosts.turn(host, budget.deadline):
                deadline = min(budget.deadline, time.monotonic() + self.settings.request_seconds)
                question = Question(address, deadline, self.settings.silence, headers={**usual, **headers})
                with asked(question, self.settings.guard, self.stop) as response:
                    return self._taken(response, address, budget, most)
        except NoAnswer as error:
            if error.why is Why.STOPPED:
                raise
            raise NotCollected.of_network(error.why, address) from error

    def _taken(self, response: HTTPResponse, address: str, budget: Budget, most: int | None) -> Answer:
        kind = response.headers.get_content_type() if "Content-Type" in response.headers else ""
        answer = Answer(
            final=address,
            status=response.status,
            content_type=kind,
            charset=response.headers.get_content_charset("") or "",
            etag=response.getheader("ETag") or "",
            modified=response.getheader("Last-Modified") or "",
            name=_name(response.headers),
            further=response.getheader("Location") or "",
            later=response.getheader("Retry-After") or "",
        )
        if answer.status not in _FINE:
            return answer
        if most is None:
            is_page = kind in {"text/html", "application/xhtml+xml"}
            most = self.settings.page_bytes if is_page else self.settings.document_bytes
        data = _body(response, most, address)
        budget.take(len(data))
        return Answer(
            answer.final, answer.status, data, kind, answer.charset, answer.etag, answer.modified, answer.name
        )

    def _obey(self, address: str, budget: Budget) -> None:
        """Raise NotCollected where the site's robots.txt does not want the address to be asked."""
        host = self._host(address)
        with host.rules_lock:
            if not host.rules_known:
                self._learn_rules(host, address, budget)
        if host.closed is not None:
            raise host.closed
        if host.rules is not None and not host.rules.can_fetch(address, TOKEN):
            raise NotCollected(Reason.ROBOTS, final=address)

    def _learn_rules(self, host: Host, address: str, budget: Budget) -> None:
        """Read robots.txt as RFC 9309 has it: what a site has none of it allows, what it cannot say now it forbids."""
        parts = urlsplit(address)
        at = f"{parts.scheme}://{parts.netloc}/robots.txt"
        answer = None
        for _ in range(self.settings.redirects):
            try:
                answer = self._once(at, {}, budget, self.settings.robots_bytes)
            except NotCollected as error:
                if error.reason is Reason.LARGE:
                    break
                # The site itself cannot be reached this way; the other way may still be tried, so nothing is noted.
                raise
            further = one_spelling(answer.further, at) if answer.status in REDIRECTS else ""
            if not further:
                break
            at = further
        host.rules_known = True
        if answer is None or answer.status in REDIRECTS:
            return
        if answer.status in _FINE:
            from protego import Protego

            host.rules = Protego.parse(answer.data.decode("utf-8", "replace"))
            host.turn.pause = max(host.turn.pause, host.rules.crawl_delay(TOKEN) or 0.0)
        elif answer.status >= _SERVER_ERROR or answer.status in _BUSY:
            why = f"The site could not say whether programs may read it (robots.txt, status {answer.status})."
            host.closed = NotCollected(Reason.ROBOTS, why, status=answer.status, final=at)
            host.closed.remedy = "Try again later."

    def _host(self, address: str) -> Host:
        try:
            _, host, port, _ = parts_of(address)
        except NoAnswer as error:
            raise NotCollected.of_network(error.why, address) from error
        return self._hosts.of(host, port)


def _body(response: HTTPResponse, most: int, address: str) -> bytes:
    """Return the bytes of an answer, unpacked; never more than `most`, whatever the packing promises."""
    packing = (response.getheader("Content-Encoding") or "identity").strip().casefold()
    if packing not in {"identity", "gzip", "x-gzip", ""}:
        raise NotCollected(Reason.WRONG_TYPE, f"It came packed in a way that was not asked for ({packing[:20]}).")
    too_large = NotCollected(
        Reason.LARGE,
        f"It is larger than {most / 1_000_000:g} MB, so it was not fetched.",
        status=response.status,
        final=address,
    )
    if (response.length or 0) > most:
        raise too_large
    unpacker = zlib.decompressobj(16 + zlib.MAX_WBITS) if "gzip" in packing else None
    found = bytearray()
    while piece := response.read(_PIECE):
        try:
            found += unpacker.decompress(piece, most + 1 - len(found)) if unpacker else piece
        except zlib.error as error:
            raise NotCollected(Reason.WRONG_TYPE, "It came damaged.", final=address) from error
        if len(found) > most:
            raise too_large
    if response.length or (unpacker is not None and not unpacker.eof and found):
        raise NotCollected(Reason.UNREACHABLE, "It broke off before its end.", status=response.status, final=address)
    return bytes(found)


def _seconds(later: str) -> float | None:
    """Return what Retry-After asks for, in seconds or as a date; None where it asks for nothing."""
    if re.fullmatch(r"\s*\d{1,9}\s*", later):
        return float(later)
    try:
        day = parsedate_to_datetime(later)
    except (ValueError, TypeError, IndexError):
        return None
    return max(0.0, (day.replace(tzinfo=day.tzinfo or UTC) - datetime.now(UTC)).total_seconds())


def _name(headers: Message) -> str:
    """Return the file name that a server suggests, as it was meant: much older software writes UTF-8 where Latin is due."""
    name = headers.get_filename("")
    if not name:
        return ""
    try:
        return name.encode("latin-1").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return name
