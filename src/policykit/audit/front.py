"""The first sheet of a workbook, line by line: what the round comes to, and how it was come by."""

from collections.abc import Iterator
from dataclasses import dataclass

from policykit.audit.added import Added
from policykit.audit.collection import is_address
from policykit.audit.own_columns import OwnNotes, Value
from policykit.audit.rounds import Role, Round, judged_of
from policykit.audit.summary import Summary
from policykit.counting import many
from policykit.model.force import from_memory
from policykit.model.law import Checklist
from policykit.report import wording

NO_RANKING = (
    "No school is ranked and no score is given. Whoever asks for this file may get it, and a table of marks would be "
    "read as what it is not."
)
COUNTED = frozenset(
    (
        "Found",
        "In part",
        "Not found",
        "Not sure",
        "Cannot tell",
        "Found in the report alone",
        "Your rating",
        "Schools",
        "Places",
    )
)
"""The headings over counts."""
_REASONS, _CONTACT = 78, 34
"""Characters of a line in these columns of the sheet."""
UNSURE_LEFT_OUT = "Schools that we are not sure of, and those whose pages could not be read, are counted apart and in no other column."


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the first sheet: `look` is title, heading, head, row or text; `to` the row of a sheet it leads to.

    The cell of column `wide` (from 0), the last one, runs on to the sheet's width; `height` in points, 0 for one line.
    """

    look: str
    cells: tuple[Value | None, ...]
    to: tuple[str, str] | None = None
    wide: int | None = None
    height: float = 0


def _sentence(words: str, height: float = 0) -> Line:
    lines = -(-len(words) // 150)
    return Line("text", (words,), wide=0, height=height or (14 * lines if lines > 1 else 0))


def _heading(words: str) -> Iterator[Line]:
    yield Line("text", ())
    yield Line("heading", (words, *[None] * 8), height=20)


def front(found: Round, checklist: Checklist, notes: OwnNotes, told: Summary, added: Added = ()) -> tuple[Line, ...]:
    """Return the lines of the sheet Summary: `told` is what the round comes to."""
    return (
        *_opening(found, checklist, notes),
        *_must_haves(told),
        *_gaps(told),
        *_stale(told),
        *_contacts(told),
        *(line for one in added for line in (*_heading(one.title), *map(_sentence, one.sentences))),
    )


IN_SHEET = "the sheet Not read"
"""Where a workbook tells what was not read."""


def opening_sentences(
    found: Round, checklist: Checklist, notes: OwnNotes, unread_in: str = IN_SHEET
) -> tuple[str, ...]:
    """Return what was read, by which law, what it is not, and what else has to be said first.

    `unread_in` names the place that tells what was not read.
    """
    judged = files = broken = gone = 0
    for _, documents in found.documents():
        judged += judged_of(documents) is not None
        for one in documents:
            is_file, is_unread = not is_address(one), one.role is Role.NOT_READ
            files += is_file
            broken += is_file and is_unread
            gone += is_unread and not is_file
    read = (
        f"{many(broken, 'document')} could not be read ({unread_in} says why)."
        if broken
        else "Every document could be read."
    )
    if gone:
        addresses = "one web address" if gone == 1 else f"{gone:,} web addresses"
        read += f" From {addresses} no document could be collected ({unread_in} says why)."
    counted = f"{many(len(found.schools), 'school')}, {many(files, 'document')}."
    checked = f"as last compared with its sources on {wording.day_in_words(found.law_checked_on)}"
    return (
        f"{counted} {many(judged, 'school')} had a document that could be judged. {read}",
        f"The law of {wording.day_in_words(found.as_at)}, {checked} (checklist {found.checklist}, PolicyKit {found.program}).",
        *_from_memory(found, checklist),
        wording.SCOPE,
        NO_RANKING,
        *found.notes,
        *notes.not_understood(),
    )


def _from_memory(found: Round, checklist: Checklist) -> Iterator[str]:
    """Give the sentence on the requirements whose law nobody has compared with its text yet."""
    if ids := from_memory(checklist, found.as_at):
        yield f"{wording.MEMORY_HEADING}: {', '.join(ids)}."


def _opening(found: Round, checklist: Checklist, notes: OwnNotes) -> Iterator[Line]:
    yield Line("title", ("What these schools' SEN documents say",), height=28)
    yield from map(_sentence, opening_sentences(found, checklist, notes))


def without_report_words(told: Summary) -> str:
    """Return who is counted, and how many are not since we had no report of theirs."""
    counted = "Only schools whose report we had, and whose report the law requires to say it, are counted."
    without = len(told.without_report)
    return f"{counted} From {many(without, 'school')} we had another document and no report." if without else counted


def _must_haves(told: Summary) -> Iterator[Line]:
    yield from _heading("How many say what the law requires a SEN information report to say")
    yield _sentence(f"{UNSURE_LEFT_OUT} {without_report_words(told)}")
    yield Line(
        "head",
        (
            "Requirement",
            "Id",
            "Found",
            "In part",
            "Not found",
            "Not sure",
            "Cannot tell",
            "Found in the report alone",
            "Your rating",
        ),
        height=42,
    )
    for one in told.must_haves:
        numbers = (one.met, one.partial, one.missing, one.unsure, one.cannot_tell, one.alone, one.hers)
        yield Line("row", (one.requirement.title, one.requirement.id, *numbers))


def _gaps(told: Summary) -> Iterator[Line]:
    yield from _heading("The ten commonest gaps")
    if not told.gaps:
        yield _sentence("There is none that we are sure of.")
        return
    yield Line("head", ("Requirement", "Id", "Schools"))
    for gap in told.gaps:
        yield Line("row", (gap.requirement.title, gap.requirement.id, len(gap.schools)))


def _stale(told: Summary) -> Iterator[Line]:
    yield from _heading("The commonest out-of-date references")
    if not told.stale:
        yield _sentence("There is none.")
        return
    yield Line("head", ("As one document has it, and what to write", "Schools", "Places"))
    for one in told.stale:
        instead = f"{' →' if one.fits else ':'} {one.replacement}" if one.replacement else ""
        words = f"“{one.words}”{instead}"
        yield Line("row", (words, one.schools, one.places), height=14 * max(1, -(-len(words) // 55)))


def _contacts(told: Summary) -> Iterator[Line]:
    yield from _heading("Schools to speak to first, and why (by name, in no other order)")
    if not told.contacts:
        yield _sentence("There is no school with a plain reason to be spoken to first.")
        return
    yield Line("head", ("School", "Contact", "URN", "Why"), wide=3)
    for one in told.contacts:
        school = one.school
        reasons = " ".join(one.reasons)
        to = ("Matrix", school.key)
        lines = max(-(-len(reasons) // _REASONS), -(-len(school.contact) // _CONTACT))
        cells = (school.name, school.contact or None, school.urn or None, reasons)
        yield Line("row", cells, to=to, wide=3, height=14 * lines if lines > 1 else 0)
