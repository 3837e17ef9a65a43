"""Train the recogniser of what passages are about, and write its weights into the package.

    python tools/train_topics.py [--check]

It learns from the train part of the corpus and from corpus/passages/. Needs scikit-learn (the extra `train`). With --check nothing
is trained: the exit code is 1 where the weights were made from other passages.
"""

import hashlib
import json
import math
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from policykit.check import topics
from policykit.check.passages import Passages
from policykit.check.term_table import table_of
from policykit.check.topic_passages import passages_of
from policykit.check.words import Words
from policykit.evaluate.labels import load_labels, same
from policykit.model.document import Block, BlockKind
from policykit.pipeline import catalogues
from policykit.read import read

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT / "corpus"
TARGET = ROOT / "src" / "policykit" / "check" / "topics.bin"
Learnt = tuple[topics.Passage, frozenset[str]]
"""A passage and what it shows: `id/element`, and the bare id of everything given or touched."""

_FEWEST = 8
"""A class with fewer passages is not learnt."""
_STRENGTH = 10.0
_MOST, _WEAKEST = 127, 4
"""Weights are kept as whole numbers up to the first; features with none from the second on are left out."""
_CYCLE = 3
"""A passage with this many of the four steps tells the cycle."""


VOCABULARIES = {one.id: one.terms for one in catalogues().checklist.vocabularies}
TABLE = table_of(catalogues())


def known_ids() -> list[str]:
    """Return the ids that labels may name."""
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


def from_documents(split: str) -> list[Learnt]:
    """Return every passage of the labelled documents of a split."""
    found: list[Learnt] = []
    for labelled in load_labels(CORPUS, known_ids(), split):
        document = read(labelled.path)
        marks = [(same(starts), shows) for starts, shows in labelled.passages]
        gathered = Passages(document)
        for passage in passages_of(gathered, Words(gathered.blocks, VOCABULARIES, TABLE)):
            block = document.blocks[passage.block]
            texts = (same(block.text), same(f"{block.label} {block.text}"))
            shows = {
                one for starts, shown in marks if starts and any(t.startswith(starts) for t in texts) for one in shown
            }
            found.append((passage, _shown(shows)))
    return found


def from_passages() -> list[Learnt]:
    """Return the passages written to be learnt from."""
    found: list[Learnt] = []
    for path in sorted((CORPUS / "passages").glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                one = json.loads(line)
                words = Words([Block(0, BlockKind.PARAGRAPH, one["text"])], VOCABULARIES, TABLE)
                named = frozenset(name for name in VOCABULARIES if words.find_vocabulary(name))
                found.append((topics.Passage(0, one["text"], one.get("under", ""), named), _shown(one["shows"])))
            except (ValueError, KeyError) as error:
                message = f"{path.name}:{number}: {error}"
                raise SystemExit(message) from error
    return found


def inputs_hash() -> str:
    """Return the hash of everything that is learnt from."""
    total = hashlib.sha256(topics.FORM.encode())
    paths = [CORPUS / "manifest.yaml", *sorted((CORPUS / "passages").glob("*.jsonl"))]
    paths += [CORPUS / "labels" / f"{one.id}.yaml" for one in load_labels(CORPUS, known_ids(), "train")]
    paths += sorted((ROOT / "checklists" / "vocabulary").glob("*.yaml"))
    for path in paths:
        total.update(path.name.encode() + path.read_bytes().replace(b"\r\n", b"\n"))
    return total.hexdigest()


def train(passages: list[Learnt], made_from: str) -> topics.Weights:
    """Return the weights of a logistic regression for each class."""
    import numpy as np
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression

    found = [topics.kinds(passage) for passage, _ in passages]
    seen = Counter(one for kinds in found for features in kinds.values() for one in features)
    words = sorted(one for one, count in seen.items() if count > 1)
    number = {one: at for at, one in enumerate(words)}
    rarity = {one: 1 + math.log(len(passages) / seen[one]) for one in words}
    rows, columns, values = [], [], []
    for row, kinds in enumerate(found):
        for mark, share in topics.SHARES.items():
            known = [one for one in sorted(kinds[mark]) if one in number]
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


def _classes(passages: list[Learnt]) -> Iterable[tuple[str, list[int], list[bool]]]:
    """Return (class, rows to learn from, wanted): every element and id against all, and `element!` against what only touches."""
    counts = Counter(one for _, shows in passages for one in shows)
    every = list(range(len(passages)))
    for name in sorted(one for one, count in counts.items() if count >= _FEWEST):
        yield name, every, [name in shows for _, shows in passages]
        requirement, _, element = name.partition("/")
        if element:
            about = [row for row in every if requirement in passages[row][1]]
            wanted = [name in passages[row][1] for row in about]
            if _FEWEST <= sum(wanted) <= len(wanted) - _FEWEST:
                yield f"{name}!", about, wanted


def _packed(
    learnt: dict[str, tuple[Any, float]], words: list[str], rarity: dict[str, float], made_from: str
) -> topics.Weights:
    import numpy as np

    whole = np.stack([coefficients for coefficients, _ in learnt.values()], axis=1)
    scales = np.abs(whole).max(axis=0) / _MOST
    matrix = np.round(whole / scales).astype(np.int8)
    kept = [at for at in range(len(words)) if np.abs(matrix[at]).max() >= _WEAKEST]
    names = [words[at] for at in kept]
    return topics.Weights(
        tuple(learnt),
        np.array([bias for _, bias in learnt.values()]),
        tuple(rarity[word] for word in names),
        {word: number for number, word in enumerate(names)},
        np.ascontiguousarray(matrix[kept]),
        scales,
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
