"""The evidence of a round as a table for other programs: a row for each school and requirement, safe in a spreadsheet."""

import csv
import io
from datetime import date

from policykit.audit.own_columns import OWN, OwnNotes
from policykit.audit.rounds import Round
from policykit.audit.tables import Cell, evidence
from policykit.model.law import Checklist
from policykit.report.csv import BOM, harmless


def to_csv(found: Round, checklist: Checklist, notes: OwnNotes) -> str:
    """Return the sheet Evidence with the adviser's own columns behind it, as spreadsheets want their CSV."""
    table = evidence(found, checklist, notes)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*(column.name for column in table.columns), *OWN])
    for row in table.rows:
        hers = notes.of(table.name, row.key)
        values = [
            *(cell.value if isinstance(cell, Cell) else cell for cell in row.cells),
            *(hers.get(one) for one in OWN),
        ]
        writer.writerow([_text(value) for value in values])
    return BOM + out.getvalue()


def _text(value: str | float | bool | date | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else harmless(str(value))
