"""The evidence of a round as a table for other programs: a row for each school and requirement, safe in a spreadsheet."""

import csv
import io
from collections.abc import Iterator
from datetime import date

from policykit.audit.own_columns import OWN, OwnNotes
from policykit.audit.rounds import Round
from policykit.audit.tables import Cell, evidence
from policykit.model.law import Checklist
from policykit.report.csv import BOM, harmless


def to_csv(found: Round, checklist: Checklist, notes: OwnNotes) -> Iterator[str]:
    """Give the sheet Evidence with the adviser's own columns behind it, a school at a time, as spreadsheets want their CSV."""
    table = evidence(checklist, notes)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(column.name for column in table.columns), *OWN])
    yield BOM
    for result in found.schools:
        for row in table.rows(result):
            hers = notes.of(table.name, row.key)
            values = [
                *(cell.value if isinstance(cell, Cell) else cell for cell in row.cells),
                *(hers.get(one) for one in OWN),
            ]
            writer.writerow([_text(value) for value in values])
        yield out.getvalue()
        out.seek(0)
        out.truncate()
    yield out.getvalue()


def _text(value: str | float | bool | date | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else harmless(str(value))
