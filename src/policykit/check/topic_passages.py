"""The passages that the recogniser scores: each countable block with what it stands under."""

from collections.abc import Iterator

from policykit.check.passages import Passages

_HEADINGS = 2
"""How many of the nearest headings are read with a passage."""


def passages_of(passages: Passages) -> Iterator[tuple[int, str, str]]:
    """Return (block, text, context) of each countable block; the cells of a table row are read together."""
    document = passages.document
    for block in passages.blocks:
        above = [heading.text for heading in document.headings_above(block.index)[-_HEADINGS:]]
        text = block.text
        if block.cell:
            above += [block.cell.column_heading]
            row = passages.row(block.index)
            text = " | ".join(document.blocks[index].text for index in row)
        if (lead := passages.lead_in(block.index)) is not None:
            above.append(document.blocks[lead].text)
        yield block.index, text, " ".join(above)
