"""A meeting that was announced changes: put off, moved, called again, cancelled, sent back (issue 4.6)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from tinydb import where

from tests.support.builders import TODAY, Staff, announced, convened, hearing_result
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.base.errors import Refused
from village_board.board import Board
from village_board.desk import Desk
from village_board.hearings.changes import changes_of
from village_board.hearings.model import Body, Hearing, HearingStatus, Resolution, ResolutionResult, ResolutionStatus
from village_board.hearings.resolutions import confirm_resolution, record_resolution, send_back_resolution
from village_board.hearings.rules import Counts, NoticeTooShort, NotYetHeld, WrongMoment
from village_board.hearings.schedule import (
    cancel_meeting,
    move_hearing,
    move_meeting,
    postpone_hearing,
    postpone_meeting,
    recall_hearing,
    recall_meeting,
)
from village_board.hearings.service import confirm_hearing, record_hearing_result, send_back_hearing
from village_board.hearings.times import (
    AdjournedTooLong,
    MoveReasonMissing,
    NothingMoved,
    NoticeEndsLater,
    NotYetBegun,
    SendBackReasonMissing,
    TimePast,
)
from village_board.notices.model import Notice
from village_board.people.model import Actor
from village_board.people.service import SamePerson

#: A Tuesday; so are these, and a day that begins on one.
HELD = instant(TODAY + timedelta(days=21), 14, 30)
MISSED = Counts(20, 13, 9, 3, 1)
ALL_CAME = Counts(42, 40, 30, 8, 2)


def do(board: Board, who: Actor, act: Callable[[Desk], Any]) -> Any:
    """Do `act` in one unit of work."""
    with board.desk(who) as desk:
        return act(desk)


def told(board: Board, record: str) -> list[str]:
    """Return what was told of a record, in English."""
    return [str(notice.message) for notice in board.records().find(Notice, where("subject") == record)]


def without_quorum(board: Board, staff: Staff, clock: GivenClock) -> Hearing:
    """Return a hearing to which too few came; the clock stands on its evening."""
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=21), 18)
    do(board, staff.clerk, lambda desk: record_hearing_result(desk, made.id, hearing_result(HELD, MISSED, None)))
    return do(board, staff.overseer, lambda desk: confirm_hearing(desk, made.id))


def test_a_moved_hearing_says_from_where_to_where(board: Board, staff: Staff) -> None:
    """Another place alone, then another time alone: both are kept with the reason, and told."""
    # Guard: hearings/schedule.py:_move - people stand before the wrong door.
    made = announced(board, staff)
    moved = do(board, staff.clerk, lambda desk: move_hearing(desk, made.id, "屋顶漏雨", place="学校礼堂"))
    assert (moved.status, moved.held_at, moved.place) == (HearingStatus.MOVED, HELD, "学校礼堂")
    assert (moved.moved[0].place_was, moved.moved[0].place_now) == ("村委会会议室", "学校礼堂")
    later = HELD + timedelta(days=1)
    moved = do(board, staff.clerk, lambda desk: move_hearing(desk, made.id, "停电", when=later))
    assert (moved.held_at, moved.place, moved.reason) == (later, "学校礼堂", "停电")
    assert (moved.moved[1].was, moved.moved[1].now, moved.moved[1].place_now) == (HELD, later, "")
    assert [sentence.partition(":")[0] for sentence in told(board, made.id)] == ["Hearing", "Moved", "Moved"]
    assert "学校礼堂" in told(board, made.id)[1]


@pytest.mark.parametrize(
    ("act", "error", "facts"),
    [
        (lambda desk, id_: move_hearing(desk, id_, "为什么"), NothingMoved, {}),
        (lambda desk, id_: move_hearing(desk, id_, "为什么", when=HELD, place="村委会会议室"), NothingMoved, {}),
        (lambda desk, id_: move_hearing(desk, id_, " \u200b", place="礼堂"), MoveReasonMissing, {}),
        (lambda desk, id_: postpone_hearing(desk, id_, None, ""), MoveReasonMissing, {}),
        (
            lambda desk, id_: move_hearing(desk, id_, "提前", when=instant(TODAY, 8)),
            TimePast,
            {"when": instant(TODAY, 8), "now": instant(TODAY, 9)},
        ),
        (
            lambda desk, id_: move_hearing(desk, id_, "提前", when=instant(TODAY + timedelta(days=6))),
            NoticeTooShort,
            {"days": 6, "needed": 7},
        ),
        (lambda desk, id_: recall_hearing(desk, id_, HELD, "再开"), WrongMoment, {}),
        (lambda desk, id_: send_back_hearing(desk, id_, "错了"), WrongMoment, {}),
    ],
)
def test_what_cannot_be_moved_is_refused_with_the_numbers(
    board: Board, staff: Staff, act: Callable[[Desk, str], object], error: type[Refused], facts: dict[str, object]
) -> None:
    """Nothing of a refused change is kept, and nobody is told."""
    # Guard: hearings/schedule.py:_check_time - a hearing is moved to yesterday, or before anybody can know.
    made = announced(board, staff)
    with pytest.raises(error) as failed:
        do(board, staff.director, lambda desk: act(desk, made.id))
    assert facts.items() <= failed.value.facts.items()
    assert board.records().get(Hearing, made.id) == made
    assert len(told(board, made.id)) == 1


@pytest.mark.parametrize(
    ("notice", "held", "earliest"),
    [
        # Friday 4 September + 7 days is Friday the 11th.
        (date(2026, 9, 4), date(2026, 9, 11), None),
        # Saturday 5 + 7 is a Saturday: the period ends on Monday the 14th.
        (date(2026, 9, 5), date(2026, 9, 12), date(2026, 9, 14)),
        (date(2026, 9, 5), date(2026, 9, 14), None),
        # Friday 25 September + 7 is 2 October, in the holidays up to the 7th; Thursday the 8th is worked.
        (date(2026, 9, 25), date(2026, 10, 2), date(2026, 10, 8)),
        (date(2026, 9, 25), date(2026, 10, 7), date(2026, 10, 8)),
        (date(2026, 9, 25), date(2026, 10, 8), None),
        # The period ended before: a Saturday is a day for a hearing.
        (date(2026, 9, 4), date(2026, 9, 12), None),
    ],
)
def test_a_notice_does_not_end_on_a_day_off(
    board: Board, staff: Staff, clock: GivenClock, notice: date, held: date, earliest: date | None
) -> None:
    """Facts 1.7 (Civil Code arts. 201, 203): seven natural days, and on to the next day that is worked."""
    # Guard: hearings/times.py:notice_ends - with plain days a notice ends in the middle of the holidays.
    clock.move(notice)
    if earliest is None:
        announced(board, staff, held_at=instant(held, 9))
        return
    with pytest.raises(NoticeEndsLater) as failed:
        announced(board, staff, held_at=instant(held, 9))
    assert failed.value.facts["earliest"] == earliest


def test_a_hearing_without_quorum_is_called_again_and_keeps_its_counts(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """13 of 20 stay written; the second sitting is counted by itself, from a notice of its own."""
    # Guard: hearings/schedule.py:missed_sitting - the second count wipes out the first.
    missed = without_quorum(board, staff, clock)
    again_at = instant(clock.today() + timedelta(days=8), 14)
    again = do(board, staff.clerk, lambda desk: recall_hearing(desk, missed.id, again_at, "到会人数不足"))
    assert (again.status, again.held_at, again.notice_on) == (HearingStatus.ANNOUNCED, again_at, clock.today())
    assert (again.present, again.in_favour, again.due, again.confirmed_by) == (0, 0, 20, "")
    (sitting,) = again.missed
    assert (sitting.held_at, sitting.due, sitting.present, sitting.in_favour) == (HELD, 20, 13, 9)
    assert (sitting.recorded_by, sitting.confirmed_by) == (staff.clerk.id, staff.overseer.id)
    assert (sitting.notice_on, sitting.published_on) == (TODAY, clock.today())
    clock.move(clock.today() + timedelta(days=8), 17)
    do(board, staff.clerk, lambda desk: record_hearing_result(desk, again.id, hearing_result(again_at)))
    held = do(board, staff.overseer, lambda desk: confirm_hearing(desk, again.id))
    assert (held.status, held.present, len(held.missed)) == (HearingStatus.PUBLISHED, 18, 1)


@pytest.mark.parametrize(("days", "error"), [(6, NoticeTooShort), (7, None), (16, None), (17, AdjournedTooLong)])
def test_a_missed_hearing_goes_on_within_fifteen_days(
    board: Board, staff: Staff, clock: GivenClock, days: int, error: type[Refused] | None
) -> None:
    """Facts 1.7: with a notice of its own, and not later than `hearing.adjourn_days`.

    The fifteenth day, 7 October, is the last of the holidays: the period ends on the 8th.
    """
    # Guard: hearings/times.py:check_adjourned - a hearing without quorum is put off for ever.
    missed = without_quorum(board, staff, clock)  # a Tuesday
    when = instant(clock.today() + timedelta(days=days), 9)
    act = lambda desk: recall_hearing(desk, missed.id, when, "到会人数不足")  # noqa: E731
    if error is None:
        do(board, staff.clerk, act)
        return
    with pytest.raises(error) as failed:
        do(board, staff.clerk, act)
    assert failed.value.facts.items() >= ({"days": 6, "needed": 7} if days == 6 else {"days": 15}).items()


def test_a_hearing_that_had_begun_is_put_off_by_fifteen_days_at_most(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """An adjourned hearing (its hour has come) is bound by the limit; one put off before its day is not."""
    made, other = announced(board, staff), announced(board, staff, number="2")
    far = HELD + timedelta(days=20)
    do(board, staff.clerk, lambda desk: postpone_hearing(desk, other.id, far, "等图纸"))
    clock.move(TODAY + timedelta(days=21), 15)
    with pytest.raises(AdjournedTooLong):
        do(board, staff.clerk, lambda desk: postpone_hearing(desk, made.id, far, "争执不下"))
    do(board, staff.clerk, lambda desk: postpone_hearing(desk, made.id, HELD + timedelta(days=15), "争执不下"))


def test_a_hearing_put_off_without_a_time_is_called_again(board: Board, staff: Staff) -> None:
    """It has no time until then; its history says from when to when."""
    made = announced(board, staff)
    waiting = do(board, staff.clerk, lambda desk: postpone_hearing(desk, made.id, None, "台风"))
    assert waiting.meeting is None
    with pytest.raises(WrongMoment):
        do(board, staff.clerk, lambda desk: move_hearing(desk, made.id, "换地方", place="礼堂"))
    again = do(board, staff.clerk, lambda desk: recall_hearing(desk, made.id, HELD, "台风已过", place="礼堂"))
    assert (again.status, again.held_at, again.place) == (HearingStatus.ANNOUNCED, HELD, "礼堂")
    assert [(step.was, step.now) for step in again.moved] == [(HELD, None), (HELD, HELD)]
    assert again.missed == ()


def test_p3_a_result_of_an_hour_that_has_not_come_is_refused(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P3: on its own day, but before its hour, a hearing was not held yet."""
    # Guard: hearings/times.py:check_begun - a result is typed in the morning, before anybody came.
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=21), 14, 29)
    with pytest.raises(NotYetBegun) as failed:
        do(board, staff.clerk, lambda desk: record_hearing_result(desk, made.id, hearing_result(HELD)))
    assert isinstance(failed.value, NotYetHeld)
    assert (failed.value.facts["when"], failed.value.facts["now"]) == (HELD, clock.now())
    clock.move(TODAY + timedelta(days=21), 14, 30)
    do(board, staff.clerk, lambda desk: record_hearing_result(desk, made.id, hearing_result(HELD)))


def test_a_wrong_record_goes_back_to_where_it_was(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The second person sends it back with the reason: the announced time stands again, and it is recorded anew."""
    # Guard: hearings/service.py:send_back_hearing - a typing mistake could only be confirmed.
    made = announced(board, staff, due=25)
    postponed = do(board, staff.clerk, lambda desk: postpone_hearing(desk, made.id, HELD + timedelta(1), "下雨"))
    clock.move(TODAY + timedelta(days=23), 9)
    wrong = hearing_result(HELD)
    recorded = do(board, staff.clerk, lambda desk: record_hearing_result(desk, made.id, wrong))
    for who, reason, error in (
        (staff.overseer, "", SendBackReasonMissing),
        (staff.clerk, "错了", Refused),
    ):
        with pytest.raises(error):
            do(board, who, lambda desk, reason=reason: send_back_hearing(desk, made.id, reason))
    back = do(board, staff.overseer, lambda desk: send_back_hearing(desk, made.id, "到会人数数错了"))
    assert (back.status, back.held_at, back.due, back.present) == (HearingStatus.POSTPONED, postponed.held_at, 25, 0)
    assert (back.conclusion, back.recorded_by, back.recorded_at, back.before) == (None, "", None, None)
    (note,) = back.sent_back
    assert (note.by, note.reason, note.on) == (staff.overseer.id, "到会人数数错了", clock.now())
    assert recorded.rev < back.rev
    assert len(told(board, made.id)) == 2
    with pytest.raises(WrongMoment):
        do(board, staff.overseer, lambda desk: confirm_hearing(desk, made.id))
    do(board, staff.clerk, lambda desk: record_hearing_result(desk, made.id, hearing_result(HELD + timedelta(1))))
    do(board, staff.overseer, lambda desk: confirm_hearing(desk, made.id))


def test_a25_who_recorded_does_not_send_back(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A25: sending back is the second person's word, as confirming is."""
    made = announced(board, staff)
    clock.move(TODAY + timedelta(days=21), 17)
    do(board, staff.director, lambda desk: record_hearing_result(desk, made.id, hearing_result(HELD)))
    with pytest.raises(SamePerson):
        do(board, staff.director, lambda desk: send_back_hearing(desk, made.id, "错了"))


# The meeting of a resolution: the same acts


def test_a_meeting_is_put_off_moved_and_cancelled(board: Board, staff: Staff) -> None:
    """A day alone, a day with its hour, a place: told in these words, and over when it is cancelled."""
    # Guard: hearings/schedule.py:_with - the day of the meeting and its hour drift apart.
    made = convened(board, staff)
    day = TODAY + timedelta(days=14)
    off = do(board, staff.clerk, lambda desk: postpone_meeting(desk, made.id, None, "台风"))
    assert (off.status, off.meeting_on, off.meeting) == (ResolutionStatus.POSTPONED, None, None)
    again = do(board, staff.clerk, lambda desk: recall_meeting(desk, made.id, day, "台风已过"))
    assert (again.status, again.meeting_on, again.meeting_at) == (ResolutionStatus.CONVENED, day, None)
    at = instant(day, 19, 30)
    moved = do(board, staff.clerk, lambda desk: move_meeting(desk, made.id, "白天要收稻", when=at, place="祠堂"))
    assert (moved.status, moved.meeting_on, moved.meeting_at) == (ResolutionStatus.MOVED, day, at)
    assert (moved.moved[-1].was, moved.moved[-1].now) == (instant(day, 9), at)
    gone = do(board, staff.director, lambda desk: cancel_meeting(desk, made.id, "方案撤回"))
    assert (gone.status, gone.meeting) == (ResolutionStatus.CANCELLED, None)
    kinds = [sentence.partition(":")[0] for sentence in told(board, made.id)]
    assert kinds[1:] == ["Postponed", "Called again", "Moved", "Cancelled"]
    with pytest.raises(WrongMoment):
        do(board, staff.director, lambda desk: record_resolution(desk, made.id, TODAY, ALL_CAME))


def test_a_meeting_keeps_its_ten_days_when_it_is_moved(board: Board, staff: Staff) -> None:
    """The villagers' assembly is convened ten days before; moving it is no way around that."""
    made = convened(board, staff, body=Body.VILLAGERS_ASSEMBLY)
    with pytest.raises(NoticeTooShort) as failed:
        do(board, staff.clerk, lambda desk: move_meeting(desk, made.id, "提前", when=TODAY + timedelta(days=9)))
    assert failed.value.facts["needed"] == 10


def test_a_meeting_of_a_known_hour_is_not_recorded_before_it(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P3: on the day, before the hour."""
    at = instant(TODAY + timedelta(days=13), 19)
    made = convened(board, staff, meeting_on=None, meeting_at=at)
    assert made.meeting_on == TODAY + timedelta(days=13)
    clock.move(made.meeting_on, 18, 59)
    with pytest.raises(NotYetBegun):
        do(board, staff.clerk, lambda desk: record_resolution(desk, made.id, made.meeting_on, ALL_CAME))
    clock.move(made.meeting_on, 20)
    do(board, staff.clerk, lambda desk: record_resolution(desk, made.id, made.meeting_on, ALL_CAME))


def test_a_recorded_resolution_goes_back_and_is_recorded_anew(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Its day stands as it was convened; no count of the wrong record is left."""
    # Guard: hearings/resolutions.py:send_back_resolution - a wrong count could only be confirmed.
    made = convened(board, staff)
    assert made.meeting_on is not None
    clock.move(made.meeting_on + timedelta(days=2), 9)
    wrong_day = made.meeting_on + timedelta(days=1)
    do(board, staff.clerk, lambda desk: record_resolution(desk, made.id, wrong_day, ALL_CAME))
    back = do(board, staff.secretary, lambda desk: send_back_resolution(desk, made.id, "日期写错"))
    assert (back.status, back.meeting_on, back.result) == (ResolutionStatus.CONVENED, made.meeting_on, None)
    assert (back.present, back.in_favour, back.recorded_by, len(back.sent_back)) == (0, 0, "", 1)
    assert len(told(board, made.id)) == 1
    do(board, staff.clerk, lambda desk: record_resolution(desk, made.id, made.meeting_on, ALL_CAME))
    done = do(board, staff.secretary, lambda desk: confirm_resolution(desk, made.id))
    assert done.result is ResolutionResult.PASSED


def test_a_meeting_without_quorum_is_convened_again(board: Board, staff: Staff, clock: GivenClock) -> None:
    """25 of 42 stay written; the new meeting begins its notice anew."""
    made = convened(board, staff)
    assert made.meeting_on is not None
    clock.move(made.meeting_on, 20)
    do(board, staff.clerk, lambda desk: record_resolution(desk, made.id, made.meeting_on, Counts(42, 25, 25)))
    missed: Resolution = do(board, staff.overseer, lambda desk: confirm_resolution(desk, made.id))
    assert missed.status is ResolutionStatus.NO_QUORUM
    day = clock.today() + timedelta(days=3)
    again = do(board, staff.clerk, lambda desk: recall_meeting(desk, made.id, day, "人数不足"))
    assert (again.status, again.meeting_on, again.notice_on) == (ResolutionStatus.CONVENED, day, clock.today())
    assert (again.result, again.published_on, again.present) == (None, None, 0)
    assert (again.missed[0].present, again.missed[0].published_on) == (25, clock.today())


def test_a_reader_sees_what_became_of_a_meeting(board: Board, staff: Staff, clock: GivenClock) -> None:
    """From when, to where, and how often too few came; of a meeting its days."""
    # Guard: hearings/changes.py:changes_of - who looks it up does not learn that it was elsewhere before.
    missed = without_quorum(board, staff, clock)
    at = instant(clock.today() + timedelta(days=8), 14)
    do(board, staff.clerk, lambda desk: recall_hearing(desk, missed.id, at, "人数不足"))
    do(board, staff.clerk, lambda desk: move_hearing(desk, missed.id, "漏雨", place="礼堂"))
    hearing = do(board, staff.clerk, lambda desk: postpone_hearing(desk, missed.id, None, "台风"))
    assert [(change.msgid.partition(" {")[0], dict(change.facts)) for change in changes_of(hearing)] == [
        ("Place changed to", {"place": "礼堂", "reason": "漏雨"}),
        ("Moved from", {"was": at, "reason": "台风"}),
        ("Without quorum on", {"day": TODAY + timedelta(days=21), "present": 13, "due": 20}),
    ]
