"""The tables of a board in PostgreSQL, what keeps its villages apart, and the columns that collections declare.

The account that opens a board with `create` owns the tables and sees all villages. Programs should use another one,
for which the database itself keeps the villages apart:

    GRANT USAGE ON SCHEMA village_board TO clerk;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA village_board TO clerk;
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from itertools import groupby
from operator import itemgetter

from village_board.store.collection import Collection, Declarations
from village_board.store.errors import NewerSchema
from village_board.store.postgres.connecting import SCHEMA, Connection, run, run_several
from village_board.store.postgres.errors import DatabaseDamaged, NoBoardInDatabase, NotABoardDatabase, ServerUnfit

SCHEMA_VERSION = 1
_OLDEST_SERVER = 15
_LONGEST_NAME = 63
#: A declared field: collection, name, type.
Field = tuple[str, str, type]
#: Who makes or changes tables holds this lock of the database.
_TABLES_LOCK = int.from_bytes(sha256(b"village_board: tables").digest()[:8], "big", signed=True)

# `seq` keeps the order of insertion; a body of NULL is a tombstone. A row of `found` has its day above the lower 40
# bits of `n`, so that walking them backwards is walking from the newest. `commits` counts, and keeps the key of each
# of the last commits, by which a program whose connection broke learns what became of its own.
FOUND_KEYS = "CREATE INDEX found_keys ON found USING gin (keys) WITH (gin_pending_list_limit = 512);"
_TABLES = f"""
CREATE SCHEMA village_board;
CREATE TABLE meta (name text PRIMARY KEY, value text NOT NULL);
CREATE TABLE declared (
    coll text COLLATE "C" NOT NULL,
    field text COLLATE "C" NOT NULL,
    kind text COLLATE "C" NOT NULL,
    PRIMARY KEY (coll, field, kind)
);
CREATE TABLE docs (
    seq bigint GENERATED ALWAYS AS IDENTITY,
    village text COLLATE "C" NOT NULL,
    coll text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    rev bigint NOT NULL,
    body jsonb,
    PRIMARY KEY (village, coll, id)
);
CREATE INDEX docs_live ON docs (village, coll, seq) WHERE body IS NOT NULL;
CREATE TABLE found (
    village text COLLATE "C" NOT NULL,
    coll text COLLATE "C" NOT NULL,
    id text COLLATE "C" NOT NULL,
    n bigint NOT NULL,
    text text COLLATE "C" NOT NULL,
    keys text[] COLLATE "C" NOT NULL,
    PRIMARY KEY (village, coll, id)
);
CREATE UNIQUE INDEX found_newest ON found (village, n) WHERE n > 0;
{FOUND_KEYS}
CREATE TABLE commits (
    village text COLLATE "C" NOT NULL,
    n bigint NOT NULL,
    key text COLLATE "C" NOT NULL,
    PRIMARY KEY (village, n)
);
"""
_APART = """
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY own_village ON {table} USING (village = current_setting('village_board.village', true));
"""
# A declared field has a column that this keeps in step with the body. A generated column would say the same in
# fewer words, but PostgreSQL reads the expressions of all of them anew at each statement: 0.93 ms an insert with the
# board's 68 columns, against 0.07 ms.
_FOLLOW = """
CREATE OR REPLACE FUNCTION follow_body() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    CASE NEW.coll
    {branches}
    ELSE
        NULL;
    END CASE;
    RETURN NEW;
END $$;
"""
_FOLLOWER = """
CREATE TRIGGER follow_body BEFORE INSERT OR UPDATE ON docs FOR EACH ROW EXECUTE FUNCTION follow_body();
"""
# A single write is one message to the server and one commit, under the same lock as a unit of work: a function's
# statements each see what was committed before the lock was given.
_FUNCTIONS = """
CREATE FUNCTION whole(of_body jsonb, field text) RETURNS bigint LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    CASE jsonb_typeof(of_body->field)
    WHEN 'number' THEN
        IF trunc((of_body->field)::numeric) <> (of_body->field)::numeric THEN
            RAISE EXCEPTION '%: %', field, of_body->field USING ERRCODE = 'numeric_value_out_of_range';
        END IF;
        RETURN (of_body->field)::bigint;
    WHEN 'boolean' THEN
        RETURN (of_body->field)::boolean::integer;
    ELSE
        RETURN NULL;
    END CASE;
END $$;
CREATE FUNCTION note_commit(of_village text, of_key text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE next bigint;
BEGIN
    INSERT INTO commits (village, n, key)
        SELECT of_village, coalesce(max(n), 0) + 1, of_key FROM commits WHERE village = of_village
        RETURNING n INTO next;
    IF next % 1000 = 0 THEN
        DELETE FROM commits WHERE village = of_village AND n <= next - 5000;
    END IF;
END $$;
CREATE FUNCTION insert_alone(
    of_lock bigint, of_village text, of_coll text, of_id text, new_body jsonb, of_key text
) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(of_lock);
    INSERT INTO docs (village, coll, id, rev, body) VALUES (of_village, of_coll, of_id, 1, new_body)
        ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    PERFORM note_commit(of_village, of_key);
    RETURN 1;
END $$;
CREATE FUNCTION replace_alone(
    of_lock bigint, of_village text, of_coll text, of_id text, new_body jsonb, expected bigint, of_key text
) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(of_lock);
    UPDATE docs SET body = new_body, rev = rev + 1
        WHERE village = of_village AND coll = of_coll AND id = of_id AND jsonb_typeof(body) IS NOT NULL
            AND rev = expected;
    IF NOT FOUND THEN
        RETURN 0;
    END IF;
    PERFORM note_commit(of_village, of_key);
    RETURN expected + 1;
END $$;
CREATE FUNCTION find_words(wanted text[], parts text[], colls text[], before bigint, most bigint)
RETURNS TABLE (coll text, id text, n bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = village_board, pg_temp AS $$
DECLARE
    condition text := 'village = $1 AND keys @> $2 AND n > 0 AND n < $4';
BEGIN
    FOR at IN 1 .. cardinality(parts) LOOP
        condition := condition || format(' AND strpos(text, ($3)[%s]) > 0', at);
    END LOOP;
    IF colls IS NOT NULL THEN
        condition := condition || ' AND coll = ANY ($5)';
    END IF;
    RETURN QUERY EXECUTE 'SELECT coll, id, n FROM found WHERE ' || condition || ' ORDER BY n DESC LIMIT $6'
        USING current_setting('village_board.village'), wanted, parts, before, colls, most;
END $$;
"""


def prepare(connection: Connection, path: str, collections: Declarations, *, create: bool) -> int:
    """Make sure that a board's tables stand, with the columns and indexes of `collections`; return their version.

    Raises:
        ServerUnfit: the server is older than 15, or its database is not in UTF-8.
        NoBoardInDatabase: there are no tables, and `create` does not ask for them.
        NotABoardDatabase: what stands there is another program's.
        NewerSchema: a newer program made them.
    """
    _check_server(connection, path)
    if not _stands(connection, path):
        if not create:
            raise NoBoardInDatabase(path)
        _create(connection, path)
    version = _version(connection, path)
    _declare(connection, tuple(collections))
    return version


def _check_server(connection: Connection, path: str) -> None:
    encoding = run(connection.cursor(), "SHOW server_encoding", ())[0][0]
    version = connection.info.server_version // 10_000
    if version < _OLDEST_SERVER or encoding != "UTF8":
        raise ServerUnfit(path, str(version), encoding)


def _stands(connection: Connection, path: str) -> bool:
    names = run(
        connection.cursor(),
        "SELECT c.relname FROM pg_namespace s LEFT JOIN pg_class c ON c.relnamespace = s.oid WHERE s.nspname = %s",
        (SCHEMA,),
    )
    if not names:
        return False
    if ("meta",) not in names or ("docs",) not in names:
        raise NotABoardDatabase(path)
    return True


def _create(connection: Connection, path: str) -> None:
    apart = "".join(_APART.format(table=table) for table in ("docs", "found", "commits"))
    with connection.transaction():
        cursor = connection.cursor()
        run(cursor, "SELECT pg_advisory_xact_lock(%s)", (_TABLES_LOCK,))
        if not _stands(connection, path):
            run_several(cursor, _TABLES + apart + _FUNCTIONS + _follow([]) + _FOLLOWER)
            run(cursor, "INSERT INTO meta VALUES ('schema', %s)", (str(SCHEMA_VERSION),))


def _version(connection: Connection, path: str) -> int:
    found = run(connection.cursor(), "SELECT value FROM village_board.meta WHERE name = 'schema'", ())
    said = found[0][0] if found else None
    if said is None or not said.isdecimal() or int(said) < 1:
        raise DatabaseDamaged(path, f"schema {said}")
    if int(said) > SCHEMA_VERSION:
        raise NewerSchema(path, int(said), SCHEMA_VERSION)
    return int(said)


def column(collection: str, field: str, kind: type) -> str:
    """Return the column of a declared field: ``hearings.status:str``."""
    return _short(f"{collection}.{field}:{kind.__name__}")


def index_name(collection: Collection, fields: Iterable[str]) -> str:
    """Return the name of an index; it tells all that the index holds."""
    named = (f"{field}:{collection.fields[field].__name__}" for field in fields)
    return _short(f"{collection.name}.{','.join(named)}")


def _short(name: str) -> str:
    # PostgreSQL cuts longer names off, and two could become one.
    if len(name) <= _LONGEST_NAME:
        return name
    return f"{name[:50]}~{sha256(name.encode()).hexdigest()[:12]}"


def _column_sql(collection: str, field: str, kind: type) -> str:
    # Whole numbers as bigint: under row-level security no index serves a comparison of `numeric`.
    sort = 'text COLLATE "C"' if kind is str else "bigint"
    return f'ADD COLUMN "{column(collection, field, kind)}" {sort}'


def _assignment(collection: str, field: str, kind: type) -> str:
    # The column holds what Python would compare: only values of the declared type, true and false as 1 and 0.
    # A fraction among whole numbers is refused, where a rounded one would answer queries wrongly.
    value = (
        f"CASE jsonb_typeof(NEW.body->'{field}') WHEN 'string' THEN NEW.body->>'{field}' END"
        if kind is str
        else f"whole(NEW.body, '{field}')"
    )
    return f'NEW."{column(collection, field, kind)}" := {value};'


def _index_sql(collection: Collection, fields: Iterable[str]) -> str:
    columns = "".join(f'"{column(collection.name, field, collection.fields[field])}" NULLS FIRST, ' for field in fields)
    return (
        f'CREATE INDEX "{index_name(collection, fields)}" ON docs (village, {columns}seq) '
        f"WHERE coll = '{collection.name}' AND body IS NOT NULL"
    )


_KINDS: dict[str, type] = {kind.__name__: kind for kind in (str, int)}


def declared_fields(connection: Connection) -> set[Field]:
    """Return the fields that have a column, whoever declared them."""
    rows = run(connection.cursor(), "SELECT coll, field, kind FROM declared", ())
    return {(coll, field, _KINDS[kind]) for coll, field, kind in rows}


def _missing_fields(connection: Connection, collections: Iterable[Collection]) -> list[Field]:
    wanted = [(one.name, field, kind) for one in collections for field, kind in one.fields.items()]
    return sorted(set(wanted) - declared_fields(connection), key=str)


def _missing_indexes(connection: Connection, collections: Iterable[Collection]) -> list[str]:
    sql = "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid WHERE i.indrelid = 'docs'::regclass"
    standing = {row[0] for row in run(connection.cursor(), sql, ())}
    wanted = {index_name(one, fields): _index_sql(one, fields) for one in collections for fields in one.indexes}
    return [sql for name, sql in wanted.items() if name not in standing]


def _declare(connection: Connection, collections: tuple[Collection, ...]) -> None:
    if not (_missing_fields(connection, collections) or _missing_indexes(connection, collections)):
        return
    with connection.transaction():
        cursor = connection.cursor()
        run(cursor, "SELECT pg_advisory_xact_lock(%s)", (_TABLES_LOCK,))
        if added := _missing_fields(connection, collections):
            run_several(cursor, f"ALTER TABLE docs {', '.join(_column_sql(*field) for field in added)}")
            for coll, field, kind in added:
                run(cursor, "INSERT INTO declared VALUES (%s, %s, %s)", (coll, field, kind.__name__))
            run_several(cursor, _follow(sorted(declared_fields(connection), key=str)))
            # What was written before gets its values by the same trigger.
            written = "UPDATE docs SET body = body WHERE coll = ANY (%s) AND body IS NOT NULL"
            run(cursor, written, ([coll for coll, _, _ in added],))
        for sql in _missing_indexes(connection, collections):
            run_several(cursor, sql)


def _follow(fields: list[Field]) -> str:
    branches = [
        f"WHEN '{coll}' THEN\n" + "\n".join(_assignment(*field) for field in of_coll)
        for coll, of_coll in groupby(fields, itemgetter(0))
    ]
    return _FOLLOW.format(branches="\n".join(branches) or "WHEN '' THEN NULL;")
