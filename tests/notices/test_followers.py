"""Following a record, taking part in it, leaving; who is told what (N10, N14, N20-N24)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import TODAY, Staff, a_hearing, announced, convened, hire, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.base.errors import NotFound
from village_board.base.message import say
from village_board.board import Board
from village_board.desk import Desk
from village_board.hearings.model import Hearing
from village_board.hearings.schedule import cancel_hearing, move_hearing, move_meeting, postpone_hearing
from village_board.limits.service import change_limit
from village_board.notices import outbox
from village_board.notices.followers import follow, followers, unfollow
from village_board.notices.model import Delivery, DeliveryState, Follow, Notice, Topic
from village_board.notices.routing import Event
from village_board.notices.service import awaken, leave, set_language, subscribe, unsubscribe
from village_board.notices.telling import Facts, tell
from village_board.people.acts import Act
from village_board.people.binding import Binding
from village_board.people.service import OFFICE

S = DeliveryState
HELD = instant(TODAY + timedelta(days=21), 14, 30)


def do(board: Board, act: Callable[[Desk], Any], who: Any = OFFICE) -> Any:
    """Do `act` in one unit of work."""
    with board.desk(who) as desk:
        return act(desk)


def rows(board: Board, topic: Topic | None = None) -> list[tuple[int, S]]:
    """Return chat and state of every row, of one topic."""
    records = board.records()
    return [
        (row.chat, row.state)
        for row in records.all(Delivery)
        if topic is None or records.get(Notice, row.notice).topic is topic
    ]


def claimed(board: Board) -> outbox.Claimed | None:
    """Claim the next row, committed."""
    return do(board, lambda desk: outbox.claim(desk, "me"))


def send_all(board: Board) -> list[tuple[int, str]]:
    """Send what is due; return chat and the beginning of the sentence."""
    sent = []
    while (one := claimed(board)) is not None:
        do(board, lambda desk, one=one: outbox.settle_sent(desk, one.delivery, 1))
        sent += [(row.delivery.chat, row.notice.message.msgid.partition(":")[0]) for row in one.told]
    return sent


def test_a_follower_is_told_without_a_subscription(board: Board, staff: Staff) -> None:
    """Registered for one hearing, and nothing else: it hears of that one only."""
    # Guard: notices/audience.py:recipients - who registered through the bot never learns that it was cancelled.
    mine, other = announced(board, staff), announced(board, staff, number="2")
    do(board, lambda desk: follow(desk, 11, mine.id, takes_part=True))
    do(board, lambda desk: subscribe(desk, 12, "zh-Hans"))
    for hearing in (mine, other):
        do(board, lambda desk, id_=hearing.id: cancel_hearing(desk, id_, "撤回"), staff.director)
    assert sorted(send_all(board)) == [(11, "Cancelled"), (12, "Cancelled"), (12, "Cancelled")]


def test_a_chat_that_follows_and_subscribes_is_told_once(board: Board, staff: Staff) -> None:
    """N2: one chat, one message, however many reasons there are."""
    made = announced(board, staff)
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    do(board, lambda desk: follow(desk, 11, made.id))
    do(board, lambda desk: move_hearing(desk, made.id, "漏雨", place="礼堂"), staff.clerk)
    assert send_all(board) == [(11, "Moved")]


def test_n20_a_change_cancels_what_waits_of_the_state_before(board: Board, staff: Staff) -> None:
    """N19, N20: who was not reached by the invitation learns the newest state alone."""
    # Guard: notices/reminders.py:supersede - a dead invitation follows the news that it is off.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    do(board, lambda desk: subscribe(desk, 12, "zh-Hans"))
    made = announced(board, staff)
    first = claimed(board)
    assert first is not None
    do(board, lambda desk: postpone_hearing(desk, made.id, None, "台风"), staff.clerk)
    do(board, lambda desk: cancel_hearing(desk, made.id, "撤回"), staff.director)
    assert [state for _, state in rows(board)] == [
        S.SENDING,
        S.CANCELLED,
        S.CANCELLED,
        S.CANCELLED,
        S.PENDING,
        S.PENDING,
    ]
    # It did not leave after all: it does not go again either.
    do(board, lambda desk: outbox.settle_again(desk, first.delivery, "ConnectError"))
    assert send_all(board) == [(11, "Cancelled"), (12, "Cancelled")]


def test_n5_what_is_out_of_date_is_not_sent_again_by_a_person(board: Board, staff: Staff) -> None:
    """N5, N20: an invitation of unknown fate stays unknown once the meeting has moved."""
    # Guard: notices/outbox.py:resend_by_person - the clerk invites people to a hearing that is off.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    made = announced(board, staff)
    row = claimed(board)
    assert row is not None
    do(board, lambda desk: outbox.settle_unknown(desk, row.delivery, "TimedOut"))
    do(board, lambda desk: cancel_hearing(desk, made.id, "撤回"), staff.director)
    with pytest.raises(outbox.NoticeOutOfDate):
        do(board, lambda desk: outbox.resend_by_person(desk, row.delivery.id), staff.clerk)


def test_n21_unsubscribing_keeps_a_registration_and_ends_a_follow(board: Board, staff: Staff) -> None:
    """N21: /stop ends notices and what was only followed; who registered hears of that meeting until they leave."""
    # Guard: notices/service.py:unsubscribe - who registered stands before a closed door.
    mine, other = announced(board, staff), announced(board, staff, number="2")
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    do(board, lambda desk: follow(desk, 11, mine.id, takes_part=True))
    do(board, lambda desk: follow(desk, 11, other.id))
    for hearing in (mine, other):
        do(board, lambda desk, id_=hearing.id: postpone_hearing(desk, id_, None, "台风"), staff.clerk)
    assert do(board, lambda desk: unsubscribe(desk, 11))
    assert [one.record for one in board.records().all(Follow)] == [mine.id]
    assert send_all(board) == [(11, "Postponed")]
    assert not do(board, lambda desk: unsubscribe(desk, 11))
    do(board, lambda desk: cancel_hearing(desk, mine.id, "撤回"), staff.director)
    assert do(board, lambda desk: leave(desk, 11))
    assert send_all(board) == []
    assert {chat for chat, _ in rows(board)} == {0}
    assert not do(board, lambda desk: leave(desk, 11))
    assert not [name for name in board.db.tables() for document in board.db.table(name) if document.get("chat") == 11]


def test_n21_unfollowing_leaves_what_a_subscriber_gets(board: Board, staff: Staff) -> None:
    """Its reminders are cancelled; the notice that all get still comes."""
    # Guard: notices/rows.py:part - a subscriber who unfollows misses the news.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))
    assert do(board, lambda desk: unfollow(desk, 11, made.id))
    assert not do(board, lambda desk: unfollow(desk, 11, made.id))
    assert rows(board, Topic.REMINDER) == [(0, S.CANCELLED), (0, S.CANCELLED)]
    assert send_all(board) == [(11, "Hearing")]
    assert followers(board.records(), made.id) == []


def test_following_twice_is_following_once_and_taking_part_stays(board: Board, staff: Staff) -> None:
    """A follow after a registration takes nothing away."""
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))
    again = do(board, lambda desk: follow(desk, 11, made.id))
    assert again.takes_part
    assert len(followers(board.records(), made.id)) == 1
    assert len(rows(board, Topic.REMINDER)) == 2


def test_what_villagers_may_not_see_is_not_followed(board: Board) -> None:
    """A draft, and a record that is none, are answered alike."""
    (draft,) = keep(board, a_hearing())
    for record in (draft.id, "h2222222"):
        with pytest.raises(NotFound):
            do(board, lambda desk, id_=record: follow(desk, 11, id_))


def test_n10_gone_and_back_gets_the_reminders_still_to_come(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N10: a chat that blocked us is told nothing, and is reminded again when it writes."""
    # Guard: notices/service.py:awaken - who unblocks the bot the day before is not reminded.
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))
    do(board, lambda desk: move_hearing(desk, made.id, "漏雨", place="礼堂"), staff.clerk)
    row = claimed(board)
    assert row is not None
    do(board, lambda desk: outbox.settle_gone(desk, row.delivery, "Forbidden"))
    do(board, lambda desk: move_hearing(desk, made.id, "漏雨", place="祠堂"), staff.clerk)
    assert send_all(board) == []
    clock.move(TODAY + timedelta(days=21), 10)
    do(board, lambda desk: awaken(desk, 11))
    clock.move(TODAY + timedelta(days=21), 13, 30)
    assert send_all(board) == [(11, "Reminder")]


def test_n14_a_moved_chat_keeps_what_it_follows(board: Board, staff: Staff) -> None:
    """N14: registration and reminders go with the new number."""
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))
    do(board, lambda desk: move_hearing(desk, made.id, "漏雨", place="礼堂"), staff.clerk)
    row = claimed(board)
    assert row is not None
    do(board, lambda desk: outbox.settle_moved(desk, row.delivery, -100))
    assert [one.chat for one in followers(board.records(), made.id)] == [-100]
    assert send_all(board) == [(-100, "Moved")]


def test_n23_what_waits_for_a_follower_changes_its_language(board: Board, staff: Staff) -> None:
    """N23: reminders too."""
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id))
    do(board, lambda desk: set_language(desk, 11, "en"))
    assert {row.language for row in board.records().all(Delivery)} == {"en"}


def test_some_persons_are_told_through_their_bound_chats(board: Board, staff: Staff) -> None:
    """To certain persons only: once a chat, and not through a binding that was revoked."""
    # Guard: notices/audience.py:_bound - a member's former telephone reads what is for the member.
    made = announced(board, staff)
    now = board.records().now
    keep(
        board,
        Binding(chat=21, person=staff.clerk.id, bound_at=now),
        Binding(chat=22, person=staff.clerk.id, bound_at=now, revoked_at=now),
        Binding(chat=23, person=staff.overseer.id, bound_at=now),
    )
    do(board, lambda desk: follow(desk, 31, made.id))

    def act(desk: Desk) -> None:
        desk.require(Act.POSTPONE_HEARING)
        tell(desk, made, say("Record {n}", n=1), Event.ENQUIRY_RECEIVED)
        desk.record(made.id)

    do(board, act, staff.clerk)
    assert sorted(send_all(board)) == [(21, "Record {n}")]


# Reminders


def test_those_who_take_part_are_reminded_a_day_and_an_hour_before(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """To the minute, with time and place; who only subscribed is not reminded."""
    # Guard: notices/outbox.py:_due - a reminder leaves when it is made.
    do(board, lambda desk: subscribe(desk, 12, "zh-Hans"))
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))
    assert send_all(board) == [(12, "Hearing")]
    for moment, sent in (
        (HELD - timedelta(hours=24, minutes=1), []),
        (HELD - timedelta(hours=24), [(11, "Reminder")]),
        (HELD - timedelta(hours=1, seconds=1), []),
        (HELD - timedelta(hours=1), [(11, "Reminder")]),
        (HELD, []),
    ):
        assert do(board, outbox.next_time) in (
            HELD - timedelta(hours=24),
            HELD - timedelta(hours=1),
            None,
        )
        clock.advance(moment - clock.now())
        assert send_all(board) == sent
    facts = next(notice.message.facts for notice in board.records().all(Notice) if notice.topic is Topic.REMINDER)
    assert facts == {"matter": made.matter, "when": HELD, "place": made.place}


@pytest.mark.parametrize(
    ("registers", "sent"),
    [(timedelta(hours=25), 2), (timedelta(hours=23), 1), (timedelta(minutes=30), 0), (timedelta(minutes=-30), 0)],
)
def test_who_registers_late_gets_the_remaining_reminders(
    board: Board, staff: Staff, clock: GivenClock, registers: timedelta, sent: int
) -> None:
    """None of the past, and none after it began."""
    made = announced(board, staff)
    clock.advance(HELD - registers - clock.now())
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))
    came = 0
    while clock.now() < HELD:
        clock.advance(timedelta(minutes=30))
        came += len(send_all(board))
    assert came == sent


@pytest.mark.parametrize(
    ("before", "sent"),
    [
        (timedelta(hours=23, minutes=31), 1),  # late by 29 minutes: still sent
        (timedelta(hours=23, minutes=29), 0),  # by 31: the nearer one follows
        (timedelta(minutes=50), 1),  # the last one is sent as long as the meeting has not begun
        (timedelta(minutes=0), 0),
        (timedelta(minutes=-1), 0),
    ],
)
def test_x9_after_a_jump_of_the_clock_there_is_no_burst(
    board: Board, staff: Staff, clock: GivenClock, before: timedelta, sent: int
) -> None:
    """X9: what is late is left out in favour of the nearer one, and nothing comes after the meeting began."""
    # Guard: notices/reminders.py:out_of_date - two reminders at once, or one of a meeting that is over.
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))
    clock.advance(HELD - before - clock.now())
    assert len(send_all(board)) == sent


def test_x9_a_reminder_waits_for_a_clock_that_was_set_back(board: Board, staff: Staff, clock: GivenClock) -> None:
    """X9: with the clock an hour back it comes at its own time, and once."""
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))
    clock.advance(HELD - timedelta(hours=24, minutes=1) - clock.now())
    clock.advance(timedelta(hours=-1))
    assert send_all(board) == []
    clock.advance(timedelta(hours=1, minutes=1))
    assert send_all(board) == [(11, "Reminder")]
    clock.advance(timedelta(hours=-1))
    assert send_all(board) == []


def test_a_reminder_of_a_hearing_that_an_import_moved_is_not_sent(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Looked at once more when it is about to leave: the meeting must still be at the time of which it speaks."""
    # Guard: notices/reminders.py:out_of_date - only the commit of the change was trusted.
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))

    def act(desk: Desk) -> None:
        desk.require(Act.IMPORT)
        desk.put(replace(desk.get(Hearing, made.id), held_at=HELD + timedelta(days=1)))
        desk.record(made.id)

    do(board, act)
    clock.advance(HELD - timedelta(hours=24) - clock.now())
    assert send_all(board) == []


def test_a_meeting_of_a_day_alone_is_reminded_of_the_day_before(board: Board, staff: Staff, clock: GivenClock) -> None:
    """At nine the day before; an hour that nobody knows is not reminded of. With its hour, both come."""
    made = convened(board, staff)
    assert made.meeting_on is not None
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))
    assert do(board, outbox.next_time) == instant(made.meeting_on - timedelta(days=1), 9)
    assert len(rows(board, Topic.REMINDER)) == 1
    at = instant(made.meeting_on, 19)
    do(board, lambda desk: move_meeting(desk, made.id, "白天要收稻", when=at), staff.clerk)
    assert sorted(state for _, state in rows(board, Topic.REMINDER)) == [S.CANCELLED, S.PENDING, S.PENDING]


def test_a_village_reminds_at_its_own_hours(board: Board, staff: Staff) -> None:
    """`notices.reminder_first_hours` is a limit like others."""
    change = lambda desk: change_limit(desk, "notices.reminder_first_hours", 48, TODAY, "村委会议定")  # noqa: E731
    do(board, change, staff.director)
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id))
    assert do(board, outbox.next_time) == HELD - timedelta(hours=48)
    assert do(board, lambda desk: outbox.next_time(desk, frozenset({11}))) == HELD - timedelta(hours=48)
    assert do(board, lambda desk: outbox.next_time(desk, frozenset({12}))) is None


def test_an_emergency_does_not_wait_for_the_clock(board: Board, staff: Staff) -> None:
    """`not_before` is general, and an emergency ignores it."""
    # Guard: notices/rows.py:time_for - a flood warning waits for the morning.
    made = announced(board, staff)
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))

    def act(desk: Desk) -> None:
        desk.require(Act.POSTPONE_HEARING)
        later = desk.now + timedelta(hours=9)
        tell(desk, made, say("Later {n}", n=1), Event.CASE_MOVED, Facts(not_before=later))
        tell(desk, made, say("Flood {n}", n=1), Event.ITEM_EMERGENCY, Facts(not_before=later))
        desk.record(made.id)

    do(board, act, staff.clerk)
    assert send_all(board) == [(11, "Flood {n}")]


def test_rows_that_wait_for_the_clock_do_not_slow_a_claim() -> None:
    """The plan of the next row goes by the index of state and `not_before`: no row in wait is read."""
    # Guard: notices/model.py:Delivery - every look at the outbox sorts all reminders of the village.
    clock = GivenClock(TODAY)
    board = memory_board(clock)
    staff = hire(board)
    made = announced(board, staff)
    for chat in range(1, 4):
        do(board, lambda desk, chat=chat: follow(desk, chat, made.id))
    names = {index for index in Delivery.KIND.indexes if index[0] == "state"}
    assert ("state", "not_before") in names
    sql = (
        "EXPLAIN QUERY PLAN SELECT id FROM 'outbox:docs' INDEXED BY 'outbox:s_state,s_not_before' "
        "WHERE village = 'wtest234' AND body IS NOT NULL AND s_state = 'pending' ORDER BY s_not_before, seq LIMIT 1"
    )
    steps = " ".join(str(step) for step in board.db.engine.run(sql))
    assert "TEMP B-TREE" not in steps
    assert claimed(board) is None
    board.close()
