"""What stands round a find: its sentence, the headings and the list that it stands under, its section."""

import re
from functools import cache, cached_property
from typing import Protocol

from policykit.check.sentences import sentences
from policykit.check.stale_breaks import mended
from policykit.check.stale_index import inflected, may_be_found, plain, words_of
from policykit.model.document import Block, BlockKind, Document, Layer
from policykit.model.stale import LookAlike, Reach, Wanted

_BESIDE = 120
"""So far from a find a look-alike of its own words may begin or end."""
_FAR = frozenset({Reach.SECTION, Reach.DOCUMENT})
_CLAUSE_END = re.compile(r"[,;:()]|\s-\s|\b(?:and|but|or|while|whereas|which|who)\b", re.IGNORECASE)
_LEAD = (":", ":-", "...", "\u2026", "-")


class Find(Protocol):
    """Part of a block's text: end exclusive."""

    @property
    def start(self) -> int:
        """Where it starts."""

    @property
    def end(self) -> int:
        """Where it ends."""


class Surroundings:
    """The texts of a document that give a find its meaning; each is worked out when first asked for."""

    def __init__(self, document: Document, words: frozenset[str] = frozenset()) -> None:
        """Stand ready; nothing is worked out yet. `words` are put together where the end of a line has parted them."""
        self.document = document
        self._known = words
        self._plain: dict[int, str] = {}
        self._sentences: dict[int, list[tuple[int, int]]] = {}
        self._above: dict[int, str] = {}
        self._sections: dict[int | None, str] = {}
        self._words: dict[str, str] = {}
        self._far: dict[tuple[object, ...], bool] = {}

    def text(self, block: Block) -> str:
        """Return a block's text in plain characters and whole words, of the same length."""
        if block.index not in self._plain:
            self._plain[block.index] = mended(plain(block.text), self._known)
        return self._plain[block.index]

    def sentences(self, block: Block) -> list[tuple[int, int]]:
        """Return where each sentence of a block starts and ends."""
        if block.index not in self._sentences:
            self._sentences[block.index] = sentences(block.text)
        return self._sentences[block.index]

    def sentence(self, block: Block, find: Find) -> tuple[int, int]:
        """Return where the sentence of a find starts and ends."""
        inside = [span for span in self.sentences(block) if span[0] < find.end and find.start < span[1]]
        return (inside[0][0], inside[-1][1]) if inside else (0, len(block.text))

    def clause(self, block: Block, find: Find) -> tuple[int, int]:
        """Return where the clause of a find starts and ends: its sentence up to the nearest comma or conjunction."""
        start, end = self.sentence(block, find)
        text = self.text(block)
        for gap in _CLAUSE_END.finditer(text, start, find.start):
            start = gap.end()
        after = _CLAUSE_END.search(text, find.end, end)
        return start, after.start() if after else end

    def above(self, block: Block) -> str:
        """Return what a block stands under: headings, table headings and the line that introduces its list."""
        if block.index not in self._above:
            texts = [heading.text for heading in self.document.headings_above(block.index)]
            if block.cell:
                texts += [block.cell.row_heading, block.cell.column_heading]
            if block.index in self._leads:
                texts.append(self.document.blocks[self._leads[block.index]].text)
            self._above[block.index] = plain(" \n ".join(text for text in texts if text))
        return self._above[block.index]

    def lead(self, block: Block) -> Block | None:
        """Return the line that introduces the list in which a block stands, None where none does."""
        return self.document.blocks[self._leads[block.index]] if block.index in self._leads else None

    @cached_property
    def _leads(self) -> dict[int, int]:
        leads: dict[int, int] = {}
        lead: Block | None = None
        for block in self.document.blocks:
            if block.kind is BlockKind.PARAGRAPH:
                lead = block if block.text.rstrip().endswith(_LEAD) else None
            elif block.kind is BlockKind.LIST_ITEM and lead is not None and lead.heading == block.heading:
                leads[block.index] = lead.index
            elif block.kind is not BlockKind.LIST_ITEM:
                lead = None
        return leads

    @cached_property
    def _whole(self) -> str:
        return " \n ".join(self.text(block) for block in self.document.blocks)

    def _section(self, block: Block) -> str:
        key = _section_of(block)
        if key not in self._sections:
            parts = [self.text(b) for b in self.document.blocks if b.heading == key and b.layer is not Layer.FURNITURE]
            self._sections[key] = " \n ".join(parts)
        return self._sections[key]

    def near(self, block: Block, find: Find, reach: Reach, *, without: bool = False) -> str:
        """Return the text within `reach` of a find; `without` leaves its own words out of its sentence or block."""
        if reach in _FAR:
            return self._near_far(block, reach)
        if reach is Reach.CLAUSE:
            start, end = self.clause(block, find)
        else:
            start, end = self.sentence(block, find) if reach is Reach.SENTENCE else (0, len(block.text))
        text = self.text(block)
        inside = f"{text[start : find.start]} \n {text[find.end : end]}" if without else text[start:end]
        return f"{inside} \n {self.above(block)}"

    def has(self, block: Block, find: Find, wanted: Wanted) -> bool:
        """Return whether the words that a find asks for stand near it."""
        if not wanted.words:
            return True
        if wanted.reach in _FAR:
            return self.has_far(block, wanted)
        return _holds(self._spaced(self.near(block, find, wanted.reach, without=True)), wanted)

    def has_far(self, block: Block, wanted: Wanted) -> bool:
        """Return whether the section or document holds the words asked of it, which can be told before anything is found."""
        if not wanted.words or wanted.reach not in _FAR:
            return True
        # The catalogue outlives the search, so a find's wants are told apart by which they are.
        key = (id(wanted), *(() if wanted.reach is Reach.DOCUMENT else (_section_of(block), self.above(block))))
        if key not in self._far:
            self._far[key] = _holds(self._spaced(self._near_far(block, wanted.reach)), wanted)
        return self._far[key]

    def _spaced(self, text: str) -> str:
        """Return the words of a text with a space on either side of each."""
        if text not in self._words:
            self._words[text] = f" {' '.join(words_of(text))} "
        return self._words[text]

    def _near_far(self, block: Block, reach: Reach) -> str:
        return self._whole if reach is Reach.DOCUMENT else f"{self._section(block)} \n {self.above(block)}"

    def ignored(self, block: Block, find: Find, look_alikes: tuple[LookAlike, ...]) -> bool:
        """Return whether one of the look-alikes makes a find innocent."""
        text = self.text(block)
        first, last = max(0, find.start - _BESIDE), find.end + _BESIDE
        low = {Reach.WORDS: text[first:last].lower()}
        for look_alike in look_alikes:
            if look_alike.of and not look_alike.of.ready.match(text, find.start, find.end):
                continue
            reach = look_alike.reach
            near = text if reach is Reach.WORDS else self.near(block, find, reach)
            if reach not in low:
                low[reach] = near.lower()
            if not may_be_found(look_alike.literals, low[reach]):
                continue
            if reach is not Reach.WORDS:
                if look_alike.regex.ready.search(near):
                    return True
            elif any(
                m.start() < find.end and find.start < m.end()
                for m in look_alike.regex.ready.finditer(near, first, last)
            ):
                return True
        return False


def _section_of(block: Block) -> int | None:
    return block.index if block.kind is BlockKind.HEADING else block.heading


def _holds(words: str, wanted: Wanted) -> bool:
    return any(form in words for form in _forms(wanted.words))


@cache
def _forms(needs: tuple[str, ...]) -> tuple[str, ...]:
    """Return what to look for among words with a space on either side."""
    forms: list[str] = []
    for need in needs:
        *before, last = words_of(plain(need))
        if need.endswith("*"):
            forms.append(f" {' '.join([*before, last])}")
        else:
            forms += [f" {' '.join([*before, form])} " for form in sorted(inflected(last))]
    return tuple(forms)
