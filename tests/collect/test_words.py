"""Which links lead to documents on SEN, by their words."""

import pytest

from policykit.collect.words import Weight, link_words

WORDS = link_words()


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("SEN Information Report 2025", 14),
        ("Our SEND policy", 12),
        ("Special Educational Needs & Disability", 10),
        ("SENDCo", 10),
        ("Local Offer", 10),
        ("Accessibility Plan 2024-27", 8),
        ("S.E.N. information report", 10),
    ],
)
def test_words_of_sen_weigh_more_the_more_they_say(text: str, least: int) -> None:
    """A report before a policy before a page."""
    assert WORDS.weigh(text).wanted == least


@pytest.mark.parametrize(
    "text",
    [
        "Send us a message",
        "Please send a photo",
        "Website accessibility",
        "Accessibility statement",
        "Senior leaders",
        "Present",
        "Sent",
    ],
)
def test_words_spelt_alike_are_not_taken_for_sen(text: str) -> None:
    """The verb, and the site's own accessibility."""
    assert WORDS.weigh(text).wanted == 0


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("http://example.org/files/SENDPolicy2024.pdf", 12),
        ("http://example.org/files/SEN%20Information%20Report.docx", 14),
        ("http://example.org/page/?title=SEN+Policy&pid=31", 12),
        ("http://example.org/special-educational-needs/", 10),
        ("http://example.org/send/2019/09/28/sports-day", 0),
        ("http://example.org/files/behaviour.pdf", 0),
    ],
)
def test_the_last_words_of_an_address_count_joined_or_not(address: str, wanted: int) -> None:
    """Many links say only "click here"."""
    assert WORDS.weigh_address(address).wanted == wanted


def test_ways_and_what_leads_away_are_told() -> None:
    """Policies may lead there; news do not."""
    assert WORDS.weigh("Policies and documents") == Weight(0, 6)
    assert WORDS.weigh("Latest news").avoided
    assert WORDS.weigh("Term dates") == Weight(0, 0, avoided=True)


def test_endings_and_hosts_are_told() -> None:
    """Capitals and queries make no difference."""
    assert WORDS.is_document("http://example.org/A.PDF?v=1")
    assert not WORDS.is_document("http://example.org/a.aspx")
    assert WORDS.is_left("http://example.org/photo.JPG")
    assert WORDS.keeps_documents("school.s3.amazonaws.com")
    assert not WORDS.keeps_documents("amazonaws.com.example.org")
    assert WORDS.asks_login("accounts.google.com")
    assert WORDS.asks_login("example.org", "Please sign in")
