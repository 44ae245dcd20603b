"""The store: TinyDB's documents and queries over rows that several processes share.

`connect` opens it by a URL: ``sqlite:////folder/board.db`` (one file) or ``memory:`` (gone when closed).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from village_board.store.collection import Collection, Hit
from village_board.store.documents import Database
from village_board.store.errors import RevisionConflict, StoreUrlUnknown
from village_board.store.schema import check_declaration
from village_board.store.sqlite import MemoryEngine, open_file
from village_board.store.table import Document, Table

__all__ = ["Collection", "Database", "Document", "Hit", "RevisionConflict", "Table", "connect", "sqlite_url"]

if TYPE_CHECKING:
    from pathlib import Path

_SQLITE = "sqlite:///"


def connect(
    url: str,
    *,
    village: str = "village",
    ids: type[str | int] = str,
    collections: Sequence[Collection] = (),
    create: bool = False,
) -> Database:
    """Open the store at `url`.

    Args:
        url: ``sqlite:////folder/board.db`` or ``memory:``.
        village: whose documents; it leads every key, so that several can share an engine.
        ids: str for the board's opaque ids, never given twice; int counts as stock TinyDB does.
        collections: what queries compare, and the indexes for it; missing ones are added to the file.
        create: make an empty board where there is none.

    Raises:
        StoreUrlUnknown: no engine has such a URL.
        StoreError: the file is missing, damaged, newer, of another program, or cannot be written.
    """
    for collection in collections:
        check_declaration(collection)
    keep_ids = ids is str
    if url == "memory:":
        return Database(MemoryEngine(village, collections, keep_ids=keep_ids), ids)
    if url.startswith(_SQLITE) and len(url) > len(_SQLITE):
        path = url.removeprefix(_SQLITE)
        return Database(open_file(path, village, collections, keep_ids=keep_ids, create=create), ids)
    raise StoreUrlUnknown(url)


def sqlite_url(path: Path) -> str:
    """Return the URL of the SQLite board at `path`."""
    return f"{_SQLITE}{path.absolute()}"
