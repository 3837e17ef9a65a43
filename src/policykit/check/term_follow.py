"""Terms with gaps, words that may be missing or vocabularies, followed over a whole text at once.

What `Walk` does for one term from one word on, with the same outcome, is done here for all of them, place by place.
"""

from typing import TYPE_CHECKING

from policykit.check.rows import Rows, different, stretches
from policykit.check.term_text import TermText
from policykit.check.term_ways import NEVER

if TYPE_CHECKING:
    import numpy as np


class Finds:
    """Finds of terms: the term, the first and the last word of each."""

    def __init__(self, terms: "np.ndarray", firsts: "np.ndarray", lasts: "np.ndarray") -> None:
        """Keep the finds."""
        self.terms, self.firsts, self.lasts = terms, firsts, lasts

    def with_more(self, more: "Finds") -> "Finds":
        """Return these and more."""
        import numpy as np

        mine, theirs = (self.terms, self.firsts, self.lasts), (more.terms, more.firsts, more.lasts)
        return Finds(*map(np.concatenate, zip(mine, theirs, strict=True)))

    def of(self, terms: "np.ndarray") -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
        """Return the finds of some terms: the place of the term among those, the first and the last word."""
        import numpy as np

        order = np.argsort(self.terms, kind="stable")
        starts = np.searchsorted(self.terms[order], np.arange(int(terms.max(initial=0)) + 2))
        at, owner = Rows(starts, order).among(terms)
        return owner, self.firsts[at], self.lasts[at]


def followed(text: TermText, terms: "np.ndarray", where: "np.ndarray", known: Finds) -> Finds:
    """Return `known` and the finds of those of some terms that are not fixed and can be sought by the tables.

    `where` are the sentences that hold words for all their needed spots. `known` has the finds of all fixed terms.
    """
    import numpy as np

    levels = text.table.ways.levels[terms]
    chosen = levels < NEVER
    follow = _Follow(text, different(text.table.ways.places.among(terms[chosen])[0]))
    for level in range(int(levels[chosen].max(initial=-1)) + 1):
        if level:
            follow.learn(level - 1, known)
        now = np.flatnonzero((levels == level) & ~text.table.fixed[terms])
        if len(now):
            known = known.with_more(follow.finds(terms[now], where[now]))
    return known


class _Follow:
    """What stands for the places of terms: `keys` are the spot and the word it begins with in one number, `lasts` the word it ends with."""

    def __init__(self, text: TermText, spots: "np.ndarray") -> None:
        """Gather where words for some spots stand; those of vocabularies are learnt later."""
        import numpy as np

        self._text, self._ways = text, text.table.ways
        self._length = len(text.sentence_of)
        spots = spots[spots < self._ways.spots]
        spots = spots[text.number[spots] >= 0]
        words, owner = text.where(spots)
        keys = spots[owner] * self._length + words
        # Only spots that several words may stand in are out of order within themselves.
        several = (np.diff(text.by_spot.starts)[text.number[spots]] > 1)[owner]
        keys[several] = np.sort(keys[several])
        self._of_words = self._keys = keys
        self._lasts = keys % self._length
        self._learnt = np.zeros(0, dtype=np.int64)
        self._of_vocabularies = np.zeros((len(self._ways.vocabularies), text.buckets // 64), dtype=np.uint64)
        ends = np.flatnonzero(np.diff(text.sentence_of, append=-1))
        self._last_in = ends[np.searchsorted(ends, np.arange(self._length))]

    def learn(self, level: int, known: Finds) -> None:
        """Take the finds of vocabularies of a level among what stands somewhere."""
        import numpy as np

        length, table = self._length, self._text.table
        names = np.flatnonzero(self._ways.vocabulary_levels == level)
        terms, owner = table.terms_in.among(self._ways.vocabularies[names])
        term, firsts, lasts = known.of(terms)
        numbers = names[owner[term]]
        self._of_vocabularies |= self._text.marked(numbers, firsts, len(self._of_vocabularies))
        found = ((self._ways.spots + numbers) * length + firsts) * length + lasts
        self._learnt = different(np.concatenate((self._learnt, found)))
        # The numbers of vocabularies come after those of all spots of words.
        self._keys = np.concatenate((self._of_words, self._learnt // length))
        self._lasts = np.concatenate((self._of_words, self._learnt)) % length

    def finds(self, terms: "np.ndarray", where: "np.ndarray") -> Finds:
        """Return the finds of some terms; `where` are the sentences that hold words for their needed spots."""
        import numpy as np

        places = self._ways.places
        at, owner = places.within(terms)
        named = (places.members[at] >= self._ways.spots) & ~self._ways.optional[at]
        where = where.copy()
        np.bitwise_and.at(where, owner[named], self._of_vocabularies[places.members[at[named]] - self._ways.spots])
        begins, owner = self._begins(at, owner)
        begin, first, ends = self._standing(begins, np.zeros(len(begins), dtype=np.int64), self._length)
        there = self._text.are_in(where, owner[begin], first)
        begin, first, ends = begin[there], first[there], ends[there]
        # A try is one term from one of its beginnings at one word; `ends` are its ends as far as it has been followed.
        tries = different(begin * self._length + first)
        mine = np.searchsorted(tries, begin * self._length + first)
        begin, first = np.divmod(tries, self._length)
        mine, ends = self._on(mine, ends, begins[begin], places.starts[terms[owner[begin]] + 1], first)
        return Finds(terms[owner[begin[mine]]], first[mine], ends)

    def _begins(self, at: "np.ndarray", owner: "np.ndarray") -> "tuple[np.ndarray, np.ndarray]":
        """Return the places that finds may begin with, and the term of each.

        They are the first of each term and, where those before may all be missing, the next, unless a gap stands before it.
        """
        import numpy as np

        goes_on = np.ones(len(at), dtype=bool)
        same = owner[1:] == owner[:-1]
        goes_on[1:] = ~same | (self._ways.optional[at[:-1]] & (self._ways.gaps[at[1:]] == 0))
        stops = np.concatenate(([0], np.cumsum(~goes_on)))[1:]
        firsts = np.flatnonzero(np.concatenate(([True], ~same))[: len(at)])
        begins = stops == stops[firsts][owner]
        return at[begins], owner[begins]

    def _standing(
        self, places: "np.ndarray", words: "np.ndarray", until: "np.ndarray | int"
    ) -> "tuple[np.ndarray, np.ndarray, np.ndarray]":
        """Return what stands for each place and begins with a word from `words` on, before `until`: the place of it, first and last word."""
        import numpy as np

        spots = self._ways.places.members[places] * self._length
        starts = np.searchsorted(self._keys, spots + words)
        counts = np.maximum(np.searchsorted(self._keys, spots + until) - starts, 0)
        at, owner = stretches(starts, counts)
        return owner, self._keys[at] % self._length, self._lasts[at]

    def _on(
        self, mine: "np.ndarray", ends: "np.ndarray", at: "np.ndarray", stop: "np.ndarray", first: "np.ndarray"
    ) -> "tuple[np.ndarray, np.ndarray]":
        """Follow tries to their ends: `mine` is the try of each end, `at` the place that each try has reached and `stop` the one after its last."""
        import numpy as np

        ways, length = self._ways, self._length
        done: list[tuple[np.ndarray, np.ndarray]] = []
        reach = np.zeros(len(at), dtype=np.int64)
        last = self._last_in[first]
        at = at + 1
        while len(mine):
            over = at[mine] >= stop[mine]
            done.append((mine[over], ends[over]))
            mine, ends = mine[~over], ends[~over]
            place = np.minimum(at, len(ways.gaps) - 1)
            # A gap holds on over a word that may be missing and is.
            reach = np.where(ways.gaps[place] > 0, ways.gaps[place], reach)
            until = np.minimum(ends + 1 + reach[mine], last[mine]) + 1
            owner, _, stepped = self._standing(place[mine], ends + 1, until)
            owner = mine[owner]
            moved = np.zeros(len(at), dtype=bool)
            moved[owner] = True
            stays = ways.optional[place][mine]
            reach[~(ways.optional[place] & ~moved)] = 0
            both = np.concatenate((owner * length + stepped, mine[stays] * length + ends[stays]))
            mine, ends = np.divmod(different(both), length)
            at = at + 1
        if not done:
            return mine, ends
        return np.concatenate([one for one, _ in done]), np.concatenate([one for _, one in done])
