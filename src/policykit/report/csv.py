"""The report as a table for a spreadsheet: one row a requirement, and no cell that a spreadsheet would run."""

import csv
import io
from collections.abc import Iterable, Sequence

from policykit.model.accepted import acceptance_of
from policykit.model.finding import Finding, Report, Status
from policykit.model.force import duty_here, force_here, is_from_memory, publish_here
from policykit.model.law import Checklist, Requirement
from policykit.report import wording
from policykit.report.accepted import decision
from policykit.report.place import deciding_words, document_of, place_words
from policykit.report.sections import all_pairs, distinct

COLUMNS = (
    "document",
    "school",
    "kind",
    "requirement",
    "title",
    "status",
    "sure",
    "force",
    "duty",
    "publish",
    "counts",
    "what we say",
    "lacking",
    "quote",
    "page",
    "place",
    "nearest",
    "to write",
    "law",
    "from memory",
    "accepted",
    "law of",
    "law checked",
)
"""The first row, in order; docs/reports.md says what stands under each."""

BOM = "\ufeff"
"""Without it a spreadsheet opened by a double click takes the text for another alphabet."""

_STARTS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
"""What makes a spreadsheet take a cell for a formula, the wide forms of the same signs included."""


def to_csv(reports: Sequence[tuple[Report, Checklist]]) -> str:
    """Return the table of one or several reports: commas, quotes where needed, lines ending as spreadsheets want."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for report, checklist in reports:
        for finding, requirement in all_pairs(report, checklist):
            writer.writerow([harmless(cell) for cell in _row(report, checklist, finding, requirement)])
    return BOM + out.getvalue()


def harmless(cell: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would take it for a formula.

    >>> harmless("=1+1"), harmless(" @home"), harmless("Ask first.")
    ("'=1+1", "' @home", 'Ask first.')
    """
    return f"'{cell}" if cell.lstrip(" \u00a0")[:1] in _STARTS and cell.strip(" \u00a0") else cell


def _row(report: Report, checklist: Checklist, finding: Finding, requirement: Requirement) -> Iterable[str]:
    words = deciding_words(report, finding)
    quotes = distinct(finding.evidence)
    first = quotes[0] if quotes else None
    page = document_of(report, first).blocks[first.span.block].page if first else None
    partial = finding.status is Status.PARTIAL
    return (
        report.document.origin.path,
        report.about.school,
        report.about.kind,
        finding.id,
        requirement.title,
        finding.status.value,
        _yes(finding.sure),
        force_here(requirement, report.about).value,
        duty_here(requirement, report.about).value,
        publish_here(requirement, report.about).value,
        finding.counts.value,
        wording.statement(finding, requirement, report.about, words),
        " ".join(wording.lacks(finding, requirement, words)) if partial else "",
        first.text if first else "",
        str(page) if page is not None else "",
        place_words(report, first) if first else "",
        finding.nearest.text if finding.nearest else "",
        requirement.advice if finding.status in {Status.MISSING, Status.PARTIAL} else "",
        wording.law_words(requirement, checklist, report.as_at),
        _yes(is_from_memory(requirement, report.as_at)),
        decision(acceptance) if (acceptance := acceptance_of(report, finding)) else "",
        report.as_at.isoformat(),
        wording.checked_on(report, checklist).isoformat(),
    )


def _yes(fact: bool) -> str:
    return "yes" if fact else "no"
