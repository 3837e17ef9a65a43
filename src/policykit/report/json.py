"""The report for programs: a versioned contract whose JSON Schema is `schema/report-1.json`."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from policykit.errors import PolicyKitError
from policykit.model.accepted import Acceptable, acceptance_of
from policykit.model.document import Document, Gap, PageRead
from policykit.model.finding import (
    Acceptance,
    AcceptanceState,
    Counts,
    DateFinding,
    Finding,
    LeftoverFinding,
    LinkFinding,
    Quote,
    Report,
    Severity,
    StaleFinding,
    Status,
    WrongLawFinding,
)
from policykit.model.force import duty_here, from_memory, publish_here
from policykit.model.law import Checklist, Requirement
from policykit.report import wording
from policykit.report.json_access import access_to_json
from policykit.report.json_plain import plain_to_json
from policykit.report.place import deciding_words, document_of
from policykit.report.sections import stale_memory_ids

LONGEST_QUOTE = 200
SCHEMA = "policykit/report-1"
TOOL = "PolicyKit"

Shape = dict[str, Any]
"""A JSON object."""

_Placed = TypeVar("_Placed", StaleFinding, DateFinding, WrongLawFinding)


def to_json(report: Report, checklist: Checklist, *, version: str = "") -> Shape:
    """Return one report as the contract has it; the same report and checklist give the same content.

    `version` is that of the tool, "" for the one that is running.
    """
    about = report.about
    return {
        "schema": SCHEMA,
        "tool": {"name": TOOL, "version": version or _running()},
        "as_at": report.as_at.isoformat(),
        "document": {
            **_file(report.document),
            "format": report.document.origin.format,
            "suffix_note": report.document.origin.suffix_note,
            "pages": report.document.pages,
            "words": report.document.words(),
            "coverage": [_page(page) for page in report.document.coverage],
            "title": about.title,
            "kind": about.kind,
            "kind_why": about.kind_why,
            "nation": about.nation,
            "foreign": about.foreign,
            "school": {
                "name": about.school,
                "type": about.school_type,
                "type_why": about.school_type_why,
                "phase": about.phase,
                "phase_why": about.phase_why,
            },
            "dates": [_date(report, found) for found in _in_place(report, report.dates)],
            "companions": [_file(companion) for companion in report.companions],
        },
        "checklist": {
            "version": checklist.version,
            "date": checklist.day.isoformat(),
            "digest": checklist.digest,
        },
        "law_checked_on": wording.checked_on(report, checklist).isoformat(),
        "law_from_memory": list(from_memory(checklist, report.as_at)),
        "law_from_memory_stale": stale_memory_ids(report),
        "requirements": [_finding(report, checklist, found) for found in report.requirements],
        "further": [_finding(report, checklist, found) for found in report.further],
        "stale": [_stale(report, found) for found in _in_place(report, report.stale)],
        "dates": [_date(report, found) for found in _in_place(report, report.dates) if found.passed],
        "wrong_law": [_wrong_law(report, found) for found in _in_place(report, report.wrong_law)],
        "leftovers": [_leftover(report, found) for found in report.leftovers],
        "links": [_link(report, link) for link in report.links],
        "plain": plain_to_json(report, _quote),
        "accessibility": access_to_json(report, _quote),
        "accepted": [_acceptance(one) for one in report.accepted],
        "gaps": [_gap(gap) for gap in report.gaps],
        "summary": _summary(report),
        "errors": [{"path": report.document.origin.path, "what": what, "remedy": ""} for what in report.errors],
    }


def several_to_json(reports: Sequence[Shape], errors: Sequence[tuple[str, PolicyKitError]]) -> Shape:
    """Return the reports of several files with what could not be done; each error comes with its path as given."""
    return {
        "schema": SCHEMA,
        "reports": list(reports),
        "errors": [{"path": path, "what": error.what, "remedy": error.remedy} for path, error in errors],
    }


def to_text(shape: Shape) -> str:
    """Return the JSON text: readable, in plain Unicode, with a newline at its end."""
    return json.dumps(shape, ensure_ascii=False, indent=2) + "\n"


def _running() -> str:
    from policykit.version import VERSION

    return VERSION


def _file(document: Document) -> Shape:
    return {"path": document.origin.path, "sha256": document.origin.sha256}


def _finding(report: Report, checklist: Checklist, found: Finding) -> Shape:
    requirement = checklist.requirement(found.id)
    if requirement is None:
        message = f"a finding on '{found.id}', which the checklist does not hold"
        raise LookupError(message)
    return {
        "id": found.id,
        "title": requirement.title,
        "status": found.status.value,
        "sure": found.sure,
        "duty": duty_here(requirement, report.about).value,
        "publish": publish_here(requirement, report.about).value,
        "counts": found.counts.value,
        "lacking": _lacking(found, requirement),
        "reason": wording.reason(found, requirement, deciding_words(report, found)),
        "advice": requirement.advice,
        "nearest": _nearest(report, found),
        "accepted": _accepted(report, found),
        "evidence": [{**_quote(report, quote), "element": quote.element} for quote in found.evidence],
    }


def _lacking(found: Finding, requirement: Requirement) -> list[Shape]:
    elements = {element.id: element for element in requirement.elements}
    return [
        {"element": name, "asks": elements[name].asks, "basis": elements[name].basis.value}
        for name in found.lacking
        if name in elements
    ]


def _nearest(report: Report, found: Finding) -> Shape | None:
    return None if found.nearest is None else {**_quote(report, found.nearest), "why": found.nearest_why}


def _quote(report: Report, quote: Quote) -> Shape:
    document = document_of(report, quote)
    return {
        "quote": quote.text,
        "where": {
            "file": document.origin.path,
            "page": document.blocks[quote.span.block].page,
            "section": document.section_of(quote.span.block),
            "block": quote.span.block,
            "start": quote.span.start,
            "end": quote.span.end,
            "ocr": _ocr(document, quote),
        },
    }


def _ocr(document: Document, quote: Quote) -> Shape | None:
    """Return how words were read from a picture: those that may be others, and where on the page the quote stands."""
    block, span = document.blocks[quote.span.block], quote.span
    if not block.ocr:
        return None
    words = [word for word in block.scanned if word.start < span.end and span.start < word.end]
    boxes = [word.box for word in words]
    around = [
        *(min(box[side] for box in boxes) for side in (0, 1)),
        *(max(box[side] for box in boxes) for side in (2, 3)),
    ]
    return {
        "doubtful": [block.text[word.start : word.end] for word in words if word.is_doubtful],
        "box": [round(edge, 1) for edge in around] if boxes else None,
    }


def _page(page: PageRead) -> Shape:
    return {"page": page.page, "read": page.how.value, "words": page.words, "note": page.note}


def _stale(report: Report, found: StaleFinding) -> Shape:
    return {
        "id": found.id,
        "group": found.group,
        "severity": found.severity.value,
        "replacement": found.replacement,
        "fits": found.fits,
        "since": found.since.isoformat() if found.since else None,
        "message": found.message,
        "accepted": _accepted(report, found),
        "from_memory": found.from_memory,
        "also": [_quote(report, other) for other in found.also],
        "replaces": _quote(report, found.quote) if found.fits else None,
        **_quote(report, _find(report, found.quote)),
    }


def _find(report: Report, quote: Quote) -> Quote:
    """Return a stale reference's own words and place, without the article that its replacement takes in."""
    words = replace(quote.words, end=min(quote.words.end, quote.words.start + LONGEST_QUOTE))
    text = document_of(report, quote).blocks[words.block].text[words.start : words.end]
    return replace(quote, span=words, text=text)


def _date(report: Report, found: DateFinding) -> Shape:
    return {
        "kind": found.kind,
        "day": found.day.isoformat(),
        "passed": found.passed,
        "message": wording.date_sentence(found),
        "accepted": _accepted(report, found),
        **_quote(report, found.quote),
    }


def _wrong_law(report: Report, found: WrongLawFinding) -> Shape:
    return {
        "id": found.id,
        "message": found.message,
        "replacement": found.replacement,
        "accepted": _accepted(report, found),
        "from_memory": found.from_memory,
        **_quote(report, found.quote),
    }


def _leftover(report: Report, found: LeftoverFinding) -> Shape:
    quoted = _quote(report, found.quote) if found.quote else {"quote": "", "where": None}
    return {
        "id": found.id,
        "message": found.message,
        "remedy": found.remedy,
        "place": found.where,
        "accepted": _accepted(report, found),
        **quoted,
    }


def _link(report: Report, link: LinkFinding) -> Shape:
    return {"target": link.target, "problem": link.problem, "tried": link.tried, **_quote(report, link.quote)}


def _accepted(report: Report, found: Acceptable) -> Shape | None:
    acceptance = acceptance_of(report, found)
    if acceptance is None:
        return None
    return {"reason": acceptance.reason, "name": acceptance.name, "until": acceptance.until.isoformat()}


def _acceptance(one: Acceptance) -> Shape:
    return {
        "id": one.id,
        "quote": one.quote,
        "reason": one.reason,
        "name": one.name,
        "until": one.until.isoformat(),
        "state": one.state.value,
        "file": one.file,
        "line": one.line,
        "note": one.note,
    }


def _gap(gap: Gap) -> Shape:
    return {"where": gap.where, "what": gap.what, "remedy": gap.remedy, "hides_text": gap.hides_text}


def _in_place(report: Report, found: Sequence[_Placed]) -> list[_Placed]:
    def _key(one: StaleFinding | DateFinding | WrongLawFinding) -> tuple[str, int, int, int, str]:
        span = one.quote.span
        name = one.kind if isinstance(one, DateFinding) else one.id
        return (document_of(report, one.quote).origin.path, span.block, span.start, span.end, name)

    return sorted(found, key=_key)


def _summary(report: Report) -> Shape:
    return {
        "requirements": _counted(report.requirements),
        "further": _counted(report.further),
        "stale": {severity.value: _of(severity, report.stale) for severity in Severity},
        "passed_dates": sum(found.passed for found in report.dates),
        "wrong_law": len(report.wrong_law),
        "leftovers": len(report.leftovers),
        "links": len(report.links),
        "accepted": {state.value: sum(one.state is state for one in report.accepted) for state in AcceptanceState},
        "gaps": len(report.gaps),
    }


def _counted(findings: Sequence[Finding]) -> Shape:
    statuses, counts = Counter(found.status for found in findings), Counter(found.counts for found in findings)
    return {
        "status": {status.value: statuses[status] for status in Status},
        "counts": {counted.value: counts[counted] for counted in Counts},
    }


def _of(severity: Severity, stale: Sequence[StaleFinding]) -> int:
    return sum(found.severity is severity for found in stale)
