"""The same audit sent to a Dask scheduler on this computer, with a worker killed in the middle."""

import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.audit.broken import write_broken
from tests.audit.conftest import text_of, write

distributed = pytest.importorskip("distributed", reason="not installed here: pip install 'policykit[cluster]'")

SCHOOLS = 24
_PATIENCE = 120.0


class Cluster:
    """A scheduler with two workers, each a program of its own as on other computers."""

    def __init__(self, home: Path, *, again: int = 3) -> None:
        """Start it; a job whose worker is killed is tried on so many more."""
        facts = home / "scheduler.json"
        self.scheduler = _program(
            "scheduler", "--port", "0", "--no-dashboard", "--scheduler-file", str(facts), home=home, again=again
        )
        _until(lambda: facts.exists() and facts.stat().st_size > 0)
        every = ("--scheduler-file", str(facts), "--nthreads", "1", "--no-dashboard", "--no-nanny")
        self.workers = [_program("worker", *every, home=home) for _ in range(2)]
        self.address: str = json.loads(facts.read_text(encoding="utf-8"))["address"]
        # A busy computer takes its time over starting a worker.
        with distributed.Client(self.address, set_as_default=False) as client:
            client.wait_for_workers(len(self.workers), timeout=_PATIENCE)

    def close(self) -> None:
        """End its programs, whichever are left."""
        for process in (*self.workers, self.scheduler):
            process.kill()
            process.wait()


def _program(*words: str, home: Path, again: int = 3) -> "subprocess.Popen[bytes]":
    command = [sys.executable, "-m", "dask", *words]
    env = {**os.environ, "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": str(again)}
    return subprocess.Popen(command, cwd=home, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _until(is_so: object) -> None:
    begun = time.monotonic()
    assert callable(is_so)
    while not is_so():
        assert time.monotonic() - begun < _PATIENCE
        time.sleep(0.1)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    """Give a cluster on this computer, ended afterwards."""
    home = tmp_path / "cluster"
    home.mkdir()
    made = Cluster(home)
    yield made
    made.close()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give some schools, one of them with a file that cannot be read."""
    made = tmp_path / "all"
    for number in range(SCHOOLS):
        write(made, {f"School {number:03}/report.txt": text_of(f"Hill {number:03} Primary School")})
    write_broken(made / "Broken", "garbage")
    return made


def _command(folder: Path, home: Path, *more: str) -> list[str]:
    home.mkdir()
    outputs = ["-o", str(home / "audit.xlsx"), "-o", str(home / "audit.json")]
    return [sys.executable, "-m", "policykit", "audit", str(folder), *outputs, "--as-at", "2026-11-21", *more]


def _outputs(home: Path) -> list[bytes]:
    return [(home / name).read_bytes() for name in ("audit.xlsx", "audit.json")]


def _read(store: Path) -> int:
    with sqlite3.connect(f"file:{store}?mode=ro", uri=True) as connection:
        try:
            found = connection.execute("SELECT count(*) FROM reading").fetchone()[0]
        except sqlite3.OperationalError:
            found = 0
    connection.close()
    return int(found)


def test_a_worker_killed_in_the_middle_changes_nothing(folder: Path, tmp_path: Path, cluster: Cluster) -> None:
    """The same workbook and JSON, byte for byte, as from this computer alone; the workers never see the files."""
    local, far = tmp_path / "local", tmp_path / "far"
    done = subprocess.run(_command(folder, local, "--jobs", "2"), capture_output=True, text=True, check=False)
    assert done.returncode == 2, done.stderr
    process = subprocess.Popen(
        _command(folder, far, "--cluster", cluster.address), stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    store = far / "audit.policykit.sqlite"
    _until(lambda: process.poll() is not None or (store.exists() and _read(store) > 0))
    assert process.poll() is None
    os.kill(cluster.workers[0].pid, signal.SIGKILL)
    said = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 2, said
    assert _outputs(far) == _outputs(local)


def test_a_killed_worker_is_told_as_what_it_is_and_the_next_run_does_its_share(folder: Path, tmp_path: Path) -> None:
    """No stumble of ours, and no fault of the document; here nobody tries it on another worker."""
    local, far, home = tmp_path / "local", tmp_path / "far", tmp_path / "strict"
    subprocess.run(_command(folder, local, "--jobs", "2"), capture_output=True, check=False)
    home.mkdir()
    cluster = Cluster(home, again=0)
    try:
        command = _command(folder, far, "--cluster", cluster.address)
        with distributed.Client(cluster.address) as client:
            client.wait_for_workers(2, timeout=_PATIENCE)
            pids: dict[str, int] = client.run(os.getpid)
            (stopped,) = [address for address, pid in pids.items() if pid == cluster.workers[0].pid]
            # What it is given stays with it until it is killed.
            os.kill(cluster.workers[0].pid, signal.SIGSTOP)
            process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
            _until(lambda: process.poll() is not None or client.processing().get(stopped))
        os.kill(cluster.workers[0].pid, signal.SIGKILL)
        out, said = process.communicate(timeout=_PATIENCE)
        assert process.returncode == 2, said
        assert "the cluster's worker that had it was killed" in out
        assert "stumbled" not in out + said
        assert "without --cluster" in (far / "audit.json").read_text(encoding="utf-8")
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert "was killed" not in done.stdout, done.stderr
    finally:
        cluster.close()
    ours, theirs = (json.loads(text)["schools"] for text in (_outputs(local)[1], _outputs(far)[1]))
    assert ours == theirs


def test_a_scheduler_that_is_lost_is_said_and_what_was_done_is_kept(
    folder: Path, tmp_path: Path, cluster: Cluster
) -> None:
    """No traceback, and what to do."""
    far = tmp_path / "far"
    command = _command(folder, far, "--cluster", cluster.address)
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    store = far / "audit.policykit.sqlite"
    _until(lambda: process.poll() is not None or (store.exists() and _read(store) > 0))
    os.kill(cluster.scheduler.pid, signal.SIGKILL)
    _, said = process.communicate(timeout=_PATIENCE)
    assert process.returncode == 2, said
    assert "Traceback" not in said
    assert "the same command again" in said
    assert _read(store) > 0
