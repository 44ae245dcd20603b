"""SQLite in memory: the same SQL on one connection, which its threads take in turn."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Any

import apsw

from village_board.store import schema
from village_board.store.collection import Collection, Declarations
from village_board.store.sqlite import STATEMENTS, Session, SqliteEngine


class MemoryEngine(SqliteEngine):
    """The same SQL on one connection in memory, which its threads take in turn."""

    def __init__(self, village: str, collections: Declarations, *, keep_ids: bool) -> None:
        self.lock = threading.RLock()
        self._only: Session | None = None
        super().__init__("memory:", village, collections, keep_ids=keep_ids)

    def _connect(self) -> apsw.Connection:
        connection = apsw.Connection(":memory:", statementcachesize=STATEMENTS)
        schema.create_tables(connection)
        return connection

    def session(self) -> Session:
        """Return the one session; its user holds the lock."""
        if self._only is None or self._closed:
            self._only = self._open()
        return self._only

    def run(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Return all rows that a reading statement answers."""
        with self.lock:
            return super().run(sql, values)

    def stream(self, sql: str, values: Sequence[Any] = ()) -> Iterator[Any]:
        """Return its rows; all are read at once, so that no thread waits for another's loop."""
        return iter(self.run(sql, values))

    def write(self, sql: str, values: Sequence[Any] = ()) -> list[Any]:
        """Run a writing statement."""
        with self.lock:
            return super().write(sql, values)

    def write_many(self, sql: str, values: Sequence[Sequence[Any]]) -> None:
        """Run a writing statement several times."""
        with self.lock:
            super().write_many(sql, values)

    def change(self, sql: str, values: Sequence[Any] = ()) -> int:
        """Run a writing statement; return how many rows it changed."""
        with self.lock:
            return super().change(sql, values)

    def ready(self, collection: Collection, *, make: bool) -> bool:
        """Tell whether a collection has its table; another thread may just be making it, or undoing that."""
        with self.lock:
            return super().ready(collection, make=make)

    def size(self, collection: str) -> int:
        """Return how many live documents a collection holds."""
        with self.lock:
            return super().size(collection)

    def transaction(self) -> AbstractContextManager[None]:
        """Begin to write, or join; other threads wait."""
        return _Locked(self.lock, super().transaction())

    def reading(self) -> AbstractContextManager[None]:
        """Hold one snapshot; other threads wait."""
        return _Locked(self.lock, super().reading())

    def version(self) -> int:
        """Return a number that every commit changes."""
        with self.lock:
            return self.session().connection.total_changes()


class _Locked(AbstractContextManager[None]):
    def __init__(self, lock: AbstractContextManager[bool], inner: AbstractContextManager[None]) -> None:
        self._lock, self._inner = lock, inner

    def __enter__(self) -> None:
        self._lock.__enter__()
        try:
            self._inner.__enter__()
        except BaseException:
            self._lock.__exit__(None, None, None)
            raise

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._inner.__exit__(kind, error, trace)
        finally:
            self._lock.__exit__(None, None, None)
