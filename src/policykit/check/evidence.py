"""The closed set of evidence kinds: where each matcher finds something in a document."""

import re
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from policykit.check.dates import review_dates
from policykit.check.moods import Moods
from policykit.check.passages import Passages
from policykit.check.recognise import RECOGNISERS
from policykit.check.stale_index import may_be_found
from policykit.check.term_table import TermTable
from policykit.check.topic_passages import passages_of
from policykit.check.topics import Topics, Weights
from policykit.check.words import Sentence, Words
from policykit.model.document import Document, Span
from policykit.model.evidence import Matcher, Mood, Window
from policykit.model.expression import Expression

REVIEW_DATE = "review-date"
"""The one recogniser that reads a whole document, running footers included."""


class Find(NamedTuple):
    """Words that a matcher found: characters of a block, the sentence they stand in, first and last word (included).

    A tuple, since a long document has tens of thousands and tuples are made four times as fast as frozen dataclasses.
    `sentence`, `first` and `last` are -1 outside the countable blocks: a review date in a running footer or a heading.
    """

    block: int
    start: int
    end: int
    sentence: int = -1
    first: int = -1
    last: int = -1


class Hit(NamedTuple):
    """One piece of evidence: the words, how they are said, and whether the evidence that found them is a sure one.

    `order` is the place of that evidence in its element's list; `mood` is None where it counts in full. `doubtful`
    means that it leans on words that were read from a picture and may well be others. `alone` is False where it asks
    for the recogniser's agreement.
    """

    words: Find
    mood: Mood | None
    sure: bool
    order: int
    doubtful: bool = False
    alone: bool = True

    @property
    def is_certain(self) -> bool:
        """Whether a verdict may rest on it without a person's look."""
        return self.sure and not self.doubtful


class Index:
    """Everything about one document that evidence asks for, each found once."""

    def __init__(
        self,
        document: Document,
        vocabularies: dict[str, tuple[str, ...]],
        weights: Weights | None = None,
        table: TermTable | None = None,
    ) -> None:
        """Index a document; without `weights` the rules are alone, and without `table` terms are sought one by one."""
        self.document = document
        self.passages = Passages(document, vocabularies)
        self.words = Words(self.passages.blocks, vocabularies, table)
        self.moods = Moods(self.passages, self.words)
        self.topics = Topics(passages_of(self.passages, self.words), weights) if weights else None
        self._recognised: dict[str, list[Find]] = {}
        self._matched: dict[int, tuple[Matcher, list[Find]]] = {}
        self._of_pattern: dict[str, list[Find]] = {}
        self._made: dict[tuple[int, int], Find] = {}
        self._around: dict[tuple[int, Window], int] = {}

    def sentences_of(self, matcher: Matcher) -> int | None:
        """Return the sentences that hold what a matcher finds, a bit each; None for one whose shapes have to be looked for."""
        terms = self.words.vocabularies[matcher.vocabulary] if matcher.vocabulary else matcher.terms
        return self.words.sentences_holding(terms) if terms else None

    def sentences_around(self, block: int, window: Window) -> int:
        """Return the sentences of a window around a block, a bit each."""
        around = self._around.get((block, window))
        if around is None:
            around = sum(map(self.words.sentences_of_block, self.passages.window(block, window)))
            self._around[block, window] = around
        return around

    def finds(self, matcher: Matcher) -> list[Find]:
        """Return every place a matcher finds, in the order of the document."""
        # By which object it is: hashing a matcher would hash all its terms.
        known = self._matched.get(id(matcher))
        if known is None:
            known = self._matched[id(matcher)] = (matcher, self._search(matcher))
        return known[1]

    def _shaped(self, pattern: str, literals: tuple[tuple[str, ...], ...]) -> list[Find]:
        """Return the finds of a pattern; several matchers have the same."""
        if pattern not in self._of_pattern:
            self._of_pattern[pattern] = self._search_pattern(pattern, literals)
        return self._of_pattern[pattern]

    def score(self, name: str, sentence: Sentence) -> float:
        """Return the recogniser's score of one sentence for a class (`Topics.of_sentence`), 0 without a recogniser."""
        if self.topics is None:
            return 0.0
        text = self.document.blocks[sentence.block].text[sentence.start : sentence.end]
        return self.topics.of_sentence(name, sentence.block, text)

    def _search(self, matcher: Matcher) -> list[Find]:
        if matcher.terms:
            return self._as_finds(self.words.find_any(matcher.terms))
        if matcher.vocabulary:
            return self._as_finds(self.words.find_vocabulary(matcher.vocabulary))
        if matcher.recognise:
            found = {find for name in matcher.recognise for find in self._by_name(name)}
            return sorted(found, key=lambda find: (find.first, find.last))
        return self._shaped(matcher.pattern, matcher.literals)

    def _search_pattern(self, expression: str, literals: tuple[tuple[str, ...], ...]) -> list[Find]:
        if not may_be_found(literals, self._low[-1]):
            return []
        pattern = Expression(expression, re.IGNORECASE).ready
        spans = (
            (block.index, match.start(), match.end())
            for block, low in zip(self.passages.blocks, self._low, strict=False)
            if may_be_found(literals, low)
            for match in pattern.finditer(block.text)
        )
        return [find for span in spans if (find := self._at(*span))]

    @cached_property
    def _low(self) -> list[str]:
        """The countable blocks' texts in small letters, and all of them together as the last."""
        low = [block.text.lower() for block in self.passages.blocks]
        return [*low, "\n".join(low)]

    def _by_name(self, name: str) -> list[Find]:
        if name not in self._recognised:
            if name == REVIEW_DATE:
                dates = (one.span for one in review_dates(self.document) if not one.weak)
                self._recognised[name] = [
                    self._at(span.block, span.start, span.end) or Find(span.block, span.start, span.end)
                    for span in dates
                ]
            else:
                recogniser = RECOGNISERS[name]
                spans = ((block.index, *span) for block in self.passages.blocks for span in recogniser(block))
                self._recognised[name] = [find for span in spans if (find := self._at(*span))]
        return self._recognised[name]

    def _as_finds(self, hits: Iterable[tuple[int, int]]) -> list[Find]:
        made, words = self._made, self.words
        finds = []
        for hit in hits:
            find = made.get(hit)
            if find is None:
                first, last = hit
                sentence = words.sentence_of[first]
                block = words.sentences[sentence].block
                find = made[hit] = Find(block, words.starts[first], words.ends[last], sentence, first, last)
            finds.append(find)
        return finds

    def _at(self, block: int, start: int, end: int) -> Find | None:
        inside: list[int] = []
        for number in self.words.sentences_in.get(block, ()):
            sentence = self.words.sentences[number]
            if sentence.end <= start or sentence.start >= end:
                continue
            span = range(sentence.first, sentence.last + 1)
            inside += [at for at in span if self.words.ends[at] > start and self.words.starts[at] < end]
        if not inside:
            return None
        return Find(block, start, end, self.words.sentence_of[inside[0]], inside[0], inside[-1])

    def is_doubtful(self, find: Find) -> bool:
        """Return whether nothing of a find was read for certain."""
        return self.document.is_doubtful(self.span(find))

    def span(self, find: Find) -> Span:
        """Return the find as a span of the document."""
        return Span(find.block, find.start, find.end)
<<<<<<< HEAD
=======


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

    def _hits(self, piece: Evidence, order: int, found: dict[str, list[Hit]]) -> list[Hit]:
        index = self._index
        anchors = self._free(index.finds(piece.matchers[0]))
        if not anchors:
            return []
        if piece.under:
            under = index.passages.under(piece.under)
            anchors = [anchor for anchor in anchors if anchor.block in under]
        if piece.unless and anchors:
            spoilt = {index.words.sentence_of[first] for first, _ in index.words.find_any(piece.unless)}
            anchors = [anchor for anchor in anchors if anchor.sentence not in spoilt]
        if not anchors:
            return []
        others = [_Places(self._free(index.finds(matcher))) for matcher in piece.matchers[1:]]
        if piece.of:
            others.append(_Places([hit.words for hit in found.get(piece.of, []) if hit.mood is None]))
        hits = []
        for anchor in anchors:
            parts = self._parts(anchor, others, piece)
            if parts is not None:
                mood = index.moods.of(anchor.first, anchor.last) if anchor.first >= 0 else None
                own = parts[: len(piece.matchers) - 1]
                doubtful = any(index.is_doubtful(find) for find in (anchor, *own))
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
    """Finds by block and by sentence, to be asked for the one nearest to an anchor."""

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
>>>>>>> 73b3e9f (Ask for three things that a SENCO does, or for her charge, before her role counts as told (evidence may now ask for several sentences), since one thing done by the way was called the role in 14 of 20 real pages; take lists of needs for no medical arrangement, and a ramp for no accessibility plan)
