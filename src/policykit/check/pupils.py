"""Pupils' names and initials: found by the words around them, and masked before anything else reads the document.

A policy is about all pupils; a name of one is a slip, and no report may spread it. Staff, governors and the school keep theirs.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from policykit.check.first_names import FIRST_NAMES
from policykit.check.pupil_cues import (
    CASE_STUDY,
    HAS_INITIALS,
    IN_CASE_STUDY,
    INITIALS,
    NOT_INITIALS,
    NOT_NAMES,
    STAFF_AFTER,
    STAFF_BEFORE,
    STRONG,
    TITLE_BEFORE,
    WEAK,
)
from policykit.model.document import Block, Document, Link

NAME_MASK = "[a pupil]"
INITIALS_MASK = "[initials]"

_CAPITALISED = re.compile(r"\b[A-Z][a-z\u00c0-\u017f]+")
_SURNAME_AFTER = re.compile(r"^\s(?:[A-Z]\.?\s)?[A-Z][a-z]+")


@dataclass(frozen=True, slots=True)
class Pupil:
    """Where a pupil is named: characters of a block (end exclusive) and what is shown instead."""

    block: int
    start: int
    end: int
    mask: str = NAME_MASK


def pupils_in(document: Document) -> tuple[Pupil, ...]:
    """Return every place where a pupil is named, in the document's order, none overlapping another.

    A name that is told for a pupil's once is taken for that wherever else it stands without a title, a post or another
    surname beside it.
    """
    found: list[Pupil] = []
    for block in document.blocks:
        found.extend(_named(block, is_case_study=_in_case_study(document, block)))
    if not found:
        return ()
    texts = {block.index: block.text for block in document.blocks}
    names = {texts[one.block][one.start : one.end] for one in found if one.mask == NAME_MASK}
    initials = {texts[one.block][one.start : one.end] for one in found if one.mask == INITIALS_MASK}
    for block in document.blocks:
        found.extend(_again(block, names, initials))
    return _apart(found)


def masked(document: Document) -> Document:
    """Return the document with each pupil's name replaced by a mask; the same object where there is none.

    A block's `offsets` still lead from every character of its text to the file: those of a mask lead to the name.
    """
    if any(document is one for one in _last):
        return document
    document = _masked(document)
    _last[:] = [document]
    return document


def known_as_masked(documents: Iterable[Document]) -> None:
    """Take documents for masked: those that were kept by this program after it had masked them."""
    _last[:] = documents


_last: list[Document] = []
"""The documents that were masked last: what reads one and what checks it both see to it that it is masked."""


def _masked(document: Document) -> Document:
    pupils: dict[int, list[Pupil]] = {}
    for one in pupils_in(document):
        pupils.setdefault(one.block, []).append(one)
    if not pupils:
        return document
    names = {document.blocks[index].text[one.start : one.end]: one.mask for index in pupils for one in pupils[index]}
    blocks = (_masked_block(block, pupils.get(block.index, []), names) for block in document.blocks)
    properties = {key: _without(value, names) for key, value in document.properties.items()}
    return replace(document, blocks=tuple(blocks), properties=properties)


def _named(block: Block, *, is_case_study: bool) -> Iterator[Pupil]:
    text = block.text
    for cue in STRONG:
        for match in cue.finditer(text):
            if span := _name_span(text, match, known=False):
                yield Pupil(block.index, *span)
    if HAS_INITIALS.search(text):
        yield from _initialled(block)
    # Few blocks hold a first name at all, and these cues need one.
    if FIRST_NAMES.isdisjoint(word.lower() for word in _CAPITALISED.findall(text)):
        return
    for cue in (*WEAK, *((IN_CASE_STUDY,) if is_case_study else ())):
        for match in cue.finditer(text):
            if span := _name_span(text, match, known=True):
                yield Pupil(block.index, *span)


def _initialled(block: Block) -> Iterator[Pupil]:
    for cue in INITIALS:
        for match in cue.finditer(block.text):
            group = "letters" if match.groupdict().get("letters") else "name"
            if re.sub(r"[.\s]", "", match[group]) not in NOT_INITIALS and not TITLE_BEFORE.search(
                block.text[: match.start(group)]
            ):
                yield Pupil(block.index, *match.span(group), INITIALS_MASK)


def _name_span(text: str, match: re.Match[str], *, known: bool) -> tuple[int, int] | None:
    """Return where the name of a match stands, None where it is no name, a grown-up's or (if `known`) no known one."""
    start, end = match.span("name")
    words = match["name"].split()
    while len(words) > 1 and _plain(words[0]) in NOT_NAMES:
        start += len(words[0]) + 1
        words = words[1:]
    if len(words) > 1 and _plain(words[-1]) in NOT_NAMES:
        end = start + len(words[0])
        words = words[:1]
    if _plain(words[0]) in NOT_NAMES or (known and _plain(words[0]) not in FIRST_NAMES):
        return None
    return None if _is_grown_up(text, start, end) else (start, end)


def _plain(word: str) -> str:
    return re.split(r"['\u2019]", word.casefold())[0]


def _is_grown_up(text: str, start: int, end: int) -> bool:
    before, after = text[:start], text[end:]
    return bool(TITLE_BEFORE.search(before) or STAFF_BEFORE.search(before) or STAFF_AFTER.match(after))


def _in_case_study(document: Document, block: Block) -> bool:
    above = document.headings_above(block.index)[-1:]
    return any(CASE_STUDY.search(heading.text) for heading in above) or bool(CASE_STUDY.match(block.text))


def _again(block: Block, names: Iterable[str], initials: Iterable[str]) -> Iterator[Pupil]:
    forms = {form for name in names for form in (name, name.split()[0])}
    for form in sorted(forms, key=len, reverse=True):
        for match in re.finditer(rf"(?<![\w'\u2019-]){re.escape(form)}(?![\w-])", block.text):
            if _has_other_surname(block.text, match, names) or _is_grown_up(block.text, match.start(), match.end()):
                continue
            yield Pupil(block.index, match.start(), match.end())
    for form in initials:
        for match in re.finditer(rf"(?<![\w.]){re.escape(form)}(?!\w)", block.text):
            if not TITLE_BEFORE.search(block.text[: match.start()]):
                yield Pupil(block.index, match.start(), match.end(), INITIALS_MASK)


def _has_other_surname(text: str, match: re.Match[str], names: Iterable[str]) -> bool:
    after = _SURNAME_AFTER.match(text[match.end() :])
    if after is None or _plain(after[0].split()[-1]) in NOT_NAMES:
        return False
    return not any(name != match[0] and text.startswith(name, match.start()) for name in names)


def _apart(found: Iterable[Pupil]) -> tuple[Pupil, ...]:
    kept: list[Pupil] = []
    for one in sorted(found, key=lambda p: (p.block, p.start, -p.end, p.mask)):
        if kept and kept[-1].block == one.block and one.start < kept[-1].end:
            continue
        kept.append(one)
    return tuple(kept)


def _masked_block(block: Block, pupils: list[Pupil], names: dict[str, str]) -> Block:
    cell = block.cell
    if cell:
        row, column = _without(cell.row_heading, names), _without(cell.column_heading, names)
        cell = replace(cell, row_heading=row, column_heading=column)
    if not pupils:
        return replace(block, cell=cell) if cell else block
    raw = block.text if block.offsets is None else block.raw
    places = tuple(range(len(raw) + 1)) if block.offsets is None else block.offsets
    text: list[str] = []
    offsets: list[int] = []
    moved: list[int] = []
    at = 0
    for one in pupils:
        moved += range(len(offsets), len(offsets) + one.start - at)
        text.append(block.text[at : one.start])
        offsets += places[at : one.start]
        moved += [len(offsets)] * (one.end - one.start)
        text.append(one.mask)
        # All of a mask but its last character leads to the name's start: its raw words are then the whole name.
        offsets += [places[one.start]] * (len(one.mask) - 1) + [places[one.end - 1]]
        at = one.end
    moved += range(len(offsets), len(offsets) + len(block.text) - at + 1)
    text.append(block.text[at:])
    offsets += places[at:]
    links = tuple(Link(moved[link.start], moved[link.end], link.target) for link in block.links)
    # A word of a name that was read from a picture is masked with it.
    scanned = tuple(
        replace(word, start=moved[word.start], end=moved[word.end])
        for word in block.scanned
        if moved[word.start] < moved[word.end]
    )
    shown = "".join(text)
    return replace(block, text=shown, raw=raw, offsets=tuple(offsets), links=links, cell=cell, scanned=scanned)


def _without(text: str, names: dict[str, str]) -> str:
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(rf"(?<![\w'\u2019-]){re.escape(name)}(?![\w-])", names[name], text)
    return text
