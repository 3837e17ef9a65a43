"""A report, and a draft, in every form that a person can ask for: on the screen, as a file, as comments in a document.

The command line and the web pages both call these, so that the same file comes out of either.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.errors import DocumentError, PolicyKitError
from policykit.model.board import Changed
from policykit.model.catalogues import Catalogues
from policykit.model.document import Document
from policykit.model.finding import Report

if TYPE_CHECKING:
    from policykit.draft.final import Open
    from policykit.draft.render import Rendered
    from policykit.model.drafting import Answers, DraftKind
    from policykit.model.law import Requirement
    from policykit.report.annotated import Annotated

TEXT, JSON, HTML, GOVERNORS, SARIF, CSV = "text", "json", "html", "governors", "sarif", "csv"
TOGETHER = (JSON, SARIF, CSV)
"""Formats in which several reports make one output."""
_REMEDIES = {
    "doc": "Open it in Word, save it as a Word document (.docx) and annotate that.",
    "rtf": "Open it in Word, save it as a Word document (.docx) and annotate that.",
    "odt": "Save it as a Word document (.docx) in LibreOffice (File, Save As) and annotate that.",
}
_OTHERWISE = "Annotate the Word file or the PDF that it was made from, or read the findings with policykit check."


@dataclass(frozen=True, slots=True)
class Older:
    """An older edition to compare with: its path as given, and what was read from it."""

    path: str
    document: Document


def older_edition(path: str | None) -> Older | None:
    """Return the older edition, read and masked; raises DocumentError where it cannot be opened."""
    if not path:
        return None
    from policykit.check.pupils import masked
    from policykit.read.apart import read_apart

    return Older(path, masked(read_apart(path)))


def rendered(fmt: str, report: Report, known: Catalogues, target: Path, older: Older | None = None) -> bytes:
    """Return what is written into `target` for one report; of a governors' page its ending decides the form."""
    if fmt == GOVERNORS:
        return _governors(report, known, target, older)
    if fmt in TOGETHER:
        return together(fmt, [report], known, alone=True).encode("utf-8", "backslashreplace")
    return alone(fmt, report, known).encode("utf-8", "backslashreplace")


def alone(fmt: str, report: Report, known: Catalogues) -> str:
    """Return one report in a format in which each stands by itself."""
    if fmt == HTML:
        from policykit.report.html import to_html

        return to_html(report, known.checklist)
    from policykit.report import terminal

    return terminal.to_text(report, known.checklist)


def together(
    fmt: str,
    reports: Sequence[Report],
    known: Catalogues,
    errors: Sequence[tuple[str, PolicyKitError]] = (),
    *,
    alone: bool,
) -> str:
    """Return several reports as one JSON, SARIF or CSV text; `alone` where one file was asked for and there is its report."""
    if fmt == CSV:
        from policykit.report.csv import to_csv

        return to_csv([(report, known.checklist) for report in reports])
    if fmt == SARIF:
        from policykit.report import sarif

        return sarif.to_text(sarif.to_sarif(reports, known, errors))
    from policykit.report import json as as_json

    shapes = [as_json.to_json(report, known.checklist) for report in reports]
    return as_json.to_text(shapes[0] if alone else as_json.several_to_json(shapes, errors))


def _governors(report: Report, known: Catalogues, target: Path, older: Older | None) -> bytes:
    from policykit.check.board import board_of
    from policykit.report import governors

    board = board_of(report, known.checklist)
    if older:
        board = replace(board, changed=_changed(older.document, report.document), older=older.path)
    sheet = governors.sheet_of(report, known.checklist, board)
    if target.suffix.lower() == ".docx":
        from policykit.report.governors_docx import to_docx

        return to_docx(sheet, report.as_at)
    return governors.to_html(sheet).encode()


def _changed(old: Document, new: Document) -> Changed:
    from policykit.compare.moves import only_names_and_dates, same_words

    if same_words(old, new):
        return Changed.NOTHING
    return Changed.NAMES_AND_DATES if only_names_and_dates(old, new) else Changed.MORE


def annotated(data: bytes, report: Report, known: Catalogues, *, everything: bool, suggest: bool) -> "Annotated":
    """Return a copy of the bytes that a report is on, with comments in it; raises DocumentError where they carry none."""
    from policykit.report.comments import comments_on

    comments = comments_on(report, known, everything=everything)
    now = datetime.now(UTC)
    if report.document.origin.format == "pdf":
        from policykit.report.comments_pdf import annotate_pdf

        return annotate_pdf(data, report.document, comments, now)
    from policykit.report.comments_word import annotate_word

    return annotate_word(data, report.document, comments, now, suggest=suggest)


def refuse_unannotatable(document: Document) -> None:
    """Raise DocumentError for a format that carries no comments, and for a document without a word to put one on."""
    if document.origin.format not in {"docx", "pdf"}:
        what = "comments can be written into Word documents (.docx) and PDFs only"
        remedy = _REMEDIES.get(document.origin.format, _OTHERWISE)
        raise DocumentError(what, where=document.origin.path, remedy=remedy)
    if not document.has_words():
        remedy = next(
            (gap.remedy for gap in document.gaps if gap.hides_text and gap.remedy), "Use the file that holds the text."
        )
        what = "no words could be read in it, so there is nothing to comment on"
        raise DocumentError(what, where=document.origin.path, remedy=remedy)


SUMMARY = "summary"
"""The template that makes one plain page, of which nobody asks all that the law requires of a report."""


@dataclass(frozen=True, slots=True)
class Drafted:
    """A document made from answers: its bytes, what stands in it, and what is left to do.

    `still` is open by the answers and the template, `found` is what a check of the document itself found. `blocking` is
    what a final one may not have. `is_whole` is False for the short summary.
    """

    content: bytes
    made: "Rendered"
    document: "DraftKind"
    is_whole: bool
    still: "tuple[Open, ...]"
    found: "tuple[Open, ...]"
    blocking: "tuple[Open, ...]"


@dataclass(frozen=True, slots=True)
class DraftAsked:
    """How a document is to be made: `template` is a name or a path, "" for the usual one; `ending` is that of its format.

    Where it is not to be `checked`, nothing is found, which takes a fraction of the time.
    """

    document: "DraftKind"
    ending: str
    on: date
    template: str = ""
    crosswalk: bool = False
    checked: bool = True


def drafted(answers: "Answers", asked: DraftAsked, where: str) -> Drafted:
    """Return the document that the answers make, checked as any other would be; `where` names the answers in errors.

    Raises TemplateError for an exception that names what there is not, and where the template cannot be filled.
    """
    from policykit.accepts import known_ids
    from policykit.draft import final
    from policykit.draft.output import content_for
    from policykit.draft.render import render
    from policykit.draft.templates import DEFAULT, template_of
    from policykit.model.drafting import DraftKind
    from policykit.pipeline import catalogues, check_draft

    usual = DEFAULT if asked.document is DraftKind.REPORT else asked.document.value
    template = template_of(asked.template or usual, asked.document)
    known = catalogues()
    final.refuse_unknown(answers.accepted, known_ids(known), where)
    made = render(answers, template, asked.on, _crosswalk(answers, known) if asked.crosswalk else ())
    content = content_for(made, Path(f"draft{asked.ending}"))
    is_whole = asked.template != SUMMARY
    still = tuple(one for one in final.open_in(made) if is_whole or one.kind != "no-place")
    found: tuple[Open, ...] = ()
    if asked.checked:
        report = check_draft(content, asked.ending, answers, template.document, asked.on)
        found = final.found_in(report, known.checklist) if is_whole else ()
    blocking = (*still, *final.not_accepted(found, answers.accepted))
    return Drafted(content, made, template.document, is_whole, still, found, blocking)


def _crosswalk(answers: "Answers", known: Catalogues) -> "Sequence[Requirement]":
    from policykit.model.law import Publish

    return [
        one
        for one in known.checklist.requirements
        if one.publish is Publish.MUST and answers.school.type in (*one.applies_to, *one.expected_of)
    ]
