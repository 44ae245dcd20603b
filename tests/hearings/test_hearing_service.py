"""What the committee does with a hearing: each act, each refusal, and the second person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tinydb import where

from tests.support.builders import TODAY, Staff, a_hearing, announced, hearing_result
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.base.errors import NotFound, NotPermitted, NumberTaken
from village_board.board import Board
from village_board.hearings.carrying_out import start_execution
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    Stance,
    Statement,
)
from village_board.hearings.rules import (
    BeforeNotice,
    Counts,
    CountsWrong,
    NoticeAhead,
    NoticeTooShort,
    NotYetHeld,
    QuorumMissed,
    WrongMoment,
    was_recorded_later,
)
from village_board.hearings.schedule import cancel_hearing, postpone_hearing
from village_board.hearings.service import (
    HearingResult,
    announce_hearing,
    confirm_hearing,
    record_hearing_result,
)
from village_board.notices.model import Notice
from village_board.people.model import Actor
from village_board.people.service import SamePerson

HELD = instant(TODAY + timedelta(days=21), 14, 30)


def record(board: Board, who: Actor, record_id: str, result: HearingResult | None = None) -> Hearing:
    """Record a result as `who`."""
    with board.desk(who) as desk:
        return record_hearing_result(desk, record_id, result or hearing_result(HELD))


def confirm(board: Board, who: Actor, record_id: str) -> Hearing:
    """Confirm as `who`."""
    with board.desk(who) as desk:
        return confirm_hearing(desk, record_id)


def told(board: Board, record_id: str) -> list[str]:
    """Return what subscribers were told of a record."""
    return [notice.message.msgid for notice in board.records().find(Notice, where("subject") == record_id)]


def test_an_announced_hearing_is_public_from_its_notice_on(board: Board, staff: Staff) -> None:
    """The notice is dated today where no day is given, and subscribers are told."""
    made = announced(board, staff)
    assert made.status is HearingStatus.ANNOUNCED
    assert made.notice_on == TODAY
    assert made.public
    assert told(board, made.id) == ["Hearing: {matter}. {when}, {place}."]


@pytest.mark.parametrize(("days", "lawful"), [(6, False), (7, True)])
def test_a_hearing_has_seven_days_of_notice(board: Board, staff: Staff, days: int, lawful: bool) -> None:
    """Facts 1.6: six days are refused with the numbers, seven are enough."""
    # Guard: hearings/service.py:announce_hearing - villagers learn of it too late to come.
    when = instant(TODAY + timedelta(days=days), 0)
    if lawful:
        announced(board, staff, held_at=when)
        return
    with pytest.raises(NoticeTooShort) as failed:
        announced(board, staff, held_at=when)
    assert (failed.value.facts["days"], failed.value.facts["needed"]) == (6, 7)
    assert board.records().count(Hearing) == 0


def test_p3_a_notice_of_the_past_may_be_written_down_a_notice_of_the_future_not(board: Board, staff: Staff) -> None:
    """P3: what hung on the wall last week is typed today; tomorrow's is not a notice yet."""
    announced(board, staff, notice_on=TODAY - timedelta(days=5), held_at=instant(TODAY + timedelta(days=2)))
    with pytest.raises(NoticeAhead):
        announced(board, staff, number="2026-08", notice_on=TODAY + timedelta(days=1))


def test_a_hearing_without_a_time_or_announced_before_is_not_announced(board: Board, staff: Staff) -> None:
    """Announcing is the first act, and it names a time."""
    with pytest.raises(WrongMoment):
        announced(board, staff, held_at=None)
    made = announced(board, staff)
    with pytest.raises(WrongMoment), board.desk(staff.director) as desk:
        announce_hearing(desk, made)


def test_a25_no_two_hearings_have_one_number(board: Board, staff: Staff) -> None:
    """A25: the resolution names its hearing by number."""
    announced(board, staff)
    with pytest.raises(NumberTaken):
        announced(board, staff, matter="另一件事")


def test_a_postponed_hearing_keeps_its_history(board: Board, staff: Staff, clock: GivenClock) -> None:
    """From when to when, why, and when that was written down; those who were told are told again."""
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=3))
    later = HELD + timedelta(days=7)
    with board.desk(staff.clerk) as desk:
        moved = postpone_hearing(desk, made.id, later, "设计图未到")
    assert moved.status is HearingStatus.POSTPONED
    assert moved.held_at == later
    (step,) = moved.moved
    assert (step.was, step.now, step.reason, step.recorded_at) == (HELD, later, "设计图未到", clock.now())
    assert told(board, made.id)[-1] == "Postponed: {matter}. New time: {when}."


def test_a_hearing_postponed_without_a_time_gets_one_later(board: Board, staff: Staff) -> None:
    """First "not fixed yet", then the new time: both steps are kept."""
    # Guard: hearings/schedule.py:postpone_hearing - a hearing without a time could only be cancelled.
    made = announced(board, staff)
    with board.desk(staff.clerk) as desk:
        open_ended = postpone_hearing(desk, made.id, None, "台风")
    assert open_ended.held_at is None
    later = HELD + timedelta(days=14)
    with board.desk(staff.clerk) as desk:
        fixed = postpone_hearing(desk, made.id, later, "台风已过")
    assert fixed.held_at == later
    assert [(step.was, step.now) for step in fixed.moved] == [(HELD, None), (HELD, later)]


def test_a_new_time_within_the_notice_period_is_refused(board: Board, staff: Staff) -> None:
    """Postponing is no way around the notice."""
    made = announced(board, staff)
    with pytest.raises(NoticeTooShort), board.desk(staff.director) as desk:
        postpone_hearing(desk, made.id, instant(TODAY + timedelta(days=3)), "提前")


def test_a_cancelled_hearing_says_why_and_is_over(board: Board, staff: Staff) -> None:
    """It is told, and neither recorded nor moved after that."""
    made = announced(board, staff)
    with board.desk(staff.director) as desk:
        cancelled = cancel_hearing(desk, made.id, "上级另有安排")
    assert (cancelled.status, cancelled.reason) == (HearingStatus.CANCELLED, "上级另有安排")
    assert told(board, made.id)[-1] == "Cancelled: {matter}. {reason}"
    for act in (
        lambda desk: cancel_hearing(desk, made.id, "再次"),
        lambda desk: postpone_hearing(desk, made.id, None, "再次"),
        lambda desk: record_hearing_result(desk, made.id, hearing_result(HELD)),
        lambda desk: confirm_hearing(desk, made.id),
    ):
        with pytest.raises(WrongMoment), board.desk(staff.director) as desk:
            act(desk)


def test_what_is_recorded_is_told_to_nobody_before_a_second_person_confirmed(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Four eyes: the result has no publication day and no notice until then."""
    # Guard: hearings/service.py:record_hearing_result - one person publishes a result.
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=21), 17)
    recorded = record(board, staff.clerk, made.id)
    assert recorded.status is HearingStatus.RECORDED
    assert recorded.result_published_on is None
    assert len(told(board, made.id)) == 1
    published = confirm(board, staff.overseer, made.id)
    assert published.status is HearingStatus.PUBLISHED
    assert (published.recorded_by, published.confirmed_by) == (staff.clerk.id, staff.overseer.id)
    assert published.result_published_on == clock.today()
    assert told(board, made.id)[-1] == "Result of the hearing: {matter}: {conclusion}."


def test_a25_who_recorded_does_not_confirm(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A25: the second signature is another person's, whatever roles the first one has."""
    # Guard: hearings/service.py:confirm_hearing - one member is both pairs of eyes.
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=21), 17)
    record(board, staff.director, made.id)
    with pytest.raises(SamePerson):
        confirm(board, staff.director, made.id)
    for who in (staff.clerk, staff.villager, staff.township):
        with pytest.raises(NotPermitted):
            confirm(board, who, made.id)
    confirm(board, staff.secretary, made.id)


def test_a25_a_result_is_recorded_once(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A25: "passed" is not recorded a second time, neither before nor after it was confirmed."""
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=21), 17)
    record(board, staff.clerk, made.id)
    with pytest.raises(WrongMoment):
        record(board, staff.secretary, made.id)
    confirm(board, staff.overseer, made.id)
    for act in (record, confirm):
        with pytest.raises(WrongMoment):
            act(board, staff.secretary, made.id)


def test_p3_saturday_s_hearing_is_typed_on_monday(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P3: recording later is lawful; both times are kept, and it is marked 补录."""
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=23), 8)
    recorded = record(board, staff.clerk, made.id)
    assert recorded.held_at == HELD
    assert recorded.recorded_at == clock.now()
    assert was_recorded_later(recorded.held_at, recorded.recorded_at)


@pytest.mark.parametrize(
    ("held", "error"),
    [(TODAY + timedelta(days=22), NotYetHeld), (TODAY - timedelta(days=1), BeforeNotice)],
)
def test_p3_a_result_of_tomorrow_or_of_before_the_notice_is_refused(
    board: Board, staff: Staff, clock: GivenClock, held: date, error: type[Exception]
) -> None:
    """P3, A25: neither in advance nor back-dated."""
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=21), 23)
    with pytest.raises(error):
        record(board, staff.clerk, made.id, hearing_result(instant(held, 9)))
    assert board.records().get(Hearing, made.id) == made


@pytest.mark.parametrize(
    ("counts", "error"),
    [
        (Counts(20, 13, 13), QuorumMissed),
        (Counts(20, 21, 20), CountsWrong),
        (Counts(20, 18, 15, 4, 1), CountsWrong),
    ],
)
def test_counts_that_bear_no_conclusion_are_refused_whole(
    board: Board, staff: Staff, clock: GivenClock, counts: Counts, error: type[Exception]
) -> None:
    """Nothing of a refused result is kept."""
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=21), 17)
    with pytest.raises(error):
        record(board, staff.clerk, made.id, hearing_result(HELD, counts))
    assert board.records().get(Hearing, made.id) == made


def test_a_hearing_without_quorum_is_published_as_such(board: Board, staff: Staff, clock: GivenClock) -> None:
    """13 of 20: no conclusion, and the people are told how many came."""
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=21), 17)
    record(board, staff.clerk, made.id, hearing_result(HELD, Counts(20, 13), None))
    published = confirm(board, staff.overseer, made.id)
    assert published.status is HearingStatus.NO_QUORUM
    assert published.conclusion is None
    assert told(board, made.id)[-1] == "Hearing without quorum: {matter}. {present} of {due} came."


@pytest.mark.parametrize("conclusion", list(HearingConclusion))
def test_no_conclusion_of_a_hearing_makes_a_resolution(
    board: Board, staff: Staff, clock: GivenClock, conclusion: HearingConclusion
) -> None:
    """Facts 0.2: whatever it comes to, nothing is decided and nothing can be carried out."""
    # Guard: hearings/service.py:confirm_hearing - a hearing stands in for the assembly.

    made = announced(board, staff, amount=9_000_000)
    clock.move(TODAY + timedelta(days=21), 17)
    record(board, staff.clerk, made.id, hearing_result(HELD, conclusion=conclusion))
    confirm(board, staff.overseer, made.id)
    assert board.records().count(Resolution) == 0
    with pytest.raises(NotFound), board.desk(staff.director) as desk:
        start_execution(desk, made.id)


def test_a4_what_was_typed_is_cleaned_before_it_is_kept(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A4, A5: escape sequences and bidi marks in reasons and changes do not reach the store."""
    made = announced(board, staff)
    with board.desk(staff.clerk) as desk:
        moved = postpone_hearing(desk, made.id, HELD + timedelta(days=1), "台风\x1b[2J\u202e")
    assert moved.reason == "台风[2J"
    clock.move(TODAY + timedelta(days=22), 17)
    result = replace(
        hearing_result(HELD + timedelta(days=1), conclusion=HearingConclusion.PASSED_WITH_CHANGES),
        changes="改为\u202e八米\x9b",
    )
    assert record(board, staff.clerk, made.id, result).changes == "改为八米"


def test_what_was_said_is_kept_with_slip_numbers(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P10: a speaker is named in public by the speaker's own choice only."""
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=21), 17)
    said = (Statement(1, "村民代表", Stance.CHANGE, "灯杆改到路北", speaker="李阿福"),)
    recorded = record(board, staff.clerk, made.id, replace(hearing_result(HELD), statements=said))
    assert recorded.statements == said
    assert not recorded.statements[0].named_in_public
    assert "李阿福" not in " ".join(recorded.words())


def test_a_draft_of_a_hearing_is_not_public(board: Board) -> None:
    """Before its notice nobody outside sees it."""
    assert not a_hearing().public
