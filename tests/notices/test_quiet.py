"""Quiet hours and the hour of the day's news (N16, N17, X9)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.notices.test_followers import claimed, do, send_all
from tests.support.builders import TODAY, Staff, announced
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.base.message import say
from village_board.board import Board
from village_board.desk import Desk
from village_board.hearings.model import Hearing
from village_board.hearings.schedule import move_hearing
from village_board.notices import outbox
from village_board.notices.followers import follow
from village_board.notices.model import Delivery, DeliveryState
from village_board.notices.quiet import Quiet, awake, before_quiet, digest_time
from village_board.notices.routing import Event
from village_board.notices.service import MinuteWrong, NotSubscribed, choose_digest, choose_quiet, subscribe
from village_board.notices.telling import tell
from village_board.people.acts import Act
from village_board.people.service import OFFICE

ZONES = st.sampled_from(["Asia/Shanghai", "Europe/Berlin", "America/New_York", "Pacific/Apia", "UTC"]).map(ZoneInfo)
MINUTES = st.integers(0, 1439)
INSTANTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
SHANGHAI = ZoneInfo("Asia/Shanghai")
NIGHT = Quiet(21 * 60, 7 * 60)


def told(board: Board, record: Hearing, event: Event, n: int = 1) -> None:
    """Tell something about `record`."""

    def act(desk: Desk) -> None:
        desk.require(Act.IMPORT)
        tell(desk, record, say("News {n}: {issuer}", n=n, issuer="县气象台"), event)
        desk.record(record.id)

    do(board, act)


def at(clock: GivenClock, hour: int, minute: int = 0, days: int = 0) -> None:
    """Put the clock there."""
    clock.move(TODAY + timedelta(days=days), hour, minute)


def minute_of(when: datetime, zone: ZoneInfo) -> int:
    """Return the minute of the day."""
    here = when.astimezone(zone)
    return here.hour * 60 + here.minute


@given(INSTANTS, MINUTES, MINUTES, ZONES)
def test_n16_nothing_is_sent_in_quiet_hours_in_any_zone(now: datetime, since: int, until: int, zone: ZoneInfo) -> None:
    """N16: what comes after waiting is not quiet, is not before now, and no other minute between was free."""
    # Guard: notices/quiet.py:Quiet.holds - with the comparison of a plain range nothing across midnight is quiet.
    quiet = Quiet(since, until)
    free = awake(now, quiet, zone)
    assert free >= now
    assert not quiet.holds(minute_of(free, zone))
    assert free - now <= timedelta(hours=26)
    if free > now:
        assert quiet.holds(minute_of(now, zone))
        for step in range(1, 60):
            between = now + (free - now) * step / 60
            assert quiet.holds(minute_of(between, zone)) or between >= free - timedelta(hours=1, minutes=1)
    assert (since == until) <= (free == now)


@given(INSTANTS, MINUTES, MINUTES)
def test_n16_in_shanghai_quiet_hours_end_to_the_minute(now: datetime, since: int, until: int) -> None:
    """N16: without summer time, whoever is woken is woken at the very minute, and never later than a day."""
    free = awake(now, Quiet(since, until), SHANGHAI)
    if free > now:
        assert minute_of(free, SHANGHAI) == until
        assert free - now <= timedelta(minutes=(until - since) % 1440)


@given(INSTANTS, MINUTES, MINUTES, ZONES)
def test_what_comes_before_the_quiet_hours_is_not_quiet_and_not_later(
    now: datetime, since: int, until: int, zone: ZoneInfo
) -> None:
    """A reminder is brought forward to the last minute before them."""
    quiet = Quiet(since, until)
    earlier = before_quiet(now, quiet, zone)
    assert earlier <= now
    assert not quiet.holds(minute_of(earlier, zone))


@given(INSTANTS, MINUTES)
def test_n17_the_hour_of_the_news_is_the_next_one(now: datetime, minute: int) -> None:
    """N17: at that minute of the day in Shanghai, within a day."""
    then = digest_time(now, minute, SHANGHAI)
    assert minute_of(then, SHANGHAI) == minute
    assert timedelta() <= then - now < timedelta(days=1, minutes=1)


@pytest.mark.parametrize(
    ("hour", "minute", "sent_at"),
    [
        (20, 59, (20, 59, 0)),
        (21, 0, (7, 0, 1)),
        (23, 59, (7, 0, 1)),
        (0, 0, (7, 0, 0)),
        (6, 59, (7, 0, 0)),
        (7, 0, (7, 0, 0)),
    ],
)
def test_n16_a_notice_of_the_night_comes_at_seven(
    board: Board, staff: Staff, clock: GivenClock, hour: int, minute: int, sent_at: tuple[int, int, int]
) -> None:
    """N16: `not_before` stands on the row; before that instant nobody can claim it, at that instant it leaves."""
    # Guard: notices/rows.py:time_for - the village wakes its people at midnight.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    made = announced(board, staff)
    send_all(board)
    at(clock, hour, minute)
    told(board, made, Event.CASE_MOVED)
    wanted = instant(TODAY + timedelta(days=sent_at[2]), *sent_at[:2])
    (row,) = board.records().find(Delivery, _pending())
    assert row.not_before == (wanted if wanted > clock.now() else None)
    if wanted > clock.now():
        clock.advance(wanted - clock.now() - timedelta(seconds=1))
        assert send_all(board) == []
        clock.advance(timedelta(seconds=1))
    assert len(send_all(board)) == 1


def _pending() -> object:
    from tinydb import where  # noqa: PLC0415

    return where("state") == DeliveryState.PENDING.value


def test_n16_an_emergency_comes_at_night_and_first(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N16, N8: a flood warning leaves at three in the morning, before everything that was told earlier."""
    # Guard: notices/outbox.py:_due - it would queue behind the news of the day.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    do(board, lambda desk: subscribe(desk, 12, "zh-Hans"))
    do(board, lambda desk: choose_quiet(desk, 12, Quiet(0, 0)))
    made = announced(board, staff)
    at(clock, 3)
    told(board, made, Event.CASE_MOVED, 1)
    told(board, made, Event.ITEM_EMERGENCY, 2)
    first, second = claimed(board), claimed(board)
    assert first is not None
    assert second is not None
    assert {first.notice.event, second.notice.event} == {"item.emergency"}
    assert len(first.told) == len(second.told) == 1


def test_n16_own_hours_hold_and_what_waits_is_timed_anew(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N16: another night than the village's, and none at all."""
    # Guard: notices/service.py:_timed - who opens the night gets what waits in the morning all the same.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    made = announced(board, staff)
    send_all(board)
    do(board, lambda desk: choose_quiet(desk, 11, Quiet(12 * 60, 14 * 60)))
    at(clock, 12, 30)
    told(board, made, Event.CASE_MOVED)
    assert send_all(board) == []
    do(board, lambda desk: choose_quiet(desk, 11, Quiet(0, 0)))
    assert len(send_all(board)) == 1
    do(board, lambda desk: choose_quiet(desk, 11, None))
    at(clock, 22)
    told(board, made, Event.CASE_MOVED, 2)
    assert send_all(board) == []


def test_hours_are_a_subscribers_and_of_a_day(board: Board) -> None:
    """Who has not subscribed has none to choose; 24:00 is no minute of a day."""
    with pytest.raises(NotSubscribed):
        do(board, lambda desk: choose_quiet(desk, 11, NIGHT))
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    with pytest.raises(MinuteWrong):
        do(board, lambda desk: choose_quiet(desk, 11, Quiet(0, 1440)))
    with pytest.raises(MinuteWrong):
        do(board, lambda desk: choose_digest(desk, 11, -1))


def test_x9_quiet_hours_are_not_skipped_by_a_jump_of_the_clock(board: Board, staff: Staff, clock: GivenClock) -> None:
    """X9, N16: told by day, but the machine slept until the night; the clock goes back into the night as well."""
    # Guard: notices/outbox.py:_ready - after an outage the whole village is woken at two.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    made = announced(board, staff)
    at(clock, 2, days=1)
    assert send_all(board) == []
    at(clock, 1, days=1)
    assert send_all(board) == []
    at(clock, 7, days=1)
    assert len(send_all(board)) == 1
    told(board, made, Event.CASE_MOVED)
    at(clock, 6, 30, days=1)  # set back by half an hour, into the night
    assert send_all(board) == []
    at(clock, 7, days=1)
    assert len(send_all(board)) == 1


def test_a_reminder_comes_before_the_quiet_hours_rather_than_in_them(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """A meeting at half past six in the morning: the evening before at 20:59, and nothing at half past five."""
    # Guard: notices/rows.py:_reminder_time - a reminder at dawn, or after the meeting.
    made = announced(board, staff)
    when = instant(TODAY + timedelta(days=22), 6, 30)
    do(board, lambda desk: move_hearing(desk, made.id, "天热", when=when), staff.clerk)
    do(board, lambda desk: follow(desk, 11, made.id, takes_part=True))
    send_all(board)
    waits = sorted(row.not_before for row in board.records().find(Delivery, _pending()) if row.not_before)
    assert waits == [instant(TODAY + timedelta(days=20), 20, 59), instant(TODAY + timedelta(days=21), 20, 59)]
    at(clock, 20, 59, days=21)
    assert len(send_all(board)) == 1  # the first one is late by a day, and left out
    at(clock, 6, 29, days=22)
    assert send_all(board) == []


def test_who_registers_in_the_night_for_an_early_meeting_is_not_woken(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """At ten in the evening, for eight: at seven. For half past six: not at all, they have just read of it."""
    made = announced(board, staff)
    for hour, minute, reminded in ((8, 0, 1), (6, 30, 0)):
        when = instant(TODAY + timedelta(days=22), hour, minute)
        at(clock, 9)
        do(board, lambda desk, when=when: move_hearing(desk, made.id, "天热", when=when), staff.clerk)
        send_all(board)
        at(clock, 22, days=21)
        do(board, lambda desk, chat=hour: follow(desk, chat, made.id, takes_part=True))
        with board.desk(OFFICE) as desk:
            found = [row for row in desk.find(Delivery, _pending()) if row.chat == hour]
        assert len(found) == reminded
        assert all(row.not_before == instant(TODAY + timedelta(days=22), 7) for row in found)


# The day's news


def test_n17_what_waits_for_one_person_is_one_message(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N17: four notices of the evening are one send at seven; each row keeps its own state, one outcome settles all."""
    # Guard: notices/outbox.py:_together - the telephone rings four times at seven.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    do(board, lambda desk: subscribe(desk, 12, "zh-Hans"))
    made = announced(board, staff)
    send_all(board)
    at(clock, 22)
    for n in range(4):
        told(board, made, Event.CASE_MOVED, n)
    at(clock, 7, days=1)
    one, other = claimed(board), claimed(board)
    assert one is not None
    assert other is not None
    assert claimed(board) is None
    assert [len(one.told), len(other.told)] == [4, 4]
    assert {row.delivery.chat for row in one.told} == {one.delivery.chat}
    assert [row.notice.message.facts["n"] for row in one.told] == [0, 1, 2, 3]
    do(board, lambda desk: outbox.settle_sent(desk, one.delivery, 77))
    do(board, lambda desk: outbox.settle_unknown(desk, other.delivery, "TimedOut"))
    states = [(row.state, row.message_id) for row in board.records().all(Delivery) if row.message_id == 77]
    assert states == [(DeliveryState.SENT, 77)] * 4
    assert outbox.counts(board.records())[DeliveryState.UNKNOWN] == 4


@pytest.mark.parametrize("fate", ["again", "failed", "gone", "moved", "killed"])
def test_n17_one_outcome_settles_all_rows_of_a_message(
    board: Board, staff: Staff, clock: GivenClock, fate: str
) -> None:
    """N17: refused, blocked, moved, interrupted: no row of a message is left under way, none is tried twice (N5)."""
    # Guard: notices/outbox.py:_under_way - the rows behind the first stay `sending` for ever.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    made = announced(board, staff)
    told(board, made, Event.CASE_MOVED)
    row = claimed(board)
    assert row is not None
    assert len(row.told) == 2
    settle = {
        "again": lambda desk: outbox.settle_again(desk, row.delivery, "ConnectError"),
        "failed": lambda desk: outbox.settle_failed(desk, row.delivery, "BadRequest"),
        "gone": lambda desk: outbox.settle_gone(desk, row.delivery, "Forbidden"),
        "moved": lambda desk: outbox.settle_moved(desk, row.delivery, -100),
        "killed": lambda desk: outbox.recover(desk, "another"),
    }[fate]
    do(board, settle)
    expected = {
        "again": DeliveryState.PENDING,
        "failed": DeliveryState.FAILED,
        "gone": DeliveryState.FAILED,
        "moved": DeliveryState.PENDING,
        "killed": DeliveryState.UNKNOWN,
    }[fate]
    assert {one.state for one in board.records().all(Delivery)} == {expected}
    again = claimed(board)
    assert (len(again.told) if again else 0) == (2 if expected is DeliveryState.PENDING else 0)


def test_n17_a_message_holds_so_many_notices_and_so_many_words(board: Board, staff: Staff) -> None:
    """N17, N18: at most `notices.digest_most`, and no more than Telegram's limit bears; the rest comes after."""
    # Guard: notices/outbox.py:_together - a message that Telegram refuses takes all its notices with it.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    made = announced(board, staff)
    send_all(board)
    for n in range(15):
        told(board, made, Event.CASE_MOVED, n)
    sizes = []
    while (one := claimed(board)) is not None:
        sizes.append(len(one.told))
        assert sum(len(str(row.notice.message)) for row in one.told) < 4096
    assert sizes == [12, 3]


def test_n17_the_hour_of_the_news(board: Board, staff: Staff, clock: GivenClock) -> None:
    """N17: at the hour one chose; word of a meeting and emergencies do not wait, and whoever chose none gets it now."""
    # Guard: notices/rows.py:time_for - a hearing of this afternoon is told at eight in the evening.
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    do(board, lambda desk: choose_digest(desk, 11, 20 * 60))
    do(board, lambda desk: subscribe(desk, 12, "zh-Hans"))
    made = announced(board, staff)
    assert sorted(chat for chat, _ in send_all(board)) == [11, 12]
    told(board, made, Event.CASE_MOVED, 1)
    told(board, made, Event.EXECUTION_PROGRESS, 2)
    assert [chat for chat, _ in send_all(board)] == [12]
    at(clock, 18)
    assert [chat for chat, _ in send_all(board)] == [12]
    at(clock, 20)
    assert [chat for chat, _ in send_all(board)] == [11, 11]


def test_n23_two_languages_are_not_mixed_in_one_message(board: Board, staff: Staff) -> None:
    """N23: a row in another language leaves by itself."""
    do(board, lambda desk: subscribe(desk, 11, "zh-Hans"))
    made = announced(board, staff)
    do(board, lambda desk: follow(desk, 11, made.id, language="en"))
    told(board, made, Event.CASE_MOVED)
    languages = []
    while (one := claimed(board)) is not None:
        assert len({row.delivery.language for row in one.told}) == 1
        languages.append(one.delivery.language)
    assert len(languages) == len(set(languages))
