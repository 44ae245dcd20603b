"""Units of work on a connection, and what becomes of one whose connection breaks while it is committed."""

from __future__ import annotations

import os
import time
from contextlib import AbstractContextManager, closing
from hashlib import sha256
from types import TracebackType
from typing import TYPE_CHECKING

import psycopg

from village_board.base.errors import StoreError
from village_board.store.errors import WorkUndone
from village_board.store.postgres.connecting import BUSY_SECONDS, Connection, Cursor, lost, run, run_several
from village_board.store.postgres.errors import ConnectionLost, OutcomeUnknown

if TYPE_CHECKING:
    from village_board.store.postgres.engine import PostgresEngine

_LOOK_SECONDS = 0.2
_KEY_BYTES = 12


class Session:
    """One connection, its cursor, and where it stands in a unit of work."""

    __slots__ = ("__weakref__", "connection", "cursor", "depth", "doomed", "snapshots", "wrote")

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.cursor: Cursor = connection.cursor()
        self.depth = 0
        self.doomed = False
        self.snapshots = 0
        self.wrote = False

    def __del__(self) -> None:
        # Its thread has ended.
        self.connection.close()

    @property
    def idle(self) -> bool:
        """Whether it is in no unit of work and no snapshot."""
        return not (self.depth or self.snapshots)


def village_lock(village: str) -> int:
    """Return the number of the lock that the one writer of `village` holds."""
    return int.from_bytes(sha256(f"village_board: {village}".encode()).digest()[:8], "big", signed=True)


def new_key() -> str:
    """Return the key under which one commit is noted."""
    return os.urandom(_KEY_BYTES).hex()


def was_committed(engine: PostgresEngine, key: str) -> bool:
    """Ask the server whether the commit of `key` stands.

    The broken connection's transaction holds the village's lock until the server has ended it either way.

    Raises:
        OutcomeUnknown: the server cannot be asked.
    """
    until = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            with closing(engine.address.connect(engine.village)) as connection:
                cursor = connection.cursor()
                run_several(cursor, f"BEGIN; SELECT pg_advisory_xact_lock({engine.lock})")
                sql = "SELECT 1 FROM commits WHERE village = %s AND key = %s"
                return bool(run(cursor, sql, (engine.village, key)))
        except (psycopg.Error, StoreError) as error:
            if time.monotonic() > until:
                raise OutcomeUnknown(engine.path) from error
            time.sleep(_LOOK_SECONDS)


class Transaction(AbstractContextManager[None]):
    """A unit of work, or a part of the one that this thread has begun."""

    def __init__(self, engine: PostgresEngine) -> None:
        self._engine = engine
        self._session: Session

    def __enter__(self) -> None:
        session = self._engine.session()
        if not session.depth:
            if session.snapshots:
                raise RuntimeError("a transaction inside reading()")
            # The lock comes first: whatever the unit reads then stays as it is until its end.
            begin = f"BEGIN; SELECT pg_advisory_xact_lock({self._engine.lock})"
            session = self._engine.begin(session, begin)
            session.wrote = False
        self._session = session
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
            self._commit(session)
            return
        self._engine.roll_back(session)
        if kind is None:
            raise WorkUndone

    def _commit(self, session: Session) -> None:
        engine, key = self._engine, new_key()
        note = f"SELECT note_commit(current_setting('village_board.village'), '{key}'); " if session.wrote else ""
        try:
            run_several(session.cursor, f"{note}COMMIT")
        except psycopg.Error as failed:
            if not lost(session.connection):
                engine.roll_back(session)
                raise engine.address.explain(failed) from failed
            engine.drop(session)
            if session.wrote and not was_committed(engine, key):
                raise ConnectionLost(engine.path) from failed
        except BaseException:
            engine.drop(session)
            raise


class Snapshot(AbstractContextManager[None]):
    """One state of all tables, for this thread's reads."""

    def __init__(self, engine: PostgresEngine) -> None:
        self._engine = engine
        self._session: Session

    def __enter__(self) -> None:
        session = self._engine.session()
        if session.idle:
            # The snapshot is taken by the first statement, so one is made here.
            begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SELECT 1"
            session = self._engine.begin(session, begin)
        self._session = session
        session.snapshots += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        session = self._session
        session.snapshots -= 1
        if session.idle:
            self._engine.roll_back(session)
