"""Door lists: those whom no channel reaches, by group and household; the ticks come back in (N26)."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.notices.test_followers import do, send_all
from tests.notices.test_reach import linked, places, the_notice, villagers
from tests.support.builders import TODAY, Staff, announced, convened, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import NotPermitted, Refused
from village_board.board import Board
from village_board.hearings.model import Body
from village_board.interchange.door_lists import HEADS, TicksUnfit, read_ticks, write_doors
from village_board.notices.doors import (
    Door,
    DoorDayWrong,
    DoorTickedBefore,
    NobodyUnreached,
    NoSuchLine,
    Tick,
    doors_of,
    make_door_list,
    tick,
    tick_all,
)
from village_board.notices.model import Theme
from village_board.notices.reach_model import DoorHow, DoorList
from village_board.notices.reach_service import reach_of
from village_board.notices.service import choose_themes, subscribe
from village_board.people.model import Person


def test_a_door_list_names_those_whom_nothing_reaches_by_group_and_household(board: Board, staff: Staff) -> None:
    """Not whom a chat has reached or still will; a household is one line, its head first."""
    # Guard: notices/reach.py:to_doors - the deliverer knocks where a notice is on its way.
    people = villagers(board)
    linked(board, staff, 11, people[0])
    linked(board, staff, 12, people[2], household=True)
    announced(board, staff)
    made = do(board, lambda desk: make_door_list(desk, the_notice(board).id), staff.clerk)
    doors = [(one.line.group, one.line.household, one.names) for one in doors_of(board.records(), made)]
    assert doors[-2:] == [(1, "H00", ("村民1",)), (2, "H02", ("村民4", "村民5"))]
    assert len(doors) == 5 + 2  # those in office live in no household, and have a line each
    assert [one.line.number for one in doors_of(board.records(), made)] == list(range(1, 8))
    with pytest.raises(NobodyUnreached):
        do(board, lambda desk: make_door_list(desk, the_notice(board).id), staff.clerk)


def test_ticks_move_the_counts_and_nobody_there_does_not(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N26: told at the door is told; nobody there can be ticked again; what is told stays told."""
    # Guard: notices/reach_service.py:told_at_doors - the walk from door to door counts for nothing.
    villagers(board)
    announced(board, staff)
    made = do(board, lambda desk: make_door_list(desk, the_notice(board).id), staff.clerk)
    last = made.lines[-1].number

    def ticked(line: int, how: DoorHow, day: date = TODAY, who: Any = staff.clerk) -> None:
        do(board, lambda desk: tick(desk, made.id, line, day, how), who)

    before = places(board)["unreached"]
    ticked(last, DoorHow.ABSENT)
    assert places(board) == {"unreached": before}
    clock.move(TODAY + timedelta(days=1))
    ticked(last, DoorHow.READ_OUT, TODAY + timedelta(days=1), staff.overseer)
    assert places(board) == {"sent": 2, "unreached": before - 2}
    assert reach_of(board.records(), the_notice(board).id).at_doors == 2
    ticked(last, DoorHow.READ_OUT, TODAY + timedelta(days=1))  # the same again changes nothing
    for error, line, how, day in (
        (DoorTickedBefore, last, DoorHow.SIGNED, TODAY),
        (NoSuchLine, last + 1, DoorHow.SIGNED, TODAY),
        (DoorDayWrong, 1, DoorHow.SIGNED, TODAY + timedelta(days=2)),
        (DoorDayWrong, 1, DoorHow.SIGNED, TODAY - timedelta(days=1)),
    ):
        with pytest.raises(error):
            ticked(line, how, day)
    with pytest.raises(NotPermitted):
        ticked(1, DoorHow.SIGNED, TODAY, staff.villager)


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_comes_back_as_a_file(board: Board, staff: Staff, tmp_path: Path, ending: str) -> None:
    """Written, ticked, read again; several lines in one act, and the written file reads as it was ticked."""
    # Guard: interchange/door_lists.py:read_ticks
    villagers(board)
    announced(board, staff)
    made = do(board, lambda desk: make_door_list(desk, the_notice(board).id), staff.clerk)
    file = tmp_path / f"doors.{ending}"
    write_doors(file, doors_of(board.records(), made))
    with pytest.raises(TicksUnfit, match="No line is ticked"):
        read_ticks(file, TODAY)
    wanted = (Tick(1, TODAY, DoorHow.SIGNED), Tick(3, TODAY, DoorHow.ABSENT), Tick(4, TODAY, DoorHow.LEFT))
    ticked = do(board, lambda desk: tick_all(desk, made.id, wanted), staff.clerk)
    write_doors(file, doors_of(board.records(), ticked))
    assert read_ticks(file, TODAY) == wanted


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("行号,方式\r\n1,在家\r\n", "'在家' is no way to be told"),
        ("行号,方式\r\n一百,签收\r\n", "row 2"),
        ("行号,方式,日期\r\n1,签收,昨天\r\n", "row 2"),
        ("行号,方式\r\n1,签收\r\n1,签收\r\n", "Line 1 stands twice"),
        ("行号,方式\r\n,签收\r\n", "The number of the line is missing"),
        ("姓名,方式\r\n1,签收\r\n", "No row of headers"),
    ],
)
def test_a_file_that_cannot_be_read_ticks_nothing_and_says_where(tmp_path: Path, body: str, says: str) -> None:
    """With the row, and what to write."""
    file = tmp_path / "back.csv"
    file.write_text(body, "utf-8")
    with pytest.raises(TicksUnfit) as caught:
        read_ticks(file, TODAY)
    assert says in str(caught.value)
    assert HEADS[0] == "行号"


def test_several_ticks_are_done_all_or_none(board: Board, staff: Staff) -> None:
    """One line that does not exist, and no line is ticked."""
    villagers(board)
    announced(board, staff)
    made = do(board, lambda desk: make_door_list(desk, the_notice(board).id), staff.clerk)
    with pytest.raises(Refused):
        do(board, lambda desk: tick_all(desk, made.id, [Tick(1, TODAY), Tick(99, TODAY)]), staff.clerk)
    assert not any(line.told for line in board.records().get(DoorList, made.id).lines)


def test_those_due_at_a_meeting_are_told_whatever_topics_they_left_out(board: Board, staff: Staff) -> None:
    """A representative is called, a villager who left meetings out is not; due are the representatives alone."""
    # Guard: notices/audience.py:recipients - who must come to vote has switched the topic off, and does not know.
    people = keep(
        board,
        *(Person(number=f"40{n:02}", name=f"代表{n}", group=1, representative=True) for n in range(3)),
        Person(number="4100", name="村民", group=1),
    )
    for chat, person in ((11, people[0]), (12, people[3])):
        linked(board, staff, chat, person)
        do(board, lambda desk, chat=chat: choose_themes(desk, chat, list(Theme)))
    do(board, lambda desk: subscribe(desk, 13, "zh-Hans"))
    convened(board, staff, body=Body.REPRESENTATIVE_ASSEMBLY)
    assert sorted(chat for chat, _ in send_all(board)) == [11, 13]
    found = reach_of(board.records(), the_notice(board).id)
    assert found.persons.sent == 1
    assert found.persons.due == found.persons.sent + found.persons.unreached
    names = {name for door in made_doors(board, staff) for name in door.names}
    assert {"代表1", "代表2"} <= names
    assert not {"代表0", "村民"} & names


def made_doors(board: Board, staff: Staff) -> list[Door]:
    """Return the doors of the only notice."""
    return doors_of(board.records(), do(board, lambda desk: make_door_list(desk, the_notice(board).id), staff.clerk))
