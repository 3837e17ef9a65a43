"""Memory: an audit of a nation's schools is told from the store, a school at a time."""

import gc
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.audit.made import a_round, checklist, school

from policykit.audit import copies, sheet_limits
from policykit.audit.copies import Words, copied_passages
from policykit.audit.own_columns import NO_NOTES
from policykit.audit.rendered import ENDINGS, rendered
from policykit.audit.rounds import Head, KeptSchools, Round, School, SchoolResult

FEW, MANY = 5, 30


def _result(place: int) -> SchoolResult:
    return school(f"school-{place}", f"School {place}", ("sch1.4", "sch1.9"))


def _round(count: int) -> Round:
    heads = [Head(School(f"school-{place}", f"School {place}"), str(place)) for place in range(count)]
    return replace(a_round(), schools=KeptSchools(heads, _result, lambda place: _result(place).documents))


def _peak(ending: str, found: Round, path: Path) -> int:
    gc.collect()
    tracemalloc.reset_peak()
    before = tracemalloc.get_traced_memory()[0]
    with path.open("wb") as stream:
        for piece in rendered(ending, found, checklist(), NO_NOTES):
            stream.write(piece)
            # What the JSON encoder leaves for the collector would be counted else.
            gc.collect()
    return tracemalloc.get_traced_memory()[1] - before


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_form_of_output_holds_no_schools_findings(
    ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each further school costs at most half of what even a hand-made one takes.

    The links of a sheet are held, and are as many as a sheet takes at most.
    """
    monkeypatch.setattr(sheet_limits, "_MOST_LINKS", 100)
    assert list(rendered(ending, _round(1), checklist(), NO_NOTES))
    tracemalloc.start()
    try:
        held = [_result(place) for place in range(FEW)]
        each = tracemalloc.get_traced_memory()[0] / len(held)
        del held
        few, many = (_peak(ending, _round(count), tmp_path / f"audit{ending}") for count in (FEW, MANY))
    finally:
        tracemalloc.stop()
    assert (many - few) / (MANY - FEW) < each / 2


def test_passages_that_nobody_shares_are_not_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """A nation's documents have a million passages; their words and the numbers made of them stay on disk."""
    monkeypatch.setattr(copies, "_IN_MEMORY", 1)
    count = 1_000

    def _texts() -> Iterator[Words]:
        for number in range(count):
            yield Words(f"s{number}", (" ".join(f"w{number}y{one}" for one in range(40)),))

    assert copied_passages([*_texts()][:2]) == ()
    tracemalloc.start()
    try:
        assert copied_passages(_texts()) == ()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # A passage's words and numbers take some four thousand bytes.
    assert peak < 1_000 * count
