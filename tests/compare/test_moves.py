"""Two editions that differ in names and dates alone are told from those where something was written."""

import pytest
from tests.conftest import DocumentBuilder

from policykit.compare import only_names_and_dates
from policykit.compare.moves import same_words

BASE = (
    "# SEN information report",
    "Approved 3 May 2023. Next review: May 2024.",
    "Our SENCO is Mrs A. Reed. Ring 01632 960100 or write to reed@example.org.",
    "We assess every child in the first term, as the SEND Code of Practice 2015 asks.",
)

MOVED = [
    ("Next review: May 2024", "Next review: June 2025"),
    ("3 May 2023", "14th June 2024"),
    ("Mrs A. Reed", "Mr Tobias Vane"),
    ("Mrs A. Reed", "Jo Lark"),
    ("Mrs A. Reed", "J. Lark"),
    ("01632 960100", "01632 960147"),
    ("reed@example.org", "senco@example.org"),
]
WRITTEN = [
    ("every child", "most children"),
    ("Code of Practice 2015", "Code of Practice 2014"),
    ("in the first term", "in the first week"),
    ("Ring", "Do not ring"),
    ("We assess every child in the first term, as the SEND Code of Practice 2015 asks.", "See our policy."),
]


def edited(before: str, after: str) -> tuple[str, ...]:
    """Return the base edition with some words replaced."""
    assert any(before in block for block in BASE)
    return tuple(block.replace(before, after) for block in BASE)


@pytest.mark.parametrize(("before", "after"), MOVED)
def test_a_new_name_date_or_number_alone_is_told(doc: DocumentBuilder, before: str, after: str) -> None:
    """The governors learn that nothing else was touched."""
    assert only_names_and_dates(doc(*BASE), doc(*edited(before, after)))


@pytest.mark.parametrize(("before", "after"), WRITTEN)
def test_a_changed_sentence_is_more_than_names_and_dates(doc: DocumentBuilder, before: str, after: str) -> None:
    """A changed arrangement, and a law's changed year, count as written."""
    assert not only_names_and_dates(doc(*BASE), doc(*edited(before, after)))


def test_the_same_words_are_not_called_names_and_dates(doc: DocumentBuilder) -> None:
    """Nothing changed is another message."""
    assert not only_names_and_dates(doc(*BASE), doc(*BASE))
    assert same_words(doc(*BASE), doc(*BASE))


def test_a_paragraph_broken_in_two_changes_no_words(doc: DocumentBuilder) -> None:
    """How the file was set is no change of what it says."""
    broken = (*BASE[:2], "Our SENCO is Mrs A. Reed.", "Ring 01632 960100 or write to reed@example.org.", BASE[3])
    assert same_words(doc(*BASE), doc(*broken))
