"""Loose evidence beside the recogniser: what it does not see as touching the subject raises nothing."""

from policykit import data
from policykit.check.evidence import Index
from policykit.check.propose import GIVES, proposed
from policykit.check.topics import shipped
from policykit.check.verdict import judge
from policykit.checklist.load import load
from policykit.model.finding import Finding, Status
from policykit.read import read_bytes

CHECKLIST = load([data.home("checklists")])


def test_loose_evidence_far_from_the_subject_raises_nothing() -> None:
    """Words that look like a place being offered, in a sentence about something else, leave admission missing."""
    (admission,) = [one for one in CHECKLIST.requirements if one.id == "cfa69.admission"]
    vocabularies = {vocabulary.id: vocabulary.terms for vocabulary in CHECKLIST.vocabularies}
    text = b"Teaching for autism starts with visual timetables, and parents help with targets for speech and reading."
    document = read_bytes(text, "a.txt")
    assert judge(admission, Index(document, vocabularies)).status is Status.MET
    assert judge(admission, Index(document, vocabularies, shipped())).status is Status.MISSING


def test_a_short_line_of_a_list_is_not_proposed() -> None:
    """An entry of a list names a thing and says nothing of it, however likely its words; a longer line on it is proposed."""
    (building,) = [one for one in CHECKLIST.requirements if one.id == "sch1.3d"]
    (environment,) = [one for one in building.elements if one.id == "environment"]
    vocabularies = {vocabulary.id: vocabulary.terms for vocabulary in CHECKLIST.vocabularies}

    def found(line: str) -> bool:
        index = Index(read_bytes(f"## Building\n\n{line}\n".encode(), "a.md"), vocabularies, shipped())
        assert index.topics is not None
        assert index.topics.likelihood_of("sch1.3d/environment", 1) >= GIVES - 0.2
        return proposed(index, building, environment, frozenset()) is not None

    assert not found("plain walls, blinds and carpets")
    assert found("There are ramps and handrails at both entrances and the rooms are painted in plain pale colours.")


def test_words_that_are_used_of_other_things_too_count_where_the_recogniser_agrees_and_are_sure_then() -> None:
    """Evidence with `alone: false` gives nothing in full by itself, and is no loose evidence where it does."""
    (parents,) = [one for one in CHECKLIST.requirements if one.id == "sch1.7"]
    vocabularies = {vocabulary.id: vocabulary.terms for vocabulary in CHECKLIST.vocabularies}

    def judged(text: str, *, alone: bool = False) -> Finding:
        document = read_bytes(text.encode(), "a.md")
        return judge(parents, Index(document, vocabularies, None if alone else shipped()))

    beside = "Parents are invited to the harvest supper in the hall on Friday."
    assert judged(beside, alone=True).status is Status.MET
    assert judged(beside).status is not Status.MET
    said = "Parents are invited to every review of the support plan and help to set its targets."
    assert judged(said).status is Status.MET
    assert judged(said).sure


def test_the_passage_that_is_most_about_a_thing_is_quoted_before_an_earlier_one() -> None:
    """With the recogniser the review itself comes before a list that names one; without it the order is the document's."""
    (annual,) = [one for one in CHECKLIST.requirements if one.id == "cop.annual-review"]
    vocabularies = {vocabulary.id: vocabulary.terms for vocabulary in CHECKLIST.vocabularies}
    listed = "Papers needed: the plan, the last annual review, an adviser's report."
    told = "The EHC plan of each child is reviewed every year at a meeting with parents, the council and the teachers."
    document = read_bytes(f"{listed}\n\n{told}\n".encode(), "a.md")
    for weights, first in ((shipped(), 1), (None, 0)):
        found = judge(annual, Index(document, vocabularies, weights))
        assert found.status is Status.MET
        assert found.evidence[0].span.block == first
