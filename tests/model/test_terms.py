"""The term language: what each sign stands for, and what is refused."""

import pytest

from policykit.model.terms import SlotKind, compile_term, normal, vocabularies_in


@pytest.mark.parametrize(
    ("written", "compared"),
    [
        ("School", "school"),
        ("child's", "child"),
        ("children\u2019s", "children"),
        ("pupils'", "pupils"),
        ("don't", "dont"),
    ],
)
def test_words_are_compared_without_case_and_possessives(written: str, compared: str) -> None:
    """A word is compared in lower case and without its possessive ending."""
    assert normal(written) == compared


def test_a_hyphenated_word_is_two_words() -> None:
    """A hyphen separates words, so that both spellings of co-ordinator are found by one term."""
    assert [slot.choices for slot in compile_term("co-ordinator*")] == [("co",), ("ordinator*",)]


def test_choices_gaps_options_and_vocabularies_are_told_apart() -> None:
    """Each sign of the language compiles to its own kind of slot."""
    slots = compile_term("meet*/see* (the) <parents> _ times __ year")
    assert [slot.kind for slot in slots] == [
        SlotKind.WORD,
        SlotKind.WORD,
        SlotKind.VOCABULARY,
        SlotKind.GAP,
        SlotKind.WORD,
        SlotKind.GAP,
        SlotKind.WORD,
    ]
    assert [slot.reach for slot in slots if slot.kind is SlotKind.GAP] == [3, 8]
    assert [slot.optional for slot in slots][:3] == [False, True, False]
    assert vocabularies_in("the <parents> of <pupils>") == ["parents", "pupils"]


@pytest.mark.parametrize("term", ["", "_ progress", "progress _", "(the)", "..."])
def test_a_term_that_names_no_word_or_ends_in_a_gap_is_refused(term: str) -> None:
    """A term that could match nothing or anything is refused with a plain sentence."""
    with pytest.raises(ValueError, match="the term"):
        compile_term(term)
