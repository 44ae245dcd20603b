"""What matters today, on an empty board and on one with everything."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.support.builders import (
    TODAY,
    Staff,
    a_hearing,
    a_resolution,
    a_voucher,
    an_entry,
    announced,
    convened,
    keep,
    passed,
)
from tests.support.clocks import GivenClock
from village_board.accounts.opening_model import OpeningBalance
from village_board.base.clock import instant
from village_board.board import Board
from village_board.disclosure.model import Item, ItemStatus
from village_board.glance.service import Glance, glance, last_whole_month, meetings_ahead, newest_item, running_notices
from village_board.hearings.carrying_out import start_execution
from village_board.hearings.model import HEARING_AHEAD, HearingStatus, ResolutionStatus
from village_board.hearings.objections import object_to
from village_board.hearings.schedule import cancel_hearing, postpone_hearing


def look(board: Board) -> Glance:
    """Return the glance as the home screen takes it."""
    with board.reading() as records:
        return glance(records)


def test_an_empty_board_has_nothing_to_say_and_says_it(board: Board) -> None:
    """A village on its first day sees no error and no lateness."""
    assert look(board) == Glance(TODAY, None, (), (), None, None)


def test_a_board_with_everything_answers_at_one_glance(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Next meeting, running notice, what is missing, last month's money, newest publication."""
    # Guard: glance/service.py:glance - the first screen leaves out what matters.
    keep(board, an_entry())
    keep(board, OpeningBalance(account="102", debit=100_000))
    keep(
        board,
        a_voucher("1", date(2026, 8, 3), ("102", 50_000, 0), ("501", 0, 50_000)),
        a_voucher("2", date(2026, 8, 9), ("513", 20_000, 0), ("101", 0, 20_000)),
    )
    keep(
        board,
        Item(number="1", name="旧", published_on=date(2026, 2, 1)),
        Item(number="2", name="新", published_on=date(2026, 8, 30)),
        Item(number="3", name="更新的草稿", status=ItemStatus.DRAFT, published_on=date(2026, 8, 31)),
    )
    running = passed(board, staff, clock, number="2026-30")
    hearing = announced(board, staff, held_at=instant(clock.today() + timedelta(days=8), 14, 30))
    seen = look(board)
    assert seen.next_meeting is not None
    assert (seen.next_meeting.record, seen.next_meeting.days_left) == (hearing, 8)
    assert seen.next_meeting.at == hearing.held_at
    assert [(n.resolution, n.days_left) for n in seen.running_notices] == [(running, 7)]
    assert [m.period for m in seen.missing_items] == ["2026-Q1", "2026-Q2"]
    assert seen.month is not None
    assert (seen.month.month, seen.month.opening, seen.month.closing) == ("2026-08", 100_000, 130_000)
    assert seen.newest is not None
    assert seen.newest.name == "新"


def test_meetings_ahead_are_those_of_today_and_later_the_nearest_first(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Hearings and meetings together; what was this morning is still today's, yesterday's is not."""
    # Guard: glance/service.py:meetings_ahead - a villager comes a day late.
    announced(board, staff, number="b", held_at=instant(TODAY + timedelta(days=9), 8))
    convened(board, staff, number="c", meeting_on=TODAY + timedelta(days=10))
    announced(board, staff, number="a", held_at=instant(TODAY + timedelta(days=9), 19))
    clock.move(TODAY + timedelta(days=9), 23, 59)
    ahead = meetings_ahead(board.records())
    assert [(m.record.number, m.days_left) for m in ahead] == [("a", 0), ("b", 0), ("c", 1)]
    assert [m.at is None for m in ahead] == [False, False, True]
    clock.move(TODAY + timedelta(days=10), 0, 1)
    assert [m.record.number for m in meetings_ahead(board.records())] == ["c"]


def test_a_hearing_at_midnight_is_of_the_day_in_the_village(board: Board, clock: GivenClock) -> None:
    """Seven in the morning in Shanghai is still yesterday in UTC."""
    keep(board, a_hearing(held_at=instant(TODAY, 0, 0), notice_on=TODAY - timedelta(days=9)))
    clock.move(TODAY, 7)
    assert [m.days_left for m in meetings_ahead(board.records())] == [0]


def test_a_postponed_hearing_is_ahead_at_its_new_time_and_a_cancelled_one_is_not(board: Board, staff: Staff) -> None:
    """Without a new time nobody can be told when to come, so it is not announced as next."""
    moved, open_ended, gone = (announced(board, staff, number=number) for number in "abc")
    later = instant(TODAY + timedelta(days=30), 9)
    with board.desk(staff.director) as desk:
        postpone_hearing(desk, moved.id, later, "台风")
        postpone_hearing(desk, open_ended.id, None, "台风")
        cancel_hearing(desk, gone.id, "撤回")
    assert [(m.record.number, m.on) for m in meetings_ahead(board.records())] == [("a", TODAY + timedelta(days=30))]


@pytest.mark.parametrize("status", sorted(set(HearingStatus) - HEARING_AHEAD))
def test_what_was_held_or_cancelled_is_not_ahead(board: Board, status: HearingStatus) -> None:
    """Whatever its time says."""
    keep(board, a_hearing(status=status, notice_on=TODAY))
    assert meetings_ahead(board.records()) == []


def test_a_running_notice_ends_with_its_last_day(board: Board, staff: Staff, clock: GivenClock) -> None:
    """On the last day 0 days are left; the day after it is gone."""
    made = passed(board, staff, clock)
    start = clock.today()
    for days, left in ((0, [7]), (7, [0]), (8, [])):
        clock.move(start + timedelta(days=days))
        assert [n.days_left for n in running_notices(board.records())] == left
    with board.desk(staff.director) as desk:
        start_execution(desk, made.id)
    clock.move(start)
    assert running_notices(board.records()) == []


def test_an_objected_resolution_still_runs_and_the_first_to_end_is_first(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """An objection does not hide the matter."""
    late = passed(board, staff, clock, number="2")
    keep(
        board, a_resolution(number="1", status=ResolutionStatus.PUBLIC, published_on=clock.today() - timedelta(days=3))
    )
    with board.desk(staff.villager) as desk:
        object_to(desk, late.id, "太密")
    assert [(n.resolution.number, n.days_left) for n in running_notices(board.records())] == [("1", 4), ("2", 7)]


@pytest.mark.parametrize(
    ("days", "month"),
    [
        (["2026-07-01", "2026-08-01", "2026-09-01"], "2026-08"),
        (["2026-06-30"], "2026-06"),
        (["2026-09-01"], "2026-09"),
        (["2026-09-01", "2026-10-01"], "2026-09"),
    ],
)
def test_the_month_shown_is_the_newest_that_is_over(board: Board, days: list[str], month: str) -> None:
    """A month that still runs is shown only where there is no other."""
    # Guard: glance/service.py:last_whole_month - half a month looks like a poor one.
    keep(board, *(a_voucher(d, date.fromisoformat(d), ("101", 1, 0), ("501", 0, 1)) for d in days))
    money = last_whole_month(board.records())
    assert money is not None
    assert money.month == month


def test_the_newest_publication_is_by_its_day(board: Board) -> None:
    """Replaced versions and drafts are not the newest."""
    assert newest_item(board.records()) is None
    first, second = keep(
        board,
        Item(number="1", name="甲", published_on=TODAY),
        Item(number="2", name="乙", published_on=TODAY - timedelta(days=1)),
    )
    assert newest_item(board.records()) == first
    keep(board, replace(first, status=ItemStatus.SUPERSEDED))
    assert newest_item(board.records()) == second
