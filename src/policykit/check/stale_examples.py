"""The examples of stale references and wrong claims, run as a school's file would be."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from policykit.check.dates import find_dates
from policykit.check.stale import find_stale
from policykit.check.wrong_law import find_wrong_law
from policykit.model.document import Block, BlockKind, Cell, Document, Layer, Origin
from policykit.model.finding import Severity, StaleFinding
from policykit.model.stale import ExampleOf, StaleCatalogue, StaleExample, StaleReference, WrongLaw

_HEADING = re.compile(r"(#+)\s+(.*)")
_ITEM = re.compile(r"[-*\u2022]\s+(.*)")


def stale_faults(
    reference: StaleReference, catalogue: StaleCatalogue, as_at: date
) -> Iterator[tuple[StaleExample, str]]:
    """Yield every example of a reference that comes out otherwise than it says, and what was found instead.

    The whole catalogue is searched, so that a longer reference which hides this one is seen.
    """
    for example in reference.examples:
        document, day = example_document(example.text), example.as_at or as_at
        if reference.kind == "date":
            found = [_Found(f.quote.text, Severity.CHECK) for f in find_dates(document, day) if f.passed]
        else:
            stale = find_stale(document, catalogue, day)
            found = [_found(document, f) for f in stale if f.id == reference.id]
        fault = _fault(example, found) or _misfit(example, found)
        if fault:
            yield example, fault


@dataclass(frozen=True, slots=True)
class _Found:
    """What an example is held to: the words that decided, their severity, and the text with what is offered in place."""

    quote: str
    severity: Severity
    becomes: str = ""


def _found(document: Document, finding: StaleFinding) -> _Found:
    words = finding.quote.words
    quote = document.blocks[words.block].text[words.start : words.end]
    return _Found(quote, finding.severity, becomes(document, finding))


def becomes(document: Document, finding: StaleFinding) -> str:
    """Return the block of a finding with its replacement in place, "" where a person has to rewrite."""
    span = finding.quote.span
    text = document.blocks[span.block].text
    return f"{text[: span.start]}{finding.replacement}{text[span.end :]}" if finding.fits else ""


def wrong_law_faults(entry: WrongLaw, entries: tuple[WrongLaw, ...], as_at: date) -> Iterator[tuple[StaleExample, str]]:
    """Yield every example of a wrong claim that comes out otherwise than it says, and what was found instead."""
    for example in entry.examples:
        claims = find_wrong_law(example_document(example.text), entries, as_at)
        fault = _fault(example, [_Found(f.quote.text, Severity.OUTDATED) for f in claims if f.id == entry.id])
        if fault:
            yield example, fault


def _fault(example: StaleExample, found: list[_Found]) -> str:
    told = ", ".join(f"{one.quote!r} as {one.severity}" for one in found) or "nothing"
    if example.expected is ExampleOf.IGNORED:
        return f"{told} was found where nothing should be" if found else ""
    named = [one for one in found if one.quote == example.quote]
    if example.expected is ExampleOf.HISTORY:
        right = bool(named) and all(one.severity is Severity.HISTORY for one in found)
        return "" if right else f"history in {example.quote!r}, but found {told}"
    flagged = {one.severity for one in named} - {Severity.HISTORY}
    right = bool(flagged) and (example.severity is None or example.severity in flagged)
    return "" if right else f"{example.quote!r} should be flagged, but found {told}"


def _misfit(example: StaleExample, found: list[_Found]) -> str:
    offered = [one.becomes for one in found if one.quote == example.quote]
    if not example.becomes or example.becomes in offered:
        return ""
    return f"should become {example.becomes!r}, not {offered[0]!r}" if offered else ""


def example_document(text: str) -> Document:
    """Return a document of one block a line: `#` for headings, `-` for list items, `|` between the cells of a table row.

    The first row of a table holds the headings of its columns; the first cell of a row heads it.
    """
    blocks: list[Block] = []
    headings: list[tuple[int, int]] = []
    columns: list[str] = []
    table = row = -1
    for line in (line.strip() for line in text.splitlines()):
        heading = headings[-1][1] if headings else None
        if not line:
            columns = []
        elif match := _HEADING.fullmatch(line):
            level = len(match[1])
            headings = [h for h in headings if h[0] < level]
            above = headings[-1][1] if headings else None
            headings.append((level, len(blocks)))
            blocks.append(_block(len(blocks), BlockKind.HEADING, match[2], above, level=level))
        elif "|" in line:
            cells = [cell.strip() for cell in line.strip("|").split("|")]
            table, row = (table, row + 1) if columns else (table + 1, 0)
            columns = columns or cells
            for number, cell in enumerate(cells):
                head = "" if row == 0 else columns[number] if number < len(columns) else ""
                place = Cell(table, row, number, "" if number == 0 else cells[0], head)
                blocks.append(_block(len(blocks), BlockKind.CELL, cell, heading, cell=place))
        elif match := _ITEM.fullmatch(line):
            blocks.append(_block(len(blocks), BlockKind.LIST_ITEM, match[1], heading, level=1))
        else:
            blocks.append(_block(len(blocks), BlockKind.PARAGRAPH, line, heading))
    return Document(Origin("example", "", "txt"), tuple(blocks))


def _block(
    index: int, kind: BlockKind, text: str, heading: int | None, *, level: int = 0, cell: Cell | None = None
) -> Block:
    return Block(index, kind, text, Layer.BODY, level=level, heading=heading, cell=cell)
