"""What `policykit check --format` gives: how each format is rendered, and which calls make no sense."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from policykit.errors import PolicyKitError
from policykit.model.board import Changed
from policykit.model.catalogues import Catalogues
from policykit.model.document import Document
from policykit.model.finding import Report

TEXT, JSON, HTML, GOVERNORS, SARIF, CSV = "text", "json", "html", "governors", "sarif", "csv"
FORMATS = (TEXT, JSON, HTML, GOVERNORS, SARIF, CSV)
TOGETHER = (JSON, SARIF, CSV)
"""Formats in which several reports make one output."""
_PAGES = (".docx", ".html", ".htm")


@dataclass(frozen=True, slots=True)
class Older:
    """An older edition to compare with: its path as given, and what was read from it."""

    path: str
    document: Document


def refuse_nonsense(fmt: str, output: str | None, files: Sequence[str], since: str | None) -> None:
    """Raise click's UsageError for a call that no format can answer."""
    if fmt == GOVERNORS:
        _refuse_ending(output, files)
    elif since:
        raise click.UsageError("--since goes with --format governors; two editions are compared by policykit compare.")
    if since and len(files) > 1:
        raise click.UsageError("--since takes one FILE: the older edition is that file's.")
    if fmt == HTML and output is None and len(files) > 1:
        raise click.UsageError("Several pages do not fit on one screen. Give -o a folder that is there already.")


def _refuse_ending(output: str | None, files: Sequence[str]) -> None:
    if output is None:
        raise click.UsageError("--format governors needs -o PAGE.docx or -o PAGE.html; the ending says which.")
    alone = len(files) == 1 and not Path(output).is_dir()
    if alone and Path(output).suffix.lower() not in _PAGES:
        raise click.UsageError(f"-o {output}: a page for governors ends in .docx or .html.")


def older_edition(path: str | None) -> Older | None:
    """Return the older edition, read and masked; raises DocumentError where it cannot be opened."""
    if not path:
        return None
    from policykit.check.pupils import masked
    from policykit.read.apart import read_apart

    return Older(path, masked(read_apart(path)))


def rendered(fmt: str, report: Report, known: Catalogues, target: Path, older: Older | None = None) -> bytes:
    """Return what is written into `target` for one report; of a governors' page its ending decides the form."""
    if fmt == GOVERNORS:
        return _governors(report, known, target, older)
    if fmt in TOGETHER:
        return together(fmt, [report], known, alone=True).encode("utf-8", "backslashreplace")
    return alone(fmt, report, known).encode("utf-8", "backslashreplace")


def alone(fmt: str, report: Report, known: Catalogues) -> str:
    """Return one report in a format in which each stands by itself."""
    if fmt == HTML:
        from policykit.report.html import to_html

        return to_html(report, known.checklist)
    from policykit.report import terminal

    return terminal.to_text(report, known.checklist)


def together(
    fmt: str,
    reports: Sequence[Report],
    known: Catalogues,
    errors: Sequence[tuple[str, PolicyKitError]] = (),
    *,
    alone: bool,
) -> str:
    """Return several reports as one JSON, SARIF or CSV text; `alone` where one file was asked for and there is its report."""
    if fmt == CSV:
        from policykit.report.csv import to_csv

        return to_csv([(report, known.checklist) for report in reports])
    if fmt == SARIF:
        from policykit.report import sarif

        return sarif.to_text(sarif.to_sarif(reports, known, errors))
    from policykit.report import json as as_json

    shapes = [as_json.to_json(report, known.checklist) for report in reports]
    return as_json.to_text(shapes[0] if alone else as_json.several_to_json(shapes, errors))


def _governors(report: Report, known: Catalogues, target: Path, older: Older | None) -> bytes:
    from policykit.check.board import board_of
    from policykit.report import governors

    board = board_of(report, known.checklist)
    if older:
        board = replace(board, changed=_changed(older.document, report.document), older=older.path)
    sheet = governors.sheet_of(report, known.checklist, board)
    if target.suffix.lower() == ".docx":
        from policykit.report.governors_docx import to_docx

        return to_docx(sheet, report.as_at)
    return governors.to_html(sheet).encode()


def _changed(old: Document, new: Document) -> Changed:
    from policykit.compare.moves import only_names_and_dates, same_words

    if same_words(old, new):
        return Changed.NOTHING
    return Changed.NAMES_AND_DATES if only_names_and_dates(old, new) else Changed.MORE
