"""Fifty uploads at once, some broken, some huge: each is answered, and nothing of them stays, on the disk or in memory."""

import gc
import os
import sys
import tempfile
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx2
import pytest
from tests.web.test_check_pages import POLICY

from policykit.web import cases, guard

KINDS = {
    "whole.md": POLICY,
    "broken.docx": b"PK\x03\x04" + b"\x00broken" * 400,
    "broken.pdf": b"%PDF-1.7\n" + b"\xff\x00" * 3000,
    "empty.txt": b"",
    "huge.txt": b"a word of a policy. " * 300_000,
}

MOST_GROWTH = 25_000_000
"""Bytes."""


def _memory() -> int:
    """Return how many bytes of memory this process holds, 0 where the system does not tell."""
    gc.collect()
    place = Path("/proc/self/statm")
    return int(place.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") if place.is_file() else 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which everything temporary lies during one test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def _answered(address: str, name: str) -> tuple[str, int]:
    with httpx2.Client(trust_env=False, timeout=300, headers={"Origin": address}) as client:
        sent = client.post(f"{address}/check", files={"files": (name, KINDS[name])})
        if sent.status_code != 303:
            return name, sent.status_code
        at = f"{address}{sent.headers['location']}"
        for _ in range(600):
            page = client.get(at)
            if "refresh" not in page.headers:
                client.post(f"{address}{sent.headers['location'].split('?')[0]}/remove")
                return name, page.status_code
            time.sleep(0.25)
    return name, 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps files that are open")
def test_fifty_uploads_at_once_are_all_answered_and_leave_nothing(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With a report, or with the reason why there is none; afterwards no file, no process' folder, no thread more."""
    from policykit.web.app import app_for
    from policykit.web.server import listening, server_of

    monkeypatch.setattr(guard, "MOST_BYTES", 5_500_000)
    before = threading.active_count()
    with listening("127.0.0.1", 0) as made:
        address = f"http://127.0.0.1:{made.getsockname()[1]}"
        server = server_of(app_for())
        thread = threading.Thread(target=server.run, kwargs={"sockets": [made]}, daemon=True)
        thread.start()
        with ThreadPoolExecutor(50) as pool:
            answers = Counter(pool.map(lambda name: _answered(address, name), [*KINDS] * 10))
            first = _memory()
            again = Counter(pool.map(lambda name: _answered(address, name), [*KINDS] * 10))
        grown = _memory() - first
        left = [path for path in folder.rglob("*") if path.name.startswith("file-")]
        assert left == []
        server.should_exit = True
        thread.join(30)
    assert answers == {
        ("whole.md", 200): 10,
        ("broken.docx", 422): 10,
        ("broken.pdf", 422): 10,
        ("empty.txt", 422): 10,
        ("huge.txt", 413): 10,
    }
    assert again == answers
    # What the first fifty needed is there for the next fifty: what was handed in, read and made is let go of.
    assert grown < MOST_GROWTH
    assert not list(folder.glob(f"{cases.PREFIX}*"))
    gc.collect()
    # The library that waits keeps a few idle threads for its next calls; fifty would be a leak.
    assert threading.active_count() - before < 45
