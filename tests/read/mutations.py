"""Damage to real files, as copying, cutting off and careless programs do it, and what must hold of every document read."""

import io
import random
import re
import zipfile
from collections.abc import Callable
from itertools import pairwise

from policykit.model.document import Document, Span, raw_place
from policykit.read.clean import clean, compounds_in

_MOST_FLIPS = 20
_WITHIN = 0.8
_DROPPED, _SWAPPED = 0.1, 0.2
_NUMBERS = (b"0", b"-1", b"99999999999999999999", b"1e400", b"2147483648", b"", "²".encode())


def mutated(data: bytes, seed: int) -> bytes:
    """Return the bytes of a file with one kind of damage; inside a zip archive mostly within one of its parts."""
    chance = random.Random(seed)  # noqa: S311 - damage, and no secret
    if zipfile.is_zipfile(io.BytesIO(data)) and chance.random() < _WITHIN:
        return _in_archive(data, chance)
    return chance.choice(_KINDS)(data, chance)


def broken_promises(document: Document) -> list[str]:
    """Return where a document does not keep what every document promises: clean text, and a way back to the file."""
    compounds = compounds_in(block.raw for block in document.blocks)
    found = []
    for block in document.blocks:
        text = block.text
        if clean(text, compounds)[0] != text:
            found.append(f"block {block.index}: cleaned twice is not cleaned once: {text!r}")
        if block.offsets is not None:
            steps = block.offsets
            if len(steps) != len(text) + 1 or any(a > b for a, b in pairwise(steps)):
                found.append(f"block {block.index}: the way back goes astray")
        spans = [Span(block.index, *word.span()) for word in re.finditer(r"\S+", text)]
        spans.append(Span(block.index, 0, len(text)))
        found += [
            f"block {s.block}: {text[s.start : s.end]!r} is no quote"
            for s in spans
            if not _leads_back(document, s, compounds)
        ]
        found += [f"block {block.index}: a link past the end" for link in block.links if link.end > len(text)]
        if block.heading is not None and block.heading >= block.index:
            found.append(f"block {block.index}: stands under a later heading")
    return found


def _leads_back(document: Document, span: Span, compounds: frozenset[str]) -> bool:
    block = document.blocks[span.block]
    words = block.text[span.start : span.end]
    start, end = raw_place(block, span.start, span.end)
    cleaned = clean(block.raw[start:end] if block.offsets else words, compounds)[0]
    # Whether a hyphen at a line's end is real is told by the words around it, which a quote alone has not.
    return cleaned == words or cleaned.replace("-", "") == words.replace("-", "")


def _flips(data: bytes, chance: random.Random) -> bytes:
    damaged = bytearray(data)
    for _ in range(chance.randint(1, _MOST_FLIPS)):
        damaged[chance.randrange(len(damaged))] = chance.randrange(256)
    return bytes(damaged)


def _cut(data: bytes, chance: random.Random) -> bytes:
    return data[: chance.randrange(1, len(data))]


def _hole(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 2000) :]


def _splice(data: bytes, chance: random.Random) -> bytes:
    start, to = chance.randrange(len(data)), chance.randrange(len(data))
    return data[:to] + data[start : start + chance.randint(1, 5000)] + data[to:]


def _zeros(data: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(data))
    length = min(chance.randint(1, 4096), len(data) - start)
    return data[:start] + bytes(length) + data[start + length :]


def _numbers(data: bytes, chance: random.Random) -> bytes:
    """Put absurd numbers where the file states numbers."""
    places = list(re.finditer(rb"(?<=[\" ])\d{1,10}(?=[\" ])", data))
    for place in sorted(chance.sample(places, min(len(places), chance.randint(1, 5))), key=lambda p: -p.start()):
        data = data[: place.start()] + chance.choice(_NUMBERS) + data[place.end() :]
    return data


def _words(data: bytes, chance: random.Random) -> bytes:
    """Put one name of the file in the place of another: tags, keys and ids that do not belong there."""
    names = list(re.finditer(rb"(?<=[</: ])[A-Za-z]{1,20}(?=[ =/>\"])", data))
    if not names:
        return data
    for _ in range(chance.randint(1, 3)):
        one, other = chance.choice(names), chance.choice(names)
        data = data[: one.start()] + other.group() + data[one.start() + len(one.group()) :]
    return data


_KINDS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _flips,
    _cut,
    _hole,
    _splice,
    _zeros,
    _numbers,
    _words,
)


def _in_archive(data: bytes, chance: random.Random) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        names = old.namelist()
        chosen, other = chance.choice(names), chance.choice(names)
        kind = chance.random()
        for name in names:
            content = old.read(name)
            if name == chosen and kind < _DROPPED:
                continue
            if name == chosen and kind < _SWAPPED:
                content = old.read(other)
            elif name == chosen and content:
                content = chance.choice(_KINDS)(content, chance)
            new.writestr(name, content)
    return out.getvalue()
