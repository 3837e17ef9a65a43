"""A document searched for all terms of a checklist at once.

Most terms are put aside by two steps over tables: a word for each spot is in the document; all of them stand in one
sentence. What is left without gaps is compared around its rarest word, all such terms together; the rest is followed place
by place, all together too.
"""

from bisect import bisect_left
from collections.abc import Iterable
from typing import TYPE_CHECKING

from policykit.check.rows import different
from policykit.check.term_follow import Finds, followed
from policykit.check.term_table import Terms, TermTable
from policykit.check.term_text import TermText
from policykit.check.term_ways import NEVER

if TYPE_CHECKING:
    import numpy as np

Hit = tuple[int, int]

_LONGEST = 1 << 6
"""More words than a term without gaps has."""


class TermSearch:
    """What a text holds of the groups of a table: found at once where that can be, the rest named."""

    def __init__(self, table: TermTable, places: dict[str, list[int]], sentence_of: list[int]) -> None:
        """Search a text: `places` are the numbers of its words by the word, `sentence_of` the sentence of each."""
        self._table = table
        self._firsts: list[int] = []
        self._lasts: list[int] = []
        self._begins: list[int] = []
        self._left: dict[int, list[str]] = {}
        self._sentences, self._width = b"", 0
        if sentence_of:
            self._search(TermText(table, places, sentence_of))

    def of(self, terms: Terms, until: int) -> tuple[list[Hit], list[str]] | None:
        """Return the places of a group's terms, in order, and its terms still to be looked for; None for an unknown group.

        Only places before the word `until` are told. Equal tuples are other groups than those of the table.
        """
        group = self._table.group_at.get(id(terms))
        if group is None:
            return None
        if not self._begins:
            return [], []
        begin = self._begins[group]
        end = bisect_left(self._firsts, until, begin, self._begins[group + 1])
        return list(zip(self._firsts[begin:end], self._lasts[begin:end], strict=True)), self._left.get(group, [])

    def knows(self, terms: Terms) -> bool:
        """Return whether all is known of a group: where its terms stand, and in which sentences."""
        group = self._table.group_at.get(id(terms))
        return group is not None and group not in self._left

    def between(self, terms: Terms, stretches: Iterable[Hit]) -> list[Hit]:
        """Return the places of a known group's terms that begin in some stretches of words, in order as these are."""
        if not self._begins:
            return []
        group = self._table.group_at[id(terms)]
        at, end = self._begins[group], self._begins[group + 1]
        firsts, lasts = self._firsts, self._lasts
        found: list[Hit] = []
        for first, last in stretches:
            at = bisect_left(firsts, first, at, end)
            while at < end and firsts[at] <= last:
                found.append((firsts[at], lasts[at]))
                at += 1
        return found

    def sentences(self, terms: Terms) -> int:
        """Return the sentences that hold one of a known group's terms, a bit each."""
        begin = self._table.group_at[id(terms)] * self._width
        return int.from_bytes(self._sentences[begin : begin + self._width], "little")

    def _search(self, text: TermText) -> None:
        import numpy as np

        table, length = self._table, len(text.sentence_of)
        alive, where = text.alive()
        fixed = side_by_side(text, alive[table.fixed[alive]])
        finds = followed(text, alive, where, fixed)
        groups, owner = table.groups_of.among(finds.terms)
        keys = different((groups * length + finds.firsts[owner]) * length + finds.lasts[owner])
        keys, lasts = np.divmod(keys, length)
        groups, firsts = np.divmod(keys, length)
        self._firsts, self._lasts = firsts.tolist(), lasts.tolist()
        self._begins = np.searchsorted(groups, np.arange(len(table.groups) + 1)).tolist()
        marks = np.zeros((len(table.groups), int(text.sentence_of[-1]) + 1), dtype=bool)
        marks[groups, text.sentence_of[firsts]] = True
        bits = np.packbits(marks, axis=1, bitorder="little")
        self._sentences, self._width = bits.tobytes(), bits.shape[1]
        left = alive[table.ways.levels[alive] == NEVER]
        groups, owner = table.groups_of.among(left)
        for group, term in zip(groups.tolist(), left[owner].tolist(), strict=True):
            at = table.terms_in.members[table.terms_in.starts[group] : table.terms_in.starts[group + 1]].tolist()
            self._left.setdefault(group, []).append(table.groups[group][at.index(term)])


def side_by_side(text: TermText, terms: "np.ndarray") -> Finds:
    """Return the places of terms without gaps."""
    import numpy as np

    spots, owner = text.table.needed.among(terms)
    spots = text.number[spots]
    lengths = np.bincount(owner, minlength=len(terms))
    starts = np.cumsum(lengths) - lengths
    if not len(terms):
        return Finds(terms, terms, terms)
    of_spot = np.add.reduceat(text.counts[text.words], text.by_spot.starts[:-1])
    place = np.arange(len(spots)) - starts[owner]
    rarest = np.minimum.reduceat(of_spot[spots] * _LONGEST + place, starts) % _LONGEST
    words, by_term = text.by_spot.among(spots[starts + rarest])
    anchors, by_word = text.places.among(words)
    term = by_term[by_word]
    first = anchors - rarest[term]
    last = first + lengths[term] - 1
    inside = (first >= 0) & (last < len(text.word_at))
    term, first, last = term[inside], first[inside], last[inside]
    same = text.sentence_of[first] == text.sentence_of[last]
    term, first, last = term[same], first[same], last[same]
    for step in range(int(lengths.max())):
        asked = np.flatnonzero((lengths[term] > step) & (rarest[term] != step))
        wanted = spots[starts[term[asked]] + step]
        wanted = text.held[wanted] * len(text.counts) + text.word_at[first[asked] + step]
        at = np.minimum(np.searchsorted(text.pairs, wanted), len(text.pairs) - 1)
        stays = np.ones(len(term), dtype=bool)
        stays[asked] = text.pairs[at] == wanted
        term, first, last = term[stays], first[stays], last[stays]
    return Finds(terms[term], first, last)
