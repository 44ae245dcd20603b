"""Boards in memory that are made once and copied: a copy takes a tenth of the time."""

from __future__ import annotations

from village_board.board import Board
from village_board.store.memory import MemoryEngine


def copy(source: Board, target: Board) -> None:
    """Give `target`, which nobody has written since it was made or copied, all that stands on `source`."""
    theirs, ours = source.db.engine, target.db.engine
    assert isinstance(theirs, MemoryEngine)
    assert isinstance(ours, MemoryEngine)
    session = ours.session()
    with session.connection.backup("main", theirs.session().connection, "main") as copying:
        copying.step()
    session.standing.clear()
