"""A school's result to the rows of the store and back: the same result comes out that went in."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from datetime import date
from itertools import groupby
from typing import Any

from policykit.audit.rounds import (
    Alone,
    DateFound,
    Passage,
    Problem,
    Role,
    School,
    SchoolDocument,
    SchoolFinding,
    SchoolResult,
    Slip,
    StaleReference,
)
from policykit.model.finding import Counts, Severity, Status
from policykit.model.law import Duty, Publish

Row = Sequence[Any]
_Quotes = dict[tuple[str, int], list[Passage]]

# A thousand schools have fifty thousand findings: looking a word up takes a third of the time of asking the enumeration.
_STATUS = {one.value: one for one in Status}
_COUNTS = {one.value: one for one in Counts}
_DUTY = {one.value: one for one in Duty}
_PUBLISH = {one.value: one for one in Publish}


def insert(store: sqlite3.Connection, result: SchoolResult) -> int:
    """Add a result and return its number; one that is there already, by its key, stays as it is."""
    found = store.execute("SELECT id FROM result WHERE key = ?", (result.result,)).fetchone()
    if found:
        return int(found[0])
    head = (result.result, result.type, result.phase, result.kind)
    number = store.execute("INSERT INTO result (key, type, phase, kind) VALUES (?, ?, ?, ?)", head).lastrowid
    if number is None:
        message = "SQLite gave a new row no number"
        raise RuntimeError(message)
    for table, rows in _tables(result):
        every = [(number, *row) for row in rows]
        if every:
            marks = ", ".join("?" * len(every[0]))
            store.executemany(f"INSERT INTO {table} VALUES ({marks})", every)  # noqa: S608 - the names are our own
    return number


def _tables(result: SchoolResult) -> Iterator[tuple[str, list[Row]]]:
    yield "document", [_of_document(place, one) for place, one in enumerate(result.documents)]
    yield "finding", [_of_finding(place, one) for place, one in enumerate(result.findings)]
    yield (
        "stale",
        [
            (place, one.id, one.group, one.severity.value, one.replacement, _iso(one.since), one.message, int(one.fits))
            for place, one in enumerate(result.stale)
        ],
    )
    yield (
        "date",
        [(place, one.kind, _iso(one.day), int(one.passed), one.message) for place, one in enumerate(result.dates)],
    )
    yield "slip", [(place, one.kind, one.id, one.message, one.remedy) for place, one in enumerate(result.slips)]
    yield "quote", list(_of_quotes(result))


def _of_document(place: int, one: SchoolDocument) -> Row:
    return (
        place,
        one.path,
        one.sha256,
        one.role.value,
        one.role_why,
        one.format,
        one.kind,
        one.title,
        one.school,
        one.pages,
        one.words,
        one.ocr_pages,
        _iso(one.last_review),
        _iso(one.next_review),
        _json(one.sencos),
        _json(one.contacts),
        _json([asdict(problem) for problem in one.problems]),
    )


def _of_finding(place: int, one: SchoolFinding) -> Row:
    return (
        place,
        one.id,
        one.status.value,
        int(one.sure),
        one.counts.value,
        one.duty.value,
        one.publish.value,
        int(one.further),
        one.reason,
        _json(one.lacking),
        _json(asdict(one.nearest)) if one.nearest else None,
        one.nearest_why,
        one.alone.status.value,
        int(one.alone.sure),
        one.alone.counts.value,
        one.alone.reason,
    )


def _of_quotes(result: SchoolResult) -> Iterator[Row]:
    owners: list[tuple[str, int, Iterable[Passage]]] = [
        *(("finding", place, one.quotes) for place, one in enumerate(result.findings)),
        *(("stale", place, (one.quote,)) for place, one in enumerate(result.stale)),
        *(("date", place, (one.quote,)) for place, one in enumerate(result.dates)),
        *(("slip", place, (one.quote,)) for place, one in enumerate(result.slips)),
    ]
    for of, owner, quotes in owners:
        for place, one in enumerate(quotes):
            yield of, owner, place, one.text, one.path, one.page, one.section, one.element, int(one.ocr)


def result_of(store: sqlite3.Connection, number: int, school: School) -> SchoolResult:
    """Return a kept result as that school's."""
    key, kind_of_school, phase, kind = store.execute(
        "SELECT key, type, phase, kind FROM result WHERE id = ?", (number,)
    ).fetchone()
    quotes: _Quotes = {}
    for (of, owner), rows in groupby(_all(store, "quote", number, "of, owner, place"), lambda row: (row[1], row[2])):
        quotes[of, owner] = [Passage(row[4], row[5], row[6], row[7], row[8], bool(row[9])) for row in rows]
    return SchoolResult(
        school=school,
        documents=documents_of(store, number),
        findings=tuple(_finding(row, quotes) for row in _all(store, "finding", number)),
        stale=tuple(_stale(row, quotes["stale", row[1]][0]) for row in _all(store, "stale", number)),
        dates=tuple(
            DateFound(row[2], date.fromisoformat(row[3]), bool(row[4]), quotes["date", row[1]][0], row[5])
            for row in _all(store, "date", number)
        ),
        slips=tuple(
            Slip(row[2], row[3], quotes["slip", row[1]][0], row[4], row[5]) for row in _all(store, "slip", number)
        ),
        type=kind_of_school,
        phase=phase,
        kind=kind,
        result=key,
    )


def documents_of(store: sqlite3.Connection, number: int) -> tuple[SchoolDocument, ...]:
    """Return the documents of a kept result."""
    return tuple(map(_document, _all(store, "document", number)))


def _all(store: sqlite3.Connection, table: str, number: int, order: str = "place") -> Iterator[Row]:
    yield from store.execute(f"SELECT * FROM {table} WHERE result = ? ORDER BY {order}", (number,))  # noqa: S608


def _document(row: Row) -> SchoolDocument:
    return SchoolDocument(
        path=row[2],
        sha256=row[3],
        role=Role(row[4]),
        role_why=row[5],
        format=row[6],
        kind=row[7],
        title=row[8],
        school=row[9],
        pages=row[10],
        words=row[11],
        ocr_pages=row[12],
        last_review=_day(row[13]),
        next_review=_day(row[14]),
        sencos=_told(row[15]),
        contacts=_told(row[16]),
        problems=tuple(Problem(**problem) for problem in json.loads(row[17])),
    )


def _stale(row: Row, quote: Passage) -> StaleReference:
    _, _, name, group, severity, replacement, since, message, fits = row
    return StaleReference(name, group, Severity(severity), quote, replacement, _day(since), message, bool(fits))


def _finding(row: Row, quotes: _Quotes) -> SchoolFinding:
    return SchoolFinding(
        id=row[2],
        status=_STATUS[row[3]],
        sure=bool(row[4]),
        counts=_COUNTS[row[5]],
        duty=_DUTY[row[6]],
        publish=_PUBLISH[row[7]],
        further=bool(row[8]),
        reason=row[9],
        lacking=_told(row[10]),
        nearest=Passage(**json.loads(row[11])) if row[11] else None,
        nearest_why=row[12],
        alone=Alone(_STATUS[row[13]], bool(row[14]), _COUNTS[row[15]], row[16]),
        quotes=tuple(quotes.get(("finding", row[1]), ())),
    )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _told(text: str) -> tuple[str, ...]:
    return () if text == "[]" else tuple(json.loads(text))


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
