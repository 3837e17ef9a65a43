"""What one worker does: reads files and judges schools, one after the other, and ends when the audit does."""

import contextlib
import gc
import os
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from policykit.audit.judge import Task, judged
from policykit.audit.reading import Kept, read_one
from policykit.audit.rounds import SchoolResult
from policykit.garbage import collect_seldom
from policykit.read.apart import USUAL, Limits


@dataclass(frozen=True, slots=True)
class ToRead:
    """A file to read: `path` where it lies, `shown` as people see it, `data` its bytes where the worker cannot see it."""

    path: Path
    shown: str
    sha256: str
    as_at: date
    data: bytes | None = None
    limits: Limits = USUAL


Job = ToRead | Task
Answer = Kept | SchoolResult


def do(job: Job) -> Answer:
    """Return what came of one job; a file that cannot be read is an answer too."""
    if isinstance(job, ToRead):
        return read_one(job.path, job.shown, job.sha256, job.as_at, job.data, job.limits)
    return judged(job)


def prepare(checklists: Sequence[str]) -> None:
    """Load what every job needs, and see to it that a worker never outlives the program that started it."""
    from multiprocessing import parent_process

    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
        _leave_interrupts_to_the_parent()
    from policykit.check.term_table import table_of
    from policykit.check.topics import shipped
    from policykit.pipeline import catalogues

    table_of(catalogues(tuple(checklists)))
    shipped()
    # All of it stays as long as the worker does: the collector need not walk it again and again.
    collect_seldom()
    gc.freeze()


def _leave_interrupts_to_the_parent() -> None:
    import signal

    with contextlib.suppress(ValueError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)


def _end_with(sentinel: int) -> None:
    from multiprocessing.connection import wait

    wait([sentinel])
    os._exit(1)
