"""The words of a passage as they are to stand in a report: whole sentences, lists as lists, rows of a table in one line."""

import re
from collections.abc import Sequence

from policykit.model.document import Block, BlockKind, Document, Span

_NUMBER = re.compile(
    r"^(?:\(?[A-Z]?\d{1,2}(?:\.\d{1,2})+[.)]?\s+|\(?\d{1,2}(?:[.)]\s+|\s+(?=(?:Once|The|If|When|Where|All|Each|We|Our|It|In|For|At)\b)))"
)
_PAIR = 2
_WORK_LIST = re.compile(
    r"(?:person|people|staff|who(?: is)?) responsible|responsib|by whom|lead\b|date|deadline|time ?scale|by when|when\b.*compl|"
    r"costs?\b|priority|RAG\b|status|monitor",
    re.IGNORECASE,
)
"""Columns of a work list, which no reader of a report looks for."""
_DESCRIBED, _TO_DO = re.compile(r"descri", re.IGNORECASE), re.compile(r"actions?\b", re.IGNORECASE)
"""What is there is said where it is described, and what is still to be done is not said with it."""


def text_of(document: Document, spans: Sequence[Span], *, listed: bool = False) -> str:
    """Return sentences as they are to stand in a report: a line for each block, "- " before list items, a table row in one line.

    With `listed` a single item is one of a list too.
    """
    lines: dict[int, list[str]] = {}
    for span in spans:
        lines.setdefault(span.block, []).append(_unnumbered(document.blocks[span.block], span))
    blocks = [document.blocks[number] for number in lines]
    whole = all(span.start == 0 and span.end == len(document.blocks[span.block].text) for span in spans)
    if blocks and blocks[0].kind is BlockKind.CELL and whole:
        return _row(blocks)
    if len(blocks) == 1 and not listed:
        return _sentence(" ".join(lines[blocks[0].index]))
    return "\n".join(_marked(block, " ".join(lines[block.index])) for block in blocks)


def _unnumbered(block: Block, span: Span) -> str:
    """Return a sentence without a bullet, or the number of its paragraph, which mean nothing in another document."""
    text = block.text[span.start : span.end].strip(" •·▪")
    return text if span.start else _NUMBER.sub("", text)


def _marked(block: Block, words: str) -> str:
    return f"- {words}" if block.kind is BlockKind.LIST_ITEM else words


def _sentence(words: str) -> str:
    """Return words that stand alone with a capital and a full stop, whatever list they are from.

    >>> _sentence("extra time in tests;")
    'Extra time in tests.'
    """
    closed = words.rstrip(" ;,:")
    closed = closed if closed.endswith((".", "!", "?", '"', "\u201d", ")")) else f"{closed}."
    return closed[:1].upper() + closed[1:]


def _row(cells: Sequence[Block]) -> str:
    """Return a table row as a line: "First cell: second" for two cells, else each under the heading of its column."""
    columns: dict[int, list[Block]] = {}
    for block in cells:
        columns.setdefault(block.cell.column if block.cell else 0, []).append(block)
    texts = [", ".join(block.text for block in column) for column in columns.values()]
    first = texts[0].rstrip(" :")
    if len(texts) <= _PAIR:
        return ": ".join((first, *texts[1:]))
    heads = [column[0].cell.column_heading if column[0].cell else "" for column in columns.values()]
    named = [(head, text) for head, text in zip(heads[1:], texts[1:], strict=True) if not _WORK_LIST.match(head)]
    if any(_DESCRIBED.match(head) for head, _ in named):
        named = [(head, text) for head, text in named if not _TO_DO.match(head)]
    if len(named) == 1:
        return f"{first}: {named[0][1]}"
    return f"{first}. {'; '.join(f'{head}: {text}' if head else text for head, text in named)}"
