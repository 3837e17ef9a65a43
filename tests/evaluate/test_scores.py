"""The figures of an evaluation, on decisions small enough to count by hand."""

import pytest

from policykit.evaluate.scores import Decision, Tally, by_requirement, figures, intervals, kappa


def tally(name: str, *pairs: tuple[str, str]) -> Tally:
    """Return one document's tally of (labelled, said) pairs."""
    one = Tally(name, "policy", "txt")
    one.decisions = [Decision(name, f"r{number}", labelled, said) for number, (labelled, said) in enumerate(pairs)]
    return one


def test_gaps_are_what_is_labelled_partial_or_missing() -> None:
    """Precision and recall count partial and missing together as gaps."""
    found = figures([tally("a", ("missing", "partial"), ("partial", "met"), ("met", "missing"), ("met", "met"))])
    assert found["gap_precision"] == 0.5
    assert found["gap_recall"] == 0.5
    assert found["status_accuracy"] == 0.25
    assert found["false_missing_of_met"] == 0.5


@pytest.mark.parametrize("said", ["cannot-tell", "not-applicable", "absent"])
def test_an_abstention_counts_as_wrong(said: str) -> None:
    """Saying nothing is as wrong as it can be: missing where the label is met, met where it is not."""
    found = figures([tally("a", ("met", said), ("missing", said), ("met", "met"))])
    assert found["status_accuracy"] == pytest.approx(1 / 3)
    assert found["abstained"] == pytest.approx(2 / 3)
    assert found["false_missing_of_met"] == 0.5
    assert found["false_met_of_missing"] == 1.0


def test_kappa_is_nothing_for_chance_and_one_for_agreement() -> None:
    """Quadratic kappa is 1 when all agree and 0 when agreement is what chance gives."""
    assert kappa([[3, 0, 0], [0, 3, 0], [0, 0, 3]]) == 1.0
    assert kappa([[1, 0, 1], [0, 0, 0], [1, 0, 1]]) == 0.0
    assert kappa([[0, 0, 0], [0, 0, 0], [0, 0, 0]]) is None


def test_intervals_are_the_same_on_every_run_and_hold_the_figure() -> None:
    """The bootstrap has a fixed seed, and its interval is around the figure itself."""
    tallies = [tally(str(n), ("met", "met"), ("missing", "met" if n % 3 else "missing")) for n in range(12)]
    first, second = intervals(tallies), intervals(tallies)
    assert first == second
    low, high = first["status_accuracy"] or (1.0, 0.0)
    assert low <= (figures(tallies)["status_accuracy"] or 0.0) <= high


def test_each_requirement_is_counted_apart() -> None:
    """Right and all are counted for each requirement over the documents."""
    assert by_requirement([tally("a", ("met", "met")), tally("b", ("met", "partial"))]) == {"r0": (1, 2)}
