"""`policykit explain`: one requirement or stale reference as a page."""

import difflib
import sys
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

import click

from policykit.cli import options, output
from policykit.errors import ChecklistError
from policykit.model.law import Checklist

if TYPE_CHECKING:
    from policykit.model.stale import StaleReference
    from policykit.report.lines import Line

_NEAREST = 5
_ALIKE = 0.6


@click.command(short_help="Explain one requirement or stale reference.")
@click.argument("name", metavar="ID")
@options.as_at
@options.folders
def explain(*, name: str, as_at: date, folders: tuple[str, ...]) -> None:
    """Show one requirement or stale reference as a page: the law in our words, what counts, what does not, advice.

    Reports give each ID in square brackets, such as sch1.11.
    """
    from policykit.pipeline import catalogues

    known = catalogues(folders)
    output.show(page_of(name, known.checklist, known.stale.references, as_at))
    sys.exit(0)


def page_of(name: str, checklist: Checklist, references: tuple["StaleReference", ...], day: date) -> tuple["Line", ...]:
    """Return the page of that id; raises ChecklistError with the nearest ids where there is none."""
    from policykit.report.explain import requirement_page, stale_page

    requirement = checklist.requirement(name)
    if requirement is not None:
        return requirement_page(requirement, checklist, day)
    for reference in references:
        if reference.id == name:
            return stale_page(reference)
    known = [*(one.id for one in checklist.requirements), *(one.id for one in references)]
    raise ChecklistError(
        "There is no requirement or stale reference of this name.", where=name, remedy=nearest(name, known)
    )


def nearest(name: str, known: Iterable[str]) -> str:
    """Return the sentence that offers the ids most like `name`, the likest first."""
    wanted = name.casefold()
    offered = sorted(
        (one for one in known if _likeness(wanted, one) >= _ALIKE), key=lambda one: -_likeness(wanted, one)
    )
    if not offered:
        return "Reports give each id in square brackets, such as [sch1.11]."
    return f"Did you mean {' or '.join(offered[:_NEAREST])}?"


def _likeness(wanted: str, known: str) -> float:
    likeness = difflib.SequenceMatcher(None, wanted, known.casefold()).ratio()
    # Half an id, such as "looked-after", is as good as a slip of the finger.
    return max(likeness, _ALIKE) if wanted and wanted in known.casefold() else likeness
