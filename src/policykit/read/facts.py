"""What a reader kept beside the words, its places counted in blocks instead of pieces."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from policykit.model.access import AccessRule, FileFacts
from policykit.model.document import BlockKind
from policykit.read.entry import Entry
from policykit.read.piece import Piece

EVERY_FILE = frozenset({AccessRule.LINK_WORDS})
"""The rules that files of every kind can be held to."""
WITH_HEADINGS = EVERY_FILE | {
    AccessRule.NO_HEADINGS,
    AccessRule.HEADING_SKIPPED,
    AccessRule.HEADING_BY_LOOK,
    AccessRule.TITLE,
    AccessRule.LANGUAGE,
}
"""The rules for kinds of file that mark headings and keep a title and a language."""


def settled(facts: FileFacts, pieces: Iterable[Piece], entries: Sequence[Entry]) -> FileFacts:
    """Return facts with places in blocks: that of the piece, or of the last one before it that became a block."""
    first: dict[int, int] = {}
    for index, entry in enumerate(entries):
        first.setdefault(id(entry.piece), index)
    places: list[int | None] = []
    last: int | None = None
    for piece in pieces:
        last = first.get(id(piece), last)
        places.append(last)

    def at(piece: int | None) -> int | None:
        return None if piece is None or piece >= len(places) else places[piece]

    return replace(
        facts,
        pictures=tuple(replace(one, at=at(one.at)) for one in facts.pictures),
        tables=tuple(replace(one, at=at(one.at)) for one in facts.tables),
        faint=tuple(replace(one, at=at(one.at)) for one in facts.faint),
        left=tuple(replace(one, at=at(one.at)) for one in facts.left),
        by_look=tuple(
            index
            for index, entry in enumerate(entries)
            if entry.kind is BlockKind.HEADING and entry.piece.kind is not BlockKind.HEADING
        ),
    )
