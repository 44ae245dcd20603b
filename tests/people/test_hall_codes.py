"""A one-time code on the screen of the hall: bound to role and kiosk, known to all, gone with its screen (A18)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from tinydb import where

from tests.support.builders import TODAY, Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.chats.bound import person_of_code, show_code
from village_board.notices.model import Notice
from village_board.people.acts import Act
from village_board.people.binding import TRIES, BindingCode, CodeWrong, bind, hide_code, is_code_open, shown_today
from village_board.people.model import Office, Person, Role

CHAT, HALL, OTHER = 4711, "hall", "other"


@pytest.fixture
def clock() -> GivenClock:
    return GivenClock(TODAY)


@pytest.fixture
def board(clock: GivenClock) -> Iterator[Board]:
    board = memory_board(clock)
    yield board
    board.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    return hire(board)


def _shown(board: Board, staff: Staff, kiosk: str = HALL) -> str:
    with board.desk(staff.director) as desk:
        return show_code(desk, desk.get(Person, staff.clerk.id), kiosk)


def _whom(board: Board, code: str, chat: int = CHAT) -> Person | None:
    with board.desk() as desk:
        return person_of_code(desk, chat, code)


def test_a18_a_code_is_good_for_two_minutes_once(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Read from the screen it binds once within 120 seconds, and never after."""
    # Guard: village_board/people/binding.py:BindingCode.holds - a photograph of the screen binds tomorrow.
    code = _shown(board, staff)
    clock.advance(timedelta(seconds=119))
    assert _whom(board, code) is not None
    clock.advance(timedelta(seconds=1))
    assert _whom(board, code) is None
    with board.desk(staff.clerk) as desk, pytest.raises(CodeWrong):
        bind(desk, CHAT, code)


def test_a18_what_the_screen_does_not_show_any_more_is_no_code(board: Board, staff: Staff) -> None:
    """A screen that is left, or shows a newer code, ends the one before; another kiosk's stays."""
    # Guard: village_board/people/binding.py:end_codes - a code whose screen was left would bind whoever noted it.
    first, elsewhere = _shown(board, staff), _shown(board, staff, OTHER)
    second = _shown(board, staff)
    assert not is_code_open(board.records(), first)
    assert is_code_open(board.records(), second)
    assert is_code_open(board.records(), elsewhere)
    with board.desk(staff.director) as desk:
        hide_code(desk, HALL)
    assert _whom(board, second) is None
    assert _whom(board, elsewhere, CHAT + 1) is not None


def test_a18_a_code_is_bound_to_the_office_for_which_it_was_made(board: Board, staff: Staff) -> None:
    """Who got another office in between needs another code."""
    # Guard: village_board/people/binding.py:BindingCode.holds - a clerk's code would bind a committee member.
    code = _shown(board, staff)
    with board.desk() as desk:
        desk.require(Act.IMPORT)
        clerk = desk.get(Person, staff.clerk.id)
        desk.put(replace(clerk, offices=(*clerk.offices, Office("村委会委员", Role.COMMITTEE))))
        desk.record("test")
    assert _whom(board, code) is None


def test_a18_all_others_hear_of_it_and_the_screen_says_so_all_day(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """The members are told in the same commit; for the rest of the day the hall's screen says for whom it was."""
    # Guard: village_board/chats/bound.py:show_code - tell; a code made in secret is noticed by nobody.
    _shown(board, staff)
    shown = board.records().one(BindingCode, where("kiosk") == HALL)
    assert shown is not None
    told = board.records().one(Notice, where("subject") == shown.id)
    assert told is not None
    assert "徐小云" in str(told.message)
    assert [name for _, name in shown_today(board.records())] == [staff.clerk.name]
    clock.advance(timedelta(days=1))
    assert shown_today(board.records()) == []


def test_a18_the_members_are_told_once_when_somebody_guesses(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The fifth wrong code of a chat raises the alarm, once in ten minutes, however often it goes on."""
    # Guard: village_board/chats/bound.py:person_of_code - nobody would learn that codes are being tried.
    del staff
    for n in range(TRIES + 3):
        assert _whom(board, f"wrong{n:03}") is None
        alarms = [one for one in board.records().all(Notice) if "wrong codes" in str(one.message)]
        assert len(alarms) == int(n >= TRIES - 1)
    clock.advance(timedelta(minutes=11))
    for n in range(TRIES):
        _whom(board, f"again{n:03}")
    assert len([one for one in board.records().all(Notice) if "wrong codes" in str(one.message)]) == 2
