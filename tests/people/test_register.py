"""The register of people, entry by entry: no offices, no personal numbers, one head a household (P2)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.desk.blank.filled import Filled
from kiosk.desk.rooms.register_of_people import ENTER
from tests.support.builders import TODAY, Staff, hire, memory_board
from tests.support.clocks import GivenClock
from village_board.attachments.files import AttachmentStore
from village_board.base.errors import NotPermitted, NumberTaken
from village_board.board import Board
from village_board.i18n import translator
from village_board.people.model import Household, Office, Person, Role
from village_board.people.register import (
    HeadTaken,
    NameWrong,
    PersonIncomplete,
    PersonNumberWrong,
    RelativeUnknown,
    alike,
    change_person,
    register_person,
)


@pytest.fixture
def board() -> Iterator[Board]:
    board = memory_board(GivenClock(TODAY))
    yield board
    board.close()


@pytest.fixture
def staff(board: Board) -> Staff:
    return hire(board)


def test_the_register_gives_nobody_an_office(board: Board, staff: Staff) -> None:
    """A18: whoever keeps the register can make nobody a member of the committee, and takes no office away."""
    # Guard: people/register.py:register_person - a clerk could give themselves the committee's powers.
    wanted = Person(number="7", name="某人", offices=(Office("村委会主任", Role.COMMITTEE),))
    with board.desk(staff.clerk) as desk:
        assert register_person(desk, wanted).offices == ()
        clerk = desk.get(Person, staff.clerk.id)
        changed = change_person(desk, clerk.id, Person(number="x", name="徐小云", offices=wanted.offices))
    assert (changed.offices, changed.number) == (clerk.offices, clerk.number)
    for who in (staff.villager, staff.overseer, staff.township):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            register_person(desk, wanted)


@pytest.mark.parametrize(
    ("given", "refused"),
    [
        (Person(number="", name="某人"), PersonIncomplete),
        (Person(number="8", name="  "), PersonIncomplete),
        (Person(number="13800138000", name="某人"), PersonNumberWrong),
        (Person(number="330102199001011234", name="某人"), PersonNumberWrong),
        (Person(number="8", name="某人13800138000"), NameWrong),
        (Person(number="8", name="某人", near_relatives=("9999",)), RelativeUnknown),
        (Person(number="1001", name="某人"), NumberTaken),
    ],
)
def test_what_no_register_holds_is_refused(board: Board, staff: Staff, given: Person, refused: type[Exception]) -> None:
    """P2: no number and name, a telephone or identity number, a relative nobody knows, a number that is taken."""
    with pytest.raises(refused), board.desk(staff.clerk) as desk:
        register_person(desk, given)


def test_a_household_follows_its_members(board: Board, staff: Staff) -> None:
    """The head is one; who is head no longer leaves the place empty, and the next one can take it."""
    with board.desk(staff.clerk) as desk:
        first = register_person(desk, Person(number="21", name="甲", household="H9", group=4, head_of_household=True))
        second = register_person(desk, Person(number="22", name="乙", household="H9", group=4))
    with pytest.raises(HeadTaken), board.desk(staff.clerk) as desk:
        change_person(desk, second.id, Person(number="", name="乙", household="H9", head_of_household=True))
    with board.desk(staff.clerk) as desk:
        change_person(desk, first.id, Person(number="", name="甲", household="H9", group=4))
        change_person(desk, second.id, Person(number="", name="乙", household="H9", group=4, head_of_household=True))
    (house,) = board.records().all(Household)
    assert (house.number, house.group, house.head) == ("H9", 4, "22")


def test_a7_who_enters_a_name_is_told_of_those_that_look_the_same(board: Board, staff: Staff) -> None:
    """A7: 张叁 and full-width letters too; oneself and nobody are left out, and nothing is refused."""
    # Guard: people/register.py:alike - one villager stands in the roll twice and votes twice.
    with board.desk(staff.clerk) as desk:
        for number, name in (("31", "张三"), ("32", "李四"), ("33", "张叁"), ("34", "一〇二ABC")):
            register_person(desk, Person(number=number, name=name))
    records = board.records()
    assert [one.number for one in alike(records, "张 三")] == ["31", "33"]
    assert [one.number for one in alike(records, "张三", "31")] == ["33"]
    assert [one.number for one in alike(records, "一零二ａｂｃ")] == ["34"]
    assert alike(records, " ") == ()
    typed = Filled(ENTER, {"name": "张三"}, "", TODAY, AttachmentStore(Path("/nowhere")), {})
    told = [words for words, _ in ENTER.beside(records, typed, translator("en", "kiosk"))]
    assert len(told) == 2
    assert "张叁 (33)" in told[1]
