"""Passages that stand in the documents of several schools in nearly the same words.

MinHash sketches tell which may be alike; each two that may are then compared word group by word group, so that what is told
is so, and the same everywhere. Of pairs just alike enough the sketches miss, by the theory, about one in three hundred thousand.
"""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

_SHORTEST = 30
"""Words; shorter sentences are alike without anybody having copied."""
_ALIKE = 0.8
"""Share of the groups of words that two passages have in common, from which they are one passage in two places."""
_GROUP = 4
_SLOTS, _BANDS = 96, 24
"""Two passages are compared where all four slots of any band agree. A band does so 41 times in 100 for two that share `_ALIKE` of
their groups, so that none of 24 does three times in a million; two that share a fifth are compared four times in 100."""
_SEED = 10
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


def copied_passages(texts: Sequence[Words]) -> tuple[Copied, ...]:
    """Return the clusters of near-duplicate passages, those of the most schools first."""
    passages = [
        (text.key, passage)
        for text in texts
        for passage in dict.fromkeys(text.passages)
        if len(passage.split()) >= _SHORTEST
    ]
    if len({key for key, _ in passages}) < 2:  # noqa: PLR2004 - one school copies from nobody
        return ()
    told = []
    for members in _clusters(_shared(passages)):
        keys = tuple(dict.fromkeys(one.key for one in members))
        if len(keys) > 1:
            told.append(Copied(max((one.text for one in members), key=len), keys))
    return tuple(sorted(told, key=lambda one: (-len(one.keys), one.text)))


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage of a school's document and its groups of words, as numbers: text would need many times the memory."""

    key: str
    text: str
    groups: frozenset[int]


def _shared(passages: Sequence[tuple[str, str]]) -> list[_Passage]:
    """Return the passages most of whose groups of words stand in another school's document too.

    No passage that is like another one is lost by it, and most need no comparison, which is what takes the time.
    """
    whose: dict[int, str] = {}
    several: set[int] = set()
    grouped = [_Passage(key, passage, frozenset(map(hash, _groups(passage)))) for key, passage in passages]
    for one in grouped:
        several.update(group for group in one.groups if whose.setdefault(group, one.key) != one.key)
    return [one for one in grouped if len(one.groups & several) >= _ALIKE * len(one.groups)]


def _clusters(passages: Sequence[_Passage]) -> list[list[_Passage]]:
    """Return the passages that are alike together, each once and in order; one that is like no other stands alone."""
    from rensa import RMinHash, RMinHashLSH

    # The very same words are compared once: law and boilerplate stand in hundreds of reports.
    first: dict[frozenset[int], int] = {}
    for number, one in enumerate(passages):
        first.setdefault(one.groups, number)
    index = RMinHashLSH(_ALIKE, _SLOTS, _BANDS)
    chain = _Chain(len(passages))
    for groups, number in first.items():
        sketch = RMinHash(_SLOTS, _SEED)
        # The groups as text: Python's own hash of a text is another one in every run.
        sketch.update(_groups(passages[number].text))
        for other in index.query(sketch):
            if chain.root(number) != chain.root(other) and _share(groups, passages[other].groups) >= _ALIKE:
                chain.join(number, other)
        index.insert(number, sketch)
    clusters: dict[int, list[_Passage]] = defaultdict(list)
    for one in passages:
        clusters[chain.root(first[one.groups])].append(one)
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
