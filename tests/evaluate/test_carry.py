"""The measure of proposals: what counts as right, wrong, pointed to and nothing."""

from datetime import date
from pathlib import Path

import pytest

from policykit.evaluate.carry import Outcome, Placed, placed, share
from policykit.evaluate.labels import Labelled
from policykit.pipeline import catalogues

TEXT = """# SEN Information Report

Fenwick Lane Primary School

## Complaints

If you are unhappy with the support, please speak to the class teacher first, then to the headteacher.

## Joining in

Before any trip the class teacher rings the family of a pupil with special needs and plans what is needed to take part.
"""


@pytest.fixture
def labelled(tmp_path: Path) -> Labelled:
    """Give a document with a label that fits, one that points elsewhere, and one that nothing is proposed for."""
    path = tmp_path / "report.md"
    path.write_text(TEXT, encoding="utf-8")
    return Labelled(
        id="report",
        path=path,
        kind="information-report",
        school_type="mainstream",
        split="tune",
        statuses={"sch1.9": "met", "sch1.3f": "met", "sch1.6": "met", "sch1.12": "missing"},
        stale=(),
        look_alikes=(),
        passages=(("If you are unhappy", ("sch1.9/procedure",)), ("Before any trip", ("~sch1.3f",))),
        quotes={"sch1.3f": "words that stand nowhere in it"},
    )


def test_a_proposal_is_right_where_its_block_is_labelled(labelled: Labelled, as_at: date) -> None:
    """A block that only touches on a requirement does not make it right; what is not met is not counted."""
    found = {one.requirement: one.outcome for one in placed([labelled], catalogues(), as_at)}
    assert found.pop("sch1.3f") in {Outcome.WRONG, Outcome.POINTS_WRONG}
    assert found == {"sch1.9": Outcome.RIGHT, "sch1.6": Outcome.NOTHING}


def test_shares_are_of_all_that_is_met() -> None:
    """What was not proposed counts against it."""
    found = [
        Placed("report", "sch1.9", must=True, outcome=outcome, passages=1, right_passages=1, text="", labelled="")
        for outcome in (Outcome.RIGHT, Outcome.RIGHT, Outcome.POINTS_RIGHT, Outcome.NOTHING)
    ]
    assert share(found, Outcome.RIGHT) == 0.5
    assert share(found, Outcome.RIGHT, Outcome.POINTS_RIGHT) == 0.75
    assert share([], Outcome.RIGHT) == 0.0
