"""What an audit writes: the workbook, the page, CSV, JSON and letters, each from one round."""

from collections.abc import Sequence
from pathlib import Path

import click

from policykit.audit.own_columns import OwnNotes
from policykit.audit.rendered import ENDINGS, files_of, unknown_ending
from policykit.audit.rounds import Round
from policykit.cli import output
from policykit.errors import StoreError
from policykit.model.law import Checklist

_STORE = ".policykit.sqlite"


def outputs(given: Sequence[str], own: Sequence[Path | None]) -> list[Path]:
    """Return the files to write; raises StoreError for a folder that is not there, an unknown ending or an input."""
    chosen = [output.file(name) for name in given]
    for path in chosen:
        if path.suffix.casefold() not in ENDINGS:
            raise unknown_ending(str(path))
    output.refuse_inputs([path for one in chosen for path in files_of(one)], [str(path) for path in own if path])
    if sum(path.suffix.casefold() == ".xlsx" for path in chosen) > 1:
        what = "Two workbooks were asked for, and an adviser's notes are kept in one."
        raise StoreError(what, where=str(chosen[-1]), remedy="Give -o one name that ends in .xlsx, and copy the file.")
    return chosen


def store_beside(first: Path) -> Path:
    """Return where the store of an audit lies: beside its first output, by the same name."""
    return first.with_name(f"{first.stem}{_STORE}")


def refuse_open(chosen: Sequence[Path]) -> None:
    """Raise StoreError for a workbook that somebody has open: what she has not saved yet would be lost with the old file."""
    from policykit.audit.written import workbook_of
    from policykit.read.opening import open_in

    workbook = workbook_of(chosen)
    if workbook is not None and workbook.exists() and open_in(workbook):
        what = "The workbook of the last run seems to be open, and notes in it may not be saved yet."
        remedy = (
            "Save and close it and run the audit again; if nobody has it open, delete the small lock file beside it."
        )
        raise StoreError(what, where=str(workbook), remedy=remedy)


def write_letters_to(folder: Path, made: Round, checklist: Checklist, notes: OwnNotes) -> None:
    """Draft the letters to the schools that were ticked in the workbook of the last run, and say what came of it."""
    from policykit.audit.letter_files import write_letters
    from policykit.audit.letters import letters as drafted

    written, without = write_letters(folder, drafted(made, checklist, notes))
    click.echo(f"{len(written)} draft {'letter' if len(written) == 1 else 'letters'} in {folder}")
    for one in without:
        click.echo(f"No letter for {one.school}: {one.why}")
    if not written and not without:
        click.echo("No school is ticked in the column Letter? of the sheet Matrix.")
