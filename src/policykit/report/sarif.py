"""The report as SARIF 2.1.0, for tools that show findings beside a file.

The specification's kinds carry our statuses: pass is met, fail is missing or partial, review is for a person, and a level
stands only beside fail. A Word file or PDF has no lines, so a region counts the characters of the document's clean text.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath
from urllib.parse import quote as percent

from policykit.errors import PolicyKitError
from policykit.model.accepted import Acceptable, acceptance_of
from policykit.model.catalogues import Catalogues
from policykit.model.document import Document
from policykit.model.finding import (
    Counts,
    Finding,
    Quote,
    Report,
    Severity,
    StaleFinding,
    Status,
    WrongLawFinding,
)
from policykit.model.force import Force, force_here, rests_on_our_reading
from policykit.model.law import Duty, Requirement
from policykit.report import wording
from policykit.report.accepted import decision
from policykit.report.json import TOOL, Shape
from policykit.report.place import deciding_words, document_of
from policykit.report.sections import all_pairs, distinct
from policykit.version import VERSION

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
PASSED_DATE = "date.passed"

ERROR, WARNING, NOTE, NONE = "error", "warning", "note", "none"
_LEVELS = {Force.LAW: ERROR, Force.EXPECTED: WARNING, Force.SHOULD: WARNING}
_DUTY_LEVELS = {Duty.MUST: ERROR, Duty.SHOULD: WARNING}
_KINDS = {
    Status.MET: "pass",
    Status.PARTIAL: "fail",
    Status.MISSING: "fail",
    Status.CANNOT_TELL: "review",
    Status.NOT_APPLICABLE: "notApplicable",
}
_STALE = {
    Severity.OUTDATED: ("fail", WARNING),
    Severity.NOT_YET_LAW: ("fail", WARNING),
    Severity.CHECK: ("review", NONE),
    Severity.ADVICE: ("fail", NOTE),
    Severity.HISTORY: ("pass", NONE),
}


@dataclass(frozen=True, slots=True)
class _Said:
    """A result about certain words of the document (about all of it where `quote` is None)."""

    found: Acceptable
    id: str
    kind: str
    level: str
    text: str
    quote: Quote | None


def to_sarif(
    reports: Sequence[Report],
    known: Catalogues,
    errors: Sequence[tuple[str, PolicyKitError]] = (),
    *,
    version: str = VERSION,
) -> Shape:
    """Return one log with one run for all the reports; `errors` are the files that could not be read."""
    rules = [*_rules(known), *_leftover_rules(reports)]
    index = {rule["id"]: at for at, rule in enumerate(rules)}
    # A companion is read beside several files and is one artifact all the same.
    every = (document for report in reports for document in (report.document, *report.companions))
    documents = {document.origin.path: document for document in every}
    places = {path: at for at, path in enumerate(documents)}
    results = [
        {**result, "ruleIndex": index[result["ruleId"]]}
        for report in reports
        for result in _results(report, known, places)
    ]
    notes = [_notification(path, str(error)) for path, error in errors]
    notes += [_notification(report.document.origin.path, what) for report in reports for what in report.errors]
    driver = {"name": TOOL, "version": version, "semanticVersion": version, "rules": rules}
    return {
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "language": "en-GB",
                "columnKind": "unicodeCodePoints",
                "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
                "artifacts": [_artifact(document) for document in documents.values()],
                "results": results,
                "properties": {
                    "asAt": sorted({report.as_at.isoformat() for report in reports}),
                    "checklist": known.checklist.version,
                    "checklistDigest": known.checklist.digest,
                    "lawCheckedOn": _checked_on(reports, known).isoformat(),
                    "regions": "Characters of the clean text: all blocks of the document, each followed by a line feed.",
                    "scope": wording.SCOPE,
                },
            }
        ],
    }


def to_text(log: Shape) -> str:
    """Return the log as JSON text."""
    return json.dumps(log, ensure_ascii=False, indent=1) + "\n"


def _checked_on(reports: Sequence[Report], known: Catalogues) -> date:
    days = [wording.checked_on(report, known.checklist) for report in reports]
    return min(days, default=known.checklist.law_checked_on)


def _rules(known: Catalogues) -> list[Shape]:
    rules = [_requirement_rule(one, known) for one in known.checklist.requirements]
    rules += [
        {
            "id": reference.id,
            "name": _pascal(reference.id),
            "shortDescription": {"text": reference.title},
            "helpUri": reference.now.url,
            "defaultConfiguration": {"level": _STALE[reference.severity][1]},
            "properties": {"tags": ["stale-reference", reference.kind]},
        }
        for reference in known.stale.references
    ]
    rules += [
        {
            "id": claim.id,
            "name": _pascal(claim.id),
            "shortDescription": {"text": claim.title},
            "fullDescription": {"text": claim.why},
            "helpUri": claim.url,
            "defaultConfiguration": {"level": WARNING},
            "properties": {"tags": ["wrong-law"]},
        }
        for claim in known.wrong_law
    ]
    passed = {"id": PASSED_DATE, "name": "PassedDate", "shortDescription": {"text": wording.PASSED_HEADING}}
    return [_without_empty(rule) for rule in [*rules, {**passed, "defaultConfiguration": {"level": NOTE}}]]


def _leftover_rules(reports: Sequence[Report]) -> list[Shape]:
    ids = sorted({left.id for report in reports for left in report.leftovers})
    return [{"id": one, "name": _pascal(one), "shortDescription": {"text": wording.LEFTOVERS_HEADING}} for one in ids]


def _requirement_rule(requirement: Requirement, known: Catalogues) -> Shape:
    citation = requirement.law[0]
    return {
        "id": requirement.id,
        "name": _pascal(requirement.name),
        "shortDescription": {"text": requirement.title},
        "fullDescription": {"text": requirement.question},
        "help": {"text": f"{requirement.advice} {wording.citation_words(citation, known.checklist)}.".strip()},
        "helpUri": citation.url,
        "defaultConfiguration": {"level": _DUTY_LEVELS.get(requirement.duty, NOTE)},
        "properties": {
            "tags": ["requirement", requirement.duty.value],
            "duty": requirement.duty.value,
            "publish": requirement.publish.value,
        },
    }


def _without_empty(rule: Shape) -> Shape:
    return {key: value for key, value in rule.items() if value}


def _pascal(name: str) -> str:
    words = name.replace(".", "-").split("-")
    return "".join(word[:1].upper() + word[1:] for word in words)


def _results(report: Report, known: Catalogues, places: dict[str, int]) -> Iterator[Shape]:
    for finding, requirement in all_pairs(report, known.checklist):
        yield _of_requirement(report, finding, requirement, places)
    seen: Counter[str] = Counter()
    for said in _said(report):
        yield _of_quote(report, said, places, seen)


def _said(report: Report) -> Iterator[_Said]:
    for stale in report.stale:
        kind, level = _STALE[stale.severity]
        yield _Said(stale, stale.id, kind, level, _stale_text(stale), stale.quote)
    for claim in report.wrong_law:
        yield _Said(claim, claim.id, "fail", WARNING, _claim_text(claim), claim.quote)
    for day in report.dates:
        if day.passed:
            yield _Said(day, PASSED_DATE, "fail", NOTE, wording.date_sentence(day), day.quote)
    for left in report.leftovers:
        text = f"{left.where}: {left.message} {left.remedy}".strip(" :")
        yield _Said(left, left.id, "review", NONE, text, left.quote)


def _stale_text(stale: StaleFinding) -> str:
    return f"{wording.SEVERITIES[stale.severity]}: “{stale.quote.text}”. {wording.stale_sentence(stale)}"


def _claim_text(claim: WrongLawFinding) -> str:
    instead = f" Write instead: {claim.replacement}" if claim.replacement else ""
    return f"“{claim.quote.text}” {claim.message}{instead}"


def _of_requirement(report: Report, finding: Finding, requirement: Requirement, places: dict[str, int]) -> Shape:
    kind = _KINDS[finding.status] if finding.sure else "review"
    told = wording.statement(finding, requirement, report.about, deciding_words(report, finding))
    if not finding.sure:
        told = f"{told} {wording.LOOK_YOURSELF}"
    advice = f" To write: {requirement.advice}" if kind == "fail" and requirement.advice else ""
    quotes = distinct(finding.evidence) or ([finding.nearest] if finding.nearest else [])
    where = [_location(report, quote, places) for quote in quotes] or [_whole(report.document, places)]
    result: Shape = {
        "ruleId": finding.id,
        "kind": kind,
        "level": _level(report, finding, requirement) if kind == "fail" else NONE,
        "message": {"text": f"{requirement.title}: {told}{advice}"},
        "locations": where,
        "partialFingerprints": {"policykitFinding/v1": _digest(finding.id)},
        "properties": {
            "status": finding.status.value,
            "counts": finding.counts.value,
            "sure": finding.sure,
            "lacking": list(finding.lacking),
        },
    }
    return _suppressed(report, finding, result)


def _level(report: Report, finding: Finding, requirement: Requirement) -> str:
    if rests_on_our_reading(finding, requirement) or finding.counts is Counts.ELSEWHERE:
        return NOTE
    return _LEVELS.get(force_here(requirement, report.about), NOTE)


def _of_quote(report: Report, said: _Said, places: dict[str, int], seen: Counter[str]) -> Shape:
    words = f"{said.id}\n{said.quote.text.casefold() if said.quote else said.text}"
    where = _location(report, said.quote, places) if said.quote else _whole(report.document, places)
    seen[words] += 1
    result: Shape = {
        "ruleId": said.id,
        "kind": said.kind,
        "level": said.level,
        "message": {"text": said.text},
        "locations": [where],
        # The words and how often they stood before: what does not change when text above them does.
        "partialFingerprints": {"policykitFinding/v1": _digest(f"{words}\n{seen[words]}")},
    }
    return _suppressed(report, said.found, result)


def _suppressed(report: Report, found: Acceptable, result: Shape) -> Shape:
    acceptance = acceptance_of(report, found)
    if acceptance:
        result["suppressions"] = [{"kind": "external", "status": "accepted", "justification": decision(acceptance)}]
    return result


def _location(report: Report, quote: Quote, places: dict[str, int]) -> Shape:
    document = document_of(report, quote)
    block = document.blocks[quote.span.block]
    start = sum(len(other.text) + 1 for other in document.blocks[: block.index]) + quote.span.start
    region = {"charOffset": start, "charLength": quote.span.end - quote.span.start, "snippet": {"text": quote.text}}
    whole = _whole(document, places)
    whole["physicalLocation"]["region"] = region
    section = document.section_of(block.index)
    chain = [*(heading.text for heading in document.headings_above(block.index)), f"block {block.index}"]
    logical: Shape = {
        "name": section or f"block {block.index}",
        "fullyQualifiedName": " > ".join(chain),
        "kind": "section",
    }
    properties = {"block": block.index, "start": quote.span.start, "end": quote.span.end}
    return {
        **whole,
        "logicalLocations": [logical],
        "properties": {**properties, "page": block.page} if block.page is not None else properties,
    }


def _whole(document: Document, places: dict[str, int]) -> Shape:
    path = document.origin.path
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(path), "index": places[path]}}}


def _artifact(document: Document) -> Shape:
    return {
        "location": {"uri": _uri(document.origin.path)},
        "roles": ["analysisTarget"],
        "hashes": {"sha-256": document.origin.sha256},
    }


def _uri(path: str) -> str:
    """Return a path as a URI reference: a relative one stays relative, so that the log can travel with its files.

    >>> _uri("SEN policy 2024.docx"), _uri("/tmp/a#b.pdf")
    ('SEN%20policy%202024.docx', 'file:///tmp/a%23b.pdf')
    """
    if PurePath(path).is_absolute():
        return PurePath(path).as_uri()
    return percent(PurePath(path).as_posix().encode("utf-8", "surrogateescape"), safe="/")


def _notification(path: str, text: str) -> Shape:
    where = {"physicalLocation": {"artifactLocation": {"uri": _uri(path)}}}
    return {"level": ERROR, "message": {"text": text}, "locations": [where]}


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
