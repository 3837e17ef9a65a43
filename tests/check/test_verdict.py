"""From evidence to a status: what the engine does for every requirement, tried on one made for the purpose."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from policykit.check.evidence import Index
from policykit.check.quotes import QUOTE_LIMIT
from policykit.check.verdict import judge
from policykit.model.document import Document
from policykit.model.evidence import Evidence, Matcher, Trap, Window
from policykit.model.finding import Finding, Status
from policykit.model.law import Basis, Checked, Citation, Duty, Element, InForce, Publish, Requirement, SchoolType

VOCABULARIES = {
    "aim-cues": ("we aim", "we believe"),
    "aim-headings": ("our aims",),
    "aim-means": ("by",),
    "law-cues": ("schools must",),
    "pointer-cues": ("see our _ policy",),
    "negations-before": ("do not have", "do not chess", "no"),
    "negations-after": ("is not available",),
}


def terms(*words: str, **more: object) -> Evidence:
    """Return evidence of one matcher of terms."""
    return Evidence((Matcher(terms=words),), **more)  # type: ignore[arg-type]


REQUIREMENT = Requirement(
    id="try.one",
    name="clubs",
    title="Clubs",
    question="Is there a club, and who runs it?",
    duty=Duty.MUST,
    publish=Publish.MUST,
    applies_to=(SchoolType.MAINSTREAM,),
    expected_of=(),
    softer_in=(),
    belongs="report",
    law=(Citation("try", "1", "A club.", "", InForce(), Checked(date(2026, 11, 21), "nothing", "verified")),),
    reason="Clubs are good.",
    advice="Name a club.",
    topic=(terms("out of school"),),
    elements=(
        Element("club", "Is a club named?", Basis.LAW, (terms("chess club", "art club"),), "No club is named."),
        Element(
            "leader",
            "Who runs it?",
            Basis.LAW,
            (Evidence((Matcher(recognise=("name",)),), Window.NEAR, of="club"),),
            "Nobody is named as running it.",
            raises=False,
        ),
    ),
    traps=(Trap(("chess club tie",), "A piece of uniform."),),
    met="There is {club}, run by {leader}.",
    missing="We did not find a club.",
    examples=(),
)


def judged(document: Document) -> Finding:
    """Return the finding on the requirement made for these tests."""
    return judge(REQUIREMENT, Index(document, VOCABULARIES))


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Mrs Ash meets pupils.", Status.PARTIAL),
        ("Mrs Ash meets pupils and writes plans.", Status.PARTIAL),
        ("Mrs Ash meets pupils. She writes plans.", Status.MET),
        ("Mrs Ash meets pupils. We aim to see that she writes plans.", Status.PARTIAL),
    ],
)
def test_what_is_asked_for_twice_needs_two_sentences_that_give_it(
    doc: Callable[..., Document], text: str, status: Status
) -> None:
    """Pieces of evidence that ask for several sentences count together; one sentence raises the subject and no more."""
    pieces = (terms("meets pupils", times=2), terms("writes plans", times=2))
    element = Element("role", "What is done?", Basis.LAW, pieces, "One thing is not enough.")
    asked = replace(REQUIREMENT, topic=(), elements=(element,), met="Two: {role}.")
    assert judge(asked, Index(doc(text), VOCABULARIES)).status is status


@pytest.mark.parametrize(
    ("blocks", "status"),
    [
        (("The chess club is run by Mrs Ash.",), Status.MET),
        (("The chess club meets.", "Mrs Ash runs it."), Status.MET),
        (("The chess club meets.",), Status.PARTIAL),
        (("# One", "The chess club meets.", "# Two", "Mrs Ash teaches maths."), Status.PARTIAL),
        (("There is much to do out of school.",), Status.PARTIAL),
        (("# Chess club", "Mrs Ash teaches maths."), Status.MISSING),
        (("We do not have a chess club, says Mrs Ash.",), Status.MISSING),
        (("We do not chess club here.",), Status.MISSING),
        (("We do not have a pool, a stage or a chess club.",), Status.MISSING),
        (("If we do not have room, the chess club of Mrs Ash meets in the hall.",), Status.MET),
        (("The chess club is not available, says Mrs Ash.",), Status.MISSING),
        (("The chess club is run by [insert name] each week.",), Status.PARTIAL),
        (("[insert chess club here]",), Status.MISSING),
        (("Chess club: [to be added]",), Status.MISSING),
        (("Is there a chess club?", "Mrs Ash will tell you."), Status.MISSING),
        (("We aim to open a chess club with Mrs Ash.",), Status.PARTIAL),
        (("We aim to reach all by a chess club, run by Mrs Ash.",), Status.MET),
        (("# Our aims", "The chess club of Mrs Ash."), Status.PARTIAL),
        (("Schools must have a chess club and a Mrs Ash.",), Status.PARTIAL),
        (("See our chess club policy.",), Status.PARTIAL),
        (("The chess club tie costs a pound, says Mrs Ash.",), Status.MISSING),
        (("Nothing at all.",), Status.MISSING),
    ],
)
def test_the_guides_rules_decide_the_status(
    doc: Callable[..., Document], blocks: tuple[str, ...], status: Status
) -> None:
    """Headings, denials and blanks count for nothing; aims, general law and pointers make at most partly met."""
    assert judged(doc(*blocks)).status is status


def test_a_met_finding_quotes_each_element(doc: Callable[..., Document]) -> None:
    """Every element of a met finding has its words, and the reason is told with them."""
    document = doc("The chess club is run by Mrs Ash.")
    finding = judged(document)
    decided = {
        quote.element: document.blocks[quote.words.block].text[quote.words.start : quote.words.end]
        for quote in finding.evidence
    }
    assert decided == {"club": "chess club", "leader": "Mrs Ash"}
    assert finding.reason == "There is \u201cchess club\u201d, run by \u201cMrs Ash\u201d."


def test_a_partial_finding_names_the_lacking_element(doc: Callable[..., Document]) -> None:
    """What is lacking is named and said in words."""
    finding = judged(doc("The chess club meets."))
    assert finding.lacking == ("leader",)
    assert finding.reason == "Nobody is named as running it."


def test_a_missing_finding_shows_what_came_near_and_why_it_does_not_count(doc: Callable[..., Document]) -> None:
    """A doubter sees the passage that came near with the reason."""
    finding = judged(doc("We do not have a chess club."))
    assert finding.nearest is not None
    assert finding.nearest.text == "We do not have a chess club."
    assert finding.nearest_why == "It says that this is not so."


@pytest.mark.parametrize("before", [0, 30, 90])
@pytest.mark.parametrize("after", [0, 30, 90])
def test_quotes_are_verbatim_hold_the_words_and_keep_the_limit(
    doc: Callable[..., Document], before: int, after: int
) -> None:
    """A quote is a slice of its block of at most 200 characters that holds the words that decided."""
    document = doc("word " * before + "chess club" + " word" * after + ".")
    (quote, *_) = judged(document).evidence
    text = document.blocks[quote.span.block].text
    assert quote.text == text[quote.span.start : quote.span.end]
    assert len(quote.text) <= QUOTE_LIMIT
    assert "chess club" in quote.text


def test_a_table_row_is_read_together(doc: Callable[..., Document]) -> None:
    """A name in one cell belongs to the club in another cell of its row."""
    table = "| Club | Who |\n| --- | --- |\n| Chess club | Mrs Ash |\n| Other | Mr Elm |"
    assert judged(doc(table)).status is Status.MET


def test_an_unrelated_paragraph_never_lowers_a_status(doc: Callable[..., Document]) -> None:
    """More text can only add evidence."""
    one = "The chess club is run by Mrs Ash."
    assert judged(doc(one, "Uniform is blue.", "We do not have a pool.")).status is Status.MET
