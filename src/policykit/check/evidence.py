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
        self.passages = Passages(document)
        self.words = Words(self.passages.blocks, vocabularies, table, self.passages.contexts)
        self.moods = Moods(self.passages, self.words)
        self.topics = Topics(passages_of(self.passages, self.words), weights) if weights else None
        self._recognised: dict[str, list[Find]] = {}
        self._matched: dict[int, tuple[Matcher, list[Find]]] = {}
        self._of_pattern: dict[str, list[Find]] = {}
        self._made: dict[tuple[int, int], Find] = {}
        self._around: dict[tuple[int, Window], int] = {}
        self._under: dict[frozenset[int], int] = {}

    def sentences_of(self, matcher: Matcher) -> int | None:
        """Return the sentences that hold what a matcher finds, a bit each; None for one whose shapes have to be looked for."""
        terms = self._terms_of(matcher)
        return self.words.sentences_holding(terms) if terms else None

    def _terms_of(self, matcher: Matcher) -> tuple[str, ...]:
        return self.words.vocabularies[matcher.vocabulary] if matcher.vocabulary else matcher.terms

    def sentences_around(self, block: int, window: Window) -> int:
        """Return the sentences of a window around a block, a bit each."""
        around = self._around.get((block, window))
        if around is None:
            around = sum(map(self.words.sentences_of_block, self.passages.window(block, window)))
            self._around[block, window] = around
        return around

    def sentences_under(self, terms: tuple[str, ...]) -> int:
        """Return the sentences, a bit each, that stand under a context holding one of the terms."""
        blocks = self.passages.under(self.words.titles_holding(terms))
        if blocks not in self._under:
            self._under[blocks] = sum(map(self.words.sentences_of_block, blocks))
        return self._under[blocks]

    def finds_in(self, matcher: Matcher, sentences: int) -> list[Find]:
        """Return the places a matcher finds in some sentences (a bit each), in order, and those that stand in none."""
        if sentences >= 0 and (terms := self._terms_of(matcher)):
            return self._as_finds(self.words.find_within(terms, sentences))
        return [find for find in self.finds(matcher) if find.sentence < 0 or sentences >> find.sentence & 1]

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
        return bool(self.document.blocks[find.block].scanned) and self.document.is_doubtful(self.span(find))

    def span(self, find: Find) -> Span:
        """Return the find as a span of the document."""
        return Span(find.block, find.start, find.end)
