"""Which comments a report gives, on which words, and what they say: from the golden report."""

from dataclasses import replace
from datetime import date

import pytest
from tests.report import sample

from policykit.check.stale import find_stale
from policykit.model.catalogues import Catalogues
from policykit.model.finding import Counts, Report, Severity
from policykit.pipeline import catalogues
from policykit.read import read_bytes
from policykit.report.comments import Comment, comments_on
from policykit.report.home import homes_in
from policykit.report.remarks import COPY_MARK


def known() -> Catalogues:
    """Return the sample's small checklist with the shipped stale references."""
    return Catalogues(sample.checklist(), catalogues(()).stale, catalogues(()).wrong_law, catalogues(()).plain)


def ids(comments: tuple[Comment, ...]) -> list[str]:
    """Return the last line of each comment."""
    return [comment.lines[-1] for comment in comments]


def on(comments: tuple[Comment, ...], last: str) -> Comment:
    """Return the first comment that ends on this line."""
    return next(comment for comment in comments if comment.lines[-1] == last)


def words(report: Report, comment: Comment) -> str:
    """Return what a comment stands on."""
    text = report.document.blocks[comment.block].text
    return text if comment.at is None else text[comment.at.start : comment.at.end]


def test_the_first_things_to_do_are_commented_in_the_order_of_the_document() -> None:
    """Gaps, wrong law, what is out of date and the date that has passed; what is only good practice waits for --all."""
    comments = comments_on(sample.report(), known(), everything=False)
    assert ids(comments)[1:] == sorted(ids(comments)[1:], key=lambda last: on(comments, last).block)
    assert {"[sch1.9]", "[sch1.11]", "[statement]", "[six-thousand-first]", "[next-review]"} <= set(ids(comments))
    assert "[cop.senco-role]" not in ids(comments)
    assert comments[0].lines[0] == f"{COPY_MARK}."


def test_everything_has_the_rest_and_nothing_twice() -> None:
    """Good practice and doubtful finds too, but no mention of history and nothing that is met and sure."""
    report = sample.report()
    few, every = (comments_on(report, known(), everything=everything) for everything in (False, True))
    assert {one.lines for one in few[1:]} < {one.lines for one in every}
    assert "[cop.senco-role]" in ids(every)
    assert "[sch1.4]" in ids(every), "found, and a person should look"
    assert "[school-action]" not in ids(every), "history"
    assert "[cfa69.accessibility-plan]" not in ids(every), "met"
    assert len({(one.lines, one.block, one.at) for one in every}) == len(every)


def test_each_place_of_a_stale_reference_has_a_comment() -> None:
    """On its words, whichever of its spellings stands there."""
    report = sample.report()
    comments = comments_on(report, known(), everything=False)
    assert [words(report, one) for one in comments if one.lines[-1] == "[statement]"] == [
        "statement of SEN",
        "statement is kept",
    ]


def test_what_is_missing_is_put_where_the_nearest_words_stand() -> None:
    """And what was found in part at what was found."""
    report = sample.report()
    comments = comments_on(report, known(), everything=False)
    assert words(report, on(comments, "[sch1.9]")) == "We hope that every child is happy."
    assert words(report, on(comments, "[sch1.11]")) == "Parent Partnership Service"


def test_what_has_no_place_is_on_the_last_words() -> None:
    """Neither a passage nor a heading came near."""
    report = sample.report()
    comment = on(comments_on(report, known(), everything=True), "[ea.psed]")
    assert comment.at is None
    assert (
        comment.block == report.document.blocks[-1].index
        or words(report, comment) == "We hope that every child is happy."
    )


def test_what_belongs_elsewhere_is_one_comment_that_names_it_all() -> None:
    """A policy's reader is told once what to look for in the report, not in twenty comments."""
    findings = tuple(
        replace(one, counts=Counts.ELSEWHERE) if one.counts is Counts.GAP else one for one in sample.findings()
    )
    report = replace(sample.report(), requirements=findings, about=replace(sample.about(), kind="policy"))
    comments = comments_on(report, known(), everything=True)
    [one] = [comment for comment in comments if comment.lines[0].startswith("Check that the school's SEN information")]
    assert "- Complaints about SEN provision [sch1.9]" in one.lines
    assert "[sch1.9]" not in ids(comments)


def test_a_document_without_a_block_has_no_comments() -> None:
    """There is nothing to put one on."""
    report = sample.report()
    empty = replace(report, document=replace(report.document, blocks=()))
    assert comments_on(empty, known(), everything=True) == ()


def test_advice_is_never_written_into_the_text() -> None:
    """Where a catalogue says how to rewrite, no tracked change puts that sentence in the school's mouth."""
    text = b"# SEN policy\n\nPupils are at Level 2C. The LEA helps. We follow Every Child Matters with an LEA officer."
    document = read_bytes(text, "made.md")
    found = find_stale(document, catalogues(()).stale, date(2026, 11, 21))
    report = Report(document, sample.about(), date(2026, 11, 21), (), stale=found)
    made = {words(report, one): one.replacement for one in comments_on(report, catalogues(()), everything=True)[1:]}
    assert made["LEA"] == "a local authority"
    assert made["Every Child Matters"] == ""
    assert made["Level 2C"] == ""


@pytest.mark.parametrize(
    ("requirement", "heading"),
    [
        ("sch1.9", "If you want to complain"),
        ("sch1.12", "Transition to secondary school"),
        ("sch1.5", "Staff training"),
        ("sch1.6", "Specialist equipment"),
        ("ea.psed", None),
    ],
)
def test_a_requirement_belongs_under_the_heading_that_names_it(requirement: str, heading: str | None) -> None:
    """By the words of the heading; where none says it, nowhere."""
    lines = ["# SEN report", "## If you want to complain", "## Transition to secondary school", "## Staff training"]
    text = "\n\nWords.\n\n".join([*lines, "## Specialist equipment", "## Lunch"])
    document = read_bytes(text.encode(), "made.md")
    checklist = catalogues(()).checklist
    wanted = checklist.requirement(requirement)
    assert wanted is not None
    index = homes_in(document, checklist).of(wanted)
    assert (None if index is None else document.blocks[index].text) == heading


def test_a_plural_is_told_by_its_own_word() -> None:
    """A statement of special educational needs is one statement, whatever its last letter."""
    document = read_bytes(
        b"# SEN\n\nHe has a statement of special educational needs. Statements of SEN are kept.", "a.md"
    )
    stale = find_stale(document, catalogues(()).stale, date(2026, 11, 21))
    outdated = [one.replacement for one in stale if one.severity is Severity.OUTDATED]
    assert outdated == ["an education, health and care (EHC) plan", "EHC plans"]
