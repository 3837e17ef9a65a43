"""Passages that stand in the documents of several schools in nearly the same words.

MinHash sketches tell which may be alike; each two that may are then compared word group by word group, so that what is told
is so, and the same everywhere. Of pairs just alike enough the sketches miss, by the theory, about one in three hundred thousand.
"""

import hashlib
import heapq
import re
import struct
import tempfile
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Self

from policykit.errors import StoreError

_SHORTEST = 30
"""Words; shorter sentences are alike without anybody having copied."""
_ALIKE = 0.8
"""Share of the groups of words that two passages have in common, from which they are one passage in two places."""
_GROUP = 4
_SLOTS, _BANDS = 96, 24
"""Two passages are compared where all four slots of any band agree. A band does so 41 times in 100 for two that share `_ALIKE` of
their groups, so that none of 24 does three times in a million; two that share a fifth are compared four times in 100."""
_SEED = 10
_RECORD = struct.Struct("<III")
_IN_MEMORY = 8_000_000
"""Bytes of passages from which they are put on disk."""
_LARGEST_TABLE = 26
"""Bits: 67 million places of two bytes each."""
_SEVERAL = 0xFFFF
_REMEMBERED = 1_000
_WORD = re.compile(r"(?:[^\W_]|')+")


@dataclass(frozen=True, slots=True)
class Words:
    """The running text of a school's judged document: `passages` are its blocks, in order."""

    key: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Copied:
    """A passage that stands in several schools' documents, in nearly the same words: the longest form of it, and whose."""

    text: str
    keys: tuple[str, ...]


def copied_passages(texts: Iterable[Words]) -> tuple[Copied, ...]:
    """Return the clusters of near-duplicate passages, those of the most schools first.

    The schools are gone through one at a time; in memory stays only what stands in several of them, each wording once.
    Raises StoreError where the disk has no room for the others.
    """
    keys: list[str] = []
    try:
        with _Spool() as spool:
            for text in texts:
                keys.append(text.key)
                for passage in dict.fromkeys(text.passages):
                    if len(passage.split()) >= _SHORTEST:
                        spool.add(len(keys) - 1, passage)
            wordings = _shared(spool)
    except OSError as error:
        what = f"Passages could not be compared: no temporary file could be written ({(error.strerror or str(error)).lower()})."
        remedy = (
            "Make room there, or name another folder in TMPDIR, and run the same command again: what was done is kept."
        )
        raise StoreError(what, where=str(error.filename or "the folder for temporary files"), remedy=remedy) from error
    told = []
    for members in _clusters(wordings.every):
        # In the order of the passages, so that the same schools are told in the same order however the clusters grew.
        schools = dict.fromkeys(wordings.schools[place] for place in heapq.merge(*(one.places for one in members)))
        if len(schools) > 1:
            longest = max(members, key=lambda one: (len(one.text), -one.place))
            told.append(Copied(longest.text, tuple(keys[school] for school in schools)))
    return tuple(sorted(told, key=lambda one: (-len(one.keys), one.text)))


class _Spool:
    """The passages of all schools on disk, with their groups of words as numbers: a nation's would need gigabytes."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 - closed with this
        self.groups = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()

    def add(self, school: int, passage: str) -> None:
        """Write a passage of the school of that number."""
        groups = array("q", {hash(group) for group in _groups(passage)})
        words = passage.encode("utf-8", "surrogatepass")
        self._file.write(_RECORD.pack(school, len(words), len(groups)) + words + groups.tobytes())
        self.groups += len(groups)

    def __iter__(self) -> Iterator[tuple[int, bytes, "array[int]"]]:
        """Give each passage with its school's number and its groups, in the order in which they came."""
        self._file.seek(0)
        while head := self._file.read(_RECORD.size):
            school, length, count = _RECORD.unpack(head)
            words, groups = self._file.read(length), array("q")
            groups.frombytes(self._file.read(count * groups.itemsize))
            yield school, words, groups


@dataclass(slots=True)
class _Wording:
    """A passage as its groups of words tell it from others: its longest form, and which of all passages that is.

    `places` are the numbers of all passages of this wording.
    """

    text: str
    place: int
    places: "array[int]"


@dataclass(frozen=True, slots=True)
class _Wordings:
    """The wordings that may stand in several schools' documents, and the number of each passage's school."""

    every: list[_Wording]
    schools: "array[int]"


def _shared(spool: _Spool) -> _Wordings:
    """Return the wordings most of whose groups stand in another school's passage too.

    No passage that is like another one is lost by it, and most need no comparison, which is what takes the time. Two
    groups that fall on one place in the table pass for one: then a passage is compared that need not be.
    """
    mask = (1 << min(_LARGEST_TABLE, max(10, (2 * spool.groups).bit_length()))) - 1
    table = array("H", bytes(2 * (mask + 1)))
    for school, _, groups in spool:
        own = school % (_SEVERAL - 1) + 1
        for group in groups:
            before = table[group & mask]
            if before != own:
                table[group & mask] = _SEVERAL if before else own
    found: dict[bytes, _Wording] = {}
    schools = array("L")
    for place, (school, words, groups) in enumerate(spool):
        schools.append(school)
        if sum(table[group & mask] == _SEVERAL for group in groups) < _ALIKE * len(groups):
            continue
        text = words.decode("utf-8", "surrogatepass")
        told = hashlib.blake2b(array("q", sorted(groups)).tobytes(), digest_size=16).digest()
        known = found.setdefault(told, _Wording(text, place, array("L")))
        known.places.append(place)
        if len(text) > len(known.text):
            known.text, known.place = text, place
    return _Wordings(list(found.values()), schools)


def _clusters(wordings: Sequence[_Wording]) -> list[list[_Wording]]:
    """Return the wordings that are alike together, each once and in order; one that is like no other stands alone."""
    from rensa import RMinHash, RMinHashLSH

    @lru_cache(_REMEMBERED)
    def _numbers(number: int) -> frozenset[int]:
        return frozenset(map(hash, _groups(wordings[number].text)))

    index = RMinHashLSH(_ALIKE, _SLOTS, _BANDS)
    chain = _Chain(len(wordings))
    for number, one in enumerate(wordings):
        sketch = RMinHash(_SLOTS, _SEED)
        # The groups as text: Python's own hash of a text is another one in every run.
        sketch.update(_groups(one.text))
        for other in index.query(sketch):
            if chain.root(number) != chain.root(other) and _share(_numbers(number), _numbers(other)) >= _ALIKE:
                chain.join(number, other)
        index.insert(number, sketch)
    clusters: dict[int, list[_Wording]] = defaultdict(list)
    for number, one in enumerate(wordings):
        clusters[chain.root(number)].append(one)
    return list(clusters.values())


class _Chain:
    """Which things belong together, by joining two at a time."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    def root(self, number: int) -> int:
        """Return the one that stands for all that a thing was joined with."""
        while self._parent[number] != number:
            self._parent[number] = self._parent[self._parent[number]]
            number = self._parent[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Put two things, and all that they were joined with, together."""
        self._parent[self.root(one)] = self.root(other)


def _groups(passage: str) -> list[str]:
    """Return every few words that follow one another, once for each place where they do."""
    words = _WORD.findall(passage.casefold().replace("’", "'"))
    return [" ".join(words[at : at + _GROUP]) for at in range(max(1, len(words) - _GROUP + 1))]


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    same = len(one & other)
    return same / (len(one) + len(other) - same)
