"""Outputs that the last run left: written again only where they would come out otherwise."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.audit.made import a_round, checklist
from tests.audit.test_workbook import cell

from policykit.audit.added import Added, Further
from policykit.audit.rounds import Round
from policykit.audit.store import Store
from policykit.audit.written import Written, write_changed

ALL = ("audit.xlsx", "audit.html", "audit.json", "audit.csv")


class Run:
    """Writes rounds into one folder, and counts how often what takes time was asked for."""

    def __init__(self, folder: Path) -> None:
        self.chosen = [folder / name for name in ALL]
        self.asked = 0
        self._store = folder / "audit.policykit.sqlite"

    def __call__(self, made: Round, since: Added = ()) -> Written:
        """Write a round, with what has moved since an earlier one."""
        with Store(self._store) as store:
            return write_changed(self.chosen, made, checklist(), store, (since, self._more))

    def _more(self) -> Added:
        self.asked += 1
        return [Further("templates", "Across the schools", ("One template.",))]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Give a folder in which a round was written."""
    made = Run(tmp_path)
    assert made(a_round()).left == ()
    return made


def test_the_same_round_is_not_written_again(run: Run) -> None:
    """Nor is anything made ready for it, notes in the workbook included."""
    before = {path: path.stat().st_ino for path in run.chosen}
    told = run(a_round())
    assert set(told.left) == set(run.chosen)
    assert told.notes is None
    assert {path: path.stat().st_ino for path in run.chosen} == before
    assert run.asked == 1


def test_a_note_of_hers_is_written_into_every_form(run: Run) -> None:
    """Her rating counts in all of them; the next run then leaves them alone."""
    book = load_workbook(run.chosen[0])
    cell(book["Evidence"], "Birch Academy", "Adviser's RAG", "sch1.9").value = "Green"
    book.save(run.chosen[0])
    assert run(a_round()).left == ()
    assert cell(load_workbook(run.chosen[0])["Matrix"], "Birch Academy", "sch1.9").value == "G*"
    assert "G*" in run.chosen[1].read_text(encoding="utf-8")
    assert len(run(a_round()).left) == len(ALL)


@pytest.mark.parametrize("what", ["result", "number", "program", "since"])
def test_whatever_an_output_is_made_from_makes_it_anew(run: Run, what: str) -> None:
    """Schools, the round's number, the program and what has moved since an earlier round."""
    whole = a_round()
    changed = {
        "result": replace(whole, schools=whole.schools[1:]),
        "number": replace(whole, number=7),
        "program": replace(whole, program="2.0"),
        "since": whole,
    }[what]
    assert run(changed, [Further("since", "Since", ("2 gaps fixed.",))] if what == "since" else ()).left == ()


def test_an_output_that_was_deleted_or_changed_by_hand_is_made_again(run: Run) -> None:
    """And only that one."""
    run.chosen[1].unlink()
    run.chosen[2].write_text("{}", encoding="utf-8")
    assert set(run(a_round()).left) == {run.chosen[0], run.chosen[3]}
    assert len(run(a_round()).left) == len(ALL)


def test_a_table_beside_the_csv_is_made_again_where_it_went(run: Run) -> None:
    """Each sheet is a file of its own, and none is forgotten."""
    names = {path.name for path in run.chosen[3].parent.glob("*.csv")}
    assert names == {
        "audit.csv",
        *(f"audit-{one}.csv" for one in ("summary", "matrix", "stale", "documents", "not-read")),
    }
    beside = run.chosen[3].with_name("audit-matrix.csv")
    beside.unlink()
    assert run.chosen[3] not in run(a_round()).left
    assert beside.exists()
