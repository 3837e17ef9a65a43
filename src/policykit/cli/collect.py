"""`policykit collect REGISTER -o FOLDER`: the only command that fetches documents, and only when asked."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykit.cli import exits, options, output
from policykit.counting import many
from policykit.errors import StoreError

if TYPE_CHECKING:
    from policykit.audit.register import Row
    from policykit.collect.run import Result
    from policykit.collect.target import Target
    from policykit.collected import CollectedSchool
    from policykit.network import Guard

_SHOWN = 25
_LEAST_PAUSE = 1.0
_MOST_PORT = 65535


@click.command(short_help="Fetch schools' SEN documents from their websites, for an audit.")
@click.argument("register", metavar="REGISTER", type=click.Path(path_type=Path))
@click.option(
    "-o",
    "folder",
    metavar="FOLDER",
    required=True,
    type=click.Path(path_type=Path),
    help="Where the documents go: a folder a school, which policykit audit takes as they are.",
)
@click.option("--dry-run", is_flag=True, help="Only show where each visit would begin; nothing is fetched.")
@click.option(
    "--contact", metavar="E-MAIL", default="", help="Your own address, told to each site with the program's name."
)
@click.option(
    "--since",
    metavar="DAY",
    type=options.Day(),
    help="Leave the schools visited on or after this day, like 2026-09-01.",
)
@click.option(
    "--limit", metavar="N", type=click.IntRange(min=1), help="Visit at most so many schools; the next run goes on."
)
@click.option(
    "--depth", metavar="N", type=click.IntRange(0, 6), default=3, show_default=True, help="How many links deep to look."
)
@click.option(
    "--jobs",
    metavar="N",
    type=click.IntRange(1, 16),
    default=4,
    show_default=True,
    help="How many sites to visit at once.",
)
@click.option(
    "--pause",
    metavar="SECONDS",
    type=click.FloatRange(min=_LEAST_PAUSE),
    default=_LEAST_PAUSE,
    show_default=True,
    help="The time between two questions to one site; more where the site asks for it.",
)
@click.option(
    "--allow-host",
    "allowed",
    metavar="HOST[:PORT]",
    multiple=True,
    help="Let this host lie in a private network, for an intranet. May be given several times.",
)
def collect(  # noqa: PLR0913 - one parameter an option
    *,
    register: Path,
    folder: Path,
    dry_run: bool,
    contact: str,
    since: date | None,
    limit: int | None,
    depth: int,
    jobs: int,
    pause: float,
    allowed: tuple[str, ...],
) -> None:
    """Fetch what the schools in REGISTER publish on special educational needs.

    REGISTER is CSV or XLSX with the national register's columns (URN, EstablishmentName, SchoolWebsite), and a column
    called address for a report's own address. Each visit follows links that speak of SEN, one page at a time and as the
    site's robots.txt wishes. A second run fetches only what is new or changed; one that was stopped goes on where it was.

    Exit codes: 0 done, 2 a school could not be collected or the run was stopped.
    """
    from policykit.audit.register import read_register
    from policykit.collect.settings import Settings

    targets = _targets(read_register(register), register)
    if folder.exists() and not folder.is_dir():
        remedy = "Give -o a folder that is there, or the name of a new one."
        raise StoreError("This is a file, and documents go into a folder.", where=str(folder), remedy=remedy)
    if any(not letter.isprintable() or not letter.isascii() for letter in contact):
        raise click.BadParameter("Write a plain e-mail address.", param_hint="--contact")
    settings = Settings(contact=contact, depth=depth, jobs=jobs, pause=pause, guard=_guard(allowed))
    _mention_proxies()
    if dry_run:
        output.say("\n".join(_plan_lines(targets, folder, since, limit)) + "\n")
        return
    from policykit.collect.run import Choice
    from policykit.collect.run import collect as run

    result = run(targets, folder, settings, Choice(since, limit), _told)
    output.say("\n".join(_result_lines(result, folder, register)) + "\n")
    from policykit.collected import Outcome

    failed = any(one.outcome is Outcome.NOT_COLLECTED for one in result.visited)
    sys.exit(exits.NOT_DONE if failed or result.is_stopped else exits.DONE)


def _mention_proxies() -> None:
    """Say that a proxy of this computer's settings is left aside: whoever has no other way out finds no site."""
    from policykit.network import is_proxy_set

    if is_proxy_set():
        click.echo(
            "This computer's settings name a proxy, and collect asks each site itself, so that it can refuse private "
            "addresses. Where only the proxy leads out, no site will answer: run collect on a computer with a direct way, and "
            "take its folder to this one for the audit.",
            err=True,
        )


def _targets(rows: "Sequence[Row]", register: Path) -> "list[Target]":
    from policykit.collect.target import Target

    made = []
    for row in rows:
        school = row.school
        if not row.closed:
            made.append(
                Target(
                    school.key,
                    school.name,
                    school.urn,
                    school.type,
                    school.phase,
                    school.contact,
                    school.website,
                    row.addresses,
                )
            )
    if not any(one.website or one.addresses for one in made):
        what = "No open school of the register has a web address."
        remedy = "Add a column SchoolWebsite with the schools' sites, or a column address with those of their reports."
        raise StoreError(what, where=str(register), remedy=remedy)
    return made


def _guard(allowed: Sequence[str]) -> "Guard":
    from policykit.network import Guard

    named: set[str] = set()
    for one in allowed:
        host, _, port = one.casefold().partition(":")
        if not host or "/" in one or (port and not (port.isdecimal() and 0 < int(port) <= _MOST_PORT)):
            raise click.BadParameter(
                f"{one} is no host. Write it like intranet.example.org:8080.", param_hint="--allow-host"
            )
        named |= {f"{host}:{number}" for number in ((port,) if port else ("80", "443"))}
    return Guard(allowed=frozenset(named))


def _plan_lines(targets: "Sequence[Target]", folder: Path, since: date | None, limit: int | None) -> list[str]:
    """Return what a run would visit, for people."""
    from policykit.collect.visit import first_addresses
    from policykit.collected import Manifest, is_collection

    known = {}
    if is_collection(folder):
        with Manifest(folder) as manifest:
            known = {one.key: one.visited_at[:10] for one in manifest.schools()}
    left = [one for one in targets if since and known.get(one.key, "") >= since.isoformat()]
    visited = [one for one in targets if one not in left][:limit]
    lines = [f"{many(len(visited), 'school')} would be visited; nothing was fetched."]
    for one in visited:
        day = f" (last visited {known[one.key]})" if one.key in known else ""
        begins = ", ".join(first_addresses(one)) or "no web address in the register"
        lines.append(f"  {_named(one)}: {begins}{day}")
    if left:
        lines.append(f"{many(len(left), 'school')} visited since that day would be left.")
    return lines


def _told(done: int, every: int, school: "CollectedSchool") -> None:
    output.say(f"[{done}/{every}] {_named(school)}: {school.why}\n")
    sys.stdout.flush()


def _result_lines(result: "Result", folder: Path, register: Path) -> list[str]:
    """Return what came of a run, for people."""
    from policykit.collect.table import WORDS
    from policykit.collected import TABLE_NAME, Outcome

    visited = result.visited
    by_outcome = {outcome: [one for one in visited if one.outcome is outcome] for outcome in Outcome}
    documents = sum(len(one.documents) for one in by_outcome[Outcome.COLLECTED])
    lines = ["", f"{many(len(visited), 'school')} visited:"]
    for outcome, schools in by_outcome.items():
        more = f", {many(documents, 'document')}" if outcome is Outcome.COLLECTED else ""
        lines += [f"- {len(schools)} {WORDS[outcome]}{more}"] if schools else []
    if result.before:
        lines.append(f"{many(result.before, 'school')} left, since visited already.")
    lines += _detail("Could not be collected", by_outcome[Outcome.NOT_COLLECTED])
    lines += _detail("Nothing found", by_outcome[Outcome.NOTHING_FOUND])
    problems = [(school, one) for school in by_outcome[Outcome.COLLECTED] for one in school.problems if not one.file]
    if problems:
        lines += ["", "Of schools that were collected, these could not be"]
        lines += [f"  {school.name}: {one.address}\n    {one.why} {one.remedy}" for school, one in problems[:_SHOWN]]
        lines += [f"  and {len(problems) - _SHOWN} more"] if len(problems) > _SHOWN else []
    lines += ["", f"Where each document came from stands in {folder / TABLE_NAME}"]
    if result.is_stopped:
        return [*lines, "Stopped. What was done is kept: run the same command again to go on."]
    if result.waiting:
        lines.append(f"{many(result.waiting, 'school')} still to visit: run the same command again to go on.")
    if any(folder.glob("*/*")):
        lines.append(f"Next: policykit audit {_quoted(folder)} --register {_quoted(register)} -o audit.xlsx")
    return lines


def _quoted(path: Path) -> str:
    """Return a path as it is typed, whatever the system: in quotes where a space stands in it."""
    return f'"{path}"' if " " in str(path) else str(path)


def _detail(heading: str, schools: "Sequence[CollectedSchool]") -> list[str]:
    lines = ["", heading] if schools else []
    for one in schools[:_SHOWN]:
        lines += [f"  {_named(one)}: {one.why}", *([f"    {one.remedy}"] if one.remedy else [])]
    return [*lines, *([f"  and {len(schools) - _SHOWN} more"] if len(schools) > _SHOWN else [])]


def _named(one: "Target | CollectedSchool") -> str:
    return f"{one.name} (URN {one.urn})" if one.urn else one.name
