"""`policykit accept`: a finding accepted, with a reason, a name and a last day, and written down."""

from datetime import date
from pathlib import Path

import click

from policykit import files
from policykit.cli import options
from policykit.errors import ChecklistError
from policykit.model.finding import Report


@click.command(short_help="Accept a finding, with a reason and a last day.")
@click.argument("file", metavar="FILE")
@click.argument("name_of_finding", metavar="ID")
@click.option("--reason", required=True, help="Why it is accepted; every report shows it.")
@click.option("--name", required=True, help="Who accepts it.")
@click.option("--until", required=True, type=options.Day(), help="The last day it is accepted for, year-month-day.")
@click.option("--quote", default="", help="Words of the finding, where only some of its places are accepted.")
@click.option("--accepts", "accepts_path", metavar="FILE", help="Write here; policykit.toml beside FILE if not given.")
@options.as_at
@options.school
@options.kind
@options.folders
def accept(  # noqa: PLR0913 - one parameter an option
    *,
    file: str,
    name_of_finding: str,
    reason: str,
    name: str,
    until: date,
    quote: str,
    accepts_path: str | None,
    as_at: date,
    school_type: str | None,
    phase: str | None,
    kind: str | None,
    folders: tuple[str, ...],
) -> None:
    """Accept the finding ID of FILE: it stays in every report, with the reason, and no longer fails a check.

    ID is what the report shows in square brackets, such as sch1.11. What is written can be read and changed by hand.
    Exit codes: 0 written, 2 there is no such finding, or the call was wrong.
    """
    from policykit.accepts import NAME, block, known_ids, quotes_to_accept, read_accepts
    from policykit.pipeline import Options, catalogues, check_file

    target = Path(accepts_path) if accepts_path else Path(file).parent / NAME
    ids = known_ids(catalogues(folders))
    before = read_accepts(target, ids) if target.exists() else ()
    report: Report = check_file(file, Options(as_at, school_type or "", phase or "", kind or "", (), folders))
    quotes = quotes_to_accept(report, name_of_finding, quote, ids)
    _refuse_again(target, name_of_finding, quotes, {(one.id, one.quote): one.line for one in before})
    if until < as_at:
        remedy = "Give a last day that is still to come."
        raise ChecklistError(f"{until.isoformat()} has passed already.", where="--until", remedy=remedy)
    text = target.read_text(encoding="utf-8-sig").rstrip() + "\n\n" if target.exists() else ""
    text += "\n".join(block(name_of_finding, one, reason, name, until) for one in quotes)
    files.replace(target, text.encode())
    click.echo(f"Written to {target}: {name_of_finding} is accepted until {until.isoformat()}.")


def _refuse_again(target: Path, name: str, quotes: tuple[str, ...], known: dict[tuple[str, str], int]) -> None:
    for quote in quotes:
        line = known.get((name, quote))
        if line:
            remedy = "Change it there, or take it out first."
            raise ChecklistError(f"{name} is accepted here already.", where=f"{target}:{line}", remedy=remedy)
