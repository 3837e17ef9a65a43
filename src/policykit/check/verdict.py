"""From the evidence found to a status, by the labelling guide: met, partly met, missing, and why."""

from dataclasses import dataclass

from policykit.check.evidence import Find, Gatherer, Hit, Index, trapped
from policykit.model.document import Span
from policykit.model.evidence import Mood
from policykit.model.finding import Finding, Quote, Status
from policykit.model.law import Element, Requirement

QUOTE_LIMIT = 200
_QUOTES_EACH = 3

_WHY = {
    Mood.AIM: "It is said as an aim, and no arrangement is described.",
    Mood.LAW: "It says what schools or the law in general require, and not what this school does.",
    Mood.POINTER: "It only says where to read about it.",
    Mood.NEGATED: "It says that this is not so.",
    Mood.PLACEHOLDER: "It is a template's blank that has not been filled in.",
    Mood.QUESTION: "It only asks; an answer was not found.",
    Mood.UNFINISHED: "Its sentence still holds a template's blank.",
}
_RAISES = frozenset({Mood.AIM, Mood.LAW, Mood.POINTER, Mood.UNFINISHED})
"""Moods that make at most partly met; a denial and a blank are nothing. Labelling guide: pointers, generic intentions."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    element: Element
    full: list[Hit]
    weak: list[Hit]


def judge(requirement: Requirement, index: Index) -> Finding:
    """Return what a document says on one requirement; applicability and gaps in reading are not considered here."""
    gatherer = Gatherer(index, trapped(index, requirement.traps))
    gathered: list[_Gathered] = []
    found: dict[str, list[Hit]] = {}
    for element in requirement.elements:
        hits = gatherer.gather(element.evidence, found)
        full = [hit for hit in hits if hit.mood is None]
        found[element.id] = full
        gathered.append(_Gathered(element, full, [hit for hit in hits if hit.mood is not None]))
    topic = gatherer.gather(requirement.topic, found)
    essential = [one for one in gathered if one.element.essential]
    lacking = tuple(one.element.id for one in essential if not one.full)
    evidence = tuple(quote for one in gathered for quote in _quotes(index, one))
    if not lacking:
        sure = all(one.full[0].sure for one in essential)
        return Finding(requirement.id, Status.MET, evidence, (), _met(requirement, gathered, index), sure=sure)
    raised = [hit for hit in topic if hit.mood in _RAISES or hit.mood is None]
    raised += [hit for one in gathered if one.element.raises for hit in one.weak if hit.mood in _RAISES]
    some = any(one.full and one.element.raises for one in essential)
    if not some and not raised:
        nearest, why = _nearest(index, gathered, gatherer)
        return Finding(requirement.id, Status.MISSING, (), lacking, requirement.missing, nearest, why)
    if not evidence:
        evidence = (quote(index, raised[0].words, ""),)
    lacks = " ".join(one.element.lacks for one in essential if not one.full)
    nearest, why = _nearest(index, [one for one in gathered if not one.full], gatherer)
    sure = all(one.full[0].sure for one in essential if one.full) if some else raised[0].sure
    return Finding(requirement.id, Status.PARTIAL, evidence, lacking, lacks, nearest, why, sure=sure)


def _met(requirement: Requirement, gathered: list[_Gathered], index: Index) -> str:
    reason = requirement.met
    for one in gathered:
        if one.full:
            reason = reason.replace("{" + one.element.id + "}", "\u201c" + _words(index, one.full[0]) + "\u201d")
    return reason


def _words(index: Index, hit: Hit) -> str:
    return index.document.blocks[hit.words.block].text[hit.words.start : hit.words.end]


def _quotes(index: Index, one: _Gathered) -> list[Quote]:
    quotes: list[Quote] = []
    for hit in one.full:
        shown = quote(index, hit.words, one.element.id)
        if not any(shown.span == other.span for other in quotes):
            quotes.append(shown)
        if len(quotes) == _QUOTES_EACH:
            break
    return quotes


def _nearest(index: Index, gathered: list[_Gathered], gatherer: Gatherer) -> tuple[Quote | None, str]:
    for one in gathered:
        for hit in one.weak:
            if hit.mood:
                return quote(index, hit.words, one.element.id), _WHY[hit.mood]
    if gatherer.near:
        near = gatherer.near[0]
        return quote(index, near.words, ""), "It comes near, and does not say the thing itself."
    return None, ""


def quote(index: Index, find: Find, element: str) -> Quote:
    """Return the sentence around the words that decided, cut at word ends to 200 characters around them."""
    text = index.document.blocks[find.block].text
    start, end = 0, len(text)
    if find.sentence >= 0:
        sentence = index.words.sentences[find.sentence]
        start, end = min(sentence.start, find.start), max(sentence.end, find.end)
    if end - start > QUOTE_LIMIT:
        start, end = _cut(text, start, end, find)
    words = Span(find.block, find.start, find.end)
    return Quote(Span(find.block, start, end), words, text[start:end], element)


def _cut(text: str, start: int, end: int, find: Find) -> tuple[int, int]:
    spare = max(0, QUOTE_LIMIT - (find.end - find.start))
    left = max(start, find.start - spare // 3)
    right = min(end, left + QUOTE_LIMIT)
    left = max(start, min(left, right - QUOTE_LIMIT))
    if left > start and not text[left - 1].isspace():
        left = text.find(" ", left, find.start + 1) + 1 or find.start
    if right < end and not text[right].isspace():
        right = max(text.rfind(" ", min(find.end, right), right), min(find.end, left + QUOTE_LIMIT))
    return left, min(right, left + QUOTE_LIMIT)
