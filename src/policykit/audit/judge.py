"""One school's documents, already read, judged together and the report alone; pure, so that any machine gives the same."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from policykit.audit.reading import unpacked
from policykit.audit.rounds import (
    Alone,
    DateFound,
    Passage,
    Role,
    School,
    SchoolDocument,
    SchoolFinding,
    SchoolResult,
    Slip,
    StaleReference,
)
from policykit.model.catalogues import Catalogues
from policykit.model.document import Document
from policykit.model.finding import Finding, Quote, Report
from policykit.model.force import duty_here, publish_here
from policykit.model.law import Checklist
from policykit.report import wording
from policykit.report.place import deciding_words, document_of


@dataclass(frozen=True, slots=True)
class Law:
    """What a judgement is made by: `program` and `digest` (the checklist's) tell it from every other one."""

    as_at: date
    program: str
    digest: str
    checklists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """A school to judge: `contents` are the kept documents of those judged or read beside, by path."""

    school: School
    documents: tuple[SchoolDocument, ...]
    contents: tuple[tuple[str, bytes], ...]
    law: Law

    @property
    def key(self) -> str:
        """The hash of all that the judgement rests on: the documents and their parts, the school's kind, the law."""
        return key_of(self.school, self.documents, self.law)


def key_of(school: School, documents: Iterable[SchoolDocument], law: Law) -> str:
    """Return the hash of all that a judgement rests on; schools' names and numbers are not among it."""
    rests_on = [
        law.as_at.isoformat(),
        law.program,
        law.digest,
        school.type,
        school.phase,
        [
            [one.path, one.sha256, one.role.value, one.role_why, [[p.what, p.where] for p in one.problems]]
            for one in documents
        ],
    ]
    return hashlib.sha256(json.dumps(rests_on).encode()).hexdigest()


def judged(task: Task) -> SchoolResult:
    """Return what a school's documents say together; one without a document to judge has no findings."""
    contents = dict(task.contents)
    main = next((one for one in task.documents if one.role is Role.JUDGED), None)
    if main is None or main.path not in contents:
        return SchoolResult(
            task.school, task.documents, type=task.school.type, phase=task.school.phase, result=task.key
        )
    from policykit.check.pupils import known_as_masked
    from policykit.check.whole import check_both
    from policykit.pipeline import catalogues
    from policykit.read.kind import about

    known = catalogues(task.law.checklists)
    document = unpacked(contents[main.path], main.path)
    beside = [
        unpacked(contents[one.path], one.path)
        for one in task.documents
        if one.role is Role.COMPANION and one.path in contents
    ]
    known_as_masked((document, *beside))
    seen = about(document, school_type=task.school.type, phase=task.school.phase)
    alone, together = check_both(document, seen, known, task.law.as_at, beside, advice=False)
    # What stands in a companion is as stale, as past and as wrong as in the report itself.
    each = [alone, *(_by_itself(other, known, task.law.as_at) for other in beside)]
    return SchoolResult(
        school=task.school,
        documents=task.documents,
        findings=_findings(together, alone, known.checklist),
        stale=_stale(each),
        dates=_dates(each),
        slips=_slips(each),
        type=seen.school_type,
        phase=seen.phase,
        kind=seen.kind,
        result=task.key,
    )


def _by_itself(document: Document, known: Catalogues, as_at: date) -> Report:
    """Return what stands in a companion whatever the requirements: stale references, dates, wrong law, leftovers."""
    from policykit.check.dates import find_dates
    from policykit.check.leftovers import find_leftovers
    from policykit.check.stale import find_stale
    from policykit.check.wrong_law import find_wrong_law
    from policykit.read.kind import about

    seen = about(document)
    return Report(
        document=document,
        about=seen,
        as_at=as_at,
        requirements=(),
        stale=find_stale(document, known.stale, as_at),
        dates=find_dates(document, as_at),
        wrong_law=find_wrong_law(document, known.wrong_law, as_at),
        leftovers=find_leftovers(document, seen),
    )


def _findings(together: Report, alone: Report, checklist: Checklist) -> tuple[SchoolFinding, ...]:
    by_itself = {one.id: one for one in (*alone.requirements, *alone.further)}
    return tuple(
        _finding(together, found, by_itself[found.id], checklist, further=further)
        for findings, further in ((together.requirements, False), (together.further, True))
        for found in findings
    )


def _finding(report: Report, found: Finding, own: Finding, checklist: Checklist, *, further: bool) -> SchoolFinding:
    requirement = checklist.requirement(found.id)
    if requirement is None:
        message = f"a finding on '{found.id}', which the checklist does not hold"
        raise LookupError(message)
    asks = {element.id: element.asks for element in requirement.elements}
    return SchoolFinding(
        id=found.id,
        status=found.status,
        sure=found.sure,
        counts=found.counts,
        duty=duty_here(requirement, report.about),
        publish=publish_here(requirement, report.about),
        alone=Alone(own.status, own.sure, own.counts, wording.reason(own, requirement, deciding_words(report, own))),
        reason=wording.reason(found, requirement, deciding_words(report, found)),
        lacking=tuple(asks[name] for name in found.lacking if name in asks),
        quotes=tuple(_passage(report, quote) for quote in found.evidence),
        nearest=_passage(report, found.nearest) if found.nearest else None,
        nearest_why=found.nearest_why,
        further=further,
    )


def _stale(each: Sequence[Report]) -> tuple[StaleReference, ...]:
    return tuple(
        StaleReference(
            one.id,
            one.group,
            one.severity,
            _passage(report, one.quote),
            one.replacement,
            one.since,
            wording.stale_sentence(one),
            fits=one.fits,
        )
        for report in each
        for one in report.stale
    )


def _dates(each: Sequence[Report]) -> tuple[DateFound, ...]:
    return tuple(
        DateFound(one.kind, one.day, one.passed, _passage(report, one.quote), wording.date_sentence(one))
        for report in each
        for one in report.dates
    )


def _slips(each: Sequence[Report]) -> tuple[Slip, ...]:
    slips: list[Slip] = []
    for report in each:
        path = report.document.origin.path
        slips.extend(
            Slip("wrong-law", one.id, _passage(report, one.quote), wording.wrong_law_sentence(one), one.replacement)
            for one in report.wrong_law
        )
        for left in report.leftovers:
            quote = _passage(report, left.quote) if left.quote else Passage("", path, section=left.where)
            slips.append(Slip("leftover", left.id, quote, left.message, left.remedy))
    return tuple(slips)


def _passage(report: Report, quote: Quote) -> Passage:
    document: Document = document_of(report, quote)
    block = document.blocks[quote.span.block]
    section = document.section_of(quote.span.block)
    return Passage(quote.text, document.origin.path, block.page, section, quote.element, block.ocr)
