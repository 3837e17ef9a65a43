"""Two editions of one guidance in one document: told once, with both places."""

from dataclasses import replace

from policykit.check.stale_context import Surroundings
from policykit.model.document import Document, Layer, Span
from policykit.model.finding import Quote, Severity, StaleFinding
from policykit.model.stale import StaleCatalogue, StaleReference


def with_newer_editions(
    document: Document, found: tuple[StaleFinding, ...], catalogue: StaleCatalogue, around: Surroundings
) -> tuple[StaleFinding, ...]:
    """Return the findings, the first of each reference naming the place where the edition in force is cited as well."""
    with_newer = {one.id: one for one in catalogue.references if one.newer}
    told: set[str] = set()
    findings: list[StaleFinding] = []
    for finding in found:
        reference = with_newer.get(finding.id)
        if reference and finding.severity is not Severity.HISTORY and finding.id not in told:
            told.add(finding.id)
            findings.append(_told(finding, _newer(document, reference, around)))
        else:
            findings.append(finding)
    return tuple(findings)


def _told(finding: StaleFinding, newer: Quote | None) -> StaleFinding:
    if newer is None:
        return finding
    message = f"{finding.message} Elsewhere this document cites '{newer.text}': give one edition, that one, throughout."
    return replace(finding, message=message, also=(newer,))


def _newer(document: Document, reference: StaleReference, around: Surroundings) -> Quote | None:
    for block in document.blocks:
        if block.layer is Layer.CONTENTS:
            continue
        text = around.text(block)
        for pattern in reference.newer:
            match = pattern.ready.search(text)
            if match:
                span = Span(block.index, *match.span())
                return Quote(span, span, block.text[span.start : span.end])
    return None
