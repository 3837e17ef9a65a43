"""One question at a time to each host, with a pause before the next, however many schools lie there."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykit.collect.reasons import NotCollected
from policykit.collected import Reason
from policykit.network import Stop

if TYPE_CHECKING:
    from protego import Protego

_LOOK = 0.5


@dataclass(slots=True)
class Host:
    """What is known of one host: `free_at` (of time.monotonic) is when it may be asked again, `rules` its robots.txt.

    `closed` is why nothing may be asked of it, None where something may. `rules_known` is False until it was asked.
    """

    pause: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    rules_lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0
    rules: "Protego | None" = None
    rules_known: bool = False
    closed: NotCollected | None = None


class Hosts:
    """Every host that one collection has asked."""

    def __init__(self, pause: float, stop: Stop) -> None:
        self._pause = pause
        self._stop = stop
        self._lock = threading.Lock()
        self._hosts: dict[str, Host] = {}

    def of(self, host: str, port: int) -> Host:
        """Return a host, secure and plain pages of one being the same to its server."""
        name = f"{host.casefold()}:{0 if port in {80, 443} else port}"
        with self._lock:
            return self._hosts.setdefault(name, Host(self._pause))

    @contextmanager
    def turn(self, host: Host, deadline: float) -> Iterator[None]:
        """Hold the host's turn; raises NotCollected where it cannot come before the deadline."""
        while not host.lock.acquire(timeout=_LOOK):
            self._stop.wait(0)
            if time.monotonic() >= deadline:
                raise NotCollected(Reason.SLOW)
        try:
            if host.free_at > deadline:
                seconds = host.free_at - time.monotonic()
                raise NotCollected(Reason.SLOW, f"The site asks for {seconds:.0f} seconds until the next question.")
            self._stop.wait(host.free_at - time.monotonic())
            yield
        finally:
            host.free_at = max(host.free_at, time.monotonic() + host.pause)
            host.lock.release()
