"""The words of a text beside the tables of a checklist's terms: what stands for each spot, and where."""

from itertools import chain
from typing import TYPE_CHECKING

from policykit.check.rows import Rows, different
from policykit.check.term_table import TermTable

if TYPE_CHECKING:
    import numpy as np

_BUCKETS = 1024
"""Sentences that are told apart in the first look; in a longer text some share a number, and more terms are looked at."""


class TermText:
    """The words of a text beside the spots of a table.

    Spots are numbered among those that some word of the text may stand in: `number` tells the one of a spot, -1 where no
    word may. `by_spot` are the numbers of the different words for each, and `pairs` both in one number, in order.
    `sentence_of` is the sentence of each word of the text, `places` the words of the text that are each different word.
    """

    def __init__(self, table: TermTable, places: dict[str, list[int]], sentence_of: list[int]) -> None:
        """Lay the words of a text beside a table: `places` by the word; there is at least one."""
        import numpy as np

        self.table = table
        self.sentence_of = np.array(sentence_of)
        self.counts = np.fromiter(map(len, places.values()), np.int64, len(places))
        order = np.fromiter(chain.from_iterable(places.values()), np.int64, len(sentence_of))
        self.places = Rows(np.concatenate(([0], np.cumsum(self.counts))), order)
        self.word_at = np.empty(len(sentence_of), dtype=np.int64)
        self.word_at[order] = np.repeat(np.arange(len(places)), self.counts)
        known = table.standing_for
        stands_for = [known.get(word) or table.stands_for(word) for word in places]
        lengths = np.fromiter(map(len, stands_for), np.int64, len(places))
        choices = np.fromiter(chain.from_iterable(stands_for), np.int64, int(lengths.sum()))
        spots, owner = table.spots_of.among(choices)
        words = np.repeat(np.arange(len(places)), lengths)
        self.pairs = different(spots * len(places) + words[owner])
        spots, self.words = np.divmod(self.pairs, len(places))
        firsts = np.flatnonzero(np.diff(spots, prepend=-1))
        self.held = spots[firsts]
        self.by_spot = Rows(np.append(firsts, len(spots)), self.words)
        self.number = np.full(table.ways.spots, -1)
        self.number[self.held] = np.arange(len(self.held))
        self.buckets = min(_BUCKETS, -(-(int(self.sentence_of[-1]) + 1) // 64) * 64)

    def alive(self) -> "tuple[np.ndarray, np.ndarray]":
        """Return the terms of which all needed spots can be filled by words, in one sentence as far as that shows.

        Beside them, for each, the sentences that hold words for all, a bit each; all of them where nothing is needed.
        """
        import numpy as np

        needed = self.table.needed
        lengths = np.diff(needed.starts)
        there = np.append(self.number, -1)[needed.members] >= 0
        held = np.concatenate(([0], np.cumsum(there)))
        terms = np.flatnonzero(held[needed.starts[1:]] - held[needed.starts[:-1]] == lengths)
        everywhere = np.full((len(terms), self.buckets // 64), ~np.uint64(0))
        if len(self.held):
            filled = np.flatnonzero(lengths[terms])
            spots, _ = needed.among(terms[filled])
            if len(filled):
                starts = np.cumsum(lengths[terms[filled]]) - lengths[terms[filled]]
                everywhere[filled] = np.bitwise_and.reduceat(self._sentences()[self.number[spots]], starts, axis=0)
        stay = everywhere.any(axis=1)
        return terms[stay], everywhere[stay]

    def _sentences(self) -> "np.ndarray":
        """Return for each held spot the sentences with a word for it, a bit each."""
        import numpy as np

        of_word = self.marked(self.word_at, np.arange(len(self.word_at)), len(self.counts))
        found: np.ndarray = np.bitwise_or.reduceat(of_word[self.words], self.by_spot.starts[:-1], axis=0)
        return found

    def marked(self, things: "np.ndarray", words: "np.ndarray", many: int) -> "np.ndarray":
        """Return for each of so many things the sentences of its words, a bit each."""
        import numpy as np

        marks = np.zeros((many, self.buckets), dtype=bool)
        marks[things, self.sentence_of[words] % self.buckets] = True
        bits: np.ndarray = np.packbits(marks, axis=1).view(np.uint64)
        return bits

    def are_in(self, sentences: "np.ndarray", rows: "np.ndarray", words: "np.ndarray") -> "np.ndarray":
        """Return whether the sentence of each word is among those marked in its row."""
        bucket = self.sentence_of[words] % self.buckets
        eighths = sentences.view("u1")
        found: np.ndarray = (eighths[rows, bucket >> 3] << (bucket & 7) & 128) > 0
        return found

    def where(self, spots: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
        """Return the words of the text that may stand in some held spots (by the table's number), and the place of each one's spot."""
        words, owner = self.by_spot.among(self.number[spots])
        places, by_word = self.places.among(words)
        return places, owner[by_word]
