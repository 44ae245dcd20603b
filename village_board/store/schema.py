"""The tables of a board in SQLite, and the columns and indexes that collections declare."""

from __future__ import annotations

from collections.abc import Iterable

import apsw

from village_board.store.collection import Collection, Declarations
from village_board.store.errors import NewerSchema, OlderSchema, StoreDamaged

#: "VBrd": tells a board's file from another program's.
APPLICATION_ID = 0x56427264
SCHEMA_VERSION = 2


# Without row numbers and without the indexes of `docs`: a log entry and the head beside it are one page to write.
PLAIN_TABLE = """
CREATE TABLE plain (
    village TEXT NOT NULL,
    coll TEXT NOT NULL,
    id NOT NULL,
    rev INTEGER NOT NULL,
    body TEXT,
    PRIMARY KEY (village, coll, id)
) WITHOUT ROWID"""

# `seq` keeps the order of insertion; a body of NULL is a tombstone. The rows of `found` carry the day in
# their number, so that walking `words` backwards is walking from the newest.
_TABLES = f"""
PRAGMA application_id = {APPLICATION_ID};
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE docs (
    seq INTEGER PRIMARY KEY,
    village TEXT NOT NULL,
    coll TEXT NOT NULL,
    id NOT NULL,
    rev INTEGER NOT NULL,
    body TEXT,
    UNIQUE (village, coll, id)
);
CREATE INDEX docs_live ON docs (village, coll) WHERE body IS NOT NULL;
{PLAIN_TABLE};
CREATE TABLE found (n INTEGER PRIMARY KEY, village TEXT NOT NULL, coll TEXT NOT NULL, id NOT NULL,
    UNIQUE (village, coll, id));
CREATE VIRTUAL TABLE words USING fts5 (
    scope, text, content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '2 3'
);
INSERT INTO meta VALUES ('schema', {SCHEMA_VERSION});
"""  # noqa: S608 - two constants


def create_tables(connection: apsw.Connection) -> None:
    """Write the empty schema."""
    connection.execute(f"BEGIN IMMEDIATE; {_TABLES} COMMIT")


def said_version(connection: apsw.Connection, path: str) -> int:
    """Return the schema version of an open board, this program's or an older one.

    Raises:
        NewerSchema: a newer program wrote it.
        StoreDamaged: it says nothing that this program can read.
    """
    found = connection.execute("SELECT value FROM meta WHERE name = 'schema'").fetchall()
    version = found[0][0] if found else None
    if not isinstance(version, int) or version < 1:
        raise StoreDamaged(path, f"schema {version}")
    if version > SCHEMA_VERSION:
        raise NewerSchema(path, version, SCHEMA_VERSION)
    return version


def check_version(connection: apsw.Connection, path: str) -> int:
    """Return the schema version of an open board, which is this program's.

    Raises:
        OlderSchema: it must be brought to this program's format first.
        NewerSchema: a newer program wrote it.
        StoreDamaged: it says nothing that this program can read.
    """
    version = said_version(connection, path)
    if version < SCHEMA_VERSION:
        raise OlderSchema(path, version, SCHEMA_VERSION)
    return version


def column(name: str, kind: type) -> str:
    """Return the column of a declared field: ``s_status``, ``i_amount``."""
    return f"{'s' if kind is str else 'i'}_{name}"


def index_name(collection: Collection, fields: Iterable[str]) -> str:
    """Return the name of an index; it tells all that the index holds."""
    return f"{collection.name}:{','.join(column(name, collection.fields[name]) for name in fields)}"


def _column_sql(name: str, kind: type) -> str:
    # The column holds what Python would compare: only values of the declared type, true and false as 1 and 0.
    at = f"""body, '$."{name}"'"""
    cases = (
        f"WHEN 'text' THEN json_extract({at})"
        if kind is str
        else f"WHEN 'true' THEN 1 WHEN 'false' THEN 0 WHEN 'integer' THEN json_extract({at})"
        f" WHEN 'real' THEN json_extract({at})"
    )
    return f'ALTER TABLE docs ADD COLUMN "{column(name, kind)}" AS (CASE json_type({at}) {cases} END) VIRTUAL'


def _index_sql(collection: Collection, fields: Iterable[str]) -> str:
    columns = ", ".join(f'"{column(name, collection.fields[name])}"' for name in fields)
    return (
        f'CREATE INDEX "{index_name(collection, fields)}" ON docs (village, {columns}) '
        f"WHERE coll = '{collection.name}' AND body IS NOT NULL"
    )


def _missing(connection: apsw.Connection, collections: Iterable[Collection]) -> list[str]:
    columns = {row[1] for row in connection.execute("PRAGMA table_xinfo(docs)")}
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")}
    added: dict[str, str] = {}
    for declared in collections:
        for name, kind in declared.fields.items():
            if column(name, kind) not in columns:
                added[column(name, kind)] = _column_sql(name, kind)
    for declared in collections:
        for fields in declared.indexes:
            if index_name(declared, fields) not in names:
                added[index_name(declared, fields)] = _index_sql(declared, fields)
    return list(added.values())


def declare(connection: apsw.Connection, collections: Declarations) -> None:
    """Add the columns and indexes of `collections` that the file lacks.

    A file that has noted the mark of these very declarations has them all, and none is asked for.
    """
    if collections.mark and _noted(connection) == collections.mark:
        return
    every = tuple(collections)
    if not _missing(connection, every) and not collections.mark:
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for sql in _missing(connection, every):
            connection.execute(sql)
        if collections.mark:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('declared', ?)", (collections.mark,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _noted(connection: apsw.Connection) -> str | None:
    found = connection.execute("SELECT value FROM meta WHERE name = 'declared'").fetchall()
    return str(found[0][0]) if found else None


def check_declaration(collection: Collection) -> None:
    """Refuse names and types that no column can have.

    Raises:
        ValueError: a mistake in the program, not in data.
    """
    for name in (collection.name, *collection.fields):
        if not (name.isidentifier() and name.isascii()):
            raise ValueError(name)
    for name, kind in collection.fields.items():
        if kind not in (str, int):
            raise ValueError((collection.name, name, kind))
    for fields in collection.indexes:
        if not fields or not set(fields) <= set(collection.fields):
            raise ValueError((collection.name, fields))
