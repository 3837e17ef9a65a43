"""A school's other documents: what this one lacks or only points to may stand there."""

from dataclasses import replace

from policykit.model.document import Document
from policykit.model.finding import Counts, Finding, Quote, Status
from policykit.model.law import Requirement

_RANK = {Status.MISSING: 0, Status.PARTIAL: 1, Status.MET: 2}


def joined(requirement: Requirement, own: Finding, others: list[tuple[Document, Finding]]) -> Finding:
    """Return the finding with what the companions give; `own` where they add nothing or it cannot be added to."""
    if own.status not in _RANK or own.status is Status.MET:
        return own
    best = own
    for document, other in others:
        if other.status not in _RANK:
            continue
        best = _with(requirement, best, document, other)
    return best


def _with(requirement: Requirement, own: Finding, document: Document, other: Finding) -> Finding:
    lacking = tuple(element for element in own.lacking if element in other.lacking)
    if lacking == own.lacking and _RANK[other.status] <= _RANK[own.status]:
        return own
    path = document.origin.path
    quotes = tuple(_placed(quote, path) for quote in other.evidence)
    status = Status.MET if other.status is Status.MET or not lacking else Status.PARTIAL
    reason = f"This document leaves it to another: it stands in {path}."
    if status is Status.PARTIAL:
        lacks = {element.id: element.lacks for element in requirement.elements}
        reason = f"Part of it stands in {path}. " + " ".join(lacks[element] for element in lacking)
    return replace(
        own,
        status=status,
        evidence=(*own.evidence, *quotes),
        lacking=() if status is Status.MET else lacking,
        reason=reason,
        sure=own.sure and other.sure,
        counts=Counts.ELSEWHERE if status is Status.MET else own.counts,
    )


def _placed(quote: Quote, path: str) -> Quote:
    return replace(quote, file=quote.file or path)
