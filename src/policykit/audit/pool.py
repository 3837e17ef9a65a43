"""Workers for an audit: jobs in, answers out as they come; a worker that dies or hangs costs its own job and no other.

Which engine runs the jobs is a parameter: a pool of processes on this computer, or any other `Executor`, such as the one
that a Dask scheduler gives.
"""

import itertools
import multiprocessing
import os
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from policykit.audit.work import prepare
from policykit.errors import StoreError

_AHEAD = 3
"""Jobs given out for each worker: enough that none waits, few enough that a dead worker puts few in doubt."""

_STOPPED = "the program stopped on it"
_TOO_LONG = "it took far too long, and was stopped"
_KILLED = "KilledWorker"
_KILLED_REMEDY = (
    "Run the same command again: it goes on where it was. If the workers are killed again, look why (most often they have "
    "too little memory), or run it without --cluster."
)

JobT = TypeVar("JobT")
AnswerT = TypeVar("AnswerT")
MakeExecutor = Callable[[int], Executor]


@dataclass(frozen=True, slots=True)
class Done(Generic[JobT, AnswerT]):
    """A job with its answer, or with why there is none: `failed` is a clause, "" where it went well.

    `remedy` is what to do, "" where that depends on the job.
    """

    job: JobT
    answer: AnswerT | None
    failed: str = ""
    remedy: str = ""


def local(jobs: int, checklists: tuple[str, ...] = ()) -> ProcessPoolExecutor:
    """Return a pool of fresh processes (no forks: a fork beside threads may hang), each ready to read and to judge."""
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=prepare, initargs=(checklists,))


def cores() -> int:
    """Return how many processes this program may run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@dataclass(frozen=True, slots=True)
class _Given(Generic[JobT]):
    job: JobT
    at: float
    """When it was given out, by a clock that only runs on."""


@dataclass(slots=True)
class Pool(Generic[JobT, AnswerT]):
    """Runs jobs by `work`; `make` makes an executor of so many workers, again where one broke.

    Jobs that were out when a worker died are tried again one at a time, so that the
    one that kills is found and the others are done.
    """

    work: Callable[[JobT], AnswerT]
    make: MakeExecutor
    jobs: int
    _executor: Executor | None = field(default=None, init=False)

    def run(self, every: Iterable[JobT], seconds: float) -> Iterator[Done[JobT, AnswerT]]:
        """Give each job's answer as it comes, in no order; no more than a few jobs are held at a time.

        `seconds` is the time that one job may take on the clock.
        """
        left = iter(every)
        waiting: deque[JobT] = deque()
        out: dict[Future[AnswerT], _Given[JobT]] = {}
        while True:
            waiting.extend(itertools.islice(left, max(0, self.jobs * _AHEAD - len(out) - len(waiting))))
            try:
                self._give(waiting, out)
                if not out:
                    return
                yield from self._answers(out, seconds)
            except CancelledError as error:
                # Nobody here cancels a job: the engine that had them is gone.
                self.close(kill=True)
                what = "The programs that did the work were lost while the audit was running."
                remedy = "Start them again, and run the same command again: what was done so far is kept."
                raise StoreError(what, where="audit", remedy=remedy) from error
            except BrokenExecutor:
                self.close(kill=True)
                doubtful = [given.job for given in out.values()]
                out.clear()
                yield from self._one_by_one(doubtful, seconds)

    def close(self, *, kill: bool = False) -> None:
        """End the workers; with `kill` at once, whatever they are doing."""
        executor, self._executor = self._executor, None
        if executor is not None:
            _end(executor, kill=kill)

    def _give(self, waiting: deque[JobT], out: "dict[Future[AnswerT], _Given[JobT]]") -> None:
        while waiting:
            if self._executor is None:
                self._executor = self.make(self.jobs)
            out[self._executor.submit(self.work, waiting[0])] = _Given(waiting[0], time.monotonic())
            waiting.popleft()

    def _answers(self, out: "dict[Future[AnswerT], _Given[JobT]]", seconds: float) -> Iterator[Done[JobT, AnswerT]]:
        """Give what has come; raises BrokenExecutor where a worker died, or one is far too late."""
        done, _ = wait(out, timeout=1.0, return_when=FIRST_COMPLETED)
        if broken := next((error for future in done if isinstance(error := future.exception(), BrokenExecutor)), None):
            raise broken
        for future in done:
            yield _done(out.pop(future).job, future)
        # A job may wait in the queue behind others, so each is given the time of all that are out.
        if out and time.monotonic() - min(given.at for given in out.values()) > seconds * _AHEAD:
            raise BrokenExecutor

    def _one_by_one(self, doubtful: Iterable[JobT], seconds: float) -> Iterator[Done[JobT, AnswerT]]:
        """Try jobs by themselves, so that the one that kills or hangs its worker is known."""
        single: Executor | None = None
        for job in doubtful:
            single = single or self.make(1)
            done: Done[JobT, AnswerT]
            try:
                future = single.submit(self.work, job)
                wait((future,), timeout=seconds)
                done = _done(job, future) if future.done() else Done(job, None, _TOO_LONG)
            except BrokenExecutor:
                done = Done(job, None, _STOPPED)
            if done.failed in {_STOPPED, _TOO_LONG}:
                _end(single, kill=True)
                single = None
            yield done
        if single is not None:
            _end(single, kill=False)


def _end(executor: Executor, *, kill: bool) -> None:
    if kill:
        # The library has no word for it before Python 3.14; without it a worker that hangs would be waited for.
        for process in list((getattr(executor, "_processes", None) or {}).values()):
            with suppress(OSError, ValueError):
                process.kill()
    if isinstance(executor, ProcessPoolExecutor):
        executor.shutdown(wait=not kill, cancel_futures=True)
    else:
        # Other engines' executors (Dask's among them) know no second word here.
        executor.shutdown(wait=not kill)


def _done(job: JobT, future: "Future[AnswerT]") -> Done[JobT, AnswerT]:
    error = future.exception()
    if error is None:
        return Done(job, future.result())
    if isinstance(error, BrokenExecutor):
        return Done(job, None, _STOPPED)
    if type(error).__name__ == _KILLED:
        # Dask's word for it, known without Dask: it tries a job on several workers before it says so.
        return Done(job, None, _killed_words(getattr(error, "allowed_failures", 0) + 1), _KILLED_REMEDY)
    return Done(job, None, f"PolicyKit itself stumbled over it ({type(error).__name__}: {error})")


def _killed_words(workers: int) -> str:
    if workers == 1:
        return "the cluster's worker that had it was killed, and it was not tried on another"
    return f"{workers} of the cluster's workers were killed while they had it, one after the other, and it was given up"
