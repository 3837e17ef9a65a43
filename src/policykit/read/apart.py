"""Reading in a process of its own, so that a file that crashes, hangs or floods a parser costs that file only.

The process is a fresh interpreter and no fork: that works alike on every system and beside threads, and it can start
while the caller still loads its checklist. One process reads many files, one after the other.
"""

import atexit
import contextlib
import io
import json
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import EnumType
from pathlib import Path, PurePath
from typing import IO, Any

from policykit.errors import DocumentError
from policykit.model.document import Document
from policykit.read import read_bytes
from policykit.read.child import ANSWER, DOCUMENT, REFUSED, REQUEST
from policykit.read.opening import bytes_of, mention_of_use
from policykit.read.sniff import sniff

_CLOCK = 4
"""Time on the clock that a file may take for each second of work: what other programs do for it is not counted as work."""
MOST_FILES = 50
"""A process is replaced after so many files, so that nothing they left behind adds up."""

_AHEAD = {".pdf": "policykit.read.pdf", ".docx": "policykit.read.docx", ".html": "policykit.read.html"}
_PLAIN_BYTES = 1_000_000
_SAVE_AGAIN = "Open it in the program that made it and save it again, as a Word document or a PDF, and check that."
_MODEL = frozenset({"policykit.model.document", "policykit.model.access"})


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one file may take: bytes of address space and seconds of processor time, where the system can limit them.

    What other programs do for it (OCR, LibreOffice) is not counted in; time on the clock is.
    """

    memory: int = 2_000_000_000
    seconds: int = 120

    @property
    def clock(self) -> float:
        """Seconds on the clock, with those programs."""
        return float(self.seconds * _CLOCK)


USUAL = Limits()


class ReadingStoppedError(DocumentError):
    """Reading was ended, by its limits or by a crash.

    `is_sure` where it would end so again: where False, the file might be read on a quieter computer.
    """

    def __init__(self, what: str, *, where: str, remedy: str, is_sure: bool) -> None:
        super().__init__(what, where=where, remedy=remedy)
        self.is_sure = is_sure


class Reader:
    """A process that reads files; when it has ended, over a file or by `close`, it reads no more."""

    def __init__(
        self, command: Sequence[str] = (), seconds: float | None = None, ahead: str = "", limits: Limits = USUAL
    ) -> None:
        """Start it; `command` is another program than the usual one, `ahead` a module that it will soon need.

        `seconds` is the time on the clock for each file, where it is not that of `limits`.
        """
        self.files = 0
        self.limits = limits
        self._seconds = limits.clock if seconds is None else seconds
        self._late = False
        # A folder of documents is no place to import from: -P keeps it out, and the path is handed over as it is here.
        # The collector waits from the first import on: what is imported is kept in any case.
        code = (
            "from policykit.garbage import collect_seldom; collect_seldom(); from policykit.read.child import serve; "
        )
        code += f"serve({limits.memory}, {limits.seconds}, ahead={ahead!r})"
        kept = ["-X", f"pycache_prefix={sys.pycache_prefix}"] if sys.pycache_prefix else []
        usual = [sys.executable, "-P", *kept, "-c", code]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(part for part in sys.path if part)}
        self._process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 - this program itself
            list(command) or usual,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )

    @property
    def is_alive(self) -> bool:
        """Whether it can read another file."""
        return self._process.poll() is None

    @property
    def is_late(self) -> bool:
        """Whether it was ended because a file took too long."""
        return self._late or self._process.returncode == -getattr(signal, "SIGXCPU", -1)

    def read(self, data: bytes, where: str) -> Document:
        """Return the document in the bytes of a file.

        Raises DocumentError as reading in this process does, and where the process died of the file.
        """
        self.files += 1
        watch = threading.Timer(self._seconds, self._stop_late)
        watch.daemon = True
        watch.start()
        try:
            kind, content = self._asked(data, where.encode("utf-8", "surrogatepass"))
        except (OSError, EOFError) as error:
            self.close()
            raise self._died(where) from error
        except BaseException:
            self.close()
            raise
        finally:
            watch.cancel()
        if kind == DOCUMENT:
            return document_in(content)
        if kind == REFUSED:
            what, place, remedy = json.loads(content)
            raise DocumentError(what, where=place, remedy=remedy)
        if content.rstrip().endswith(b"MemoryError"):
            what = "reading this file needs more memory than it may take"
            raise ReadingStoppedError(what, where=where, remedy=_SAVE_AGAIN, is_sure=True)
        raise RuntimeError(content.decode("utf-8", "replace"))

    def close(self) -> None:
        """End the process with all that it started."""
        self._kill()
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        self._process.wait()

    def _asked(self, data: bytes, where: bytes) -> tuple[bytes, bytes]:
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:
            raise EOFError
        asked.write(REQUEST.pack(len(where), len(data)))
        asked.write(where)
        asked.write(data)
        asked.flush()
        kind, size = ANSWER.unpack(_whole(answers, ANSWER.size))
        return kind, _whole(answers, size)

    def _stop_late(self) -> None:
        self._late = True
        self._kill()

    def _kill(self) -> None:
        if not self.is_alive:
            return
        with contextlib.suppress(OSError):
            if hasattr(os, "killpg"):
                # The group too: a recogniser that it started must not go on alone.
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def _died(self, where: str) -> ReadingStoppedError:
        if self.is_late:
            what = "reading this file took far too long, and was stopped"
            return ReadingStoppedError(what, where=where, remedy=_SAVE_AGAIN, is_sure=not self._late)
        what = "the program that reads files stopped on this one: it is damaged, or needs far too much memory"
        # Ended from outside, by the system short of memory or by a person: it was perhaps not the file's doing.
        killed = self._process.returncode == -getattr(signal, "SIGKILL", 1)
        return ReadingStoppedError(what, where=where, remedy=_SAVE_AGAIN, is_sure=not killed)


class _Idle:
    """The processes that wait for a file; those of another process (after a fork) are never touched."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._readers: list[Reader] = []
        self._owner = os.getpid()

    def take(self, limits: Limits = USUAL) -> Reader | None:
        """Return one that is alive and has those limits, None where there is none."""
        with self._lock:
            self._own()
            for at in reversed(range(len(self._readers))):
                if self._readers[at].limits == limits:
                    reader = self._readers.pop(at)
                    if reader.is_alive:
                        return reader
                    reader.close()
        return None

    def give(self, reader: Reader) -> None:
        """Keep one for the next file, unless it has done its share."""
        if not reader.is_alive or reader.files >= MOST_FILES:
            reader.close()
            return
        with self._lock:
            self._own()
            self._readers.append(reader)

    def close(self) -> None:
        """End them all."""
        with self._lock:
            self._own()
            while self._readers:
                self._readers.pop().close()

    def _own(self) -> None:
        if self._owner != os.getpid():
            self._owner, self._readers = os.getpid(), []


_idle = _Idle()
atexit.register(_idle.close)


def start(path: str) -> None:
    """Start a process before it is asked for a file, so that it is ready by then; plain text needs none."""
    suffix = PurePath(path).suffix.lower()
    if suffix != ".txt":
        _idle.give(_idle.take() or Reader(ahead=_AHEAD.get(suffix, "")))


def stop() -> None:
    """End the processes that wait for a file."""
    _idle.close()


def read_apart(path: Path | str) -> Document:
    """Return the document in a file, read in another process; short plain text needs none.

    Raises DocumentError as `read` does, and where that process crashes, hangs or runs out of memory.
    """
    document = read_bytes_apart(bytes_of(Path(path), str(path)), str(path))
    return replace(document, gaps=(*document.gaps, *mention_of_use(Path(path))))


def read_bytes_apart(data: bytes, where: str, limits: Limits = USUAL) -> Document:
    """Return the document in the bytes of a file as `read_apart` does; `where` is its path as people see it."""
    if len(data) <= _PLAIN_BYTES and (not data or sniff(data, where) == "text"):
        return read_bytes(data, where)
    reader = _idle.take(limits) or Reader(limits=limits)
    is_fresh = not reader.files
    try:
        return reader.read(data, where)
    except DocumentError as error:
        if is_fresh or not isinstance(error, ReadingStoppedError) or reader.is_late:
            raise
        # It may have died, or run out of memory, of what an earlier file left behind.
        reader.close()
        reader = Reader(limits=limits)
        return reader.read(data, where)
    finally:
        _idle.give(reader)


def _whole(stream: IO[bytes], size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise EOFError
    return content


def document_in(content: bytes) -> Document:
    """Return the pickled document, and nothing else that a pickle may hold; raises UnpicklingError or TypeError."""
    document = _ModelOnly(io.BytesIO(content)).load()
    if not isinstance(document, Document):
        message = f"the reading process gave back a {type(document).__name__}"
        raise TypeError(message)
    return document


def _member(kind: Any, name: str) -> Any:
    """Return a member of one of the model's enumerations: Python 3.11.0 to 3.11.3 pickle one as an attribute of its class."""
    if isinstance(kind, EnumType) and kind.__module__ in _MODEL and name in kind.__members__:
        return kind[name]
    message = f"an attribute {name!r} is no part of a document"
    raise pickle.UnpicklingError(message)


class _ModelOnly(pickle.Unpickler):
    """Takes back a document and nothing else: a parser that a file took over must not run code here."""

    def find_class(self, module: str, name: str) -> Any:
        if module in _MODEL and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and found.__module__ == module:
                return found
        if (module, name) == ("builtins", "getattr"):
            return _member
        message = f"{module}.{name} is no part of a document"
        raise pickle.UnpicklingError(message)
