"""The command line: one command a file; each reads its options, calls the pipeline and writes what came back."""

from policykit.garbage import collect_seldom

collect_seldom()

from policykit.cli.main import main  # noqa: E402 - what it imports is a good part of the objects made at a start

__all__ = ["main"]
