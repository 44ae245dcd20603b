"""Migration: a store of an older format becomes one of this program's. Forward only, whole or not at all.

Whoever calls it has the home alone and has made a backup (`village_board.board.open_board`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import apsw

from village_board.store import schema
from village_board.store.errors import StoreDamaged
from village_board.store.sqlite import explain


def _log_apart(connection: apsw.Connection) -> None:
    """Format 2: the log and its head lie in a table of their own, so that an entry costs less to write."""
    connection.execute(schema.PLAIN_TABLE)
    rows = "FROM docs WHERE coll IN ('log', 'log_head')"
    connection.execute(f"INSERT INTO plain SELECT village, coll, id, rev, body {rows} ORDER BY 1, 2, 3")
    connection.execute(f"DELETE {rows}")


def _tables_apart(connection: apsw.Connection) -> None:
    """Format 3: every collection has a table of its own, so that a row costs no more where there are more kinds."""
    for (coll,) in connection.execute("SELECT DISTINCT coll FROM docs").fetchall():
        assert isinstance(coll, str)
        connection.execute(schema.table_sql(coll))
        connection.execute(
            f'INSERT INTO "{schema.table_name(coll)}" (seq, village, id, rev, body) '  # noqa: S608 - a name we made
            "SELECT seq, village, id, rev, body FROM docs WHERE coll = ? ORDER BY seq",
            (coll,),
        )
    # Whoever opens it next adds the columns and indexes.
    connection.execute("DROP TABLE docs; DELETE FROM meta WHERE name = 'declared'")


#: step n makes format n into format n + 1, inside the transaction that all steps share. A new format adds its
#: step here, raises `schema.SCHEMA_VERSION`, and leaves a store of the old one in ``tests/store/past``.
STEPS: Mapping[int, Callable[[apsw.Connection], object]] = {1: _log_apart, 2: _tables_apart}


def migrate(path: str) -> int:
    """Bring the board at `path` to this program's format and return the format that it had.

    Raises:
        StoreError: it cannot be read or written; it stays as it was.
    """
    connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
    try:
        connection.execute("PRAGMA synchronous = FULL; BEGIN IMMEDIATE").fetchall()
        found = schema.said_version(connection, path)
        for version in range(found, schema.SCHEMA_VERSION):
            STEPS[version](connection)
        if found < schema.SCHEMA_VERSION:
            connection.execute("UPDATE meta SET value = ? WHERE name = 'schema'", (schema.SCHEMA_VERSION,))
        connection.execute("COMMIT")
    except apsw.SQLError as error:
        raise StoreDamaged(path, str(error)) from error
    except apsw.Error as error:
        raise explain(error, path) from error
    finally:
        connection.close()  # what was not committed is rolled back
    return found
