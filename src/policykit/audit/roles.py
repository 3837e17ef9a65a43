"""A school's files side by side: which one it is judged by, which are read beside it, and which are editions or copies."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from policykit.audit.reading import Facts, likeness
from policykit.audit.rounds import Role, SchoolDocument

_JUDGED = ("information-report", "combined", "policy", "prospectus", "fragment")
_ALIKE = 0.3
"""Two editions of one document share about half of their runs of words; two documents of one school far fewer."""
_KINDS = {
    "information-report": "SEN information report",
    "combined": "policy and report in one",
    "policy": "SEN policy",
    "accessibility-plan": "accessibility plan",
    "prospectus": "prospectus",
    "fragment": "part of a document",
}
_FOR_CHECK = " If it should be, say what it is with --kind."
"""The end of the sentence for one document checked by itself: an audit has no such option."""
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class File:
    """One file of a school: its path from the audited folder, and what was read of it; `is_read` is False for nothing."""

    path: str
    sha256: str
    facts: Facts
    is_read: bool


def with_roles(files: Iterable[File]) -> tuple[SchoolDocument, ...]:
    """Return a school's documents with the part that each plays, in the order of their paths."""
    files = sorted(files, key=lambda file: file.path)
    roles = {file.path: _by_itself(file) for file in files}
    usable = [file for file in files if roles[file.path] is None]
    roles.update(_copies(usable))
    usable = [file for file in usable if roles[file.path] is None]
    roles.update(_older(usable))
    usable = [file for file in usable if roles[file.path] is None]
    roles.update(_judged(usable))
    return tuple(_document(file, *(roles[file.path] or (Role.COMPANION, ""))) for file in files)


_Told = tuple[Role, str] | None


def _by_itself(file: File) -> _Told:
    facts = file.facts
    if not file.is_read:
        return Role.NOT_READ, facts.problems[0].what if facts.problems else ""
    if not facts.words:
        return Role.NOT_READ, "it holds no readable word"
    if facts.foreign or facts.kind == "other":
        why = facts.foreign.removesuffix(_FOR_CHECK) or "It is no document on special educational needs."
        return Role.SET_ASIDE, why
    return None


def _copies(files: Sequence[File]) -> dict[str, _Told]:
    first: dict[str, str] = {}
    told: dict[str, _Told] = {}
    for file in files:
        before = first.setdefault(file.facts.same, file.path)
        if before != file.path:
            told[file.path] = (Role.SAME, f"It has the same words as {before}.")
    return told


def _older(files: Sequence[File]) -> dict[str, _Told]:
    """Tell the older editions: of one kind, alike in words, and not the newest by date, name or time of saving."""
    told: dict[str, _Told] = {}
    newest_first = sorted(files, key=_age, reverse=True)
    for at, file in enumerate(newest_first):
        for newer in newest_first[:at]:
            if newer.path in told or newer.facts.kind != file.facts.kind:
                continue
            if likeness(newer.facts, file.facts) >= _ALIKE:
                told[file.path] = (
                    Role.OLDER,
                    f"It looks like an older edition of {newer.path}{_because(newer, file)}.",
                )
                break
    return told


def _age(file: File) -> tuple[str, str, int, str, str]:
    facts = file.facts
    years = [int(year) for year in _YEAR.findall(file.path)]
    return (facts.last_review, facts.next_review, max(years, default=0), facts.modified, file.path)


def _because(newer: File, older: File) -> str:
    new, old = newer.facts, older.facts
    if new.last_review != old.last_review:
        return " (by its date of review)"
    if new.next_review != old.next_review:
        return " (by the date of its next review)"
    return "" if _age(newer)[:4] != _age(older)[:4] else " (nothing but its name tells them apart)"


def _judged(files: Sequence[File]) -> dict[str, _Told]:
    ranked = sorted(
        (file for file in files if file.facts.kind in _JUDGED),
        key=lambda file: (_JUDGED.index(file.facts.kind), -file.facts.words, file.path),
    )
    if not ranked:
        why = "There is no SEN report or policy to read it beside."
        return {file.path: (Role.SET_ASIDE, why) for file in files}
    chosen = ranked[0]
    told: dict[str, _Told] = {chosen.path: (Role.JUDGED, "")}
    for file in files:
        if file is not chosen:
            kind = _KINDS.get(file.facts.kind, "document")
            told[file.path] = (Role.COMPANION, f"It is the school's {kind}, read beside {chosen.path}.")
    return told


def _document(file: File, role: Role, why: str) -> SchoolDocument:
    facts: Facts = file.facts
    return SchoolDocument(
        path=file.path,
        sha256=file.sha256,
        role=role,
        role_why=why,
        format=facts.format,
        kind=facts.kind,
        title=facts.title,
        school=facts.school,
        pages=facts.pages,
        words=facts.words,
        ocr_pages=facts.ocr_pages,
        last_review=_day(facts.last_review),
        next_review=_day(facts.next_review),
        sencos=facts.sencos,
        contacts=facts.contacts,
        problems=facts.problems,
    )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
