"""A board in PostgreSQL, for a township or several programs on several machines: ``postgresql://server/database``."""

from __future__ import annotations

from village_board.store.collection import Declarations
from village_board.store.postgres.connecting import address_of
from village_board.store.postgres.engine import PostgresEngine

__all__ = ["PostgresEngine", "open_server"]


def open_server(url: str, village: str, collections: Declarations, *, keep_ids: bool, create: bool) -> PostgresEngine:
    """Open the board of `village` in the database at `url`; with `create`, make its tables where there are none.

    Raises:
        StoreUrlUnknown: the URL cannot be read.
        StoreError: see `PostgresEngine`.
    """
    return PostgresEngine(address_of(url), village, collections, keep_ids=keep_ids, create=create)
