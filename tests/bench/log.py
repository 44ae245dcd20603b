"""What the log costs: an act with its entry against the same act without it, and a long log against a short one.

An act is what the desk does for a clerk: one record changed in one durable commit. The peer is the very same unit of
work whose entry is left out.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

from tests.bench.pairs import Row, alternate
from tests.support.builders import TODAY, VILLAGE, a_hearing, keep
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.kinds import COLLECTIONS
from village_board.people.acts import Act
from village_board.people.service import OFFICE
from village_board.settings import Settings
from village_board.store import connect, sqlite_url
from village_board.trust.log import LOG

_FEW, _MANY = 100, 100_000
_PAIRS, _CALLS = 25, 40


def rows() -> Iterator[Row]:
    """Take the figures."""
    with tempfile.TemporaryDirectory() as name:
        short, long = _board(Path(name) / "short.db", _FEW), _board(Path(name) / "long.db", _MANY)
        for board, size in ((short, _FEW), (long, _MANY)):
            timing = alternate(_act(board), _act(board, logged=False), pairs=_PAIRS, calls=_CALLS)
            yield timing.row(f"a commit with its log entry, {size:,} entries, against one without", 1.4)
        timing = alternate(_act(long), _act(short), pairs=_PAIRS, calls=_CALLS)
        yield timing.row(f"a commit with its log entry, {_MANY:,} entries against {_FEW:,}", 1.2)
        short.close()
        long.close()


def _board(path: Path, entries: int) -> Board:
    db = connect(sqlite_url(path), village=VILLAGE, collections=COLLECTIONS, create=True)
    board = Board(path.parent, Settings(village=VILLAGE, name="试验村"), db, GivenClock(TODAY))
    (hearing,) = keep(board, a_hearing())
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        for n in range(1, entries):
            hearing = desk.put(replace(hearing, place=f"会议室{n}"))
            desk.record(hearing.id)
    assert len(db.table(LOG)) == entries
    return board


def _act(board: Board, *, logged: bool = True) -> Callable[[], object]:
    (hearing,) = keep(board, a_hearing(number="logged" if logged else "unlogged"))
    numbers = count()

    def act() -> None:
        nonlocal hearing
        with board.desk(OFFICE) as desk:
            desk.require(Act.IMPORT)
            hearing = desk.put(replace(hearing, place=f"第{next(numbers)}会议室"))
            if logged:
                desk.record(hearing.id)
            else:
                desk._touched.clear()

    return act
