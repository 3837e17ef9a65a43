"""A folder that `policykit collect` filled: whose folders they are, and which schools or documents could not be had."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from policykit.audit.reading import Facts
from policykit.audit.register import Row
from policykit.audit.roles import File
from policykit.audit.rounds import Problem, School, SchoolDocument
from policykit.collected import Asked, CollectedSchool, Manifest, Outcome, Reason, is_collection

_NO_ROW = 0
_ENDINGS = (".pdf", ".doc", ".docx", ".odt", ".rtf")
_ADDRESS = "web address"


def is_address(document: SchoolDocument) -> bool:
    """Tell whether it stands for what could not be collected, and is no file."""
    return document.format == _ADDRESS


def collected_in(folder: Path) -> tuple[CollectedSchool, ...]:
    """Return the schools that were collected into a folder, () where it is no collection; raises StoreError."""
    if not is_collection(folder):
        return ()
    with Manifest(folder) as manifest:
        return tuple(manifest.schools())


def with_collected(rows: Sequence[Row], schools: Iterable[CollectedSchool], folder: Path) -> tuple[Row, ...]:
    """Return the rows with each collected school's folder, and rows for schools that the register does not name."""
    found = {one.key: one for one in schools}
    named = [_with_folder(row, found.get(row.school.key), folder) for row in rows]
    known = {row.school.key for row in rows}
    more = [_with_folder(_row(one), one, folder) for one in found.values() if one.key not in known]
    return (*named, *more)


def not_collected(schools: Iterable[CollectedSchool], folder: Path) -> dict[str, tuple[File, ...]]:
    """Return what could not be had, by the school's key, as files that were not read: a site has no path of its own.

    A school whose folder holds what somebody has put there by hand has what was wanted.
    """
    every = ((one.key, tuple(_files(one))) for one in schools if not _is_put_right(one, folder))
    return {key: files for key, files in every if files}


def _is_put_right(school: CollectedSchool, folder: Path) -> bool:
    """Tell whether the school's folder holds a file that was not collected."""
    own = {folder / one.file for one in school.documents}
    home = folder / school.folder
    if not school.folder or not home.is_dir():
        return False
    return any(path.is_file() and path not in own and not path.name.startswith((".", "~$")) for path in home.rglob("*"))


def _files(school: CollectedSchool) -> Iterable[File]:
    if school.outcome is not Outcome.COLLECTED:
        return [_file(school.website or school.name, "the school's website", school.why, school.remedy)]
    problems = {one.address: one for one in school.problems if _may_be_a_document(one)}
    return [_file(address, "this address", _why(one), one.remedy) for address, one in problems.items()]


def _may_be_a_document(one: Asked) -> bool:
    """Tell whether something that could not be had may be a document; a dead link to a page is only a dead link."""
    return not one.file and (one.reason is not Reason.GONE or one.address.casefold().endswith(_ENDINGS))


def _why(one: Asked) -> str:
    return f"It could not be collected. {one.why}"


def _file(path: str, where: str, why: str, remedy: str) -> File:
    return File(path, "", Facts(format=_ADDRESS, problems=(Problem(why, remedy, where),)), is_read=False)


def _with_folder(row: Row, school: CollectedSchool | None, folder: Path) -> Row:
    if school is None or row.folder or not school.folder or not (folder / school.folder).is_dir():
        return row
    return replace(row, folder=school.folder)


def _row(one: CollectedSchool) -> Row:
    school = School(one.key, one.name, one.urn, one.type, one.phase, one.contact, one.website)
    return Row(school, _NO_ROW)
