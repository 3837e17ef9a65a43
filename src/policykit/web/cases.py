"""What a person is working on: its files, what came of them, and an address that nobody can guess.

Everything lies in one folder that goes when the server stops; a folder that a crash left behind goes at the next start.
"""

import contextlib
import os
import secrets
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from policykit.errors import PolicyKitError
from policykit.model.document import Document
from policykit.model.finding import Acceptance, LinkFinding, Report
from policykit.pipeline import Options
from policykit.web.front import person

PREFIX = "policykit-serve-"
_OWNER = "owner"
MOST_CASES = 100
"""From this many on, what was not used for the longest time makes room."""
IDLE_SECONDS = 4 * 60 * 60
MOST_OF = {"audit": 4}
"""Of a kind whose cases are large."""
_AT_ONCE = 2
_MOST_REPORTS = 8
_ADDRESS_BYTES = 24
# Windows' own numbers: a right, a refusal, and "it has not ended".
_MAY_WAIT, _DENIED, _NOT_YET = 0x00100000, 5, 0x102


class StoppedError(Exception):
    """A person has stopped this piece of work."""


@dataclass(slots=True, eq=False)
class Held:
    """One file: the name to show, where its bytes lie, and what was read from it (None while it was not, or could not be)."""

    name: str
    path: Path
    document: Document | None = None
    error: PolicyKitError | None = None
    links: tuple[LinkFinding, ...] | None = None


@dataclass(slots=True, eq=False)
class Case:
    """One piece of work. `kind` is check, compare, draft or audit; `progress` says what is being done, `error` why it ended.

    `owner` is who handed it in, "" where nobody signs in. `done` of `total` steps are behind it, 0 where nobody counts.
    `stop` ends it, None where that is not possible.
    """

    id: str
    kind: str
    folder: Path
    owner: str = ""
    files: list[Held] = field(default_factory=list)
    accepted: tuple[Acceptance, ...] = ()
    links: bool = False
    progress: str = ""
    done: int = 0
    total: int = 0
    stop: Callable[[], None] | None = None
    stopped: bool = False
    error: PolicyKitError | None = None
    broke: bool = False
    result: Any = None
    finished: threading.Event = field(default_factory=threading.Event)
    lock: threading.Lock = field(default_factory=threading.Lock)
    used: float = field(default_factory=time.monotonic)
    _reports: dict[tuple[int, Options], Report] = field(default_factory=dict)

    def report(self, number: int, options: Options, make: Callable[[], Report]) -> Report:
        """Return the report on a file under these options, made once; one thread at a time makes one."""
        with self.lock:
            key = (number, options)
            if key not in self._reports:
                while len(self._reports) >= _MOST_REPORTS:
                    self._reports.pop(next(iter(self._reports)))
                self._reports[key] = make()
            return self._reports[key]

    def forget_reports(self) -> None:
        """Drop what was made, where something that it rests on has changed."""
        with self.lock:
            self._reports.clear()


class Cases:
    """All that is being worked on, under addresses of 192 random bits."""

    def __init__(self) -> None:
        """Make the folder, and remove those that servers which are no longer there have left."""
        remove_leftovers()
        self._folder = Path(tempfile.mkdtemp(prefix=PREFIX))
        (self._folder / _OWNER).write_text(str(os.getpid()), encoding="ascii")
        self._cases: dict[str, Case] = {}
        self._lock = threading.Lock()
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="policykit")
        # An audit takes all cores for minutes: one after the other, and beside them there is room for a check.
        self._long = ThreadPoolExecutor(1, thread_name_prefix="policykit-long")

    @property
    def folder(self) -> Path:
        """Where every file lies that anybody has handed in."""
        return self._folder

    def __len__(self) -> int:
        """Return how many pieces of work are held."""
        return len(self._cases)

    def new(self, kind: str) -> Case:
        """Return an empty case; what was idle for hours, or longest where there are too many, is removed."""
        self._make_room(kind)
        name = secrets.token_urlsafe(_ADDRESS_BYTES)
        # The folder's name is another secret: the address is never written to the disk.
        case = Case(name, kind, Path(tempfile.mkdtemp(dir=self._folder)), person.get())
        with self._lock:
            self._cases[name] = case
        return case

    def get(self, name: str, kind: str) -> Case | None:
        """Return the case of that address, None where there is none of that kind (any more) or it is somebody else's."""
        with self._lock:
            case = self._cases.get(name)
        if case is None or case.kind != kind or case.owner != person.get():
            return None
        case.used = time.monotonic()
        return case

    def remove(self, case: Case) -> None:
        """Forget a case, stop what is being done for it, and delete its files."""
        with self._lock:
            self._cases.pop(case.id, None)
        if case.stop:
            case.stop()
        shutil.rmtree(case.folder, ignore_errors=True)

    def start(self, case: Case, job: Callable[[Case], None], *, takes_long: bool = False) -> None:
        """Do the job beside the server; its end, good or bad, is noted in the case."""
        pool = self._long if takes_long else self._pool
        pool.submit(self._done, case, job)

    def close(self) -> None:
        """Stop the jobs that have not begun, and those that can be stopped, and delete everything."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        with self._lock:
            cases = list(self._cases.values())
            self._cases.clear()
        for case in cases:
            if case.stop:
                case.stop()
        # It has been stopped, and must not write into a folder that is being deleted.
        self._long.shutdown(wait=True, cancel_futures=True)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _done(self, case: Case, job: Callable[[Case], None]) -> None:
        try:
            job(case)
        except StoppedError:
            case.stopped = True
        except PolicyKitError as error:
            case.error = error
        except Exception:
            case.broke = True
            import logging

            logging.getLogger("policykit.web").exception("PolicyKit stumbled over a document")
        finally:
            case.finished.set()
            if case.id not in self._cases:
                # It was removed meanwhile, and may have written since.
                shutil.rmtree(case.folder, ignore_errors=True)

    def _make_room(self, kind: str) -> None:
        now = time.monotonic()
        with self._lock:
            done = sorted((one for one in self._cases.values() if one.finished.is_set()), key=lambda one: one.used)
            old = [one for one in done if now - one.used > IDLE_SECONDS]
            over = len(self._cases) - len(old) - MOST_CASES + 1
            old += [one for one in done if one not in old][: max(0, over)]
            same = [one for one in done if one.kind == kind and one not in old]
            old += same[: max(0, len(same) - MOST_OF.get(kind, MOST_CASES) + 1)]
        for case in old:
            self.remove(case)


def remove_leftovers() -> None:
    """Delete the folders of servers that ended without doing so themselves."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError, ValueError):
            if folder.is_symlink():
                continue
            owner = int((folder / _OWNER).read_text(encoding="ascii"))
            if owner != os.getpid() and not _is_alive(owner):
                shutil.rmtree(folder, ignore_errors=True)


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":
        # There os.kill would end the process instead of asking after it.
        import ctypes

        kernel = ctypes.windll.kernel32
        handle = kernel.OpenProcess(_MAY_WAIT, False, process)  # noqa: FBT003 - Windows' own order
        if not handle:
            return bool(kernel.GetLastError() == _DENIED)
        still_runs = bool(kernel.WaitForSingleObject(handle, 0) == _NOT_YET)
        kernel.CloseHandle(handle)
        return still_runs
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
