"""Places at a hearing by class: first come, first served, a waiting list that moves up, counts that name nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import where

from tests.support.builders import TODAY, Staff, announced, keep
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.base.errors import NotPermitted, Refused
from village_board.board import Board
from village_board.cli.say import CLASSES
from village_board.desk import Desk
from village_board.glance.standing import SlipMistyped, SlipUnknown, standing_of
from village_board.hearings.model import Hearing, PlacesOf
from village_board.hearings.places import (
    NoSuchClass,
    PlacesTaken,
    TooFewInterested,
    TooFewPlaces,
    moved_up,
    place_classes,
    public_counts,
    standing,
    state_for_next,
)
from village_board.hearings.registrations import (
    Applicant,
    HearingBegun,
    NobodyNamed,
    NoPlaces,
    NotRegistered,
    Registered,
    RegisteredAlready,
    RegistrationClosed,
    WaitingListFull,
    is_registration_open,
    place_counts,
    register,
    registration_of_chat,
    registrations_of,
    set_places,
    withdraw,
)
from village_board.hearings.rules import WrongMoment
from village_board.hearings.schedule import cancel_hearing, move_hearing
from village_board.hearings.voices import PlaceState, Registration
from village_board.limits.service import change_limit
from village_board.notices.model import Delivery, Follow, Notice
from village_board.people.model import Person
from village_board.slips.rules import check_digit

PLACES = (
    PlacesOf("representatives", 6),
    PlacesOf("interested", 6),
    PlacesOf("enterprises", 1),
    PlacesOf("villagers", 3),
)
HEARD_ON = TODAY + timedelta(days=21)
CHATS = st.integers(1, 9)


@pytest.fixture
def hearing(board: Board, staff: Staff) -> Hearing:
    """A hearing in three weeks with sixteen places."""
    made = announced(board, staff)
    with board.desk(staff.clerk) as desk:
        return set_places(desk, made.id, PLACES)


def come(board: Board, hearing: Hearing, chat: int, group: str = "enterprises") -> Registered:
    """Register a chat."""
    with board.desk() as desk:
        return register(desk, hearing.id, group, Applicant(chat=chat))


def told(board: Board, chat: int) -> list[str]:
    """Return what a chat is to be told, without the reminders that wait for their time."""
    rows = board.records().find(Delivery, where("state") == "pending")
    return [
        str(board.records().get(Notice, row.notice).message) for row in rows if row.chat == chat and not row.not_before
    ]


# Places


@pytest.mark.parametrize(
    ("places", "refusal", "words"),
    [
        ([PlacesOf("interested", 14)], TooFewPlaces, "14 places"),
        ([PlacesOf("representatives", 12), PlacesOf("interested", 5)], TooFewInterested, "5 of 17"),
        ([PlacesOf("friends", 20)], NoSuchClass, "friends"),
    ],
)
def test_places_are_enough_and_a_third_is_for_those_concerned(
    board: Board, staff: Staff, places: Sequence[PlacesOf], refusal: type[Refused], words: str
) -> None:
    """Facts 1.6: at least 15 places, a third of them with a direct interest, of known classes."""
    # Guard: village_board/hearings/places.py:check_places - a hearing of friends.
    made = announced(board, staff)
    with pytest.raises(refusal, match=words), board.desk(staff.clerk) as desk:
        set_places(desk, made.id, places)


def test_nobody_loses_a_place_when_places_are_cut(board: Board, staff: Staff, hearing: Hearing) -> None:
    """Fewer places than people who have one are refused; more places move up who waits, and tell them."""
    # Guard: village_board/hearings/registrations.py:set_places - somebody with a slip finds no chair.
    first, second = come(board, hearing, 1), come(board, hearing, 2)
    assert (first.waits_at, second.waits_at) == (0, 1)
    with pytest.raises(PlacesTaken, match="1 people"), board.desk(staff.clerk) as desk:
        set_places(desk, hearing.id, [PlacesOf("interested", 20)])
    with board.desk(staff.clerk) as desk:
        set_places(desk, hearing.id, [replace(one, places=one.places + 1) for one in PLACES])
    assert board.records().get(Registration, second.registration.id).state is PlaceState.PLACED
    assert len([words for words in told(board, 2) if "place has become free" in words]) == 1


def test_villagers_set_no_places(board: Board, staff: Staff, hearing: Hearing) -> None:
    """How many places there are is the committee's word."""
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        set_places(desk, hearing.id, PLACES)


def test_the_command_line_knows_the_classes_of_the_data() -> None:
    """The choices of the command are the classes of the data, in their order."""
    assert tuple(place_classes()) == CLASSES


# Registering


def test_first_come_first_served_then_the_waiting_list(board: Board, hearing: Hearing) -> None:
    """One place: the first has it, the others wait in their order; who withdraws makes room for the next, told once."""
    made = [come(board, hearing, chat) for chat in (1, 2, 3)]
    assert [one.waits_at for one in made] == [0, 1, 2]
    with board.desk() as desk:
        withdraw(desk, made[0].registration.id)
    states = [board.records().get(Registration, one.registration.id).state for one in made]
    assert states == [PlaceState.WITHDRAWN, PlaceState.PLACED, PlaceState.WAITING]
    assert [len(told(board, chat)) for chat in (1, 2, 3)] == [0, 1, 0]
    assert board.records().find(Follow, where("chat") == 1) == []
    with pytest.raises(NotRegistered), board.desk() as desk:
        withdraw(desk, made[0].registration.id)


def test_a_chat_registers_once_and_is_asked_for_no_name(board: Board, hearing: Hearing) -> None:
    """P2: the registration holds neither the chat's number nor a name; a second one is refused with its slip."""
    # Guard: village_board/hearings/registrations.py:_check_single - one person takes two places.
    made = come(board, hearing, 777_000_111, "villagers")
    kept = board.records().get(Registration, made.registration.id)
    assert (kept.person, kept.name) == ("", "")
    assert "777000111" not in repr(kept)
    for group in ("villagers", "interested"):
        with pytest.raises(RegisteredAlready, match=made.slip):
            come(board, hearing, 777_000_111, group)
    found = registration_of_chat(board.records(), hearing.id, 777_000_111)
    assert found is not None
    assert found.id == made.registration.id


def test_p20_the_clerk_registers_a_person_or_a_name_with_its_group(
    board: Board, staff: Staff, hearing: Hearing
) -> None:
    """P20, A7: with a slip for each; the same person, or the same name written otherwise, is refused."""
    # Guard: hearings/registrations.py:_is_same - one villager has two places, the second as 王小贰.

    def at_desk(**who: object) -> Registered:
        with board.desk(staff.clerk) as desk:
            return register(desk, hearing.id, "villagers", Applicant(**who))  # type: ignore[arg-type]

    person = at_desk(person="1005")
    named = at_desk(name="王小二", village_group=3)
    at_desk(name="王小二", village_group=4)
    assert len({person.slip, named.slip}) == 2
    for again in (
        {"person": "李阿福"},
        {"name": " 王小二 ", "village_group": 3},
        {"name": "王小贰", "village_group": 3},
    ):
        with pytest.raises(RegisteredAlready):
            at_desk(**again)
    with pytest.raises(NobodyNamed):
        at_desk(name=" ")


def test_registration_closes_before_the_hearing_and_only_while_it_is_ahead(
    board: Board, staff: Staff, clock: GivenClock, hearing: Hearing
) -> None:
    """Open up to one day before; on the day, or for a hearing that is cancelled, it is refused with the day."""
    clock.move(HEARD_ON - timedelta(days=1), 23)
    assert is_registration_open(board.records(), hearing)
    come(board, hearing, 1)
    clock.move(HEARD_ON, 8)
    assert not is_registration_open(board.records(), hearing)
    with pytest.raises(RegistrationClosed, match="2026-09-21"):
        come(board, hearing, 2)
    with board.desk(staff.director) as desk:
        cancel_hearing(desk, hearing.id, "台风")
    with pytest.raises(WrongMoment):
        come(board, hearing, 3)


def test_a_class_without_places_and_a_full_waiting_list_are_refused(
    board: Board, staff: Staff, hearing: Hearing
) -> None:
    """A33: each with its sentence; nobody waits for what will never be."""
    with pytest.raises(NoPlaces):
        come(board, hearing, 1, "old_party_members")
    with board.desk(staff.director) as desk:
        change_limit(desk, "hearing.waiting_most", 1, TODAY, "试验")
    come(board, hearing, 1)
    come(board, hearing, 2)
    with pytest.raises(WaitingListFull, match="1 people wait"):
        come(board, hearing, 3)


def test_withdrawing_ends_when_the_hearing_begins(board: Board, clock: GivenClock, hearing: Hearing) -> None:
    """A minute before it is possible, at its hour it is not."""
    early, late = come(board, hearing, 1, "villagers"), come(board, hearing, 2, "villagers")
    clock.move(HEARD_ON, 14, 29)
    with board.desk() as desk:
        withdraw(desk, early.registration.id)
    clock.move(HEARD_ON, 14, 30)
    with pytest.raises(HearingBegun), board.desk() as desk:
        withdraw(desk, late.registration.id)


def test_a_cancelled_hearing_voids_its_registrations(board: Board, staff: Staff, hearing: Hearing) -> None:
    """The slip says so, and there is nothing to withdraw any more."""
    made = come(board, hearing, 1)
    with board.desk(staff.director) as desk:
        cancel_hearing(desk, hearing.id, "台风")
    told_by_slip = standing_of(board.records(), made.slip)
    assert (str(told_by_slip.state), told_by_slip.next) == ("cancelled", None)
    with pytest.raises(WrongMoment), board.desk() as desk:
        withdraw(desk, made.registration.id)
    assert any("台风" in words for words in told(board, 1))


def test_who_registered_is_told_when_the_hearing_moves(board: Board, staff: Staff, hearing: Hearing) -> None:
    """A registration makes the chat one that takes part: no subscription is needed for that, and none is made."""
    # Guard: village_board/hearings/registrations.py:register - people come to a hearing that was moved.
    come(board, hearing, 1)
    with board.desk(staff.director) as desk:
        move_hearing(desk, hearing.id, "换地方", place="文化礼堂")
    assert any("文化礼堂" in words for words in told(board, 1))


# In public


@given(
    st.lists(st.tuples(st.sampled_from(CLASSES), st.integers(0, 6)), max_size=5, unique_by=lambda row: row[0]),
    st.integers(1, 5),
)
def test_p10_no_public_count_is_of_fewer_places_than_the_limit(rows: list[tuple[str, int]], least: int) -> None:
    """P10: small classes are counted together; only where all places together are too few stands a smaller number."""
    # Guard: village_board/hearings/places.py:public_counts - "enterprises: 1 of 1" names the only one.
    places = [PlacesOf(group, count) for group, count in rows]
    counts = public_counts(places, [], least)
    assert sum(one.places for one in counts) == sum(one.places for one in places)
    assert len(counts) <= 1 or all(one.places >= least for one in counts)
    assert sorted(group for one in counts for group in one.groups) == sorted(g for g, count in rows if count)


def test_the_public_sees_counts_and_the_slip_its_own_standing(board: Board, hearing: Hearing) -> None:
    """P10, P20: by class places and taken; by slip the state, what comes next and until when, and no name."""
    first, second = come(board, hearing, 1), come(board, hearing, 2)
    counts = {one.groups: (one.taken, one.places) for one in place_counts(board.records(), hearing)}
    assert counts == {("representatives",): (0, 6), ("interested",): (0, 6), ("enterprises", "villagers"): (1, 4)}
    placed, waiting = (standing_of(board.records(), one.slip) for one in (first, second))
    assert (str(placed.state), placed.due) == ("registered, with a place", HEARD_ON)
    assert str(waiting.state) == "on the waiting list, no. 1"
    assert placed.title == hearing.matter


def test_p20_a_mistyped_slip_and_an_unknown_one_are_told_apart(board: Board, hearing: Hearing) -> None:
    """One wrong digit is caught by the last one; a number that could be a slip's is not known here."""
    slip = come(board, hearing, 1).slip
    assert standing_of(board.records(), f" {slip[:3]} {slip[3:]}").number == slip
    wrong = slip[:-1] + str((int(slip[-1]) + 1) % 10)
    for text in (wrong, slip[:-1], "", "abc", slip + "0"):
        with pytest.raises(SlipMistyped):
            standing_of(board.records(), text)
    body = "100000" if not slip.startswith("100000") else "100001"
    with pytest.raises(SlipUnknown):
        standing_of(board.records(), body + check_digit(body))


# Properties

ACTS = st.lists(st.tuples(st.sampled_from(["come", "go"]), st.sampled_from(["a", "b"]), CHATS), max_size=40)


@given(ACTS, st.integers(0, 4), st.integers(0, 4))
def test_waiting_lists_keep_their_order_and_lose_nobody(acts: list[tuple[str, str, int]], of_a: int, of_b: int) -> None:
    """Never more with a place than places; whoever has one came before all who wait in their class; nobody is lost."""
    # Guard: village_board/hearings/places.py:moved_up - somebody is passed over.
    places = [PlacesOf("a", of_a), PlacesOf("b", of_b)]
    rows: list[Registration] = []
    for what, group, who in acts:
        if what == "come":
            rows.append(_made(len(rows) + 1, group, state_for_next(places, rows, group)))
        else:
            rows = [
                replace(one, state=PlaceState.WITHDRAWN) if one.sequence == who and one.group == group else one
                for one in rows
            ]
            up = {one.sequence: one for one in moved_up(places, rows)}
            rows = [up.get(one.sequence, one) for one in rows]
        for one in places:
            row = standing(rows, one.group)
            placed = [each.sequence for each in row if each.state is PlaceState.PLACED]
            waiting = [each.sequence for each in row if each.state is PlaceState.WAITING]
            assert len(placed) == min(one.places, len(row))
            assert not placed or not waiting or max(placed) < min(waiting)
    came = sum(what == "come" for what, _, _ in acts)
    assert len(rows) == came


def _made(sequence: int, group: str, state: PlaceState) -> Registration:
    return Registration(hearing="h", group=group, sequence=sequence, state=state, registered_at=instant(TODAY))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.booleans(), CHATS), max_size=12))
def test_the_service_keeps_what_the_rules_promise(acts: list[tuple[bool, int]]) -> None:
    """Chats come and go in any order: one place is never given twice, and the one who waits longest has it next."""
    from tests.support.builders import hire, memory_board  # noqa: PLC0415 - a board for each example

    clock = GivenClock(TODAY)
    board = memory_board(clock)
    staff = hire(board)
    made = announced(board, staff)
    with board.desk(staff.clerk) as desk:
        hearing = set_places(desk, made.id, PLACES)
    queue: list[int] = []
    for coming, chat in acts:
        if coming and chat not in queue:
            come(board, hearing, chat)
            queue.append(chat)
        elif not coming and chat in queue:
            with board.desk() as desk:
                withdraw(desk, _of(desk, hearing, chat).id)
            queue.remove(chat)
        states = [_of(board.records(), hearing, one).state for one in queue]
        assert states == [PlaceState.PLACED, *[PlaceState.WAITING] * (len(queue) - 1)][: len(queue)]
    gone = [one for one in registrations_of(board.records(), hearing.id) if one.state is PlaceState.WITHDRAWN]
    assert all(not one.via for one in gone)
    board.close()


def _of(records: Desk | object, hearing: Hearing, chat: int) -> Registration:
    found = registration_of_chat(records, hearing.id, chat)  # type: ignore[arg-type]
    assert found is not None
    return found


def test_a_bound_chat_registers_its_person(board: Board, staff: Staff, hearing: Hearing) -> None:
    """P2: a chat that is linked by the person's own wish stands for that person, so the clerk cannot do it again."""
    from village_board.people.binding import bind, issue_code  # noqa: PLC0415

    with board.desk(staff.clerk) as desk:
        code = issue_code(desk, desk.get(Person, staff.director.id))
    with board.desk(staff.director) as desk:
        bind(desk, 5, code)
    assert come(board, hearing, 5, "representatives").registration.person == staff.director.id
    with pytest.raises(RegisteredAlready), board.desk(staff.clerk) as desk:
        register(desk, hearing.id, "representatives", Applicant(person="1001"))


def test_a_chat_that_left_is_known_no_more(board: Board, hearing: Hearing) -> None:
    """N21: when the follow is gone its number stands nowhere, and the registration is kept by its slip."""
    from village_board.notices.service import leave  # noqa: PLC0415

    made = come(board, hearing, 8)
    with board.desk() as desk:
        assert leave(desk, 8)
    assert registration_of_chat(board.records(), hearing.id, 8) is None
    assert standing_of(board.records(), made.slip).title == hearing.matter
    keep(board, Person(number="2001", name="吴老师"))
