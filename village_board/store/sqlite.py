"""SQLite through apsw: one connection a thread, transactions, errors with sentences.

apsw and not `sqlite3`: distributions ship SQLite versions with the WAL-reset bug (3.7.0 to 3.51.2), which
needs just what happens here: several processes that write and checkpoint. Never open one file with both
in one process.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from types import TracebackType
from typing import Any
from weakref import WeakSet

import apsw

from village_board.store import boardfile, schema
from village_board.store.collection import Collection, Declarations
from village_board.store.errors import (
    NotABoard,
    StoreBusy,
    StoreDamaged,
    StoreFull,
    StoreUnreadable,
    StoreUnwritable,
    WorkUndone,
)
from village_board.store.rows import PlainRows, SqliteRows
from village_board.store.search import SqliteWords

BUSY_SECONDS = 10
STATEMENTS = 256
_LOG_LIMIT = 64 * 1024 * 1024


def explain(error: apsw.Error, path: str) -> Exception:
    """Return the error with a sentence for what SQLite reports; a mistake in a statement stays what it is."""
    sentences: dict[type[apsw.Error], Exception] = {
        apsw.BusyError: StoreBusy(path, BUSY_SECONDS),
        apsw.FullError: StoreFull(path),
        apsw.CorruptError: StoreDamaged(path, str(error)),
        apsw.NotADBError: NotABoard(path),
        apsw.CantOpenError: StoreUnwritable(path, str(error)),
        apsw.ReadOnlyError: StoreUnwritable(path, str(error)),
        apsw.PermissionsError: StoreUnwritable(path, str(error)),
        apsw.IOError: StoreUnreadable(path, str(error)),
    }
    return sentences.get(type(error), error)


class Session:
    """One connection and where it stands in a unit of work."""

    __slots__ = ("__weakref__", "connection", "depth", "doomed", "snapshots", "standing")

    def __init__(self, connection: apsw.Connection) -> None:
        self.connection = connection
        self.depth = 0
        self.doomed = False
        self.snapshots = 0
        #: collections that were seen to have their table, with all that they declare
        self.standing: set[str] = set()

    def roll_back(self) -> None:
        """Undo what was begun, a table that was made in it too."""
        self.standing.clear()
        self.end_reading()

    def end_reading(self) -> None:
        """Let go of what is read from, or undo what was begun."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")


class SqliteEngine:
    """One board's file; see `village_board.store.engine.Engine`.

    Raises:
        StoreError: the file is missing, damaged, newer, of another program, or cannot be written.
    """

    def __init__(self, path: str, village: str, collections: Declarations, *, keep_ids: bool) -> None:
        self.path = path
        self.village = village
        self._keep_ids = keep_ids
        self._declared = collections
        self._local = threading.local()
        self._sessions: WeakSet[Session] = WeakSet()
        self._closed = False
        self._watch_lock = threading.Lock()
        self._watch: apsw.Connection | None = None
        self.keeps_text = True
        self.words = SqliteWords(self)
        self.schema_version = 0
        try:
            connection = self.session().connection
            self.schema_version = schema.check_version(connection, path)
            schema.declare(connection, collections)
        except apsw.SQLError as error:
            self.close()
            raise StoreDamaged(path, str(error)) from error
        except apsw.Error as error:
            self.close()
            raise explain(error, path) from error
        except BaseException:
            self.close()
            raise

    # Connections

    def _connect(self) -> apsw.Connection:
        connection = apsw.Connection(self.path, flags=apsw.SQLITE_OPEN_READWRITE, statementcachesize=STATEMENTS)
        connection.set_busy_timeout(BUSY_SECONDS * 1000)
        connection.execute(f"PRAGMA synchronous = FULL; PRAGMA journal_size_limit = {_LOG_LIMIT}").fetchall()
        return connection

    def session(self) -> Session:
        """Return this thread's own; its connection closes when the thread ends."""
        try:
            return self._local.session  # type: ignore[no-any-return]
        except AttributeError:
            return self._open()

    def _open(self) -> Session:
        if self._closed:
            raise RuntimeError(f"{self.path} is closed")
        try:
            session = Session(self._connect())
        except apsw.Error as error:
            raise explain(error, self.path) from error
        self._local.session = session
        self._sessions.add(session)
        return session

    def close(self) -> None:
        """Close all connections of all threads."""
        self._closed = True
        for session in list(self._sessions):
            session.connection.close()
        self._local = threading.local()
        with self._watch_lock:
            if self._watch is not None:
                self._watch.close()
                self._watch = None

    # Statements

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return all rows that a reading statement answers."""
        connection = self.session().connection
        try:
            return connection.execute(sql, values).fetchall()
        except apsw.Error as error:
            raise self._explained(error) from error

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Return its rows one by one; the caller reads to the end or drops it before the next write."""
        connection = self.session().connection
        try:
            yield from connection.execute(sql, values)
        except apsw.Error as error:
            raise self._explained(error) from error

    def write(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run a writing statement, in this thread's transaction or as one by itself; return its rows."""
        session = self.session()
        if session.doomed:
            raise WorkUndone
        if session.snapshots and not session.depth:
            raise RuntimeError("a write inside reading()")
        try:
            return session.connection.execute(sql, values).fetchall()
        except apsw.Error as error:
            # A full disk may make SQLite end the transaction itself: what follows must not commit one by one.
            session.doomed = session.depth > 0
            raise self._explained(error) from error

    def write_many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """Run a writing statement once for each of `values`, inside this thread's transaction."""
        session = self.session()
        if session.doomed:
            raise WorkUndone
        if not session.depth:
            raise RuntimeError("several writes outside a transaction")
        try:
            session.connection.executemany(sql, values).fetchall()
        except apsw.Error as error:
            session.doomed = True
            raise self._explained(error) from error

    def change(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a writing statement that answers nothing; return how many rows it changed."""
        self.write(sql, values)
        return int(self.session().connection.changes())

    def _explained(self, error: apsw.Error) -> Exception:
        if isinstance(error, (apsw.CorruptError, apsw.NotADBError)):
            boardfile.suspect(self.path)
        return explain(error, self.path)

    # Units of work

    def transaction(self) -> AbstractContextManager[None]:
        """Begin to write, or join the transaction that this thread has begun."""
        return _Transaction(self)

    def reading(self) -> AbstractContextManager[None]:
        """Hold one snapshot for this thread's reads; inside a transaction that is the snapshot already."""
        return _Snapshot(self)

    def single(self, name: str) -> AbstractContextManager[object]:  # noqa: ARG002 - the engines' common shape
        """Nothing: a file has one home, whose lock keeps a second program out."""
        return nullcontext()

    def version(self) -> int:
        """Return a number that every commit changes, whoever commits.

        It is asked of a connection that does nothing else: an open read would hide changes, and a connection
        does not count its own.
        """
        with self._watch_lock:
            if self._closed:
                raise RuntimeError(f"{self.path} is closed")
            try:
                if self._watch is None:
                    self._watch = self._connect()
                answer: Any = self._watch.execute("PRAGMA data_version").fetchone()
                return int(answer[0])
            except apsw.Error as error:
                raise explain(error, self.path) from error

    # Collections

    def rows(self, collection: str) -> SqliteRows:
        """Return the rows of a collection, declared or not."""
        declared = self._declared.get(collection) or Collection(collection)
        rows = PlainRows if declared.plain else SqliteRows
        return rows(self, declared, keep_ids=self._keep_ids)

    def fields(self, collection: str) -> Mapping[str, type]:
        """Return the declared fields of a collection."""
        declared = self._declared.get(collection)
        return declared.fields if declared else {}

    def ready(self, collection: Collection, *, make: bool) -> bool:
        """Tell whether a collection has its table; with `make` it has one afterwards, made in this transaction.

        Columns and indexes that it declares and that another program left out are added.
        """
        session = self.session()
        if collection.name in session.standing:
            return True
        try:
            if not make and not schema.stands(session.connection, collection.name):
                return False
            if schema.lacking(session.connection, collection):
                with self.transaction():
                    for sql in schema.lacking(session.connection, collection):
                        self.write(sql)
        except apsw.Error as error:
            raise self._explained(error) from error
        session.standing.add(collection.name)
        return True

    def collections(self) -> set[str]:
        """Return the names of the collections that hold live documents."""
        return self._holding("INDEXED BY {live} WHERE village = ? AND body IS NOT NULL", "AND body IS NOT NULL")

    def size(self, collection: str) -> int:
        """Return how many live documents a collection holds, whatever it declares."""
        sql = "SELECT count(*) FROM plain WHERE village = ? AND coll = ? AND body IS NOT NULL"
        count = self.run(sql, (self.village, collection))[0][0]
        if collection in self._standing():
            table, live = schema.table_name(collection), schema.live_index(collection)
            sql = f'SELECT count(*) FROM "{table}" INDEXED BY "{live}" WHERE village = ? AND body IS NOT NULL'  # noqa: S608
            count += self.run(sql, (self.village,))[0][0]
        return int(count)

    def given(self) -> set[str]:
        """Return the names of the collections that hold documents, or ids of removed ones."""
        return self._holding("WHERE village = ?", "")

    def _holding(self, rows: str, plain: str) -> set[str]:
        sql = f"SELECT DISTINCT coll FROM plain WHERE village = ? {plain}"  # noqa: S608 - of the two above
        names = {row[0] for row in self.run(sql, (self.village,))}
        for name in self._standing():
            where = rows.format(live=f'"{schema.live_index(name)}"')
            sql = f'SELECT 1 FROM "{schema.table_name(name)}" {where} LIMIT 1'  # noqa: S608
            if self.run(sql, (self.village,)):
                names.add(name)
        return names

    def _standing(self) -> list[str]:
        try:
            return schema.standing(self.session().connection)
        except apsw.Error as error:
            raise self._explained(error) from error


class _Transaction(AbstractContextManager[None]):
    def __init__(self, engine: SqliteEngine) -> None:
        self._engine = engine
        self._session = engine.session()

    def __enter__(self) -> None:
        session = self._session
        if not session.depth:
            if session.snapshots:
                raise RuntimeError("a transaction inside reading()")
            try:
                session.connection.execute("BEGIN IMMEDIATE")
            except apsw.Error as error:
                raise explain(error, self._engine.path) from error
        session.depth += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session = self._session
        session.depth -= 1
        if session.depth:
            session.doomed = session.doomed or kind is not None
            return
        doomed, session.doomed = session.doomed, False
        if kind is None and not doomed:
            try:
                session.connection.execute("COMMIT")
            except apsw.Error as failed:
                session.roll_back()
                raise explain(failed, self._engine.path) from failed
            return
        session.roll_back()
        if kind is None:
            raise WorkUndone


class _Snapshot(AbstractContextManager[None]):
    def __init__(self, engine: SqliteEngine) -> None:
        self._engine = engine
        self._session = engine.session()

    def __enter__(self) -> None:
        session = self._session
        if not session.depth and not session.snapshots:
            try:
                # The snapshot is taken by the first read, so one is made here.
                session.connection.execute("BEGIN; SELECT value FROM meta WHERE name = 'schema'").fetchall()
            except apsw.Error as error:
                session.roll_back()
                raise explain(error, self._engine.path) from error
        session.snapshots += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session = self._session
        session.snapshots -= 1
        if not session.depth and not session.snapshots:
            session.end_reading()


def open_file(path: str, village: str, collections: Declarations, *, keep_ids: bool, create: bool) -> SqliteEngine:
    """Open the board at `path`; with `create`, make it where there is none.

    Raises:
        StoreError: see `SqliteEngine`.
    """
    path = os.path.abspath(path)  # noqa: PTH100 - pathlib takes 9 ms to import
    try:
        if create:
            boardfile.create(path)
        boardfile.recognise(path)
        boardfile.clear_suspicion(path)
    except apsw.Error as error:
        raise explain(error, path) from error
    return SqliteEngine(path, village, collections, keep_ids=keep_ids)


def read_through(path: str) -> None:
    """Read the board at `path` from end to end.

    Raises:
        StoreError: it is missing, another program's, or damaged.
    """
    boardfile.recognise(path)
    try:
        connection = apsw.Connection(path, flags=apsw.SQLITE_OPEN_READWRITE)
        try:
            schema.said_version(connection, path)
            boardfile.check_pages(connection, path)
        finally:
            connection.close()
    except apsw.SQLError as error:
        raise StoreDamaged(path, str(error)) from error
    except apsw.Error as error:
        raise explain(error, path) from error
