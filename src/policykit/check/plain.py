"""How hard a document is to read: running text counted apart from headings, labels and names in lists and tables."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from policykit.check.hard_words import find_hard_words
from policykit.check.sentences import sentences
from policykit.check.spoken import spoken_words
from policykit.check.syllables import syllables
from policykit.model.document import Block, BlockKind, Document, Layer, Span
from policykit.model.finding import Quote
from policykit.model.plain import Ease, HardSentence, PlainCatalogue, PlainWords, SectionEase

FEWEST_WORDS = 50
"""With less running text than this no figure is given: Flesch's formula was made for samples of 100 words."""
_LABEL = 6
"""A line, list item or cell with fewer words than this and no end of a sentence is a label or a name."""
_ENDS = (".", "!", "?", "…", ".”", ".’", '."', ".)", "?”", "!”")
_LEADS = (":", ":-", ": -")
OLDEST = 21
"""Beyond it a reading age means nothing: school and university are over."""
_HARDEST = 10
"""So many of the hardest sentences are told."""
_SHORT = 12
"""Words; a shorter sentence is never among the hardest, whatever its words."""
_PLAIN_EASE = 60.0
"""From here on Flesch calls text plain English; such a sentence is not told as hard."""
_LONG_WORD = 4
"""Syllables."""
_LONGEST = 200
"""Characters of a sentence that are shown."""


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of one block with its counts."""

    block: int
    start: int
    end: int
    words: int
    syllables: int


@dataclass(slots=True)
class _Count:
    """What has been counted of a section so far."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    aside: int = 0

    def add(self, one: _Sentence, *, ends: bool) -> None:
        self.words += one.words
        self.syllables += one.syllables
        self.sentences += ends

    def ease(self) -> Ease:
        if self.words < FEWEST_WORDS:
            return Ease(self.words, self.sentences, self.syllables, self.aside)
        score = flesch(self.words, self.sentences, self.syllables)
        age = reading_age(self.words, self.sentences, self.syllables)
        return Ease(self.words, self.sentences, self.syllables, self.aside, score, age)


@dataclass(slots=True)
class _Counted:
    """All that was counted: the whole, each section under its heading, each sentence."""

    whole: _Count = field(default_factory=_Count)
    sections: dict[int | None, _Count] = field(default_factory=dict)
    sentences: list[_Sentence] = field(default_factory=list)


def find_plain(document: Document, catalogue: PlainCatalogue) -> PlainWords:
    """Return how plain the words of a document are: its ease, its hardest sentences, the words it never explains."""
    blocks = [block for block in document.blocks if block.layer in {Layer.BODY, Layer.NOTE}]
    counted = _counted(blocks)
    return PlainWords(
        law=catalogue.law,
        whole=counted.whole.ease(),
        sections=tuple(SectionEase(heading, count.ease()) for heading, count in counted.sections.items()),
        hardest=tuple(_hardest(document, counted.sentences)),
        words=find_hard_words(blocks, catalogue),
    )


def flesch(words: int, sentence_count: int, syllable_count: int) -> float:
    """Return Flesch's reading ease, held between 0 and 100 and rounded to one place; 0 where there are no words.

    >>> flesch(100, 5, 150)
    59.6
    """
    if not words:
        return 0.0
    score = 206.835 - 1.015 * words / max(1, sentence_count) - 84.6 * syllable_count / words
    return round(min(100.0, max(0.0, score)), 1)


def reading_age(words: int, sentence_count: int, syllable_count: int) -> int:
    """Return the age at which most people read such text with ease, from 5 years to 21: "21 or more".

    It is Flesch and Kincaid's school grade, which in the United States begins at 6 with grade 1, and five years.

    >>> reading_age(100, 5, 150)
    15
    """
    if not words:
        return 5
    grade = 0.39 * words / max(1, sentence_count) + 11.8 * syllable_count / words - 15.59
    return min(OLDEST, max(5, round(grade + 5)))


def _counted(blocks: Sequence[Block]) -> _Counted:
    counted = _Counted()
    for at, block in enumerate(blocks):
        section = counted.sections.setdefault(
            block.index if block.kind is BlockKind.HEADING else block.heading, _Count()
        )
        if block.kind is BlockKind.HEADING:
            number = len(spoken_words(block.text))
            section.aside += number
            counted.whole.aside += number
            continue
        # A line that leads into a list is one sentence with the first item that is more than a name.
        leads = _leads(block, blocks, at)
        found = list(_sentences(block))
        for place, one in enumerate(found):
            last = place == len(found) - 1
            label = last and not leads and one.words < _LABEL and not block.text.endswith(_ENDS)
            for count in (section, counted.whole):
                if label:
                    count.aside += one.words
                else:
                    count.add(one, ends=not (last and leads))
            if not label:
                counted.sentences.append(one)
    return counted


def _leads(block: Block, blocks: Sequence[Block], at: int) -> bool:
    """Return whether a sentence of this block is ended only by the first item of the list that follows it."""
    if not block.text.endswith(_LEADS) or at + 1 >= len(blocks):
        return False
    after = blocks[at + 1]
    return after.kind is BlockKind.LIST_ITEM and not _is_label(after)


def _is_label(block: Block) -> bool:
    return len(spoken_words(block.text)) < _LABEL and not block.text.endswith(_ENDS)


def _sentences(block: Block) -> Iterator[_Sentence]:
    for start, end in sentences(block.text):
        words = spoken_words(block.text[start:end])
        if words:
            yield _Sentence(block.index, start, end, len(words), sum(map(syllables, words)))


def _hardest(document: Document, found: Iterable[_Sentence]) -> Iterator[HardSentence]:
    """Give the hardest sentences, hardest first; one that stands twice comes once."""
    hard = [
        (_grade(one), one) for one in found if one.words >= _SHORT and flesch(one.words, 1, one.syllables) < _PLAIN_EASE
    ]
    hard.sort(key=lambda pair: (-pair[0], pair[1].block, pair[1].start))
    seen: set[str] = set()
    for _, one in hard:
        block = document.blocks[one.block]
        text = block.text[one.start : one.end]
        if text in seen:
            continue
        seen.add(text)
        words = Span(one.block, one.start, one.end)
        shown = Span(one.block, one.start, _shown_end(block.text, one))
        long_words = tuple(
            dict.fromkeys(word for word in spoken_words(text) if syllables(word) >= _LONG_WORD and not word.isupper())
        )
        yield HardSentence(
            Quote(shown, words, block.text[shown.start : shown.end]),
            one.words,
            flesch(one.words, 1, one.syllables),
            reading_age(one.words, 1, one.syllables),
            long_words,
        )
        if len(seen) == _HARDEST:
            return


def _shown_end(text: str, one: _Sentence) -> int:
    """Return where the part that is shown ends: between two words."""
    if one.end - one.start <= _LONGEST:
        return one.end
    space = text.rfind(" ", one.start, one.start + _LONGEST)
    return space if space > one.start else one.start + _LONGEST


def _grade(one: _Sentence) -> float:
    return 0.39 * one.words + 11.8 * one.syllables / one.words
