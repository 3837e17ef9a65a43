"""Reading what was handed in and checking it, by the same functions that the command line calls."""

import tempfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.accepts import applied, known_ids, read_accepts
from policykit.errors import DocumentError, PolicyKitError
from policykit.model.document import Document
from policykit.model.finding import Report
from policykit.pipeline import catalogues, check_document
from policykit.read.apart import read_bytes_apart
from policykit.web import uploads
from policykit.web.cases import Case, Held
from policykit.web.settings import Settings

if TYPE_CHECKING:
    from starlette.datastructures import FormData

    from policykit.model.finding import Acceptance


def read_all(case: Case, from_: int = 0) -> None:
    """Read every file of a case in a process of its own, saying which; what cannot be read is noted with its file.

    The first `from_` are no documents.
    """
    for number, held in enumerate(case.files[from_:], start=from_ + 1):
        case.progress = f"Reading {held.name} ({number} of {len(case.files)})"
        case.done, case.total = number - 1, len(case.files)
        try:
            held.document = read_bytes_apart(held.path.read_bytes(), held.name)
        except PolicyKitError as error:
            held.error = error
    case.done = case.total
    case.progress = "Checking it against the law, the Code and good practice"


def read_and_check(case: Case, settings: Settings) -> None:
    """Read the files of a case and check the first that could be read, so that its page is there at once."""
    read_all(case)
    first = next((number for number, held in enumerate(case.files) if held.document), None)
    if first is not None:
        report_on(case, first, settings)


def report_on(case: Case, number: int, settings: Settings) -> Report:
    """Return the report on one file of a case, the others read beside it; raises DocumentError where it was not read."""
    held = case.files[number]
    if held.document is None:
        raise held.error or DocumentError("This file was not read.", where=held.name, remedy="Hand it in again.")
    document = held.document
    others = {one.name: one.document for one in case.files if one is not held and one.document}
    options = replace(settings.options, companions=tuple(others))

    def _made() -> Report:
        report = check_document(document, options, others.__getitem__)
        return applied(_tried(held, report) if case.links else report, case.accepted)

    return case.report(number, options, _made)


def _tried(held: Held, report: Report) -> Report:
    """Return the report with its links tried: once for each file, whatever is then asked about it."""
    if held.links is None:
        from policykit.links import tried

        held.links = tried(report).links
    return replace(report, links=held.links)


async def decisions_of(form: "FormData") -> "tuple[Acceptance, ...]":
    """Return what somebody has accepted, from the file that a form brought, () where it brought none.

    Raises ChecklistError with every mistake in it.
    """
    given = uploads.files_of(form, "decisions")
    return acceptances_in(await given[0].read(), uploads.safe_name(given[0].filename or "")) if given else ()


def acceptances_in(data: bytes, name: str) -> "tuple[Acceptance, ...]":
    """Return the acceptances of a decisions file; raises ChecklistError with every mistake."""
    with tempfile.TemporaryDirectory(prefix="policykit-") as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_accepts(path, known_ids(catalogues()))


def document_of(case: Case, number: int) -> Document:
    """Return what was read from one file of a case; raises the error that reading it ended with."""
    held = case.files[number]
    if held.document is None:
        raise held.error or DocumentError("This file was not read.", where=held.name, remedy="Hand it in again.")
    return held.document
