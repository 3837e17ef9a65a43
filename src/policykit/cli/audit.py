"""`policykit audit`: an audit of a folder, and questions asked of what it left."""

import click

from policykit.cli.audit_query import query
from policykit.cli.audit_run import run


class _Audit(click.Group):
    """Takes a folder for what `run` would be called for, so that the commonest call is the shortest."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put `run` before whatever is not the name of another command, help included."""
        if args and args[0] not in self.commands:
            args = ["run", *args]
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Show the call that people make."""
        formatter.write_usage(ctx.command_path, "FOLDER -o FILE [OPTIONS] | query STORE QUESTION")


@click.group(cls=_Audit, short_help="Check the documents of many schools, year on year.")
def audit() -> None:
    """Check the documents of many schools, and ask questions of the store that an audit leaves."""


audit.add_command(run, "run")
audit.add_command(query)
