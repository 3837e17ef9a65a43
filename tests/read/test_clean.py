"""Clean text: what changes, what stays, and the way back to the raw."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policykit.read.clean import clean, compounds_in

_ODD = st.sampled_from(list(" \t\n\r\xa0\xad\u200b\x02\ufffe\ufb01\ufeff\u2028\x00\ud800-aB9.’–@/"))
_TEXT = st.text(st.one_of(_ODD, st.characters()), max_size=40)


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  two   spaces\n and a line ", "two spaces and a line"),
        ("a\xa0non-breaking\u2003space", "a non-breaking space"),
        ("co\xador\xaddin\xada\xadtor", "coordinator"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\ufb01nd o\ufb03ce", "find office"),
        ("“quoted” – and ‘kept’", "“quoted” – and ‘kept’"),
        ("educa\x02\r\ntion", "education"),
        ("educa\ufffe\ntion", "education"),
        ("well\x02\nbeing", "well-being"),
        ("www.school.example/send\x02\npolicy", "www.school.example/send-policy"),
        ("2023\x02\n24", "2023-24"),
        ("Anglo\x02\nSaxon", "Anglo-Saxon"),
        ("a bell \x07 rings", "a bell rings"),
        ("", ""),
    ],
)
def test_raw_text_becomes_one_plain_line(raw: str, text: str) -> None:
    """Spaces, invisible characters, ligatures and line-end hyphens are settled; quotation marks and dashes stay."""
    assert clean(raw)[0] == text


def test_a_compound_used_elsewhere_keeps_its_hyphen() -> None:
    """A word that the document hyphenates inside a line keeps the hyphen at a line's end."""
    known = compounds_in(["a child-centred plan"])
    assert clean("child\x02\ncentred", known)[0] == "child-centred"
    assert clean("child\x02\ncentred")[0] == "childcentred"


def test_text_that_is_clean_already_has_no_map() -> None:
    """None says that the raw and the clean text are the same."""
    assert clean("Nothing to do – here.") == ("Nothing to do – here.", None)


@given(_TEXT)
def test_the_map_is_total_and_never_goes_back(raw: str) -> None:
    """Each clean character has a raw index, each at or after the one before, the last being the end."""
    text, offsets = clean(raw)
    if offsets is None:
        assert text == raw
        return
    assert len(offsets) == len(text) + 1
    assert list(offsets) == sorted(offsets)
    assert offsets[-1] <= len(raw)


@given(_TEXT)
def test_cleaning_twice_is_cleaning_once(raw: str) -> None:
    """Clean text is already clean."""
    text, _ = clean(raw)
    assert clean(text) == (text, None)


@given(_TEXT)
def test_clean_text_has_single_spaces_and_no_control_characters(raw: str) -> None:
    """What is quoted is one line."""
    text, _ = clean(raw)
    assert text == " ".join(text.split())
    assert all(character.isprintable() or ord(character) > 0x9F for character in text)


@given(st.text(st.sampled_from(list("ab \n\xad\ufb01’–")), max_size=30), st.data())
def test_the_raw_words_of_a_quote_clean_to_the_quote(raw: str, data: st.DataObject) -> None:
    """A slice of clean text leads to raw text that cleans to the same words."""
    text, offsets = clean(raw)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    if offsets is None or start == end or "fi" in text:
        return
    quote = raw[offsets[start] : offsets[end - 1] + 1]
    assert clean(quote)[0] == text[start:end].strip()


def test_a_typed_hyphen_at_the_end_of_a_wrapped_line_joins_its_word() -> None:
    """A word that was typed with a hyphen and wrapped after it is one word; a hanging hyphen is not."""
    assert clean("seen half-\n   termly, in 2017-\n18")[0] == "seen half-termly, in 2017-18"
    assert clean("in pre-\nand post-16 groups")[0] == "in pre- and post-16 groups"
