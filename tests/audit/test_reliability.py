"""A hundred documents, some of them broken in every way we know, and an audit that is killed: every one accounted for, none lost.

The full sizes (1,000 documents, 20 kills) are in `benchmarks/audit_reliability.py`.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.audit.broken import AS_A_PERSON, BROKEN, HANG_SECONDS, break_into
from tests.audit.conftest import text_of, write

from policykit.audit.rounds import Role, Round
from policykit.audit.store import Store

GOOD = 100 - len(BROKEN)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a hundred schools with a document each, of which some are broken, each in its own way."""
    made = tmp_path_factory.mktemp("audit") / "all"
    for number in range(GOOD):
        kind = "policy" if number % 3 else "report"
        write(made, {f"School {number:03}/{kind}.txt": text_of(f"Hill {number:03} Primary School", kind)})
    break_into(made)
    return made


def _command(folder: Path, store: Path) -> list[str]:
    output = store.with_name("audit.json")
    program = [*AS_A_PERSON, sys.executable, "-m", "policykit", "audit"]
    return [*program, str(folder), "-o", str(output), "--as-at", "2026-11-21", "--time-limit", str(HANG_SECONDS)]


def _round(store: Path) -> Round:
    with Store(store, create=False) as opened:
        return opened.round().fetched()


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a dozen schools, where the number of them proves nothing more."""
    made = tmp_path_factory.mktemp("few") / "all"
    for number in range(12):
        write(made, {f"School {number:03}/report.txt": text_of(f"Hill {number:03} Primary School")})
    return made


@pytest.fixture(scope="module")
def few_undisturbed(few: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Round, bytes]:
    """Give the round of the dozen and its JSON."""
    return _undisturbed(few, tmp_path_factory.mktemp("undisturbed") / "audit.policykit.sqlite", code=0)


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Round, bytes]:
    """Give the round of a run that nobody disturbed, and its JSON."""
    return _undisturbed(folder, tmp_path_factory.mktemp("undisturbed") / "audit.policykit.sqlite", code=2)


def _undisturbed(folder: Path, store: Path, code: int) -> tuple[Round, bytes]:
    done = subprocess.run(_command(folder, store), capture_output=True, text=True, check=False)
    assert done.returncode == code, done.stderr
    return _round(store), store.with_name("audit.json").read_bytes()


def test_every_document_is_accounted_for(undisturbed: tuple[Round, bytes]) -> None:
    """The broken are rows with why, and every other one is judged."""
    made, _ = undisturbed
    roles = {one.school.name: one.documents[0].role for one in made.schools}
    assert len(roles) == 100
    assert {name for name, role in roles.items() if role is not Role.JUDGED} == set(BROKEN)
    told = [document.role_why for _, document in made.unread()]
    assert len(told) == len(BROKEN)
    assert all(told)


def test_a_run_killed_at_random_moments_ends_as_if_it_had_not_been(
    folder: Path, undisturbed: tuple[Round, bytes], tmp_path: Path
) -> None:
    """`kill -9` three times, then once to the end: the same round and the same bytes of output."""
    store = tmp_path / "audit.policykit.sqlite"
    moments = random.Random(20261121)  # noqa: S311 - nothing secret
    for _ in range(3):
        process = subprocess.Popen(_command(folder, store), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(moments.uniform(0.5, 6.0))
        process.send_signal(signal.SIGKILL)
        process.wait()
    done = subprocess.run(_command(folder, store), capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    assert (_round(store), store.with_name("audit.json").read_bytes()) == undisturbed


def test_two_audits_on_one_store_at_once_both_end_well(
    few: Path, few_undisturbed: tuple[Round, bytes], tmp_path: Path
) -> None:
    """They take turns at writing, and each comes to the same round."""
    store = tmp_path / "audit.policykit.sqlite"
    both = [subprocess.Popen(_command(few, store), stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate() for process in both]
    assert [process.returncode for process in both] == [0, 0], said
    assert _round(store) == few_undisturbed[0]
    with sqlite3.connect(store) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()


@pytest.mark.skipif(os.name == "nt", reason="the limit on files is POSIX's")
def test_a_disk_that_takes_no_more_is_told_and_the_run_goes_on_when_there_is_room(
    few: Path, few_undisturbed: tuple[Round, bytes], tmp_path: Path
) -> None:
    """The system's limit on the size of files stands in for a full disk: no traceback, nothing lost."""
    store = tmp_path / "audit.policykit.sqlite"
    limited = f"import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (120_000, 120_000)); import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); import sys; sys.argv = {['policykit', *_command(few, store)[len(AS_A_PERSON) + 3 :]]!r}; from policykit.cli.main import main; main()"
    done = subprocess.run([sys.executable, "-c", limited], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "the disk is full" in done.stderr, done.stderr
    assert "Traceback" not in done.stderr
    done = subprocess.run(_command(few, store), capture_output=True, text=True, check=False)
    assert (_round(store), store.with_name("audit.json").read_bytes()) == few_undisturbed, done.stderr
