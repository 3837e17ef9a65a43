"""Which requirements a passage is about: a linear model over words and pairs of words, with its weights in the package.

Trained by `tools/train_topics.py` on the corpus's train part and the passages written for it. It needs no library, and the same text
gives the same numbers everywhere. Rules decide and explain; this proposes where their words are not the school's.
"""

import math
import re
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

FORM = "policykit-topics-1"
_MASKS = (
    (re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"), " maskemail "),
    (re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net|example)\b\S*"), " masklink "),
    (re.compile(r"(?<!\w)(?:\+44\s?|0)(?:\d[\s().-]{0,2}){8,10}\d(?!\w)"), " maskphone "),
    (re.compile(r"\u00a3\s?\d[\d,.]*"), " maskmoney "),
    (re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b\.?\s+(?:[A-Z]\.?\s?){0,2}[A-Z][\w'\u2019-]+"), " maskname "),
    (re.compile(r"\b(?:19|20)\d\d\b"), " maskyear "),
)
_WORD = re.compile(r"[a-z]+")
_STEM = 6
CONTEXT_SHARE = 0.7
SCALE = 512.0
"""Weights are kept as whole numbers, this many to one."""


def features(text: str, *, context: bool) -> frozenset[str]:
    """Return the stems and pairs of neighbouring stems of a text; those of a context are marked as such."""
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    stems = [word[:_STEM] if not word.startswith("mask") else word for word in _WORD.findall(text.lower())]
    mark = "^" if context else ""
    pairs = (f"{mark}{first} {second}" for first, second in pairwise(stems))
    return frozenset([*(mark + stem for stem in stems), *pairs])


@dataclass(frozen=True, slots=True)
class Weights:
    """A trained model: `names` are its classes; a feature's weights are `classes[i]`, `values[i]` for i from its start."""

    names: tuple[str, ...]
    biases: tuple[float, ...]
    rarity: dict[str, float]
    number: dict[str, int]
    starts: "array[int]"
    classes: "array[int]"
    values: "array[int]"
    made_from: str

    def scores(self, text: frozenset[str], context: frozenset[str]) -> list[float]:
        """Return a score for each class: below 0 is more likely not."""
        total = list(self.biases)
        self._add(total, text, 1.0)
        self._add(total, context, CONTEXT_SHARE)
        return total

    def _add(self, total: list[float], found: frozenset[str], share: float) -> None:
        known = [(self.number[one], self.rarity[one]) for one in found if one in self.number]
        length = math.sqrt(sum(rarity * rarity for _, rarity in known))
        if not length:
            return
        classes, values, starts = self.classes, self.values, self.starts
        for number, rarity in sorted(known):
            strength = share * rarity / length / SCALE
            for at in range(starts[number], starts[number + 1]):
                total[classes[at]] += strength * values[at]


def likelihood(score: float) -> float:
    """Return a score as a number from 0 to 1.

    >>> likelihood(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def pack(weights: Weights) -> bytes:
    """Return the bytes of the file that ships."""
    head = "\n".join(
        [
            FORM,
            weights.made_from,
            "\t".join(weights.names),
            "\t".join(f"{bias:.6g}" for bias in weights.biases),
            "\t".join(weights.number),
            "\t".join(f"{weights.rarity[one]:.4g}" for one in weights.number),
            "",
        ]
    ).encode()
    parts = [head, *(one.tobytes() for one in (weights.starts, weights.classes, weights.values))]
    return b"".join(len(part).to_bytes(4, "little") + part for part in parts)


def unpack(data: bytes) -> Weights:
    """Return the model in the bytes of such a file; raises ValueError where it is none."""
    parts, at = [], 0
    while at < len(data):
        size = int.from_bytes(data[at : at + 4], "little")
        parts.append(data[at + 4 : at + 4 + size])
        at += 4 + size
    form, made_from, names, biases, words, rarities, _ = parts[0].decode().split("\n")
    if form != FORM:
        message = f"{form!r} is no form of the recogniser that this version reads"
        raise ValueError(message)
    starts, classes, values = array("I"), array("B"), array("h")
    for one, part in zip((starts, classes, values), parts[1:], strict=True):
        one.frombytes(part)
    ordered = words.split("\t")
    return Weights(
        tuple(names.split("\t")),
        tuple(map(float, biases.split("\t"))),
        dict(zip(ordered, map(float, rarities.split("\t")), strict=True)),
        {one: number for number, one in enumerate(ordered)},
        starts,
        classes,
        values,
        made_from,
    )


@cache
def shipped() -> Weights:
    """Return the model that ships with the package."""
    return unpack((files("policykit.check") / "topics.bin").read_bytes())


@dataclass(frozen=True, slots=True)
class Proposal:
    """A passage that is likely to give an element (or, for a requirement's id, to be about it); `name` is the class."""

    name: str
    block: int
    likelihood: float


class Topics:
    """What every passage of a document is likely to give."""

    def __init__(self, passages: Iterable[tuple[int, str, str]], weights: Weights) -> None:
        """Score passages given as (block, text, context)."""
        self._weights = weights
        self._best: dict[str, list[Proposal]] = {name: [] for name in weights.names}
        self._context: dict[int, frozenset[str]] = {}
        contexts: dict[str, frozenset[str]] = {}
        for block, text, context in passages:
            if context not in contexts:
                contexts[context] = features(context, context=True)
            self._context[block] = contexts[context]
            scores = weights.scores(features(text, context=False), contexts[context])
            for name, score in zip(weights.names, scores, strict=True):
                if score > _WORTH_KEEPING:
                    self._best[name].append(Proposal(name, block, likelihood(score)))
        for proposals in self._best.values():
            proposals.sort(key=lambda one: (-one.likelihood, one.block))

    def of_sentence(self, name: str, block: int, text: str) -> float:
        """Return the score of one sentence of a passage for one class."""
        scores = self._weights.scores(features(text, context=False), self._context[block])
        return scores[self._weights.names.index(name)]

    def knows(self, name: str) -> bool:
        """Return whether a class of that name was learnt."""
        return name in self._best

    def proposals(self, name: str) -> list[Proposal]:
        """Return the likely passages of an element ("sch1.4/name") or requirement ("sch1.4"), the likeliest first."""
        return self._best.get(name, [])


_WORTH_KEEPING = -3.0
"""Scores below are as good as none."""
