"""What stands before every page: who may ask, from where, how much they may send, and what a browser may do with the answer."""

import asyncio
import hmac
import ipaddress
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import urlsplit

from policykit.web import front
from policykit.web.front import Front

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[MutableMapping[str, Any], Receive, Send], Awaitable[None]]

MOST_BYTES = 60_000_000
"""Of one upload, all its files together."""
MOST_AUDIT_BYTES = 300_000_000
"""Of the documents of many schools."""
SECONDS = 120
"""That sending one upload may take."""
AUDIT = "/audit"
"""Where many schools' documents are handed in, which is more than goes anywhere else."""
_UPLOADS_AT_ONCE, _AUDITS_AT_ONCE = 8, 2
COOKIE = "policykit"
ENTER = "/enter"
_OPEN = (ENTER, "/static/")
"""What may be seen without the token: where it is given, and the style of that page."""

POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
"""No script at all, nothing from outside, no form that goes elsewhere, no page that frames this one."""

_HEADERS = {
    b"content-security-policy": POLICY.encode(),
    b"x-content-type-options": b"nosniff",
    b"x-frame-options": b"DENY",
    # "no-referrer" would make browsers send "Origin: null" with our own forms.
    b"referrer-policy": b"same-origin",
    b"cross-origin-opener-policy": b"same-origin",
    b"cross-origin-resource-policy": b"same-origin",
    b"permissions-policy": b"camera=(), microphone=(), geolocation=()",
    b"cache-control": b"no-store",
}


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names by which this server may be asked for; any other is a foreign page that points its name at us."""

    address: str
    names: tuple[str, ...] = ()
    """Other names that a server in front passes on, in small letters."""

    @property
    def is_loopback(self) -> bool:
        """Whether nobody but this machine can reach the server."""
        try:
            return ipaddress.ip_address(self.address).is_loopback
        except ValueError:
            return self.address == "localhost"

    def allows(self, host: str) -> bool:
        """Return whether a Host header names us; its port does not matter.

        >>> Hosts("127.0.0.1").allows("localhost:8765"), Hosts("127.0.0.1").allows("evil.example:8765")
        (True, False)
        """
        try:
            name = urlsplit(f"//{host}").hostname or ""
        except ValueError:
            return False
        if name in self.names:
            return True
        if name != self.address.lower() and not self.is_loopback:
            return self._is_every_address and _is_ip(name)
        return name in {"127.0.0.1", "localhost", "::1", self.address.lower()}

    @property
    def _is_every_address(self) -> bool:
        return _is_ip(self.address) and ipaddress.ip_address(self.address).is_unspecified


def _is_ip(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """Refuses what no page of ours would ask, before anything of it is read; `token` is "" where none is demanded."""

    def __init__(self, app: App, hosts: Hosts, token: str = "", before: Front | None = None) -> None:
        """Stand before `app`, and behind the server that `before` tells of."""
        self._app = app
        self._hosts = hosts
        self._token = token
        self._front = before or Front()
        self._uploads = asyncio.Semaphore(_UPLOADS_AT_ONCE)
        self._audits = asyncio.Semaphore(_AUDITS_AT_ONCE)

    async def __call__(self, scope: MutableMapping[str, Any], receive: Receive, send: Send) -> None:
        """Answer one request, or let the pages do so."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        send = _with_headers(send)
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        scope["path"] = self._front.below(scope["path"])
        if scope["path"] == front.HEALTH and scope["method"] in {"GET", "HEAD"}:
            await _answer(send, 200, "ok")
            return
        front.root.set(self._front.root)
        # Said twice, one of them is the browser's own claim.
        said = [value for name, value in scope["headers"] if name.decode("latin-1") == self._front.person_header]
        front.person.set(said[0].decode("latin-1").strip() if len(said) == 1 else "")
        refusal = self._refusal(scope, headers)
        if refusal:
            await _answer(send, *refusal)
        elif scope["method"] == "POST":
            async with self._audits if scope["path"] == AUDIT else self._uploads:
                await self._app(scope, _limited(receive, most_bytes(scope["path"])), send)
        else:
            await self._app(scope, receive, send)

    def _refusal(self, scope: MutableMapping[str, Any], headers: dict[str, str]) -> tuple[int, str] | None:
        """Return the status and the sentence to refuse with, None where nothing is wrong."""
        hosts = [value for name, value in scope["headers"] if name == b"host"]
        if len(hosts) != 1 or not self._hosts.allows(headers["host"]):
            return 421, "PolicyKit is not asked for under this name. Use the address that it printed when it started."
        if scope["method"] not in {"GET", "HEAD", "POST"}:
            return 405, "Pages here are read or sent, nothing else."
        if scope["method"] == "POST":
            if not _is_own(headers):
                return 403, "This was sent from another site, so nothing was done. Use the forms of PolicyKit itself."
            length = headers.get("content-length", "0")
            most = most_bytes(scope["path"])
            if not length.isdecimal() or int(length) > most:
                return 413, f"That is more than {most // 1_000_000} MB. Send fewer files at once."
        if self._front.person_header:
            return self._not_signed_in(headers)
        if self._token and not scope["path"].startswith(_OPEN) and not self._has_token(headers):
            return 401, f"This needs the link, with its token, that PolicyKit printed. It leads to {ENTER}."
        return None

    def _not_signed_in(self, headers: dict[str, str]) -> tuple[int, str] | None:
        """Refuse what did not come through the server where people sign in: only that one can say the token in a header."""
        if self.knows(headers.get(front.TOKEN_HEADER, "")) and front.person.get():
            return None
        return 401, "Sign in first. PolicyKit answers here only what comes through the sign-in in front of it."

    def _has_token(self, headers: dict[str, str]) -> bool:
        return self.knows(_cookie(headers)) or self.knows(headers.get(front.TOKEN_HEADER, ""))

    def knows(self, token: str) -> bool:
        """Return whether this is the token, in a time that does not tell how much of it was right."""
        return hmac.compare_digest(token.encode(), self._token.encode())


def most_bytes(path: str) -> int:
    """Return how much may be sent to an address at once."""
    return MOST_AUDIT_BYTES if path == AUDIT else MOST_BYTES


def _is_own(headers: dict[str, str]) -> bool:
    """Return whether a form was sent by one of our own pages.

    Every browser of today sends Origin with a form; where it is left out, only Sec-Fetch-Site is as good.
    """
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site") == "same-origin"
    return origin in {f"http://{headers['host']}", f"https://{headers['host']}"}


def _cookie(headers: dict[str, str]) -> str:
    try:
        held = SimpleCookie(headers.get("cookie", ""))
    except CookieError:
        return ""
    return held[COOKIE].value if COOKIE in held else ""


def _limited(receive: Receive, most: int) -> Receive:
    """Return a `receive` that stops a body which is too large, whatever its length was said to be, or too slow."""
    from starlette.exceptions import HTTPException

    left, end = most, time.monotonic() + SECONDS

    async def _next() -> Message:
        nonlocal left
        if left <= 0:
            return await receive()
        try:
            message = await asyncio.wait_for(receive(), max(0.01, end - time.monotonic()))
        except TimeoutError as error:
            raise HTTPException(408, "Sending took too long. Try again with fewer or smaller files.") from error
        if message["type"] == "http.request":
            left -= len(message.get("body", b""))
            if left < 0:
                raise HTTPException(413, f"That is more than {most // 1_000_000} MB. Send fewer files at once.")
            if not message.get("more_body"):
                # What comes now is the end of the connection, for which one may wait as long as an answer takes.
                left = 0
        return message

    return _next


def _with_headers(send: Send) -> Send:
    async def _send(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = [_below_root(*header) for header in message.get("headers", [])]
            names = {name.lower() for name, _ in given}
            message["headers"] = [*given, *((name, value) for name, value in _HEADERS.items() if name not in names)]
        await send(message)

    return _send


def _below_root(name: bytes, value: bytes) -> tuple[bytes, bytes]:
    """Return a header of an answer; where it sends the browser on within these pages, that is below their path."""
    is_own = name.lower() == b"location" and value.startswith(b"/") and not value.startswith(b"//")
    return name, front.root.get().encode() + value if is_own else value


async def _answer(send: Send, status: int, words: str) -> None:
    body = f"{words}\n".encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": [*headers, (b"connection", b"close")]})
    await send({"type": "http.response.body", "body": body})
