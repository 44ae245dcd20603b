"""From a URL to a connection, and from the server's errors to sentences. No password ever leaves this module."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from psycopg import conninfo, errors

from village_board.store.errors import StoreBusy, StoreFull, StoreUnreadable, StoreUrlUnknown
from village_board.store.postgres.errors import (
    ConnectionLost,
    DatabaseDamaged,
    LoginRefused,
    NotStorable,
    RightsMissing,
    ServerSilent,
)
from village_board.text.clean import clean

Connection = psycopg.Connection[tuple[Any, ...]]
Cursor = psycopg.Cursor[tuple[Any, ...]]

BUSY_SECONDS = 10
#: The tables stand in a schema of their own, so that a database may hold other things too.
SCHEMA = "village_board"
_CONNECT_SECONDS = 10
# A connection that died without a word is noticed in less than a minute.
_DEFAULTS = {
    "connect_timeout": _CONNECT_SECONDS,
    "application_name": "village-board",
    "keepalives_idle": 20,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
_STATEMENTS = 500
_LONGEST_DETAIL = 300
# Whatever the database is set to: a commit that was acknowledged stands, and each statement sees the newest state.
# Every statement has an index. A plan that was made while a table was small is kept, and must not be to read it whole.
_BEGIN = """SELECT set_config('search_path', %s, false), set_config('village_board.village', %s, false),
    set_config('lock_timeout', %s, false), set_config('synchronous_commit', 'on', false),
    set_config('default_transaction_isolation', 'read committed', false),
    set_config('default_transaction_read_only', %s, false), set_config('enable_seqscan', 'off', false)"""


@dataclass(frozen=True)
class Address:
    """Where a database is.

    Attributes:
        path: for people: the server and the database, without account and password.
        read_only: whether the server refuses every write of its connections.
    """

    path: str
    _conninfo: str
    _password: str
    read_only: bool = False

    def __repr__(self) -> str:
        return f"Address({self.path!r})"

    def connect(self, village: str) -> Connection:
        """Return a new connection whose rows are those of `village`.

        Raises:
            ServerSilent: no server answers.
            LoginRefused: it does not let this program in.
        """
        try:
            connection: Connection = psycopg.connect(self._conninfo, autocommit=True)
        except psycopg.Error as error:
            text = self._detail(error)
            refused = error.pgconn is not None and (error.pgconn.used_password or error.pgconn.needs_password)
            raise (LoginRefused if refused or "FATAL" in text else ServerSilent)(self.path, text) from None
        connection.prepared_max = _STATEMENTS
        try:
            writes = "on" if self.read_only else "off"
            connection.execute(_BEGIN, (SCHEMA, village, str(max(BUSY_SECONDS * 1000, 1)), writes))
        except BaseException:
            connection.close()
            raise
        return connection

    def explain(self, error: psycopg.Error) -> Exception:
        """Return the error with a sentence for what the server reports; a mistake of the program stays as it is."""
        for kinds, make in _SENTENCES:
            if isinstance(error, kinds):
                return make(self.path, self._detail(error))
        if error.sqlstate is None and isinstance(error, psycopg.OperationalError):
            return ConnectionLost(self.path)
        return error

    def _detail(self, error: psycopg.Error) -> str:
        text = error.diag.message_primary or str(error)
        if self._password:
            text = text.replace(self._password, "***")
        return clean(" ".join(text.split()))[:_LONGEST_DETAIL]


_SENTENCES: tuple[tuple[tuple[type[psycopg.Error], ...], Callable[[str, str], Exception]], ...] = (
    ((errors.LockNotAvailable, errors.DeadlockDetected), lambda path, _: StoreBusy(path, BUSY_SECONDS)),
    ((errors.DiskFull,), lambda path, _: StoreFull(path)),
    ((errors.InsufficientPrivilege, errors.ReadOnlySqlTransaction), RightsMissing),
    ((errors.DataCorrupted, errors.IndexCorrupted, errors.UndefinedTable, errors.UndefinedColumn), DatabaseDamaged),
    ((errors.IoError,), StoreUnreadable),
    ((errors.AdminShutdown, errors.CrashShutdown, errors.IdleInTransactionSessionTimeout),
     lambda path, _: ConnectionLost(path)),
    # Also the refusals of psycopg itself: a NUL character in a parameter.
    ((psycopg.DataError, errors.ProgramLimitExceeded), NotStorable),
)  # fmt: skip


def address_of(url: str) -> Address:
    """Return the address that `url` names.

    Raises:
        StoreUrlUnknown: it cannot be read; the sentence shows nothing of it, for it may hold a password.
    """
    try:
        parts = conninfo.conninfo_to_dict(url)
        settings: dict[str, Any] = {**_DEFAULTS, **parts, "client_encoding": "UTF8"}
        given = conninfo.make_conninfo(**settings)
    except psycopg.Error:
        raise StoreUrlUnknown("postgresql://...") from None
    host, port = str(parts.get("host") or ""), parts.get("port")
    place = f":{port}" if port else ""
    if host and not host.startswith("/"):
        place = f"{host}{place}"
    path = f"postgresql://{place}/{parts.get('dbname') or parts.get('user') or ''}"
    path += f"?host={host}" if host.startswith("/") else ""
    return Address(clean(path), given, str(parts.get("password") or ""))


def lost(connection: Connection) -> bool:
    """Tell whether `connection` has ended, whoever ended it."""
    return connection.closed


def run(cursor: Cursor, sql: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    """Run one statement and return its rows; none where it has none to give."""
    cursor.execute(sql, values)
    return cursor.fetchall() if cursor.description else []


def run_several(cursor: Cursor, sql: str) -> None:
    """Run statements without values in one message to the server; the first that fails ends them."""
    cursor.execute(sql, prepare=False)
