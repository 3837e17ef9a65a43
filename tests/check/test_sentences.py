"""Where sentences end."""

from hypothesis import given
from hypothesis import strategies as st

from policykit.check.sentences import sentences


def split(text: str) -> list[str]:
    """Return the sentences of a text."""
    return [text[start:end] for start, end in sentences(text)]


def test_abbreviations_do_not_end_a_sentence() -> None:
    """Titles, initials and e.g. are no ends."""
    assert split("Ask Mrs. J. Ash, e.g. by telephone. She is in on Mondays.") == [
        "Ask Mrs. J. Ash, e.g. by telephone.",
        "She is in on Mondays.",
    ]


def test_a_closing_quotation_mark_stays_with_its_sentence() -> None:
    """The mark after the full stop belongs to the sentence that it closes."""
    assert split("She said \u201cwe do.\u201d Then she left.") == ["She said \u201cwe do.\u201d", "Then she left."]


@given(st.text(alphabet="Ab .!?'\u2019\"()1e\u2022", max_size=80))
def test_every_character_but_spaces_between_is_in_one_sentence(text: str) -> None:
    """Sentences come in order, do not overlap, and leave out nothing but white space."""
    end_before = 0
    for start, end in sentences(text):
        assert start >= end_before
        assert not text[end_before:start].strip()
        end_before = end
    assert not text[end_before:].strip()


def test_our_ends_agree_with_spacys_on_plain_prose() -> None:
    """On prose without abbreviations the splitter and spaCy's blank pipeline end sentences alike."""
    import spacy

    text = "Every child is known. Do we ask parents? We do! The plan is written in June. It is read aloud."
    pipeline = spacy.blank("en")
    pipeline.add_pipe("sentencizer")
    assert split(text) == [sentence.text for sentence in pipeline(text).sents]
