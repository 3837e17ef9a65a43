"""The command line: one command a file; each reads its options, calls the pipeline and writes what came back."""

import gc

# Modules, documents and checklists are many small objects without cycles: at the usual threshold a seventh of a start and a
# tenth of a check go into walking them in vain.
gc.set_threshold(50_000)

from policykit.cli.main import main  # noqa: E402 - what it imports is a good part of those objects

__all__ = ["main"]
