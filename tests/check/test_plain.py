"""How hard text is to read, with examples counted by hand."""

import re
import time
from collections.abc import Callable

import pytest

from policykit.check.plain import find_plain, flesch, reading_age
from policykit.checklist.plain import load_plain
from policykit.data import home
from policykit.model.document import Document
from policykit.model.plain import PlainCatalogue, PlainWords

Builder = Callable[..., Document]


@pytest.fixture(scope="module")
def catalogue() -> PlainCatalogue:
    """Give the list that ships."""
    return load_plain([home("checklists")])


@pytest.fixture
def plain(doc: Builder, catalogue: PlainCatalogue) -> Callable[..., PlainWords]:
    """Give a function from lines of Markdown to how plain they are."""
    return lambda *blocks: find_plain(doc(*blocks), catalogue)


TEN = "We help each child to learn and to be glad."
"""Ten words of one syllable."""


def test_the_formulas_give_what_a_hand_gives() -> None:
    """206.835 - 1.015 x 20 - 84.6 x 1.5, and 0.39 x 20 + 11.8 x 1.5 - 15.59 and five years."""
    assert flesch(100, 5, 150) == 59.6
    assert reading_age(100, 5, 150) == 15


def test_words_sentences_and_syllables_of_a_paragraph_are_counted(plain: Callable[..., PlainWords]) -> None:
    """Two sentences by hand: 7 words of 8 syllables, 5 words of 7."""
    whole = plain("Our teacher plans the help with you. Ring the office any day.").whole
    assert (whole.words, whole.sentences, whole.syllables) == (12, 2, 8 + 7)


def test_a_heading_is_no_sentence(plain: Callable[..., PlainWords]) -> None:
    """Its words stand aside, and the paragraph under it is counted alone."""
    whole = plain("# Identification and assessment of educational needs", TEN).whole
    assert (whole.words, whole.sentences, whole.aside) == (10, 1, 6)


def test_a_list_of_names_does_not_count(plain: Callable[..., PlainWords]) -> None:
    """They are labels; a naive formula scores such a list below zero."""
    found = plain("# Agencies", "- Educational psychology", "- Occupational therapy", "- Speech and language therapy")
    assert (found.whole.words, found.whole.ease) == (0, None)
    assert found.whole.aside == 9


def test_a_bulleted_fragment_never_scores_below_zero(plain: Callable[..., PlainWords]) -> None:
    """However long its words are."""
    items = ["- " + "accessibility differentiation communication opportunities responsibilities identification"] * 12
    ease = plain("# Aims", *items).whole.ease
    assert ease == 0.0


def test_each_item_of_a_list_is_a_sentence_without_a_full_stop(plain: Callable[..., PlainWords]) -> None:
    """Six items of ten words are six sentences and not one of sixty."""
    items = [f"- {TEN[:-1]}"] * 6
    whole = plain("# What we do", *items).whole
    assert (whole.words, whole.sentences) == (60, 6)
    assert whole.ease is not None
    assert whole.ease > 90


def test_the_line_before_a_list_is_one_sentence_with_its_first_item(plain: Callable[..., PlainWords]) -> None:
    """Three words and ten make one sentence; the second item is another."""
    whole = plain("The teacher will:", f"- {TEN[3:-1]} today", f"- {TEN[3:-1]} today").whole
    assert (whole.words, whole.sentences) == (23, 2)


def test_the_line_before_a_list_of_names_is_ended_by_the_list(plain: Callable[..., PlainWords]) -> None:
    """The names stand aside."""
    whole = plain("We work with these people and with many more:", "- Therapists", "- Nurses").whole
    assert (whole.words, whole.sentences, whole.aside) == (9, 1, 2)


def test_each_cell_of_a_table_stands_for_itself(plain: Callable[..., PlainWords]) -> None:
    """Short cells are labels, long ones sentences."""
    whole = plain(f"| Need | Help |\n| --- | --- |\n| Speech | {TEN[:-1]} |\n| Sight | {TEN[:-1]} |").whole
    assert (whole.words, whole.sentences, whole.aside) == (20, 2, 4)


def test_addresses_and_numbers_are_no_words(plain: Callable[..., PlainWords]) -> None:
    """Nobody reads them as sentences."""
    whole = plain("Please ring us on 01632 960147 or write to office@example.org.").whole
    assert whole.words == 7


def test_each_section_has_its_own_figures_and_a_short_one_has_none(plain: Callable[..., PlainWords]) -> None:
    """Fifty words are the least to say anything of."""
    found = plain("# One", " ".join([TEN] * 6), "# Two", TEN)
    assert [(one.ease.words, one.ease.ease is None) for one in found.sections] == [(60, False), (10, True)]


def test_the_hardest_sentence_is_named_with_its_place_and_its_long_words(
    doc: Builder, catalogue: PlainCatalogue
) -> None:
    """Easy ones and short ones are not."""
    hard = (
        "The identification of individual educational necessities is a collaborative responsibility of every "
        "professional working within the organisation."
    )
    document = doc("# Aims", f"{TEN} {hard}", TEN)
    [found] = find_plain(document, catalogue).hardest
    assert (found.quote.span.block, found.quote.text, found.words) == (1, hard, 17)
    assert found.long_words[:3] == ("identification", "individual", "educational")
    assert found.age == 21


def test_a_long_sentence_is_shown_up_to_a_whole_word(plain: Callable[..., PlainWords]) -> None:
    """The quote is a verbatim slice, and what decided is the whole sentence."""
    [found] = plain("We " + "communicate expectations " * 12 + "here.").hardest
    assert len(found.quote.text) <= 200
    assert found.quote.text.endswith(" communicate")
    assert found.quote.words.end > found.quote.span.end


def test_ten_thousand_words_take_a_small_part_of_a_check(doc: Builder, catalogue: PlainCatalogue) -> None:
    """As a ratio to finding the same words with one plain pattern, so that a slow machine does not matter."""
    text = "Our teachers plan additional provision with parents and review the outcomes of each intervention together. "
    document = doc("# Report", *[text * 5 for _ in range(143)])
    words = [block.text for block in document.blocks]

    def best(run: Callable[[], object]) -> float:
        times = []
        for _ in range(5):
            start = time.process_time()
            run()
            times.append(time.process_time() - start)
        return min(times)

    assert best(lambda: find_plain(document, catalogue)) < 40 * best(
        lambda: [re.findall(r"\w+", text) for text in words]
    )
