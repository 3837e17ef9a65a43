"""One document or one school's set of documents, from paths to a report."""

import gc
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from policykit import data
from policykit.check.pupils import masked
from policykit.check.term_table import packed, terms_of
from policykit.check.whole import check
from policykit.checklist.compiled import read_compiled
from policykit.errors import DocumentError
from policykit.model.catalogues import Catalogues
from policykit.model.document import Document
from policykit.model.finding import Report
from policykit.read.apart import read_apart
from policykit.read.kind import about

if TYPE_CHECKING:
    from policykit.draft.passages import OldDocument
    from policykit.model.candidate import Candidate
    from policykit.model.drafting import Answers, DraftKind

_KINDS = {
    "report": "information-report",
    "policy": "policy",
    "accessibility-plan": "accessibility-plan",
    "inclusion-strategy": "other",
}
"""What a drafted document, told by its kind's value, is checked as."""


@dataclass(frozen=True, slots=True)
class Options:
    """How a check was asked for: "" means told from the document; `checklists` are folders laid over the shipped one."""

    as_at: date
    school_type: str = ""
    phase: str = ""
    kind: str = ""
    companions: tuple[str, ...] = ()
    checklists: tuple[str, ...] = ()


@cache
def catalogues(folders: tuple[str, ...] = ()) -> Catalogues:
    """Return the shipped catalogues with the given folders laid over them; raises ChecklistError."""
    home = data.home("checklists")
    if not folders and (compiled := read_compiled(home)):
        # They live as long as the process does: the collector need not walk them again and again.
        gc.freeze()
        return compiled
    from policykit.checklist.load import load
    from policykit.checklist.plain import load_plain
    from policykit.checklist.stale import load_stale, load_wrong_law

    every = [home, *map(Path, folders)]
    checklist = load(every)
    return Catalogues(
        checklist,
        load_stale(every),
        load_wrong_law(every),
        load_plain(every),
        packed(terms_of(checklist), [one.id for one in checklist.vocabularies]),
    )


FileReader = Callable[[str], Document]


def check_file(path: str, options: Options, reader: FileReader = read_apart) -> Report:
    """Return the report on one file; raises DocumentError where it, or a companion, cannot be opened.

    Files are read in a process of their own unless `reader` is another.
    """
    return check_document(reader(path), options, reader)


def check_document(document: Document, options: Options, reader: FileReader = read_apart) -> Report:
    """Return the report on a document that has been read; raises DocumentError where a companion cannot be opened."""
    document = masked(document)
    companions = [reader(other) for other in options.companions]
    seen = about(document, kind=options.kind, school_type=options.school_type, phase=options.phase)
    return check(document, seen, catalogues(options.checklists), options.as_at, companions)


def old_document(report: Report, options: Options) -> "OldDocument":
    """Return a checked document to draw from; raises DocumentError where it holds no readable word."""
    from policykit.draft.passages import OldDocument

    if not report.document.has_words():
        remedy = "Give the Word file, or run the PDF through text recognition first."
        where = report.document.origin.path
        raise DocumentError("No readable word was found in this file.", where=where, remedy=remedy)
    return OldDocument(report, candidates_of(report, options))


def check_draft(content: bytes, ending: str, answers: "Answers", document: "DraftKind", on: date) -> Report:
    """Return the report on a document that nobody has written to a file yet, read back as anybody would read it.

    `ending` is its format's, such as ".docx".
    """
    with tempfile.TemporaryDirectory(prefix="policykit-") as folder:
        path = Path(folder) / f"draft{ending.lower()}"
        path.write_bytes(content)
        school = answers.school
        return check_file(str(path), Options(on, school.type.value, school.phase.value, _KINDS[document.value]))


def candidates_of(report: Report, options: Options) -> "tuple[Candidate, ...]":
    """Return the sentences of a report's own document that may answer a requirement in a new one."""
    from policykit.check.candidates import candidates

    return candidates(report, catalogues(options.checklists))
