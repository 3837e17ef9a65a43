"""The texts of two editions side by side: each passage beside the one it has become, with the words that changed."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

from policykit.compare.words import words_in
from policykit.model.document import Block, BlockKind, Document, Layer

_TOKEN = re.compile(r"\w+(?:['’.@/-]\w+)*|\s+|[^\w\s]")
_LIKE = 0.4
"""From this share of words in common a passage has become the other; below it one went and another came."""
_MOST_PAIRS = 60_000
"""Passages held against each other in one changed stretch; a longer one is shown as gone and come."""
_MOST_TOKENS = 3_000
"""Of one passage, in words and spaces; a longer one is marked as a whole."""

SAME, EDITED, GONE, CAME, MOVED = "same", "edited", "gone", "came", "moved"


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters of a passage; `changed` where the other edition has others."""

    text: str
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, paragraph, list item or row of a table, in pieces; `page` is None where there are none."""

    pieces: tuple[Piece, ...]
    is_heading: bool
    label: str
    page: int | None

    @property
    def text(self) -> str:
        """The whole passage."""
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Row:
    """A passage of the old edition beside one of the new; `kind` is same, edited, gone, came or moved.

    What moved stands in both editions, in each at another place, and so in two rows with one side empty.
    """

    kind: str
    old: Passage | None
    new: Passage | None


def side_by_side(old: Document, new: Document) -> tuple[Row, ...]:
    """Return both texts in order, contents lists and running lines left out; together the rows hold every passage once."""
    before, after = (list(_passages(document)) for document in (old, new))
    keys = [[_key(one.text) for one in passages] for passages in (before, after)]
    everywhere = tuple(frozenset(side) for side in keys)
    rows: list[Row] = []
    for operation, start, end, from_, to in SequenceMatcher(None, keys[0], keys[1], autojunk=False).get_opcodes():
        if operation == "equal":
            rows.extend(Row(SAME, one, other) for one, other in zip(before[start:end], after[from_:to], strict=True))
            continue
        for one, other in _partners(before[start:end], after[from_:to]):
            rows.append(_row(one, other, everywhere))
    return tuple(rows)


def stretches(rows: Sequence[Row]) -> Iterator[tuple[bool, tuple[Row, ...]]]:
    """Give the rows in stretches, each with whether everything in it is the same in both editions."""
    for is_same, together in groupby(rows, key=lambda row: row.kind == SAME):
        yield is_same, tuple(together)


def _row(old: Passage | None, new: Passage | None, everywhere: tuple[frozenset[str], ...]) -> Row:
    if old is None and new is not None:
        return Row(MOVED if _key(new.text) in everywhere[0] else CAME, None, new)
    if new is None and old is not None:
        return Row(MOVED if _key(old.text) in everywhere[1] else GONE, old, None)
    if old is None or new is None:
        message = "a row without a passage"
        raise ValueError(message)
    first, second = _marked(old.text, new.text)
    return Row(
        EDITED,
        Passage(first, old.is_heading, old.label, old.page),
        Passage(second, new.is_heading, new.label, new.page),
    )


def _key(text: str) -> str:
    """Return the words of a passage as they compare; its text where it has none."""
    return " ".join(word for word, _, _ in words_in(text)) or text


def _passages(document: Document) -> Iterator[Passage]:
    body = (block for block in document.blocks if block.layer in {Layer.BODY, Layer.NOTE} and block.text.strip())
    for _, together in groupby(body, key=_unit):
        blocks = list(together)
        first = blocks[0]
        text = " | ".join(block.text for block in blocks)
        yield Passage((Piece(text),), first.kind is BlockKind.HEADING, first.label, first.page)


def _unit(block: Block) -> tuple[str, int, int]:
    """Return what tells one passage from the next: the cells of a row are one."""
    return ("row", block.cell.table, block.cell.row) if block.cell else ("block", block.index, 0)


def _partners(old: Sequence[Passage], new: Sequence[Passage]) -> Iterator[tuple[Passage | None, Passage | None]]:
    """Give the passages of a changed stretch, in order, each with the one it has become."""
    done, done_new = 0, 0
    for one, other in (*_alike(old, new), (len(old), len(new))):
        yield from ((passage, None) for passage in old[done:one])
        yield from ((None, passage) for passage in new[done_new:other])
        if one < len(old):
            yield old[one], new[other]
        done, done_new = one + 1, other + 1


def _alike(old: Sequence[Passage], new: Sequence[Passage]) -> list[tuple[int, int]]:
    """Return the pairs that cross no other one and have most in common together, by dynamic programming."""
    if not old or not new or len(old) * len(new) > _MOST_PAIRS:
        return []
    counts = [[Counter(_key(one.text).split()) for one in side] for side in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for one in reversed(range(len(old))):
        for other in reversed(range(len(new))):
            alone = max(best[one + 1][other], best[one][other + 1])
            share = _share(counts[0][one], counts[1][other]) if old[one].is_heading == new[other].is_heading else 0.0
            best[one][other] = max(alone, share + best[one + 1][other + 1]) if share >= _LIKE else alone
    pairs, one, other = [], 0, 0
    while one < len(old) and other < len(new):
        if best[one][other] == best[one + 1][other]:
            one += 1
        elif best[one][other] == best[one][other + 1]:
            other += 1
        else:
            pairs.append((one, other))
            one, other = one + 1, other + 1
    return pairs


def _share(one: "Counter[str]", other: "Counter[str]") -> float:
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 0.0


def _marked(old: str, new: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return two texts in pieces, those changed that the other has not; a space between two changed words is changed too."""
    first, second = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(first), len(second)) > _MOST_TOKENS:
        return (Piece(old, changed=True),), (Piece(new, changed=True),)
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    kept: tuple[set[int], set[int]] = set(), set()
    for match in matcher.get_matching_blocks():
        if "".join(first[match.a : match.a + match.size]).strip():
            kept[0].update(range(match.a, match.a + match.size))
            kept[1].update(range(match.b, match.b + match.size))
    return _pieces(first, kept[0]), _pieces(second, kept[1])


def _pieces(tokens: Sequence[str], kept: set[int]) -> tuple[Piece, ...]:
    numbered = groupby(enumerate(tokens), key=lambda token: token[0] not in kept)
    return tuple(Piece("".join(token for _, token in together), changed) for changed, together in numbered)
