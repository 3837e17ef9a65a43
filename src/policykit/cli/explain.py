"""`policykit explain`: one requirement, stale reference or wrong claim about the law as a page."""

from datetime import date

import click

from policykit.cli import options, output
from policykit.errors import SHOWN_IN_REPORTS, ChecklistError, did_you_mean


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
        raise ChecklistError(what, where=name, remedy=did_you_mean(name, names_in(known), SHOWN_IN_REPORTS))
    output.show(page)
