"""The corpus is what its data card says: sizes, splits that share no text, labels that hold, files up to date."""

import hashlib
import json
import re
from collections import Counter, defaultdict
from itertools import combinations

import pytest
from ruamel.yaml import YAML
from tests.conftest import REPOSITORY

from policykit.evaluate.labels import load_labels
from policykit.pipeline import catalogues

CORPUS = REPOSITORY / "corpus"
IDS = [requirement.id for requirement in catalogues().checklist.requirements if not requirement.further]
SPLIT = {
    one["id"]: one["split"] for one in YAML(typ="safe").load((CORPUS / "manifest.yaml").read_text("utf-8"))["documents"]
}
NEAR_COPY = 0.5
SHORTEST = 12


@pytest.fixture(scope="module")
def documents() -> list[tuple[str, list[str]]]:
    """Give the id and the blocks of every source, in words."""
    found = []
    for path in sorted((CORPUS / "documents").glob("*.md")):
        body = path.read_text(encoding="utf-8").split("---\n", 2)[2]
        found.append((path.stem, re.split(r"\n\s*\n|\n(?=[-|])", body)))
    return found


def shingles(block: str) -> frozenset[str]:
    """Return the runs of four words of a block."""
    words = re.findall(r"[a-z0-9']+", block.lower())
    return (
        frozenset(" ".join(words[at : at + 4]) for at in range(len(words) - 3))
        if len(words) >= SHORTEST
        else frozenset()
    )


def test_labels_are_sound_and_name_every_requirement() -> None:
    """Every label file loads strictly: known ids, known statuses, quotes that are in their documents."""
    assert len(load_labels(CORPUS, IDS)) == len(SPLIT)


def test_the_corpus_is_as_large_as_its_card_says() -> None:
    """At least 60 documents, 4,000 labelled passages, 300 stale items and 400 look-alikes."""
    labelled = load_labels(CORPUS, IDS)
    passages = sum(len(path.read_text("utf-8").splitlines()) for path in (CORPUS / "passages").glob("*.jsonl"))
    assert len(labelled) >= 60
    assert sum(len(one.passages) for one in labelled) + passages >= 4000
    assert sum(len(one.stale) for one in labelled) >= 300
    assert sum(len(one.look_alikes) for one in labelled) >= 400


def test_no_passage_of_one_part_is_a_near_copy_of_anothers(documents: list[tuple[str, list[str]]]) -> None:
    """No two blocks of different parts have half of all their runs of four words in common."""
    where: dict[str, list[int]] = defaultdict(list)
    blocks = [(name, runs) for name, texts in documents for text in texts if (runs := shingles(text))]
    for number, (_, runs) in enumerate(blocks):
        for run in runs:
            where[run].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for numbers in where.values():
        for first, second in combinations(numbers, 2):
            if SPLIT[blocks[first][0]] != SPLIT[blocks[second][0]]:
                shared[first, second] += 1
    copies = [
        (blocks[first][0], blocks[second][0])
        for (first, second), count in shared.items()
        if count / len(blocks[first][1] | blocks[second][1]) >= NEAR_COPY
    ]
    assert copies == []


def test_no_passage_to_learn_from_is_a_near_copy_of_a_test_or_tune_passage(
    documents: list[tuple[str, list[str]]],
) -> None:
    """What the recogniser learns from has no half of its runs in common with what it is measured on."""
    measured: dict[str, set[int]] = defaultdict(set)
    blocks = [runs for name, texts in documents if SPLIT[name] != "train" for text in texts if (runs := shingles(text))]
    for number, runs in enumerate(blocks):
        for run in runs:
            measured[run].add(number)
    copies = []
    for path in sorted((CORPUS / "passages").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            runs = shingles(json.loads(line)["text"])
            counts = Counter(number for run in runs for number in measured.get(run, ()))
            copies += [line for number, count in counts.items() if count / len(runs | blocks[number]) >= NEAR_COPY]
    assert copies == []


def test_every_file_is_built_from_its_source() -> None:
    """The hash of each source is the one that its file was built from."""
    built = json.loads((CORPUS / "files" / "built.json").read_text(encoding="utf-8"))
    for path in sorted((CORPUS / "documents").glob("*.md")):
        assert built[path.stem]["made_from"] == hashlib.sha256(path.read_bytes()).hexdigest(), path.stem
        assert (CORPUS / "files" / built[path.stem]["file"]).is_file()
