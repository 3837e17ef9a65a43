"""Two editions held against each other."""

from collections.abc import Iterable, Iterator

from policykit.compare.alike import paired
from policykit.compare.changes import Change, Comparison, Edition
from policykit.compare.entries import REQUIREMENT, Entry, entries_of, stale_of
from policykit.compare.moves import only_names_and_dates, same_words
from policykit.compare.notes import notes_on
from policykit.compare.sections import changed_sections
from policykit.compare.sorting import JUDGED_AGAIN, Sorted

_Pair = tuple[Entry | None, Entry | None]


def compare(old: Edition, new: Edition, stored: Edition | None = None) -> Comparison:
    """Return what changed from the old edition to the new one.

    `stored` is an earlier report on the old edition where there is one: what it says otherwise than `old` was changed by
    the checklist, the program or the day, and is listed apart.
    """
    lists = Sorted(old, new)
    before, after = (entries_of(edition.shape, edition.document) for edition in (old, new))
    for one, other in _requirements(before, after):
        lists.requirement(one, other)
    for one, other in paired(_others(before), _others(after)):
        lists.other(one, other)
    stale = list(paired(stale_of(old.shape, old.document), stale_of(new.shape, new.document)))
    if stored is not None:
        lists.by_checklist.extend(_judged_otherwise(stored, old))
    moved = [*lists.fixed, *lists.worse, *lists.new_findings, *lists.cannot_tell]
    moved_stale = [pair for pair in stale if None in pair]
    same = sections = None
    if old.document and new.document:
        same = same_words(old.document, new.document)
        sections = changed_sections(old.document, new.document)
    return Comparison(
        old=old,
        new=new,
        fixed=tuple(lists.fixed),
        open=tuple(lists.open),
        worse=tuple(lists.worse),
        new_findings=tuple(lists.new_findings),
        cannot_tell=tuple(lists.cannot_tell),
        still_met=tuple(lists.still_met),
        stale_gone=tuple(one for one, other in stale if one and not other),
        stale_came=tuple(other for one, other in stale if other and not one),
        stale_kept=tuple(Change(one, other, _same_words(one, other)) for one, other in stale if one and other),
        by_checklist=tuple(lists.by_checklist),
        sections=sections,
        nothing_changed=bool(same) and not moved and not moved_stale,
        only_names_and_dates=bool(
            old.document and new.document and not same and only_names_and_dates(old.document, new.document)
        ),
        notes=tuple(notes_on(old, new, stored)),
    )


def _others(entries: Iterable[Entry]) -> list[Entry]:
    return [entry for entry in entries if entry.kind != REQUIREMENT]


def _same_words(one: Entry, other: Entry) -> bool:
    return [words.key for words in one.quotes] == [words.key for words in other.quotes]


def _requirements(old: Iterable[Entry], new: Iterable[Entry]) -> Iterator[_Pair]:
    before = {entry.id: entry for entry in old if entry.kind == REQUIREMENT}
    for entry in new:
        if entry.kind == REQUIREMENT:
            yield before.pop(entry.id, None), entry
    yield from ((entry, None) for entry in before.values())


def _judged_otherwise(stored: Edition, old: Edition) -> Iterator[Change]:
    """Return where an earlier report and today's differ, though the document is the same one."""
    for one, other in _requirements(entries_of(stored.shape, None), entries_of(old.shape, old.document)):
        if one is None or other is None or one.status != other.status:
            yield Change(one, other, note=JUDGED_AGAIN)
    for one, other in paired(stale_of(stored.shape, None), stale_of(old.shape, old.document)):
        if one is None or other is None:
            yield Change(one, other, note=JUDGED_AGAIN)
