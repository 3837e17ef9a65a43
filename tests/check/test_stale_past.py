"""The past told without a cue: stories, careers, memories, lists of courses; and what only looks like them."""

from datetime import date

import pytest

from policykit.check.stale import find_stale
from policykit.check.stale_examples import example_document
from policykit.model.finding import Severity
from policykit.pipeline import catalogues


def severities(text: str, as_at: date) -> set[Severity]:
    """Return how serious each stale reference of a text is."""
    return {finding.severity for finding in find_stale(example_document(text), catalogues().stale, as_at)}


@pytest.mark.parametrize(
    "text",
    [
        "In 2004 the school adopted School Action. Every class kept a file for School Action Plus.",
        "During the 1990s the LEA ran the unit.",
        "The unit opened in 1999 for ten pupils with statements of special educational needs.",
        "In 1994 the first Code of Practice set out five stages.",
        "# Our story\n\nMrs Pell wrote the first School Action folders for her pupils by hand.",
        "Remembering Mr Oake. He trained the LEA and taught School Action to us all.",
        "He was a Connexions adviser before he became a teacher.",
        "She worked as an LEA inspector and then as a head.",
        'A parent said to us: "My son was on School Action Plus and nobody told me."',
        "'I had a statement of SEN from Year 2,' he remembers.",
        "Governor training attended. Autumn 2012: SEN funding and School Action.",
        "Inset record: 2004 dyslexia; 2006 National Strategies; 2009 the Inclusion Development Programme.",
        "1996: first SEN policy, with five stages of provision.",
        "Prof. Hurst: 1991-2001 LEA inspector; since 2011 retired.",
        "| Year | Course |\n| --- | --- |\n| 2008 | Inclusion Development Programme |",
        "| Before September 2014 | Now |\n| --- | --- |\n| School Action Plus | SEN support |",
        "These words have been replaced:\n\n- School Action Plus\n- Parent Partnership Service",
        "We have had no pupils with statements of SEN since 2018.",
        "Looking back at 2014. We moved 40 pupils from School Action Plus to SEN support.",
        "Until this year our policy spoke of School Action Plus.",
        "Questions inspectors asked in 2009. How many pupils were at School Action Plus? Nineteen. Who told the LEA?",
        "How does this compare with 2014, when 31 pupils were at School Action Plus?",
    ],
)
def test_the_past_is_told_without_a_cue(text: str, as_at: date) -> None:
    """A past tense with a past date, a story's heading, a speaker's memory or a dated list is history."""
    assert severities(text, as_at) == {Severity.HISTORY}


@pytest.mark.parametrize(
    "text",
    [
        "The LEA was set up in 1996 and visits each June.",
        "In 2003 the head wrote to the LEA, which still pays for the hours.",
        "Pupils who joined in 2009 receive help at School Action Plus.",
        "This policy was written in 2012 in line with the 2001 Code of Practice.",
        "If progress was not enough, the child moves to School Action Plus.",
        "Policy approved by governors: 4 March 2009.\n\nIn 2007 we put two more adults into School Action Plus.",
        "Students who had a statement of SEN at school can ask for a Section 139A assessment.",
        "In 2019 we moved two pupils to School Action Plus.",
        "Ms Orr has been an LEA governor since 2003.",
        "Targets. Autumn 2009: put School Action Plus on the new system.",
        "2004: the LEA must be told of each request.",
        'A parent says: "My son has a statement of SEN and it is read each term."',
        '"School Action Plus" was a heading on the form. It is a heading on ours: School Action Plus.',
        "| Old name | Telephone |\n| --- | --- |\n| Parent Partnership Service | 01632 960111 |",
        "The help on offer is set out below:\n\n- School Action Plus\n- Parent Partnership Service",
    ],
)
def test_what_only_looks_like_the_past_is_reliance(text: str, as_at: date) -> None:
    """A verb of the present, a record of approval, a day after the end, or a document of that time leans on it still."""
    assert severities(text, as_at) & {Severity.OUTDATED, Severity.CHECK}


@pytest.mark.parametrize(
    "text",
    [
        "Will my child get a statement of SEN? Statements of SEN have not existed since 2018.",
        "What happened to School Action Plus? It ended in 2014.",
        "# Is there a Parent Partnership Service?\n\nIt closed in 2014; ring SENDIASS.",
    ],
)
def test_a_question_is_answered_by_the_past(text: str, as_at: date) -> None:
    """Who asks after what has ended and is told so is not told again."""
    assert severities(text, as_at) == {Severity.HISTORY}


def test_a_question_without_such_an_answer_is_reliance(as_at: date) -> None:
    """A question whose answer holds to the old thing is flagged, with its answer."""
    text = "How do I ask for a statement of SEN? Write to the LEA by 1 May."
    assert severities(text, as_at) == {Severity.OUTDATED}


def test_letters_and_the_name_after_them_are_one_entry(as_at: date) -> None:
    """A glossary's line is one place, not two."""
    text = "LEA: local education authority. DDA - Disability Discrimination Act."
    found = find_stale(example_document(text), catalogues().stale, as_at)
    assert [one.quote.text for one in found] == [
        "LEA: local education authority",
        "DDA - Disability Discrimination Act",
    ]
