"""The store: what goes in comes out, and nothing spoils it."""

import sqlite3
from pathlib import Path

import pytest

from policykit.audit.migrations import NEWEST
from policykit.audit.reading import Facts, Kept
from policykit.audit.store import Store
from policykit.errors import StoreError


def test_what_is_kept_of_a_file_comes_back(tmp_path: Path) -> None:
    """Facts and document, by hash and by the program that read it."""
    facts = Facts(kind="policy", words=7, sencos=("example",), sketch=(1, 2))
    with Store(tmp_path / "a.sqlite") as store:
        store.keep([Kept("aa", facts, b"document"), Kept("bb", Facts())], "reader")
        assert store.facts("aa", "reader") == (facts, True)
        assert store.facts("bb", "reader") == (Facts(), False)
        assert store.facts("aa", "another reader") is None
        assert (store.content("aa", "reader"), store.any_content("aa")) == (b"document", b"document")


def test_another_programs_database_is_left_alone(tmp_path: Path) -> None:
    """An input is never overwritten."""
    path = tmp_path / "a.sqlite"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE theirs (a)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="another program's database"):
        Store(path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    """A message and no traceback."""
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"words " * 500)
    with pytest.raises(StoreError, match="no store of an audit, or it is damaged"):
        Store(path)


def test_a_newer_programs_store_is_refused(tmp_path: Path) -> None:
    """Nothing is guessed about tables that are not known yet."""
    path = tmp_path / "a.sqlite"
    Store(path).close()
    with sqlite3.connect(path) as other:
        other.execute(f"PRAGMA user_version = {NEWEST + 1}")
    other.close()
    with pytest.raises(StoreError, match="newer PolicyKit"):
        Store(path)


def test_an_empty_store_says_that_it_has_no_round(tmp_path: Path) -> None:
    """An audit that was cut off leaves none."""
    with Store(tmp_path / "a.sqlite") as store, pytest.raises(StoreError, match="no finished round"):
        store.round()


def test_a_store_that_must_be_there_is_not_made(tmp_path: Path) -> None:
    """A question to a name with a slip must not leave an empty store behind."""
    with pytest.raises(StoreError, match="no store"):
        Store(tmp_path / "a.sqlite", create=False)
    assert not list(tmp_path.iterdir())


def test_a_full_disk_is_told_and_leaves_what_was_kept(tmp_path: Path) -> None:
    """SQLite's own limit of pages stands in for a disk: it refuses in the same words."""
    path = tmp_path / "a.sqlite"
    with Store(path) as store:
        store.keep([Kept("aa", Facts(), b"document")], "reader")
        pages = store._connection.execute("PRAGMA page_count").fetchone()[0]
        store._connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(StoreError, match="the disk is full"):
            store.keep([Kept("bb", Facts(), b"x" * 1_000_000)], "reader")
        assert store.content("aa", "reader") == b"document"
    with Store(path) as store:
        assert store.facts("bb", "reader") is None


def test_two_programs_write_one_store_in_turns(tmp_path: Path) -> None:
    """What both keep is there in the end."""
    path = tmp_path / "a.sqlite"
    with Store(path) as one, Store(path) as other:
        for number in range(20):
            (one if number % 2 else other).keep([Kept(f"{number}", Facts(), b"document")], "reader")
        assert all(one.content(f"{number}", "reader") for number in range(20))


def test_a_store_of_the_first_version_is_brought_up_to_what_a_new_one_is(tmp_path: Path) -> None:
    """Both ways end in the same tables, and what was kept is there."""
    for name in ("old", "new"):
        with Store(tmp_path / name) as store:
            store.keep([Kept("aa", Facts(), b"document")], "reader")
    with sqlite3.connect(tmp_path / "old") as old:
        old.executescript(
            "DROP TABLE seen; DROP TABLE written; ALTER TABLE stale DROP COLUMN fits; PRAGMA user_version = 1"
        )
    old.close()
    with Store(tmp_path / "old") as store, Store(tmp_path / "new") as other:
        assert store.any_content("aa") == b"document"
        tables = "SELECT name FROM sqlite_master ORDER BY name"
        assert store.asked(tables, {}) == other.asked(tables, {})
        for (table,) in other.asked(tables, {}):
            columns = f"SELECT name, type, \"notnull\", dflt_value, pk FROM pragma_table_info('{table}')"  # noqa: S608
            assert store.asked(columns, {}) == other.asked(columns, {})
