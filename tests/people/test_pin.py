"""The PIN (A21, A22): few tries, locked over a restart, in clear nowhere."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import argon2
import pytest
from argon2 import PasswordHasher, Type
from argon2.exceptions import VerifyMismatchError
from tinydb import where

from tests.support.builders import Staff, hire, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import NotFound, Refused
from village_board.board import Board, found_board, open_board
from village_board.people.model import Person
from village_board.people.pin import (
    LOCKED_FOR,
    TRIES,
    Pin,
    PinLocked,
    PinTries,
    PinUnfit,
    PinUnset,
    PinWrong,
    set_pin,
)
from village_board.people.service import (
    OFFICE,
    NoSuchPerson,
    SeveralPersons,
    find_person,
)

RIGHT, WRONG = "805113", "805114"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the board of these tests lies."""
    return tmp_path / "home"


@pytest.fixture
def board(home: Path, clock: GivenClock, monkeypatch: pytest.MonkeyPatch) -> Iterator[Board]:
    """A board on a file; argon2 with its least cost, since its strength is its own tests' matter."""
    cheap = argon2.PasswordHasher
    monkeypatch.setattr("argon2.PasswordHasher", lambda: cheap(time_cost=1, memory_cost=64, parallelism=1))
    made = found_board(home, name="试验村", clock=clock)
    yield made
    made.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    """The office, the director with a PIN."""
    people = hire(board)
    with board.desk(people.director) as desk:
        set_pin(desk, desk.get(Person, people.director.id), RIGHT, board.pepper())
    return people


def refused(board: Board, digits: str, who: str = "1001") -> Refused:
    """Return why `digits` were refused."""
    with pytest.raises(Refused) as failed:
        board.sign_in(who, digits)
    return failed.value


def test_the_right_pin_signs_in_with_the_roles_of_today(board: Board, staff: Staff) -> None:
    """By number, by id or by a name that only one person has."""
    for who in ("1001", staff.director.id, "郑立新"):
        assert board.sign_in(who, RIGHT) == staff.director


def test_a21_five_wrong_tries_lock_the_pin_for_a_quarter_of_an_hour(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """A21: after five wrong tries even the right PIN is refused, until fifteen minutes are over."""
    # Guard: people/pin.py:check_pin - a child at the kiosk tries ten thousand.
    for left in range(TRIES - 1, 0, -1):
        error = refused(board, WRONG)
        assert isinstance(error, PinWrong)
        assert error.facts["left"] == left
    assert isinstance(refused(board, WRONG), PinLocked)
    locked = refused(board, RIGHT)
    assert isinstance(locked, PinLocked)
    assert locked.facts["until"] == clock.now() + LOCKED_FOR
    clock.advance(LOCKED_FOR - timedelta(seconds=1))
    assert isinstance(refused(board, RIGHT), PinLocked)
    clock.advance(timedelta(seconds=1))
    assert board.sign_in("1001", RIGHT) == staff.director


def test_a21_the_lock_and_the_count_outlive_a_restart(
    board: Board, staff: Staff, home: Path, clock: GivenClock
) -> None:
    """A21: pulling the plug gives no new tries."""
    # Guard: people/service.py:sign_in - a count that the refusal rolls back.
    for number in range(TRIES):
        board.close()
        board = open_board(home, clock=clock)
        error = refused(board, WRONG)
        assert isinstance(error, PinLocked if number == TRIES - 1 else PinWrong)
    board.close()
    board = open_board(home, clock=clock)
    assert isinstance(refused(board, RIGHT), PinLocked)
    board.close()


def test_a_right_try_forgets_the_wrong_ones(board: Board, staff: Staff) -> None:
    """Four slips in a month lock nobody out."""
    for _ in range(3):
        for _ in range(TRIES - 1):
            refused(board, WRONG)
        board.sign_in("1001", RIGHT)
    assert board.records().one(PinTries, where("person") == staff.director.id).wrong == 0  # type: ignore[union-attr]


def test_after_the_lock_five_new_tries_are_counted(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The first wrong try after the lock does not lock at once, nor is it free."""
    for _ in range(TRIES):
        refused(board, WRONG)
    clock.advance(LOCKED_FOR)
    error = refused(board, WRONG)
    assert isinstance(error, PinWrong)
    assert error.facts["left"] == TRIES - 1


def test_one_person_s_lock_is_not_another_s(board: Board, staff: Staff) -> None:
    """Nobody is locked out by a grudge against somebody else."""
    with board.desk(staff.secretary) as desk:
        set_pin(desk, desk.get(Person, staff.secretary.id), "2468", board.pepper())
    for _ in range(TRIES):
        refused(board, WRONG)
    assert board.sign_in("1002", "2468") == staff.secretary


def test_a22_the_pin_is_in_clear_nowhere(board: Board, staff: Staff, home: Path) -> None:
    """A22: neither in the store, nor in an error, nor in a traceback's own words."""
    # Guard: people/pin.py:set_pin - a copied file gives the PINs away.
    error = refused(board, WRONG)
    told = "".join(traceback.format_exception(error))
    board.sign_in("1001", RIGHT)
    board.close()
    for digits in (RIGHT, WRONG):
        assert digits not in told
        assert digits not in str(error)
        for file in home.rglob("*"):
            if file.is_file():
                assert digits.encode() not in file.read_bytes(), file.name


def test_a_stolen_store_without_the_pepper_checks_no_pin(board: Board, staff: Staff) -> None:
    """A22: the hash alone answers no guess."""
    # Guard: people/pin.py:_peppered - six digits are guessed in a night from a copied file.
    kept = board.records().one(Pin, where("person") == staff.director.id)
    assert kept is not None
    assert kept.hash.startswith("$argon2id$")
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(kept.hash, RIGHT)


def test_a_changed_pin_replaces_the_old_one(board: Board, staff: Staff) -> None:
    """There is one PIN a person."""
    with board.desk(staff.director) as desk:
        set_pin(desk, desk.get(Person, staff.director.id), "97531", board.pepper())
    assert isinstance(refused(board, RIGHT), PinWrong)
    assert board.sign_in("1001", "97531") == staff.director
    assert board.records().count(Pin) == 1


def test_who_has_no_pin_is_told_how_to_set_one(board: Board, staff: Staff) -> None:
    """And no try is counted."""
    error = refused(board, "1234", "1002")
    assert isinstance(error, PinUnset)
    assert "1002" in str(error)
    assert board.records().count(PinTries) == 0


@pytest.mark.parametrize("digits", ["123", "1234567890123", "12a4", "", "１２３４", "12 34", "-1234", "١٢٣٤"])
def test_an_unfit_pin_is_refused(board: Board, staff: Staff, digits: str) -> None:
    """Four to twelve digits of the keypad, and nothing else."""
    with pytest.raises(PinUnfit), board.desk(staff.secretary) as desk:
        set_pin(desk, desk.get(Person, staff.secretary.id), digits, board.pepper())


def test_hostile_text_in_place_of_a_pin_is_a_wrong_try(board: Board, staff: Staff) -> None:
    """Letters, hanzi and long input are compared and counted, and break nothing."""
    for text in ("六位数字", "\x1b[2J", "9" * 4000):
        assert isinstance(refused(board, text), PinWrong)


def test_a_name_that_several_people_have_is_not_guessed(board: Board, staff: Staff) -> None:
    """Two villagers of one name: the number decides."""
    # Guard: people/service.py:find_person - the wrong one of two is signed in.

    keep(board, Person(number="2001", name="王秀英"), Person(number="2002", name="王秀英"))
    records = board.records()
    with pytest.raises(SeveralPersons):
        find_person(records, "王秀英")
    assert find_person(records, "2002").number == "2002"
    with pytest.raises(NoSuchPerson):
        find_person(records, "王")
    with pytest.raises(NotFound):
        find_person(records, "p2222222")
    assert OFFICE.id not in {person.id for person in records.all(Person)}


def test_the_shipped_hash_costs_what_it_should() -> None:
    """Argon2id at its defaults: a six-digit PIN is not tried out in minutes."""
    hasher = PasswordHasher()
    assert hasher.type is Type.ID
    assert hasher.memory_cost >= 64 * 1024
    assert hasher.time_cost >= 3
