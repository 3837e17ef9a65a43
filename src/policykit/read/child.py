"""The far side of reading apart: a program that reads files for another one, and may die of them.

It takes a request on standard input (two lengths, the path as given, the bytes) and answers on standard output (one
letter, a length, the answer), until its input ends.
"""

import contextlib
import importlib
import json
import os
import pickle
import struct
import sys
import threading
import time
import traceback
from collections.abc import Callable
from typing import BinaryIO

from policykit.errors import DocumentError
from policykit.model.document import Document
from policykit.read import read_bytes

REQUEST = struct.Struct("<QQ")
"""The lengths in bytes of the path and of the file, which come after it in that order."""
ANSWER = struct.Struct("<cQ")
"""The letter of an answer and its length in bytes; the answer comes after it."""
DOCUMENT, REFUSED, STUMBLED = b"D", b"R", b"S"
"""What an answer holds: a pickled Document, a DocumentError's three parts as JSON, a traceback."""

_OVERWORKED = 3
_NO_CRASH_WINDOWS = 0x0001 | 0x0002


def serve(memory: int, seconds: int, reader: Callable[[bytes, str], Document] = read_bytes, *, ahead: str = "") -> None:
    """Read what is asked for until there is no more; `memory` is in bytes of address space, `seconds` of work a file.

    Both are kept by the system where it can; elsewhere the one that asks watches the clock. `ahead` is a module that
    the first file will need.
    """
    asked, answers = _own_streams()
    _limit_memory(memory)
    watch = _Watch()
    if ahead:
        importlib.import_module(ahead)
    while len(head := asked.read(REQUEST.size)) == REQUEST.size:
        path, size = REQUEST.unpack(head)
        where = asked.read(path).decode("utf-8", "surrogatepass")
        data = asked.read(size)
        _limit_work(seconds, watch)
        kind, content = _answer(reader, data, where)
        answers.write(ANSWER.pack(kind, len(content)))
        answers.write(content)
        answers.flush()


def _answer(reader: Callable[[bytes, str], Document], data: bytes, where: str) -> tuple[bytes, bytes]:
    try:
        return DOCUMENT, pickle.dumps(reader(data, where), protocol=pickle.HIGHEST_PROTOCOL)
    except DocumentError as error:
        return REFUSED, json.dumps([error.what, error.where, error.remedy]).encode()
    except Exception:  # noqa: BLE001 - told to the one that asked, who shows it
        return STUMBLED, traceback.format_exc().encode("utf-8", "replace")


class _Watch:
    """Ends this process where the system keeps no limit on its work: else it outlives a killed parent for ever."""

    def __init__(self) -> None:
        self._until: float | None = None

    def limit(self, seconds: int) -> None:
        """Give the file at hand so many seconds of work."""
        if self._until is None:
            threading.Thread(target=self._look, daemon=True).start()
        self._until = time.process_time() + seconds + 1

    def _look(self) -> None:
        while True:
            time.sleep(1)
            if self._until is not None and time.process_time() > self._until:
                os._exit(_OVERWORKED)


def _own_streams() -> tuple[BinaryIO, BinaryIO]:
    """Take the two pipes away from everybody else, so that a library that prints spoils no answer."""
    asked = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1):
        os.dup2(nowhere, stream)
    if sys.platform == "win32":
        import ctypes

        ctypes.windll.kernel32.SetErrorMode(_NO_CRASH_WINDOWS)
    return asked, answers


def _limit_memory(most: int) -> None:
    with contextlib.suppress(ImportError, OSError, ValueError):
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))


def _limit_work(seconds: int, watch: "_Watch") -> None:
    """Let the processor work so long on one file: what hangs is ended by the system, however long its clock may run."""
    try:
        import resource
    except ImportError:
        watch.limit(seconds)
        return
    with contextlib.suppress(OSError, ValueError):
        used = resource.getrusage(resource.RUSAGE_SELF)
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))
