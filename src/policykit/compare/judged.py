"""Two documents as editions to compare: both checked by one checklist, and as one kind of school."""

from collections.abc import Callable
from dataclasses import replace

from policykit.compare.changes import Edition
from policykit.errors import DocumentError
from policykit.model.document import Document
from policykit.model.finding import Report
from policykit.model.law import SchoolType
from policykit.pipeline import FileReader, Options, catalogues, check_document
from policykit.read.apart import read_apart
from policykit.read.kind import about
from policykit.report.json import to_json

Acceptances = Callable[[Report], Report]
"""Puts what people have accepted into a report."""


def editions_of(
    old: Document, new: Document, settings: Options, accepted: Acceptances, reader: FileReader = read_apart
) -> tuple[Edition, Edition]:
    """Return both editions judged as one kind of school: what the new one does not tell, the old one may."""
    before, after = (
        about(document, kind=settings.kind, school_type=settings.school_type, phase=settings.phase)
        for document in (old, new)
    )
    # An edition that names no kind of school is taken for a mainstream one; the other may name it.
    told = after.school_type if after.school_type != SchoolType.MAINSTREAM else before.school_type
    settled = replace(settings, school_type=settings.school_type or told, phase=after.phase or before.phase)
    return edition_of(old, settled, accepted, reader), edition_of(new, settled, accepted, reader)


def edition_of(
    document: Document, settings: Options, accepted: Acceptances, reader: FileReader = read_apart
) -> Edition:
    """Return one edition with its report; raises DocumentError where it holds no readable word."""
    if not document.has_words():
        what = "No readable word stands in it, so there is nothing to compare."
        remedy = "Give the file that holds the text, or read its pages with an OCR program first."
        raise DocumentError(what, where=document.origin.path, remedy=remedy)
    report = accepted(check_document(document, settings, reader))
    return Edition(to_json(report, catalogues(settings.checklists).checklist), report.document)
