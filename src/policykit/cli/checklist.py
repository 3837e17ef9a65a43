"""`policykit checklist`: whether a checklist's own examples come out as they say, and whether its law is fresh."""

import sys
from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

import click

from policykit.cli import exits, options
from policykit.model.force import FROM_MEMORY
from policykit.model.law import Checked
from policykit.report.wording import day_in_words

if TYPE_CHECKING:
    from policykit.model.catalogues import Catalogues

_FRESH = timedelta(days=366)
"""Law that nobody has compared with its source for longer than this is told."""


@click.group(short_help="Test or look over a checklist.")
def checklist() -> None:
    """Test a checklist's examples, or look it over for what has grown old.

    FOLDER is a checklist folder of your own, laid over the shipped one; without it the shipped one is taken.
    """


@checklist.command("test", short_help="Run every example of a checklist.")
@click.argument("folder", required=False, metavar="[FOLDER]")
@options.as_at
def test(*, folder: str | None, as_at: date) -> None:
    """Run every example of every requirement, stale reference and wrong claim, and say which come out differently.

    Exit codes: 0 all as they say, 1 some differ, 2 the checklist cannot be loaded.
    """
    from policykit.examples import run
    from policykit.pipeline import catalogues

    outcomes = list(run(catalogues((folder,) if folder else ()), as_at))
    wrong = [outcome for outcome in outcomes if outcome.wrong]
    for outcome in wrong:
        click.echo(f"{outcome.owner}, line {outcome.line}: {outcome.wrong}.\n    {' '.join(outcome.text.split())}")
    click.echo(f"{len(outcomes)} examples, {len(wrong)} not as they say.")
    sys.exit(exits.FINDINGS if wrong else exits.DONE)


@checklist.command("lint", short_help="Look a checklist over.")
@click.argument("folder", required=False, metavar="[FOLDER]")
@options.as_at
def lint(*, folder: str | None, as_at: date) -> None:
    """Load a checklist strictly and name the law that is from memory or has not been compared for a year.

    Exit codes: 0 nothing to say, 1 warnings, 2 the checklist cannot be loaded.
    """
    from policykit.pipeline import catalogues

    warnings = list(doubts(catalogues((folder,) if folder else ()), as_at))
    for warning in warnings:
        click.echo(warning)
    click.echo(f"{len(warnings)} to look at." if warnings else "Nothing to look at.")
    sys.exit(exits.FINDINGS if warnings else exits.DONE)


def doubts(known: "Catalogues", day: date) -> Iterator[str]:
    """Return a sentence for each piece of law that a person should compare with its source again."""
    for requirement in known.checklist.requirements:
        for citation in requirement.law:
            yield from _doubt(f"{requirement.id}: {citation.source}, {citation.at}", citation.checked, day)
    for reference in known.stale.references:
        yield from _doubt(reference.id, reference.checked, day)
    for claim in known.wrong_law:
        yield from _doubt(claim.id, claim.checked, day)


def _doubt(name: str, checked: Checked, day: date) -> Iterator[str]:
    if checked.status == FROM_MEMORY:
        yield f"{name} is from memory: compare it with the text of the law."
    elif day - checked.day > _FRESH:
        yield f"{name} was last compared on {day_in_words(checked.day)}: compare it again."
