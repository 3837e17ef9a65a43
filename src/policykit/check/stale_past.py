"""What is told of the past, without a word that says so: a school's story, somebody's career, a parent's memory, a list of courses."""

import re
from collections.abc import Iterator
from datetime import date
from functools import cached_property

from policykit.check.dates import NEXT, ReviewDate, review_dates
from policykit.check.stale_context import Find, Surroundings
from policykit.model.document import Block, Document
from policykit.model.stale import Narrative

_QUOTED = re.compile("\"[^\"]*\"|\u201c[^\u201d]*\u201d|(?<!\\w)'(?:[^']|(?<=\\w)'(?=\\w))*'(?!\\w)")
_SEMICOLON = re.compile(r";\s")
_TITLE = re.compile(r"^\s*([^.:;\n]{3,60})[.:]\s")
_BESIDE = 80
"""So far from a quotation who spoke may be told."""
_LEAD = 60
"""So many first characters of a block may say what its list is of."""
_UNDATED = 0
_ANSWER = 2
"""Words."""


class Past:
    """The sentences, items and quotations of one document that tell of the past; each is looked at when asked about."""

    def __init__(self, document: Document, narrative: Narrative, around: Surroundings) -> None:
        """Stand ready; nothing is worked out yet."""
        self.document = document
        self.narrative = narrative
        self.around = around
        self._told: dict[int, dict[int, int | None]] = {}

    def tells_of(self, block: Block, find: Find, until: date | None) -> bool:
        """Return whether a find is told as the past of a time when it was in force: `until` was its last day, None for never ended.

        A list of courses is the past whoever keeps it. A document of that time tells of its own present, so that what it
        reports in the past tense is no history.
        """
        text = self.around.text(block)
        start, end = self.around.sentence(block, find)
        if self.narrative.leans.ready.search(text, start, end):
            return False
        if self._in_training_list(block, find, until) or self._in_column_of_the_past(block):
            return True
        return (
            self._in_narrative(block, start, until)
            or self._in_dated_item(block, find, until)
            or self._in_quotation(block, find)
        ) and not self._is_of_that_time(until)

    def _is_of_that_time(self, until: date | None) -> bool:
        return until is not None and self._written is not None and self._written <= until

    @cached_property
    def _written(self) -> date | None:
        """The last day on which the document says that it was reviewed or approved, None where it does not."""
        dates = (one for one in review_dates(self.document) if one.kind != NEXT)
        return max((one.end for one in dates if not self._is_told(one)), default=None)

    def _is_told(self, dated: ReviewDate) -> bool:
        """Return whether what was taken for the document's date is told itself: "1996: first policy", "it was adopted in 1996"."""
        block = self.document.blocks[dated.span.block]
        text = self.around.text(block)
        start, end = self.around.sentence(block, dated.span)
        if self._is_past(text[start:end]) and not self.narrative.leans.ready.search(text, start, end):
            return True
        found = self.narrative.item.ready.match(text)
        return bool(dated.weak and found and found["mark"].strip() and found.start("year") <= dated.span.end)

    def _in_narrative(self, block: Block, start: int, until: date | None) -> bool:
        if block.index not in self._told:
            self._told[block.index] = dict(self._narrated(block))
        year = self._told[block.index].get(start)
        return year is not None and (until is None or year <= until.year)

    def _narrated(self, block: Block) -> Iterator[tuple[int, int | None]]:
        """Yield the start of each sentence with the year of which it tells, `_UNDATED` in a section of history, None if none."""
        text = self.around.text(block)
        is_history = self._is_section(block)
        before: int | None = None
        for start, end in self.around.sentences(block):
            year = None
            if self._is_past(text[start:end]):
                dates = [int(match["year"]) for match in self.narrative.dated.ready.finditer(text, start, end)]
                year = min(dates, default=_UNDATED if is_history and before is None else before)
            yield start, year
            # A word or two, such as an answer, tell of no time of their own.
            if year is not None or len(text[start:end].split()) > _ANSWER:
                before = year

    def _is_past(self, words: str) -> bool:
        return bool(self.narrative.past.ready.search(words)) and not self.narrative.present.ready.search(words)

    def _is_section(self, block: Block) -> bool:
        title = _TITLE.match(self.around.text(block))
        heads = [*self.around.above(block).split(" \n "), *([title[1]] if title else [])]
        return any(self.narrative.sections.ready.search(head.strip()) for head in heads)

    def _lead(self, block: Block, find: Find) -> str:
        text = self.around.text(block)
        start, _ = self.around.sentence(block, find)
        return " \n ".join((text[:_LEAD], text[start : start + _LEAD], self.around.above(block)))

    def _in_training_list(self, block: Block, find: Find, until: date | None) -> bool:
        """Return whether a find stands in an item or a row that begins with a year, in a list of what was done."""
        found = self._item(block, find) or self._row(block)
        if found is None or not _was_in_force(found, until):
            return False
        heads = self._lead(block, find)
        if block.cell:
            heads = " \n ".join((heads, *self._table_heads.get(block.cell.table, ())))
        return bool(self.narrative.records.ready.search(heads))

    def _in_dated_item(self, block: Block, find: Find, until: date | None) -> bool:
        found = self._item(block, find)
        if found is None or not _was_in_force(found, until) or not found["mark"].strip():
            return False
        return not self.narrative.not_a_record.ready.search(self._lead(block, find))

    def _item(self, block: Block, find: Find) -> re.Match[str] | None:
        """Return the year with which a find's item begins, None where it begins otherwise or speaks of the present."""
        text = self.around.text(block)
        start, end = self.around.sentence(block, find)
        for gap in _SEMICOLON.finditer(text, start, find.start):
            start = gap.end()
        after = _SEMICOLON.search(text, find.end, end)
        segment = text[start : after.start() if after else end]
        found = self.narrative.item.ready.match(segment)
        if not found or start + found.end("year") > find.start:
            return None
        return None if self.narrative.lasting.ready.search(segment) else found

    def _row(self, block: Block) -> re.Match[str] | None:
        if not block.cell or not block.cell.row_heading:
            return None
        found = self.narrative.item.ready.match(f"{block.cell.row_heading} - ")
        return None if self.narrative.lasting.ready.search(self.around.text(block)) else found

    def _in_column_of_the_past(self, block: Block) -> bool:
        """Return whether a find stands under "Before 2014", with "Now" over another column."""
        cell = block.cell
        if cell is None or not cell.row or not self.narrative.columns.ready.search(cell.column_heading):
            return False
        beside = [head for head in self._table_heads.get(cell.table, ()) if head != cell.column_heading]
        return any(self.narrative.columns_beside.ready.search(head) for head in beside)

    @cached_property
    def _table_heads(self) -> dict[int, list[str]]:
        heads: dict[int, list[str]] = {}
        for block in self.document.blocks:
            if block.cell and block.cell.row == 0:
                heads.setdefault(block.cell.table, []).append(self.around.text(block))
        return heads

    def _in_quotation(self, block: Block, find: Find) -> bool:
        """Return whether a find stands in somebody's own words that tell of the past."""
        text = self.around.text(block)
        for quoted in _QUOTED.finditer(text):
            if not (quoted.start() < find.start and find.end < quoted.end()):
                continue
            start, end = self.around.sentence(block, find)
            said = text[max(start, quoted.start() + 1) : min(end, quoted.end() - 1)]
            beside = f"{text[max(0, quoted.start() - _BESIDE) : quoted.start()]} \n {text[quoted.end() : quoted.end() + _BESIDE]}"
            return self._is_past(said) and bool(self.narrative.speaks.ready.search(beside))
        return False


def _was_in_force(found: re.Match[str], until: date | None) -> bool:
    return until is None or int(found["year"]) <= until.year
