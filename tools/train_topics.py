"""Train the recogniser of what passages are about, and write its weights into the package.

    python tools/train_topics.py [--check]

It learns from the train part of the corpus and from corpus/passages/. Needs scikit-learn (the extra `train`). With --check nothing
is trained: the exit code is 1 where the weights were made from other passages.
"""

import hashlib
import json
import math
import sys
from array import array
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from policykit.check import topics
from policykit.check.passages import Passages
from policykit.check.topic_passages import passages_of
from policykit.evaluate.labels import load_labels, same
from policykit.read import read

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
TARGET = ROOT / "src" / "policykit" / "check" / "topics.bin"
Passage = tuple[str, str, frozenset[str]]
"""Text, context, what it shows: `id/element`, and the bare id of everything given or touched."""

_FEWEST = 8
"""A class with fewer passages is not learnt."""
_SMALLEST = 0.06
"""Weights closer to nothing are left out."""
_STRENGTH = 10.0
_CYCLE = 3
"""A passage with this many of the four steps tells the cycle."""


def known_ids() -> list[str]:
    """Return the ids that labels may name."""
    from policykit.pipeline import catalogues

    return [requirement.id for requirement in catalogues().checklist.requirements if not requirement.further]


def _shown(shows: Iterable[str]) -> frozenset[str]:
    found = set()
    for one in shows:
        if not one.startswith("~"):
            found.add(one)
        found.add(one.lstrip("~").partition("/")[0])
    if sum(f"cop.graduated-approach/{step}" in found for step in ("assess", "plan", "do", "review")) >= _CYCLE:
        found.add("cop.graduated-approach/cycle")
    return frozenset(found)


def from_documents(split: str) -> list[Passage]:
    """Return every passage of the labelled documents of a split."""
    found: list[Passage] = []
    for labelled in load_labels(CORPUS, known_ids(), split):
        document = read(labelled.path)
        marks = [(same(starts), shows) for starts, shows in labelled.passages]
        for block, text, context in passages_of(Passages(document, {})):
            plain = same(document.blocks[block].text)
            numbered = same(f"{document.blocks[block].label} {document.blocks[block].text}")
            shows = {
                one
                for starts, shown in marks
                if starts and (plain.startswith(starts) or numbered.startswith(starts))
                for one in shown
            }
            found.append((text, context, _shown(shows)))
    return found


def from_passages() -> list[Passage]:
    """Return the passages written to be learnt from."""
    found: list[Passage] = []
    for path in sorted((CORPUS / "passages").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                one = json.loads(line)
                found.append((one["text"], one.get("under", ""), _shown(one["shows"])))
            except (ValueError, KeyError) as error:
                message = f"{path.name}:{number}: {error}"
                raise SystemExit(message) from error
    return found


def inputs_hash() -> str:
    """Return the hash of everything that is learnt from."""
    total = hashlib.sha256(topics.FORM.encode())
    paths = [CORPUS / "manifest.yaml", *sorted((CORPUS / "passages").glob("*.jsonl"))]
    paths += [CORPUS / "labels" / f"{one.id}.yaml" for one in load_labels(CORPUS, known_ids(), "train")]
    for path in paths:
        total.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()


def train(passages: list[Passage], made_from: str) -> topics.Weights:
    """Return the weights of a logistic regression for each class."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    texts = [topics.features(text, context=False) for text, _, _ in passages]
    contexts = [topics.features(context, context=True) for _, context, _ in passages]
    seen = Counter(one for found in (*texts, *contexts) for one in found)
    words = sorted(one for one, count in seen.items() if count > 1)
    number = {one: at for at, one in enumerate(words)}
    rarity = {one: 1 + math.log(len(passages) / seen[one]) for one in words}
    rows, columns, values = [], [], []
    for row, pair in enumerate(zip(texts, contexts, strict=True)):
        for found, share in zip(pair, (1.0, topics.CONTEXT_SHARE), strict=True):
            known = [one for one in sorted(found) if one in number]
            length = math.sqrt(sum(rarity[one] ** 2 for one in known)) or 1.0
            rows += [row] * len(known)
            columns += [number[one] for one in known]
            values += [share * rarity[one] / length for one in known]
    matrix = csr_matrix((values, (rows, columns)), shape=(len(passages), len(words)))
    learnt: dict[str, tuple[Any, float]] = {}
    for name, rows_of_class, wanted in _classes(passages):
        model = LogisticRegression(C=_STRENGTH, class_weight="balanced", solver="liblinear", random_state=0)
        model.fit(matrix[np.array(rows_of_class)], np.array(wanted))
        learnt[name] = (model.coef_[0], float(model.intercept_[0]))
    return _packed(learnt, words, rarity, made_from)


def _classes(passages: list[Passage]) -> Iterable[tuple[str, list[int], list[bool]]]:
    """Return (class, rows to learn from, wanted): every element and id against all, and `element!` against what only touches."""
    counts = Counter(one for _, _, shows in passages for one in shows)
    every = list(range(len(passages)))
    for name in sorted(one for one, count in counts.items() if count >= _FEWEST):
        yield name, every, [name in shows for _, _, shows in passages]
        requirement, _, element = name.partition("/")
        if element:
            about = [row for row in every if requirement in passages[row][2]]
            wanted = [name in passages[row][2] for row in about]
            if _FEWEST <= sum(wanted) <= len(wanted) - _FEWEST:
                yield f"{name}!", about, wanted


def _packed(
    learnt: dict[str, tuple[Any, float]], words: list[str], rarity: dict[str, float], made_from: str
) -> topics.Weights:
    starts, classes, values = array("I", [0]), array("B"), array("h")
    kept: list[str] = []
    coefficients = [one for one, _ in learnt.values()]
    for at, word in enumerate(words):
        strong = [(number, one[at]) for number, one in enumerate(coefficients) if abs(one[at]) >= _SMALLEST]
        if not strong:
            continue
        kept.append(word)
        for number, value in strong:
            classes.append(number)
            values.append(max(-32000, min(32000, round(value * topics.SCALE))))
        starts.append(len(classes))
    return topics.Weights(
        tuple(learnt),
        tuple(bias for _, bias in learnt.values()),
        {word: rarity[word] for word in kept},
        {word: number for number, word in enumerate(kept)},
        starts,
        classes,
        values,
        made_from,
    )


def main() -> int:
    """Train or check; return the exit code."""
    made_from = inputs_hash()
    if "--check" in sys.argv[1:]:
        if TARGET.is_file() and topics.unpack(TARGET.read_bytes()).made_from == made_from:
            return 0
        print("topics.bin is not made from these passages: run python tools/train_topics.py")
        return 1
    passages = [*from_documents("train"), *from_passages()]
    weights = train(passages, made_from)
    TARGET.write_bytes(topics.pack(weights))
    print(
        f"{len(passages)} passages, {len(weights.names)} classes, {len(weights.number)} features, {TARGET.stat().st_size} bytes"
    )
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
