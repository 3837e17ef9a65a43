"""From the likely sentences of old documents to passages that can stand in a new report: whole, short, with their place."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from policykit.model.candidate import Candidate, Thing
from policykit.model.document import Block, BlockKind, Document, Span
from policykit.model.finding import Report

FITS = 0.5
"""From this likelihood on a sentence belongs to the answer, and not only to the paragraph that the answer stands in."""
_PAIR = 2
_EACH_MORE = 0.1
"""What each further element adds: one passage that says it all reads better than two."""
_FOUND = 0.5
"""What evidence of the check adds to a likelihood: it was weighed by rules too."""


@dataclass(frozen=True, slots=True, eq=False)
class OldDocument:
    """One document that a school has, as checked, and its sentences that may be used again; compared by identity."""

    report: Report
    candidates: tuple[Candidate, ...]

    @property
    def document(self) -> Document:
        """The blocks that the candidates' spans count in."""
        return self.report.document


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one place in an old document, in its order.

    `score` compares passages for one requirement: 0.5 more for evidence of the check, 0 to 1 for likelihood.
    `elements` are those of the requirement that it gives.
    """

    old: OldDocument
    blocks: tuple[int, ...]
    spans: tuple[Span, ...]
    score: float
    elements: frozenset[str]
    things: tuple[Thing, ...] = ()

    @property
    def place(self) -> Span:
        """The first sentence, which the passage is cited by."""
        return self.spans[0]

    def text(self) -> str:
        """Return the words as they are to stand: sentences in one paragraph, list items and table rows on lines of their own."""
        return text_of(self.old.document, self.spans)


def passages_for(requirement: str, olds: Iterable[OldDocument]) -> list[Passage]:
    """Return what old documents have on a requirement, the best passage first."""
    found = [passage for old in olds for passage in _of_document(requirement, old)]
    # A sort keeps the order of equals: that of the documents, then that of the text.
    return sorted(found, key=lambda one: -one.score)


def _of_document(requirement: str, old: OldDocument) -> Iterable[Passage]:
    together: dict[tuple[int, ...], list[Candidate]] = defaultdict(list)
    for candidate in old.candidates:
        if candidate.requirement == requirement:
            together[candidate.passage].append(candidate)
    for blocks, ones in together.items():
        passage = _passage(old, blocks, ones)
        if passage is not None:
            yield passage


def _passage(old: OldDocument, blocks: tuple[int, ...], ones: Sequence[Candidate]) -> Passage | None:
    chosen = {one.span for one in ones if one.found or one.fit >= FITS}
    if not chosen:
        return None
    scores: dict[str, float] = {}
    for one in ones:
        if one.span in chosen:
            score = one.likelihood + _FOUND * one.found
            scores[one.element] = max(score, scores.get(one.element, 0.0))
    spans = _whole(old.document, blocks, [one for one in ones if one.span in chosen])
    things = tuple(dict.fromkeys(thing for one in ones if one.span in spans for thing in one.things))
    best = max(scores.values()) + _EACH_MORE * (len(scores) - 1)
    return Passage(old, blocks, spans, best, frozenset(scores) - {""}, things)


def _whole(document: Document, blocks: tuple[int, ...], chosen: Iterable[Candidate]) -> tuple[Span, ...]:
    """Return the sentences with what they cannot stand without, in order; of a table the whole row."""
    if document.blocks[blocks[0]].kind is BlockKind.CELL:
        texts = ((number, document.blocks[number].text) for number in blocks)
        return tuple(Span(number, 0, len(text)) for number, text in texts if text)
    spans = {span for one in chosen for span in (one.span, *one.needs)}
    return tuple(sorted(spans, key=lambda span: (span.block, span.start)))


def text_of(document: Document, spans: Sequence[Span]) -> str:
    """Return sentences as they are to stand in a report: one paragraph a block, "- " before list items, a table row in a line."""
    lines: dict[int, list[str]] = {}
    for span in spans:
        lines.setdefault(span.block, []).append(document.blocks[span.block].text[span.start : span.end].strip())
    blocks = [document.blocks[number] for number in lines]
    if blocks and blocks[0].kind is BlockKind.CELL:
        return _row(blocks)
    return "\n".join(
        f"- {' '.join(lines[block.index])}" if block.kind is BlockKind.LIST_ITEM and len(blocks) > 1 else " ".join(lines[block.index])
        for block in blocks
    )


def _row(cells: Sequence[Block]) -> str:
    """Return a table row as a line: "First cell: second" for two cells, else each under the heading of its column."""
    if len(cells) <= _PAIR:
        return ": ".join(cell.text.rstrip(":") for cell in cells)
    named = [(cell.cell.column_heading if cell.cell else "", cell.text) for cell in cells]
    first, rest = cells[0].text.rstrip(":"), [f"{head}: {text}" if head else text for head, text in named[1:]]
    return f"{first}. {'; '.join(rest)}"
