"""The command line: one command a file; each reads its options, calls the pipeline and writes what came back."""

from policykit.cli.main import main

__all__ = ["main"]
