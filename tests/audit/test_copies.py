"""Which passages of several schools are found to be one, held against a comparison of each with each."""

import os
import random
import subprocess
import sys
import tempfile
from itertools import combinations
from pathlib import Path

import pytest

from policykit.audit import copies
from policykit.audit.copies import Words, copied_passages
from policykit.errors import StoreError

VOCABULARY = [f"{start}{end}" for start in ("read", "plan", "meet", "help", "learn") for end in range(60)]


def passage(chance: random.Random) -> str:
    """Return so many words as a passage of a report has."""
    return " ".join(chance.choices(VOCABULARY, k=chance.randrange(30, 120)))


def changed(text: str, chance: random.Random) -> str:
    """Return the passage with a few words replaced, left out or put in."""
    words = text.split()
    for _ in range(chance.choice((0, 1, 1, 2, 2, 3, 4, 6, 12))):
        at = chance.randrange(len(words))
        words[at : at + chance.randrange(2)] = chance.choices(VOCABULARY, k=chance.randrange(2))
    return " ".join([*words, *chance.choices(VOCABULARY, k=max(0, 30 - len(words)))])


def alike(one: str, other: str) -> bool:
    """Return whether four fifths of all runs of four words stand in both, counted without a sketch or a number."""
    both = [{tuple(words[at : at + 4]) for at in range(len(words) - 3)} for words in (one.split(), other.split())]
    return 5 * len(both[0] & both[1]) >= 4 * len(both[0] | both[1])


def test_of_pairs_that_are_alike_99_in_100_are_found_and_of_others_none() -> None:
    """Each pair alone, so that no third passage joins two that were missed."""
    chance = random.Random(10)  # noqa: S311 - nothing secret
    told, found = 0, 0
    for _ in range(3000):
        text = passage(chance)
        other = changed(text, chance)
        seen = bool(copied_passages([Words("alder", (text,)), Words("birch", (other,))]))
        assert alike(text, other) or not seen
        told += alike(text, other)
        found += seen
    assert told > 1000
    assert found >= 0.99 * told


def test_among_many_the_same_ones_are_put_together_as_by_comparing_each_with_each() -> None:
    """Forty schools, some of whose passages come of a few templates."""
    chance = random.Random(11)  # noqa: S311 - nothing secret
    templates = [passage(chance) for _ in range(6)]
    texts = [
        Words(f"s{number}", (*(changed(one, chance) for one in chance.sample(templates, 3)), passage(chance)))
        for number in range(40)
    ]
    whose: dict[str, set[str]] = {}
    for text in texts:
        for one in text.passages:
            whose.setdefault(one, set()).add(text.key)
    near: dict[str, set[str]] = {one: {one} for one in whose}
    for one, other in combinations(whose, 2):
        if alike(one, other) and near[one] is not near[other]:
            near[one] |= near[other]
            for each in near[one]:
                near[each] = near[one]
    together = {frozenset().union(*(whose[one] for one in group)) for group in near.values()}
    assert {frozenset(one.keys) for one in copied_passages(texts)} == {keys for keys in together if len(keys) > 1}


def test_the_sketches_are_the_same_in_every_run_and_on_every_machine() -> None:
    """Whatever Python's own hash of a text is that day; the numbers were written down once."""
    code = (
        "from rensa import RMinHash; from policykit.audit.copies import _BANDS, _SEED, _SLOTS, _groups; "
        "sketch = RMinHash(_SLOTS, _SEED); sketch.update(_groups('We help all pupils to read well. ' * 3)); "
        "print(_SLOTS, _BANDS, _SEED, sum(sketch.digest()))"
    )
    for seed in ("1", "2"):
        command = [sys.executable, "-c", code]
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
        assert done.stdout.split() == ["96", "24", "10", "293417243975"]


def test_a_disk_without_room_for_passages_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what to do; the store has kept what was done."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    monkeypatch.setattr(copies, "_IN_MEMORY", 1)
    with pytest.raises(StoreError, match="no temporary file could be written") as caught:
        copied_passages([Words("alder", (passage(random.Random(1)),))])  # noqa: S311 - nothing secret
    assert "TMPDIR" in caught.value.remedy


def test_passages_in_another_script_are_told_apart() -> None:
    """Words of any alphabet are words: two different welcomes in Ukrainian are no copy of one another."""
    words = "школа вчитель дитина родина книга урок допомога зустріч план час сад двір".split()  # noqa: SIM905
    chance = random.Random(12)  # noqa: S311 - nothing secret
    one, other = (" ".join(chance.choices(words, k=40)) for _ in range(2))
    assert copied_passages([Words("alder", (one,)), Words("birch", (other,))]) == ()
    assert copied_passages([Words("alder", (one,)), Words("birch", (one,))]) != ()
