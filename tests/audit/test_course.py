"""What moved over three rounds, judged by the present checklist."""

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from tests.audit.conftest import Here, RunAudit, law, text_of, write

from policykit.audit.choose import earlier_round
from policykit.audit.course import Step, course, school_sentences, step_sentences
from policykit.audit.pool import Pool
from policykit.audit.rounds import Round, School, SchoolResult
from policykit.audit.run import Audit
from policykit.audit.store import Store
from policykit.audit.trend import Rejudged, SchoolTrend, Trend, compared, to_rejudge
from policykit.audit.work import Answer, Job, do
from policykit.errors import StoreError
from policykit.model.finding import Status

KINDS = "We provide for pupils with autism, dyslexia, speech and language difficulties, anxiety and hearing loss."
TITLES = {"sch1.1": "Kinds of need", "sch1.11": "Support services"}


def _without_kinds(name: str) -> str:
    text = text_of(name)
    assert KINDS in text
    return text.replace(KINDS, "Our garden is large.")


def _again(opened: Store, meant: str, before: int) -> tuple[Round, dict[str, SchoolResult]]:
    """Return an earlier round, and its schools as they are judged today."""
    pool: Pool[Job, Answer] = Pool(do, lambda _jobs: Here(), 1)
    old, kept = earlier_round(opened, meant, before=before)
    with kept:
        left = to_rejudge(kept, opened, old, law())
        Audit(opened, pool, law()).judge(left.tasks, left.count)
        return old.fetched(), dict(Rejudged(opened, old, law()))


def _course(store: Path, new: Round) -> tuple[Step, ...]:
    with Store(store) as opened:
        earlier = [_again(opened, str(number), new.number) for number, _ in opened.numbers() if number < new.number]
    return course([*earlier, (new, {one.school.key: one for one in new.schools})])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give the documents of the first round."""
    made = tmp_path / "all"
    write(made, {"Abbey/a.txt": _without_kinds("Abbey School")})
    write(made, {f"{name}/a.txt": text_of(f"{name} School") for name in ("Brook", "Copse", "Elm")})
    return made


@pytest.fixture
def three(folder: Path, tmp_path: Path, run_audit: RunAudit) -> tuple[Step, ...]:
    """Give the steps of three rounds in which schools put right, spoil, join, leave and cannot be read."""
    store = tmp_path / "audit.policykit.sqlite"
    run_audit(folder, store)
    write(folder, {"Abbey/a.txt": text_of("Abbey School"), "Brook/a.txt": _without_kinds("Brook School")})
    write(folder, {"Dale/a.txt": text_of("Dale School"), "Copse/a.txt": ""})
    run_audit(folder, store)
    write(folder, {"Abbey/a.txt": _without_kinds("Abbey School"), "Copse/a.txt": text_of("Copse School")})
    shutil.rmtree(folder / "Dale")
    return _course(store, run_audit(folder, store))


def test_each_step_tells_what_was_fixed_stayed_open_and_is_new(three: tuple[Step, ...]) -> None:
    """In each school, and in all of those that were judged in both rounds of the step."""
    assert [(step.trend.old_number, step.number) for step in three] == [(1, 2), (2, 3)]
    first, second = ({one.school.name: one for one in step.trend.schools} for step in three)
    assert (first["Abbey"].fixed, first["Brook"].new) == (("sch1.1",), ("sch1.1",))
    assert (second["Abbey"].new, second["Brook"].fixed) == (("sch1.1",), ())
    assert {"sch1.1", "sch1.11"} <= set(second["Brook"].open)
    told = step_sentences(three)
    assert (
        "Round 1 (21 November 2026) to round 2 (21 November 2026), in 3 schools judged in both: 1 gap fixed" in told[0]
    )
    assert "Round 2" in told[1]


def test_joiners_leavers_and_the_unread_are_counted_apart(three: tuple[Step, ...]) -> None:
    """What cannot be read fixes nothing, and nothing of it is new once it can be."""
    first, second = (step.trend for step in three)
    assert [[one.name for one in schools] for schools in (first.joiners, first.leavers, first.unread)] == [
        ["Dale"],
        [],
        ["Copse"],
    ]
    assert [[one.name for one in schools] for schools in (second.joiners, second.leavers, second.unread)] == [
        [],
        ["Dale"],
        ["Copse"],
    ]
    told = step_sentences(three)
    assert "not in the earlier round: Dale; not judged in one of the two: Copse." in told[0]
    assert "no longer in the audit: Dale; not judged in one of the two: Copse." in told[1]


def test_a_school_is_told_since_when_each_gap_stands(three: tuple[Step, ...]) -> None:
    """A gap that came back stands since it came back."""
    told = {one.partition(":")[0]: one for one in school_sentences(three, TITLES)}
    assert "open since round 1: " in told["Brook"]
    assert "open since round 2: Kinds of need" in told["Brook"]
    assert "new in round 2: Kinds of need" in told["Brook"]
    assert "new in round 3: Kinds of need; fixed in round 2: Kinds of need." in told["Abbey"]
    assert "Support services" in told["Elm"].partition("open since round 1: ")[2]
    # Nobody could see it in the second round.
    assert "open since round 1" not in told.get("Copse", "")


def test_what_the_checklist_changed_is_no_schools_doing(folder: Path, tmp_path: Path, run_audit: RunAudit) -> None:
    """The first round was judged otherwise, by an older checklist: its documents are judged again."""
    store = tmp_path / "audit.policykit.sqlite"
    run_audit(folder, store)
    with sqlite3.connect(store) as older:
        older.execute("UPDATE result SET key = 'old ' || key")
        older.execute("UPDATE finding SET status = 'missing', counts = 'gap' WHERE requirement = 'sch1.1'")
    older.close()
    write(folder, {"Elm/a.txt": _without_kinds("Elm School")})
    (step,) = _course(store, run_audit(folder, store))
    by_name = {one.school.name: one for one in step.trend.schools}
    assert by_name["Brook"].by_checklist == {"sch1.1": (Status.MISSING, Status.MET)}
    assert (by_name["Brook"].fixed, by_name["Elm"].new) == ((), ("sch1.1",))
    assert "3 verdicts that the checklist or the program changed" in step_sentences([step])[0]


def test_a_step_in_which_nothing_moved_is_one_sentence(folder: Path, tmp_path: Path, run_audit: RunAudit) -> None:
    """A new note of the folder makes a round of its own."""
    store = tmp_path / "audit.policykit.sqlite"
    run_audit(folder, store)
    (folder / "Empty").mkdir()
    write(folder, {"Fir/a.txt": ""})
    run_audit(folder, store)
    (folder / "Bare").mkdir()
    steps = _course(store, run_audit(folder, store))
    assert "not in the earlier round: Fir" in step_sentences(steps)[0]
    assert step_sentences(steps)[1:] == ("Nothing moved in round 3.",)


def test_an_older_programs_store_is_compared_with_and_left_as_it_is(
    folder: Path, tmp_path: Path, run_audit: RunAudit
) -> None:
    """It is brought up to date in a copy: the program that wrote it must still know it."""
    last, store = tmp_path / "last.sqlite", tmp_path / "audit.policykit.sqlite"
    run_audit(folder, last)
    with sqlite3.connect(last) as older:
        older.executescript(
            "DROP TABLE seen; DROP TABLE written; ALTER TABLE stale DROP COLUMN fits; PRAGMA user_version = 1"
        )
    older.close()
    last.chmod(0o444)
    before = last.read_bytes()
    write(folder, {"Elm/a.txt": _without_kinds("Elm School")})
    new = run_audit(folder, store)
    with Store(store) as opened:
        old, again = _again(opened, str(last), new.number)
    trend = compared(old, again, new)
    assert {one.school.name: one.new for one in trend.schools}["Elm"] == ("sch1.1",)
    assert last.read_bytes() == before
    assert sorted(path.name for path in tmp_path.glob("last*")) == ["last.sqlite"]


def test_a_file_that_is_no_store_is_named_as_it_was_given(tmp_path: Path, run_audit: RunAudit) -> None:
    """And not by the copy that it was read from."""
    other = tmp_path / "notes.txt"
    other.write_text("words " * 500, encoding="utf-8")
    write(tmp_path / "all", {"a.txt": text_of("Abbey School")})
    run_audit(tmp_path / "all", tmp_path / "audit.policykit.sqlite")
    with Store(tmp_path / "audit.policykit.sqlite") as opened, pytest.raises(StoreError, match="no store") as caught:
        earlier_round(opened, str(other), before=2)
    assert caught.value.where == str(other)


def _steps(moved: dict[int, SchoolTrend | None]) -> list[Step]:
    day = date(2026, 1, 1)
    return [
        Step(Trend(number - 1, day, (one,) if one else ()), number, day, turned=False) for number, one in moved.items()
    ]


def test_a_gap_stands_since_the_round_that_first_had_it_whatever_was_not_judged_between() -> None:
    """A round in which the school was not judged breaks nothing; later rounds come after earlier ones, ten after two."""
    school = School("ash", "Ash School")
    both, old = (SchoolTrend(school, open=gaps) for gaps in (("sch1.1", "sch1.11"), ("sch1.1",)))
    begins = SchoolTrend(school, open=("sch1.1",), new=("sch1.11",))
    steps = _steps({2: SchoolTrend(school, new=("sch1.1",)), 9: None, 10: begins, 11: None, 12: both})
    assert [*school_sentences(steps, TITLES)] == [
        (
            "Ash School: open since round 2: Kinds of need; open since round 10: Support services; new in round 2: Kinds of "
            "need; new in round 10: Support services."
        )
    ]
    assert "open since round 1: Kinds of need" in next(school_sentences(_steps({2: old, 3: None, 4: old}), TITLES))
