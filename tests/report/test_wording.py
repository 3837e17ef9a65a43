"""Every sentence of every finding, for every kind of school and document: what may be said and what may not."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest
from tests.report import sample

from policykit import data
from policykit.checklist.load import load
from policykit.model.finding import About, Counts, Finding, Report, Status
from policykit.model.force import Force, force_here
from policykit.model.law import Checklist, Phase, Requirement, SchoolType
from policykit.report import terminal, wording
from policykit.report.first import first_steps

REFUSED = re.compile(
    r"(?i)\bunlawful|\billegal|\bbreach|\bnon-?\s?complian|\b(?:school|document|report|policy|governors?|staff|it|they) (?:has |have |had )?fail|\bfailures?\b|\binadequate|\bpoor\b"
    r"|\bscore|\brating|\bgrade[ds]?\b|\d\s?%|\bper cent\b"
)
KINDS = ("policy", "information-report", "combined", "accessibility-plan", "prospectus", "fragment", "other")
REQUIRED = "The law requires this report to say it"


def abouts() -> Iterator[About]:
    """Return every kind of document from every kind of school of every phase."""
    for kind, school_type, phase in product(KINDS, SchoolType, ("", *Phase)):
        yield replace(sample.about(), kind=kind, school_type=school_type.value, phase=phase)


def findings(requirement: Requirement) -> Iterator[Finding]:
    """Return a finding of every status on a requirement: with nothing, each and every element lacking."""
    elements = tuple(element.id for element in requirement.elements if element.essential)
    for status, counts in product(Status, Counts):
        for lacking in ((), elements, *((name,) for name in elements)):
            yield Finding(requirement.id, status, lacking=lacking, counts=counts)


def checklist_named(which: str) -> Checklist:
    """Return the small checklist of the tests or the one that ships."""
    return sample.checklist() if which == "sample" else load([data.home("checklists")])


@pytest.mark.parametrize("which", ["sample", "shipped"])
def test_no_sentence_judges_the_school(which: str) -> None:
    """Of a school nothing is said but what its document says; no rating word, no score, no percentage."""
    every = list(abouts())
    for requirement in checklist_named(which).requirements:
        texts = {requirement.advice, requirement.reason, requirement.title}
        for about in every:
            texts.add(wording.force_sentence(requirement, about))
        for finding, about in product(findings(requirement), every[:: len(Phase) + 1]):
            texts.add(wording.statement(finding, requirement, about, {}))
            texts.update(wording.lacks(finding, requirement, {}))
        for text in texts:
            assert not REFUSED.search(text), f"{requirement.id}: {text}"


def test_headings_and_the_top_judge_nobody() -> None:
    """What stands above the findings is as plain as they are."""
    for about in abouts():
        for text in (wording.checked_as(about), wording.law_heading(about), wording.belongs_heading(about)):
            assert not REFUSED.search(text), text


def test_the_law_requires_is_said_of_the_23_alone() -> None:
    """Only what section 69 fixes, in the report, of a school that section 69 names."""
    covered = {SchoolType.MAINSTREAM, SchoolType.NURSERY, SchoolType.SPECIAL}
    for requirement, about in product(checklist_named("shipped").requirements, abouts()):
        if REQUIRED in wording.force_sentence(requirement, about):
            assert requirement.id.startswith(("sch1.", "cfa69."))
            assert about.school_type in covered
            assert about.kind in {"information-report", "combined"}


@pytest.mark.parametrize(
    ("kind", "school_type", "phase", "name", "words"),
    [
        ("information-report", "mainstream", "secondary", "sch1.8", "The law requires this report to say it."),
        ("information-report", "mainstream", "primary", "sch1.8", "the law does not fix it"),
        ("policy", "mainstream", "primary", "sch1.9", "This document is a policy, and does not have to"),
        ("fragment", "mainstream", "primary", "sch1.9", "This is part of a document, and does not have to"),
        ("information-report", "pru", "secondary", "sch1.9", "section 69 does not name this kind of school"),
        ("information-report", "independent", "primary", "sch1.9", "No law or Code asks this kind of school for it"),
        ("information-report", "mainstream", "primary", "cop.looked-after", "The Code says that it should be said."),
        ("information-report", "mainstream", "primary", "x.strategy", "A condition of a grant, not a law"),
        ("information-report", "mainstream", "primary", "ea.psed", "The law asks schools to do this"),
    ],
)
def test_who_asks_is_said_in_the_words_the_law_allows(
    kind: str, school_type: str, phase: str, name: str, words: str
) -> None:
    """The force of a requirement depends on the document, the school and its ages."""
    about = replace(sample.about(), kind=kind, school_type=school_type, phase=phase)
    requirement = sample.checklist().requirement(name)
    assert requirement is not None
    assert words in wording.force_sentence(requirement, about)


def test_what_equality_law_asks_is_never_called_missing_from_the_document() -> None:
    """An absent item of the Equality Act is not mentioned here, and no law says that it must be."""
    requirement = sample.checklist().requirement("ea.psed")
    assert requirement is not None
    told = wording.verdict(Finding("ea.psed", Status.MISSING), requirement, sample.about())
    assert told == "Not mentioned here; no law says this document must print it."


def test_what_rests_on_our_reading_could_say_more() -> None:
    """A partly met requirement that lacks only our reading is not held against the document."""
    requirement = sample.checklist().requirement("sch1.5")
    assert requirement is not None
    finding = Finding("sch1.5", Status.PARTIAL, lacking=("detail",))
    assert "could say more" in wording.verdict(finding, requirement, sample.about())
    by_law = replace(finding, lacking=("detail", "contact"))
    assert wording.verdict(by_law, requirement, sample.about()) == "Found in part."


def test_law_from_memory_is_marked_where_it_is_cited() -> None:
    """Until a person has read the text, each citation says so; law that was read carries no mark."""
    checklist = sample.checklist()
    remembered, read = checklist.requirement("sch1.9"), checklist.requirement("sch1.4")
    assert remembered is not None
    assert read is not None
    assert wording.MEMORY_MARK in wording.law_words(remembered, checklist, sample.DAY)
    assert wording.MEMORY_MARK not in wording.law_words(read, checklist, sample.DAY)


def test_at_most_ten_things_come_first() -> None:
    """However much there is to do, ten at most stand at the top and the rest is counted."""
    checklist = sample.checklist()
    many = tuple(
        replace(requirement, id=f"sch1.{number}", title=f"Thing {number}")
        for number in range(30)
        for requirement in checklist.requirements[:1]
    )
    crowded = replace(checklist, requirements=many)
    gaps = tuple(Finding(one.id, Status.MISSING, counts=Counts.GAP) for one in many)
    report: Report = replace(sample.report(), requirements=gaps, further=())
    steps, more = first_steps(report, crowded)
    assert len(steps) == 10
    assert more == 25
    assert any("out of date" in step.what for step in steps), "stale references have a place among many gaps"


def test_the_first_things_go_from_the_law_to_good_practice() -> None:
    """What the law requires and is missing comes before what is there in part, and both before the Code."""
    steps, more = first_steps(sample.report(), sample.checklist())
    ids = [step.id for step in steps if step.id]
    assert ids == ["sch1.9", "sch1.11", "six-thousand-first", "sch1.8", "cop.looked-after", "sch1.5"]
    assert more == 0


def test_a_policy_is_told_where_report_content_belongs() -> None:
    """A policy without report content is sent to the report, and nothing is called required of it."""
    moved = tuple(
        replace(finding, counts=Counts.ELSEWHERE) if finding.counts is Counts.GAP else finding
        for finding in sample.findings()
    )
    report = replace(sample.report(), requirements=moved, about=replace(sample.about(), kind="policy"))
    text = " ".join(terminal.to_text(report, sample.checklist()).split())
    assert "What belongs in the SEN information report (a policy does not have to say it)" in text
    assert REQUIRED not in text
    assert "What the law requires this report to say" not in text


def test_words_cannot_steer_the_terminal() -> None:
    """Control and direction marks in a document's words are not printed."""
    report = replace(sample.report(), about=replace(sample.about(), school="Mill\x1b[31m Lane\u202e"))
    text = terminal.to_text(report, sample.checklist())
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_finding_of_every_status_is_shown() -> None:
    """Nothing that was judged is left out of the text: each id stands in it."""
    text = terminal.to_text(sample.report(), sample.checklist())
    for finding in (*sample.findings(), *sample.report().further):
        assert f"[{finding.id}]" in text


def test_what_binds_nobody_is_only_named() -> None:
    """For an independent school what section 69 asks of others is one line, not a list of gaps."""
    report = replace(sample.report(), about=replace(sample.about(), school_type="independent"))
    report = replace(
        report, requirements=tuple(replace(finding, counts=Counts.NO) for finding in report.requirements), further=()
    )
    requirement = sample.checklist().requirement("sch1.9")
    assert requirement is not None
    assert force_here(requirement, report.about) is Force.UNBOUND
    text = terminal.to_text(report, sample.checklist())
    assert wording.UNBOUND_HEADING in text
    assert "To write: Write down: complaints" not in text
