"""The store's versions: a new one is made whole, an older one is brought up step by step, each in one transaction."""

import sqlite3
from collections.abc import Callable
from importlib.resources import files

Step = Callable[[sqlite3.Connection], None]


def _with_what_was_seen(connection: sqlite3.Connection) -> None:
    """Add the tables that spare a second run what has not changed."""
    connection.execute(
        "CREATE TABLE seen (path TEXT NOT NULL PRIMARY KEY, size INTEGER NOT NULL, modified INTEGER NOT NULL, "
        "changed INTEGER NOT NULL, node INTEGER NOT NULL, sha256 TEXT NOT NULL) STRICT, WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TABLE written (path TEXT NOT NULL PRIMARY KEY, made_from TEXT NOT NULL, sha256 TEXT NOT NULL) "
        "STRICT, WITHOUT ROWID"
    )


def _with_what_fits(connection: sqlite3.Connection) -> None:
    """Add whether a replacement can stand in the place of the words; of an older judgement nobody knows."""
    connection.execute("ALTER TABLE stale ADD COLUMN fits INTEGER NOT NULL DEFAULT 0")


STEPS: tuple[Step, ...] = (_with_what_was_seen, _with_what_fits)
"""What brings a store from each version, the first on, to the next; a step once released is never changed."""
NEWEST = len(STEPS) + 1


def migrate(connection: sqlite3.Connection, application: int) -> None:
    """Bring a store to the newest version, marked as ours; two runs that open it at once take turns."""
    if _version(connection) == NEWEST:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        version = _version(connection)
        if version == 0:
            _make(connection)
        for step in STEPS[version - 1 :] if version else ():
            step(connection)
        connection.execute(f"PRAGMA application_id = {application}")
        connection.execute(f"PRAGMA user_version = {NEWEST}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise


def _make(connection: sqlite3.Connection) -> None:
    schema = (files("policykit.audit") / "schema.sql").read_text(encoding="utf-8")
    for statement in _statements(schema):
        connection.execute(statement)


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _statements(script: str) -> list[str]:
    """Return the statements one by one: SQLite's own way to run a script would end the transaction around it."""
    found, lines = [], ""
    for line in script.splitlines(keepends=True):
        lines += line
        if sqlite3.complete_statement(lines):
            found.append(lines)
            lines = ""
    return found
