"""Appointing to offices and ending them: nobody their own, and who watches is no part of what is watched."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.builders import TODAY, Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.people.model import Person, Role
from village_board.people.offices import (
    HeldAlready,
    Incompatible,
    NotHeld,
    OwnOffice,
    PostMissing,
    TermDays,
    appoint,
    end_office,
)


@pytest.fixture
def board() -> Iterator[Board]:
    board = memory_board(GivenClock(TODAY))
    yield board
    board.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    return hire(board)


def test_an_appointment_holds_from_its_day_and_ends_at_once_or_on_a_day(board: Board, staff: Staff) -> None:
    """The role follows the office, from the first day to the last."""
    with board.desk(staff.director) as desk:
        made = appoint(desk, desk.get(Person, staff.villager.id), " 文书 ", Role.CLERK)
    assert Role.CLERK in made.roles(TODAY)
    assert Role.CLERK not in made.roles(TODAY - timedelta(days=1))
    with board.desk(staff.director) as desk:
        ended = end_office(desk, desk.get(Person, made.id), "文书")
    assert Role.CLERK not in ended.roles(TODAY)


def test_nobody_changes_their_own_office(board: Board, staff: Staff) -> None:
    """Another member must (P5)."""
    # Guard: village_board/people/offices.py:appoint, end_office - a director makes themselves overseer.
    with board.desk(staff.director) as desk:
        me = desk.get(Person, staff.director.id)
        with pytest.raises(OwnOffice):
            appoint(desk, me, "文书", Role.CLERK)
        with pytest.raises(OwnOffice):
            end_office(desk, me, "村委会主任")


def test_who_oversees_is_no_member_of_what_is_overseen(board: Board, staff: Staff) -> None:
    """An overseer cannot be clerk or in the committee at the same time."""
    # Guard: village_board/people/offices.py:_APART - one person would record and confirm as two.
    with board.desk(staff.director) as desk:
        with pytest.raises(Incompatible):
            appoint(desk, desk.get(Person, staff.clerk.id), "监委会委员", Role.OVERSIGHT)
        with pytest.raises(Incompatible):
            appoint(desk, desk.get(Person, staff.overseer.id), "文书", Role.CLERK)


def test_what_makes_no_sense_is_refused(board: Board, staff: Staff) -> None:
    """No name of a post, an office that is held already or not held, a term that ends before it begins."""
    with board.desk(staff.director) as desk:
        clerk = desk.get(Person, staff.clerk.id)
        with pytest.raises(PostMissing):
            appoint(desk, clerk, " ", Role.CLERK)
        with pytest.raises(HeldAlready):
            appoint(desk, clerk, "文书", Role.CLERK)
        with pytest.raises(NotHeld):
            end_office(desk, clerk, "会计")
        made = appoint(desk, clerk, "会计", Role.CLERK)
        with pytest.raises(TermDays):
            end_office(desk, made, "会计", TODAY - timedelta(days=2))
    with board.desk(staff.clerk) as desk, pytest.raises(NotPermitted):
        appoint(desk, desk.get(Person, staff.villager.id), "文书", Role.CLERK)
