"""Whether a find is history or reliance, and whether it is part of something that is in force."""

import re
from datetime import date
from functools import cached_property

from policykit.check.stale_context import Find, Surroundings
from policykit.check.stale_index import may_be_found
from policykit.check.stale_past import Past
from policykit.model.document import Block, Document
from policykit.model.expression import Expression
from policykit.model.stale import Cue, StaleCues

_DATED = re.compile(
    r"\b(?:19|20)\d\d\b|\b\d{1,2}[./]\d{1,2}[./]\d{2}\b|^\W*(?:v|version|issue|rev)?\.?\s*\d", re.IGNORECASE
)
_BEFORE = 80
_AFTER = 60
_FIRST = 4
"""A cue among so many first words of a cell speaks for its whole row ("Replaced by"); a later one for its cell alone."""


class History:
    """The cues that tell the past from the present, applied to one document."""

    def __init__(self, document: Document, cues: StaleCues, around: Surroundings) -> None:
        """Stand ready; the lists of changes are looked for when first asked about."""
        self.document = document
        self.cues = cues
        self.around = around
        self._whole: dict[tuple[int, int], tuple[bool, bool]] = {}
        self._past = Past(document, cues.narrative, around)

    def is_current(self, block: Block, find: Find) -> bool:
        """Return whether a find is only part of a longer term that is in force."""
        text = self.around.text(block)
        first, last = max(0, find.start - _BEFORE), find.end + _BEFORE
        near = text[first:last].lower()
        return any(
            m.start() <= find.start and find.end <= m.end() and m.end() - m.start() > find.end - find.start
            for cue in self.cues.current
            if may_be_found(cue.literals, near)
            for m in cue.regex.ready.finditer(text, first, last)
        )

    def is_history(self, block: Block, find: Find, own: tuple[Expression, ...], until: date | None) -> bool:
        """Return whether a find only tells of the past: a cue in its sentence, or a place in a list of changes or in a story.

        `own` are the reference's own cues, `until` the last day of what was found; a table's row shares the cues that its cells begin with. A cue of reliance in
        the same sentence outweighs every cue of history.
        """
        if self._in_record(block):
            return True
        start, end = self.around.sentence(block, find)
        text = self.around.text(block)
        relied_on, told_as_past = self._of_sentence(block, text, start, end)
        if relied_on:
            return False
        if told_as_past or any(cue.ready.search(text, start, end) for cue in own):
            return True
        if self._has_cue_beside(text[max(start, find.start - _BEFORE) : find.start], "before"):
            return True
        if self._has_cue_beside(text[find.end : min(end, find.end + _AFTER)], "after"):
            return True
        if block.cell and self._row_tells_of_the_past(block):
            return True
        if self._past.tells_of(block, find, until) or self._is_listed_as_past(block):
            return True
        return text[:end].rstrip().endswith("?") and self._is_answered_by_the_past(block, end)

    def _is_answered_by_the_past(self, block: Block, end: int) -> bool:
        """Return whether what follows a question says that what it asks about has ended: "Is there still a tribunal? It closed"."""
        spans = [span for span in self.around.sentences(block) if span[0] >= end]
        if not spans:
            following = self.document.blocks[block.index + 1 : block.index + 2]
            spans = self.around.sentences(following[0])[:1] if following else []
            block = following[0] if following else block
        if not spans:
            return False
        text = self.around.text(block)
        relied_on, told_as_past = self._of_sentence(block, text, *spans[0])
        answer = text[spans[0][0] : min(spans[0][1], spans[0][0] + _AFTER)]
        return (told_as_past or self._has_cue_beside(answer, "after")) and not relied_on

    def _is_listed_as_past(self, block: Block) -> bool:
        """Return whether the line that introduces a list says that what is in it has ended."""
        lead = self.around.lead(block)
        if lead is None:
            return False
        text = self.around.text(lead)
        start, end = self.around.sentences(lead)[-1]
        relied_on, told_as_past = self._of_sentence(lead, text, start, end)
        return told_as_past and not relied_on

    def _has_cue_beside(self, text: str, side: str) -> bool:
        low = text.lower()
        return any(_stands_in(cue, text, low) for cue in self._by_side[side])

    @cached_property
    def _by_side(self) -> dict[str, list[Cue]]:
        by_side: dict[str, list[Cue]] = {"before": [], "after": [], "sentence": []}
        for cue in self.cues.history:
            by_side[cue.side].append(cue)
        return by_side

    def _row_tells_of_the_past(self, block: Block) -> bool:
        """Return whether a cell beside this one begins with a cue: "Replaces | the policy under the old Code"."""
        cell = block.cell
        if cell is None:
            return False
        beside = [other for other in self._rows.get((cell.table, cell.row), ()) if other.index != block.index]
        texts = [self.around.text(other) for other in beside]
        if any(_stands_in(cue, text, text.lower()) for text in texts for cue in self.cues.reliance):
            return False
        return any(self._has_cue_beside(" ".join(text.split()[:_FIRST]), "sentence") for text in texts)

    @cached_property
    def _rows(self) -> dict[tuple[int, int], list[Block]]:
        rows: dict[tuple[int, int], list[Block]] = {}
        for block in self.document.blocks:
            if block.cell and block.cell.row:
                rows.setdefault((block.cell.table, block.cell.row), []).append(block)
        return rows

    def _of_sentence(self, block: Block, text: str, start: int, end: int) -> tuple[bool, bool]:
        """Return whether a sentence shows reliance, and whether anything in it tells of the past."""
        key = (block.index, start)
        if key not in self._whole:
            sentence = text[start:end]
            low = sentence.lower()
            relied_on = any(_stands_in(cue, sentence, low) for cue in self.cues.reliance)
            past = self._has_cue_beside(sentence, "sentence")
            self._whole[key] = (relied_on, past)
        return self._whole[key]

    def _in_record(self, block: Block) -> bool:
        if block.cell and block.cell.table in self._records:
            return True
        above = self.around.above(block)
        return bool(above and self.cues.sections.ready.search(above) and _DATED.search(block.text))

    @cached_property
    def _records(self) -> frozenset[int]:
        heads: dict[int, list[str]] = {}
        for block in self.document.blocks:
            if block.cell and block.cell.row == 0:
                heads.setdefault(block.cell.table, []).append(block.text)
        return frozenset(table for table, texts in heads.items() if self.cues.tables.ready.search(" | ".join(texts)))


def _stands_in(cue: Cue, text: str, low: str) -> bool:
    """Return whether a cue stands in a text; `low` is the text in lower case."""
    for anchor in cue.anchors:
        if anchor in low:
            return may_be_found(cue.literals, low) and bool(cue.regex.ready.search(text))
    return False
