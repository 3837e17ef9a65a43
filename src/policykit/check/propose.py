"""What the recogniser proposes where the rules found nothing: a sentence, held against the same moods and traps.

A proposal is never sure: reports show it under "please look yourself".
"""

from policykit.check.evidence import Find, Hit, Index
from policykit.check.recognise import RECOGNISERS
from policykit.check.topics import Proposal
from policykit.check.words import Sentence
from policykit.model.evidence import Mood
from policykit.model.law import Element, Requirement

GIVES, COUNTS = 0.8, 0.8
"""From these likelihoods on a passage is taken to give an element: that it does at all, and that it does rather than only touches
the subject. Chosen on the tune part (docs/accuracy.md)."""
RAISES = 0.9
"""From this likelihood on a passage raises a requirement's subject."""
SUPPORTS, SUPPORTS_COUNTING = 0.3, 0.4
"""From these likelihoods on the recogniser agrees with loose evidence of the rules."""
NEAR = 0.15
"""From this likelihood on a passage is worth showing to a doubter as the nearest."""
TOUCHES = 0.1
"""From this likelihood on loose evidence in a passage raises the subject."""

_SAYS_FROM = 7
"""A line of fewer words names a thing (a title, an entry of a list) and says nothing of it, unless it is a name, an address, a date."""
_SHAPES = ("name", "phone", "email", "url", "link", "date")

_TRIED = 6
"""So many passages are looked at for a sentence, the likeliest first."""
_RAISING = frozenset({Mood.AIM, Mood.LAW, Mood.POINTER, Mood.UNFINISHED})


def supported(index: Index, requirement: Requirement, element: Element, hit: Hit) -> bool:
    """Return whether evidence may count in full: by itself, or because the recogniser agrees with it."""
    if (hit.sure and hit.alone) or index.topics is None:
        return True
    name = f"{requirement.id}/{element.id}"
    return all(
        not index.topics.knows(one) or index.topics.likelihood_of(one, hit.words.block) >= least
        for one, least in ((name, SUPPORTS), (f"{name}!", SUPPORTS_COUNTING))
    )


def best_first(index: Index, hits: list[Hit], name: str) -> list[Hit]:
    """Return evidence with what is certain first, and then what the recogniser finds likeliest to be of the class `name`.

    A person is shown the first few. Without a recogniser, or where it has not learnt the class, the order stays.
    """
    topics = index.topics
    if topics is None or not topics.knows(name):
        return hits
    return sorted(hits, key=lambda hit: (not hit.is_certain, -topics.likelihood_of(name, hit.words.block)))


def touches(index: Index, requirement: Requirement, hit: Hit) -> bool:
    """Return whether loose evidence that the recogniser does not take as giving an element at least raises the subject."""
    topics = index.topics
    if topics is None or not topics.knows(requirement.id):
        return True
    return topics.likelihood_of(requirement.id, hit.words.block) >= TOUCHES


def proposed(index: Index, requirement: Requirement, element: Element, trapped: frozenset[int]) -> Hit | None:
    """Return the likeliest sentence that gives an element, None where none is likely enough."""
    if index.topics is None:
        return None
    name = f"{requirement.id}/{element.id}"
    counting = f"{name}!"
    accepted = frozenset(mood for evidence in element.evidence for mood in evidence.accepts)
    for one in index.topics.proposals(name, _TRIED):
        if one.likelihood < GIVES:
            break
        if not index.topics.knows(counting) or index.topics.likelihood_of(counting, one.block) >= COUNTS:
            sentence = _sentence(index, one, trapped, accepted)
            if sentence is not None:
                return Hit(sentence, None, sure=False, order=len(element.evidence))
    return None


def raising(index: Index, requirement: Requirement, trapped: frozenset[int]) -> Hit | None:
    """Return the likeliest sentence that raises a requirement's subject, None where none is likely enough."""
    if index.topics is None:
        return None
    for one in index.topics.proposals(requirement.id, _TRIED):
        if one.likelihood < RAISES:
            break
        sentence = _sentence(index, one, trapped, _RAISING)
        if sentence is not None:
            return Hit(sentence, None, sure=False, order=0)
    return None


def nearest_passage(index: Index, requirement: Requirement) -> Find | None:
    """Return the sentence that comes nearest to a requirement, None where nothing comes near."""
    if index.topics is None:
        return None
    best = next(iter(index.topics.proposals(requirement.id, 1)), None)
    if best is None or best.likelihood < NEAR:
        return None
    sentences = [index.words.sentences[number] for number in index.words.sentences_in.get(best.block, ())]
    return _find(sentences[0]) if sentences else None


def _sentence(index: Index, one: Proposal, trapped: frozenset[int], accepted: frozenset[Mood]) -> Find | None:
    fit: list[tuple[float, int, Sentence]] = []
    for number in index.words.sentences_in.get(one.block, ()):
        sentence = index.words.sentences[number]
        if any(word in trapped for word in range(sentence.first, sentence.last + 1)) or not _says(index, sentence):
            continue
        mood = index.moods.of(sentence.last, sentence.last)
        if mood is None or mood in accepted:
            fit.append((-index.score(one.name, sentence), number, sentence))
    return _find(min(fit)[2]) if fit else None


def _says(index: Index, sentence: Sentence) -> bool:
    if sentence.last - sentence.first + 1 >= _SAYS_FROM:
        return True
    block = index.document.blocks[sentence.block]
    return any(
        start < sentence.end and sentence.start < end for shape in _SHAPES for start, end in RECOGNISERS[shape](block)
    )


def _find(sentence: Sentence) -> Find:
    return Find(sentence.block, sentence.start, sentence.end, sentence.number, sentence.first, sentence.last)
