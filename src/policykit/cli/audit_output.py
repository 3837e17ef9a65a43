"""What an audit writes: the workbook, the page, CSV, JSON and letters, each from one round."""

from collections.abc import Sequence
from pathlib import Path

import click

from policykit import files
from policykit.audit.rendered import ENDINGS, Added
from policykit.audit.rounds import Round
from policykit.errors import StoreError
from policykit.model.law import Checklist

_STORE = ".policykit.sqlite"


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
    from policykit.audit.rendered import rendered
    from policykit.audit.sheets import notes_in

    workbook = next((path for path in chosen if path.suffix.casefold() == ".xlsx"), None)
    notes = notes_in(workbook, made, checklist) if workbook else NO_NOTES
    for path in chosen:
        files.replace(path, rendered(path.suffix.casefold(), made, checklist, notes, added))
    if letters is not None:
        from policykit.audit.letter_files import write_letters
        from policykit.audit.letters import letters as drafted

        written, without = write_letters(letters, drafted(made, checklist, notes))
        click.echo(f"{len(written)} draft letters in {letters}")
        for one in without:
            click.echo(f"No letter for {one.school}: {one.why}")
        if not written and not without:
            click.echo("No school is ticked in the column Letter? of the sheet Matrix.")
