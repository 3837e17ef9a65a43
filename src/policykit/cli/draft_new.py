"""`policykit draft new`: an answers file with what the school's documents already say, each answer to be confirmed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykit.cli import options, output
from policykit.errors import StoreError
from policykit.model.drafting import Answer, DraftKind, Need, Question, School

if TYPE_CHECKING:
    from policykit.draft.passages import OldDocument
    from policykit.pipeline import Options


@click.command("new", short_help="Begin a report with what your documents already say.")
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="OLD",
    help="A document of the school to draw from, the most important first. May be given several times.",
)
@click.option("-o", "output_path", required=True, metavar="ANSWERS", help="The answers file to write; it must be new.")
@options.document("Which document the answers are for.")
@options.school
@click.option("--sixth-form/--no-sixth-form", default=None, help="Told by the documents where you do not say.")
@options.as_at
@options.folders
def new(  # noqa: PLR0913 - one parameter an option
    *,
    sources: tuple[str, ...],
    output_path: str,
    document: str,
    school_type: str | None,
    phase: str | None,
    sixth_form: bool | None,
    as_at: date,
    folders: tuple[str, ...],
) -> None:
    """Write ANSWERS: every question for your kind of school, answered from your own documents where they say it.

    Nothing counts until a person has confirmed it, in an editor or with `policykit draft interview`. Nothing is
    invented: what no document says stays open.
    """
    from policykit import data
    from policykit.draft.carry_over import carry_over
    from policykit.draft.keeping import new_answers, save_answers
    from policykit.draft.questions import questions_for
    from policykit.draft.school import school_of
    from policykit.pipeline import Options, catalogues

    target = output.file(output_path)
    _refuse_existing(target)
    settings = Options(as_at, school_type or "", phase or "", checklists=folders)
    olds = [_read(path, settings) for path in sources]
    school = school_of(olds, school_type, phase, sixth_form)
    asked = questions_for(school, DraftKind(document))
    given = carry_over(olds, asked, catalogues(folders).checklist)
    schema = (data.home("templates") / "answers-schema.json").absolute().as_uri()
    save_answers(target, new_answers(school, DraftKind(document), given, schema))
    _say_what_was_done(target, school, asked, given, olds)


def _refuse_existing(target: Path) -> None:
    if target.exists():
        what = "There is a file of this name already, and answers are never written over."
        remedy = f"Give -o a new name, or go on with this one: policykit draft interview {target}"
        raise StoreError(what, where=str(target), remedy=remedy)


def _read(path: str, settings: "Options") -> "OldDocument":
    from policykit.pipeline import check_file, old_document

    old = old_document(check_file(path, settings), settings)
    report = old.report
    if report.about.foreign:
        click.echo(f"{path}: {report.about.foreign} Nothing was taken from it.", err=True)
    for gap in report.gaps:
        if gap.hides_text:
            click.echo(f"{path}, {gap.where}: {gap.what} Nothing was taken from there.", err=True)
    return old


def _say_what_was_done(
    target: Path, school: School, asked: Sequence[Question], given: dict[str, Answer], olds: Sequence["OldDocument"]
) -> None:
    names = dict.fromkeys(old.report.about.school for old in olds if old.report.about.school)
    if len(names) > 1:
        click.echo(f"Your documents name several schools: {', '.join(names)}. Look twice at what was taken.", err=True)
    from policykit.draft.questions import need_here

    filled = [question for question in asked if question.id in given and given[question.id].text]
    empty = [question for question in asked if question not in filled]
    needed = sum(need_here(question, school) is Need.MUST for question in empty)
    looked = " (with a sixth form)" if school.sixth_form else ""
    kind = f"Kind of school: {school.type.value}, {school.phase.value}{looked}."
    confirm = f"{len(asked)} questions. {len(filled)} have words from your documents, each to be confirmed."
    out = [
        f"Written: {target}",
        f"{kind} Wrong? Change it at the top of the file, or begin again with --school-type and --phase.",
        f"{confirm} {len(empty)} are open, {needed} of them needed.",
        f"Next: policykit draft interview {target}",
    ]
    click.echo("\n".join(out))
