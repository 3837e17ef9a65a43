"""What comparing gives: the changes between two editions, for formats to show."""

from dataclasses import dataclass

from policykit.compare.entries import Entry
from policykit.model.document import Document
from policykit.report.json import Shape


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition: its JSON report and its document, None where only a stored report is to hand.

    `stored` is the path of the stored report it came from, "" where the document itself was given.
    """

    shape: Shape
    document: Document | None
    stored: str = ""

    @property
    def path(self) -> str:
        """The document's path as it was given, or as its stored report has it."""
        return str(self.shape["document"]["path"])

    @property
    def kind(self) -> str:
        """The kind of document it was taken for."""
        return str(self.shape["document"]["kind"])

    @property
    def digest(self) -> str:
        """The hash of the checklist that it was judged by."""
        return str(self.shape["checklist"]["digest"])


@dataclass(frozen=True, slots=True)
class Change:
    """One finding in both editions; `old` or `new` is None where that edition has no such finding.

    `unchanged` says that the verdict is the same and its words stand in both editions. `note` is a sentence on why the
    verdict moved where that is not plain, else "".
    """

    old: Entry | None
    new: Entry | None
    unchanged: bool = False
    note: str = ""

    @property
    def now(self) -> Entry:
        """The finding as it stands now, or as it stood where it has gone."""
        entry = self.new or self.old
        if entry is None:
            message = "a change without a finding"
            raise ValueError(message)
        return entry


@dataclass(frozen=True, slots=True)
class SectionChange:
    """One section that is not as it was: `change` is added, removed, renamed, names-and-dates, moved or edited.

    `gone` and `came` are the sentences of the section that the other edition does not hold anywhere.
    """

    change: str
    old: str
    new: str
    old_page: int | None
    new_page: int | None
    gone: tuple[str, ...] = ()
    came: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that moved between two editions.

    A requirement stands in one of `fixed`, `open`, `worse`, `new_findings`, `cannot_tell` and `still_met`, or in none where
    nobody asks for it. `by_checklist` holds what a change of checklist did, apart from what the school did. `notes` are
    sentences to say at the top. `sections` is None where the old document is not to hand.
    """

    old: Edition
    new: Edition
    fixed: tuple[Change, ...]
    open: tuple[Change, ...]
    worse: tuple[Change, ...]
    new_findings: tuple[Change, ...]
    cannot_tell: tuple[Change, ...]
    still_met: tuple[Change, ...]
    stale_gone: tuple[Entry, ...]
    stale_came: tuple[Entry, ...]
    stale_kept: tuple[Change, ...]
    by_checklist: tuple[Change, ...]
    sections: tuple[SectionChange, ...] | None
    nothing_changed: bool
    only_names_and_dates: bool
    notes: tuple[str, ...] = ()
