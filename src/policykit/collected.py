"""What a collection left: for each school what was asked of its site and what came of it, in one SQLite file.

It lies in the folder of the collected documents, so that an audit of that folder knows which schools could not be
collected, and a second collection asks only for what is new or changed. Nothing here asks the network.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, Self

from policykit.errors import StoreError
from policykit.transactions import whole

NAME = "collected.sqlite"
TABLE_NAME = "collected.csv"
OWN_NAMES = (NAME, TABLE_NAME)
"""The files of a collection that are no school's documents."""
_APPLICATION = 0x504B436F
_VERSION = 1
_PATIENCE = 60.0


class Outcome(StrEnum):
    """What came of a school: never that its document is missing, which nobody can tell from outside."""

    COLLECTED = "collected"
    NOTHING_FOUND = "nothing-found"
    """Pages were read, and no document on SEN was found on them."""
    NOT_COLLECTED = "not-collected"


class Reason(StrEnum):
    """Why an address, or a school, could not be collected; NONE where it could."""

    NONE = ""
    NO_ADDRESS = "no-address"
    UNREACHABLE = "unreachable"
    LOGIN = "login"
    SCRIPT = "script"
    ROBOTS = "robots"
    REFUSED = "refused"
    GONE = "gone"
    ERROR = "error"
    SLOW = "slow"
    LARGE = "large"
    CERTIFICATE = "certificate"
    WRONG_TYPE = "wrong-type"
    PRIVATE = "private"
    ELSEWHERE = "elsewhere"
    CIRCLE = "circle"
    COOKIES = "cookies"


@dataclass(frozen=True, slots=True)
class Asked:
    """One address that was asked, or would have been: `final` is where its redirects ended, `status` 0 without an answer.

    `path` are the words of the links from the first page to it. `wanted` tells whether its link spoke of a document on
    SEN, `file` where its bytes lie, from the collection's folder, "" where they were not kept. `links` of a page are
    kept as `collect` writes them. `asked_at` is in ISO form, in UTC. `size` is in bytes.
    """

    address: str
    final: str = ""
    status: int = 0
    reason: Reason = Reason.NONE
    why: str = ""
    remedy: str = ""
    content_type: str = ""
    etag: str = ""
    modified: str = ""
    sha256: str = ""
    size: int = 0
    asked_at: str = ""
    path: tuple[str, ...] = ()
    wanted: bool = False
    file: str = ""
    links: str = ""


@dataclass(frozen=True, slots=True)
class CollectedSchool:
    """A school with what came of it: `folder` is the one its documents lie in, from the collection's folder.

    `why` is a sentence for people, `remedy` what to do, "" where nothing is. `kept_day` is the day of an earlier visit
    whose documents still lie there although this one failed, else "". `type` and `phase` are the audit's words.
    """

    key: str
    name: str
    urn: str = ""
    type: str = ""
    phase: str = ""
    contact: str = ""
    website: str = ""
    folder: str = ""
    outcome: Outcome = Outcome.NOT_COLLECTED
    reason: Reason = Reason.NONE
    why: str = ""
    remedy: str = ""
    pages: int = 0
    requests: int = 0
    size: int = 0
    seconds: float = 0.0
    visited_at: str = ""
    kept_day: str = ""
    asked: tuple[Asked, ...] = ()

    @property
    def documents(self) -> tuple[Asked, ...]:
        """What was kept, each file once, in the order it was found."""
        return tuple({one.file: one for one in reversed(self.asked) if one.file}.values())[::-1]

    @property
    def problems(self) -> tuple[Asked, ...]:
        """What spoke of a document on SEN and could not be had."""
        return tuple(one for one in self.asked if one.wanted and one.reason)


class Manifest:
    """An open manifest; close it, or use it in a `with`. One thread at a time."""

    def __init__(self, folder: Path, *, create: bool = False) -> None:
        """Open the one in a folder; raises StoreError where there is none, it is another program's or a newer one."""
        self.path = folder / NAME
        if not create and not self.path.is_file():
            remedy = "Run policykit collect first, or give the folder that it wrote into."
            raise StoreError("There is no collection here.", where=str(folder), remedy=remedy)
        with self._told():
            self._connection = sqlite3.connect(self.path, timeout=_PATIENCE, isolation_level=None)
        try:
            with self._told():
                self._prepare()
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it, whatever happened."""
        self._connection.close()

    def schools(self) -> Iterator[CollectedSchool]:
        """Give every school by name, with what was kept or could not be had; pages that only led further are left out."""
        with self._told():
            query = f"SELECT {_SCHOOL} FROM school ORDER BY name COLLATE NOCASE, key"  # noqa: S608
            found = self._connection.execute(query).fetchall()
        for row in found:
            with self._told():
                school = self._whole(row, " AND (file != '' OR reason != '')")
            yield school

    def folders(self) -> dict[str, str]:
        """Return the schools' folders, from the collection's, by the schools' keys."""
        with self._told():
            return dict(self._connection.execute("SELECT key, folder FROM school WHERE folder != ''").fetchall())

    def school(self, key: str) -> CollectedSchool | None:
        """Return a school, None where it was never visited."""
        with self._told():
            found = self._connection.execute(f"SELECT {_SCHOOL} FROM school WHERE key = ?", (key,)).fetchone()  # noqa: S608
            return self._whole(found) if found else None

    def add(self, school: CollectedSchool) -> None:
        """Write a school in place of what was known of it, in one transaction."""
        with self._written() as connection:
            connection.execute("DELETE FROM asked WHERE school = ?", (school.key,))
            values = [_cell(getattr(school, name)) for name in _SCHOOL_NAMES]
            connection.execute(f"INSERT OR REPLACE INTO school ({_SCHOOL}) VALUES ({_marks(_SCHOOL_NAMES)})", values)  # noqa: S608
            rows = [
                (school.key, at, *(_cell(getattr(one, name)) for name in _ASKED_NAMES))
                for at, one in enumerate(school.asked)
            ]
            marks = _marks(("school", "place", *_ASKED_NAMES))
            connection.executemany(f"INSERT INTO asked (school, place, {_ASKED}) VALUES ({marks})", rows)  # noqa: S608

    def begin(self, now: str, oldest: str) -> str:
        """Return when the run that is under way began: one that was stopped, and began after `oldest`, goes on; else `now`."""
        with self._written() as connection:
            query = "SELECT begun FROM run WHERE ended = '' AND begun > ? ORDER BY begun DESC"
            open_run = connection.execute(query, (oldest,)).fetchone()
            if open_run:
                return str(open_run[0])
            connection.execute("INSERT OR REPLACE INTO run (begun, ended) VALUES (?, '')", (now,))
            return now

    def end(self, now: str) -> None:
        """Note that the run went through all its schools."""
        with self._written() as connection:
            connection.execute("UPDATE run SET ended = ? WHERE ended = ''", (now,))

    def _prepare(self) -> None:
        application, version = (
            int(self._connection.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("application_id", "user_version")
        )
        if application == _APPLICATION and version == _VERSION:
            return
        is_empty = not self._connection.execute("SELECT 1 FROM sqlite_master").fetchone()
        if not is_empty or application or version:
            remedy = "Give -o another folder, or use the newest PolicyKit."
            what = "This file was not written by policykit collect, or by a newer one."
            raise StoreError(what, where=str(self.path), remedy=remedy)
        with self._written() as connection:
            connection.execute(f"CREATE TABLE school ({_SCHOOL}, PRIMARY KEY (key))")
            connection.execute(f"CREATE TABLE asked (school, place, {_ASKED}, PRIMARY KEY (school, place))")
            connection.execute("CREATE TABLE run (begun PRIMARY KEY, ended)")
            connection.execute(f"PRAGMA application_id = {_APPLICATION}")
            connection.execute(f"PRAGMA user_version = {_VERSION}")

    def _whole(self, row: tuple[Any, ...], only: str = "") -> CollectedSchool:
        query = f"SELECT {_ASKED} FROM asked WHERE school = ?{only} ORDER BY place"  # noqa: S608
        found = self._connection.execute(query, (row[0],))
        values = dict(zip(_SCHOOL_NAMES, row, strict=True))
        values |= {"outcome": Outcome(values["outcome"]), "reason": Reason(values["reason"])}
        return CollectedSchool(**values, asked=tuple(_asked(one) for one in found.fetchall()))

    @contextmanager
    def _written(self) -> Iterator[sqlite3.Connection]:
        with self._told(), whole(self._connection) as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            what = f"The collection's record could not be used ({error})."
            remedy = "Check that the disk has room and that you may write there; a damaged record can be deleted."
            raise StoreError(what, where=str(self.path), remedy=remedy) from error


def is_collection(folder: Path) -> bool:
    """Tell whether a folder was filled by `policykit collect`."""
    return (folder / NAME).is_file()


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, StrEnum):
        return value.value
    return int(value) if isinstance(value, bool) else value


def _asked(row: tuple[Any, ...]) -> Asked:
    values = dict(zip(_ASKED_NAMES, row, strict=True))
    path = tuple(json.loads(values["path"]))
    return Asked(**{**values, "reason": Reason(values["reason"]), "path": path, "wanted": bool(values["wanted"])})


def _marks(names: tuple[str, ...]) -> str:
    return ", ".join("?" * len(names))


_SCHOOL_NAMES = tuple(one.name for one in fields(CollectedSchool) if one.name != "asked")
_ASKED_NAMES = tuple(one.name for one in fields(Asked))
_SCHOOL = ", ".join(_SCHOOL_NAMES)
_ASKED = ", ".join(_ASKED_NAMES)
