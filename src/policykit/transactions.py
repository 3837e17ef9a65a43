"""Writing into a record kept in SQLite so that all of it is written or nothing."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def whole(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """Give a connection in a transaction of its own, taken back on any error or Ctrl-C; raises sqlite3.Error.

    Nobody else may write meanwhile. The connection commits nothing by itself (`isolation_level` None).
    """
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
