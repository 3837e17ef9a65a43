"""An index over the words of one document, and the search for terms in it.

spaCy is not on this path: its import alone takes longer than a whole check (benchmarks/), and word order with gaps is
all that terms need.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache

from policykit.check.place_bits import members
from policykit.check.sentences import sentences
from policykit.check.term_search import TermSearch
from policykit.check.term_table import TermTable
from policykit.check.term_walk import Hit, Sentence, Walk
from policykit.model.document import Block, BlockKind, Document, Layer
from policykit.model.terms import WORD, normal

__all__ = ["Hit", "Sentence", "Words", "countable"]

_normal = lru_cache(maxsize=1 << 16)(normal)


class Words:
    """The words of some blocks in order, with where each stands; terms never match across a sentence's end."""

    def __init__(
        self,
        blocks: Iterable[Block],
        vocabularies: Mapping[str, tuple[str, ...]],
        table: TermTable | None = None,
        titles: Sequence[Block] = (),
    ) -> None:
        """Index the words of `blocks`; `vocabularies` maps ids to terms, `table` spares the search for its groups.

        `titles` are searched beside them by `titles_holding` alone.
        """
        self.vocabularies = vocabularies
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.sentence_of: list[int] = []
        self.sentences: list[Sentence] = []
        self.sentences_in: dict[int, list[int]] = defaultdict(list)
        for block in blocks:
            self._add(block)
        self._at: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            self._at[word].append(at)
        self._titles = Words(titles, vocabularies) if titles else None
        self._ahead = TermSearch(table, *self._with_titles()) if table else None
        self._of_vocabulary: dict[str, list[Hit]] = {}

    @cached_property
    def _walk(self) -> Walk:
        return Walk(self.words, self.sentences, self.sentence_of, self._at, self.find_vocabulary)

    def _with_titles(self) -> tuple[dict[str, list[int]], list[int]]:
        """Return the places of each word and the sentence of each, the titles' words and sentences after all others."""
        if not self._titles:
            return self._at, self.sentence_of
        own, sentences = len(self.words), len(self.sentences)
        at = dict(self._at)
        for word, places in self._titles._at.items():  # noqa: SLF001 - of the same class
            at[word] = [*at.get(word, ()), *(own + place for place in places)]
        return at, [*self.sentence_of, *(sentences + number for number in self._titles.sentence_of)]

    def _add(self, block: Block) -> None:
        text, number = block.text, len(self.sentences)
        for start, end in sentences(text):
            first = len(self.words)
            for match in WORD.finditer(text, start, end):
                self.words.append(_normal(match.group()))
                self.starts.append(match.start())
                self.ends.append(match.end())
            if count := len(self.words) - first:
                self.sentence_of.extend([number] * count)
                self.sentences.append(Sentence(number, block.index, start, end, first, first + count - 1))
                self.sentences_in[block.index].append(number)
                number += 1

    def find(self, term: str) -> list[Hit]:
        """Return every place of a term, in order."""
        return self._walk.find(term)

    def find_any(self, terms: Iterable[str]) -> list[Hit]:
        """Return every place of any of the terms, in order, each once."""
        terms = tuple(terms)
        if self._ahead and (ahead := self._ahead.of(terms, len(self.words))):
            there, left = ahead
            found = [there, *(places for term in left if (places := self._walk.looked_for(term)))]
        else:
            found = self._walk.find_each(terms)
        return found[0] if len(found) == 1 else sorted(set().union(*found))

    def find_within(self, terms: tuple[str, ...], sentences: int) -> list[Hit]:
        """Return every place of any of the terms in some sentences (a bit each), in order, each once."""
        if self._ahead and self._ahead.knows(terms):
            return self._ahead.between(terms, [self.sentences[number][-2:] for number in members(sentences)])
        sentence_of = self.sentence_of
        return [hit for hit in self.find_any(terms) if sentences >> sentence_of[hit[0]] & 1]

    def sentences_holding(self, terms: tuple[str, ...]) -> int:
        """Return the sentences that hold one of the terms, a bit each."""
        if self._ahead and self._ahead.knows(terms):
            return self._ahead.sentences(terms) & (1 << len(self.sentences)) - 1
        return self._walk.sentence_bits(first for first, _ in self.find_any(terms))

    def titles_holding(self, terms: tuple[str, ...]) -> frozenset[int]:
        """Return the titles, by the index of each one's block, that hold one of the terms."""
        if not self._titles:
            return frozenset()
        if self._ahead and self._ahead.knows(terms):
            holding = self._ahead.sentences(terms) >> len(self.sentences)
        else:
            holding = self._titles.sentences_holding(terms)
        return frozenset(self._titles.sentences[number].block for number in members(holding))

    def sentences_of_block(self, block: int) -> int:
        """Return the sentences of a block, a bit each; 0 for one without words."""
        numbers = self.sentences_in.get(block)
        return ((1 << len(numbers)) - 1) << numbers[0] if numbers else 0

    def find_vocabulary(self, name: str) -> list[Hit]:
        """Return every place of a vocabulary's terms, in order."""
        hits = self._of_vocabulary.get(name)
        if hits is None:
            self._of_vocabulary[name] = []
            hits = self._of_vocabulary[name] = self.find_any(self.vocabularies[name])
        return hits

    def blocks_with(self, name: str) -> set[int]:
        """Return the blocks that hold a vocabulary's terms."""
        holding = self.sentences_holding(self.vocabularies[name])
        return {self.sentences[number].block for number in members(holding)}


def countable(document: Document) -> list[Block]:
    """Return the blocks that can be evidence: body and notes, no headings, no furniture, no contents list.

    Labelling guide: a heading alone is not evidence.
    """
    return [
        block
        for block in document.blocks
        if block.layer in {Layer.BODY, Layer.NOTE} and block.kind is not BlockKind.HEADING
    ]
