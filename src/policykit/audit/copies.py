"""Passages that stand in the documents of several schools in nearly the same words."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

_SHORTEST = 30
"""Words; shorter sentences are alike without anybody having copied."""
_ALIKE = 0.8
"""Share of the groups of words that two passages have in common, from which they are one passage in two places."""
_GROUP = 4
_PERMUTATIONS = 96
_WORD = re.compile(r"[a-z0-9']+")


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
    passages = _shared(passages)
    told = []
    for members in _clusters([passage for _, passage in passages]):
        keys = tuple(dict.fromkeys(passages[number][0] for number in members))
        if len(keys) > 1:
            told.append(Copied(max((passages[number][1] for number in members), key=len), keys))
    return tuple(sorted(told, key=lambda one: (-len(one.keys), one.text)))


def _shared(passages: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the passages most of whose groups of words stand in another school's document too.

    No passage that is like another one is lost by it, and most need no sketch, which is what takes the time.
    """
    whose: dict[int, str] = {}
    several: set[int] = set()
    grouped = [(key, passage, [hash(group) for group in _groups(passage)]) for key, passage in passages]
    for key, _, groups in grouped:
        several.update(group for group in groups if whose.setdefault(group, key) != key)
    return [
        (key, passage)
        for key, passage, groups in grouped
        if sum(one in several for one in groups) >= _ALIKE * len(groups)
    ]


def _clusters(passages: Sequence[str]) -> list[list[int]]:
    """Return the places of passages that are alike together, each once and in order."""
    if not passages:
        return []
    from datasketch import MinHash, MinHashLSH

    groups = [_groups(passage) for passage in passages]
    # The very same words need no sketch: law and boilerplate stand in hundreds of reports.
    first: dict[frozenset[str], int] = {}
    for number, group in enumerate(groups):
        first.setdefault(group, number)
    index = MinHashLSH(threshold=_ALIKE - 0.1, num_perm=_PERMUTATIONS)
    chain = _Chain(len(passages))
    for group, number in first.items():
        sketch = MinHash(num_perm=_PERMUTATIONS)
        sketch.update_batch([one.encode() for one in sorted(group)])
        for other in index.query(sketch):
            if _share(group, groups[other]) >= _ALIKE:
                chain.join(number, other)
        index.insert(number, sketch)
    clusters: dict[int, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        clusters[chain.root(first[group])].append(number)
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


def _groups(passage: str) -> frozenset[str]:
    words = _WORD.findall(passage.casefold().replace("’", "'"))
    return frozenset(" ".join(words[at : at + _GROUP]) for at in range(max(1, len(words) - _GROUP + 1)))


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other)
