"""What `policykit check --format` gives, and which calls make no sense."""

from collections.abc import Sequence
from pathlib import Path

import click

from policykit.outputs import (
    CSV,
    GOVERNORS,
    HTML,
    JSON,
    SARIF,
    TEXT,
    TOGETHER,
    Older,
    alone,
    older_edition,
    rendered,
    together,
)

__all__ = [
    "FORMATS",
    "GOVERNORS",
    "HTML",
    "TOGETHER",
    "Older",
    "alone",
    "older_edition",
    "refuse_nonsense",
    "rendered",
    "together",
]

FORMATS = (TEXT, JSON, HTML, GOVERNORS, SARIF, CSV)
_PAGES = (".docx", ".html", ".htm")


def refuse_nonsense(fmt: str, output: str | None, files: Sequence[str], since: str | None) -> None:
    """Raise click's UsageError for a call that no format can answer."""
    if fmt == GOVERNORS:
        _refuse_ending(output, files)
    elif since:
        raise click.UsageError("--since goes with --format governors; two editions are compared by policykit compare.")
    if since and len(files) > 1:
        raise click.UsageError("--since takes one FILE: the older edition is that file's.")
    if fmt == HTML and output is None and len(files) > 1:
        raise click.UsageError("Several pages do not fit on one screen. Give -o a folder.")


def _refuse_ending(output: str | None, files: Sequence[str]) -> None:
    if output is None:
        raise click.UsageError("--format governors needs -o PAGE.docx or -o PAGE.html; the ending says which.")
    alone = len(files) == 1 and not Path(output).is_dir()
    if alone and Path(output).suffix.lower() not in _PAGES:
        raise click.UsageError(f"-o {output}: a page for governors ends in .docx or .html.")
