"""What an adviser wrote in the workbook of the last run, told from the columns that the program writes there itself."""

from pathlib import Path

from policykit.audit.own_columns import OwnNotes, read_notes
from policykit.audit.tables import tables
from policykit.model.law import Checklist


def notes_in(path: Path, checklist: Checklist) -> OwnNotes:
    """Return what the adviser wrote in the workbook of the last run; raises StoreError where it cannot be read."""
    ours = tables(checklist, OwnNotes())
    headings = {table.name: [column.name for column in table.columns] for table in ours if table.own}
    unkeyed = ["Summary", *(table.name for table in ours if not table.own)]
    return read_notes(path, headings, unkeyed)
