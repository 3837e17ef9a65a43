"""A person's own workbook read in a process of its own: it takes that process with it, and nothing else, where it is a trap."""

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TypeVar

from policykit.audit.own_columns import OwnNotes
from policykit.audit.pool import Pool
from policykit.audit.register import Row, read_register
from policykit.errors import PolicyKitError, StoreError
from policykit.read.apart import USUAL

_SECONDS = 40.0
_SAVE_AGAIN = "Open it in the program that made it, save it again as XLSX or CSV, and hand that in."

_ResultT = TypeVar("_ResultT")


def register_in(path: Path) -> tuple[Row, ...]:
    """Return the schools of a register; raises StoreError as `read_register` does, and where reading it had to be stopped."""
    return _apart(_register, path, path)


def notes_of(path: Path) -> OwnNotes:
    """Return what an adviser wrote in a workbook of an audit; raises StoreError where it cannot be read."""
    return _apart(_notes, path, path)


def _register(path: Path) -> tuple[Row, ...] | PolicyKitError:
    try:
        return read_register(path)
    except PolicyKitError as error:
        return error


def _notes(path: Path) -> OwnNotes | PolicyKitError:
    from policykit.audit.sheets import notes_in
    from policykit.pipeline import catalogues

    try:
        return notes_in(path, catalogues().checklist)
    except PolicyKitError as error:
        return error


_JobT = TypeVar("_JobT")


def _apart(work: Callable[[_JobT], _ResultT | PolicyKitError], job: _JobT, path: Path) -> _ResultT:
    pool = Pool(work, _one_process, 1)
    done = next(pool.run([job], _SECONDS))
    pool.close(kill=True)
    if isinstance(done.answer, PolicyKitError):
        error = done.answer
        raise StoreError(error.what, where=path.name, remedy=error.remedy)
    if done.answer is None:
        raise StoreError(
            "This file could not be read: it is damaged, or far too large.", where=path.name, remedy=_SAVE_AGAIN
        )
    return done.answer


def _one_process(_: int) -> ProcessPoolExecutor:
    import multiprocessing

    return ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn"), initializer=_limited)


def _limited() -> None:
    import contextlib

    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (USUAL.memory, USUAL.memory))
