"""A round in every form to take away, for the command line and the browser alike."""

from collections.abc import Sequence

from policykit.audit.own_columns import OwnNotes
from policykit.audit.rounds import Round
from policykit.errors import StoreError
from policykit.model.law import Checklist

ENDINGS = (".xlsx", ".html", ".csv", ".json")

Added = Sequence[tuple[str, Sequence[str]]]
"""Further headings for the first sheet and the page, each with its sentences."""


def rendered(ending: str, made: Round, checklist: Checklist, notes: OwnNotes, added: Added = ()) -> bytes:
    """Return a round in the form that a name's ending asks for; raises StoreError for one that is none of ours."""
    if ending == ".xlsx":
        from policykit.audit.front import front
        from policykit.audit.tables import tables
        from policykit.audit.workbook import to_workbook

        summary = front(made, checklist, notes, added)
        return to_workbook(summary, tables(made, checklist, notes), notes, made.as_at)
    if ending == ".html":
        from policykit.audit.dashboard import to_html

        return _bytes(to_html(made, checklist, notes, added))
    if ending == ".csv":
        from policykit.audit.csv import to_csv

        return _bytes(to_csv(made, checklist, notes))
    if ending == ".json":
        from policykit.audit import json

        return b"".join(map(_bytes, json.chunks(made, checklist, notes, added)))
    raise unknown_ending(ending)


def unknown_ending(where: str) -> StoreError:
    """Return the error for a name whose ending is none of ours."""
    what = "An audit is written as a workbook, a web page, CSV or JSON, told by the ending of its name."
    return StoreError(what, where=where, remedy=f"End it in one of {', '.join(ENDINGS)}.")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
