"""`policykit draft new`: an answers file with what the school's documents already say, each answer to be confirmed."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from policykit.cli import options, output
from policykit.cli.check import has_words
from policykit.errors import DocumentError, StoreError, TemplateError
from policykit.model.drafting import Answer, DraftKind, Need, Question, School
from policykit.model.law import Phase, SchoolType

if TYPE_CHECKING:
    from policykit.draft.passages import OldDocument
    from policykit.pipeline import Options

_PHASE_OF = {
    SchoolType.NURSERY: Phase.PRIMARY,
    SchoolType.EARLY_YEARS: Phase.PRIMARY,
    SchoolType.SPECIAL: Phase.ALL_THROUGH,
    SchoolType.PRU: Phase.ALL_THROUGH,
    SchoolType.AP: Phase.ALL_THROUGH,
    SchoolType.SIXTEEN_NINETEEN: Phase.SIXTEEN_NINETEEN,
}
"""The phase of a kind of school whose documents do not tell it: the one that leaves the fewest questions out."""
_OLDER = frozenset({Phase.SECONDARY, Phase.ALL_THROUGH})
_SIXTH_FORM = "sixth form"
_OFTEN = 2


@click.command("new", short_help="Begin a report with what your documents already say.")
@click.option(
    "--from",
    "sources",
    multiple=True,
    metavar="OLD",
    help="A document of the school to draw from, the most important first. May be given several times.",
)
@click.option("-o", "output_path", required=True, metavar="ANSWERS", help="The answers file to write; it must be new.")
@click.option(
    "--document",
    type=click.Choice([kind.value for kind in DraftKind]),
    default=DraftKind.REPORT.value,
    show_default=True,
    help="Which document the answers are for.",
)
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
    from policykit.draft.carry_over import carry_over
    from policykit.draft.keeping import new_answers, save_answers
    from policykit.draft.questions import questions_for
    from policykit.pipeline import Options, catalogues

    target = output.targets(output_path, [""], "text")[0]
    _refuse_existing(target)
    settings = Options(as_at, school_type or "", phase or "", checklists=folders)
    olds = [_read(path, settings) for path in sources]
    school = _school(olds, school_type, phase, sixth_form)
    asked = questions_for(school, DraftKind(document))
    given = carry_over(olds, asked, catalogues(folders).checklist)
    save_answers(target, new_answers(school, DraftKind(document), given))
    _say_what_was_done(target, school, asked, given, olds)


def _refuse_existing(target: Path) -> None:
    if target.exists():
        what = "There is a file of this name already, and answers are never written over."
        remedy = f"Give -o a new name, or go on with this one: policykit draft interview {target}"
        raise StoreError(what, where=str(target), remedy=remedy)


def _read(path: str, settings: "Options") -> "OldDocument":
    from policykit.draft.passages import OldDocument
    from policykit.pipeline import candidates_of, check_file

    report = check_file(path, settings)
    if not has_words(report.document):
        remedy = "Give the Word file, or run the PDF through text recognition first."
        raise DocumentError("No readable word was found in this file.", where=path, remedy=remedy)
    if report.about.foreign:
        click.echo(f"{path}: {report.about.foreign} Nothing was taken from it.", err=True)
    for gap in report.gaps:
        if gap.hides_text:
            click.echo(f"{path}, {gap.where}: {gap.what} Nothing was taken from there.", err=True)
    return OldDocument(report, candidates_of(report, settings))


def _school(
    olds: Sequence["OldDocument"],
    school_type: str | None,
    phase: str | None,
    sixth_form: bool | None,
) -> School:
    """Return the kind of school, as told or as the first document tells it; raises TemplateError where nobody does."""
    told = [old.report.about for old in olds]
    of_type = school_type or next((about.school_type for about in told if about.school_type), "")
    if not of_type:
        remedy = "Say it with --school-type, for example --school-type mainstream, or give a document with --from."
        raise TemplateError("It depends on the kind of school what is asked.", where="--school-type", remedy=remedy)
    kind = SchoolType(of_type)
    ages = phase or next((about.phase for about in told if about.phase), "") or _PHASE_OF.get(kind, "")
    if not ages:
        remedy = "Say it with --phase, for example --phase primary."
        raise TemplateError("We could not tell which ages the school teaches.", where="--phase", remedy=remedy)
    return School(kind, Phase(ages), _has_sixth_form(olds, Phase(ages)) if sixth_form is None else sixth_form)


def _has_sixth_form(olds: Sequence["OldDocument"], phase: Phase) -> bool:
    words = " ".join(block.text for old in olds for block in old.document.blocks).casefold()
    return phase in _OLDER and words.count(_SIXTH_FORM) >= _OFTEN


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
