"""The SQL of one collection in PostgreSQL. Statements are written once a shape; psycopg prepares those in use."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from village_board.store.collection import Collection, Id, KeptRow, Row, Value
from village_board.store.compile import Plan, Term
from village_board.store.postgres.schema import column

if TYPE_CHECKING:
    from village_board.store.postgres.engine import PostgresEngine

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_COLUMNS = "seq, id, rev, body::text"
_ONE = "village = %s AND coll = %s AND id = %s"
# In words from which the planner cannot tell that an index of live rows would do: the key is to serve.
_IS_LIVE = "AND jsonb_typeof(body) IS NOT NULL"
_LIVE = "village = %s AND coll = %s AND body IS NOT NULL"
_GET = f"SELECT rev, body::text FROM docs WHERE {_ONE} {_IS_LIVE}"  # noqa: S608 - constants
_SOME = f"SELECT {_COLUMNS} FROM docs WHERE village = %s AND coll = %s AND id = ANY (%s::text[]) {_IS_LIVE}"  # noqa: S608
_REVISION = f"SELECT rev FROM docs WHERE {_ONE}"  # noqa: S608
_GIVEN = "SELECT id FROM docs WHERE village = %s AND coll = %s AND id = ANY (%s::text[])"
_INSERT = """INSERT INTO docs (village, coll, id, rev, body) VALUES (%s, %s, %s, 1, %s::jsonb)
    ON CONFLICT DO NOTHING RETURNING 1"""
_LOAD = """INSERT INTO docs (village, coll, id, rev, body) VALUES (%s, %s, %s, %s, %s::jsonb)
    ON CONFLICT DO NOTHING RETURNING 1"""
_UPDATE = "UPDATE docs SET body = %s::jsonb, rev = rev + 1"
_REPLACE = f"{_UPDATE} WHERE {_ONE} {_IS_LIVE} RETURNING rev"
_REPLACE_AT = f"{_UPDATE} WHERE {_ONE} {_IS_LIVE} AND rev = %s RETURNING rev"
_INSERT_ALONE = "SELECT insert_alone(%s, %s, %s, %s, %s::jsonb, %s)"
_REPLACE_ALONE = "SELECT replace_alone(%s, %s, %s, %s, %s::jsonb, %s, %s)"
_EVERY = f"SELECT id, rev, body::text FROM docs WHERE {_LIVE} ORDER BY seq"  # noqa: S608
_REMOVED = "SELECT id, rev, NULL FROM docs WHERE village = %s AND coll = %s AND body IS NULL ORDER BY id"
_HIGHEST = f"SELECT max(id::bigint) FROM docs WHERE {_LIVE}"  # noqa: S608
_NEXT = "SELECT value FROM meta WHERE name = %s"
_COUNT_ON = "INSERT INTO meta VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET value = EXCLUDED.value"
_COUNT_ANEW = "DELETE FROM meta WHERE name = %s"
_LAST = f"SELECT max(seq) FROM docs WHERE {_LIVE}"  # noqa: S608
_AFTER = (
    f"SELECT {_COLUMNS} FROM docs WHERE {_LIVE} "  # noqa: S608
    "AND seq > %s::bigint AND seq <= %s::bigint ORDER BY seq LIMIT %s::bigint"
)


class PostgresRows:
    """The rows of one collection of one village in PostgreSQL; see `village_board.store.engine.Rows`."""

    def __init__(self, engine: PostgresEngine, collection: Collection) -> None:
        self._engine = engine
        self._run, self._write = engine.run, engine.write
        self._declared = collection
        self._counted = not engine.keep_ids
        self._written: dict[Any, str] = {}
        self._place = (engine.village, collection.name)
        # Where the name stands in the statement, the planner may take an index of this collection alone. For one row,
        # or a walk in the order of insertion, it must not: with the statistics of an empty table all look alike.
        self._own = "village = %s AND coll = '{}' AND body IS NOT NULL".format(
            collection.name.replace("'", "''").replace("%", "%%")
        )
        bury = "UPDATE docs SET body = NULL, rev = rev + 1" if engine.keep_ids else "DELETE FROM docs"
        self._remove = f"{bury} WHERE {_ONE} {_IS_LIVE} RETURNING 1"
        self._clear = f"{bury} WHERE {_LIVE}"

    def get(self, doc_id: Id) -> tuple[int, str] | None:
        """Return revision and body of a live document."""
        found = self._run(_GET, (*self._place, str(doc_id)))
        return found[0] if found else None

    def some(self, doc_ids: Iterable[Id]) -> list[Row]:
        """Return the live documents of these ids, in the order of insertion."""
        return sorted(self._each(self._run(_SOME, (*self._place, [str(doc_id) for doc_id in doc_ids]))))

    def revision(self, doc_id: Id) -> int | None:
        """Return the revision of a live or removed document; None when the id was never given."""
        found = self._run(_REVISION, (*self._place, str(doc_id)))
        return found[0][0] if found else None

    def insert(self, doc_id: Id, body: str) -> bool:
        """Write a new document at revision 1; False when the id was given before."""
        values = (*self._place, str(doc_id), body)
        if self._engine.inside():
            return bool(self._write(_INSERT, values))
        return bool(self._engine.write_alone(_INSERT_ALONE, (self._engine.lock, *values), done=1))

    def insert_many(self, documents: Sequence[tuple[Id, str]]) -> None:
        """Write new documents at revision 1, inside a transaction, which fails when one of the ids was given before."""
        for doc_id, body in documents:
            if not self.insert(doc_id, body):
                raise RuntimeError(f"{doc_id} was given before")

    def given(self, doc_ids: Sequence[Id]) -> set[Id]:
        """Return those of these ids that were ever given, also to documents that were removed."""
        found = {row[0] for row in self._run(_GIVEN, (*self._place, [str(doc_id) for doc_id in doc_ids]))}
        return {doc_id for doc_id in doc_ids if str(doc_id) in found}

    def replace(self, doc_id: Id, body: str, expected: int | None) -> int:
        """Write the next revision of a live document and return it; 0 when it is not live at `expected`."""
        one = (*self._place, str(doc_id))
        if expected is None:
            written = self._write(_REPLACE, (body, *one))
        elif self._engine.inside():
            written = self._write(_REPLACE_AT, (body, *one, expected))
        else:
            values = (self._engine.lock, *one, body, expected)
            return self._engine.write_alone(_REPLACE_ALONE, values, done=expected + 1)
        return written[0][0] if written else 0

    def remove(self, doc_id: Id) -> bool:
        """Remove a live document and its search row; with opaque ids a tombstone keeps its id."""
        with self._engine.transaction():
            removed = bool(self._write(self._remove, (*self._place, str(doc_id))))
            if removed:
                self._engine.words.forget(self._declared.name, doc_id)
        return removed

    def clear(self) -> None:
        """Remove all documents and their search rows."""
        with self._engine.transaction():
            self._write(self._clear, self._place)
            self._engine.words.forget_all(self._declared.name)

    def every(self) -> Iterator[KeptRow]:
        """Return the live rows as they lie, in the order of insertion, then the removed ones by their ids."""
        for sql in (_EVERY, _REMOVED):
            for doc_id, rev, body in self._engine.stream(sql, self._place):
                yield (int(doc_id) if self._counted else doc_id), rev, None if body is None else _compact(body)

    def load(self, doc_id: Id, rev: int, body: str | None) -> bool:
        """Write a row as it stood elsewhere, a tombstone too; False when the id was given before."""
        return bool(self._write(_LOAD, (*self._place, str(doc_id), rev, body)))

    def highest(self) -> int:
        """Return the highest id of a live document; 0 when there is none."""
        return self._run(_HIGHEST, self._place)[0][0] or 0

    def next_counted(self) -> int | None:
        """Return the id that was noted as the next one; None: none was."""
        found = self._run(_NEXT, (self._counter,))
        return int(found[0][0]) if found else None

    def count_on(self, number: int | None) -> None:
        """Note the next id, for every handle on the store; None: forget it."""
        if number is None:
            self._write(_COUNT_ANEW, (self._counter,))
        else:
            self._write(_COUNT_ON, (self._counter, str(number)))

    @property
    def _counter(self) -> str:
        return "next {}:{}".format(*self._place)

    def last_seq(self) -> int:
        """Return the place of the newest row; 0 when there is none."""
        return self._run(_LAST, self._place)[0][0] or 0

    def after(self, seq: int, until: int, limit: int) -> list[Row]:
        """Return rows in the order of insertion, above `seq` and up to `until`."""
        return list(self._each(self._run(_AFTER, (*self._place, seq, until, limit))))

    def select(self, plan: Plan) -> Iterable[Row]:
        """Return the rows that the terms of `plan` let through, in no certain order."""
        sql = self._statement("select", plan, lambda: self._query(_COLUMNS, plan))
        read = self._run if plan.terms else self._engine.stream
        return self._each(read(sql, self._bindings(plan)))

    def ordered(
        self, plan: Plan, order_by: str | None, *, descending: bool, limit: int = -1, offset: int = 0
    ) -> Iterator[Row]:
        """Return them in the order of a declared field, then of insertion; None: of insertion alone."""
        sql = self._statement(
            ("ordered", order_by, descending), plan, lambda: self._ordered_sql(plan, order_by, descending)
        )
        read = self._engine.stream if limit < 0 else self._run
        return self._each(read(sql, (*self._bindings(plan), None if limit < 0 else limit, offset)))

    def _ordered_sql(self, plan: Plan, order_by: str | None, descending: bool) -> str:  # noqa: FBT001
        way, absent = ("DESC", "NULLS LAST") if descending else ("ASC", "NULLS FIRST")
        by = "" if order_by is None else f"{self._column(order_by)} {way} {absent}, "
        return f"{self._query(_COLUMNS, plan)} ORDER BY {by}seq {way} LIMIT %s::bigint OFFSET %s::bigint"

    def count(self, plan: Plan) -> int:
        """Count them."""
        sql = self._statement("count", plan, lambda: self._query("count(*)", plan))
        return int(self._run(sql, self._bindings(plan))[0][0])

    def sums(self, fields: Sequence[str], plan: Plan, by: str | None) -> list[tuple[Value, ...]]:
        """Return a row a group: the value of `by` (None without it), then the sum of each field."""
        sql = self._statement(("sums", tuple(fields), by), plan, lambda: self._sums_sql(fields, plan, by))
        return self._run(sql, self._bindings(plan))

    def _sums_sql(self, fields: Sequence[str], plan: Plan, by: str | None) -> str:
        group = "NULL" if by is None else self._column(by)
        # The sum of whole numbers is `numeric`, which would come back as a Decimal.
        totals = "".join(f", coalesce(sum({self._column(name)}), 0)::bigint" for name in fields)
        sql = self._query(f"{group}{totals}", plan)
        return sql if by is None else f"{sql} GROUP BY {group}"

    def _statement(self, what: Any, plan: Plan, write: Callable[[], str]) -> str:
        key = (what, tuple([(field, operator) for field, operator, _ in plan.terms]))
        found = self._written.get(key)
        if found is None:
            found = self._written[key] = write()
        return found

    def _bindings(self, plan: Plan) -> tuple[Any, ...]:
        operands = [list(operand) if operator == "IN" else operand for _, operator, operand in plan.terms]
        return (self._place[0], *operands)

    def _column(self, name: str) -> str:
        return f'"{column(self._declared.name, name, self._declared.fields[name])}"'

    def _query(self, what: str, plan: Plan) -> str:
        terms = "".join(f" AND {self._condition(term)}" for term in plan.terms)
        return f"SELECT {what} FROM docs WHERE {self._own}{terms}"  # noqa: S608

    def _condition(self, term: Term) -> str:
        name, operator, _ = term
        sort = "text" if self._declared.fields[name] is str else "bigint"
        if operator == "IN":
            return f"{self._column(name)} = ANY (%s::{sort}[])"
        return f"{self._column(name)} {operator} %s::{sort}"

    def _each(self, rows: Iterable[Any]) -> Iterator[Row]:
        if not self._counted:
            return iter(rows)
        return ((seq, int(doc_id), rev, body) for seq, doc_id, rev, body in rows)


def _compact(body: str) -> bytes:
    # As a program writes it; the database puts spaces between.
    return _encode(json.loads(body)).encode()
