"""Words that a document uses and never explains."""

from collections.abc import Callable

import pytest

from policykit.check.hard_words import find_hard_words
from policykit.checklist.plain import load_plain
from policykit.data import home
from policykit.model.document import Document
from policykit.model.plain import HardWord, HardWordKind, PlainCatalogue

Builder = Callable[..., Document]
Finder = Callable[..., dict[str, HardWord]]


@pytest.fixture(scope="module")
def catalogue() -> PlainCatalogue:
    """Give the list that ships."""
    return load_plain([home("checklists")])


@pytest.fixture
def hard(doc: Builder, catalogue: PlainCatalogue) -> Finder:
    """Give a function from lines of Markdown to the hard words by how they are shown."""
    return lambda *blocks: {one.word: one for one in find_hard_words(doc(*blocks).blocks, catalogue)}


def test_an_abbreviation_that_is_nowhere_written_out_is_told_with_its_full_form(hard: Finder) -> None:
    """With its first place and how often it stands there."""
    found = hard("# Help", "A child with SEMH needs has a plan.", "We know SEMH well.")["SEMH"]
    assert (found.times, found.quote.span.block, found.quote.text) == (2, 1, "SEMH")
    assert found.stands_for == "social, emotional and mental health"


@pytest.mark.parametrize(
    "written_out",
    [
        "Social, emotional and mental health (SEMH) matters.",
        "SEMH stands for social emotional and mental health.",
        "Needs in social, emotional & mental health are met.",
    ],
)
def test_an_abbreviation_that_is_written_out_anywhere_is_not_told(hard: Finder, written_out: str) -> None:
    """In whatever punctuation."""
    assert "SEMH" not in hard("A child with SEMH needs has a plan.", written_out)


def test_a_plural_is_offered_a_plural(hard: Finder) -> None:
    """TAs are teaching assistants."""
    assert hard("Our TAs help.")["TAs"].stands_for == "teaching assistants"


def test_capitals_are_told_from_words(hard: Finder) -> None:
    """SALT is a therapy and salt is not; LA is no part of LAUNCH."""
    assert hard("We add salt. LAUNCH day is soon, and so is the launch.") == {}
    assert set(hard("She sees SALT on Mondays.")) == {"SALT"}


def test_letters_in_no_list_are_told_from_two_mentions_on(hard: Finder) -> None:
    """Only the school knows what they stand for."""
    found = hard("We use QWZ each week.", "Parents see QWZ too, and BRT.")
    assert {word: one.stands_for for word, one in found.items()} == {"QWZ": ""}


@pytest.mark.parametrize(
    "blocks",
    [
        ("Quiet work zones (QWZ) are open.", "See QWZ."),
        ("The QWZ means a quiet room.", "See QWZ."),
        ("Write to QWZ@example.org.", "See www.example.org/QWZ today."),
        ("Mrs QWZ is here.", "Ask Mrs Ann QWZ too."),
        ("PLEASE COME TO QWZ NOW", "WE ARE ALL IN QWZ"),
        ("We say it loud: NOT now and NOT here.", "It is not so."),
        ("Ask the NHS.", "The NHS and the GP help."),
        ("| QWZ | quiet work zone |\n| --- | --- |\n| ABC | a thing |", "We use QWZ and ABC.", "See QWZ, ABC."),
    ],
)
def test_letters_that_are_explained_or_are_no_abbreviation_are_left_alone(
    hard: Finder, blocks: tuple[str, ...]
) -> None:
    """Explained beside, in a table, in an address, a name, a shouted line, or known to everyone."""
    assert hard(*blocks) == {}


def test_jargon_is_told_unless_it_is_explained(hard: Finder) -> None:
    """By a clause behind it, or by what is said before it."""
    told = hard("We review each intervention.", "An Intervention may be short.")
    assert (told["intervention"].times, told["intervention"].plain) == (2, "extra help")
    assert hard("We review each intervention (extra help for a while).", "An intervention may be short.") == {}
    assert hard("We give extra help, known as an intervention.") == {}


def test_long_winded_words_are_told_wherever_they_stand(hard: Finder) -> None:
    """Across a line's hyphen and in capitals too; the spelling that is used is shown."""
    found = hard("We liaise with you prior to the visit.", "PRIOR TO that we liaise.")
    assert {word: one.times for word, one in found.items()} == {"liaise": 2, "prior to": 2}
    assert found["prior to"].kind is HardWordKind.WORDY


def test_of_two_words_that_overlap_the_longer_is_told(hard: Finder) -> None:
    """An annual review is not the same as a review of each year."""
    assert set(hard("A baseline assessment is made.")) == {"baseline assessment"}


def test_a_letter_that_grows_in_small_letters_moves_no_place(hard: Finder) -> None:
    """The capital I with a dot of Turkish names has two characters in small letters."""
    found = hard("İpek Şahin will liaise with you.")["liaise"]
    assert found.quote.text == "liaise"
