"""`policykit check`: one report for each file, and an exit code that says whether there is something to do."""

import sys
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykit.cli import exits, formats, options, output
from policykit.cli.accepting import Acceptances, acceptances, accepts_files
from policykit.errors import ChecklistError, DocumentError, PolicyKitError, StoreError
from policykit.model.accepted import without_accepted
from policykit.model.finding import Counts, Report, Severity, Status
from policykit.report import terminal

if TYPE_CHECKING:
    from policykit.model.catalogues import Catalogues
    from policykit.pipeline import Options

BARS = ("never", "outdated", "missing", "partial")
_LONG = 3
"""From this many files on a progress bar is worth its place."""


@dataclass(slots=True)
class _Run:
    """What one call has to do and what came of it.

    `accepted` puts what people have accepted into a report; `reports` wait for standard output, where they make one.
    """

    fmt: str
    bar: str
    known: "Catalogues"
    accepted: Acceptances
    code: int = exits.DONE
    shown: int = 0
    older: formats.Older | None = None
    reports: list[Report] = field(default_factory=list)
    errors: list[tuple[str, PolicyKitError]] = field(default_factory=list)

    def not_done(self, path: str, error: PolicyKitError) -> None:
        """Note what could not be done for a file, and say it at once."""
        click.echo(str(error), err=True)
        self.errors.append((path, error))
        self.code = exits.NOT_DONE


@click.command(short_help="Check SEN documents and say what to do.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--format", "fmt", type=click.Choice(formats.FORMATS), default="text", show_default=True)
@click.option(
    "-o",
    "output_path",
    metavar="FILE|FOLDER",
    help="Write here instead of to the screen: a file, or for several inputs a folder. A page for "
    "governors is a Word file or a web page by this name's ending (.docx, .html), in a folder a Word file.",
)
@options.as_at
@options.school
@options.kind
@options.companions
@options.folders
@options.accepts
@click.option(
    "--check-links", is_flag=True, help="Try whether the web links answer: the only thing asked of the network."
)
@click.option(
    "--since",
    metavar="OLD",
    help="An older edition of FILE: the page for governors says whether only names and dates have changed.",
)
@click.option(
    "--fail-on",
    type=click.Choice(BARS),
    default="partial",
    show_default=True,
    help="Exit with 1 for outdated references; for those and must-haves not found; or also for those found in part.",
)
def check(  # noqa: PLR0913 - one parameter an option
    *,
    files: tuple[str, ...],
    fmt: str,
    output_path: str | None,
    as_at: date,
    school_type: str | None,
    phase: str | None,
    kind: str | None,
    companions: tuple[str, ...],
    folders: tuple[str, ...],
    accepts_path: str | None,
    check_links: bool,
    since: str | None,
    fail_on: str,
) -> None:
    """Check each FILE (.docx, .pdf, .txt, .md, .html) and say what it says, what it lacks and what is out of date.

    Exit codes: 0 nothing at or above the bar, 1 findings, 2 a file could not be opened or holds no readable word, or
    the call was wrong. What we are not sure of is shown and counts for no exit code.
    """
    formats.refuse_nonsense(fmt, output_path, files, since)
    from policykit.read.apart import start

    start(files[0])
    from policykit.pipeline import Options, catalogues

    targets: list[Path | None] = [None] * len(files)
    if output_path:
        chosen = output.targets(output_path, files, fmt)
        output.refuse_inputs(
            chosen, (*files, *companions, *([since] if since else []), *accepts_files(accepts_path, files))
        )
        targets = [*chosen]
    settings = Options(
        as_at=as_at,
        school_type=school_type or "",
        phase=phase or "",
        kind=kind or "",
        companions=companions,
        checklists=folders,
    )
    run = _Run(fmt, fail_on, catalogues(folders), acceptances(accepts_path, settings))
    run.older = formats.older_edition(since)
    for path, target in _with_progress(list(zip(files, targets, strict=True)), to_screen=output_path is None):
        report = _checked(path, settings, run)
        report = _accepted(path, report, run) if report else None
        if report and check_links:
            from policykit.links import tried

            report = tried(report)
        if report is not None:
            _deliver(path, report, target, run)
            run.code = max(run.code, code_for(report, run.bar))
    if fmt in formats.TOGETHER and output_path is None:
        alone = len(files) == 1 and len(run.reports) == 1
        output.say_utf8(formats.together(fmt, run.reports, run.known, run.errors, alone=alone))
    sys.exit(run.code)


def _checked(path: str, settings: "Options", run: _Run) -> Report | None:
    from policykit.pipeline import check_file

    try:
        return check_file(path, options=settings)
    except DocumentError as error:
        run.not_done(path, error)
    except PolicyKitError:
        raise
    except Exception as error:  # noqa: BLE001 - one file must never hide the rest; the traceback is shown
        traceback.print_exc(file=sys.stderr)
        what = f"PolicyKit itself stumbled over this file ({type(error).__name__})."
        remedy = "Please report it with the lines above; other files are not affected."
        run.not_done(path, DocumentError(what, where=path, remedy=remedy))
    return None


def _accepted(path: str, report: Report, run: _Run) -> Report | None:
    try:
        return run.accepted(report)
    except ChecklistError as error:
        # A report without its acceptances would count what somebody has decided on.
        run.not_done(path, error)
        return None


def _deliver(path: str, report: Report, target: Path | None, run: _Run) -> None:
    if target is not None:
        _write(path, report, target, run)
    elif run.fmt in formats.TOGETHER:
        run.reports.append(report)
    elif run.fmt == formats.HTML:
        output.say_utf8(formats.alone(run.fmt, report, run.known))
    else:
        if run.shown:
            output.say("\n\n")
        output.show(terminal.to_lines(report, run.known.checklist))
        run.shown += 1


def _write(path: str, report: Report, target: Path, run: _Run) -> None:
    try:
        output.write(target, formats.rendered(run.fmt, report, run.known, target, run.older))
    except StoreError as error:
        run.not_done(path, error)


def _with_progress(work: Sequence[tuple[str, Path | None]], *, to_screen: bool) -> Iterator[tuple[str, Path | None]]:
    # Reports and a bar on the same screen would write over one another.
    same_screen = to_screen and sys.stdout.isatty()
    if len(work) < _LONG or same_screen or not sys.stderr.isatty():
        yield from work
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(work, description="Checking", console=Console(stderr=True), transient=True)


def code_for(report: Report, bar: str) -> int:
    """Return the exit code of one report: 2 where nothing could be read, 1 where something reaches the bar, else 0."""
    if report.errors or not report.document.has_words():
        return exits.NOT_DONE
    report = without_accepted(report)
    bars = {
        "outdated": any(found.severity is Severity.OUTDATED for found in report.stale),
        "missing": _gap(report, Status.MISSING),
        "partial": _gap(report, Status.PARTIAL),
    }
    reached = BARS[1 : BARS.index(bar) + 1]
    return exits.FINDINGS if any(bars[name] for name in reached) else exits.DONE


def _gap(report: Report, status: Status) -> bool:
    # As in an audit's counts and letters: what a person has to look at first is no finding that a script may rest on.
    return any(found.counts is Counts.GAP and found.status is status and found.sure for found in report.requirements)
