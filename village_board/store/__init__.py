"""The store: TinyDB's documents and queries over rows that several processes share.

`connect` opens it by a URL: ``sqlite:////folder/board.db`` (one file), ``postgresql://server/database`` (many
villages, many machines) or ``memory:`` (gone when closed).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from village_board.store.collection import Collection, Declarations, Hit, Listed
from village_board.store.documents import Database
from village_board.store.errors import DriverMissing, RevisionConflict, StoreUrlUnknown
from village_board.store.memory import MemoryEngine
from village_board.store.schema import check_declaration
from village_board.store.sqlite import open_file
from village_board.store.table import Document, Table

__all__ = [
    "Collection",
    "Database",
    "Document",
    "Hit",
    "RevisionConflict",
    "Table",
    "connect",
    "connect_reader",
    "is_server",
    "note_village",
    "sqlite_path",
    "sqlite_url",
    "villages_at",
]

if TYPE_CHECKING:
    from pathlib import Path

    from village_board.store.engine import Engine
    from village_board.store.postgres import PostgresEngine
    from village_board.store.postgres.villages import OnServer

_SQLITE = "sqlite:///"
_POSTGRES = ("postgresql://", "postgres://")


def connect(
    url: str,
    *,
    village: str = "village",
    ids: type[str | int] = str,
    collections: Declarations | Sequence[Collection] = (),
    create: bool = False,
) -> Database:
    """Open the store at `url`.

    Args:
        url: ``sqlite:////folder/board.db``, ``postgresql://server/database`` or ``memory:``.
        village: whose documents; it leads every key, so that several can share an engine.
        ids: str for the board's opaque ids, never given twice; int counts as stock TinyDB does.
        collections: what queries compare, and the indexes for it; missing ones are added to the file.
        create: make an empty board where there is none.

    Raises:
        StoreUrlUnknown: no engine has such a URL.
        StoreError: file or database is missing, damaged, newer, of another program, or cannot be written.
    """
    if not isinstance(collections, Declarations):
        collections = Listed(collections)
        for collection in collections:
            check_declaration(collection)
    keep_ids = ids is str
    if url == "memory:":
        return Database(MemoryEngine(village, collections, keep_ids=keep_ids), ids)
    if url.startswith(_SQLITE) and len(url) > len(_SQLITE):
        path = url.removeprefix(_SQLITE)
        return Database(open_file(path, village, collections, keep_ids=keep_ids, create=create), ids)
    if url.startswith(_POSTGRES):
        return Database(_open_server(url, village, collections, keep_ids=keep_ids, create=create), ids)
    raise StoreUrlUnknown(url)


def _open_server(url: str, village: str, collections: Declarations, *, keep_ids: bool, create: bool) -> Engine:
    _need_driver()
    from village_board.store.postgres import open_server  # noqa: PLC0415 - see `_need_driver`

    return open_server(url, village, collections, keep_ids=keep_ids, create=create)


def is_server(url: str) -> bool:
    """Tell whether `url` names a database that many villages may share."""
    return url.startswith(_POSTGRES)


def villages_at(url: str, collections: Declarations) -> OnServer:
    """Return which villages the database at `url` holds, as far as its account sees them; nothing is written there.

    Raises:
        StoreUrlUnknown: the URL cannot be read.
        StoreError: no server answers, or there is no board, or a newer one.
    """
    _need_driver()
    from village_board.store.postgres.villages import look_at  # noqa: PLC0415 - see `_need_driver`

    return look_at(url, collections)


def connect_reader(url: str, village: str, on_server: OnServer) -> Database | None:
    """Open one village of a database to read only; None: the database shows nothing of it.

    Raises:
        StoreError: as `villages_at`.
    """
    from village_board.store.postgres.villages import is_there, open_reader  # noqa: PLC0415 - see `_need_driver`

    engine = open_reader(url, village, on_server.declared)
    if is_there(engine):
        return Database(engine, str)
    engine.close()
    return None


def note_village(database: Database, name: str) -> None:
    """Note in a database of many villages what this one is called; a file of one village needs no note."""
    if is_server(database.path):
        from village_board.store.postgres.villages import note_name  # noqa: PLC0415 - see `_need_driver`

        note_name(cast("PostgresEngine", database.engine), name)


def _need_driver() -> None:
    try:
        import psycopg  # noqa: F401, PLC0415 - an extra, and 80 ms that a board on a file does not pay
    except ImportError as error:
        raise DriverMissing from error


def sqlite_url(path: Path) -> str:
    """Return the URL of the SQLite board at `path`."""
    return f"{_SQLITE}{path.absolute()}"


def sqlite_path(url: str) -> str | None:
    """Return the file of a SQLite board's URL; None for another engine's."""
    return url.removeprefix(_SQLITE) if url.startswith(_SQLITE) else None
