"""Listening: the socket first, so that the address can be told, then the pages until somebody stops them."""

import contextlib
import secrets
import socket
from collections.abc import Callable
from typing import TYPE_CHECKING

from policykit.errors import StoreError
from policykit.web.front import Front
from policykit.web.guard import ENTER, Hosts

if TYPE_CHECKING:
    import uvicorn

_TOKEN_BYTES = 24
_STOP_SECONDS = 3


def listening(address: str, port: int) -> socket.socket:
    """Return a socket that listens there; raises StoreError where it cannot. Port 0 is any free one."""
    try:
        found = socket.getaddrinfo(address, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
        family, _, _, _, place = found[0]
        made = socket.socket(family, socket.SOCK_STREAM)
        try:
            # On Windows this would let two servers share a port.
            if hasattr(socket, "AF_UNIX"):
                made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            made.bind(place)
            made.listen(128)
        except BaseException:
            made.close()
            raise
    except (OSError, OverflowError, UnicodeError) as error:
        reason = (getattr(error, "strerror", "") or str(error)).lower()
        what = f"PolicyKit cannot listen here ({reason})."
        remedy = "Stop what uses the port, or give --port 0 for any free one; --host is an address of this machine."
        raise StoreError(what, where=f"{address}:{port}", remedy=remedy) from error
    return made


def serve(
    address: str, port: int, tell: Callable[[str, str], None], front: Front | None = None, token: str = ""
) -> None:
    """Serve until stopped; `tell` is called once with the address to print and the link to open.

    A `token` that is given is demanded and not printed. Otherwise, anywhere but on this machine alone, one is made up and
    demanded, and the link carries it.
    """
    from policykit.web.app import app_for

    with listening(address, port) as made:
        hosts = Hosts(address)
        made_up = "" if token or hosts.is_loopback else secrets.token_urlsafe(_TOKEN_BYTES)
        name = f"[{address}]" if ":" in address else address
        url = f"http://{name}:{made.getsockname()[1]}{front.root if front else ''}"
        server = server_of(app_for(address, token or made_up, front))
        tell(url, f"{url}{ENTER}?token={made_up}" if made_up else url)
        # Ctrl+C is how one stops it, and no mishap.
        with contextlib.suppress(KeyboardInterrupt):
            server.run(sockets=[made])


def server_of(app: object) -> "uvicorn.Server":
    """Return a server of these pages that says nothing but what goes wrong."""
    import uvicorn

    settings = uvicorn.Config(
        app,  # type: ignore[arg-type]
        log_level="warning",
        access_log=False,
        server_header=False,
        date_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="on",
        timeout_keep_alive=15,
        timeout_graceful_shutdown=_STOP_SECONDS,
    )
    return uvicorn.Server(settings)
