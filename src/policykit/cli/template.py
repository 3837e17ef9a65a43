"""`policykit template`: a school's own template, looked at before anything is filled in."""

import sys

import click

from policykit.cli import exits, options, output
from policykit.model.law import Phase, SchoolType


@click.group(short_help="Check a template of your own.")
def template() -> None:
    """Check a Word template of your own, and list the fields that it may use."""


@template.command(short_help="List what is wrong with a template.")
@click.argument("file", metavar="FILE")
@options.document("What it makes.")
@click.option(
    "--school-type",
    type=click.Choice([kind.value for kind in SchoolType]),
    default=SchoolType.MAINSTREAM.value,
    show_default=True,
    help="The kind of school it is for.",
)
@click.option(
    "--phase",
    type=click.Choice([phase.value for phase in Phase]),
    default=Phase.PRIMARY.value,
    show_default=True,
    help="The ages the school teaches.",
)
def check(*, file: str, document: str, school_type: str, phase: str) -> None:
    """List unknown, misspelt and missing fields and broken tags of FILE, each with the paragraph it stands in.

    Exit codes: 0 nothing is wrong, 1 something is, 2 the file could not be opened.
    """
    from policykit.draft.template_check import slips_in
    from policykit.draft.templates import template_of
    from policykit.model.drafting import DraftKind, School

    chosen = template_of(file, DraftKind(document))
    slips = slips_in(chosen, School(SchoolType(school_type), Phase(phase)))
    for slip in slips:
        output.say(f"{slip.what}\n")
        if slip.paragraph:
            output.say(f"    in: {slip.paragraph}\n")
        output.say(f"    {slip.remedy}\n")
    if slips:
        sys.exit(exits.FINDINGS)
    output.say(f"{file}: nothing is wrong with this template.\n")


@template.command(short_help="List the fields that a template may use.")
@options.document("What it makes.")
def fields(*, document: str) -> None:
    """List the fields of a document with the question behind each."""
    from policykit.draft.questions import questions
    from policykit.model.drafting import DraftKind

    group = ""
    for question in questions():
        if DraftKind(document) not in question.documents:
            continue
        if question.group != group:
            group = question.group
            output.say(f"\n{group}\n")
        output.say(f"  {{{{ {question.id} }}}}  {question.asks}\n")
    output.say(
        "\nAlso\n  {{ contents }}  a list of the headings\n  {{ short.FIELD }}  the first sentences of a field\n"
        "  {%p if FIELD %} ... {%p endif %}  only where there is something to print\n"
    )
