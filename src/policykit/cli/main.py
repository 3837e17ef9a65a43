"""`policykit`: the group of all commands, and how an error that a person can mend is told."""

import importlib
import io
import sys
from typing import Any

import click

from policykit.cli import exits
from policykit.errors import PolicyKitError
from policykit.version import VERSION

NAMES = (
    "check",
    "annotate",
    "explain",
    "compare",
    "accept",
    "audit",
    "collect",
    "draft",
    "checklist",
    "evaluate",
    "template",
    "serve",
)
"""The commands; each is the function of its name in the module of its name."""


class Commands(click.Group):
    """The commands; what a person can mend is printed as what, where and what to do, without a traceback.

    A command's module is imported when it is asked for: all of them take as long as a tenth of a check.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names in the order of the alphabet, as help shows them."""
        return sorted({*super().list_commands(ctx), *NAMES})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, None where there is none."""
        if cmd_name in NAMES and cmd_name not in self.commands:
            self.add_command(getattr(importlib.import_module(f"policykit.cli.{cmd_name}"), cmd_name))
        return super().get_command(ctx, cmd_name)

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the program; a letter that a console lacks becomes a question mark, whoever prints it."""
        for stream in (sys.stdout, sys.stderr):
            # Windows' older consoles have some two hundred letters only.
            if isinstance(stream, io.TextIOWrapper) and stream.errors == "strict":
                stream.reconfigure(errors="replace")
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command and turn a PolicyKitError into its message and exit code 2."""
        try:
            return super().invoke(ctx)
        except PolicyKitError as error:
            click.echo(str(error), err=True)
            sys.exit(exits.NOT_DONE)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(VERSION, prog_name="PolicyKit", message="%(prog)s %(version)s")
def main() -> None:
    """Check a school's SEN policy or SEN information report against the law, the Code and good practice (England).

    Exit codes: 0 nothing at or above the bar, 1 findings, 2 something could not be done.
    """
