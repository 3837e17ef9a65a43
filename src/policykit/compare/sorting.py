"""Each finding of two editions put where it belongs: fixed, open, worse, new."""

from dataclasses import dataclass, field

from policykit.compare.alike import Text, same_quote
from policykit.compare.changes import Change, Edition
from policykit.compare.entries import Entry, Words

_RANK = {"missing": 0, "partial": 1, "met": 2}
_TO_DO = ("missing", "partial")
AROUND = "The words stand in both editions; what stands around them is what changed."
BY_CHECKLIST = "The words stand in both editions; the checklist asks otherwise now."
JUDGED_AGAIN = (
    "The same document, judged otherwise than in the stored report: the checklist, the program or the day differs."
)
ONE_CHECKLIST = "Only one of the two checklists asks for this."


@dataclass(slots=True)
class Sorted:
    """Two editions, and the lists that their findings are put into."""

    old: Edition
    new: Edition
    fixed: list[Change] = field(default_factory=list)
    open: list[Change] = field(default_factory=list)
    worse: list[Change] = field(default_factory=list)
    new_findings: list[Change] = field(default_factory=list)
    cannot_tell: list[Change] = field(default_factory=list)
    still_met: list[Change] = field(default_factory=list)
    by_checklist: list[Change] = field(default_factory=list)
    _old_text: Text | None = None
    _new_text: Text | None = None

    def __post_init__(self) -> None:
        """Make both texts searchable, where they are to hand."""
        self._old_text = Text(self.old.document) if self.old.document else None
        self._new_text = Text(self.new.document) if self.new.document else None

    def requirement(self, old: Entry | None, new: Entry | None) -> None:
        """Put one requirement where it belongs; None where that edition's checklist has no such requirement."""
        if old is None or new is None:
            self.by_checklist.append(Change(old, new, note=ONE_CHECKLIST))
            return
        change = Change(old, new, self._is_unchanged(old, new), self._note(old, new))
        statuses = {old.status, new.status}
        if old.status == new.status:
            if new.status in _TO_DO and "no" not in {old.counts, new.counts}:
                self.open.append(change)
            elif new.status == "met":
                self.still_met.append(change)
        elif change.note == BY_CHECKLIST:
            self.by_checklist.append(change)
        elif statuses <= _RANK.keys():
            self._moved(change, old, new)
        elif "cannot-tell" in statuses:
            self.cannot_tell.append(change)
        elif new.status in _TO_DO and new.counts != "no":
            self.new_findings.append(change)

    def _moved(self, change: Change, old: Entry, new: Entry) -> None:
        if _RANK[new.status] < _RANK[old.status]:
            self.worse.append(change)
        elif new.status == "met":
            self.fixed.append(change)
        elif "no" not in {old.counts, new.counts}:
            self.open.append(change)

    def other(self, old: Entry | None, new: Entry | None) -> None:
        """Put a wrong claim, a passed date or a leftover where it belongs."""
        same = old is not None and new is not None and [w.key for w in old.quotes] == [w.key for w in new.quotes]
        change = Change(old, new, same)
        (self.fixed if new is None else self.new_findings if old is None else self.open).append(change)

    def _is_unchanged(self, old: Entry, new: Entry) -> bool:
        return old.status == new.status and all(_stands(words, new, self._new_text) for words in old.quotes)

    def _note(self, old: Entry, new: Entry) -> str:
        """Return why the verdict moved where every word it rested on, or rests on, stands in both editions."""
        if old.status == new.status or not {old.status, new.status} <= _RANK.keys():
            return ""
        fell = _RANK[new.status] < _RANK[old.status]
        quotes, other, text = (old.quotes, new, self._new_text) if fell else (new.quotes, old, self._old_text)
        if not quotes or not all(_stands(words, other, text) for words in quotes):
            return ""
        return BY_CHECKLIST if self.old.digest != self.new.digest else AROUND


def _stands(words: Words, other: Entry, text: Text | None) -> bool:
    return any(same_quote(words, one) for one in other.quotes) or (text is not None and text.holds(words))
