"""What of a report concerns a governing board: five questions, and three promises that a visitor can look for."""

import re
from collections.abc import Iterator

from policykit.check.sentences import sentences
from policykit.model.board import Asked, Board
from policykit.model.document import BlockKind, Layer, Span
from policykit.model.finding import Counts, Finding, Quote, Report, Status
from policykit.model.law import Checklist

QUESTIONS = 5
_OF_GAPS = 3
"""At most so many questions come from what was not found: a board also asks about what the document does say."""
_OF_CODE = 1
"""What the Code asks a document to say is seldom a matter of strategy."""
PROMISES = 3
_SHORTEST, _LONGEST = 30, 170
"""Characters of a promise: a label says too little, and a page has room for three."""

_TIME = re.compile(
    r"\b(?:(?:each|every|per|a|once a|twice a)\s(?:half[\s-]?)?(?:day|week|fortnight|month|term|year|morning|lesson)"
    r"|(?:half[\s-])?termly|daily|weekly|fortnightly|monthly|annually|yearly|three times|twice|within\s\w+\s(?:\w+\s)?(?:days?|weeks?)"
    r"|at least)\b",
    re.IGNORECASE,
)
_EVERYONE = re.compile(
    r"\b(?:every|each|all)\s(?:of\sour\s|the\s)?(?:pupils?|child|children|students?|famil(?:y|ies)|parents?|class(?:es|room)?|teachers?|staff)\b",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\b(?:we|pupils?|children|students?|parents|famil(?:y|ies)|teachers?|staff|SENCo|SENDCo|SENCO|SENDCO|governors?|headteacher|assistants?)\b[^.]{0,40}?"
    r"\b(?:will|meets?|reviews?|is|are|has|have|gets?|runs?|hold|holds|invites?|rings?|checks?|visits?|sends?|offers?|keeps?|teach(?:es)?|share|shares)\b",
    re.IGNORECASE,
)
_WE = re.compile(r"\b[Ww]e\b")
_HOPE = re.compile(
    r"\b(?:aims?|hopes?|strives?|endeavours?|believes?|wish(?:es)?|where\s(?:possible|appropriate|necessary)|as\sappropriate|if\snecessary|may|might|could|can"
    r"|should|would|must|Code|Act|Regulations|section|policy|ensures?|committed|treated\sas|definition|teachers\sof|last\s(?:year|term)|was|were|had)\b",
)
"""What nobody can go and see: hopes, the law, how things were."""


def board_of(report: Report, checklist: Checklist) -> Board:
    """Return the questions and promises of one report; the same report gives the same ones."""
    return Board(_questions(report, checklist), _promises(report))


def _questions(report: Report, checklist: Checklist) -> tuple[Asked, ...]:
    """Return at most five questions: first what the law requires and was not found, then what was, then the rest."""
    findings = {finding.id: finding for finding in (*report.requirements, *report.further)}
    asked = [Asked(one, findings[one.requirement]) for one in checklist.questions if one.requirement in findings]
    open_ = [one for one in asked if _is_open(one.finding)]
    law = [one for one in open_ if one.finding.counts is Counts.GAP]
    law.sort(key=lambda one: one.finding.status is not Status.MISSING)
    gaps = [*law, *[one for one in open_ if one.finding.counts is Counts.SHOULD][:_OF_CODE]]
    quoted = [one for one in asked if one not in gaps and any(not quote.file for quote in one.finding.evidence)]
    rest = [one for one in open_ if one not in gaps and one not in quoted]
    chosen = [*gaps[:_OF_GAPS], *quoted]
    return tuple([*chosen, *gaps[_OF_GAPS:], *rest][:QUESTIONS])


def _is_open(finding: Finding) -> bool:
    return finding.status in {Status.MISSING, Status.PARTIAL}


def _promises(report: Report) -> tuple[Quote, ...]:
    """Return up to three promises in the document's order: those that say most of who does what and how often."""
    chosen: list[Quote] = []
    for pool in (_found_sentences(report), _every_sentence(report)):
        _choose(report, pool, chosen)
    return tuple(sorted(chosen, key=lambda quote: (quote.span.block, quote.span.start)))


def _choose(report: Report, pool: Iterator[Quote], chosen: list[Quote]) -> None:
    """Add the weightiest promises of a pool to those chosen until there are three."""
    best = {(quote.span.block, quote.span.start): quote for quote in pool if _weight(quote.text)}
    ranked = sorted(best.values(), key=lambda one: (-_weight(one.text), one.span.block, one.span.start))
    for apart in (True, False):
        # One from each section first, so that three promises are not three lines of one list.
        for quote in ranked:
            sections = {report.document.section_of(other.span.block) for other in chosen}
            is_new = report.document.section_of(quote.span.block) not in sections
            taken = any(quote.span == other.span for other in chosen)
            if len(chosen) < PROMISES and not taken and (is_new or not apart):
                chosen.append(quote)


def _every_sentence(report: Report) -> Iterator[Quote]:
    for block in report.document.blocks:
        if block.kind is not BlockKind.HEADING and block.layer is Layer.BODY:
            for start, end in sentences(block.text):
                if _SHORTEST <= end - start <= _LONGEST:
                    span = Span(block.index, start, end)
                    yield Quote(span, span, block.text[start:end])


def _found_sentences(report: Report) -> Iterator[Quote]:
    """Return the whole sentences around what was found in the document itself."""
    document = report.document
    for finding in (*report.requirements, *report.further):
        for quote in finding.evidence:
            block = document.blocks[quote.span.block] if not quote.file else None
            if block is None or block.kind is BlockKind.HEADING or block.layer is not Layer.BODY:
                continue
            for start, end in sentences(block.text):
                if start <= quote.words.start < end and _SHORTEST <= end - start <= _LONGEST:
                    span = Span(block.index, start, end)
                    yield Quote(span, quote.words, block.text[start:end], quote.element)


def _weight(text: str) -> int:
    """Return how much of a promise a sentence is: 0 where it is none."""
    is_whole = text[:1].isupper() and text.rstrip("\"'\u2019\u201d)")[-1:] == "."
    if not is_whole or _HOPE.search(text) or not (_TIME.search(text) or _DOES.search(text)):
        return 0
    return 3 * bool(_TIME.search(text)) + 2 * bool(_EVERYONE.search(text)) + bool(_WE.search(text))
