"""Whom a notice reached, links, doors, and what is left after the years (N26, P2, P9)."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.notices.test_followers import claimed, do, send_all
from tests.support.builders import TODAY, Staff, announced, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.notices import outbox
from village_board.notices.doors import (
    NoticeRetired,
    make_door_list,
    tick,
)
from village_board.notices.followers import follow
from village_board.notices.linking import (
    LinkCodeWrong,
    NotLinked,
    ask_link_code,
    confirm_link,
    issue_link_code,
    link_chat,
    link_of,
    unlink_person,
)
from village_board.notices.model import Delivery, DeliveryState, Notice
from village_board.notices.reach import PLACES, Due, counted, persons_reached
from village_board.notices.reach_model import DoorHow, DoorList
from village_board.notices.reach_service import chats_sent, reach_of, retire
from village_board.notices.service import erase_chat, subscribe, unsubscribe
from village_board.people.model import Person

STATES = st.sampled_from(DeliveryState)


def villagers(board: Board, count: int = 6) -> list[Person]:
    """Register adults in households of two, in groups of four, and one child."""
    people = [
        Person(number=f"20{n:02}", name=f"村民{n}", group=1 + n // 4, household=f"H{n // 2:02}") for n in range(count)
    ]
    return keep(board, *people, Person(number="3001", name="孩子", group=1, household="H00", adult=False))[:count]


def linked(board: Board, staff: Staff, chat: int, person: Person, *, household: bool = False) -> None:
    """Subscribe a chat and link it to `person`."""
    do(board, lambda desk: subscribe(desk, chat, "zh-Hans"))
    code = do(board, lambda desk: issue_link_code(desk, person, household=household), staff.clerk)
    assert do(board, lambda desk: link_chat(desk, chat, code)) is not None


def the_notice(board: Board) -> Notice:
    """Return the only notice."""
    return next(board.records().all(Notice))


def places(board: Board) -> dict[str, int]:
    """Return the counts by person of the only notice, without the empty ones."""
    return {name: n for name, n in reach_of(board.records(), the_notice(board).id).persons.places().items() if n}


def test_n26_by_person_and_by_chat(board: Board, staff: Staff) -> None:
    """N26, P2: six villagers and five in office are due; a child and the township's official are not."""
    # Guard: notices/reach.py:persons_reached - an unlinked chat would stand for somebody.
    people = villagers(board)
    linked(board, staff, 11, people[0])
    linked(board, staff, 12, people[2], household=True)
    do(board, lambda desk: subscribe(desk, 13, "zh-Hans"))  # nobody's own
    made = announced(board, staff)
    assert places(board) == {"waiting": 3, "unreached": 8}
    send_all(board)
    found = reach_of(board.records(), the_notice(board).id)
    assert places(board) == {"sent": 3, "unreached": 8}
    assert (found.persons.due, found.chats.due, found.chats.sent, found.unlinked) == (11, 3, 3, 1)
    assert chats_sent(board.records(), made.id) == 3


def test_n26_who_left_before_it_was_sent_is_unsubscribed(board: Board, staff: Staff) -> None:
    """N26: by person too, and erasing everything afterwards moves no count."""
    people = villagers(board)
    linked(board, staff, 11, people[0])
    linked(board, staff, 12, people[1])
    announced(board, staff)
    do(board, lambda desk: unsubscribe(desk, 11))
    send_all(board)
    assert places(board) == {"sent": 1, "unsubscribed": 1, "unreached": 9}
    do(board, lambda desk: erase_chat(desk, 12))
    assert places(board) == {"sent": 1, "unsubscribed": 1, "unreached": 9}


def test_of_several_chats_of_a_person_the_best_counts(board: Board, staff: Staff) -> None:
    """Blocked on one telephone, received on the other: reached once."""
    (person, *_) = villagers(board)
    linked(board, staff, 11, person)
    linked(board, staff, 12, person)
    announced(board, staff)
    one, other = claimed(board), claimed(board)
    assert one is not None
    assert other is not None
    do(board, lambda desk: outbox.settle_failed(desk, one.delivery, "BadRequest"))
    assert places(board)["sending"] == 1
    do(board, lambda desk: outbox.settle_sent(desk, other.delivery, 1))
    assert places(board)["sent"] == 1


@given(
    st.lists(st.tuples(STATES, st.integers(0, 9), st.booleans(), st.booleans()), max_size=12),
    st.sets(st.integers(0, 9)),
)
def test_n26_the_places_sum_to_the_number_due(rows: list[tuple[Any, int, bool, bool]], doors: set[int]) -> None:
    """N26: whatever became of whose chats, each person due is counted in exactly one place."""
    # Guard: notices/reach.py:persons_reached - one person with two chats would be two.
    due = Due({f"p{n}": f"H{n // 2}" if n < 6 else "" for n in range(8)})
    made = [
        Delivery(
            notice="n",
            chat=0 if left else 1,
            subscriber="s",
            key="n:1:normal",
            due_at=GivenClock(TODAY).now(),
            state=state,
            reason="unsubscribed" if left and state is DeliveryState.CANCELLED else "",
            person=f"p{n}",
            household=whole,
        )
        for state, n, whole, left in rows
    ]
    found = persons_reached(due, made, [f"p{n}" for n in doors])
    assert set(found) == set(due.households)
    counts = counted(found.values())
    assert counts.due == sum(counts.places().values()) == 8
    assert set(counts.places()) == set(PLACES)


@pytest.mark.parametrize("seed", range(12))
def test_n26_the_states_sum_to_the_number_due_over_random_acts(seed: int) -> None:
    """N26: people subscribe, link, leave, erase; sends succeed, fail, hang; doors are ticked: the sums hold."""
    # Guard: notices/rows.py:part - a row that is removed with its chat is missing in the count.
    dice, clock = Random(seed), GivenClock(TODAY)
    board = memory_board(clock)
    staff = hire(board)
    people = villagers(board, 8)
    for chat in range(1, 7):
        linked(board, staff, chat, dice.choice(people), household=dice.random() < 0.3)
    announced(board, staff)
    notice, due = the_notice(board).id, 6
    ends = (
        lambda desk, row: outbox.settle_sent(desk, row, 1),
        lambda desk, row: outbox.settle_unknown(desk, row, "t"),
        lambda desk, row: outbox.settle_failed(desk, row, "b"),
        lambda desk, row: outbox.settle_gone(desk, row, "f"),
        lambda desk, row: outbox.settle_again(desk, row, "c"),
        lambda desk, row: outbox.settle_moved(desk, row, -row.chat),
    )
    for _ in range(14):
        chat = dice.randint(1, 6)
        act = dice.choice(("send", "send", "send", "stop", "erase", "door", "resend"))
        if act == "send" and (one := claimed(board)) is not None:
            do(board, lambda desk, one=one: dice.choice(ends)(desk, one.delivery))  # type: ignore[no-untyped-call]
        elif act == "stop":
            do(board, lambda desk, chat=chat: unsubscribe(desk, chat))
        elif act == "erase":
            do(board, lambda desk, chat=chat: erase_chat(desk, chat))
        elif act == "door" and not list(board.records().all(DoorList)):
            made = do(board, lambda desk: make_door_list(desk, notice), staff.clerk)
            do(board, lambda desk, made=made: tick(desk, made.id, 1, TODAY, dice.choice(list(DoorHow))), staff.clerk)
        elif act == "resend":
            for row in outbox.unknown(board.records()):
                if row.chat:
                    do(board, lambda desk, row=row: outbox.resend_by_person(desk, row.id), staff.clerk)
        found = reach_of(board.records(), notice)
        assert found.chats.due == due == sum(outbox.counts(board.records(), notice).values())
        assert found.persons.due == 13
    board.close()


# Links


def test_p2_a_chat_is_linked_by_a_code_from_the_hall_once(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P2: only with the code, only once, only while it is valid; a wrong one is counted, and five are enough."""
    # Guard: notices/linking.py:link_chat - a child guesses its neighbours' numbers.
    (person, other, *_) = villagers(board)
    code = do(board, lambda desk: issue_link_code(desk, person), staff.clerk)
    assert do(board, lambda desk: link_chat(desk, 12, "00000000")) is None
    assert do(board, lambda desk: link_chat(desk, 11, f"{code[:4]} {code[4:]}")).person == person.id
    assert do(board, lambda desk: link_chat(desk, 12, code)) is None
    late = do(board, lambda desk: issue_link_code(desk, other), staff.clerk)
    clock.advance(timedelta(minutes=30))
    assert do(board, lambda desk: link_chat(desk, 12, late)) is None
    fresh = do(board, lambda desk: issue_link_code(desk, other), staff.clerk)
    for _ in range(5):
        do(board, lambda desk: link_chat(desk, 12, "1"))
    assert do(board, lambda desk: link_chat(desk, 12, fresh)) is None
    clock.advance(timedelta(minutes=11))
    assert do(board, lambda desk: link_chat(desk, 12, fresh)).person == other.id
    assert code not in str([document for name in board.db.tables() for document in board.db.table(name)])


def test_p2_a_chat_shows_a_number_and_the_clerk_confirms_it(board: Board, staff: Staff) -> None:
    """P2: the person stands at the counter; the clerk's own code and a used one link nothing."""
    # Guard: notices/linking.py:confirm_link - a code handed out could be confirmed for somebody else.
    (person, other, *_) = villagers(board)
    code = do(board, lambda desk: ask_link_code(desk, 11))
    handed_out = do(board, lambda desk: issue_link_code(desk, other), staff.clerk)
    with pytest.raises(LinkCodeWrong):
        do(board, lambda desk: confirm_link(desk, handed_out, person), staff.clerk)
    with pytest.raises(NotPermitted):
        do(board, lambda desk: confirm_link(desk, code, person), staff.villager)
    assert do(board, lambda desk: link_chat(desk, 12, code)) is None
    do(board, lambda desk: confirm_link(desk, code, person), staff.clerk)
    with pytest.raises(LinkCodeWrong):
        do(board, lambda desk: confirm_link(desk, code, other), staff.clerk)
    link = link_of(board.records(), 11)
    assert link is not None
    assert (link.person, link.digest) == (person.id, "")
    do(board, lambda desk: unlink_person(desk, person), staff.clerk)
    with pytest.raises(NotLinked):
        do(board, lambda desk: unlink_person(desk, person), staff.clerk)


def test_a_new_link_takes_the_place_of_the_old_one(board: Board, staff: Staff) -> None:
    """A telephone that changes hands is the new person's, also for what still waits."""
    (person, other, *_) = villagers(board)
    linked(board, staff, 11, person)
    announced(board, staff)
    code = do(board, lambda desk: ask_link_code(desk, 11))
    do(board, lambda desk: confirm_link(desk, code, other), staff.clerk)
    assert [row.person for row in board.records().all(Delivery)] == [other.id]


# After the years


def test_p9_after_five_years_only_counts_are_left(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P9: one by one for five years, to the day; then added up, and the counts do not move."""
    # Guard: notices/reach_service.py:retire - who was told what would be kept for ever, or be gone too soon.
    people = villagers(board)
    linked(board, staff, 11, people[0])
    do(board, lambda desk: subscribe(desk, 12, "zh-Hans"))
    announced(board, staff)
    send_all(board)
    made = do(board, lambda desk: make_door_list(desk, the_notice(board).id), staff.clerk)
    do(board, lambda desk: tick(desk, made.id, 1, TODAY, DoorHow.SIGNED), staff.clerk)
    before = reach_of(board.records(), the_notice(board).id)
    clock.move(replace_year(TODAY, 5))
    assert do(board, retire, staff.clerk).notices == 0
    clock.move(replace_year(TODAY, 5) + timedelta(days=1))
    assert do(board, retire, staff.clerk).rows == 2
    after = reach_of(board.records(), the_notice(board).id)
    assert (after.chats, after.persons, after.unlinked, after.at_doors) == (
        before.chats,
        before.persons,
        before.unlinked,
        before.at_doors,
    )
    assert list(board.records().all(Delivery)) == []
    assert list(board.records().all(DoorList)) == []
    assert chats_sent(board.records(), the_notice(board).subject) == 2
    assert do(board, retire, staff.clerk).notices == 0
    with pytest.raises(NoticeRetired):
        do(board, lambda desk: make_door_list(desk, the_notice(board).id), staff.clerk)


def replace_year(day: date, years: int) -> date:
    """Return the same day of a later year."""
    return day.replace(year=day.year + years)


def test_those_who_take_part_are_due_as_far_as_their_chats_are_their_own(board: Board, staff: Staff) -> None:
    """A reminder is for participants: whom nobody knows by name is counted as a chat alone."""
    people = villagers(board)
    linked(board, staff, 11, people[0])
    made = announced(board, staff)
    for chat in (11, 12):
        do(board, lambda desk, chat=chat: follow(desk, chat, made.id, takes_part=True))
    reminder = next(one for one in board.records().all(Notice) if one.hours_ahead == 24)
    code = do(board, lambda desk: ask_link_code(desk, 11))
    do(board, lambda desk: confirm_link(desk, code, people[0]), staff.clerk)
    found = reach_of(board.records(), reminder.id)
    assert (found.chats.due, found.unlinked, found.persons.due) == (2, 1, 1)
