"""The findings that people have accepted, as several commands take them: from --accepts, or from beside each document."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from policykit.model.finding import Report

if TYPE_CHECKING:
    from policykit.pipeline import Options

Acceptances = Callable[[Report], Report]
"""Puts what people have accepted into a report."""


def acceptances(given: str | None, settings: "Options") -> Acceptances:
    """Return what puts the acceptances into a report: those of the given file, else of the one beside its document.

    Raises ChecklistError at once for a given file with mistakes; what is returned raises it for a file beside a document.
    """
    from policykit.accepts import applied, beside, known_ids, read_accepts
    from policykit.pipeline import catalogues

    ids = known_ids(catalogues(settings.checklists))
    accepted = read_accepts(Path(given), ids) if given else ()

    def _into(report: Report) -> Report:
        path = None if given else beside(report.document.origin.path)
        return applied(report, read_accepts(path, ids) if path else accepted)

    return _into


def accepts_files(given: str | None, documents: Iterable[str]) -> list[str]:
    """Return the accepts files that a call reads: the given one, else those beside the documents."""
    from policykit.accepts import beside

    return [given] if given else [str(path) for document in documents if (path := beside(document))]
