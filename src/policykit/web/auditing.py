"""An audit in the browser: the plan, the run that can be stopped, and what it gives, by the command line's own functions."""

import io
import shutil
import zipfile
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.audit.added import Added
from policykit.audit.layout import Plan, plan
from policykit.audit.letters import Letter, Unwritten, letter_words, letters
from policykit.audit.own_columns import NO_NOTES, OwnNotes
from policykit.audit.register import Row
from policykit.audit.rendered import ENDINGS, TABLES, rendered
from policykit.audit.rounds import Round
from policykit.errors import PolicyKitError, StoreError
from policykit.pipeline import catalogues
from policykit.web import apart
from policykit.web.cases import Case, StoppedError
from policykit.web.folders import safe_path

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from policykit.audit.pool import Pool
    from policykit.audit.work import Answer, Job

STORE = "audit.policykit.sqlite"
DOCUMENTS = "documents"
ALL_TABLES = ".csv.zip"
_REGISTERS = (".csv", ".xlsx")
_MOST_TRIED = 3
"""Tables among the documents that are tried as a register."""
_STAGES = {"Opening": "Opening the documents", "Reading": "Reading the documents", "Checking": "Checking the schools"}


@dataclass(slots=True, eq=False)
class Work:
    """One audit: what was asked, what is being done, and what came of it (`made` is None until then)."""

    plan: Plan
    as_at: date
    notes: OwnNotes = NO_NOTES
    made: Round | None = None
    added: Added = ()
    told: tuple[str, ...] = ()
    is_stopping: bool = False
    pool: "Pool[Job, Answer] | None" = None


def planned(root: Path, register: Path | None) -> tuple[Plan, tuple[str, ...]]:
    """Return whose files are whose, with sentences on how that was told; raises StoreError where there is nothing to read.

    Without a register, one that lies beside the schools' folders serves.
    """
    told: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    if register is not None:
        rows = apart.register_in(register)
    else:
        beside = [path for path in sorted(root.iterdir()) if path.is_file() and path.suffix.casefold() in _REGISTERS]
        for path in beside[:_MOST_TRIED]:
            try:
                rows = apart.register_in(path)
            except PolicyKitError:
                continue
            told = (f"{path.name} was among the files, and was taken for the register of schools.",)
            break
    try:
        return _within(root, plan(root, [_inside(row) for row in rows])), told
    except StoreError as error:
        # It would name a folder that nobody but us knows.
        remedy = "Choose Word, PDF, text or web documents: a folder a school, a file a school, or both in an archive."
        raise StoreError("There is no document among these files.", remedy=remedy) from error


def _within(root: Path, found: Plan) -> Plan:
    """Return the plan with nothing in it but what was handed in, whatever a table among the files may say."""
    home = root.resolve()

    def _kept(files: Iterable[Path]) -> tuple[Path, ...]:
        return tuple(file for file in files if file.resolve().is_relative_to(home))

    schools = tuple(replace(one, files=_kept(one.files)) for one in found.schools)
    return replace(found, schools=schools, loose=_kept(found.loose))


def _inside(row: Row) -> Row:
    """Return a row whose files and folder are names of what was handed in, and never a path of this machine."""
    files = tuple(str(path) for name in row.files if (path := safe_path(name)))
    folder = safe_path(row.folder) if row.folder else None
    return replace(row, files=files, folder=str(folder or ""))


def notes_of(path: Path) -> OwnNotes:
    """Return what an adviser wrote in the workbook of an earlier audit; raises StoreError where it cannot be read."""
    return apart.notes_of(path)


def run(case: Case) -> None:
    """Read and judge every school of a case; raises StoppedError where a person has stopped it."""
    from policykit.audit.across import across
    from policykit.audit.across_told import across_told
    from policykit.audit.judge import Law
    from policykit.audit.pool import Pool, cores
    from policykit.audit.program import program
    from policykit.audit.run import Audit
    from policykit.audit.store import Store
    from policykit.audit.texts import texts_of
    from policykit.audit.work import do

    work: Work = case.result
    checklist = catalogues().checklist

    def _told(stage: str, done: int, total: int) -> None:
        if work.is_stopping:
            raise StoppedError
        case.progress, case.done, case.total = _STAGES.get(stage, stage), done, total

    work.pool = Pool(do, lambda many: _workers(work, many), cores())
    try:
        _told("Opening", 0, 0)
        with Store(case.folder / STORE) as store:
            law = Law(work.as_at, program(), checklist.digest)
            made = Audit(store, work.pool, law, _told).run(work.plan, checklist)
            case.progress, case.done, case.total = "Looking across the schools", 0, 0
            work.added = across_told(made, across(made, texts_of(made, store)))
            # Pages ask for them again and again, when the store is long closed; a hand-in has no nation's schools.
            work.made = replace(made.fetched(), notes=(*work.told, *made.notes))
    except BaseException as error:
        if work.is_stopping:
            raise StoppedError from error
        raise
    finally:
        work.pool.close(kill=True)
        work.pool = None
    # What a report needs is in the store: the documents themselves are kept no longer than that.
    shutil.rmtree(case.folder / DOCUMENTS, ignore_errors=True)


def _workers(work: Work, many: int) -> "Executor":
    from policykit.audit.pool import local

    if work.is_stopping:
        raise StoppedError
    return local(many)


def stop(work: Work) -> None:
    """End the run at once, whatever its workers are doing; what was read so far is kept for going on."""
    work.is_stopping = True
    if work.pool is not None:
        work.pool.close(kill=True)


def file_of(case: Case, ending: str) -> bytes | None:
    """Return the finished audit in the form of an ending, None where there is no such form."""
    work: Work = case.result
    if work.made is None or ending not in {*ENDINGS, ALL_TABLES}:
        return None
    made, checklist = work.made, catalogues().checklist

    def _form(end: str) -> bytes:
        return b"".join(rendered(end, made, checklist, work.notes, work.added))

    if ending != ALL_TABLES:
        return _form(ending)
    return _archive((f"audit{end}", _form(end)) for end in TABLES)


def store_of(case: Case) -> bytes:
    """Return the store, which `policykit audit query` and another audit's --since take."""
    return (case.folder / STORE).read_bytes()


@dataclass(frozen=True, slots=True)
class Choice:
    """A school that a letter may go to: `why_none` is a sentence where there would be nothing in it."""

    key: str
    name: str
    is_ticked: bool
    why_none: str = ""


def choices(made: Round, notes: OwnNotes) -> Iterable[Choice]:
    """Give every school with whether it is ticked, and why there is nothing to write to it where that is so."""
    checklist = catalogues().checklist
    for result in made.schools:
        told = letter_words(made, result, checklist, notes)
        why = told if isinstance(told, str) else ""
        yield Choice(result.school.key, result.school.name, notes.is_ticked(result.school.key), why)


def drafted(made: Round, notes: OwnNotes) -> tuple[list[Letter], list[Unwritten]]:
    """Return the letters to the ticked schools, and those that there is nothing to write to."""
    every = list(letters(made, catalogues().checklist, notes))
    return [one for one in every if isinstance(one, Letter)], [one for one in every if isinstance(one, Unwritten)]


def packed(written: Collection[Letter]) -> bytes:
    """Return letters as an archive, each under a name of its own; raises StoreError where there is none."""
    if not written:
        raise StoreError(
            "There is no letter to take away.", remedy="Tick a school that there is something to write to."
        )
    from policykit.web.uploads import free_name

    taken: set[str] = set()
    named = []
    for one in written:
        name = free_name(one.file, taken)
        taken.add(name.casefold())
        named.append((name, one.content))
    return _archive(named)


def _archive(members: Iterable[tuple[str, bytes]]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return stream.getvalue()
