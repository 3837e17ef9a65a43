"""The record of a collection."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from policykit.collected import NAME, Asked, CollectedSchool, Manifest, Outcome, Reason, is_collection
from policykit.errors import StoreError

ABBEY = CollectedSchool(
    "abbey",
    "Abbey",
    folder="1 Abbey",
    outcome=Outcome.COLLECTED,
    seconds=1.5,
    asked=(
        Asked("http://example.org/send", path=("SEND",), links="[]", reason=Reason.GONE, wanted=True),
        Asked("http://example.org/a.pdf", file="abbey/a.pdf", size=7, path=("SEND", "a")),
        Asked("http://example.org/b.pdf", file="abbey/a.pdf"),
    ),
)


def test_a_school_comes_back_as_it_was_written(tmp_path: Path) -> None:
    """And takes the place of what was known of it."""
    with Manifest(tmp_path, create=True) as manifest:
        manifest.add(replace(ABBEY, asked=(Asked("http://example.org/old"),)))
        manifest.add(ABBEY)
        manifest.add(replace(ABBEY, key="brook", name="Brook", folder="", asked=()))
    with Manifest(tmp_path) as manifest:
        assert manifest.school("abbey") == ABBEY
        first, second = manifest.schools()
        assert (first, second.name) == (ABBEY, "Brook")
        assert manifest.folders() == {"abbey": "1 Abbey"}
        assert manifest.school("cley") is None
    assert [one.address for one in ABBEY.documents] == ["http://example.org/a.pdf"]
    assert [one.address for one in ABBEY.problems] == ["http://example.org/send"]


def test_a_run_goes_on_until_it_has_ended_or_is_old(tmp_path: Path) -> None:
    """Nobody goes on with last year's."""
    with Manifest(tmp_path, create=True) as manifest:
        assert manifest.begin("2026-09-02", "2026-08-01") == "2026-09-02"
        assert manifest.begin("2026-09-03", "2026-08-01") == "2026-09-02"
        assert manifest.begin("2026-10-03", "2026-09-30") == "2026-10-03"
        manifest.end("2026-10-04")
        assert manifest.begin("2026-10-05", "2026-09-30") == "2026-10-05"


@pytest.mark.parametrize("wrong", ["text", "other", "newer"])
def test_what_is_no_record_of_ours_is_refused_and_left(tmp_path: Path, wrong: str) -> None:
    """With what to do."""
    path = tmp_path / NAME
    if wrong == "text":
        path.write_text("no record " * 100, encoding="utf-8")
    else:
        if wrong == "newer":
            Manifest(tmp_path, create=True).__exit__()
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA user_version = 99" if wrong == "newer" else "CREATE TABLE theirs (x)")
        connection.commit()
        connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match=NAME):
        Manifest(tmp_path)
    assert path.read_bytes() == before


def test_a_folder_without_a_record_is_no_collection(tmp_path: Path) -> None:
    """And none is made by looking."""
    assert not is_collection(tmp_path)
    with pytest.raises(StoreError, match="no collection"):
        Manifest(tmp_path)
    assert list(tmp_path.iterdir()) == []
