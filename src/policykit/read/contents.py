"""Finds tables of contents, whose lines name what a document has and are no evidence that it has it."""

import re
from collections.abc import Sequence

from policykit.model.document import BlockKind, Layer
from policykit.read.entry import Entry, plain_key

_LEADER = re.compile(r"(?:\.{3,}|…+|_{4,}|(?:\. ){3,})\s*(?:\d{1,3}|[ivx]{1,5})\s*$")
_PAGE_AFTER_GAP = re.compile(r"\S(?:\t|\s{3,})\s*(?:[Pp](?:age|\.)?\s*)?\d{1,3}\s*$")
_PAGE_AT_END = re.compile(r"\S\s\d{1,3}$")
_CONTENTS_HEADING = re.compile(r"^(?:table of |list of )?(?:contents|sections|index)(?: page)?:?$", re.IGNORECASE)
_LONGEST_LINE = 20
_SHORTEST_RUN = 3
_SHORTEST_UNANNOUNCED_RUN = 4
_LONGEST_RUN = 300
_SHARE_REPEATED = 0.6


def settle_contents(entries: Sequence[Entry]) -> None:
    """Put the lines of every contents list on the layer CONTENTS."""
    _settle_runs(entries, [_has_leader(entry) for entry in entries], shortest=1)
    _settle_runs(entries, [_has_page(entry) for entry in entries], shortest=_SHORTEST_RUN)
    _settle_runs(entries, [_is_anchor(entry) for entry in entries], shortest=_SHORTEST_RUN)
    _settle_announced(entries)
    _settle_repetitions(entries)


def is_contents_heading(text: str) -> bool:
    """Tell whether a line is the heading of a contents list."""
    return bool(_CONTENTS_HEADING.match(text))


def _has_leader(entry: Entry) -> bool:
    return entry.is_body and entry.cell is None and entry.words <= _LONGEST_LINE and bool(_LEADER.search(entry.text))


def _has_page(entry: Entry) -> bool:
    return _may_be_line(entry) and bool(_PAGE_AFTER_GAP.search(entry.piece.raw))


def _is_anchor(entry: Entry) -> bool:
    """Tell whether the whole line is a link to a place in the same document."""
    links = entry.piece.links
    if not _may_be_line(entry) or not links or not all(link.target.startswith("#") for link in links):
        return False
    return 2 * sum(link.end - link.start for link in links) >= len(entry.piece.raw.strip())


def _may_be_line(entry: Entry) -> bool:
    return (
        entry.is_body
        and entry.cell is None
        and entry.kind is not BlockKind.HEADING
        and entry.words <= _LONGEST_LINE
        and not entry.text.endswith(".")
    )


def _settle_runs(entries: Sequence[Entry], is_line: Sequence[bool], shortest: int) -> None:
    """Mark each run of lines that is long enough."""
    start: int | None = None
    for at in range(len(entries) + 1):
        if at < len(entries) and is_line[at]:
            start = at if start is None else start
        elif start is not None:
            if at - start >= shortest:
                _mark(entries[start:at])
            start = None


def _settle_announced(entries: Sequence[Entry]) -> None:
    """Mark the lines right under a contents heading that end in a page number, however narrow the gap before it."""
    for heading, entry in enumerate(entries):
        if not is_contents_heading(entry.text):
            continue
        end = heading + 1
        while end < len(entries) and _may_be_line(entries[end]) and _PAGE_AT_END.search(entries[end].text):
            end += 1
        if end - heading > _SHORTEST_RUN:
            _mark(entries[heading + 1 : end])


def _mark(lines: Sequence[Entry]) -> None:
    for line in lines:
        line.layer = Layer.CONTENTS
        line.kind = BlockKind.LIST_ITEM if line.kind is BlockKind.LIST_ITEM else BlockKind.PARAGRAPH
        line.level = line.level if line.kind is BlockKind.LIST_ITEM else 0


def _settle_repetitions(entries: Sequence[Entry]) -> None:
    """Mark runs of short lines that stand again, in the same order, as lines of their own further down."""
    keys = [plain_key(entry.text) if _may_be_line(entry) or _is_short_heading(entry) else "" for entry in entries]
    last_place = {key: at for at, key in enumerate(keys) if key}
    at = 0
    while at < len(entries):
        announced = at > 0 and is_contents_heading(entries[at - 1].text)
        if not announced and last_place.get(keys[at], 0) <= at:
            at += 1
            continue
        end = _run_end(entries, keys, last_place, at)
        repeated = sum(1 for key in keys[at:end] if last_place.get(key, 0) >= end)
        enough = _SHORTEST_RUN if announced else _SHORTEST_UNANNOUNCED_RUN
        if repeated >= enough and repeated >= _SHARE_REPEATED * (end - at) and (announced or repeated == end - at):
            _mark(entries[at:end])
            at = end
        else:
            at += 1


def _run_end(entries: Sequence[Entry], keys: Sequence[str], last_place: dict[str, int], start: int) -> int:
    """Return where a run of short lines beginning at `start` ends: after the last line that is repeated later."""
    end = start
    at = start
    seen: set[str] = set()
    while (
        at < min(len(entries), start + _LONGEST_RUN) and _may_be_line(entries[at]) and keys[at] and keys[at] not in seen
    ):
        seen.add(keys[at])
        at += 1
        if last_place[keys[at - 1]] >= at:
            end = at
    return end


def _is_short_heading(entry: Entry) -> bool:
    return entry.is_body and entry.kind is BlockKind.HEADING and entry.words <= _LONGEST_LINE
