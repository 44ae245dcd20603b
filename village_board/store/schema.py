"""The tables of a board in SQLite: one a collection, with the columns and indexes that it declares.

SQLite looks at every index of a table, and works out every column, for each row that it writes. In one table of all
collections a row took 85 us with the 138 indexes of all kinds of records; in a table of its own it takes 9 us, however
many kinds there are. A table is made when the first document of its collection is written.
"""

from __future__ import annotations

from collections.abc import Iterable

import apsw

from village_board.store.collection import Collection, Declarations
from village_board.store.errors import NewerSchema, OlderSchema, StoreDamaged

#: "VBrd": tells a board's file from another program's.
APPLICATION_ID = 0x56427264
SCHEMA_VERSION = 3
_DOCS = ":docs"


# Without row numbers and without further indexes: a log entry and the head beside it are one page to write.
PLAIN_TABLE = """
CREATE TABLE plain (
    village TEXT NOT NULL,
    coll TEXT NOT NULL,
    id NOT NULL,
    rev INTEGER NOT NULL,
    body TEXT,
    PRIMARY KEY (village, coll, id)
) WITHOUT ROWID"""

# `seq` keeps the order of insertion; a body of NULL is a tombstone.
_DOCUMENTS = """
CREATE TABLE "{table}" (
    seq INTEGER PRIMARY KEY,
    village TEXT NOT NULL,
    id NOT NULL,
    rev INTEGER NOT NULL,
    body TEXT,
    UNIQUE (village, id)
);
CREATE INDEX "{live}" ON "{table}" (village) WHERE body IS NOT NULL"""

# The rows of `found` carry the day in their number, so that walking `words` backwards is walking from the newest.
_TABLES = f"""
PRAGMA application_id = {APPLICATION_ID};
CREATE TABLE meta (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
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


def table_name(collection: str) -> str:
    """Return the name of a collection's table: ``vouchers:docs``.

    SQLite takes capitals and small letters for the same, and keeps ``sqlite_`` for itself; a name that is more than
    small letters, or begins so, is spelled out.
    """
    plain = collection.isascii() and collection.isidentifier() and collection.islower()
    plain = plain and not collection.startswith("sqlite_")
    return f"{collection if plain else '#' + collection.encode().hex()}{_DOCS}"


def live_index(collection: str) -> str:
    """Return the name of the index of a collection's live rows, in the order of insertion: ``vouchers:live``."""
    return f"{table_name(collection).removesuffix(_DOCS)}:live"


def standing(connection: apsw.Connection) -> list[str]:
    """Return the names of the collections that have a table."""
    sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE '%:docs' ORDER BY name"
    names = [name.removesuffix(_DOCS) for (name,) in connection.execute(sql)]
    return [bytes.fromhex(name[1:]).decode() if name.startswith("#") else name for name in names]


def column(name: str, kind: type) -> str:
    """Return the column of a declared field: ``s_status``, ``i_amount``."""
    return f"{'s' if kind is str else 'i'}_{name}"


def index_name(collection: Collection, fields: Iterable[str]) -> str:
    """Return the name of an index; it tells all that the index holds."""
    return f"{collection.name}:{','.join(column(name, collection.fields[name]) for name in fields)}"


def table_sql(collection: str) -> str:
    """Return what makes the table of a collection, without the columns that it declares."""
    return _DOCUMENTS.format(table=table_name(collection), live=live_index(collection))


def _column_sql(collection: Collection, name: str) -> str:
    # The column holds what Python would compare: only values of the declared type, true and false as 1 and 0.
    kind, at = collection.fields[name], f"""body, '$."{name}"'"""
    cases = (
        f"WHEN 'text' THEN json_extract({at})"
        if kind is str
        else f"WHEN 'true' THEN 1 WHEN 'false' THEN 0 WHEN 'integer' THEN json_extract({at})"
        f" WHEN 'real' THEN json_extract({at})"
    )
    table = table_name(collection.name)
    return f'ALTER TABLE "{table}" ADD COLUMN "{column(name, kind)}" AS (CASE json_type({at}) {cases} END) VIRTUAL'


def _index_sql(collection: Collection, fields: Iterable[str]) -> str:
    columns = ", ".join(f'"{column(name, collection.fields[name])}"' for name in fields)
    table = table_name(collection.name)
    return f'CREATE INDEX "{index_name(collection, fields)}" ON "{table}" (village, {columns}) WHERE body IS NOT NULL'


def lacking(connection: apsw.Connection, collection: Collection) -> list[str]:
    """Return the statements that make a collection's table, or what it lacks of columns and indexes."""
    table = table_name(collection.name)
    columns = {row[1] for row in connection.execute("SELECT * FROM pragma_table_xinfo(?)", (table,))}
    names = {row[0] for row in connection.execute("SELECT name FROM sqlite_schema WHERE tbl_name = ?", (table,))}
    return [
        *([] if columns else [table_sql(collection.name)]),
        *(
            _column_sql(collection, name)
            for name, kind in collection.fields.items()
            if column(name, kind) not in columns
        ),
        *(
            _index_sql(collection, fields)
            for fields in collection.indexes
            if index_name(collection, fields) not in names
        ),
    ]


def stands(connection: apsw.Connection, collection: str) -> bool:
    """Tell whether a collection has its table."""
    sql = "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?"
    return bool(connection.execute(sql, (table_name(collection),)).fetchall())


def declare(connection: apsw.Connection, collections: Declarations) -> None:
    """Add the columns and indexes of `collections` that tables of the file lack.

    A file that has noted the mark of these very declarations has them all, and none is asked for. A collection that
    has no table yet is not asked for either: its table is made with all that it declares.
    """
    if collections.mark and _noted(connection) == collections.mark:
        return
    here = [declared for name in standing(connection) if (declared := collections.get(name))]
    if not collections.mark and not any(lacking(connection, declared) for declared in here):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for name in standing(connection):
            if declared := collections.get(name):
                for sql in lacking(connection, declared):
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
