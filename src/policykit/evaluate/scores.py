"""Figures from decisions: precision and recall of gaps, kappa, stale references, each with its interval.

A gap is a requirement labelled partial or missing. Whatever is not met, partial or missing where the label is one of
them counts as wrong: as missing where the label is met, as met otherwise.
"""

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

RANK = {"missing": 0, "partial": 1, "met": 2}
_RESAMPLES = 1000
_SEED = 20261121


@dataclass(frozen=True, slots=True)
class Decision:
    """One requirement of one document: labelled and said, as words.

    `sure` is False where a person is asked to look; `must` says that the law asks a report to say it.
    """

    document: str
    requirement: str
    labelled: str
    said: str
    sure: bool = True
    quote: str = ""
    must: bool = False


@dataclass(slots=True)
class Tally:
    """What one document adds up to: decisions, and the counts of its stale references."""

    document: str
    kind: str
    format: str
    decisions: list[Decision] = field(default_factory=list)
    stale_labelled: int = 0
    stale_found: int = 0
    stale_said: int = 0
    stale_right: int = 0
    look_alikes: int = 0
    quotes: int = 0
    quotes_supported: int = 0


def counted(decision: Decision) -> tuple[int, int]:
    """Return (labelled, said) as ranks, an abstention counted as wrong."""
    wanted = RANK[decision.labelled]
    if decision.said in RANK:
        return wanted, RANK[decision.said]
    return wanted, RANK["missing"] if decision.labelled == "met" else RANK["met"]


def ratio(part: float, whole: float) -> float | None:
    """Return part of whole, None where there is nothing to divide by."""
    return part / whole if whole else None


def figures(tallies: Sequence[Tally]) -> dict[str, float | None]:
    """Return every figure over some documents; None where nothing was there to measure."""
    matrix = [[0] * 3 for _ in range(3)]
    abstained = 0
    for tally in tallies:
        for decision in tally.decisions:
            row, column = counted(decision)
            matrix[row][column] += 1
            abstained += decision.said not in RANK
    total = sum(map(sum, matrix))
    gaps, said = sum(map(sum, matrix[:2])), sum(row[0] + row[1] for row in matrix)
    right = sum(row[0] + row[1] for row in matrix[:2])
    precision, recall = ratio(right, said), ratio(right, gaps)
    summed = {name: sum(getattr(tally, name) for tally in tallies) for name in _SUMMED}
    return {
        "gap_precision": precision,
        "gap_recall": recall,
        "gap_f1": ratio(2 * precision * recall, precision + recall) if precision and recall else None,
        "status_accuracy": ratio(sum(matrix[i][i] for i in range(3)), total),
        "kappa_quadratic": kappa(matrix),
        "false_missing_of_met": ratio(matrix[2][0], sum(matrix[2])),
        "false_met_of_missing": ratio(matrix[0][2], sum(matrix[0])),
        "abstained": ratio(abstained, total),
        "stale_recall": ratio(summed["stale_found"], summed["stale_labelled"]),
        "stale_precision": ratio(summed["stale_right"], summed["stale_said"]),
        "look_alike_hits": float(summed["look_alikes"]),
        "quotes_supported": ratio(summed["quotes_supported"], summed["quotes"]),
    }


_SUMMED = (
    "stale_labelled",
    "stale_found",
    "stale_said",
    "stale_right",
    "look_alikes",
    "quotes",
    "quotes_supported",
)


def kappa(matrix: Sequence[Sequence[int]]) -> float | None:
    """Return Cohen's kappa with quadratic weights, None without decisions.

    >>> kappa([[2, 0, 0], [0, 2, 0], [0, 0, 2]])
    1.0
    """
    total = sum(map(sum, matrix))
    if not total:
        return None
    rows, columns = [sum(row) for row in matrix], [sum(column) for column in zip(*matrix, strict=True)]
    seen = sum((i - j) ** 2 * matrix[i][j] for i in range(3) for j in range(3))
    expected = sum((i - j) ** 2 * rows[i] * columns[j] / total for i in range(3) for j in range(3))
    return 1 - seen / expected if expected else 1.0


Interval = tuple[float, float] | None


def intervals(tallies: Sequence[Tally]) -> dict[str, Interval]:
    """Return the 95 % interval of every figure, by bootstrap over documents with a fixed seed."""
    chance = random.Random(_SEED)  # noqa: S311 - resampling, not secrets
    drawn: dict[str, list[float]] = {}
    for _ in range(_RESAMPLES):
        for name, value in figures(chance.choices(tallies, k=len(tallies))).items():
            if value is not None:
                drawn.setdefault(name, []).append(value)
    found: dict[str, Interval] = {}
    for name, values in drawn.items():
        ordered = sorted(values)
        found[name] = (ordered[int(0.025 * len(ordered))], ordered[int(0.975 * (len(ordered) - 1))])
    return found


def by(tallies: Iterable[Tally], key: Callable[[Tally], str]) -> dict[str, dict[str, float | None]]:
    """Return the figures of each group of documents."""
    groups: dict[str, list[Tally]] = {}
    for tally in tallies:
        groups.setdefault(key(tally), []).append(tally)
    return {name: figures(group) for name, group in sorted(groups.items())}


def by_requirement(tallies: Iterable[Tally]) -> dict[str, tuple[int, int]]:
    """Return how many decisions on each requirement are right, of how many."""
    found: dict[str, list[int]] = {}
    for tally in tallies:
        for decision in tally.decisions:
            right = found.setdefault(decision.requirement, [0, 0])
            right[0] += len(set(counted(decision))) == 1
            right[1] += 1
    return {name: (right, of) for name, (right, of) in found.items()}
