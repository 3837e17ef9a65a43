"""The workbook of a round, written over the one of the last run with everything the adviser wrote in it kept."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from policykit import files
from policykit.audit.front import front
from policykit.audit.own_columns import OwnNotes, read_notes
from policykit.audit.rounds import Round
from policykit.audit.tables import Table, tables
from policykit.audit.workbook import to_workbook
from policykit.model.law import Checklist


def notes_in(path: Path, found: Round, checklist: Checklist, added: Sequence[Table] = ()) -> OwnNotes:
    """Return what the adviser wrote in the workbook of the last run; raises StoreError where it cannot be read."""
    ours = (*tables(replace(found, schools=()), checklist, OwnNotes()), *added)
    headings = {table.name: [column.name for column in table.columns] for table in ours if table.own}
    unkeyed = ["Summary", *(table.name for table in ours if not table.own)]
    return read_notes(path, headings, unkeyed)


def write_workbook(
    path: Path, found: Round, checklist: Checklist, notes: OwnNotes, added: Sequence[Table] = ()
) -> None:
    """Write the workbook in one move; `added` are further sheets. Raises StoreError, and then the old one stands."""
    sheets = (*tables(found, checklist, notes), *added)
    files.replace(path, to_workbook(front(found, checklist, notes), sheets, notes, found.as_at))
