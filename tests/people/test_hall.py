"""The PIN on a kiosk of the hall: wrong ones count for the account and for the kiosk (A21)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest

from tests.support.builders import TODAY, Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.people.hall import KioskLocked, NoStaff, hall_sign_in, kiosk_name, staff_of
from village_board.people.model import Person
from village_board.people.pin import PinLocked, PinUnset, PinWrong, set_pin

PEPPER = b"pepper"
HALL, OFFICE_KIOSK = "hall", "other"


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Compare without argon2, which costs a twentieth of a second a try; `test_pin` has the real one."""
    monkeypatch.setattr("village_board.people.pin._matches", lambda _hashed, digits, _pepper: digits == "135246")


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
    staff = hire(board)
    with board.desk() as desk:
        for who in (staff.clerk, staff.overseer, staff.director):
            set_pin(desk, desk.get(Person, who.id), "135246", PEPPER)
    return staff


def _try(board: Board, who: str, pin: str, kiosk: str = HALL) -> str:
    return hall_sign_in(board.desk, kiosk, who, pin, PEPPER).name


def test_a21_a_kiosk_takes_no_pin_after_ten_wrong_ones_of_whomever(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Ten wrong PINs on one screen, over three accounts, lock the screen for a quarter of an hour, and no other."""
    # Guard: village_board/people/hall.py:hall_sign_in - counted by account alone, each member's PIN is tried in turn.
    for who in (staff.clerk, staff.overseer, staff.director):
        for _ in range(4):
            with pytest.raises((PinWrong, KioskLocked)):
                _try(board, who.id, "000000")
    with pytest.raises(KioskLocked) as refused:
        _try(board, staff.clerk.id, "135246")
    assert refused.value.facts["tries"] == 10
    assert _try(board, staff.clerk.id, "135246", OFFICE_KIOSK) == staff.clerk.name
    clock.advance(timedelta(minutes=15))
    assert _try(board, staff.clerk.id, "135246") == staff.clerk.name


def test_a21_a_right_pin_does_not_clear_what_the_kiosk_counted(board: Board, staff: Staff) -> None:
    """Who knows one PIN cannot go on guessing others by signing in between."""
    # Guard: village_board/people/hall.py:hall_sign_in - cleared by a right PIN the screen never locks.
    for _ in range(3):
        for wrong in range(4):
            with pytest.raises((PinWrong, KioskLocked)):
                _try(board, staff.overseer.id if wrong % 2 else staff.director.id, "000000")
        try:
            _try(board, staff.clerk.id, "135246")
        except KioskLocked:
            return
        for who in (staff.overseer, staff.director):
            _try(board, who.id, "135246", OFFICE_KIOSK)  # their own count is cleared by themselves, elsewhere
    pytest.fail("the screen never locked")


def test_a21_five_wrong_pins_lock_the_account_here_and_at_the_desk(board: Board, staff: Staff) -> None:
    """The account's own count is the same everywhere."""
    # Guard: village_board/people/hall.py:hall_sign_in, check_pin - a count of its own would give five tries a place.
    for _ in range(5):
        with pytest.raises((PinWrong, PinLocked)):
            _try(board, staff.clerk.id, "000000")
    with pytest.raises(PinLocked):
        _try(board, staff.clerk.id, "135246", OFFICE_KIOSK)


def test_only_those_in_office_today_are_let_in(board: Board, staff: Staff) -> None:
    """A villager is not asked for a PIN; one in office without a PIN is told so."""
    assert staff.villager.name not in {one.name for one in staff_of(board.records())}
    with pytest.raises(NoStaff):
        _try(board, staff.villager.id, "135246")
    with pytest.raises(PinUnset):
        _try(board, staff.township.id, "135246")


def test_a_kiosk_has_the_same_name_after_every_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """The name is this machine's and this village's, and tells neither."""
    monkeypatch.setattr("platform.node", lambda: "hall-machine")
    assert kiosk_name("w1") == kiosk_name("w1") != kiosk_name("w2")
    assert "hall" not in kiosk_name("w1")
