"""The search for terms held against a reader that tries every way, on terms and texts that nobody chose."""

from collections.abc import Callable, Iterator

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.check.made_terms import TERMS, TEXTS, VOCABULARIES, blocks

from policykit.check.words import Words
from policykit.model.document import Document
from policykit.model.terms import Slot, SlotKind, compile_term


class Naive:
    """Finds terms in one sentence word by word, as docs/adding-a-requirement.md describes them."""

    def __init__(self, words: list[str]) -> None:
        self.words = words

    def find(self, term: str) -> set[tuple[int, int]]:
        """Return the first and last word of every find."""
        slots = compile_term(term)
        found = set()
        begin = 0
        while True:
            for first in range(len(self.words)):
                for last in self._at(slots[begin], first):
                    found |= {(first, end) for end in self._rest(slots[begin + 1 :], {last})}
            if not slots[begin].optional:
                return found
            begin += 1

    def _at(self, slot: Slot, at: int) -> Iterator[int]:
        if slot.kind is SlotKind.VOCABULARY:
            for term in VOCABULARIES[slot.choices[0]]:
                yield from (last for first, last in self.find(term) if first == at)
        elif slot.kind is SlotKind.WORD:
            word = self.words[at]
            if any(word == one or (one.endswith("*") and word.startswith(one[:-1])) for one in slot.choices):
                yield at

    def _rest(self, slots: tuple[Slot, ...], ends: set[int]) -> set[int]:
        reach = 0
        for slot in slots:
            if slot.kind is SlotKind.GAP:
                reach = slot.reach
                continue
            near = {at for end in ends for at in range(end + 1, min(end + 2 + reach, len(self.words)))}
            step = {last for at in near for last in self._at(slot, at)}
            ends = ends | step if slot.optional else step
            reach = reach if slot.optional and not step else 0
        return ends


@settings(max_examples=200, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), st.lists(TERMS, min_size=1, max_size=4))
def test_the_search_finds_what_a_reader_of_every_word_finds(texts: list[str], terms: list[str]) -> None:
    """Whatever the term and the text: the same finds, none across the end of a block."""
    words = Words(blocks(texts), VOCABULARIES)
    for term in terms:
        expected = []
        for sentence in words.sentences:
            naive = Naive(words.words[sentence.first : sentence.last + 1])
            expected += [(sentence.first + a, sentence.first + b) for a, b in naive.find(term)]
        assert words.find(term) == sorted(expected)


def test_terms_first_met_after_others_were_searched_are_found_too(doc: Callable[..., Document]) -> None:
    """An index that has been searched finds words of terms that nobody had read before."""
    words = Words(doc("Our zebra finches nest by the quixotic fountain.").blocks, {})
    assert words.find("nest") == [(3, 3)]
    assert words.find("quixot* fountain/wells") == [(6, 7)]
    assert words.find("zebr* (very) finches") == [(1, 2)]


def test_a_gap_never_reaches_into_the_next_sentence() -> None:
    """The longest gap ends with its sentence, however short the sentences are."""
    words = Words(blocks(["meet", "us", "parents"]), {})
    assert words.find("meet __ us") == []
    assert words.find("meet __ parents") == []
