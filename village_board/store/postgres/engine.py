"""PostgreSQL through psycopg: one connection a thread, one writer a village, errors with sentences.

What one unit of work reads stays as it is until its end, as on a file: every writer of a village takes the village's
lock first. Writers of other villages go on beside it.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, suppress
from typing import Any, NoReturn
from weakref import WeakSet

import psycopg

from village_board.store.collection import Collection, Declarations
from village_board.store.errors import AlreadyRunning, WorkUndone
from village_board.store.postgres import schema
from village_board.store.postgres.connecting import Address, Connection, lost, run, run_several
from village_board.store.postgres.errors import ConnectionLost
from village_board.store.postgres.rows import PostgresRows
from village_board.store.postgres.units import (
    Session,
    Snapshot,
    Transaction,
    new_key,
    village_lock,
    was_committed,
)
from village_board.store.postgres.words import PostgresWords

_CHUNK = 500


class PostgresEngine:
    """One village's board in a database; see `village_board.store.engine.Engine`.

    Raises:
        StoreError: the server does not answer or lets nobody in, or the database holds no board, or a newer one.
    """

    def __init__(
        self,
        address: Address,
        village: str,
        collections: Declarations,
        *,
        keep_ids: bool,
        create: bool,
    ) -> None:
        self.address = address
        self.path = address.path
        self.village = village
        self.lock = village_lock(village)
        self.keep_ids = keep_ids
        self._declared = collections
        self._local = threading.local()
        self._sessions: WeakSet[Session] = WeakSet()
        self._closed = False
        self._watch_lock = threading.Lock()
        self._watch: Connection | None = None
        self.words = PostgresWords(self)
        try:
            self.schema_version = schema.prepare(self.session().connection, self.path, collections, create=create)
        except psycopg.Error as error:
            self.close()
            raise address.explain(error) from error
        except BaseException:
            self.close()
            raise

    # Connections

    def session(self) -> Session:
        """Return this thread's own; its connection closes when the thread ends."""
        try:
            return self._local.session  # type: ignore[no-any-return]
        except AttributeError:
            return self._open()

    def _open(self) -> Session:
        self._check_open()
        session = Session(self.address.connect(self.village))
        self._local.session = session
        self._sessions.add(session)
        return session

    def _check_open(self) -> None:
        if self._closed:
            raise RuntimeError(f"{self.path} is closed")

    def drop(self, session: Session) -> None:
        """Give up a connection of this thread; the next use opens another."""
        session.connection.close()
        if getattr(self._local, "session", None) is session:
            del self._local.session

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

    def run(self, sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Return all rows that a reading statement answers; where the connection had broken, a new one is asked."""
        session = self.session()
        try:
            return run(session.cursor, sql, values)
        except psycopg.Error as error:
            if not (session.idle and lost(session.connection)):
                self._fail(session, error)
            self.drop(session)
        session = self.session()
        try:
            return run(session.cursor, sql, values)
        except psycopg.Error as error:
            self._fail(session, error)

    def _fail(self, session: Session, error: psycopg.Error) -> NoReturn:
        # The server has ended the transaction in all but name: what follows must not be taken for a part of it.
        # Nor must it begin anew on another connection: the unit keeps this one until its end.
        session.doomed = session.depth > 0
        if lost(session.connection):
            if session.idle:
                self.drop(session)
            self._check_open()
            raise ConnectionLost(self.path) from error
        raise self.address.explain(error) from error

    def stream(self, sql: str, values: tuple[Any, ...] = ()) -> Iterator[Any]:
        """Return its rows in portions, so that memory does not grow with the table; all of one state."""
        with self.reading():
            session = self.session()
            try:
                with session.connection.cursor("stream") as cursor:
                    cursor.itersize = _CHUNK
                    yield from cursor.execute(sql, values)
            except psycopg.Error as error:
                self._fail(session, error)

    def write(self, sql: str, values: tuple[Any, ...] = ()) -> list[Any]:
        """Run a writing statement, in this thread's transaction or as one by itself; return its rows."""
        session = self.session()
        if not session.depth:
            if session.snapshots:
                raise RuntimeError("a write inside reading()")
            with self.transaction():
                return self.write(sql, values)
        if session.doomed:
            raise WorkUndone
        try:
            rows = run(session.cursor, sql, values)
        except psycopg.Error as error:
            self._fail(session, error)
        session.wrote = session.wrote or session.cursor.rowcount > 0
        return rows

    def write_alone(self, sql: str, values: tuple[Any, ...], done: int) -> int:
        """Run a function that writes one row and commits, and return what it answers.

        Args:
            sql: its call; the last place is for the key of the commit.
            values: for the places before.
            done: what it answers when it has written.
        """
        for _ in range(2):
            session, key = self.session(), new_key()
            if session.snapshots:
                raise RuntimeError("a write inside reading()")
            try:
                return int(run(session.cursor, sql, (*values, key))[0][0])
            except psycopg.Error as error:
                if not lost(session.connection):
                    raise self.address.explain(error) from error
                self.drop(session)
                self._check_open()
            if was_committed(self, key):
                return done
        raise ConnectionLost(self.path)

    # Units of work

    def inside(self) -> bool:
        """Tell whether this thread is in a unit of work."""
        return self.session().depth > 0

    def begin(self, session: Session, sql: str) -> Session:
        """Run the first statements of a unit; where the connection had broken, on a new one, which is returned."""
        try:
            run_several(session.cursor, sql)
        except psycopg.Error as error:
            if not lost(session.connection):
                self.roll_back(session)
                raise self.address.explain(error) from error
            self.drop(session)
            session = self.session()
            try:
                run_several(session.cursor, sql)
            except psycopg.Error as again:
                self.drop(session)
                raise self.address.explain(again) from again
        return session

    def roll_back(self, session: Session) -> None:
        """Undo what the connection has begun; one that has broken is given up: the server undoes it."""
        if not lost(session.connection):
            with suppress(psycopg.OperationalError):
                run_several(session.cursor, "ROLLBACK")
        if lost(session.connection):
            self.drop(session)

    def transaction(self) -> AbstractContextManager[None]:
        """Begin to write, or join the transaction that this thread has begun."""
        return Transaction(self)

    def reading(self) -> AbstractContextManager[None]:
        """Hold one snapshot for this thread's reads; inside a transaction that is the snapshot already."""
        return Snapshot(self)

    def single(self, name: str) -> AbstractContextManager[object]:
        """Be the only program called `name` for this village, on whichever machine, until the block ends.

        The lock is the server's: whoever dies has let go.

        Raises:
            AlreadyRunning: one runs already, here or elsewhere.
            StoreError: the server does not answer.
        """
        connection = self.address.connect(self.village)
        key = village_lock(f"{self.village}:{name}")
        try:
            got = run(connection.cursor(), "SELECT pg_try_advisory_lock(%s)", (key,))[0][0]
        except psycopg.Error as error:
            connection.close()
            raise self.address.explain(error) from error
        if not got:
            connection.close()
            raise AlreadyRunning(name, self.path, "?")
        return closing(connection)

    def version(self) -> int:
        """Return the number of commits of this village, whoever committed.

        It is asked of a connection that does nothing else: an open read would hide commits.
        """
        sql = "SELECT coalesce(max(n), 0) FROM commits WHERE village = %s"
        with self._watch_lock:
            self._check_open()
            for last in (False, True):
                try:
                    if self._watch is None or lost(self._watch):
                        self._watch = self.address.connect(self.village)
                    return int(run(self._watch.cursor(), sql, (self.village,))[0][0])
                except psycopg.Error as error:
                    if last or not (self._watch and lost(self._watch)):
                        raise self.address.explain(error) from error
        raise AssertionError

    # Collections

    @property
    def keeps_text(self) -> bool:
        """Whether a body is kept as the very text that was written: here it is kept as a value."""
        return False

    def rows(self, collection: str) -> PostgresRows:
        """Return the rows of a collection, declared or not."""
        return PostgresRows(self, self._declared.get(collection) or Collection(collection))

    def fields(self, collection: str) -> Mapping[str, type]:
        """Return the declared fields of a collection."""
        declared = self._declared.get(collection)
        return declared.fields if declared else {}

    def collections(self) -> set[str]:
        """Return the names of the collections that hold live documents."""
        sql = "SELECT DISTINCT coll FROM docs WHERE village = %s AND body IS NOT NULL"
        return {row[0] for row in self.run(sql, (self.village,))}

    def size(self, collection: str) -> int:
        """Return how many live documents a collection holds, whatever it declares."""
        sql = "SELECT count(*) FROM docs WHERE village = %s AND coll = %s AND body IS NOT NULL"
        return int(self.run(sql, (self.village, collection))[0][0])

    def given(self) -> set[str]:
        """Return the names of the collections that hold documents, or ids of removed ones."""
        return {row[0] for row in self.run("SELECT DISTINCT coll FROM docs WHERE village = %s", (self.village,))}
