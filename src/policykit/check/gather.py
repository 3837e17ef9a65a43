"""Which finds together give an element: the parts of a piece of evidence within its window, outside the traps."""

from collections import defaultdict
from dataclasses import dataclass

from policykit.check.evidence import Find, Hit, Index
from policykit.model.evidence import Evidence, Matcher, Mood, Trap, Window

_ASKED_BEFORE = frozenset({Window.SENTENCE, Window.DOCUMENT})
"""Windows of which the sentences that hold all parts tell enough."""


@dataclass(frozen=True, slots=True)
class Near:
    """A passage that came near: its words, and what kept it from counting."""

    words: Find
    lacking: Matcher


def trapped(index: Index, traps: tuple[Trap, ...]) -> frozenset[int]:
    """Return the words that lie inside a trap."""
    return frozenset(
        word for trap in traps for first, last in index.words.find_any(trap.terms) for word in range(first, last + 1)
    )


class Gatherer:
    """Finds the evidence of one requirement's elements in one document; `near` gathers what came near meanwhile."""

    def __init__(self, index: Index, trapped_words: frozenset[int]) -> None:
        """Look in `index`, blind to the trapped words."""
        self._index = index
        self._trapped = trapped_words
        self.near: list[Near] = []

    def gather(self, evidence: tuple[Evidence, ...], found: dict[str, list[Hit]]) -> list[Hit]:
        """Return the hits of any of the pieces of evidence, best first; `found` are the hits of earlier elements."""
        hits: dict[tuple[int, int, int], Hit] = {}
        by_piece = [self._hits(piece, order, found) for order, piece in enumerate(evidence)]
        too_few = _too_few(evidence, by_piece)
        for piece, piece_hits in zip(evidence, by_piece, strict=True):
            for each in piece_hits:
                hit = each._replace(mood=Mood.LOOSE) if too_few and piece.times > 1 and each.mood is None else each
                key = (hit.words.block, hit.words.start, hit.words.end)
                if key not in hits or (hits[key].mood and not hit.mood):
                    hits[key] = hit
        return sorted(hits.values(), key=_rank)

    def _free(self, finds: list[Find]) -> list[Find]:
        if not self._trapped:
            return finds
        is_free = self._trapped.isdisjoint
        return [find for find in finds if is_free(range(find.first, find.last + 1))]

    def _where(self, piece: Evidence) -> int:
        """Return the sentences in which the anchor may stand, a bit each, as far as terms alone tell."""
        index = self._index
        where = -1
        for number, matcher in enumerate(piece.matchers):
            if number and index.topics is None:
                break  # what came near is asked for then, and a part that is lacking has come near
            sentences = index.sentences_of(matcher)
            if sentences is not None and (number == 0 or piece.within is Window.SENTENCE):
                where &= sentences
            if not where or sentences == 0:
                return 0
        if piece.unless:
            where &= ~index.words.sentences_holding(piece.unless)
        if piece.under and where:
            where &= index.sentences_under(piece.under)
        return where

    def _hits(self, piece: Evidence, order: int, found: dict[str, list[Hit]]) -> list[Hit]:
        index = self._index
        where = self._where(piece)
        if not where:
            return []
        anchors = self._free(index.finds_in(piece.matchers[0], where))
        if piece.under:
            # What stands in no sentence, in a running footer, stands under nothing.
            anchors = [anchor for anchor in anchors if anchor.sentence >= 0]
        anchors = [anchor for anchor in anchors if not self._is_alone(anchor, piece)]
        if not anchors:
            return []
        around = self._around(anchors, piece)
        others = [_Places(self._free(index.finds_in(matcher, around))) for matcher in piece.matchers[1:]]
        if piece.of:
            others.append(_Places([hit.words for hit in found.get(piece.of, []) if hit.mood is None]))
        hits = []
        for anchor in anchors:
            parts = self._parts(anchor, others, piece)
            if parts is not None:
                mood = index.moods.of(anchor.first, anchor.last) if anchor.first >= 0 else None
                own = parts[: len(piece.matchers) - 1]
                doubtful = any(map(index.is_doubtful, (anchor, *own)))
                mood = None if mood in piece.accepts else mood
                hits.append(Hit(_joined(anchor, own), mood, piece.sure, order, doubtful, piece.alone))
        return hits

    def _parts(self, anchor: Find, others: list["_Places"], piece: Evidence) -> list[Find] | None:
        if not others:
            return []
        blocks = self._index.passages.window(anchor.block, piece.within)
        parts = []
        for number, places in enumerate(others, start=1):
            part = places.nearest(anchor, None if piece.within is not Window.SENTENCE else anchor.sentence, blocks)
            if part is None:
                if number < len(piece.matchers):
                    self.near.append(Near(anchor, piece.matchers[number]))
                return None
            parts.append(part)
        return parts

    def _around(self, anchors: list[Find], piece: Evidence) -> int:
        """Return the sentences, a bit each, in which parts may stand that belong to one of the anchors; -1 for anywhere."""
        if piece.within is Window.DOCUMENT or any(anchor.sentence < 0 for anchor in anchors):
            return -1
        around = 0
        for anchor in anchors:
            if piece.within is Window.SENTENCE:
                around |= 1 << anchor.sentence
            else:
                around |= self._index.sentences_around(anchor.block, piece.within)
        return around

    def _is_alone(self, anchor: Find, piece: Evidence) -> bool:
        """Return whether the terms of some part stand nowhere around an anchor; in one sentence that was asked before."""
        index = self._index
        if piece.within in _ASKED_BEFORE or index.topics is None or len(piece.matchers) == 1:
            return False
        around = index.sentences_around(anchor.block, piece.within)
        return any(
            sentences is not None and not sentences & around
            for sentences in map(index.sentences_of, piece.matchers[1:])
        )


def _too_few(evidence: tuple[Evidence, ...], hits: list[list[Hit]]) -> bool:
    """Return whether what several sentences have to give (`times`) is given by fewer; pieces of that kind count together."""
    wanted = max((piece.times for piece in evidence), default=1)
    full = {
        (hit.words.block, hit.words.sentence)
        for piece, found in zip(evidence, hits, strict=True)
        if piece.times > 1
        for hit in found
        if hit.mood is None
    }
    return len(full) < wanted


def _rank(hit: Hit) -> tuple[bool, bool, bool, int, int]:
    return (hit.mood is not None, not hit.sure, hit.doubtful, hit.order, hit.words.first)


class _Places:
    """Finds by block, to be asked for the one nearest to an anchor."""

    def __init__(self, finds: list[Find]) -> None:
        self._by_block: dict[int, list[Find]] = defaultdict(list)
        for find in finds:
            self._by_block[find.block].append(find)

    def nearest(self, anchor: Find, sentence: int | None, blocks: frozenset[int]) -> Find | None:
        if not self._by_block:
            return None
        near = self._by_block.keys() & blocks if len(blocks) > 1 else blocks
        candidates = [f for b in near for f in self._by_block.get(b, ()) if sentence is None or f.sentence == sentence]
        apart = [f for f in candidates if f.last < anchor.first or anchor.last < f.first or f == anchor]
        return min(apart or candidates, key=lambda f: (abs(f.first - anchor.first), f.first), default=None)


def _joined(anchor: Find, parts: list[Find]) -> Find:
    same = [part for part in parts if part.sentence == anchor.sentence]
    return Find(
        anchor.block,
        min(anchor.start, *(p.start for p in same)) if same else anchor.start,
        max(anchor.end, *(p.end for p in same)) if same else anchor.end,
        anchor.sentence,
        min(anchor.first, *(p.first for p in same)) if same else anchor.first,
        max(anchor.last, *(p.last for p in same)) if same else anchor.last,
    )
