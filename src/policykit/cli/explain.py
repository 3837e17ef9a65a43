"""`policykit explain`: one requirement, stale reference or wrong claim about the law as a page."""

import difflib
from collections.abc import Iterable
from datetime import date

import click

from policykit.cli import options, output
from policykit.errors import ChecklistError

_NEAREST = 5
_ALIKE = 0.6


@click.command(short_help="Explain what a report names by an id.")
@click.argument("name", metavar="ID")
@options.as_at
@options.folders
def explain(*, name: str, as_at: date, folders: tuple[str, ...]) -> None:
    """Show one requirement, stale reference or wrong claim as a page: the law in our words, what counts, what to write.

    Reports give each ID in square brackets, such as sch1.11.
    """
    from policykit.pipeline import catalogues
    from policykit.report.explain import names_in, page_of

    known = catalogues(folders)
    page = page_of(name, known, as_at)
    if page is None:
        what = "There is no requirement, stale reference or wrong claim of this name."
        raise ChecklistError(what, where=name, remedy=nearest(name, names_in(known)))
    output.show(page)


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
