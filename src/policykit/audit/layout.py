"""Which files belong to which school: told from folders, names and the register, and shown before anything is read."""

import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from policykit.audit.collection import collected_in, not_collected, with_collected
from policykit.audit.folder import inside
from policykit.audit.register import Row
from policykit.audit.roles import File
from policykit.audit.rounds import School
from policykit.audit.schools import is_of_documents, key_of, name_in_file, telling_words, words_of
from policykit.collected import OWN_NAMES
from policykit.errors import StoreError
from policykit.report.wording import listed

MOST_IN_A_SCHOOL = 12
"""A folder with more documents than this, side by side, is taken for a heap of many schools' files."""
_URN = re.compile(r"(?<!\d)\d{6}(?!\d)")
_A_THIRD = 3
_NAMED = 12


@dataclass(frozen=True, slots=True)
class Planned:
    """A school and its files; `why` says in a clause how they were told to be its own."""

    school: School
    files: tuple[Path, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """What an audit will read: the schools, and the `loose` files whose school only their own words may tell.

    `passed_over` are files that are no documents; `notes` are sentences for people. `rows` are the register's schools
    that no file was found for yet. `uncollected` is what `policykit collect` could not have, by the school's key.
    """

    folder: Path
    schools: tuple[Planned, ...]
    loose: tuple[Path, ...] = ()
    passed_over: tuple[Path, ...] = ()
    rows: tuple[Row, ...] = ()
    notes: tuple[str, ...] = field(default_factory=tuple)
    uncollected: dict[str, tuple[File, ...]] = field(default_factory=dict)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file that will be read, once, by path."""
        return tuple(sorted({*(file for one in self.schools for file in one.files), *self.loose}))


def plan(folder: Path, rows: Sequence[Row] = (), leave_out: Iterable[Path] = ()) -> Plan:
    """Return the plan for a folder; raises StoreError where it is none, or holds nothing to read.

    `leave_out` are files in it that are the audit's own (the register, the workbook).
    """
    if not folder.is_dir():
        what = "This is a file, not a folder." if folder.exists() else "There is no such folder."
        raise StoreError(what, where=str(folder), remedy="Give the folder that holds the schools' documents.")
    collected = collected_in(folder)
    rows = with_collected(rows, collected, folder)
    own = (folder / name for name in OWN_NAMES)
    found = inside(folder, {os.path.realpath(path) for path in (*leave_out, *own)})
    if not found.documents and not collected:
        remedy = "Give a folder with Word, PDF, text or web documents in it, a folder a school or a file a school."
        raise StoreError("No document was found in this folder.", where=str(folder), remedy=remedy)
    named, told, notes = _told_by_rows(folder, rows)
    left = [file for file in found.documents if file not in told]
    by_name = _ByName(rows)
    urns = frozenset(row.school.urn for row in rows if row.school.urn)
    heaps = _heaps(folder, left, urns)
    matched, rest = _matched(rows, named, heaps, by_name)
    schools = [*named.values(), *matched.values()]
    loose: list[Path] = []
    for heap, files in rest:
        if heap is None:
            loose.extend(files)
        else:
            name = heap.name.replace("_", " ")
            schools.append(Planned(School(key_of(name) or name, name), tuple(files), "told by the folder"))
    schools, loose, more = _without_twins(schools, loose)
    taken = {one.school.key for one in schools}
    uncollected = not_collected(collected, folder)
    of_none = [row.school for row in rows if row.school.key in uncollected and row.school.key not in taken]
    schools += [Planned(school, (), "its site was visited") for school in of_none]
    taken |= {school.key for school in of_none}
    return Plan(
        folder,
        tuple(schools),
        tuple(loose),
        tuple(found.passed_over),
        tuple(row for row in rows if row.school.key not in taken),
        (*found.notes, *_empty(folder, found.documents, {one.folder for one in collected}), *notes, *more),
        uncollected,
    )


def shown_path(folder: Path, file: Path) -> str:
    """Return a file's path from the audited folder, with forward slashes; a byte that is no letter is shown as its code."""
    try:
        inside = file.relative_to(folder)
    except ValueError:
        inside = file
    return inside.as_posix().encode("utf-8", "backslashreplace").decode()


def _empty(folder: Path, documents: Iterable[Path], collected: Iterable[str]) -> Iterator[str]:
    """Give a note on folders that hold nothing to read: a school whose folder is empty must not go missing unsaid.

    Of the folders of `collected` schools it is said why they are empty.
    """
    with_some = set(collected) | {file.relative_to(folder).parts[0] for file in documents}
    empty = sorted(
        one.name
        for one in folder.iterdir()
        if one.name not in with_some and not one.name.startswith(".") and one.is_dir() and not one.is_symlink()
    )
    if empty:
        told = listed([*empty[:_NAMED], f"{len(empty) - _NAMED} more"] if len(empty) > _NAMED else empty)
        yield f"{'This folder holds' if len(empty) == 1 else 'These folders hold'} no document: {told}."


def _told_by_rows(folder: Path, rows: Iterable[Row]) -> tuple[dict[str, Planned], set[Path], list[str]]:
    """Return the schools whose row names files or a folder; a name that leads nowhere is a note, never silence."""
    named: dict[str, Planned] = {}
    told: set[Path] = set()
    notes = []
    for row in rows:
        files: list[Path] = []
        for name in row.files:
            file = folder / name
            if file.is_file():
                files.append(file)
            else:
                notes.append(f"Row {row.number} of the register names the file {name}, which is not in the folder.")
        if row.folder:
            within = folder / row.folder
            if within.is_dir():
                files.extend(inside(within, set()).documents)
            else:
                notes.append(f"Row {row.number} of the register names the folder {row.folder}, which is not there.")
        if files:
            named[row.school.key] = Planned(row.school, tuple(dict.fromkeys(files)), "told by the register")
            told.update(files)
    return named, told, notes


def _heaps(folder: Path, files: Sequence[Path], urns: frozenset[str]) -> list[tuple[Path | None, list[Path]]]:
    """Return the files by the folder that is one school's, None for files of many schools side by side."""
    direct: dict[Path, int] = {}
    for file in files:
        direct[file.parent] = direct.get(file.parent, 0) + 1
    found: dict[Path | None, list[Path]] = {}
    for file in files:
        found.setdefault(_home(folder, file, direct, urns), []).append(file)
    alone = [(None, [file]) for file in found.pop(None, [])]
    return [*found.items(), *alone]


def _home(folder: Path, file: Path, direct: dict[Path, int], urns: frozenset[str]) -> Path | None:
    """Return the outermost folder below the audited one that holds documents itself and names a school.

    A folder with a school's number in its name is that school's, whatever lies in the folders above it.
    """
    parts = file.relative_to(folder).parts[:-1]
    for depth, part in enumerate(parts, 1):
        if any(urn in urns for urn in _URN.findall(part)):
            return folder.joinpath(*parts[:depth])
    at = folder
    last = None
    for part in parts:
        at = at / part
        if is_of_documents(part):
            continue
        last = at
        if direct.get(at):
            break
    if last is None or direct.get(last, 0) > MOST_IN_A_SCHOOL:
        return None
    return last


def _matched(
    rows: Sequence[Row],
    named: dict[str, Planned],
    heaps: Iterable[tuple[Path | None, list[Path]]],
    by_name: "_ByName",
) -> tuple[dict[str, Planned], list[tuple[Path | None, list[Path]]]]:
    """Give the register's schools the folders and files that carry their number or their name."""
    by_urn = {row.school.urn: row.school for row in rows if row.school.urn}
    matched: dict[str, Planned] = {}
    rest = []
    for heap, files in heaps:
        label = heap.name if heap else files[0].stem
        numbers = [by_urn[urn] for urn in _URN.findall(label) if urn in by_urn]
        school, why = (
            (numbers[0], "told by its number in the name")
            if len(numbers) == 1
            else (by_name.school(label), "told by its name")
        )
        if school is None:
            rest.append((heap, files))
            continue
        before = matched.get(school.key)
        both = (*(before.files if before else named[school.key].files if school.key in named else ()), *files)
        if school.key in named:
            named[school.key] = Planned(school, both, named[school.key].why)
        else:
            matched[school.key] = Planned(school, both, why)
    return matched, rest


class _ByName:
    """The register's schools by their names, so that a file need not be held against each of a nation's."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._known: dict[str, list[tuple[frozenset[str], frozenset[str], School]]] = {}
        for row in rows:
            telling = telling_words(row.school.name)
            if telling:
                # All of them must stand in a label, so that one of them is enough to look it up by.
                entry = (telling, frozenset(words_of(row.school.name)), row.school)
                self._known.setdefault(max(telling, key=lambda word: (len(word), word)), []).append(entry)

    def school(self, label: str) -> School | None:
        """Return the one school whose name, or all the telling words of it, stand in a label; None where two fit alike."""
        words = frozenset(words_of(label))
        fits = [
            (len(telling), len(words & every), school)
            for word in words
            for telling, every, school in self._known.get(word, ())
            if telling <= words
        ]
        best = max((fit[:2] for fit in fits), default=None)
        schools = [school for *fit, school in fits if tuple(fit) == best]
        return schools[0] if len(schools) == 1 else None


def _without_twins(schools: list[Planned], loose: list[Path]) -> tuple[list[Planned], list[Path], list[str]]:
    """Return the schools with those of one key made one, told so: two folders may well be named alike."""
    by_key: dict[str, Planned] = {}
    notes = []
    for one in schools:
        before = by_key.get(one.school.key)
        if before is None:
            by_key[one.school.key] = one
            continue
        by_key[one.school.key] = Planned(before.school, (*before.files, *one.files), before.why)
        notes.append(f"Two places hold documents of {one.school.name}; they were taken together.")
    return list(by_key.values()), loose, notes


def settled(planned: Plan, names: dict[Path, str]) -> tuple[tuple[Planned, ...], tuple[str, ...]]:
    """Return the schools of a plan once the documents have been read, with more notes for people.

    `names` gives the school that each loose document names itself as, "" where it names none. A loose file joins the
    school of that very name; else it is a school of its own, with others of that name.
    """
    once = Counter(words_of(one.school.name) for one in planned.schools)
    by_words = {words: one for one in planned.schools if once[words := words_of(one.school.name)] == 1}
    once = Counter(words_of(row.school.name) for row in planned.rows)
    rows = {words: row for row in planned.rows if once[words := words_of(row.school.name)] == 1}
    found = {one.school.key: one for one in planned.schools}
    for file in planned.loose:
        name = names.get(file, "")
        words = words_of(name)
        known = by_words.get(words) if words else None
        row = rows.get(words) if words else None
        if known is not None:
            school, why = known.school, "told by the name in the document"
        elif row is not None:
            school, why = row.school, "told by the name in the document"
        else:
            shown = name or name_in_file(file.stem)
            school, why = School(key_of(shown) or file.name, shown), "a file a school"
        before = found.get(school.key)
        found[school.key] = Planned(before.school if before else school, (*(before.files if before else ()), file), why)
    without = [row for row in planned.rows if row.school.key not in found and not row.closed]
    notes = []
    everyone = len(found) + len(without)
    # A national register names thousands of schools that nobody meant to audit here.
    if without and len(without) * _A_THIRD <= everyone * (_A_THIRD - 1):
        for row in without:
            found[row.school.key] = Planned(row.school, (), "told by the register")
    if without:
        schools = "school" if len(without) == 1 else "schools"
        notes.append(f"{len(without)} {schools} of the register had no document in this folder.")
    ordered = sorted(found.values(), key=lambda one: (one.school.name.casefold(), one.school.key))
    return tuple(ordered), tuple(notes)
