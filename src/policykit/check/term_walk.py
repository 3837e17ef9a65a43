"""The search for terms one by one: what stands for each place of a term, and where finds of it begin and end.

The tables of a checklist (`check/term_search.py`) spare it; it serves checklists without, and what those cannot tell.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from policykit.check.place_bits import members, onwards, reached
from policykit.check.term_plan import Place, Plan, Spot, group, plan, telling_words
from policykit.model.terms import LONGEST_GAP

Hit = tuple[int, int]
"""First and last word of a find, both included, as numbers of words in the index."""

_APART = LONGEST_GAP + 1


class Sentence(NamedTuple):
    """Words `first` to `last` (included) of one block; `start` and `end` (exclusive) are characters of its clean text."""

    number: int
    block: int
    start: int
    end: int
    first: int
    last: int


class Walk:
    """The search for one term after the other in the words of some sentences.

    Two kinds of numbers stand for sets, a bit for each member: the sentences that hold something, by which most terms are
    put aside with one comparison, and the places at which something begins, by which the rest is settled for the whole
    document at once. In the latter each sentence is followed by more empty places than the longest gap reaches over.
    """

    def __init__(
        self,
        words: Sequence[str],
        sentences: Sequence[Sentence],
        sentence_of: Sequence[int],
        at: dict[str, list[int]],
        find_vocabulary: Callable[[str], list[Hit]],
    ) -> None:
        """Prepare the search: `sentence_of` is the sentence of each word, `at` has the numbers of the words that are each."""
        self.words, self.sentences, self.sentence_of = words, sentences, sentence_of
        self.find_vocabulary = find_vocabulary
        self._at = at
        self._sorted = sorted(at)
        self._word_at: list[int] = []
        self._spans: dict[str, dict[int, list[int]]] = {}
        self._found: dict[str, list[Hit]] = {}
        self._held: dict[str, bool] = {}
        self._filling: dict[Spot, frozenset[str]] = {}
        self._counts: dict[Spot, int] = {}
        self._positions: dict[Spot, list[int]] = {}
        self._holding: dict[Spot, int] = {}
        self._starting: dict[Spot, int] = {}
        self._word_bits: dict[str, int] = {}
        self._word_sentences: dict[str, int] = {}
        self._by_length: dict[Spot, list[tuple[int, int]]] = {}

    def find(self, term: str) -> list[Hit]:
        """Return every place of a term, in order."""
        found = self._found.get(term)
        if found is None:
            found = self._look(term) if all(map(self._holds, telling_words(term))) else []
        return found

    def find_each(self, terms: tuple[str, ...]) -> list[list[Hit]]:
        """Return the places of the terms that stand anywhere, those of each in order."""
        sorted_terms = group(terms)
        known, held = self._found, self._held
        found: list[list[Hit]] = []
        for word, some in sorted_terms.by_word.items():
            if (is_held := held.get(word)) is None:
                is_held = self._holds(word)
            if not is_held:
                continue
            for term, others in some:
                if (hits := known.get(term)) is None:
                    # Most terms are of no use to a document; those are not even made ready.
                    hits = self._look(term) if all(map(self._holds, others)) else []
                    known[term] = hits
                if hits:
                    found.append(hits)
        return found + [hits for term in sorted_terms.rest if (hits := self.find(term))]

    def _holds(self, word: str) -> bool:
        """Return whether the words hold one, or one that begins so."""
        is_held = self._held.get(word)
        if is_held is None:
            is_held = self._held[word] = next(self._like(word), None) is not None
        return is_held

    def _like(self, choice: str) -> Iterator[str]:
        """Give the different words that a choice of a term stands for."""
        if choice[-1:] != "*":
            if choice in self._at:
                yield choice
            return
        stem, words = choice[:-1], self._sorted
        at = bisect_left(words, stem)
        while at < len(words) and words[at].startswith(stem):
            yield words[at]
            at += 1

    def looked_for(self, term: str) -> list[Hit]:
        """Return every place of a term that is not fixed and of which the words are known to be there."""
        found = self._found.get(term)
        if found is None:
            found = self._found[term] = self._with_gaps(plan(term))
        return found

    def _look(self, term: str) -> list[Hit]:
        found = self._found[term] = self._search(plan(term))
        return found

    def _search(self, wanted: Plan) -> list[Hit]:
        where = -1
        holding = self._holding
        for spot in wanted.needed:
            if (bits := holding.get(spot)) is None:
                bits = self._sentences_with(spot)
            where &= bits
            if not where:
                return []
        if len(wanted.places) == 1:
            return self._heads(wanted.needed[0])
        if wanted.is_fixed:
            return self._side_by_side(wanted.needed)
        return self._with_gaps(wanted)

    def _with_gaps(self, wanted: Plan) -> list[Hit]:
        if len(wanted.places) == 1:
            return self._heads(wanted.needed[0])
        firsts = self._numbers(self._beginnings(wanted))
        return sorted({hit for begin in wanted.begins for hit in self._from(wanted.places[begin:], firsts)})

    def _side_by_side(self, spots: tuple[Spot, ...]) -> list[Hit]:
        """Return the places where words for all the spots stand in order with none between: around the rarest of them."""
        words, sentence_of = self.words, self.sentence_of
        length = len(spots)
        counts = [self._count_of(spot) for spot in spots]
        rarest = counts.index(min(counts))
        others = [(number - rarest, self._words_for(spot)) for number, spot in enumerate(spots) if number != rarest]
        found: list[Hit] = []
        for at in self._places_of(spots[rarest]):
            first = at - rarest
            last = first + length - 1
            if first < 0 or last >= len(words) or sentence_of[first] != sentence_of[last]:
                continue
            for step, wanted in others:
                if words[at + step] not in wanted:
                    break
            else:
                found.append((first, last))
        return found

    def _from(self, places: tuple[Place, ...], firsts: list[int]) -> Iterator[Hit]:
        """Yield the finds whose first word is one of `firsts` and stands for the first of the places."""
        head, *rest = places
        if head.spot is None:
            return
        for first in firsts:
            start = self.sentences[self.sentence_of[first]].first
            if ends := self._ends_at(head.spot, first, start):
                for end in members(self._tails(rest, ends, first)):
                    yield first, start + end

    def sentence_bits(self, places: Iterable[int]) -> int:
        """Return the sentences of some words, which come in order, a bit each."""
        bits, last = 0, -1
        sentence_of = self.sentence_of
        for at in places:
            if sentence_of[at] != last:
                last = sentence_of[at]
                bits |= 1 << last
        return bits

    def _beginnings(self, wanted: Plan) -> int:
        """Return at least the places where a find of a term begins: from its end to its front, all finds at once."""
        ends = -1
        begins = 0
        for number in range(len(wanted.places) - 1, -1, -1):
            place = wanted.places[number]
            if place.spot is None:
                ends = reached(ends, place.reach)
                continue
            here = self._starts_before(place.spot, ends)
            if not here and not place.optional:
                return 0
            if number in wanted.begins:
                begins |= here
            ends = (ends | here >> 1) if place.optional else here >> 1
        return begins

    def _starts_before(self, spot: Spot, ends: int) -> int:
        """Return the places where a spot begins so that its last word is one of `ends`."""
        if not spot.name:
            return self._bits_of(spot) & ends
        here = 0
        for length, bits in self._lengths(spot):
            here |= bits & (ends >> (length - 1))
        return here

    def _bits_of(self, spot: Spot) -> int:
        bits = self._starting.get(spot)
        if bits is None:
            bits, known = 0, self._word_bits
            for word in self._words_for(spot):
                if word not in known:
                    known[word] = self._bits(self._at[word])
                bits |= known[word]
            self._starting[spot] = bits
        return bits

    def _bits(self, places: Iterable[int]) -> int:
        # Into bytes first: each `|=` on a number as long as a document would copy the whole of it.
        found = bytearray((len(self.words) + _APART * len(self.sentences)) // 8 + 1)
        sentence_of = self.sentence_of
        for at in places:
            place = at + _APART * sentence_of[at]
            found[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(found, "little")

    def _lengths(self, spot: Spot) -> list[tuple[int, int]]:
        """Return each length in words that finds of a vocabulary have, with the places where those begin."""
        if spot not in self._by_length:
            firsts: dict[int, list[int]] = defaultdict(list)
            for first, last in self.find_vocabulary(spot.name):
                firsts[last - first + 1].append(first)
            self._by_length[spot] = [(length, self._bits(places)) for length, places in firsts.items()]
        return self._by_length[spot]

    def _numbers(self, bits: int) -> list[int]:
        """Return the words that the bits of a set of places stand for, in order."""
        if not self._word_at:
            for sentence in self.sentences:
                self._word_at.extend(range(sentence.first, sentence.last + 1))
                self._word_at.extend([-1] * _APART)
        found: list[int] = []
        while bits:
            highest = bits.bit_length() - 1
            found.append(self._word_at[highest])
            bits ^= 1 << highest
        found.reverse()
        return found

    def _sentences_with(self, spot: Spot) -> int:
        if spot.name:
            bits = self.sentence_bits(first for first, _ in self.find_vocabulary(spot.name))
        else:
            bits, known = 0, self._word_sentences
            for word in self._words_for(spot):
                if word not in known:
                    known[word] = self.sentence_bits(self._at[word])
                bits |= known[word]
        self._holding[spot] = bits
        return bits

    def _words_for(self, spot: Spot) -> frozenset[str]:
        """Return the different words that may stand in a spot."""
        words = self._filling.get(spot)
        if words is None:
            words = self._filling[spot] = frozenset(word for choice in spot.choices for word in self._like(choice))
        return words

    def _heads(self, spot: Spot) -> list[Hit]:
        return self.find_vocabulary(spot.name) if spot.name else [(at, at) for at in self._places_of(spot)]

    def _ends_at(self, spot: Spot, first: int, start: int) -> int:
        """Return where the finds of a spot that begin with the word `first` end, as places in its sentence."""
        if not spot.name:
            return (self._bits_of(spot) >> first + _APART * self.sentence_of[first] & 1) << (first - start)
        ends = 0
        for last in self._vocabulary(spot.name).get(first, ()):
            ends |= 1 << (last - start)
        return ends

    def _tails(self, places: list[Place], ends: int, first: int) -> int:
        """Return where finds end that go on from `ends`, as places in the sentence of the word `first`."""
        sentence = self.sentences[self.sentence_of[first]]
        shift = sentence.first + _APART * sentence.number
        whole = (1 << sentence.last - sentence.first + 1) - 1
        reach = 0
        for place in places:
            if place.spot is None:
                reach = place.reach
                continue
            nexts = onwards(ends, reach) & whole
            if place.spot.name:
                step = 0
                for length, bits in self._lengths(place.spot):
                    step |= (bits >> shift & nexts) << (length - 1)
            else:
                step = self._bits_of(place.spot) >> shift & nexts
            ends = (ends | step) if place.optional else step
            reach = reach if place.optional and not step else 0
            if not ends:
                return 0
        return ends

    def _count_of(self, spot: Spot) -> int:
        count = self._counts.get(spot)
        if count is None:
            count = self._counts[spot] = sum(len(self._at[word]) for word in self._words_for(spot))
        return count

    def _places_of(self, spot: Spot) -> list[int]:
        places = self._positions.get(spot)
        if places is None:
            lists = [self._at[word] for word in self._words_for(spot)]
            places = self._positions[spot] = lists[0] if len(lists) == 1 else sorted(chain.from_iterable(lists))
        return places

    def _vocabulary(self, name: str) -> dict[int, list[int]]:
        """Return the last words of a vocabulary's finds by their first."""
        if name not in self._spans:
            spans: dict[int, list[int]] = defaultdict(list)
            for first, last in self.find_vocabulary(name):
                spans[first].append(last)
            self._spans[name] = dict(spans)
        return self._spans[name]
