"""The tables over all terms: a text searched by them gives what searching term by term gives."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.check.made_terms import TERMS, TEXTS, VOCABULARIES, blocks

from policykit.check.term_table import TermTable, packed, table_of, terms_of, unpacked
from policykit.check.words import Words, countable
from policykit.pipeline import catalogues
from policykit.read import read

FILES = Path(__file__).resolve().parents[2] / "corpus" / "files"


_groups = st.lists(st.lists(TERMS, max_size=6).map(tuple), min_size=1, max_size=4)


def made(groups: Sequence[tuple[str, ...]]) -> TermTable:
    """Return the table of groups, through the text that ships."""
    every = [*VOCABULARIES.values(), *groups]
    return unpacked(packed(every, list(VOCABULARIES)), every)


@settings(max_examples=300, deadline=None)
@given(st.lists(TEXTS, max_size=5), _groups)
def test_a_table_changes_no_find(texts: list[str], groups: list[tuple[str, ...]]) -> None:
    """Whatever the groups and the text: the same places as without a table, in the same order."""
    groups = [*groups, *VOCABULARIES.values()]
    fast = Words(blocks(texts), VOCABULARIES, made(groups))
    plain = Words(blocks(texts), VOCABULARIES)
    for group in groups:
        assert fast.find_any(group) == plain.find_any(group)


@pytest.mark.parametrize("texts", [[], [""], ["zzz yyy"], ["..."]])
def test_a_text_without_a_word_of_any_term_holds_nothing(texts: list[str]) -> None:
    """A document in another language, or without words, is searched in vain and without a stumble."""
    group = ("red fox", "red", "fox _ hen", "<people> fox")
    assert Words(blocks(texts), VOCABULARIES, made([group, *VOCABULARIES.values()])).find_any(group) == []


def test_a_vocabulary_that_nobody_knows_or_that_holds_itself_is_left_to_the_search_term_by_term() -> None:
    """The tables know when a vocabulary can be sought; where that is never, nothing is lost."""
    vocabularies = {"round": ("<round> hen", "fox (hen)")}
    group = ("old <round>", "red fox", "red <unknown>")
    every = [vocabularies["round"], group]
    words = Words(blocks(["An old fox, a hen."]), vocabularies, unpacked(packed(every, ["round"]), every))
    assert words.find_any(group) == words.find_any(("old <round>", "red fox")) == [(1, 2)]


def test_words_that_many_sentences_share_a_number_with_are_told_apart() -> None:
    """A text of more sentences than the first look tells apart holds no term across two of them."""
    texts = ["red fox" if number % 1500 == 7 else "red" if number % 2 else "fox" for number in range(4000)]
    groups = [("red fox",), ("fox _ red",)]
    found = [Words(blocks(texts), {}, made(groups)).find_any(group) for group in groups]
    assert [[last - first for first, last in hits] for hits in found] == [[1, 1, 1], []]


def test_an_equal_group_that_is_another_object_is_sought_without_the_table() -> None:
    """Groups are told by which object they are; any other is searched term by term, with the same finds."""
    group = ("red fox", "old hen")
    words = Words(blocks(["The red fox met the old hen."]), {}, made([group]))
    assert words.find_any(group) == words.find_any((*group[:1], *group[1:])) == [(1, 2), (5, 6)]


def test_what_is_known_of_words_does_not_grow_without_end() -> None:
    """An audit of thousands of documents meets ever new words; they are forgotten after a while."""
    table = made([("red*",)])
    for number in range(70_000):
        table.stands_for(f"word{number}")
    assert len(table.standing_for) < 70_000
    assert table.stands_for("redder") == table.stands_for("red")


def test_the_shipped_table_finds_what_searching_term_by_term_finds() -> None:
    """Every group of the shipped checklist on one written document, the tables made when it was compiled."""
    known = catalogues()
    table = table_of(known)
    assert table is not None
    document = read(FILES / "aldermere-grammar-policy-2020.html")
    vocabularies = {one.id: one.terms for one in known.checklist.vocabularies}
    fast, plain = Words(countable(document), vocabularies, table), Words(countable(document), vocabularies)
    differing = [terms for terms in terms_of(known.checklist) if fast.find_any(terms) != plain.find_any(terms)]
    assert differing == []
    assert table_of(known) is table


def test_the_tables_that_ship_are_those_of_the_checklist() -> None:
    """The compiled form carries the tables that would be made of its terms now."""
    known = catalogues()
    vocabularies = [one.id for one in known.checklist.vocabularies]
    assert known.terms == packed(terms_of(known.checklist), vocabularies), "run python tools/compile_checklists.py"
