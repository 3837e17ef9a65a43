"""Which requirements a passage is about: a linear model over words, pairs of words and the checklist's vocabularies.

Trained by `tools/train_topics.py` on the corpus's train part and the passages written for it; its weights ship with the package,
and the same text gives the same answer everywhere. Rules decide and explain; this proposes where their words are not the school's.
"""

import json
import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, reduce
from importlib.resources import files
from itertools import pairwise, repeat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np

FORM = "policykit-topics-2"
_MASKS = (
    (re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+"), " maskemail ", ("@",)),
    (
        re.compile(r"(?:https?://|www\.)\S+|\b[\w-]+(?:\.[\w-]+)*\.(?:uk|org|com|net|example)\b\S*"),
        " masklink ",
        ("http", "www.", ".uk", ".org", ".com", ".net", ".example"),
    ),
    (re.compile(r"(?<!\w)(?:\+44\s?|0)(?:\d[\s().-]{0,2}){8,10}\d(?!\w)"), " maskphone ", ("0", "+44")),
    (re.compile(r"\u00a3\s?\d[\d,.]*"), " maskmoney ", ("\u00a3",)),
    (
        re.compile(r"\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\b\.?\s+(?:[A-Z]\.?\s?){0,2}[A-Z][\w'\u2019-]+"),
        " maskname ",
        ("M", "Dr"),
    ),
    (re.compile(r"\b(?:19|20)\d\d\b"), " maskyear ", ("19", "20")),
)
"""A pattern, what stands for it, and what a text holds (any one of them) wherever the pattern finds something."""
_WORD = re.compile(r"[a-z]+")
_STEM = 6
_BEGINNING = re.compile(rf"([a-z]{{1,{_STEM}}})[a-z]*")
_MASK = "mask"
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
    for pattern, mask, hints in _MASKS:
        for hint in hints:
            if hint in text:
                text = pattern.sub(mask, text)
                break
    text = text.lower()
    if _MASK not in text:
        return _BEGINNING.findall(text)
    return [word if word.startswith(_MASK) else word[:_STEM] for word in _WORD.findall(text)]


def features(text: str, mark: str = "") -> frozenset[str]:
    """Return the stems and pairs of neighbouring stems of a text, each with the mark of its kind before it."""
    found = stems(text)
    pairs = [f"{mark}{first} {second}" for first, second in pairwise(found)]
    return frozenset([*([mark + stem for stem in found] if mark else found), *pairs])


def kinds(passage: Passage) -> dict[str, frozenset[str]]:
    """Return the features of a passage by their mark."""
    return {
        "": features(passage.text),
        "^": features(passage.context, "^"),
        "@": frozenset("@" + name for name in passage.vocabularies),
    }


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """A trained model: `names` are its classes, `matrix` a row of whole numbers a feature, to be multiplied by `scales`.

    `biases` and `scales` have a number a class, `rarity` one a feature; `number` gives the row of a feature. `made_from`
    is the digest of what it was trained on.
    """

    names: tuple[str, ...]
    biases: "np.ndarray"
    rarity: tuple[float, ...]
    number: dict[str, int]
    matrix: "np.ndarray"
    scales: "np.ndarray"
    made_from: str

    def known(self, features: Iterable[str], mark: str) -> "Known":
        """Return the numbers of the features that were learnt, in order, and how much each weighs among its kind."""
        numbers = set(map(self.number.get, features, repeat(-1)))
        numbers.discard(-1)
        rows = sorted(numbers)
        every = self.rarity
        rarity = [every[number] for number in rows]
        length = math.sqrt(sum([one * one for one in rarity]))
        share = SHARES[mark]
        return rows, [share * one / length for one in rarity]

    def scores(self, passages: Sequence[Iterable["Known"]]) -> "np.ndarray":
        """Return a row for each passage, in it a score for each class: below 0 is more likely not.

        The scores are rounded, so that every machine gives the same.
        """
        import numpy as np

        total = np.zeros((len(passages), len(self.names)))
        bare: list[int] = []
        for at, kinds in enumerate(passages):
            rows, strengths = _joined(kinds)
            if rows:
                total[at] = np.array(strengths) @ self.matrix.take(rows, axis=0).astype(np.float64)
            else:
                bare.append(at)
        scores: np.ndarray = np.round(total * self.scales + self.biases, 4)
        scores[bare] = self.biases
        return scores

    def score(self, kinds: Iterable["Known"], column: int) -> float:
        """Return the score of one passage for the class in a column."""
        import numpy as np

        rows, strengths = _joined(kinds)
        if not rows:
            return float(self.biases[column])
        total = np.array(strengths) @ self.matrix[rows, column].astype(np.float64)
        return float(np.round(total * self.scales[column] + self.biases[column], 4))


Known = tuple[list[int], list[float]]
"""Features of one kind by their numbers, and the weight of each."""


def _joined(kinds: Iterable[Known]) -> Known:
    rows: list[int] = []
    strengths: list[float] = []
    for known, weights in kinds:
        rows += known
        strengths += weights
    return rows, strengths


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
        "rarity": [round(one, 4) for one in weights.rarity],
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
        tuple(head["rarity"]),
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
        """Score passages, which come in the order of the document."""
        import numpy as np

        self._weights = weights
        self._column = {name: number for number, name in enumerate(weights.names)}
        self._blocks: list[int] = []
        self._under: list[tuple[Known, Known]] = []
        contexts: dict[str, Known] = {}
        texts: dict[str, Known] = {}
        found: list[tuple[Known, Known, Known]] = []
        for passage in passages:
            if passage.context not in contexts:
                contexts[passage.context] = weights.known(features(passage.context, "^"), "^")
            under = contexts[passage.context], weights.known(("@" + name for name in passage.vocabularies), "@")
            if passage.text not in texts:
                # The cells of a table's row are read together, so that each has the text of all.
                texts[passage.text] = weights.known(features(passage.text), "")
            self._blocks.append(passage.block)
            self._under.append(under)
            found.append((texts[passage.text], *under))
        self._row = {block: row for row, block in enumerate(self._blocks)}
        self._scores = np.ascontiguousarray(weights.scores(found).T)

    def of_sentence(self, name: str, block: int, text: str) -> float:
        """Return the score of one sentence of a passage for one class."""
        own = self._weights.known(features(text), "")
        return self._weights.score((own, *self._under[self._row[block]]), self._column[name])

    def knows(self, name: str) -> bool:
        """Return whether a class of that name was learnt."""
        return name in self._column

    def likelihood_of(self, name: str, block: int) -> float:
        """Return how likely a block gives a class, 0 where that is as good as nothing."""
        if name not in self._column or block not in self._row:
            return 0.0
        return _kept(float(self._scores[self._column[name], self._row[block]]))

    def strongest(self, *names: str) -> float:
        """Return how likely the likeliest passage gives all of these classes, by the least likely of them."""
        import numpy as np

        first, *others = (self._scores[self._column[name]] for name in names)
        least = reduce(np.minimum, others, first)
        return _kept(float(least.max())) if len(least) else 0.0

    def proposals(self, name: str, most: int | None = None) -> list[Proposal]:
        """Return the likely passages of an element ("sch1.4/name") or requirement ("sch1.4"), at most so many, the likeliest first."""
        if name not in self._column:
            return []
        scores = self._scores[self._column[name]]
        if scores.max(initial=_WORTH_KEEPING) <= _WORTH_KEEPING:
            return []
        ranked = (-scores).argsort(kind="stable")[:most]
        return [
            Proposal(name, self._blocks[row], likelihood(score))
            for row in ranked.tolist()
            if (score := float(scores[row])) > _WORTH_KEEPING
        ]


_WORTH_KEEPING = -3.0
"""Scores below are as good as none."""


def _kept(score: float) -> float:
    return likelihood(score) if score > _WORTH_KEEPING else 0.0
