"""The works of a night: each named, none done twice, one that fails stops no other, what was cut off goes on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.disclosure.hands import LEAK, published
from tests.support.builders import TODAY, Staff, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.base.errors import Refused
from village_board.base.message import N_, say
from village_board.board import Board
from village_board.disclosure import rescanning
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.rescanning import last_rescan
from village_board.nightly import service
from village_board.nightly.model import Night, Outcome, Work, WorkState
from village_board.nightly.service import NoSuchWork, Worked, work_through, works_due
from village_board.nightly.works import ROWS, Row, work_of
from village_board.people.service import OFFICE

#: Without the backup: a board in memory has none.
NAMES = [row.name for row in ROWS if row.name != "backup"]


class Broken(Refused):
    """What a work may meet."""

    sentence = N_("{what}")

    def __init__(self) -> None:
        super().__init__(what="x")


@pytest.fixture
def board(tmp_path: Path, clock: GivenClock) -> Iterator[Board]:
    """A board whose files lie in a folder."""
    made = memory_board(clock, tmp_path)
    yield made
    made.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    """Its people."""
    return hire(board)


def night(board: Board, stop: threading.Event | None = None) -> Night:
    """Return what the works get."""
    return Night(board, OFFICE, lambda _done, _total: None, stop or threading.Event())


def worked(board: Board, *, again: bool = False, stop: threading.Event | None = None) -> list[Worked]:
    """Do the works that are due."""
    rows = works_due(board.records(), again=again, only=NAMES)
    return list(work_through(night(board, stop), rows, lambda _row: None))


def test_every_work_of_the_table_is_there_and_does_nothing_twice(board: Board, staff: Staff) -> None:
    """The same night again finds nothing to do; done again by order, each says the same."""
    # Guard: nightly/service.py:_note - every timer tick scans the whole board anew.
    published(board, staff, shown_until=TODAY)
    first = worked(board)
    assert [one.row.name for one in first] == NAMES
    assert {one.state for one in first} == {WorkState.DONE}
    assert worked(board) == []
    assert [(one.row.name, one.said) for one in worked(board, again=True)] == [
        (one.row.name, one.said) for one in first
    ]


def test_the_next_day_has_its_own_night(board: Board, clock: GivenClock) -> None:
    """What was done yesterday is due again."""
    worked(board)
    clock.move(TODAY + timedelta(days=1))
    assert [row.name for row in works_due(board.records(), only=NAMES)] == NAMES


def test_a_work_that_fails_stops_no_other_and_is_due_again(board: Board, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its sentence is told; the others are done; the next run tries it again."""
    # Guard: nightly/service.py:work_through - one damaged file and no item expires any more.

    def fails(_: Night) -> Outcome:
        raise Broken

    def work(row: Row) -> Work:
        return fails if row.name == "dates" else work_of(row)

    monkeypatch.setattr(service, "work_of", work)
    states = {one.row.name: one.state for one in worked(board)}
    assert states.pop("dates") is WorkState.FAILED
    assert set(states.values()) == {WorkState.DONE}
    assert [row.name for row in works_due(board.records(), only=NAMES)] == ["dates"]


def test_a_night_that_was_stopped_goes_on_where_it_stopped(
    board: Board, staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The scan ends behind its step, is not noted as done, and goes on there; works before it are not done again."""
    # Guard: disclosure/nightly.py:rescan - a scan that was cut off counts as done.
    monkeypatch.setattr(rescanning, "_STEP", 5)
    keep(board, *(Item(number=f"A{n:03}", name="补贴", content="共12户") for n in range(20)))
    stop = threading.Event()

    def progress(_done: int, _total: int) -> None:
        stop.set()

    rows = works_due(board.records(), only=NAMES)
    told = list(work_through(Night(board, OFFICE, progress, stop), rows, lambda _row: None))
    assert (told[-1].row.name, told[-1].state) == ("rescan", WorkState.STOPPED)
    begun = last_rescan(board.records())
    assert begun is not None
    assert begun.done == 4
    assert [row.name for row in works_due(board.records(), only=NAMES)] == NAMES[NAMES.index("rescan") :]
    worked(board)
    ended = last_rescan(board.records())
    assert ended is not None
    assert (ended.id, ended.done, ended.ended_at is not None) == (begun.id, 20, True)


def test_the_night_tells_what_a_person_must_look_at(board: Board, staff: Staff) -> None:
    """A leak, a new look that is due: counted, never mended by the machine."""
    keep(board, Item(number="A", name="补贴", content=LEAK))
    found = {one.row.name: one.found for one in worked(board)}
    assert found["rescan"] == 1
    assert board.records().count(Item) == 1


def test_expired_by_the_night(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The day after its last day it is marked."""
    item = published(board, staff, shown_until=TODAY)
    clock.move(TODAY + timedelta(days=1))
    worked(board)
    assert board.records().get(Item, item.id).status is ItemStatus.EXPIRED


def test_a_name_that_is_no_work_is_refused(board: Board) -> None:
    """With the names that there are."""
    with pytest.raises(NoSuchWork, match="rescan"):
        works_due(board.records(), only=("scan",))


def test_what_a_work_says_is_a_sentence() -> None:
    """The table's words are messages of the core."""
    assert all(type(row.label) is type(say("x")) for row in ROWS)
    assert len({row.name for row in ROWS}) == len(ROWS)
