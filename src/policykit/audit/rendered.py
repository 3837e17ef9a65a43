"""A round in every form to take away, for the command line and the browser alike."""

from collections.abc import Iterator
from pathlib import Path

from policykit.audit.added import Added
from policykit.audit.own_columns import OwnNotes
from policykit.audit.rounds import Round
from policykit.errors import StoreError
from policykit.model.law import Checklist

ENDINGS = (".xlsx", ".html", ".csv", ".json")
TABLES = {
    ".csv": "Evidence",
    "-summary.csv": "Summary",
    "-matrix.csv": "Matrix",
    "-stale.csv": "Stale",
    "-documents.csv": "Documents",
    "-not-read.csv": "Not read",
}
"""The sheets as CSV, by what stands behind the name that was asked for: a file of CSV holds one table."""


def files_of(path: Path) -> dict[Path, str]:
    """Return the files that an output is made of, each with the ending that tells its form: CSV is a file a sheet."""
    ending = path.suffix.casefold()
    if ending != ".csv":
        return {path: ending}
    beside = {path.with_name(f"{path.stem}{end[: -len(ending)]}{path.suffix}"): end for end in TABLES}
    return {**beside, path: ending}


def rendered(ending: str, made: Round, checklist: Checklist, notes: OwnNotes, added: Added = ()) -> Iterator[bytes]:
    """Give a round in the form that an ending of `files_of` asks for, piece by piece, so that memory need not hold it.

    Raises StoreError for an ending that is none of ours.
    """
    if ending == ".xlsx":
        from policykit.audit.workbook import to_workbook

        return to_workbook(made, checklist, notes, added)
    if ending == ".html":
        from policykit.audit.dashboard import to_html

        return map(_bytes, to_html(made, checklist, notes, added))
    if ending in TABLES:
        from policykit.audit.csv import SUMMARY, summary_to_csv, to_csv

        if TABLES[ending] == SUMMARY:
            return map(_bytes, summary_to_csv(made, checklist, notes, added))
        return map(_bytes, to_csv(made, checklist, notes, TABLES[ending]))
    if ending == ".json":
        from policykit.audit.json import chunks

        return map(_bytes, chunks(made, checklist, notes, added))
    raise unknown_ending(ending)


def unknown_ending(where: str) -> StoreError:
    """Return the error for a name whose ending is none of ours."""
    what = "An audit is written as a workbook, a web page, CSV or JSON, told by the ending of its name."
    return StoreError(what, where=where, remedy=f"End it in one of {', '.join(ENDINGS)}.")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
