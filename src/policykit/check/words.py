"""An index over the words of one document, and the search for terms in it.

spaCy is not on this path: its import alone takes longer than a whole check (benchmarks/), and word order with gaps is
all that terms need.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from policykit.check.sentences import sentences
from policykit.model.document import Block, BlockKind, Document, Layer
from policykit.model.terms import WORD, Slot, SlotKind, compile_term, normal

Hit = tuple[int, int]
"""First and last word of a find, both included, as numbers of words in the index."""

_compiled = lru_cache(maxsize=None)(compile_term)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words `first` to `last` (included) of one block; `start` and `end` (exclusive) are characters of its clean text."""

    number: int
    block: int
    start: int
    end: int
    first: int
    last: int


class Words:
    """The words of some blocks in order, with where each stands; terms never match across a sentence's end."""

    def __init__(self, blocks: Iterable[Block], vocabularies: Mapping[str, tuple[str, ...]]) -> None:
        """Index the words of `blocks`; `vocabularies` maps ids to terms."""
        self.vocabularies = vocabularies
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentence_of: list[int] = []
        self.sentences: list[Sentence] = []
        self.sentences_in: dict[int, list[int]] = defaultdict(list)
        self._at: dict[str, list[int]] = defaultdict(list)
        for block in blocks:
            self._add(block)
        self._sorted = sorted(self._at)
        self._choice: dict[str, list[int]] = {}
        self._slot: dict[tuple[str, ...], list[int]] = {}
        self._vocabulary: dict[str, dict[int, list[int]]] = {}
        self._found: dict[str, list[Hit]] = {}
        self._holding: dict[tuple[SlotKind, tuple[str, ...]], int] = {}

    def _add(self, block: Block) -> None:
        for start, end in sentences(block.text):
            first = len(self.words)
            for match in WORD.finditer(block.text, start, end):
                word = normal(match.group())
                self._at[word].append(len(self.words))
                self.words.append(word)
                self.starts.append(match.start())
                self.ends.append(match.end())
                self.sentence_of.append(len(self.sentences))
            if len(self.words) > first:
                number = len(self.sentences)
                self.sentences.append(Sentence(number, block.index, start, end, first, len(self.words) - 1))
                self.sentences_in[block.index].append(number)

    def find(self, term: str) -> list[Hit]:
        """Return every place of a term, in order."""
        if term not in self._found:
            self._found[term] = self._search(_compiled(term))
        return self._found[term]

    def find_any(self, terms: Iterable[str]) -> list[Hit]:
        """Return every place of any of the terms, in order, each once."""
        return sorted({hit for term in terms for hit in self.find(term)})

    def find_vocabulary(self, name: str) -> list[Hit]:
        """Return every place of a vocabulary's terms, in order."""
        return [(first, last) for first, lasts in self._spans(name).items() for last in lasts]

    def _search(self, slots: tuple[Slot, ...]) -> list[Hit]:
        where = -1
        for slot in slots:
            if slot.kind is not SlotKind.GAP and not slot.optional:
                where &= self._sentences_with(slot)
                if not where:
                    return []
        starts = [0]
        while slots[starts[-1]].optional:
            starts.append(starts[-1] + 1)
        hits: set[Hit] = set()
        for begin in starts:
            for first, last in self._heads(slots[begin]):
                sentence = self.sentence_of[first]
                if where >> sentence & 1:
                    limit = self.sentences[sentence].last
                    hits.update((first, end) for end in self._tails(slots, begin + 1, last, limit))
        return sorted(hits)

    def _sentences_with(self, slot: Slot) -> int:
        """Return the sentences that hold a slot, a bit each: most terms are settled by one comparison of such numbers."""
        key = (slot.kind, slot.choices)
        if key not in self._holding:
            if slot.kind is SlotKind.VOCABULARY:
                places: Iterable[int] = self._spans(slot.choices[0])
            else:
                places = self._positions(slot.choices)
            bits = 0
            for sentence in {self.sentence_of[at] for at in places}:
                bits |= 1 << sentence
            self._holding[key] = bits
        return self._holding[key]

    def _heads(self, slot: Slot) -> list[Hit]:
        if slot.kind is SlotKind.VOCABULARY:
            return self.find_vocabulary(slot.choices[0])
        return [(at, at) for at in self._positions(slot.choices)]

    def _tails(self, slots: tuple[Slot, ...], number: int, last: int, limit: int) -> set[int]:
        ends = {last}
        reach = 0
        for slot in slots[number:]:
            if slot.kind is SlotKind.GAP:
                reach = slot.reach
                continue
            step = self._step(slot, ends, reach, limit)
            ends = (ends | step) if slot.optional else step
            reach = reach if slot.optional and not step else 0
            if not ends:
                return ends
        return ends

    def _step(self, slot: Slot, ends: set[int], reach: int, limit: int) -> set[int]:
        found: set[int] = set()
        if slot.kind is SlotKind.VOCABULARY:
            spans = self._spans(slot.choices[0])
            for end in ends:
                for at in range(end + 1, min(end + 2 + reach, limit + 1)):
                    found.update(last for last in spans.get(at, ()) if last <= limit)
            return found
        places = self._positions(slot.choices)
        for end in ends:
            low = bisect_left(places, end + 1)
            high = bisect_right(places, min(end + 1 + reach, limit))
            found.update(places[low:high])
        return found

    def _positions(self, choices: tuple[str, ...]) -> list[int]:
        if choices not in self._slot:
            if len(choices) == 1:
                self._slot[choices] = self._one(choices[0])
            else:
                self._slot[choices] = sorted({at for choice in choices for at in self._one(choice)})
        return self._slot[choices]

    def _one(self, choice: str) -> list[int]:
        if not choice.endswith("*"):
            return self._at.get(choice, [])
        if choice not in self._choice:
            stem = choice[:-1]
            low = bisect_left(self._sorted, stem)
            found: list[int] = []
            while low < len(self._sorted) and self._sorted[low].startswith(stem):
                found.extend(self._at[self._sorted[low]])
                low += 1
            self._choice[choice] = sorted(found)
        return self._choice[choice]

    def _spans(self, name: str) -> dict[int, list[int]]:
        if name not in self._vocabulary:
            self._vocabulary[name] = {}
            spans: dict[int, list[int]] = defaultdict(list)
            for first, last in self.find_any(self.vocabularies[name]):
                spans[first].append(last)
            self._vocabulary[name] = dict(sorted(spans.items()))
        return self._vocabulary[name]


def countable(document: Document) -> list[Block]:
    """Return the blocks that can be evidence: body and notes, no headings, no furniture, no contents list.

    Labelling guide: a heading alone is not evidence.
    """
    return [
        block
        for block in document.blocks
        if block.layer in {Layer.BODY, Layer.NOTE} and block.kind is not BlockKind.HEADING
    ]
