"""Where rules and recogniser disagree, or stand near the line: such a verdict is not sure, and a person is asked to look.

The thresholds were chosen on the corpus's tune part: there about half of what they mark as unsure is wrong, and a fifteenth of the
rest (docs/accuracy.md).
"""

from collections.abc import Iterable

from policykit.check.evidence import Index
from policykit.model.finding import Status
from policykit.model.law import Element, Requirement

_MET_FROM = 0.4
"""Met is doubted where the likeliest passage for an essential element is less likely than this."""
_MISSING_TO, _RAISED_TO = 0.4, 0.7
"""Missing is doubted where some passage is likelier than this to give an essential element, or to raise the subject."""
_LACKING_TO = 0.45
"""Partial is doubted where some passage is likelier than this to give an element that it lacks."""


def is_doubtful(index: Index, requirement: Requirement, status: Status, lacking: Iterable[Element]) -> bool:
    """Return whether the recogniser speaks against a verdict; never without a recogniser."""
    if index.topics is None:
        return False
    essential = [element for element in requirement.elements if element.essential]
    if status is Status.MET:
        return any(0 <= support(index, requirement, one) < _MET_FROM for one in essential)
    if status is Status.PARTIAL:
        return any(support(index, requirement, one) >= _LACKING_TO for one in lacking)
    raised = index.topics.proposals(requirement.id, 1)
    return any(support(index, requirement, one) >= _MISSING_TO for one in essential) or bool(
        raised and raised[0].likelihood >= _RAISED_TO
    )


def support(index: Index, requirement: Requirement, element: Element) -> float:
    """Return how likely the likeliest passage gives an element in full; -1 where the recogniser never learnt it."""
    name, topics = f"{requirement.id}/{element.id}", index.topics
    if topics is None or not topics.knows(name):
        return -1.0
    counting = f"{name}!"
    return topics.strongest(name, counting) if topics.knows(counting) else topics.strongest(name)
