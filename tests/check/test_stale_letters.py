"""Letters that a document explains as something else are not stale, and those it explains as the stale thing are."""

from datetime import date

import pytest

from policykit.check.stale import find_stale
from policykit.check.stale_examples import example_document
from policykit.pipeline import catalogues


def severities(text: str, on: date) -> list[str]:
    """Return the severity of every finding of a text."""
    return [str(one.severity) for one in find_stale(example_document(text), catalogues().stale, on)]


@pytest.mark.parametrize(
    "explained", ["The CCG (Community Choir Group) sings.", "The Community Choir Group (CCG) sings."]
)
def test_letters_explained_as_another_thing_are_innocent_in_the_whole_document(explained: str, as_at: date) -> None:
    """The explanation may stand before the letters or after them, in another paragraph."""
    assert severities(f"{explained}\nRing the CCG on Thursdays.", as_at) == []


def test_letters_explained_with_a_slip_in_the_old_name_are_still_found(as_at: date) -> None:
    """Two of three words are the reference's own."""
    assert severities("The Clinical Care Group (CCG) pays.\nAsk the CCG.", as_at) == ["outdated", "outdated"]


def test_a_row_is_past_where_another_of_its_cells_begins_with_a_cue(as_at: date) -> None:
    """A cue further on in a neighbouring cell speaks for that cell alone."""
    head = "Record|Entry\n"
    assert severities(f"{head}Replaced by|The 2001 Code of Practice", as_at) == ["history"]
    assert severities(f"{head}Pupils who leave us are no longer counted|The 2001 Code of Practice", as_at) == [
        "outdated"
    ]


def test_two_laws_in_the_place_of_one_are_no_fit_before_a_verb(as_at: date) -> None:
    """The verb would have to change as well, so a person rewrites."""
    fits = [
        one.fits
        for text in ("Files are locked, as the Data Protection Act 1998 asks.", "We keep the Data Protection Act 1998.")
        for one in find_stale(example_document(text), catalogues().stale, as_at)
    ]
    assert fits == [False, True]


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("Families trust the Parent Partnership Service (PPS).\nThe PPS is free.", "PPS"),
        ("Families trust the Parent Partnership Service.\nThe PPS is free.", "PPS"),
        ("Our Disability Equality Scheme (DES) is in the hall.\nThe DES is read each year.", "DES"),
    ],
)
def test_letters_that_the_document_introduces_stand_for_the_stale_thing_alone(
    text: str, letters: str, as_at: date
) -> None:
    """What was named in full once is meant by its letters wherever they stand."""
    document = example_document(text)
    words = [one.quote.words for one in find_stale(document, catalogues().stale, as_at)]
    assert [document.blocks[1].text[one.start : one.end] for one in words if one.block == 1] == [letters]
