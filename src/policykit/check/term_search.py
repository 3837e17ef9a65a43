"""A document searched for all terms of a checklist at once: which are there, and where those without gaps stand.

Most terms are put aside by two steps over tables: a word for each spot is in the document; all of them stand in one
sentence. What is left without gaps is compared around its rarest word, all such terms together.
"""

from typing import TYPE_CHECKING

from policykit.check.term_table import Rows, Terms, TermTable

if TYPE_CHECKING:
    import numpy as np

Hit = tuple[int, int]

_BUCKETS = 1024
"""Sentences that are told apart in the first look; in a longer text some share a number, and more terms are looked at."""
_LONGEST = 1 << 6
"""More words than a term without gaps has."""


class TermSearch:
    """What a text holds of the groups of a table: found at once where that can be, the rest named."""

    def __init__(self, table: TermTable, places: dict[str, list[int]], sentence_of: list[int]) -> None:
        """Search a text: `places` are the numbers of its words by the word, `sentence_of` the sentence of each."""
        self._table = table
        self._hits: list[Hit] = []
        self._begins: list[int] = []
        self._left: dict[int, list[str]] = {}
        if sentence_of:
            self._search(places, sentence_of)

    def of(self, terms: Terms) -> tuple[list[Hit], list[str]] | None:
        """Return the places of a group's terms, in order, and its terms still to be looked for; None for an unknown group.

        Equal tuples are other groups than those of the table.
        """
        group = self._table.group_at.get(id(terms))
        if group is None:
            return None
        if not self._begins:
            return [], []
        return self._hits[self._begins[group] : self._begins[group + 1]], self._left.get(group, [])

    def _search(self, places: dict[str, list[int]], sentence_of: list[int]) -> None:
        import numpy as np

        text = _Text(self._table, places, np.array(sentence_of))
        table = self._table
        alive = text.alive()
        terms, firsts, lasts = text.side_by_side(np.flatnonzero(alive & table.fixed))
        groups, owner = table.groups_of.among(terms)
        length = len(sentence_of)
        keys = np.unique((groups * length + firsts[owner]) * _LONGEST + (lasts - firsts)[owner])
        begins, reach = np.divmod(keys, _LONGEST)
        groups, begins = np.divmod(begins, length)
        self._hits = list(zip(begins.tolist(), (begins + reach).tolist(), strict=True))
        self._begins = np.searchsorted(groups, np.arange(len(table.groups) + 1)).tolist()
        left = np.flatnonzero((alive & ~table.fixed)[table.terms_in.members])
        groups = np.searchsorted(table.terms_in.starts, left, side="right") - 1
        for group, at in zip(groups.tolist(), (left - table.terms_in.starts[groups]).tolist(), strict=True):
            self._left.setdefault(group, []).append(table.groups[group][at])


class _Text:
    """The words of a text beside the spots of a table.

    Spots are numbered among those that some word of the text may stand in; `by_spot` are the numbers of the different
    words for each, and `pairs` both in one number, in order.
    """

    def __init__(self, table: TermTable, places: dict[str, list[int]], sentence_of: "np.ndarray") -> None:
        import numpy as np

        self.table = table
        self.sentence_of = sentence_of
        self.counts = np.array([len(some) for some in places.values()])
        self.order = np.array([at for some in places.values() for at in some])
        self.places = Rows(np.concatenate(([0], np.cumsum(self.counts))), self.order)
        self.word_at = np.empty(len(sentence_of), dtype=np.int64)
        self.word_at[self.order] = np.repeat(np.arange(len(places)), self.counts)
        stands_for = [(at, number) for at, word in enumerate(places) for number in table.stands_for(word)]
        each = np.array(stands_for, dtype=np.int64).reshape(-1, 2)
        spots, owner = table.spots_of.among(each[:, 1])
        self.pairs = np.unique(spots * len(places) + each[:, 0][owner])
        spots, self.words = np.divmod(self.pairs, len(places))
        self.held, starts = np.unique(spots, return_index=True)
        self.by_spot = Rows(np.append(starts, len(spots)), self.words)
        self.number = np.full(int(table.needed.members.max(initial=-1)) + 1, -1)
        self.number[self.held] = np.arange(len(self.held))

    def alive(self) -> "np.ndarray":
        """Return for each term whether words for all its needed spots are there, in one sentence as far as that shows."""
        import numpy as np

        needed = self.table.needed
        alive = np.ones(len(needed.starts) - 1, dtype=bool)
        if not len(self.held):
            alive[needed.starts[1:] > needed.starts[:-1]] = False
            return alive
        filled = np.flatnonzero(needed.starts[1:] > needed.starts[:-1])
        starts = needed.starts[filled]
        alive[filled] = np.logical_and.reduceat(self.number[needed.members] >= 0, starts)
        filled = filled[alive[filled]]
        spots, owner = needed.among(filled)
        holding = self._sentences()[self.number[spots]]
        starts = np.searchsorted(owner, np.arange(len(filled)))
        alive[filled] = np.bitwise_and.reduceat(holding, starts, axis=0).any(axis=1) if len(filled) else False
        return alive

    def _sentences(self) -> "np.ndarray":
        """Return for each held spot the sentences with a word for it, a bit each."""
        import numpy as np

        buckets = min(_BUCKETS, -(-(int(self.sentence_of[-1]) + 1) // 64) * 64)
        marks = np.zeros((len(self.counts), buckets), dtype=bool)
        marks[self.word_at, self.sentence_of % buckets] = True
        of_word = np.packbits(marks, axis=1).view(np.uint64)
        found: np.ndarray = np.bitwise_or.reduceat(of_word[self.words], self.by_spot.starts[:-1], axis=0)
        return found

    def side_by_side(self, terms: "np.ndarray") -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
        """Return the places of terms without gaps: the term, its first and its last word."""
        import numpy as np

        spots, owner = self.table.needed.among(terms)
        spots = self.number[spots]
        lengths = np.bincount(owner, minlength=len(terms))
        starts = np.cumsum(lengths) - lengths
        if not len(terms):
            return terms, terms, terms
        of_spot = np.add.reduceat(self.counts[self.words], self.by_spot.starts[:-1])
        place = np.arange(len(spots)) - starts[owner]
        rarest = np.minimum.reduceat(of_spot[spots] * _LONGEST + place, starts) % _LONGEST
        words, by_term = self.by_spot.among(spots[starts + rarest])
        anchors, by_word = self.places.among(words)
        term = by_term[by_word]
        first = anchors - rarest[term]
        last = first + lengths[term] - 1
        inside = (first >= 0) & (last < len(self.word_at))
        term, first, last = term[inside], first[inside], last[inside]
        same = self.sentence_of[first] == self.sentence_of[last]
        term, first, last = term[same], first[same], last[same]
        for step in range(int(lengths.max())):
            asked = np.flatnonzero((lengths[term] > step) & (rarest[term] != step))
            wanted = spots[starts[term[asked]] + step]
            wanted = self.held[wanted] * len(self.counts) + self.word_at[first[asked] + step]
            at = np.minimum(np.searchsorted(self.pairs, wanted), len(self.pairs) - 1)
            stays = np.ones(len(term), dtype=bool)
            stays[asked] = self.pairs[at] == wanted
            term, first, last = term[stays], first[stays], last[stays]
        return terms[term], first, last
