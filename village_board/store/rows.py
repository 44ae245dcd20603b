"""The SQL of one collection. Statements are written once a shape and prepared once a connection."""

from __future__ import annotations

import json
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from village_board.store.collection import Collection, Id, KeptRow, Row, Value
from village_board.store.compile import Plan, Term
from village_board.store.schema import column, index_name, live_index, table_name

if TYPE_CHECKING:
    from village_board.store.sqlite import SqliteEngine


class SqliteRows:
    """The rows of one collection of one village in SQLite; see `village_board.store.engine.Rows`.

    A collection that nobody wrote to has no table: what is read of it is empty, and the first write makes it.
    """

    _seq = "seq"

    def __init__(self, engine: SqliteEngine, collection: Collection, *, keep_ids: bool) -> None:
        self._engine = engine
        self._village = engine.village
        self._declared = collection
        self._keep_ids = keep_ids
        self._written: dict[Any, str] = {}
        self._columns = f"{self._seq}, id, rev, body"
        docs, of, into = self._place(collection.name)
        self._docs, self._live = docs, f"{of} AND body IS NOT NULL"
        self._get = f"SELECT rev, body FROM {docs} WHERE {of} AND id = ? AND body IS NOT NULL"  # noqa: S608
        self._revision = f"SELECT rev FROM {docs} WHERE {of} AND id = ?"  # noqa: S608
        self._insert = f"{into}, ?, 1, ?) ON CONFLICT DO NOTHING RETURNING 1"
        self._insert_all = f"{into}, ?, 1, ?)"
        self._load = f"{into}, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING 1"
        self._given = f"SELECT id FROM {docs} WHERE {of} AND id IN (SELECT value FROM json_each(?))"  # noqa: S608
        live = f"{of} AND id = ? AND body IS NOT NULL"
        self._replace = f"UPDATE {docs} SET body = ?, rev = rev + 1 WHERE {live} RETURNING rev"  # noqa: S608
        self._replace_at = f"UPDATE {docs} SET body = ?, rev = rev + 1 WHERE {live} AND rev = ? RETURNING rev"  # noqa: S608
        bury = f"UPDATE {docs} SET body = NULL, rev = rev + 1" if keep_ids else f"DELETE FROM {docs}"  # noqa: S608
        self._remove = f"{bury} WHERE {live} RETURNING 1"
        self._clear = f"{bury} WHERE {self._live}"
        # As bytes: text that is no UTF-8 would end the walk; a body that is no text is nothing a program can read.
        body = "CASE typeof(body) WHEN 'blob' THEN x'' ELSE CAST(body AS BLOB) END"
        # The index of live rows holds them in the order of insertion; it has no removed ones.
        self._every = f"SELECT id, rev, {body} FROM {self._listed} WHERE {self._live} ORDER BY {self._seq}"  # noqa: S608
        self._removed = f"SELECT id, rev, NULL FROM {docs} WHERE {of} AND body IS NULL ORDER BY id"  # noqa: S608

    def _place(self, name: str) -> tuple[str, str, str]:
        """Return the table, what tells this collection's rows there, and how one is inserted, up to the village."""
        docs = f'"{table_name(name)}"'
        return docs, "village = ?", f"INSERT INTO {docs} (village, id, rev, body) VALUES (?"  # noqa: S608

    @property
    def _listed(self) -> str:
        return f'{self._docs} INDEXED BY "{live_index(self._declared.name)}"'

    def _ready(self, *, make: bool) -> bool:
        return self._engine.ready(self._declared, make=make)

    def _run(self, sql: str, values: Sequence[Any]) -> list[Any]:
        return self._engine.run(sql, values) if self._ready(make=False) else []

    def _stream(self, sql: str, values: Sequence[Any]) -> Iterator[Any]:
        return self._engine.stream(sql, values) if self._ready(make=False) else iter(())

    def _write(self, sql: str, values: Sequence[Any]) -> list[Any]:
        self._ready(make=True)
        return self._engine.write(sql, values)

    def get(self, doc_id: Id) -> tuple[int, str] | None:
        """Return revision and body of a live document."""
        found = self._run(self._get, (self._village, doc_id))
        return found[0] if found else None

    def some(self, doc_ids: Iterable[Id]) -> list[Row]:
        """Return the live documents of these ids, in the order of insertion."""
        sql = (
            f"SELECT {self._columns} FROM {self._docs} WHERE {self._live} "  # noqa: S608
            "AND id IN (SELECT value FROM json_each(?))"
        )
        return sorted(self._run(sql, (self._village, json.dumps(list(doc_ids)))))

    def revision(self, doc_id: Id) -> int | None:
        """Return the revision of a live or removed document; None when the id was never given."""
        found = self._run(self._revision, (self._village, doc_id))
        return found[0][0] if found else None

    def insert(self, doc_id: Id, body: str) -> bool:
        """Write a new document at revision 1; False when the id was given before."""
        return bool(self._write(self._insert, (self._village, doc_id, body)))

    def insert_many(self, documents: Sequence[tuple[Id, str]]) -> None:
        """Write new documents at revision 1, inside a transaction, which fails when one of the ids was given before."""
        village = self._village
        self._ready(make=True)
        self._engine.write_many(self._insert_all, [(village, doc_id, body) for doc_id, body in documents])

    def given(self, doc_ids: Sequence[Id]) -> set[Id]:
        """Return those of these ids that were ever given, also to documents that were removed."""
        return {row[0] for row in self._run(self._given, (self._village, json.dumps(list(doc_ids))))}

    def replace(self, doc_id: Id, body: str, expected: int | None) -> int:
        """Write the next revision of a live document and return it; 0 when it is not live at `expected`."""
        if expected is None:
            written = self._write(self._replace, (body, self._village, doc_id))
        else:
            written = self._write(self._replace_at, (body, self._village, doc_id, expected))
        return written[0][0] if written else 0

    def remove(self, doc_id: Id) -> bool:
        """Remove a live document and its search row; with opaque ids a tombstone keeps its id."""
        with self._engine.transaction():
            removed = bool(self._write(self._remove, (self._village, doc_id)))
            if removed:
                self._engine.words.forget(self._declared.name, doc_id)
        return removed

    def clear(self) -> None:
        """Remove all documents and their search rows."""
        with self._engine.transaction():
            self._write(self._clear, (self._village,))
            self._engine.words.forget_all(self._declared.name)

    def highest(self) -> int:
        """Return the highest id of a live document; 0 when there is none."""
        found = self._run(f"SELECT max(id) FROM {self._docs} WHERE {self._live}", (self._village,))  # noqa: S608
        return (found[0][0] or 0) if found else 0

    def next_counted(self) -> int | None:
        """Return the id that was noted as the next one; None: none was."""
        found = self._engine.run("SELECT value FROM meta WHERE name = ?", (self._counter,))
        return found[0][0] if found else None

    def count_on(self, number: int | None) -> None:
        """Note the next id, for every handle on the store; None: forget it."""
        if number is None:
            self._engine.write("DELETE FROM meta WHERE name = ?", (self._counter,))
        else:
            self._engine.write("INSERT OR REPLACE INTO meta VALUES (?, ?)", (self._counter, number))

    @property
    def _counter(self) -> str:
        return f"next {self._village}:{self._declared.name}"

    def last_seq(self) -> int:
        """Return the place of the newest row; 0 when there is none."""
        sql = f"SELECT max({self._seq}) FROM {self._listed} WHERE {self._live}"  # noqa: S608
        found = self._run(sql, (self._village,))
        return (found[0][0] or 0) if found else 0

    def after(self, seq: int, until: int, limit: int) -> list[Row]:
        """Return rows in the order of insertion, above `seq` and up to `until`."""
        sql = (
            f"SELECT {self._columns} FROM {self._listed} "  # noqa: S608
            f"WHERE {self._live} AND {self._seq} > ? AND {self._seq} <= ? ORDER BY {self._seq} LIMIT ?"
        )
        return self._run(sql, (self._village, seq, until, limit))

    def every(self) -> Iterator[KeptRow]:
        """Return the live rows as they lie, in the order of insertion, then the removed ones by their ids."""
        yield from self._stream(self._every, (self._village,))
        yield from self._stream(self._removed, (self._village,))

    def load(self, doc_id: Id, rev: int, body: str | None) -> bool:
        """Write a row as it stood elsewhere, a tombstone too; False when the id was given before."""
        return bool(self._write(self._load, (self._village, doc_id, rev, body)))

    def select(self, plan: Plan) -> Iterable[Row]:
        """Return the rows that the terms of `plan` let through, in no certain order."""
        key = _shape(plan.terms)
        sql = self._written.get(key) or self._keep(key, lambda: self._query(self._columns, plan))
        # A scan goes row by row, so that memory does not grow with the table.
        read = self._run if plan.terms else self._stream
        return read(sql, self._bindings(plan))

    def ordered(
        self, plan: Plan, order_by: str | None, *, descending: bool, limit: int = -1, offset: int = 0
    ) -> Iterator[Row]:
        """Return them in the order of a declared field, then of insertion; None: of insertion alone."""
        key = ("ordered", _shape(plan.terms), order_by, descending)
        sql = self._written.get(key) or self._keep(key, lambda: self._ordered_sql(plan, order_by, descending))
        return self._stream(sql, (*self._bindings(plan), limit, offset))

    def _ordered_sql(self, plan: Plan, order_by: str | None, descending: bool) -> str:  # noqa: FBT001
        way = "DESC" if descending else "ASC"
        by = "" if order_by is None else f"{self._column(order_by)} {way}, "
        return f"{self._query(self._columns, plan, order_by)} ORDER BY {by}{self._seq} {way} LIMIT ? OFFSET ?"

    def count(self, plan: Plan) -> int:
        """Count them."""
        key = ("count", _shape(plan.terms))
        sql = self._written.get(key) or self._keep(key, lambda: self._query("count(*)", plan))
        found = self._run(sql, self._bindings(plan))
        return int(found[0][0]) if found else 0

    def sums(self, fields: Sequence[str], plan: Plan, by: str | None) -> list[tuple[Value, ...]]:
        """Return a row a group: the value of `by` (None without it), then the sum of each field."""
        key = ("sums", _shape(plan.terms), tuple(fields), by)
        sql = self._written.get(key) or self._keep(key, lambda: self._sums_sql(fields, plan, by))
        return self._run(sql, self._bindings(plan))

    def _sums_sql(self, fields: Sequence[str], plan: Plan, by: str | None) -> str:
        group = "NULL" if by is None else self._column(by)
        totals = "".join(f", coalesce(sum({self._column(name)}), 0)" for name in fields)
        read = (*fields, by) if by else tuple(fields)
        sql = self._query(f"{group}{totals}", plan, by, read)
        return sql if by is None else f"{sql} GROUP BY {group}"

    def _keep(self, key: Any, write: Callable[[], str]) -> str:
        sql = self._written[key] = write()
        return sql

    def _bindings(self, plan: Plan) -> tuple[Any, ...]:
        values: list[Any] = [self._village]
        for _, operator, operand in plan.terms:
            if operator == "IN":
                values.extend(operand)
            else:
                values.append(operand)
        return tuple(values)

    def _column(self, name: str) -> str:
        return f'"{column(name, self._declared.fields[name])}"'

    def _query(self, what: str, plan: Plan, order_by: str | None = None, read: Sequence[str] = ()) -> str:
        index = _choose(self._declared.indexes, plan.terms, order_by, read)
        name = live_index(self._declared.name) if index is None else index_name(self._declared, index)
        terms = "".join(f" AND {self._condition(term)}" for term in plan.terms)
        # Without INDEXED BY the planner prefers the table's key: 158 ms against 30 us at 100k rows.
        return f'SELECT {what} FROM {self._docs} INDEXED BY "{name}" WHERE {self._live}{terms}'  # noqa: S608

    def _condition(self, term: Term) -> str:
        name, operator, operand = term
        if operator == "IN":
            # An empty list would leave the index nothing to search.
            return f"{self._column(name)} IN ({', '.join('?' * len(operand)) or 'NULL'})"
        return f"{self._column(name)} {operator} ?"


class PlainRows(SqliteRows):
    """The rows of a plain collection: clustered by their ids, which stand in for the order of insertion."""

    _seq = "id"

    def _place(self, name: str) -> tuple[str, str, str]:
        coll = "'" + name.replace("'", "''") + "'"
        into = f"INSERT INTO plain (village, coll, id, rev, body) VALUES (?, {coll}"  # noqa: S608
        return "plain", f"village = ? AND coll = {coll}", into

    @property
    def _listed(self) -> str:
        return "plain"

    def _ready(self, *, make: bool) -> bool:
        del make
        return True  # every board has this table

    def insert(self, doc_id: Id, body: str) -> bool:
        """Write a new document at revision 1; False when the id was given before."""
        # Without RETURNING, which would gather its answer in a table of its own.
        sql = self._written.get("insert") or self._keep("insert", lambda: self._insert.removesuffix("RETURNING 1"))
        return self._engine.change(sql, (self._village, doc_id, body)) > 0

    def replace(self, doc_id: Id, body: str, expected: int | None) -> int:
        """Write the next revision of a live document and return it; 0 when it is not live at `expected`."""
        if expected is None:
            return super().replace(doc_id, body, expected)
        sql = self._written.get("replace") or self._keep(
            "replace", lambda: self._replace_at.removesuffix("RETURNING rev")
        )
        written = self._engine.change(sql, (body, self._village, doc_id, expected))
        return expected + 1 if written else 0

    def _query(self, what: str, plan: Plan, order_by: str | None = None, read: Sequence[str] = ()) -> str:
        del plan, order_by, read  # a plain collection declares no field
        return f"SELECT {what} FROM plain WHERE {self._live}"  # noqa: S608


def _shape(terms: Sequence[Term]) -> Hashable:
    if len(terms) == 1 and terms[0][1] != "IN":
        return terms[0][:2]
    return tuple([(field, operator, len(operand) if operator == "IN" else 0) for field, operator, operand in terms])


def _choose(
    indexes: Sequence[tuple[str, ...]], terms: Sequence[Term], order_by: str | None, read: Sequence[str]
) -> tuple[str, ...] | None:
    """Return the declared index that serves terms, order and fields read best; None: no index does."""
    equal = {name for name, operator, _ in terms if operator in ("=", "IN")}
    ranged = {name for name, _, _ in terms} - equal
    needed = equal | ranged | set(read)
    best, best_score = None, (False, 0, False, False, False)
    for index in indexes:
        length = next((at for at, name in enumerate(index) if name not in equal), len(index))
        follows = index[length : length + 1]
        narrow = bool(follows) and follows[0] in ranged
        order = order_by is not None and (order_by in equal or follows == (order_by,))
        covers = bool(read) and needed <= set(index)
        serves = length > 0 or narrow
        score = (serves and (order or covers), length, narrow, covers, order)
        if score > best_score:
            best, best_score = index, score
    return best
