"""All of what is written, or nothing."""

import sqlite3

import pytest

from policykit.transactions import whole


def _counted(connection: sqlite3.Connection) -> int:
    found: int = connection.execute("SELECT count(*) FROM one").fetchone()[0]
    return found


def _write_and_stumble(connection: sqlite3.Connection, trouble: type[BaseException]) -> None:
    with whole(connection) as writing:
        writing.execute("INSERT INTO one VALUES (2)")
        raise trouble


@pytest.mark.parametrize("trouble", [ValueError, KeyboardInterrupt])
def test_what_is_begun_is_taken_back_on_any_trouble(trouble: type[BaseException]) -> None:
    """Ctrl-C is one; what was written whole before stays."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE TABLE one (a)")
    with whole(connection) as writing:
        writing.execute("INSERT INTO one VALUES (1)")
    with pytest.raises(trouble):
        _write_and_stumble(connection, trouble)
    assert not connection.in_transaction
    assert _counted(connection) == 1
    connection.close()
