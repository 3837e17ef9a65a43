"""What each block is read with: the headings above it, the line that introduces its list, the other cells of its row."""

import re
from collections import defaultdict

from policykit.check.words import countable
from policykit.model.document import Block, BlockKind, Document
from policykit.model.evidence import Window

_RUN_IN = re.compile(r"^\W*((?:[\w'\u2019/&()-]+[ ,]+){0,7}[\w'\u2019/&()-]+\??)\s*(?::|\s[-\u2013\u2014]\s)")
_LEADS_IN = re.compile(
    r"(?::|:-|\.\.\.|\u2026|\b(?:with|for|in|by|through|as|of|from|to|include|includes|including|are|is|have|offer|provide))\s*$"
)
"""What the line before a list ends with: a colon, or a word after which something has to follow."""
_SENTENCE_END = re.compile(r"(?<=[a-z)][.!?])\s+(?=[A-Z])")
"""The sentence that introduces a list: what a longer paragraph says before it ("We aim to ...") is not said of the items."""
_NEAR = 2
"""Blocks before and after one, in its section, that are near it."""


class Passages:
    """The countable blocks of a document with their windows and contexts.

    A context is a text that a block stands under: a heading, a table heading, a list's first line, words before a colon.
    """

    def __init__(self, document: Document) -> None:
        """Gather the windows and contexts of every countable block."""
        self.document = document
        self.blocks = countable(document)
        self._order = {block.index: at for at, block in enumerate(self.blocks)}
        self._lead = self._lead_ins()
        self._items: dict[int, list[int]] = defaultdict(list)
        for item, lead in self._lead.items():
            self._items[lead].append(item)
        self._rows: dict[tuple[int, int], list[int]] = defaultdict(list)
        self._sections: dict[int | None, list[int]] = defaultdict(list)
        for block in self.blocks:
            if block.cell:
                self._rows[block.cell.table, block.cell.row].append(block.index)
            self._sections[block.heading].append(block.index)
        self._texts: dict[str, int] = {}
        self._standing: dict[int, list[int]] = defaultdict(list)
        for block in self.blocks:
            for context in self._contexts_of(block):
                self._standing[context].append(block.index)
        self.contexts = [Block(number, BlockKind.HEADING, text) for text, number in self._texts.items()]
        """The different contexts, each as a block with a number of its own."""
        self._under: dict[frozenset[int], frozenset[int]] = {}

    def _lead_ins(self) -> dict[int, int]:
        leads: dict[int, int] = {}
        lead: Block | None = None
        for block in self.blocks:
            if block.kind is BlockKind.PARAGRAPH:
                lead = block if _LEADS_IN.search(block.text) else None
            elif block.kind is BlockKind.LIST_ITEM and lead is not None and lead.heading == block.heading:
                leads[block.index] = lead.index
            elif block.kind is BlockKind.CELL:
                lead = None
        return leads

    def _contexts_of(self, block: Block) -> tuple[int, ...]:
        texts = [heading.text for heading in self.document.headings_above(block.index)]
        if block.cell:
            texts += [block.cell.row_heading, block.cell.column_heading]
        if block.index in self._lead:
            texts.append(_last_sentence(self.document.blocks[self._lead[block.index]].text))
        if run_in := _RUN_IN.match(block.text):
            texts.append(run_in.group(1))
        return tuple(self._texts.setdefault(text, len(self._texts)) for text in texts if text)

    def row(self, block: int) -> list[int]:
        """Return the cells of a cell's table row, itself among them, in order."""
        cell = self.document.blocks[block].cell
        return self._rows[cell.table, cell.row] if cell else [block]

    def lead_in(self, block: int) -> int | None:
        """Return the line that introduces the list a block is an item of, None where there is none."""
        return self._lead.get(block)

    def items(self, lead: int) -> tuple[int, ...]:
        """Return the items of the list that a line introduces, none where it introduces no list."""
        return tuple(self._items.get(lead, ()))

    def under(self, contexts: frozenset[int]) -> frozenset[int]:
        """Return the blocks that stand under one of some contexts, by the contexts' numbers."""
        if contexts not in self._under:
            self._under[contexts] = frozenset(block for context in contexts for block in self._standing[context])
        return self._under[contexts]

    def window(self, block: int, window: Window) -> frozenset[int]:
        """Return the blocks of a window around a block (for SENTENCE the block itself; the caller narrows it)."""
        if window is Window.SENTENCE:
            return frozenset({block})
        if window is Window.DOCUMENT:
            return frozenset(self._order)
        near = {block, *self._items.get(block, ())}
        if block in self._lead:
            near.add(self._lead[block])
        cell = self.document.blocks[block].cell
        if cell:
            near.update(self._rows[cell.table, cell.row])
        if window is Window.PASSAGE:
            return frozenset(near)
        section = self._sections[self.document.blocks[block].heading]
        if window is Window.SECTION:
            return frozenset({*near, *section})
        at = self._order[block]
        beside = {b.index for b in self.blocks[max(0, at - _NEAR) : at + _NEAR + 1]}
        return frozenset({*near, *beside.intersection(section)})


def _last_sentence(text: str) -> str:
    return _SENTENCE_END.split(text)[-1]
