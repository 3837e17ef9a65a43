"""A verdict that the recogniser speaks against is not sure."""

from policykit.check.doubt import is_doubtful, support
from policykit.check.evidence import Index
from policykit.check.topics import shipped
from policykit.model.finding import Status
from policykit.pipeline import catalogues
from policykit.read import read_bytes

_COMPLAINT = (
    "If you are unhappy, talk to the class teacher first; after that write to the head, then to the chair of governors."
)
_SWIMMING = "Swimming is on Thursdays. Please send a towel and a named bag."


def _index(text: str, *, with_recogniser: bool = True) -> Index:
    vocabularies = {one.id: one.terms for one in catalogues().checklist.vocabularies}
    return Index(read_bytes(text.encode(), "a.txt"), vocabularies, shipped() if with_recogniser else None)


def test_missing_is_doubted_where_a_passage_is_likely_to_give_the_thing() -> None:
    """A complaints procedure makes a missing complaints procedure doubtful, a swimming lesson does not."""
    requirement = catalogues().checklist.requirement("sch1.9")
    assert requirement is not None
    assert is_doubtful(_index(_COMPLAINT), requirement, Status.MISSING, ())
    assert not is_doubtful(_index(_SWIMMING), requirement, Status.MISSING, ())


def test_met_is_doubted_where_no_passage_is_likely_to_give_the_thing() -> None:
    """And is believed where one is."""
    requirement = catalogues().checklist.requirement("sch1.9")
    assert requirement is not None
    assert is_doubtful(_index(_SWIMMING), requirement, Status.MET, ())
    assert not is_doubtful(_index(_COMPLAINT), requirement, Status.MET, ())


def test_the_rules_alone_doubt_nothing() -> None:
    """Without a recogniser there is nobody to disagree."""
    requirement = catalogues().checklist.requirement("sch1.9")
    assert requirement is not None
    index = _index(_COMPLAINT, with_recogniser=False)
    assert not is_doubtful(index, requirement, Status.MISSING, ())
    assert support(index, requirement, requirement.elements[0]) < 0
