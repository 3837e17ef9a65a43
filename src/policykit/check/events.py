"""What a document announces for a time that is over: an evening, a visit, a course, building work."""

import re
from collections.abc import Iterator
from datetime import date

from policykit.check.periods import Period, periods_in
from policykit.check.sentences import sentences
from policykit.check.stale_index import plain
from policykit.model.document import Block, Document, Layer, Span
from policykit.model.finding import DateFinding, Quote

EVENT = "event"
_AHEAD = re.compile(
    r"\b(?:will|shall|is to|are to|going to|due to|planned for|planning to|plan to|scheduled for|join us|come along|invited?|invites)\b",
    re.IGNORECASE,
)
_HAPPENS = re.compile(
    r"\b(?:held|hold|holding|host(?:ing|ed)?|take place|takes place|taking place|open|opens|opened|opening|visit(?:s|ing)?|run"
    r"|running|launch(?:ed|ing)?|celebrat\w+|perform\w*|attend(?:ing)?|join|come|meet|trained|training|finish(?:ed)?|ready|built|rebuilt"
    r"|refurbished|installed|workshops?|mornings?|evenings?|fair|festival|show|trip|residential|exhibition|meetings?|sessions?"
    r"|courses?|conference|visits?|consultation|survey)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?:\b(?:in|on|by|from|during|for|until|before|this|next)\s+(?:the\s+)?(?:end\s+of\s+(?:the\s+)?)?(?:\w+day,?\s+)?|[:,(]\s*(?:\w+day,?\s+)?)$",
    re.IGNORECASE,
)
_DONE = re.compile(
    r"\b(?:was|were|had|did|has been|have been|published|issued|set out|agreed|introduced|dated|updated|revised|reviewed|written|passed|since"
    r"|born|Act|Code|guidance|framework|Regulations|edition|version)\b"
)
_OF_REVIEW = re.compile(r"\breview(?:ed|s)?\b|\bupdated?\b|\brevised\b|\brevisited\b", re.IGNORECASE)
# Changes promised for a time that is over are told as a stale reference (elapsed-future).
_PROMISED_CHANGE = re.compile(
    r"\bwill\s+(?:be\s+)?(?:transfer|move|change|introduce|begin|start|become)|\bcome into force\b|\b(?:moving|changing|transferr?ing)\b",
    re.IGNORECASE,
)


def passed_events(document: Document, as_at: date) -> Iterator[DateFinding]:
    """Yield each announcement whose day, month, term or year was over by `as_at`, in the document's order.

    A sentence announces something where it looks ahead and its date comes after, or begins with its date.
    """
    for block in document.blocks:
        if block.layer in {Layer.BODY, Layer.NOTE}:
            yield from _in_block(block, as_at)


def _in_block(block: Block, as_at: date) -> Iterator[DateFinding]:
    text = plain(block.text)
    over = [period for period in periods_in(text) if period.end < as_at]
    if not over:
        return
    for start, end in sentences(block.text):
        inside = [period for period in over if start <= period.start < end]
        if not inside or not _announces(text[start:end]):
            continue
        period = next((one for one in inside if _is_announced(text, start, end, one)), None)
        if period:
            yield _finding(block, period, as_at)


def _announces(sentence: str) -> bool:
    looks_ahead = _AHEAD.search(sentence) and _HAPPENS.search(sentence)
    return bool(looks_ahead and not _OF_REVIEW.search(sentence) and not _PROMISED_CHANGE.search(sentence))


def _is_announced(text: str, start: int, end: int, period: Period) -> bool:
    before, after = text[start : period.start], text[period.stop : end]
    ahead = _AHEAD.search(before)
    if ahead:
        between = before[ahead.end() :]
        return bool(_WHEN.search(before)) and not _DONE.search(between)
    begins = len(before.split()) <= 2 and (not before.strip() or _WHEN.search(before))  # noqa: PLR2004 - "On Monday"
    later = _AHEAD.search(after)
    return bool(begins and later and not _DONE.search(after[: later.start()]))


def _finding(block: Block, period: Period, as_at: date) -> DateFinding:
    span = Span(block.index, period.start, period.stop)
    text = block.text[period.start : period.stop]
    year = "" if period.end.year == as_at.year else ", and so is that year"
    message = f"What is announced for '{text}' is over{year}. Take it out, or put in what is planned now."
    return DateFinding(EVENT, period.end, Quote(span, span, text), passed=True, message=message)
