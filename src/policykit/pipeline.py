"""One document or one school's set of documents, from paths to a report."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from policykit import data
from policykit.check.candidates import candidates
from policykit.check.pupils import masked
from policykit.check.whole import check
from policykit.checklist.compiled import read_compiled
from policykit.model.candidate import Candidate
from policykit.model.catalogues import Catalogues
from policykit.model.document import Document
from policykit.model.finding import Report
from policykit.read.apart import read_apart
from policykit.read.kind import about


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
        return compiled
    from policykit.checklist.load import load
    from policykit.checklist.plain import load_plain
    from policykit.checklist.stale import load_stale, load_wrong_law

    every = [home, *map(Path, folders)]
    return Catalogues(load(every), load_stale(every), load_wrong_law(every), load_plain(every))


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


def candidates_of(report: Report, options: Options) -> tuple[Candidate, ...]:
    """Return the sentences of a report's own document that may answer a requirement in a new one."""
    return candidates(report, catalogues(options.checklists))
