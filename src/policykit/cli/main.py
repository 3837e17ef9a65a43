"""`policykit`: the group of all commands, and how an error that a person can mend is told."""

import gc
import sys
from typing import Any

import click

from policykit.cli.accept import accept
from policykit.cli.annotate import annotate
from policykit.cli.audit import audit
from policykit.cli.check import check
from policykit.cli.checklist import checklist
from policykit.cli.compare import compare
from policykit.cli.draft import draft
from policykit.cli.evaluate import evaluate
from policykit.cli.explain import explain
from policykit.cli.serve import serve
from policykit.cli.template import template
from policykit.errors import PolicyKitError
from policykit.version import VERSION

FAILED = 2
"""The exit code where something could not be done."""


class Commands(click.Group):
    """The commands; what a person can mend is printed as what, where and what to do, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and turn a PolicyKitError into its message and exit code 2."""
        try:
            return super().invoke(ctx)
        except PolicyKitError as error:
            click.echo(str(error), err=True)
            sys.exit(FAILED)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="PolicyKit", message="%(prog)s %(version)s")
def main() -> None:
    """Check a school's SEN policy or SEN information report against the law, the Code and good practice (England).

    Exit codes: 0 nothing at or above the bar, 1 findings, 2 something could not be done.
    """


# Documents and checklists are many small objects without cycles: at the usual threshold a tenth of a check goes into walking
# them in vain.
gc.set_threshold(50_000)

main.add_command(check)
main.add_command(annotate)
main.add_command(explain)
main.add_command(compare)
main.add_command(accept)
main.add_command(audit)
main.add_command(draft)
main.add_command(checklist)
main.add_command(evaluate)
main.add_command(template)
main.add_command(serve)
