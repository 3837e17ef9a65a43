"""Three simple checkers to be measured beside the real one: title words, a keyword list, nearest neighbour.

Each takes a document's blocks and gives a status for every requirement; none reads the check's rules.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from policykit.evaluate.keywords import KEYWORDS
from policykit.model.document import BlockKind, Document, Layer

_WORD = re.compile(r"[a-z]{3,}")
_COMMON = frozenset(
    _WORD.findall(
        "and for the with how what who our your are does can from this that have has its their they will not all school "
        "schools pupil pupils sen send special educational needs information policy report children"
    )
)
_MET_AT, _PARTIAL_AT = 0.42, 0.30
"""Cosines at which the nearest neighbour says met and partial; chosen once on the train documents."""


def _words(text: str) -> list[str]:
    return [word for word in _WORD.findall(text.lower()) if word not in _COMMON]


def _texts(document: Document, *, headings: bool) -> list[str]:
    return [
        block.text
        for block in document.blocks
        if block.layer in {Layer.BODY, Layer.NOTE} and (block.kind is BlockKind.HEADING) is headings
    ]


def title_words(document: Document, titles: Mapping[str, str]) -> dict[str, str]:
    """Say met where a heading holds at least half of the words of the requirement's title, else missing."""
    headings = [set(_words(text)) for text in _texts(document, headings=True)]
    said = {}
    for name, title in titles.items():
        wanted = set(_words(title))
        near = max((len(wanted & heading) for heading in headings), default=0)
        said[name] = "met" if wanted and near * 2 >= len(wanted) else "missing"
    return said


def keyword_list(document: Document, titles: Mapping[str, str]) -> dict[str, str]:
    """Say met where any keyword of the requirement stands anywhere in the document, else missing."""
    text = " ".join([*_texts(document, headings=True), *_texts(document, headings=False)]).lower()
    return {name: "met" if any(word in text for word in KEYWORDS.get(name, ())) else "missing" for name in titles}


class NearestNeighbour:
    """Cosine of word weights between a document's passages and labelled train passages."""

    def __init__(self, passages: Iterable[tuple[str, tuple[str, ...]]]) -> None:
        """Learn from (text, shows) pairs; what only touches a subject (`~id`) is not learnt."""
        learnt = [(Counter(_words(text)), _gives(shows)) for text, shows in passages]
        seen = Counter(word for words, _ in learnt for word in words)
        self._weight = {word: math.log(1 + len(learnt) / count) for word, count in seen.items()}
        self._learnt: list[tuple[dict[str, float], frozenset[str]]] = []
        self._where: dict[str, list[int]] = defaultdict(list)
        for words, gives in learnt:
            vector = self._vector(words)
            if gives and vector:
                for word in vector:
                    self._where[word].append(len(self._learnt))
                self._learnt.append((vector, gives))

    def _vector(self, words: Counter[str]) -> dict[str, float]:
        vector = {word: self._weight[word] * count for word, count in words.items() if word in self._weight}
        length = math.sqrt(sum(value * value for value in vector.values()))
        return {word: value / length for word, value in vector.items()} if length else {}

    def __call__(self, document: Document, titles: Mapping[str, str]) -> dict[str, str]:
        """Say met or partial by the nearest train passage that gives the requirement, else missing."""
        best: dict[str, float] = defaultdict(float)
        for text in _texts(document, headings=False):
            scores: dict[int, float] = defaultdict(float)
            for word, value in self._vector(Counter(_words(text))).items():
                for at in self._where.get(word, ()):
                    scores[at] += value * self._learnt[at][0][word]
            for at, score in scores.items():
                for name in self._learnt[at][1]:
                    best[name] = max(best[name], score)
        return {name: _status(best[name]) for name in titles}


def _gives(shows: tuple[str, ...]) -> frozenset[str]:
    return frozenset(one.partition("/")[0] for one in shows if not one.startswith("~"))


def _status(score: float) -> str:
    return "met" if score >= _MET_AT else "partial" if score >= _PARTIAL_AT else "missing"
