"""One question at a time to each host, with a pause before the next, however many schools lie there."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from policykit.collect.addresses import site_of_host
from policykit.collect.reasons import NotCollected
from policykit.collected import Reason
from policykit.network import Stop

if TYPE_CHECKING:
    from protego import Protego

_LOOK = 0.5


@dataclass(slots=True)
class Turn:
    """When a server may be asked: one question at a time, `free_at` (of time.monotonic) at the earliest."""

    pause: float
    lock: threading.Lock = field(default_factory=threading.Lock)
    free_at: float = 0.0


@dataclass(slots=True)
class Host:
    """What is known of one host: its server's `turn`, and `rules`, its robots.txt.

    `closed` is why nothing may be asked of it, None where something may. `rules_known` is False until it was asked.
    """

    turn: Turn
    rules_lock: threading.Lock = field(default_factory=threading.Lock)
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
        self._turns: dict[str, Turn] = {}

    def of(self, host: str, port: int) -> Host:
        """Return a host; one with www. and one without, secure or not, are taken for one server and take one turn."""
        name = f"{host.casefold()}:{port}"
        with self._lock:
            turn = self._turns.setdefault(site_of_host(host, port), Turn(self._pause))
            return self._hosts.setdefault(name, Host(turn))

    @contextmanager
    def turn(self, host: Host, deadline: float) -> Iterator[None]:
        """Hold the host's turn; raises NotCollected where it cannot come before the deadline."""
        turn = host.turn
        while not turn.lock.acquire(timeout=_LOOK):
            self._stop.wait(0)
            if time.monotonic() >= deadline:
                raise NotCollected(Reason.SLOW)
        try:
            if turn.free_at > deadline:
                seconds = turn.free_at - time.monotonic()
                raise NotCollected(Reason.SLOW, f"The site asks for {seconds:.0f} seconds until the next question.")
            self._stop.wait(turn.free_at - time.monotonic())
            yield
        finally:
            turn.free_at = max(turn.free_at, time.monotonic() + turn.pause)
            turn.lock.release()
