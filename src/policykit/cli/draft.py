"""`policykit draft`: from what a school says to a report that the law asks for."""

import click

from policykit.cli.draft_interview import interview
from policykit.cli.draft_new import new
from policykit.cli.draft_render import render, templates


@click.group(short_help="Draft a SEN information report from a school's own answers.")
def draft() -> None:
    """Draft a SEN information report, a policy, an accessibility plan or an inclusion strategy.

    A draft never claims what the school did not say: what is missing is printed as a gap to fill.
    """


draft.add_command(new)
draft.add_command(interview)
draft.add_command(render)
draft.add_command(templates)
