"""The passages that the recogniser scores: each countable block with what it stands under and the vocabularies in it."""

from collections import defaultdict
from collections.abc import Iterator

from policykit.check.passages import Passages
from policykit.check.topics import Passage
from policykit.check.words import Words

_HEADINGS = 2
"""How many of the nearest headings are read with a passage."""


def passages_of(passages: Passages, words: Words) -> Iterator[Passage]:
    """Return every countable block as a passage; the cells of a table row are read together."""
    document = passages.document
    found: dict[int, set[str]] = defaultdict(set)
    for name in words.vocabularies:
        for number in words.blocks_with(name):
            found[number].add(name)
    for block in passages.blocks:
        above = [heading.text for heading in document.headings_above(block.index)[-_HEADINGS:]]
        row = passages.row(block.index)
        if block.cell:
            above.append(block.cell.column_heading)
        if (lead := passages.lead_in(block.index)) is not None:
            above.append(document.blocks[lead].text)
        text = " | ".join(document.blocks[index].text for index in row)
        yield Passage(block.index, text, " ".join(above), frozenset[str]().union(*(found[index] for index in row)))
