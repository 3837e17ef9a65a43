"""`policykit draft render`: the document that a template makes of an answers file, checked before it is handed over."""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykit.cli import exits, options, output
from policykit.draft.headings import TITLES

if TYPE_CHECKING:
    from policykit.draft.final import Open
    from policykit.model.drafting import Answers


@click.command(short_help="Write the document that the answers make.")
@click.argument("answers_path", metavar="ANSWERS")
@click.option("-o", "target", required=True, metavar="FILE", help="Where to write: .docx, .html, .md or .pdf.")
@click.option("--template", "name", metavar="NAME|FILE", help="A shipped template, or a Word file of your own.")
@click.option("--summary", is_flag=True, help="Write one plain page instead of the whole report.")
@click.option("--crosswalk", is_flag=True, help="Add a table of what the law asks, where it stands and its source.")
@click.option("--final", is_flag=True, help="Write nothing while anything is open.")
@options.document("What a template of your own makes.")
@options.as_at
def render(  # noqa: PLR0913 - one parameter an option
    *,
    answers_path: str,
    target: str,
    name: str | None,
    summary: bool,
    crosswalk: bool,
    final: bool,
    document: str,
    as_at: date,
) -> None:
    """Write the document that ANSWERS make, and check it.

    What is not answered is printed as a gap, in colour and with a comment, and listed on standard error.
    Exit codes: 0 written, 1 refused by --final, 2 something could not be done.
    """
    from policykit import files
    from policykit.draft.answers import load_answers
    from policykit.draft.output import ENDINGS, unknown_ending
    from policykit.model.drafting import DraftKind
    from policykit.outputs import SUMMARY, DraftAsked, drafted

    path = Path(target)
    if path.suffix.lower() not in ENDINGS:
        raise unknown_ending(path)
    if summary and name:
        raise click.UsageError("--summary is a template of its own: leave --template out.")
    chosen = SUMMARY if summary else name or ""
    path = output.file(target)
    output.refuse_inputs([path], (answers_path, *([chosen] if chosen else [])))
    answers = load_answers(Path(answers_path))
    asked = DraftAsked(DraftKind(document), path.suffix, as_at, chosen, crosswalk)
    made = drafted(answers, asked, answers_path)
    _tell(made.blocking if final else made.still)
    if final and made.blocking:
        click.echo(f"\n{target} was not written: --final waits until nothing is open.", err=True)
        _say_how(made.blocking)
        sys.exit(exits.FINDINGS)
    files.replace(path, made.content)
    _say_result(target, answers, made.found, is_report=made.is_whole and made.document is DraftKind.REPORT)


def _tell(still: Sequence["Open"]) -> None:
    for kind, title in TITLES.items():
        lines = [one for one in still if one.kind == kind]
        if lines:
            click.echo(f"\n{title}:", err=True)
        for one in lines:
            click.echo(f"  - {one.words}{f' [{one.id}]' if one.id else ''}", err=True)


def _say_how(blocking: Sequence["Open"]) -> None:
    if any(one.kind in {"gap", "proposal"} for one in blocking):
        click.echo("Answer or confirm these in the answers file; `state: skipped` leaves out what you may.", err=True)
    if any(one.id for one in blocking):
        click.echo(
            "Where you are sure that a finding is mistaken, write it under `accepted:` with its id, your name and the "
            "reason.",
            err=True,
        )


def _say_result(target: str, answers: "Answers", found: Sequence["Open"], *, is_report: bool) -> None:
    output.say(f"Wrote {target}.\n")
    accepted = {one.id: one for one in answers.accepted}
    for kind in ("unmet", "outdated", "wrong-law"):
        lines = [one for one in found if one.kind == kind]
        if lines:
            output.say(f"\n{TITLES[kind]}:\n")
        for one in lines:
            who = accepted.get(one.id)
            output.say(f"  - {one.words} [{one.id}]{f' (accepted by {who.name}: {who.reason})' if who else ''}\n")
    if is_report and not any(one.kind == "unmet" for one in found):
        output.say("We checked it: all that the law requires this report to say was found in it.\n")
    if not any(one.kind == "outdated" for one in found):
        output.say("We found no outdated reference in it.\n")


@click.command(short_help="List the shipped templates.")
def templates() -> None:
    """List the templates that come with PolicyKit, with the folder they lie in."""
    from policykit import data
    from policykit.draft.templates import SHIPPED

    width = max(len(one.name) for one in SHIPPED)
    for one in SHIPPED:
        output.say(f"{one.name:<{width}}  {one.about}\n")
    output.say(f"\nThey lie in {data.home('templates')}. Copy one and restyle it in Word to make it your own.\n")
