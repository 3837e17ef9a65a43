"""An audit from a plan to a round: read what is new, tell the schools, judge what is new, keep it all as it comes."""

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Generic, TypeVar

from policykit.audit import layout
from policykit.audit.judge import Law, Task, key_of
from policykit.audit.layout import Plan
from policykit.audit.opening import Opened, opened
from policykit.audit.pool import Done, Pool
from policykit.audit.program import reader
from policykit.audit.reading import Facts, Kept
from policykit.audit.roles import File, with_roles
from policykit.audit.rounds import Head, KeptSchools, Problem, Role, Round, School, SchoolDocument, SchoolResult
from policykit.audit.store import Store
from policykit.audit.work import Answer, Job, ToRead
from policykit.errors import DocumentError
from policykit.model.law import Checklist
from policykit.read.apart import USUAL, Limits
from policykit.read.opening import bytes_of

Progress = Callable[[str, int, int], None]
"""Told the stage ("Opening", "Reading", "Checking"), how many are done and how many there are."""

_JUDGE_SECONDS = 180.0
_LOOK = "Run policykit check on this file to see more, and the audit again."
_TO_START = 60.0
_BETWEEN_WRITES = 1.0
"""Seconds: what a killed run loses at most, and what a transaction is worth."""

_ItemT = TypeVar("_ItemT")
_Documents = tuple[School, tuple[SchoolDocument, ...]]


@dataclass(slots=True)
class Audit:
    """What one run works with.

    `send` gives the workers the bytes themselves, where they cannot see the files; `limits` hold for each file.
    """

    store: Store
    pool: Pool[Job, Answer]
    law: Law
    progress: Progress = field(default=lambda _stage, _done, _total: None)
    send: bool = False
    limits: Limits = USUAL

    def run(self, plan: Plan, checklist: Checklist) -> Round:
        """Return the finished round, kept with its number; its schools can be had as long as the store is open.

        Raises StoreError where the store cannot be written; what was done till then is kept.
        """
        schools, notes = self._schools(plan)
        return self.store.add_round(
            Round(
                as_at=self.law.as_at,
                program=self.law.program,
                checklist=checklist.version,
                digest=self.law.digest,
                law_checked_on=checklist.law_checked_on,
                schools=self._judged(schools),
                notes=(*plan.notes, *notes),
            )
        )

    def _schools(self, plan: Plan) -> tuple[list[_Documents], tuple[str, ...]]:
        """Return each school with its documents once they are read, and what is to be said of them at the top."""
        files = self._read(opened(plan, self.store, lambda done, total: self.progress("Opening", done, total)))
        schools, notes = layout.settled(plan, {path: file.facts.school for path, file in files.items()})
        uncollected = plan.uncollected
        every = [
            (one.school, with_roles([*(files[path] for path in one.files), *uncollected.get(one.school.key, ())]))
            for one in schools
        ]
        return every, notes

    def judge(self, tasks: Iterable[Task], total: int) -> dict[str, Problem]:
        """Judge schools and keep what was found; return why, by their keys, for those that could not be judged."""
        failed: dict[str, Problem] = {}
        with _Written(self.store.add) as written:
            for at, done in enumerate(self.pool.run(tasks, _JUDGE_SECONDS), 1):
                if isinstance(done.answer, SchoolResult):
                    written.take(done.answer)
                elif isinstance(done.job, Task):
                    failed[done.job.key] = Problem(done.failed, done.remedy or _LOOK)
                self.progress("Checking", at, total)
        return failed

    def _read(self, found: list[Opened]) -> dict[Path, File]:
        """Return every file as it was read: each hash once, and only where no earlier run has."""
        kept_by = reader()
        # What its limits stopped is kept for these limits alone: with others it is tried again.
        limited = f"{kept_by} within {self.limits.seconds} s, {self.limits.memory} bytes"

        def _keep(batch: list[Kept]) -> None:
            self.store.keep([one for one in batch if not one.limited], kept_by)
            self.store.keep([one for one in batch if one.limited], limited)

        known: dict[str, tuple[Facts, bool]] = {}
        wanted: dict[str, Opened] = {}
        for one in found:
            if not one.sha256 or one.sha256 in known:
                continue
            facts = self.store.facts(one.sha256, kept_by) or self.store.facts(one.sha256, limited)
            if facts is None:
                wanted.setdefault(one.sha256, one)
            else:
                known[one.sha256] = facts
        # Reading may start twice over, each time within its own time on the clock.
        seconds = 2 * self.limits.clock + _TO_START
        with _Written[Kept](_keep) as written:
            for at, done in enumerate(self.pool.run(self._to_read(wanted.values()), seconds), 1):
                kept = _kept(done)
                known[kept.sha256] = (kept.facts, kept.content is not None)
                if kept.lasts:
                    written.take(kept)
                self.progress("Reading", at, len(wanted))
        return {one.path: _file(one, known) for one in found}

    def _to_read(self, wanted: Iterable[Opened]) -> Iterator[Job]:
        for one in wanted:
            data = None
            if self.send:
                try:
                    data = bytes_of(one.path, one.shown)
                except DocumentError:
                    # The worker will say so in its own words.
                    data = None
            yield ToRead(one.path, one.shown, one.sha256, self.law.as_at, data, self.limits)

    def _judged(self, every: Sequence[_Documents]) -> KeptSchools:
        keys = [key_of(school, documents, self.law) for school, documents in every]
        new = [one for one, key in zip(every, keys, strict=True) if not self.store.has_result(key)]
        failed = self.judge((self._task(school, documents) for school, documents in new), len(new))
        heads = []
        for (school, documents), key in zip(every, keys, strict=True):
            head = Head(school, key)
            if not self.store.has_result(key):
                problem = failed.get(key, Problem("the audit could not judge it", _LOOK))
                result = self._not_judged(self._task(school, documents), problem)
                self.store.add([result])
                head = Head(school, result.result)
            heads.append(head)
        return self.store.schools(heads)

    def _task(self, school: School, documents: tuple[SchoolDocument, ...]) -> Task:
        kept_by = reader()
        contents = []
        for one in documents:
            if one.role in {Role.JUDGED, Role.COMPANION}:
                content = self.store.content(one.sha256, kept_by)
                if content is not None:
                    contents.append((one.path, content))
        return Task(school, documents, tuple(contents), self.law)

    def _not_judged(self, task: Task, failed: Problem) -> SchoolResult:
        """Return a school whose judging failed: its documents stand there with why, and the next run tries again."""
        documents = tuple(
            replace(one, role=Role.NOT_READ, role_why=failed.what, problems=(*one.problems, failed))
            if one.role is Role.JUDGED
            else one
            for one in task.documents
        )
        key = hashlib.sha256(f"{task.key} {failed.what}".encode()).hexdigest()
        school = task.school
        return SchoolResult(school, documents, type=school.type, phase=school.phase, result=key)


class _Written(Generic[_ItemT]):
    """Writes what comes in batches, and the last of it whatever ends the run: an error, or a person who stops it."""

    def __init__(self, write: Callable[[list[_ItemT]], None]) -> None:
        self._write = write
        self._batch: list[_ItemT] = []
        self._last = time.monotonic()

    def __enter__(self) -> "_Written[_ItemT]":
        return self

    def __exit__(self, *_: object) -> None:
        self._flush()

    def take(self, item: _ItemT) -> None:
        self._batch.append(item)
        if time.monotonic() - self._last >= _BETWEEN_WRITES:
            self._flush()

    def _flush(self) -> None:
        batch, self._batch = self._batch, []
        self._last = time.monotonic()
        if batch:
            self._write(batch)


def _kept(done: Done[Job, Answer]) -> Kept:
    if isinstance(done.answer, Kept):
        return done.answer
    sha256 = done.job.sha256 if isinstance(done.job, ToRead) else ""
    remedy = "Open it in the program that made it, save it again, and run the audit again."
    return Kept(sha256, Facts(problems=(Problem(done.failed, done.remedy or remedy),)), lasts=False)


def _file(one: Opened, known: dict[str, tuple[Facts, bool]]) -> File:
    if one.problem is not None:
        return File(one.shown, "", Facts(problems=(one.problem,)), is_read=False)
    facts, is_read = known[one.sha256]
    return File(one.shown, one.sha256, facts, is_read=is_read)
