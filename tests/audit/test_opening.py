"""The files of an audit by their hashes, hashed again only where they may have changed."""

import os
import time
from pathlib import Path

import pytest

from policykit.audit import opening
from policykit.audit.layout import plan
from policykit.audit.opening import opened
from policykit.audit.store import Store


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with one file in it."""
    made = tmp_path / "all"
    made.mkdir()
    (made / "a.txt").write_bytes(b"first")
    return made


def _hashes(folder: Path) -> list[str]:
    with Store(folder.parent / "a.sqlite") as store:
        return [one.sha256 for one in opened(plan(folder), store, lambda _done, _total: None)]


def test_a_file_that_has_not_changed_is_not_hashed_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A thousand of them would have to come through a network each time."""
    monkeypatch.setattr(opening, "_SETTLED", 0)
    time.sleep(0.05)
    first = _hashes(folder)
    monkeypatch.setattr(opening, "hash_of", None)
    assert _hashes(folder) == first


def test_a_change_is_seen_although_size_and_time_are_put_back(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system's own time of change cannot be put back."""
    monkeypatch.setattr(opening, "_SETTLED", 0)
    time.sleep(0.05)
    first = _hashes(folder)
    path = folder / "a.txt"
    before = path.stat()
    path.write_bytes(b"other")
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert _hashes(folder) != first


def test_a_file_changed_a_moment_ago_is_hashed_again(folder: Path) -> None:
    """A second change within one tick of the clock would look like none."""
    _hashes(folder)
    with Store(folder.parent / "a.sqlite") as store:
        assert store.seen() == {}
