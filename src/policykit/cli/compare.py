"""`policykit compare`: last year's edition against this year's."""

import sys
from datetime import date
from typing import TYPE_CHECKING

import click

from policykit.cli import options, output
from policykit.cli.accepting import Acceptances, acceptances, accepts_files
from policykit.errors import StoreError

if TYPE_CHECKING:
    from policykit.compare import Comparison
    from policykit.pipeline import Options

_BARS = ("never", "worse", "open")


@click.command(short_help="Say what changed between two editions.")
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@click.option("--format", "fmt", type=click.Choice(["text", "html", "json"]), default="text", show_default=True)
@click.option("-o", "output_path", metavar="FILE", help="Write here instead of to the screen.")
@options.as_at
@options.school
@options.kind
@options.companions
@options.folders
@options.accepts
@click.option(
    "--fail-on",
    type=click.Choice(_BARS),
    default="worse",
    show_default=True,
    help="Exit with 1 where something is worse or new; or also where something is still open.",
)
def compare(  # noqa: PLR0913 - one parameter an option
    *,
    old: str,
    new: str,
    fmt: str,
    output_path: str | None,
    as_at: date,
    school_type: str | None,
    phase: str | None,
    kind: str | None,
    companions: tuple[str, ...],
    folders: tuple[str, ...],
    accepts_path: str | None,
    fail_on: str,
) -> None:
    """Compare two editions of a document: what was put right, what is open, what is worse, what is new.

    Both are judged by today's checklist and as the same kind of school. OLD may be a JSON report that
    `policykit check` wrote. Exit codes: 0 nothing at or above the bar, 1 findings, 2 a file could not be opened or
    holds no readable word, or the call was wrong. What we are not sure of is shown and counts for no exit code.
    """
    from policykit.pipeline import Options

    target = None
    if output_path:
        target = output.targets(output_path, [new], fmt)[0]
        output.refuse_inputs([target], (*_read_from(old), new, *companions, *accepts_files(accepts_path, [old, new])))
    settings = Options(as_at, school_type or "", phase or "", kind or "", companions, folders)
    found = compared(old, new, settings, acceptances(accepts_path, settings))
    if fmt == "text" and target is None:
        from policykit.compare.text import to_lines

        output.show(to_lines(found))
    elif target is None:
        output.say_utf8(_rendered(found, fmt))
    else:
        output.write(target, _rendered(found, fmt))
    sys.exit(code_for(found, fail_on))


def _read_from(old: str) -> tuple[str, ...]:
    """Return the files that OLD stands for: itself, and the document of a stored report where it is still there."""
    from policykit.compare.stored import is_stored, its_document, read_stored

    document = its_document(read_stored(old)) if is_stored(old) else ""
    return (old, document) if document else (old,)


def compared(old: str, new: str, settings: "Options", accepted: Acceptances) -> "Comparison":
    """Return the comparison of two files; raises DocumentError or StoreError where one cannot be read."""
    from policykit.compare import compare as hold
    from policykit.compare.judged import edition_of, editions_of
    from policykit.compare.stored import is_stored, its_document, read_stored
    from policykit.read.apart import read_apart

    if is_stored(new):
        remedy = "Give the document itself as NEW; only OLD may be a stored report."
        raise StoreError("This is a stored report.", where=new, remedy=remedy)
    latest = read_apart(new)
    if not is_stored(old):
        return hold(*editions_of(read_apart(old), latest, settings, accepted))
    stored = read_stored(old)
    path = its_document(stored)
    if path:
        return hold(*editions_of(read_apart(path), latest, settings, accepted), stored)
    return hold(stored, edition_of(latest, settings, accepted))


def _rendered(found: "Comparison", fmt: str) -> str:
    if fmt == "html":
        from policykit.compare.page import to_html

        return to_html(found)
    if fmt == "text":
        from policykit.compare.text import to_text

        return to_text(found)
    from policykit.compare.json import to_json
    from policykit.report.json import to_text as json_text

    return json_text(to_json(found))


def code_for(found: "Comparison", bar: str) -> int:
    """Return the exit code of a comparison: 1 where something sure and not accepted is worse, new or, if asked, open."""
    moved = [change.now for change in (*found.worse, *found.new_findings)]
    stays = [change.now for change in (*found.open, *found.cannot_tell, *found.stale_kept)]
    worse = any(not entry.accepted and entry.sure for entry in (*moved, *found.stale_came))
    still = any(not entry.accepted and entry.sure for entry in stays)
    return int((bar != "never" and worse) or (bar == "open" and still))
