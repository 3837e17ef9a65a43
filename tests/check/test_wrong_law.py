"""Claims about the law that are not so: found in the running text, on the days when they were wrong."""

from datetime import date
from functools import cache

import pytest

from policykit.check.stale_examples import example_document
from policykit.check.wrong_law import find_wrong_law
from policykit.checklist.stale import load_wrong_law
from policykit.data import home
from policykit.model.stale import WrongLaw

SIX = "The school must spend £6,000 before a request for an EHC needs assessment is made."


@cache
def claims() -> tuple[WrongLaw, ...]:
    """Return the wrong claims that ship, loaded once."""
    return load_wrong_law([home("checklists")])


def ids(text: str, on: date) -> list[str]:
    """Return the ids of the claims found in a text."""
    return [finding.id for finding in find_wrong_law(example_document(text), claims(), on)]


def test_a_claim_is_told_with_its_words_and_what_to_write(as_at: date) -> None:
    """The finding holds the exact words, why they are wrong and what is so."""
    [finding] = find_wrong_law(example_document(SIX), claims(), as_at)
    assert finding.quote.text in SIX
    assert finding.quote.text in finding.message
    assert "at any time" in finding.replacement


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (SIX, ["six-thousand-first"]),
        ("It is a myth: the school must spend £6,000 before a request for an EHC needs assessment.", []),
        ("An EHCP cannot be requested until two cycles have been completed.", ["cycles-before-request"]),
        ("Three cycles of support are usual before we ask for an EHCP.", []),
    ],
)
def test_a_denial_or_a_habit_is_no_claim(text: str, expected: list[str], as_at: date) -> None:
    """What the sentence denies, or tells as a habit, is not claimed."""
    assert ids(text, as_at) == expected


def test_a_claim_is_judged_by_the_law_of_the_day() -> None:
    """Before September 2014 there was no EHC needs assessment to be wrong about."""
    assert ids(SIX, date(2014, 8, 31)) == []


def test_a_heading_claims_nothing(as_at: date) -> None:
    """A question put as a heading is answered below it."""
    assert ids(f"# {SIX}", as_at) == []


def test_one_passage_is_told_once(as_at: date) -> None:
    """Two patterns that find the same words give one finding."""
    text = "Before we apply for an EHCP the school has to show that £6,000 was spent before the request for assessment."
    assert len(ids(text, as_at)) == 1
