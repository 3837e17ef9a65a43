"""`policykit audit FOLDER`: many schools' documents judged, kept, and told in one place."""

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Self

import click

from policykit.cli import options, output
from policykit.errors import StoreError

if TYPE_CHECKING:
    from policykit.audit.layout import Plan, Planned
    from policykit.audit.pool import Pool
    from policykit.audit.rounds import Round
    from policykit.audit.run import Progress
    from policykit.audit.work import Answer, Job

DONE, NOT_DONE = 0, 2
_SHOWN = 25
_STORE = ".policykit.sqlite"


@click.command(
    short_help="Check the documents of many schools, year on year.",
    epilog="See also: policykit audit query --help, which asks questions of the store that an audit leaves.",
)
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path))
@click.option("-o", "output_path", metavar="FILE", help="The workbook to write; the store is kept beside it.")
@click.option(
    "--register",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The schools, CSV or XLSX: the national register's columns, and file, folder and contact beside them.",
)
@click.option("--dry-run", is_flag=True, help="Only show which files belong to which school; nothing is read.")
@click.option("--jobs", type=click.IntRange(1, 256), help="How many files to work on at once; all cores if not given.")
@click.option("--cluster", "address", metavar="ADDRESS", help="Send the work to the Dask scheduler at this address.")
@options.as_at
@options.folders
def run(  # noqa: PLR0913 - one parameter an option
    *,
    folder: Path,
    output_path: str | None,
    register: Path | None,
    dry_run: bool,
    jobs: int | None,
    address: str | None,
    as_at: date,
    folders: tuple[str, ...],
) -> None:
    """Check the documents of every school in FOLDER: a folder a school, or a file a school.

    A second run does only what is new or changed; one that was stopped goes on where it was.

    Exit codes: 0 done, 2 a document was not read or the audit could not be done.
    """
    from policykit.audit.layout import plan
    from policykit.audit.register import read_register

    store_path = store_beside(output_path) if output_path else None
    rows = read_register(register) if register else ()
    own = [*([register] if register else []), *([Path(output_path)] if output_path else [])]
    planned = plan(folder, rows, leave_out=own)
    if dry_run:
        output.say("\n".join(plan_lines(planned)) + "\n")
        return
    if store_path is None:
        raise click.UsageError("Give -o a name for the workbook, for example: -o audit.xlsx")
    made = _audited(planned, store_path, as_at, folders, _engine(address, jobs, folders))
    output.say("\n".join(round_lines(made, store_path)) + "\n")
    sys.exit(NOT_DONE if any(made.unread()) else DONE)


def store_beside(output_path: str) -> Path:
    """Return where the store of a workbook lies; raises StoreError where its folder is not there."""
    chosen = Path(output_path)
    if not chosen.parent.is_dir():
        what = "The folder to write into does not exist."
        raise StoreError(what, where=str(chosen.parent), remedy="Make the folder first, or give another one.")
    return chosen.with_name(f"{chosen.stem}{_STORE}")


def plan_lines(planned: "Plan") -> list[str]:
    """Return what an audit would read, for people."""
    lines = [f"{_count(len(planned.files), 'document')} in {planned.folder}:"]
    lines += [
        f"- {_count(len(planned.schools), 'school')} told by folder, name or register",
        f"- {_count(len(planned.loose), 'file')} whose school is told once read: its own, or one of these that it names",
    ]
    for one in planned.schools:
        lines += ["", f"{_named(one)} ({one.why})"]
        lines += [f"  {file.relative_to(planned.folder).as_posix()}" for file in one.files]
    if planned.loose:
        lines += ["", "A file a school"]
        lines += [f"  {file.relative_to(planned.folder).as_posix()}" for file in planned.loose]
    waiting = [row for row in planned.rows if not row.closed]
    if waiting:
        lines += ["", f"{_count(len(waiting), 'school')} of the register without a file so far"]
        lines += [f"  {row.school.name}" for row in waiting[:_SHOWN]]
        lines += [f"  and {len(waiting) - _SHOWN} more"] if len(waiting) > _SHOWN else []
    if planned.passed_over:
        lines += ["", "Passed over, since these are no documents"]
        lines += [f"  {file.relative_to(planned.folder).as_posix()}" for file in planned.passed_over]
    return [*lines, *(["", *planned.notes] if planned.notes else [])]


def round_lines(made: "Round", store_path: Path) -> list[str]:
    """Return a round in a few lines, for the screen."""
    documents = sum(len(one.documents) for one in made.schools)
    unread = list(made.unread())
    without = [one.school.name for one in made.schools if one.judged is None]
    counted = f"{_count(len(made.schools), 'school')}, {_count(documents, 'document')}"
    lines = [f"Round {made.number}: {counted}, the law of {made.as_at.isoformat()}.", *made.notes]
    if without:
        lines.append(f"{_count(len(without), 'school')} without a SEN report or policy that could be judged.")
    for school, document in unread[:_SHOWN]:
        lines.append(f"Not read: {document.path} ({school.name}): {document.role_why}")
    if len(unread) > _SHOWN:
        lines.append(f"Not read: {len(unread) - _SHOWN} more.")
    return [*lines, f"Kept in {store_path}"]


def _audited(
    planned: "Plan", store_path: Path, as_at: date, folders: tuple[str, ...], engine: "tuple[Pool[Job, Answer], bool]"
) -> "Round":
    from policykit.audit.judge import Law
    from policykit.audit.program import program
    from policykit.audit.run import Audit
    from policykit.audit.store import Store
    from policykit.pipeline import catalogues

    checklist = catalogues(folders).checklist
    law = Law(as_at, program(), checklist.digest, folders)
    pool, send = engine
    with Store(store_path) as store:
        try:
            with _Bar() as bar:
                made = Audit(store, pool, law, bar.told, send=send).run(planned, checklist)
        except KeyboardInterrupt:
            pool.close(kill=True)
            click.echo("Stopped. What was done is kept: run the same command again to go on.", err=True)
            sys.exit(NOT_DONE)
        except BaseException:
            pool.close(kill=True)
            raise
    pool.close()
    return made


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
    return f"{one.school.name} (URN {one.school.urn})" if one.school.urn else one.school.name


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
