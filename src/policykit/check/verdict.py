"""From the evidence found to a status, by the labelling guide: met, partly met, missing, and why."""

from dataclasses import dataclass

from policykit.check.doubt import is_doubtful
from policykit.check.evidence import Hit, Index
from policykit.check.gather import Gatherer, trapped
from policykit.check.propose import best_first, nearest_passage, proposed, raising, supported, touches
from policykit.check.quotes import quote, words_of
from policykit.model.evidence import Mood
from policykit.model.finding import Finding, Quote, Status
from policykit.model.law import Element, Requirement

_QUOTES_EACH = 3

_NEAR = "It comes near, and does not say the thing itself."
_WHY = {
    Mood.AIM: "It is said as an aim, and no arrangement is described.",
    Mood.LAW: "It says what schools or the law in general require, and not what this school does.",
    Mood.POINTER: "It only says where to read about it.",
    Mood.NEGATED: "It says that this is not so.",
    Mood.PLACEHOLDER: "It is a template's blank that has not been filled in.",
    Mood.QUESTION: "It only asks; an answer was not found.",
    Mood.LOOSE: _NEAR,
    Mood.UNFINISHED: "Its sentence still holds a template's blank.",
}
_RAISES = frozenset({Mood.AIM, Mood.LAW, Mood.POINTER, Mood.UNFINISHED, Mood.LOOSE})
"""Moods that make at most partly met; a denial and a blank are nothing. Labelling guide: pointers, generic intentions."""


@dataclass(frozen=True, slots=True)
class _Gathered:
    element: Element
    full: list[Hit]
    weak: list[Hit]


def judge(requirement: Requirement, index: Index) -> Finding:
    """Return what a document says on one requirement; applicability and gaps in reading are not considered here."""
    trapped_words = trapped(index, requirement.traps)
    gatherer = Gatherer(index, trapped_words)
    gathered: list[_Gathered] = []
    found: dict[str, list[Hit]] = {}
    for element in requirement.elements:
        hits = gatherer.gather(element.evidence, found)
        full = [hit for hit in hits if hit.mood is None and supported(index, requirement, element, hit)]
        loose = [hit._replace(mood=Mood.LOOSE) for hit in hits if hit.mood is None and hit not in full]
        if not full and element.essential and (hit := proposed(index, requirement, element, trapped_words)):
            full = [hit]
        found[element.id] = full
        best = best_first(index, full, f"{requirement.id}/{element.id}")
        gathered.append(_Gathered(element, best, [*(hit for hit in hits if hit.mood is not None), *loose]))
    if all(one.full for one in gathered if one.element.essential):
        return _met(requirement, gathered, index)
    topic = [hit for hit in gatherer.gather(requirement.topic, found) if hit.mood in _RAISES or hit.mood is None]
    weak = [hit for one in gathered if one.element.raises for hit in one.weak if hit.mood in _RAISES]
    weak = [hit for hit in weak if hit.mood is not Mood.LOOSE or touches(index, requirement, hit)]
    if any(one.full and one.element.raises for one in gathered if one.element.essential) or topic or weak:
        return _partial(requirement, gathered, index, gatherer, [*topic, *weak])
    if hit := raising(index, requirement, trapped_words):
        return _partial(requirement, gathered, index, gatherer, [hit])
    nearest, why = _nearest(requirement, index, gathered, gatherer)
    lacking = tuple(one.element.id for one in gathered if one.element.essential)
    sure = not is_doubtful(index, requirement, Status.MISSING, ())
    return Finding(requirement.id, Status.MISSING, (), lacking, requirement.missing, nearest, why, sure=sure)


def _met(requirement: Requirement, gathered: list[_Gathered], index: Index) -> Finding:
    reason = requirement.met
    for one in gathered:
        if one.full:
            reason = reason.replace("{" + one.element.id + "}", "\u201c" + words_of(index, one.full[0]) + "\u201d")
    evidence = tuple(quote for one in gathered for quote in _quotes(index, one))
    certain = all(one.full[0].is_certain for one in gathered if one.element.essential)
    sure = certain and not is_doubtful(index, requirement, Status.MET, ())
    return Finding(requirement.id, Status.MET, evidence, (), reason, sure=sure)


def _partial(
    requirement: Requirement, gathered: list[_Gathered], index: Index, gatherer: Gatherer, raised: list[Hit]
) -> Finding:
    essential = [one for one in gathered if one.element.essential]
    open_ones = [one for one in essential if not one.full]
    evidence = tuple(quote for one in gathered for quote in _quotes(index, one))
    if not evidence:
        evidence = (quote(index, best_first(index, raised, requirement.id)[0].words, ""),)
    nearest, why = _nearest(requirement, index, open_ones, gatherer)
    if nearest and any(nearest.span == shown.span for shown in evidence):
        nearest, why = None, ""
    decided = [one.full[0] for one in essential if one.full and one.element.raises] or raised[:1]
    return Finding(
        requirement.id,
        Status.PARTIAL,
        evidence,
        tuple(one.element.id for one in open_ones),
        " ".join(one.element.lacks for one in open_ones),
        nearest,
        why,
        sure=all(hit.is_certain for hit in decided)
        and not is_doubtful(index, requirement, Status.PARTIAL, [one.element for one in open_ones]),
    )


def _quotes(index: Index, one: _Gathered) -> list[Quote]:
    quotes: list[Quote] = []
    for hit in one.full:
        shown = quote(index, hit.words, one.element.id)
        if not any(shown.span == other.span for other in quotes):
            quotes.append(shown)
        if len(quotes) == _QUOTES_EACH:
            break
    return quotes


def _nearest(
    requirement: Requirement, index: Index, gathered: list[_Gathered], gatherer: Gatherer
) -> tuple[Quote | None, str]:
    for one in gathered:
        for hit in one.weak:
            if hit.mood:
                return quote(index, hit.words, one.element.id), _WHY[hit.mood]
    near = nearest_passage(index, requirement)
    if near is None and index.topics is None and gatherer.near:
        near = gatherer.near[0].words
    return (quote(index, near, ""), _NEAR) if near else (None, "")
