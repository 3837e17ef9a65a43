"""`policykit audit FOLDER`: many schools' documents judged, kept, and told in one place."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from policykit.cli import exits, options, output
from policykit.cli.audit_output import outputs, refuse_open, store_beside, write_letters_to
from policykit.cli.audit_since import moved_since
from policykit.counting import many
from policykit.report.wording import listed

if TYPE_CHECKING:
    from policykit.audit.layout import Plan, Planned
    from policykit.audit.moved import Moved
    from policykit.audit.pool import Pool
    from policykit.audit.rounds import Round
    from policykit.audit.run import Progress
    from policykit.audit.store import Store
    from policykit.audit.work import Answer, Job
    from policykit.read.apart import Limits

_SHOWN = 25


@click.command(
    short_help="Check the documents of many schools, year on year.",
    epilog="See also: policykit audit query --help, which asks questions of the store that an audit leaves.",
)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "output_paths",
    metavar="FILE",
    multiple=True,
    help="What to write, by its ending .xlsx, .html, .csv (a file a sheet) or .json. May be given several times; the store is kept beside "
    "the first.",
)
@click.option(
    "--register",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The schools, CSV or XLSX: the national register's columns, and file, folder and contact beside them.",
)
@click.option("--dry-run", is_flag=True, help="Only show which files belong to which school; nothing is read.")
@click.option("--jobs", type=click.IntRange(1, 256), help="How many files to work on at once; all cores if not given.")
@click.option(
    "--time-limit",
    type=click.IntRange(1, 86_400),
    metavar="SECONDS",
    help="Working time that reading one file may take, four times as long by the clock; 120 if not given.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(200, 1_000_000),
    metavar="MB",
    help="Memory that reading one file may take; 2000 if not given.",
)
@click.option("--cluster", "address", metavar="ADDRESS", help="Send the work to the Dask scheduler at this address.")
@click.option(
    "--since",
    metavar="LAST",
    help="Say what is fixed, still open and new since an earlier round: last, its number, a day, another store, or all for "
    "every step from round to round.",
)
@click.option(
    "--letters",
    metavar="FOLDER",
    type=click.Path(path_type=Path),
    help="Draft a letter here for each school that is ticked in the workbook of the last run.",
)
@options.as_at
@options.folders
def run(  # noqa: PLR0913 - one parameter an option
    *,
    folder: Path,
    output_paths: tuple[str, ...],
    register: Path | None,
    dry_run: bool,
    jobs: int | None,
    time_limit: int | None,
    memory_limit: int | None,
    address: str | None,
    since: str | None,
    letters: Path | None,
    as_at: date,
    folders: tuple[str, ...],
) -> None:
    """Check the documents of every school in FOLDER: a folder a school, or a file a school.

    A second run does only what is new or changed; one that was stopped goes on where it was.

    Exit codes: 0 done, 2 a document was not read or the audit could not be done.
    """
    from policykit.audit.layout import plan
    from policykit.audit.register import read_register

    chosen = outputs(output_paths, [register])
    rows = read_register(register) if register else ()
    planned = plan(folder, rows, leave_out=[*([register] if register else []), *chosen])
    if dry_run:
        output.say("\n".join(plan_lines(planned)) + "\n")
        return
    if not chosen:
        raise click.UsageError("Give -o a name for the workbook, for example: -o audit.xlsx")
    if letters and not any(path.suffix.casefold() == ".xlsx" for path in chosen):
        raise click.UsageError("Letters go to the schools that are ticked in the workbook: give -o its name too.")
    asked = _Run(store_beside(chosen[0]), as_at, folders, since, _limits(time_limit, memory_limit))
    refuse_open(chosen)
    from policykit.audit.store import Store

    with Store(asked.store) as store:
        made, moved = _audited(planned, asked, _engine(address, jobs, folders), store)
        output.say("\n".join([*round_lines(made, asked.store), *(moved.overall if moved else ())]) + "\n")
        _write(chosen, made, store, moved, (folders, letters))
        unread = any(made.unread())
    sys.exit(exits.NOT_DONE if unread else exits.DONE)


def _write(
    chosen: "list[Path]",
    made: "Round",
    store: "Store",
    moved: "Moved | None",
    asked: tuple[tuple[str, ...], Path | None],
) -> None:
    """Write the outputs that are not as they should be already, and letters where they are asked for.

    `asked` are the folders of further checklists, and that for the letters.
    """
    from policykit.audit.across import across
    from policykit.audit.across_told import across_told
    from policykit.audit.sheets import notes_in
    from policykit.audit.texts import texts_of
    from policykit.audit.written import workbook_of, write_changed
    from policykit.pipeline import catalogues

    folders, letters = asked
    checklist = catalogues(folders).checklist
    refuse_open(chosen)
    added = [moved.told] if moved else []
    told = write_changed(
        chosen, made, checklist, store, (added, lambda: across_told(made, across(made, texts_of(made, store))))
    )
    if told.left:
        output.say(f"Nothing has changed in {listed(str(path) for path in told.left)}.\n")
    workbook = workbook_of(chosen)
    if letters is not None and workbook is not None:
        notes = notes_in(workbook, checklist) if told.notes is None else told.notes
        write_letters_to(letters, made, checklist, notes)


@dataclass(frozen=True, slots=True)
class _Run:
    store: Path
    as_at: date
    folders: tuple[str, ...]
    since: str | None
    limits: "Limits"


def _limits(seconds: int | None, megabytes: int | None) -> "Limits":
    from policykit.read.apart import USUAL, Limits

    return Limits(megabytes * 1_000_000 if megabytes else USUAL.memory, seconds or USUAL.seconds)


def plan_lines(planned: "Plan") -> list[str]:
    """Return what an audit would read, for people."""
    lines = [f"{many(len(planned.files), 'document')} in {planned.folder}:"]
    lines += [
        f"- {many(len(planned.schools), 'school')} told by folder, name or register",
        f"- {many(len(planned.loose), 'file')} whose school is told once read: its own, or one of these that it names",
    ]
    for one in planned.schools:
        lines += ["", f"{_named(one)} ({one.why})"]
        lines += [f"  {file.relative_to(planned.folder).as_posix()}" for file in one.files]
    if planned.loose:
        lines += ["", "A file a school"]
        lines += [f"  {file.relative_to(planned.folder).as_posix()}" for file in planned.loose]
    waiting = [row for row in planned.rows if not row.closed]
    if waiting:
        lines += ["", f"{many(len(waiting), 'school')} of the register without a file so far"]
        lines += [f"  {row.school.name}" for row in waiting[:_SHOWN]]
        lines += [f"  and {len(waiting) - _SHOWN} more"] if len(waiting) > _SHOWN else []
    if planned.passed_over:
        lines += ["", "Passed over, since these are no documents"]
        lines += [f"  {file.relative_to(planned.folder).as_posix()}" for file in planned.passed_over]
    return [*lines, *(["", *planned.notes] if planned.notes else [])]


def round_lines(made: "Round", store_path: Path) -> list[str]:
    """Return a round in a few lines, for the screen."""
    from policykit.audit.collection import is_address
    from policykit.audit.rounds import Role, judged_of

    documents, unread, without = 0, [], 0
    for school, every in made.documents():
        documents += sum(not is_address(one) for one in every)
        unread += [(school, one) for one in every if one.role is Role.NOT_READ]
        without += judged_of(every) is None
    counted = f"{many(len(made.schools), 'school')}, {many(documents, 'document')}"
    lines = [f"Round {made.number}: {counted}, the law of {made.as_at.isoformat()}.", *made.notes]
    if without:
        lines.append(f"{many(without, 'school')} without a SEN report or policy that could be judged.")
    for school, document in unread[:_SHOWN]:
        lines.append(f"Not read: {document.path} ({school.name}): {document.role_why}")
    if len(unread) > _SHOWN:
        lines.append(f"Not read: {len(unread) - _SHOWN} more.")
    return [*lines, f"Kept in {store_path}"]


def _audited(
    planned: "Plan", run: _Run, engine: "tuple[Pool[Job, Answer], bool]", store: "Store"
) -> "tuple[Round, Moved | None]":
    """Return the round, and what has moved since an earlier one where that was asked for."""
    from policykit.audit.judge import Law
    from policykit.audit.program import program
    from policykit.audit.run import Audit
    from policykit.pipeline import catalogues

    checklist = catalogues(run.folders).checklist
    law = Law(run.as_at, program(), checklist.digest, run.folders)
    pool, send = engine
    moved: Moved | None = None
    try:
        with _Bar() as bar:
            audit = Audit(store, pool, law, bar.told, send=send, limits=run.limits)
            made = audit.run(planned, checklist)
            if run.since:
                moved = moved_since(audit, made, run.since, checklist)
    except KeyboardInterrupt:
        pool.close(kill=True)
        click.echo("Stopped. What was done is kept: run the same command again to go on.", err=True)
        sys.exit(exits.NOT_DONE)
    except BaseException:
        pool.close(kill=True)
        raise
    pool.close()
    return made, moved


def _engine(address: str | None, jobs: int | None, folders: tuple[str, ...]) -> "tuple[Pool[Job, Answer], bool]":
    """Return what does the work, and whether it must be sent the files' bytes."""
    from policykit.audit.pool import Pool, cores, local
    from policykit.audit.work import do

    if address:
        from policykit.audit.cluster import cluster

        make, workers = cluster(address)
        return Pool(do, make, jobs or workers), True
    return Pool(do, lambda many: local(many, folders), jobs or cores()), False


class _Bar:
    """A bar with the time left, on a terminal only."""

    def __enter__(self) -> Self:
        self._stage = ""
        self.told: Progress = self._quiet
        self._end: Callable[[], None] = lambda: None
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Shown

            columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
            bar = Shown(*columns, console=Console(stderr=True), transient=True)
            task = bar.add_task("Opening", total=None)

            def _told(stage: str, done: int, total: int) -> None:
                if stage != self._stage:
                    self._stage = stage
                    bar.reset(task)
                bar.update(task, description=stage, completed=done, total=total)

            bar.start()
            self.told, self._end = _told, bar.stop
        return self

    def __exit__(self, *_: object) -> None:
        self._end()

    def _quiet(self, _stage: str, _done: int, _total: int) -> None:
        """Say nothing: a file or a pipe wants no bar."""


def _named(one: "Planned") -> str:
    return f"{one.school.name}, URN {one.school.urn}" if one.school.urn else one.school.name
