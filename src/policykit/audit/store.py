"""The store beside the workbook: what was read, what was judged, round after round, in one SQLite file.

Every change is one short transaction, so a run that is killed loses at most what it had not yet written, and two runs
at once take turns. SQLite's log (WAL) lets others read meanwhile; on a network drive, where it does not work, SQLite
keeps its older way.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Self

from policykit.audit import rows
from policykit.audit.migrations import NEWEST, migrate
from policykit.audit.reading import Facts, Kept, facts_from_json, facts_to_json
from policykit.audit.rounds import Head, KeptSchools, Round, School, SchoolDocument, SchoolResult
from policykit.errors import StoreError
from policykit.transactions import whole

_PATIENCE = 60.0
"""Seconds to wait for another run's transaction; each takes a fraction of one."""
_APPLICATION = 0x504B6974

DiskFacts = tuple[int, int, int, int]
"""Size in bytes, time of the last change of contents and of anything (nanoseconds), and the file's own number."""


class Store:
    """An open store; close it, or use it in a `with`."""

    def __init__(self, path: Path, *, create: bool = True) -> None:
        """Open it and bring it up to date; raises StoreError where it is no store, a newer one, or cannot be written."""
        self.path = path
        if not create and not path.is_file():
            what = "There is no store of an audit here."
            raise StoreError(what, where=str(path), remedy="Run policykit audit first, or give the store it wrote.")
        with self._told():
            self._connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
        try:
            with self._told():
                self._connection.execute("PRAGMA foreign_keys = ON")
                self._refuse_strangers()
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = NORMAL")
                migrate(self._connection, _APPLICATION)
        except BaseException:
            self._connection.close()
            raise

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it, whatever happened."""
        self.close()

    def close(self) -> None:
        """Let go of the file; SQLite folds its log into it."""
        self._connection.close()

    def facts(self, sha256: str, reader: str) -> tuple[Facts, bool] | None:
        """Return what is kept of a file and whether its document is too, None where it was never read by `reader`."""
        with self._told():
            found = self._connection.execute(
                "SELECT facts, content IS NOT NULL FROM reading WHERE sha256 = ? AND reader = ?", (sha256, reader)
            ).fetchone()
        return (facts_from_json(found[0]), bool(found[1])) if found else None

    def content(self, sha256: str, reader: str) -> bytes | None:
        """Return the kept document of a file as `reading.unpacked` takes it, None where there is none."""
        with self._told():
            found = self._connection.execute(
                "SELECT content FROM reading WHERE sha256 = ? AND reader = ?", (sha256, reader)
            ).fetchone()
        return found[0] if found else None

    def any_content(self, sha256: str) -> bytes | None:
        """Return the kept document of a file by whichever reader, the latest first, None where there is none."""
        with self._told():
            found = self._connection.execute(
                "SELECT content FROM reading WHERE sha256 = ? AND content IS NOT NULL ORDER BY rowid DESC", (sha256,)
            ).fetchone()
        return found[0] if found else None

    def keep(self, readings: Iterable[Kept], reader: str) -> None:
        """Write what was read, in one transaction."""
        values = [(one.sha256, reader, one.content, facts_to_json(one.facts)) for one in readings]
        with self._written() as connection:
            connection.executemany("INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)", values)

    def seen(self) -> dict[str, tuple[DiskFacts, str]]:
        """Return what was last seen of each file, with its hash, by path from the audited folder."""
        with self._told():
            found = self._connection.execute("SELECT * FROM seen").fetchall()
        return {
            path: ((size, modified, changed, node), sha256) for path, size, modified, changed, node, sha256 in found
        }

    def saw(self, files: Mapping[str, tuple[DiskFacts, str]]) -> None:
        """Write what was seen of files, in one transaction."""
        values = [(path, *facts, sha256) for path, (facts, sha256) in files.items()]
        with self._written() as connection:
            connection.executemany("INSERT OR REPLACE INTO seen VALUES (?, ?, ?, ?, ?, ?)", values)

    def written(self, path: str) -> tuple[str, str] | None:
        """Return what an output was made from and the hash of its bytes, None where none is known by that path."""
        with self._told():
            found = self._connection.execute("SELECT made_from, sha256 FROM written WHERE path = ?", (path,)).fetchone()
        return (found[0], found[1]) if found else None

    def wrote(self, path: str, made_from: str, sha256: str) -> None:
        """Write what an output was made from, and the hash of its bytes."""
        with self._written() as connection:
            connection.execute("INSERT OR REPLACE INTO written VALUES (?, ?, ?)", (path, made_from, sha256))

    def has_result(self, key: str) -> bool:
        """Tell whether a judgement is kept."""
        with self._told():
            return bool(self._connection.execute("SELECT 1 FROM result WHERE key = ?", (key,)).fetchone())

    def add(self, results: Iterable[SchoolResult]) -> None:
        """Write judgements, in one transaction; those already there stay."""
        with self._written() as connection:
            for result in results:
                rows.insert(connection, result)

    def result(self, key: str, school: School) -> SchoolResult | None:
        """Return a kept judgement as that school's, None where there is none."""
        with self._told():
            found = self._connection.execute("SELECT id FROM result WHERE key = ?", (key,)).fetchone()
            return rows.result_of(self._connection, found[0], school) if found else None

    def add_round(self, made: Round) -> Round:
        """Keep a round with its schools' judgements; the latest over again is no new one.

        Return it with its number, its schools to be fetched from here. The judgements of schools that are fetched from
        a store have to be in this one.
        """
        content = content_of(made)
        fetched = isinstance(made.schools, KeptSchools)
        with self._written() as connection:
            last = connection.execute("SELECT number, content FROM round ORDER BY number DESC").fetchone()
            if last and last[1] == content:
                number = int(last[0])
            else:
                number = (last[0] if last else 0) + 1
                head = (
                    number,
                    made.as_at.isoformat(),
                    made.program,
                    made.checklist,
                    made.digest,
                    made.law_checked_on.isoformat(),
                    json.dumps(made.notes, ensure_ascii=False),
                    content,
                )
                connection.execute("INSERT INTO round VALUES (?, ?, ?, ?, ?, ?, ?, ?)", head)
                if not fetched:
                    for result in made.schools:
                        rows.insert(connection, result)
                for place, one in enumerate(made.heads()):
                    values = (number, place, *_of_school(one.school), one.result)
                    connection.execute(
                        "INSERT INTO school SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, id FROM result WHERE key = ?", values
                    )
        return replace(made, number=number, schools=self.schools(made.heads()))

    def schools(self, heads: Sequence[Head]) -> KeptSchools:
        """Return schools whose judgements are kept here, each to be fetched when it is asked for."""

        def _number(place: int) -> int:
            key = heads[place].result
            found = self._connection.execute("SELECT id FROM result WHERE key = ?", (key,)).fetchone()
            if found is None:
                what = "The store has lost a school's result while it was being told."
                raise StoreError(what, where=str(self.path), remedy="Run the same command again.")
            return int(found[0])

        def _result(place: int) -> SchoolResult:
            with self._told():
                return rows.result_of(self._connection, _number(place), heads[place].school)

        def _documents(place: int) -> tuple[SchoolDocument, ...]:
            with self._told():
                return rows.documents_of(self._connection, _number(place))

        return KeptSchools(heads, _result, _documents)

    def numbers(self) -> tuple[tuple[int, date], ...]:
        """Return the rounds' numbers with their days, oldest first."""
        with self._told():
            found = self._connection.execute("SELECT number, as_at FROM round ORDER BY number").fetchall()
        return tuple((number, date.fromisoformat(day)) for number, day in found)

    def round(self, number: int = 0) -> Round:
        """Return a round, the latest for 0, its schools to be fetched; raises StoreError where there is none of that number."""
        chosen = self.head(number)
        with self._told():
            head = self._connection.execute("SELECT * FROM round WHERE number = ?", (chosen,)).fetchone()
            schools = self._connection.execute(
                "SELECT school.*, result.key FROM school JOIN result ON result.id = school.result "
                "WHERE round = ? ORDER BY place",
                (head[0],),
            ).fetchall()
        return Round(
            as_at=date.fromisoformat(head[1]),
            program=head[2],
            checklist=head[3],
            digest=head[4],
            law_checked_on=date.fromisoformat(head[5]),
            schools=self.schools([Head(_school(row[2:10]), row[11]) for row in schools]),
            number=head[0],
            notes=tuple(json.loads(head[6])),
        )

    def head(self, number: int = 0) -> int:
        """Return the number of a round, the latest for 0; raises StoreError where there is none of that number."""
        numbers = [known for known, _ in self.numbers()]
        if not numbers or (number and number not in numbers):
            what = f"The store has no round {number}." if numbers else "The store holds no finished round."
            known = f"It has {', '.join(map(str, numbers))}." if numbers else "Run policykit audit to the end first."
            raise StoreError(what, where=str(self.path), remedy=known)
        return number or numbers[-1]

    def asked(self, sql: str, parameters: dict[str, str | int]) -> list[tuple[str | int | None, ...]]:
        """Return the rows that answer one of our own questions."""
        with self._told():
            return self._connection.execute(sql, parameters).fetchall()

    @contextmanager
    def _written(self) -> Iterator[sqlite3.Connection]:
        with self._told(), whole(self._connection) as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise self._refused(error) from error

    def _refused(self, error: sqlite3.Error) -> StoreError:
        told = str(error)
        if "full" in told or "disk I/O" in told:
            what = "The store could not be written: the disk is full, or can be written to no more."
            remedy = "Make room and run the same command again: what was done so far is kept."
        elif "locked" in told:
            what = "Another audit has kept the store busy for too long."
            remedy = "Let it finish, and run this one again."
        elif "not a database" in told or "malformed" in told:
            what = "This file is no store of an audit, or it is damaged."
            remedy = "Move it away (it can be made again from the documents), or give -o another name."
        else:
            what = f"The store could not be used ({told})."
            remedy = "Check that the folder is there and that you may write to it."
        return StoreError(what, where=str(self.path), remedy=remedy)

    def _refuse_strangers(self) -> None:
        application = self._connection.execute("PRAGMA application_id").fetchone()[0]
        version = self._connection.execute("PRAGMA user_version").fetchone()[0]
        tables = self._connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
        if tables and application != _APPLICATION:
            what = "This is another program's database, and it was left alone."
            raise StoreError(what, where=str(self.path), remedy="Give -o another name, so that a new store is made.")
        if version > NEWEST:
            what = "A newer PolicyKit wrote this store."
            raise StoreError(what, where=str(self.path), remedy="Update PolicyKit, or give -o another name.")


def _of_school(one: School) -> tuple[str, ...]:
    given = json.dumps(one.given, ensure_ascii=False)
    return (one.key, one.name, one.urn, one.type, one.phase, one.contact, one.website, given)


def _school(row: tuple[str, ...]) -> School:
    key, name, urn, kind, phase, contact, website, given = row
    columns = tuple((title, value) for title, value in json.loads(given))
    return School(key, name, urn, kind, phase, contact, website, columns)


def content_of(made: Round) -> str:
    """Return the hash of all that stands in a round but its number."""
    head = [made.as_at.isoformat(), made.program, made.digest, made.notes]
    every = [head, *([*_of_school(one.school), one.result] for one in made.heads())]
    return hashlib.sha256(json.dumps(every).encode()).hexdigest()
