"""The words offered in place of a stale reference read as a person would write them."""

from datetime import date

import pytest

from policykit.check.stale import find_stale
from policykit.check.stale_examples import becomes, example_document
from policykit.pipeline import catalogues


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("We meet pupils with a statement or EHC plan.", "with an education, health and care (EHC) plan."),
        ("PUPILS WITH STATEMENTS ARE PLACED HERE.", "WITH EDUCATION, HEALTH AND CARE (EHC) PLANS ARE"),
        ("Pupils with emotional and behavioural difficulties have a mentor.", "(SEMH) needs have a mentor."),
        ("The annual review of the statement is in May.", "The annual review of the education, health"),
        ("See the DfES Code of Practice 2001.", "DfES SEND Code of Practice (January 2015)."),
    ],
)
def test_words_keep_article_number_and_noun(text: str, wanted: str, as_at: date) -> None:
    """One article, the plural in capitals as well, and the noun that the sentence turns on."""
    document = example_document(text)
    offered = [becomes(document, one) for one in find_stale(document, catalogues().stale, as_at)]
    assert any(wanted in one for one in offered), offered


def test_what_is_turned_round_by_non_is_rewritten_by_a_person(as_at: date) -> None:
    """With these letters before them other words would say the contrary, or nothing."""
    document = example_document("There is money for non-statemented pupils and for others.")
    assert [one.fits for one in find_stale(document, catalogues().stale, as_at)] == [False]
