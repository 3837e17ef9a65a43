"""Two editions made for a test, judged on one day by the shipped checklist."""

from datetime import date

from policykit.compare import Comparison, Edition, compare
from policykit.model.document import Document
from policykit.pipeline import Options, catalogues, check_document
from policykit.report.json import to_json

DAY = date(2026, 11, 21)


def edition(document: Document) -> Edition:
    """Return the edition of a document."""
    report = check_document(document, Options(as_at=DAY))
    return Edition(to_json(report, catalogues().checklist, version="0.0.0"), report.document)


def held(old: Document, new: Document) -> Comparison:
    """Return what changed between two documents."""
    return compare(edition(old), edition(new))


def ids(changes: tuple[object, ...]) -> set[str]:
    """Return the ids of some changes or entries."""
    return {getattr(one, "now", one).id for one in changes}  # type: ignore[attr-defined]
