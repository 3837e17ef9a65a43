"""What an audit writes: the workbook, the page, CSV, JSON and letters, each from one round."""

from collections.abc import Sequence
from pathlib import Path

import click

from policykit import files
from policykit.audit.rounds import Round
from policykit.errors import StoreError
from policykit.model.law import Checklist

ENDINGS = (".xlsx", ".html", ".csv", ".json")
_STORE = ".policykit.sqlite"

Added = Sequence[tuple[str, Sequence[str]]]
"""Further headings for the first sheet and the page, each with its sentences."""


def outputs(given: Sequence[str], own: Sequence[Path | None]) -> list[Path]:
    """Return the files to write; raises StoreError for a folder that is not there, an unknown ending or an input."""
    chosen = [Path(name) for name in given]
    for path in chosen:
        if not path.parent.is_dir():
            what = "The folder to write into does not exist."
            raise StoreError(what, where=str(path.parent), remedy="Make the folder first, or give another one.")
        if path.suffix.casefold() not in ENDINGS:
            what = "An audit is written as a workbook, a web page, CSV or JSON, told by the ending of its name."
            raise StoreError(what, where=str(path), remedy=f"End it in one of {', '.join(ENDINGS)}.")
        if any(path.resolve() == other.resolve() for other in own if other):
            what = "This is one of the files to read, and an input is never replaced."
            raise StoreError(what, where=str(path), remedy="Give -o another name.")
    return chosen


def store_beside(output: Path) -> Path:
    """Return where the store of an audit lies: beside its first output, by the same name."""
    return output.with_name(f"{output.stem}{_STORE}")


def write_all(chosen: Sequence[Path], made: Round, checklist: Checklist, added: Added, letters: Path | None) -> None:
    """Write every output, and letters for the schools that were ticked in the workbook of the last run."""
    from policykit.audit.own_columns import NO_NOTES
    from policykit.audit.sheets import notes_in

    workbook = next((path for path in chosen if path.suffix.casefold() == ".xlsx"), None)
    notes = notes_in(workbook, made, checklist) if workbook else NO_NOTES
    for path in chosen:
        ending = path.suffix.casefold()
        if ending == ".xlsx":
            from policykit.audit.front import front
            from policykit.audit.tables import tables
            from policykit.audit.workbook import to_workbook

            summary = front(made, checklist, notes, added)
            files.replace(path, to_workbook(summary, tables(made, checklist, notes), notes, made.as_at))
        elif ending == ".html":
            from policykit.audit.dashboard import to_html

            files.replace(path, _bytes(to_html(made, checklist, notes, added)))
        elif ending == ".csv":
            from policykit.audit.csv import to_csv

            files.replace(path, _bytes(to_csv(made, checklist, notes)))
        else:
            from policykit.audit import json

            files.replace(path, _bytes(json.to_text(json.to_json(made, checklist, notes))))
    if letters is not None:
        from policykit.audit.letter_files import write_letters
        from policykit.audit.letters import letters as drafted

        written, without = write_letters(letters, drafted(made, checklist, notes))
        click.echo(f"{len(written)} draft letters in {letters}")
        for one in without:
            click.echo(f"No letter for {one.school}: {one.why}")
        if not written and not without:
            click.echo("No school is ticked in the column Letter? of the sheet Matrix.")


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "backslashreplace")
