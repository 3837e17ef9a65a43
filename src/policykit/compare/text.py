"""A comparison for a person at a screen."""

from collections import Counter
from collections.abc import Iterator, Sequence

from policykit.compare import wordings
from policykit.compare.changes import Change, Comparison
from policykit.compare.entries import Entry
from policykit.report import wording
from policykit.report.lines import BLANK, Line, Look, heading
from policykit.report.lines import plain as plain_lines

_SHOWN_SENTENCES = 3
_LONGEST = 160


def to_text(found: Comparison) -> str:
    """Return the whole comparison as plain text, 100 characters wide."""
    return plain_lines(to_lines(found))


def to_lines(found: Comparison) -> tuple[Line, ...]:
    """Return the whole comparison as lines, what needs somebody first."""
    return (
        *_top(found),
        *_changes("worse", found.worse),
        *_changes("new_findings", found.new_findings),
        *_stale("came", found.stale_came),
        *_changes("fixed", found.fixed),
        *_stale("gone", found.stale_gone),
        *_changes("open", found.open),
        *_kept(found),
        *_changes("cannot_tell", found.cannot_tell),
        *_changes("by_checklist", found.by_checklist),
        *_sections(found),
        BLANK,
        Line(wording.SCOPE, Look.QUIET),
    )


def _top(found: Comparison) -> Iterator[Line]:
    yield Line("What changed from one edition to the next", Look.TITLE)
    yield Line(f"Old: {wordings.edition_words(found.old)}")
    yield Line(f"New: {wordings.edition_words(found.new)}")
    for note in found.notes:
        yield Line(note, Look.ITEM)
    yield BLANK
    if found.nothing_changed:
        yield Line(wordings.NOTHING, Look.ITEM)
    elif found.only_names_and_dates:
        yield Line(wordings.NAMES_AND_DATES, Look.ITEM)
    yield Line(wordings.summary(found))


def _changes(name: str, changes: Sequence[Change]) -> Iterator[Line]:
    if not changes:
        return
    yield from heading(wordings.HEADINGS[name])
    for change in changes:
        yield from _change(name, change)


def _change(name: str, change: Change) -> Iterator[Line]:
    now = change.now
    yield Line(f"{now.title}  [{now.id}]", Look.ITEM, mark="- ")
    moved = f"{wordings.moved_words(change)} {change.note}".strip()
    if moved:
        yield Line(moved, indent=2)
    if change.old and name in {"worse", "fixed"} and change.old.quotes:
        yield Line(f"In the old edition: {wordings.quoted(change.old)}", indent=2)
    if change.new and change.new.quotes:
        yield Line(f"In the new edition: {wordings.quoted(change.new)}", indent=2)
    if change.new and name != "fixed":
        yield from _to_do(change.new)


def _to_do(entry: Entry) -> Iterator[Line]:
    if entry.told:
        yield Line(entry.told, indent=2)
    if entry.accepted:
        yield Line(f"Accepted: {entry.accepted}", indent=2)
    elif entry.remedy:
        yield Line(f"To write: {entry.remedy}", indent=2)
    if wordings.asked(entry):
        yield Line(wordings.asked(entry), Look.QUIET, indent=2)


def _stale(name: str, entries: Sequence[Entry]) -> Iterator[Line]:
    if not entries:
        return
    yield from heading(wordings.HEADINGS[name])
    for entry in entries:
        yield Line(f"{wordings.quoted(entry)}  [{entry.id}]", Look.ITEM, mark="- ")
        if name == "came":
            yield from _to_do(entry)


def _kept(found: Comparison) -> Iterator[Line]:
    if not found.stale_kept:
        return
    yield from heading(wordings.HEADINGS["kept"])
    ids = Counter(change.now.id for change in found.stale_kept)
    spelt = {change.now.id: change.now.title for change in reversed(found.stale_kept)}
    for name, count in ids.items():
        yield Line(f"“{spelt[name]}”, {wording.times(count)}  [{name}]", mark="- ")


def _sections(found: Comparison) -> Iterator[Line]:
    if not found.sections:
        return
    yield from heading(wordings.HEADINGS["sections"])
    for one in found.sections:
        yield Line(wordings.section_words(one), mark="- ")
        for mark, sentences in (("+ ", one.came), ("- ", one.gone)):
            for sentence in sentences[:_SHOWN_SENTENCES]:
                yield Line(wording.shorten(sentence, _LONGEST), Look.QUIET, indent=4, mark=mark)
            if len(sentences) > _SHOWN_SENTENCES:
                yield Line(f"and {len(sentences) - _SHOWN_SENTENCES} more", Look.QUIET, indent=6)
