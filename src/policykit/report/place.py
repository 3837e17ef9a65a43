"""Where a quote stands, for people (page and section) and for programs (block and characters)."""

from policykit.model.document import Document
from policykit.model.finding import Finding, Quote, Report
from policykit.report.wording import shorten

_LONGEST_SECTION = 60


def document_of(report: Report, quote: Quote) -> Document:
    """Return the document that a quote stands in: the report's own, or the companion of that path."""
    return next((other for other in report.companions if other.origin.path == quote.file), report.document)


def place_words(report: Report, quote: Quote) -> str:
    """Return a quote's place as a person would cite it: "page 3, section 4.2 Complaints", the file first if another.

    Words that were read from a picture are marked so.
    """
    document = document_of(report, quote)
    parts = [quote.file] if quote.file else []
    block = document.blocks[quote.span.block]
    if block.page is not None:
        parts.append(f"page {block.page}")
    section = document.section_of(quote.span.block)
    if section and section != quote.text:
        parts.append(f"section “{shorten(section, _LONGEST_SECTION)}”")
    if block.ocr:
        parts.append("read by OCR")
    return ", ".join(parts)


def quote_words(report: Report, quote: Quote) -> str:
    """Return a quote in quotation marks with its place behind it."""
    place = place_words(report, quote)
    return f"“{quote.text}” ({place})" if place else f"“{quote.text}”"


def deciding_words(report: Report, finding: Finding) -> dict[str, str]:
    """Return, for each element that was found, the very words that decided: the first where there are several."""
    words: dict[str, str] = {}
    for quote in finding.evidence:
        if quote.element:
            block = document_of(report, quote).blocks[quote.words.block]
            words.setdefault(quote.element, block.text[quote.words.start : quote.words.end])
    return words
