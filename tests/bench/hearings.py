"""What recording a result costs: 200 votes by name, a second person's word, 1,000 subscribers told.

The peer is the store's own `insert_multiple` of the very same rows, as they lie, in as many durable commits and with
the same indexes: no rule, no log entry's digest, no question who subscribes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from tests.bench.pairs import Row, alternate
from tests.support.builders import TODAY, VILLAGE, Staff, a_resolution, convene, hire, keep
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.hearings.model import Resolution
from village_board.hearings.resolutions import confirm_resolution, record_resolution
from village_board.hearings.roll import Coming
from village_board.hearings.roll_model import RollEntry, Vote, cast_vote
from village_board.hearings.rolls_service import mark_came, record_votes, set_roll
from village_board.kinds import COLLECTIONS
from village_board.notices.model import Delivery, Notice, Subscriber
from village_board.people.model import Person
from village_board.settings import Settings
from village_board.store import Database, connect, sqlite_url

VOTES, SUBSCRIBERS = 200, 1000
_PAIRS = 12


def rows() -> Iterator[Row]:
    """Take the figures."""
    with tempfile.TemporaryDirectory() as name:
        clock = GivenClock(TODAY)
        board = _board(Path(name) / "ours.db", clock)
        staff = hire(board)
        meetings = [_meeting(board, staff, clock, number) for number in range(_PAIRS + 2)]
        keep(board, *(Subscriber(chat=chat) for chat in range(1, SUBSCRIBERS + 1)))
        clock.move(TODAY, 20)
        _result(board, staff, meetings[0])
        peer = connect(sqlite_url(Path(name) / "peer.db"), village=VILLAGE, collections=COLLECTIONS, create=True)
        written = _written(board, meetings[0])
        turn, again = iter(meetings[1:]), count()
        timing = alternate(
            lambda: _result(board, staff, next(turn)),
            lambda: _inserted(peer, written, next(again)),
            pairs=_PAIRS,
        )
        what = f"a result: {VOTES} votes, {SUBSCRIBERS:,} told, against insert_multiple of its rows"
        yield timing.row(what, 2.0)
        assert board.records().count(Delivery) == len(meetings) * SUBSCRIBERS
        peer.close()
        board.close()


def _board(path: Path, clock: GivenClock) -> Board:
    db = connect(sqlite_url(path), village=VILLAGE, collections=COLLECTIONS, create=True)
    return Board(path.parent, Settings(village=VILLAGE, name="试验村"), db, clock)


def _meeting(board: Board, staff: Staff, clock: GivenClock, number: int) -> Resolution:
    """Return a meeting to which 200 came, and at which they have voted by name: nothing is recorded yet."""
    clock.move(TODAY)
    if not number:
        keep(board, *(Person(number=f"{each:05d}", name=f"村民{each}") for each in range(VOTES)))
    people = [f"{each:05d}" for each in range(VOTES)]
    with board.desk(staff.director) as desk:
        made = convene(desk, a_resolution(number=f"B-{number}", meeting_on=TODAY))
        set_roll(desk, [made.id], people)
        mark_came(desk, made.id, dict.fromkeys(people, Coming()))
    return made


def _result(board: Board, staff: Staff, made: Resolution) -> None:
    """Write down how each one voted, and what it came to, as the clerk; confirm it as the overseer."""
    with board.desk(staff.clerk) as desk:
        cast = {f"{each:05d}": cast_vote(1, Vote.FOR if each % 3 else Vote.AGAINST) for each in range(VOTES)}
        record_votes(desk, made.id, cast)
        record_resolution(desk, made.id, TODAY)
    with board.desk(staff.overseer) as desk:
        confirm_resolution(desk, made.id)


Written = list[Mapping[str, list[dict[str, Any]]]]


def _written(board: Board, made: Resolution) -> Written:
    """Return the rows that a result writes, commit by commit."""
    notice = [each for each in board.db.table(Notice.KIND.collection) if each["subject"] == made.id][-1]
    number = board.records().get(Resolution, made.id).number
    resolution = board.db.table(Resolution.KIND.collection).get(doc_id=made.id)
    lines = [dict(each) for each in board.db.table(RollEntry.KIND.collection) if each["resolution"] == number]
    told = [dict(each) for each in board.db.table(Delivery.KIND.collection) if each["notice"] == notice.doc_id]
    assert (len(lines), len(told)) == (VOTES, SUBSCRIBERS)
    return [
        {RollEntry.KIND.collection: lines, Resolution.KIND.collection: [dict(resolution)]},
        {
            Resolution.KIND.collection: [dict(resolution)],
            Notice.KIND.collection: [dict(notice)],
            Delivery.KIND.collection: told,
        },
    ]


def _inserted(peer: Database, written: Written, turn: int) -> None:
    for commit in written:
        with peer.transaction():
            for collection, documents in commit.items():
                peer.table(collection).insert_multiple({**each, "turn": turn} for each in documents)
