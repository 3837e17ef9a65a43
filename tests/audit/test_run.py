"""An audit from a folder to a round."""

import shutil
import sqlite3
import sys
from pathlib import Path

import pytest
from tests.audit.broken import write_broken
from tests.audit.conftest import DAY, RunAudit, text_of, write

from policykit.audit import work
from policykit.audit.rounds import Role
from policykit.audit.store import Store
from policykit.model.finding import Status
from policykit.pipeline import Options, check_file
from policykit.read import apart
from policykit.read.apart import Limits


def test_a_school_is_judged_by_its_report_and_its_policy_counts_with_where(tmp_path: Path, run_audit: RunAudit) -> None:
    """What the report leaves out may stand in the companion; the report alone is judged too."""
    folder = tmp_path / "all"
    report = text_of("Beech Holme Primary School").replace(
        "Our SENCO is Mrs Ada Example, telephone", "Our office is on"
    )
    write(folder, {"Beech Holme/report.txt": report, "Beech Holme/policy.txt": text_of("Beech Holme", "policy")})
    (school,) = run_audit(folder).schools
    assert [(one.path, one.role) for one in school.documents] == [
        ("Beech Holme/policy.txt", Role.COMPANION),
        ("Beech Holme/report.txt", Role.JUDGED),
    ]
    contact = school.finding("sch1.4")
    assert contact is not None
    assert contact.status is Status.MET
    assert contact.alone.status is Status.MISSING
    assert "Beech Holme/policy.txt" in {quote.path for quote in contact.quotes}
    assert {one.quote.path for one in school.stale} == {"Beech Holme/policy.txt"}


def test_a_document_alone_is_judged_as_check_judges_it(tmp_path: Path, run_audit: RunAudit) -> None:
    """An audit is many checks and no other kind of check."""
    folder = tmp_path / "all"
    write(folder, {"a.txt": text_of("Beech Holme Primary School")})
    (school,) = run_audit(folder).schools
    report = check_file(str(folder / "a.txt"), Options(DAY))
    every = (*report.requirements, *report.further)
    assert [(one.id, one.status, one.sure, one.counts) for one in school.findings] == [
        (one.id, one.status, one.sure, one.counts) for one in every
    ]
    assert [[quote.text for quote in one.quotes] for one in school.findings] == [
        [quote.text for quote in one.evidence] for one in every
    ]


def test_copies_old_editions_and_other_documents_are_told(tmp_path: Path, run_audit: RunAudit) -> None:
    """The newest by its own date is judged; nothing is counted twice."""
    folder = tmp_path / "all"
    name = "Beech Holme Primary School"
    write(
        folder,
        {
            "Beech Holme/a.txt": text_of(name),
            "Beech Holme/b.txt": text_of(name).replace("\n\n", "\n\n\n"),
            "Beech Holme/c.txt": text_of(name, reviewed="1 September 2024"),
            "Beech Holme/d.txt": "Behaviour Policy\n\n" + "Pupils walk in the corridors when the bell rings. " * 70,
            "Beech Holme/e.pdf": "%PDF-1.4 cut off",
        },
    )
    (school,) = run_audit(folder).schools
    roles = {one.path[-5:]: one.role for one in school.documents}
    assert roles == {
        "a.txt": Role.JUDGED,
        "b.txt": Role.SAME,
        "c.txt": Role.OLDER,
        "d.txt": Role.SET_ASIDE,
        "e.pdf": Role.NOT_READ,
    }
    assert all(one.role_why for one in school.documents if one.role is not Role.JUDGED)


def test_no_document_is_said_to_be_reviewed_on_a_day_to_come(tmp_path: Path, run_audit: RunAudit) -> None:
    """A misprint, or the end of a plan, is no review, and makes no edition the newest."""
    folder = tmp_path / "all"
    write(folder, {"Abbey/report.txt": text_of("Abbey Primary School", reviewed="1 September 2031")})
    (made,) = run_audit(folder).schools
    assert made.judged is not None
    assert made.judged.last_review is None


def test_what_is_set_aside_is_told_in_words_that_an_audit_can_follow(tmp_path: Path, run_audit: RunAudit) -> None:
    """An option of another command is no help here."""
    folder = tmp_path / "all"
    write(
        folder,
        {
            "Abbey/report.txt": text_of("Abbey Primary School"),
            "Abbey/menu.txt": "Lunch menu\n\nMonday is soup. Tuesday is pie.\n",
        },
    )
    (made,) = run_audit(folder).schools
    told = [one.role_why for one in made.documents if one.role is Role.SET_ASIDE]
    assert len(told) == 1
    assert "--" not in told[0]


def test_a_second_run_over_the_same_reads_and_judges_nothing(
    tmp_path: Path, run_audit: RunAudit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is kept by hash is not done again, and the same round twice is one."""
    folder = tmp_path / "all"
    write(folder, {f"{name}.txt": text_of(f"{name.title()} Primary School") for name in ("abbey", "brook")})
    first = run_audit(folder)
    monkeypatch.setattr(work, "read_one", None)
    monkeypatch.setattr(work, "judged", None)
    assert run_audit(folder) == first


@pytest.mark.parametrize("after", [1, 3])
def test_a_file_that_vanishes_while_the_audit_runs_is_a_row(tmp_path: Path, run_audit: RunAudit, after: int) -> None:
    """Whether it goes before it is hashed or after, before it is read; the next run, with the file back, reads it."""
    folder, store = tmp_path / "all", tmp_path / "audit.policykit.sqlite"
    write(folder, {f"{name}.txt": text_of(f"{name.title()} Primary School") for name in ("abbey", "brook", "copse")})
    last = folder / "copse.txt"
    text = last.read_bytes()

    def _vanish(stage: str, done: int, _total: int) -> None:
        if (stage, done) == ("Opening", after):
            last.unlink()

    made = run_audit(folder, store, progress=_vanish)
    (unread,) = made.unread()
    assert unread[1].path == "copse.txt"
    assert "no such file" in unread[1].role_why
    assert sum(one.judged is not None for one in made.schools) == 2
    last.write_bytes(text)
    assert list(run_audit(folder, store).unread()) == []


def test_what_its_limits_stopped_is_tried_again_with_others_only(
    tmp_path: Path, run_audit: RunAudit, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that hangs its parser costs its time once, and not in every run."""
    folder = tmp_path / "all"
    write(folder, {"abbey.txt": text_of("Abbey Primary School")})
    write_broken(folder / "Brook", "hangs its parser")
    # Beside other programs the clock may run out before a second of work is done, and that is no lasting answer.
    monkeypatch.setattr(apart, "_CLOCK", 600)
    (unread,) = run_audit(folder, limits=Limits(seconds=1)).unread()
    assert "far too long" in unread[1].role_why
    read: list[Path] = []
    monkeypatch.setattr(work, "read_one", lambda path, *_: read.append(path))
    run_audit(folder, limits=Limits(seconds=1))
    assert read == []
    run_audit(folder, limits=Limits(seconds=2))
    assert read == [folder / "Brook" / "report.pdf"]


@pytest.mark.skipif(sys.platform == "win32", reason="the limit on memory is POSIX's")
def test_a_file_that_floods_its_parser_is_stopped_by_its_memory_before_its_time(
    tmp_path: Path, run_audit: RunAudit
) -> None:
    """Without the limit it takes some 200 MB for each second of its time; a whole document needs no tenth of that."""
    folder = tmp_path / "all"
    write_broken(folder / "Brook", "hangs its parser")
    for file in sorted((Path(__file__).parents[2] / "corpus" / "files").glob("*.pdf"))[:2]:
        (folder / file.stem).mkdir()
        shutil.copy(file, folder / file.stem)
    made = run_audit(folder, limits=Limits(memory=300_000_000, seconds=60))
    (unread,) = made.unread()
    assert unread[1].path == "Brook/report.pdf"
    assert "far too much memory" in unread[1].role_why or "more memory than it may take" in unread[1].role_why
    assert sum(one.judged is not None for one in made.schools) == 2


def test_what_changed_is_done_again_and_makes_a_new_round(tmp_path: Path, run_audit: RunAudit) -> None:
    """Both rounds stay in the store, each as it was."""
    folder, store = tmp_path / "all", tmp_path / "audit.policykit.sqlite"
    write(folder, {"abbey.txt": text_of("Abbey Primary School", contact=False)})
    first = run_audit(folder, store)
    write(folder, {"abbey.txt": text_of("Abbey Primary School")})
    second = run_audit(folder, store)
    assert (first.number, second.number) == (1, 2)
    assert first.schools[0].school == second.schools[0].school
    with Store(store) as opened:
        assert [opened.round(1).fetched(), opened.round(2).fetched()] == [first, second]


def test_a_moved_copy_is_not_read_again_and_is_quoted_by_its_new_path(tmp_path: Path, run_audit: RunAudit) -> None:
    """The same bytes may lie anywhere."""
    folder = tmp_path / "all"
    write(folder, {"abbey.txt": text_of("Abbey Primary School")})
    run_audit(folder)
    (folder / "abbey.txt").rename(folder / "abbey-2.txt")
    (school,) = run_audit(folder).schools
    assert {quote.path for one in school.findings for quote in one.quotes} == {"abbey-2.txt"}


def test_schools_of_the_register_without_a_file_are_rows_too(tmp_path: Path, run_audit: RunAudit) -> None:
    """An adviser must see who has nothing."""
    folder, register = tmp_path / "all", tmp_path / "register.csv"
    write(folder, {"abbey.txt": text_of("Abbey Primary School")})
    register.write_text(
        "URN,School,Contact\n100001,Abbey Primary School,a@example.org\n100002,Brook School,\n", encoding="utf-8"
    )
    made = run_audit(folder, register=register)
    assert [(one.school.name, one.judged is not None) for one in made.schools] == [
        ("Abbey Primary School", True),
        ("Brook School", False),
    ]
    assert made.schools[0].school.contact == "a@example.org"
    assert made.notes == ("1 school of the register had no document in this folder.",)


def test_the_store_can_be_asked_with_plain_sql(tmp_path: Path, run_audit: RunAudit) -> None:
    """The tables are for people with their own tools too."""
    folder, store = tmp_path / "all", tmp_path / "audit.policykit.sqlite"
    write(folder, {"abbey.txt": text_of("Abbey Primary School", "policy")})
    run_audit(folder, store)
    with sqlite3.connect(store) as connection:
        found = connection.execute(
            "SELECT school.name, quote.text FROM school JOIN stale USING (result) JOIN quote ON quote.result = stale.result "
            "AND quote.of = 'stale' AND quote.owner = stale.place"
        ).fetchall()
    connection.close()
    assert found
    assert {name for name, _ in found} == {"Abbey Primary School"}
