"""Which requirements a passage is about: a linear model over words, pairs of words and the checklist's vocabularies.

Trained by `tools/train_topics.py` on the corpus's train part and the passages written for it; its weights ship with the package,
and the same text gives the same answer everywhere. Rules decide and explain; this proposes where their words are not the school's.
"""

import json
import math
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

FORM = "policykit-topics-2"
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
SHARES = {"": 1.0, "^": 0.3, "@": 0.5}
"""How much the text itself, what it stands under (^) and the vocabularies found in it (@) weigh; each is of length one before."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is scored together: a block's text (a table row's cells joined), what it stands under, the vocabularies in it."""

    block: int
    text: str
    context: str
    vocabularies: frozenset[str]


def stems(text: str) -> list[str]:
    """Return the beginnings of a text's words, addresses, names, sums and years made alike.

    >>> stems("Ring Mrs Ash on 01632 960111")
    ['ring', 'maskname', 'on', 'maskphone']
    """
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return [word if word.startswith("mask") else word[:_STEM] for word in _WORD.findall(text.lower())]


def features(text: str, mark: str = "") -> frozenset[str]:
    """Return the stems and pairs of neighbouring stems of a text, each with the mark of its kind before it."""
    found = stems(text)
    return frozenset(
        [*(mark + stem for stem in found), *(f"{mark}{first} {second}" for first, second in pairwise(found))]
    )


def kinds(passage: Passage) -> dict[str, frozenset[str]]:
    """Return the features of a passage by their mark."""
    return {
        "": features(passage.text),
        "^": features(passage.context, "^"),
        "@": frozenset("@" + name for name in passage.vocabularies),
    }


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A trained model: `names` are its classes, `matrix` a row of whole numbers a feature, to be multiplied by `scales`."""

    names: tuple[str, ...]
    biases: "np.ndarray"
    rarity: dict[str, float]
    number: dict[str, int]
    matrix: "np.ndarray"
    scales: "np.ndarray"
    made_from: str

    def scores(self, found: dict[str, frozenset[str]]) -> "np.ndarray":
        """Return a score for each class: below 0 is more likely not; rounded, so that every machine gives the same."""
        import numpy as np

        rows: list[int] = []
        strengths: list[float] = []
        for mark, share in SHARES.items():
            known = sorted((self.number[one], self.rarity[one]) for one in found[mark] if one in self.number)
            length = math.sqrt(sum(rarity * rarity for _, rarity in known))
            rows += [number for number, _ in known]
            strengths += [share * rarity / length for _, rarity in known]
        if not rows:
            return self.biases
        total = np.array(strengths) @ self.matrix[rows].astype(np.float64)
        scores: np.ndarray = np.round(total * self.scales + self.biases, 4)
        return scores


def likelihood(score: float) -> float:
    """Return a score as a number from 0 to 1.

    >>> likelihood(0.0)
    0.5
    """
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, score))))


def pack(weights: Weights) -> bytes:
    """Return the bytes of the file that ships: a line of JSON, then the matrix."""
    head = {
        "form": FORM,
        "made_from": weights.made_from,
        "names": weights.names,
        "biases": [round(float(one), 5) for one in weights.biases],
        "scales": [round(float(one), 7) for one in weights.scales],
        "features": list(weights.number),
        "rarity": [round(one, 4) for one in weights.rarity.values()],
    }
    return json.dumps(head, separators=(",", ":")).encode() + b"\n" + weights.matrix.tobytes()


def unpack(data: bytes) -> Weights:
    """Return the model in the bytes of such a file; raises ValueError where it is of another form."""
    import numpy as np

    first, _, rest = data.partition(b"\n")
    head = json.loads(first)
    if head["form"] != FORM:
        message = f"{head['form']!r} is no form of the recogniser that this version reads"
        raise ValueError(message)
    names, ordered = tuple(head["names"]), head["features"]
    return Weights(
        names,
        np.array(head["biases"]),
        dict(zip(ordered, head["rarity"], strict=True)),
        {one: number for number, one in enumerate(ordered)},
        np.frombuffer(rest, dtype=np.int8).reshape(len(ordered), len(names)),
        np.array(head["scales"]),
        head["made_from"],
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

    def __init__(self, passages: Iterable[Passage], weights: Weights) -> None:
        """Score passages."""
        self._weights = weights
        self._best: dict[str, list[Proposal]] = {name: [] for name in weights.names}
        self._found: dict[int, dict[str, frozenset[str]]] = {}
        for passage in passages:
            self._found[passage.block] = kinds(passage)
            scores = weights.scores(self._found[passage.block])
            for number in (scores > _WORTH_KEEPING).nonzero()[0]:
                name = weights.names[number]
                self._best[name].append(Proposal(name, passage.block, likelihood(float(scores[number]))))
        for proposals in self._best.values():
            proposals.sort(key=lambda one: (-one.likelihood, one.block))

    def of_sentence(self, name: str, block: int, text: str) -> float:
        """Return the score of one sentence of a passage for one class."""
        scores = self._weights.scores({**self._found[block], "": features(text)})
        return float(scores[self._weights.names.index(name)])

    def knows(self, name: str) -> bool:
        """Return whether a class of that name was learnt."""
        return name in self._best

    def likelihood_of(self, name: str, block: int) -> float:
        """Return how likely a block gives a class, 0 where that is as good as nothing."""
        return next((one.likelihood for one in self._best.get(name, ()) if one.block == block), 0.0)

    def proposals(self, name: str) -> list[Proposal]:
        """Return the likely passages of an element ("sch1.4/name") or requirement ("sch1.4"), the likeliest first."""
        return self._best.get(name, [])


_WORTH_KEEPING = -3.0
"""Scores below are as good as none."""
