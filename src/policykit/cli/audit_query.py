"""`policykit audit query`: an adviser's questions to the store of an audit, without SQL."""

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykit.cli import output
from policykit.errors import StoreError, did_you_mean

if TYPE_CHECKING:
    from policykit.audit.questions import Answer

_WIDEST = 60


@click.command(short_help="Ask questions of the store that an audit leaves.")
@click.argument("store", metavar="STORE", type=click.Path(path_type=Path))
@click.argument("question", metavar="QUESTION", required=False, default="")
@click.argument("about", metavar="ABOUT", required=False, default="")
@click.option("--round", "number", type=click.IntRange(1), help="The round that is meant; the latest if not given.")
@click.option("--format", "fmt", type=click.Choice(("table", "csv", "json")), default="table", show_default=True)
def query(*, store: Path, question: str, about: str, number: int | None, fmt: str) -> None:
    """Answer a QUESTION from STORE (NAME.policykit.sqlite); without one, list the questions.

    For example: policykit audit query audit.policykit.sqlite lacks sch1.11
    """
    from policykit.audit.questions import QUESTIONS, answer

    if not question:
        for one in QUESTIONS:
            output.say(f"{one.name} {one.about}".strip() + f"\n    {one.asks}\n")
        return
    asked = next((one for one in QUESTIONS if one.name == question), None)
    if asked is not None and asked.about:
        about = _known(about, asked.about)
    elif asked is not None and about:
        raise click.UsageError(f"The question '{question}' takes nothing behind it.")
    found = answer(store, question, about, number or 0)
    output.say_utf8(_FORMATS[fmt](found))


def _known(about: str, kind: str) -> str:
    """Return an id that the checklist knows; an unknown one is an error with the nearest names, never an empty answer."""
    from policykit.pipeline import catalogues

    known = catalogues(())
    if kind == "REQUIREMENT":
        ids = [one.id for one in known.checklist.requirements]
    else:
        ids = sorted({name for one in known.stale.references for name in (one.id, one.group) if name})
        # "statements" as a person says it: the one line of the catalogue that has the word in its name.
        word = about.casefold().removesuffix("s")
        lines = {name for one in known.stale.references if word in (name := one.group or one.id).split("-")}
        if about not in ids and len(lines) == 1:
            return lines.pop()
    if about in ids:
        return about
    hint = did_you_mean(about, ids, f"Give an id such as {', '.join(ids[:3])}.")
    what = f"There is no {kind.replace('-', ' ').lower()} '{about}'." if about else f"This question needs a {kind}."
    raise StoreError(what, where="query", remedy=hint)


def _table(found: "Answer") -> str:
    rows = [tuple(_cut(cell) for cell in row) for row in found.rows]
    if not rows:
        return f"{found.title}\nNone.\n"
    widths = [max(map(len, column)) for column in zip(found.columns, *rows, strict=True)]
    lines = [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in (found.columns, *rows)
    ]
    return "\n".join([found.title, "", *lines]) + "\n"


def _cut(cell: str | int | None) -> str:
    words = "" if cell is None else " ".join(str(cell).split())
    return words if len(words) <= _WIDEST else words[: _WIDEST - 1] + "…"


def _csv(found: "Answer") -> str:
    from policykit.report.csv import harmless

    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(found.columns)
    writer.writerows([harmless("" if cell is None else str(cell)) for cell in row] for row in found.rows)
    return stream.getvalue()


def _json(found: "Answer") -> str:
    rows = [dict(zip(found.columns, row, strict=True)) for row in found.rows]
    return json.dumps({"question": found.title, "rows": rows}, ensure_ascii=False, indent=2) + "\n"


_FORMATS: dict[str, Callable[["Answer"], str]] = {"table": _table, "csv": _csv, "json": _json}
