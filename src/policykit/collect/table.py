"""The record of a collection as a table for people: a row for each document, and for each school or address without one."""

import csv
import io
from collections.abc import Iterable, Iterator

from policykit.collected import Asked, CollectedSchool, Outcome
from policykit.report.csv import BOM, harmless

COLUMNS = (
    "School",
    "URN",
    "Outcome",
    "What was found",
    "What to do",
    "File",
    "Address",
    "Final address",
    "Found by way of",
    "Status",
    "Type",
    "Bytes",
    "SHA-256",
    "Asked at",
)
WORDS = {
    Outcome.COLLECTED: "collected",
    Outcome.NOTHING_FOUND: "nothing found",
    Outcome.NOT_COLLECTED: "could not be collected",
}


def to_csv(schools: Iterable[CollectedSchool]) -> str:
    """Return the table: commas, quotes where needed, and no cell that a spreadsheet would run."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for school in schools:
        for row in _rows(school):
            writer.writerow([harmless(cell) for cell in row])
    return BOM + out.getvalue()


def _rows(school: CollectedSchool) -> Iterator[tuple[str, ...]]:
    head = (school.name, school.urn)
    for one in school.documents:
        yield (*head, WORDS[Outcome.COLLECTED], "", "", *_asked(one))
    shown = [one for one in school.problems if not one.file]
    for one in shown:
        yield (*head, WORDS[Outcome.NOT_COLLECTED], one.why, one.remedy, *_asked(one))
    if not school.documents and not shown:
        blank = ("",) * 8
        yield (*head, WORDS[school.outcome], school.why, school.remedy, *blank, school.visited_at)


def _asked(one: Asked) -> tuple[str, ...]:
    status = str(one.status) if one.status else ""
    size = str(one.size) if one.size else ""
    way = " > ".join(("first page", *one.path))
    return (one.file, one.address, one.final, way, status, one.content_type, size, one.sha256, one.asked_at)
