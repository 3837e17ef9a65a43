"""The sheets of a round as tables for other programs, one a file, safe in a spreadsheet."""

import csv
import io
from collections.abc import Iterable, Iterator
from datetime import date

from policykit.audit.added import Added
from policykit.audit.front import opening_sentences
from policykit.audit.own_columns import OWN, OwnNotes, Value
from policykit.audit.rounds import Round
from policykit.audit.summary import summary
from policykit.audit.tables import Cell, tables
from policykit.model.law import Checklist
from policykit.report.csv import BOM, harmless

SUMMARY = "Summary"
_COUNTS = (
    ("found", "met"),
    ("in part", "partial"),
    ("not found", "missing"),
    ("not sure", "unsure"),
    ("cannot tell", "cannot_tell"),
    ("found in the report alone", "alone"),
    ("your rating", "hers"),
)

_Line = Iterable[Value | None]


def to_csv(found: Round, checklist: Checklist, notes: OwnNotes, sheet: str) -> Iterator[str]:
    """Give the sheet of that name with the adviser's own columns behind it, a school at a time."""
    table = next(table for table in tables(checklist, notes) if table.name == sheet)
    own = (*OWN, *notes.columns.get(table.name, ())) if table.own else ()
    lines: list[_Line] = [[*(column.name for column in table.columns), *own]]
    yield BOM
    for result in found.schools:
        for row in table.rows(result):
            hers = notes.of(table.name, row.key)
            ours = (cell.value if isinstance(cell, Cell) else cell for cell in row.cells)
            lines.append([*ours, *(hers.get(one) for one in own)])
        yield _text(lines)
        lines = []
    yield _text(lines)


def summary_to_csv(found: Round, checklist: Checklist, notes: OwnNotes, added: Added) -> Iterator[str]:
    """Give the sheet Summary as a fact a line: under which heading, of what, by which name, and what it comes to."""
    told = summary(found, checklist, notes)
    lines: list[_Line] = [("Heading", "Id", "What", "Fact", "Value")]
    lines += [("This audit", None, None, "sentence", words) for words in opening_sentences(found, checklist, notes)]
    for tally in told.must_haves:
        about = ("What the law requires", tally.requirement.id, tally.requirement.title)
        lines += [(*about, words, getattr(tally, name)) for words, name in _COUNTS]
    lines += [
        ("Commonest gaps", gap.requirement.id, gap.requirement.title, "schools", len(gap.schools)) for gap in told.gaps
    ]
    for stale in told.stale:
        about = ("Commonest out-of-date references", stale.group, stale.words)
        lines += [(*about, "schools", stale.schools), (*about, "places", stale.places)]
        lines.append((*about, "write instead" if stale.fits else "to rewrite yourself", stale.replacement))
    for contact in told.contacts:
        about = ("Speak to first", contact.school.urn, contact.school.name)
        lines += [(*about, "why", reason) for reason in contact.reasons]
    lines += [(one.title, None, None, "sentence", words) for one in added for words in one.sentences]
    yield BOM
    yield _text(lines)


def _text(lines: Iterable[_Line]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([_plain(value) for value in line] for line in lines)
    return out.getvalue()


def _plain(value: Value | None) -> str:
    if value is None:
        return ""
    return value.isoformat() if isinstance(value, date) else harmless(str(value))
