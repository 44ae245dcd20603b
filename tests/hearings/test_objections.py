"""Objections inside the notice period: who is known to whom, how long they stop a case, what a clock cannot do."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import where

from tests.support.builders import TODAY, Staff, hire, keep, memory_board, passed
from tests.support.clocks import GivenClock
from village_board.base.codec import to_json
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.glance.standing import standing_of
from village_board.hearings.carrying_out import start_execution
from village_board.hearings.case import CaseState, DecisionCase
from village_board.hearings.cases import GuardRefused
from village_board.hearings.model import Resolution, ResolutionStatus
from village_board.hearings.objections import (
    AnswerMissing,
    EnoughObjections,
    NoSuchObjection,
    NotASlip,
    ObjectedBefore,
    Raised,
    StillTimeToAnswer,
    answer_due,
    answer_objection,
    can_object,
    identify_objector,
    late_by,
    notice_until,
    object_to,
    record_oversight_opinion,
    stops_until,
)
from village_board.hearings.opinions import EnoughForToday, NothingSaid, TooLong
from village_board.hearings.registrations import Applicant, NobodyNamed
from village_board.hearings.rules import NoticePeriodOver, WrongMoment
from village_board.hearings.voices import Objector
from village_board.limits.service import change_limit
from village_board.people.acts import Act
from village_board.people.model import Person


@pytest.fixture
def resolution(board: Board, staff: Staff, clock: GivenClock) -> Resolution:
    """A resolution that is published today."""
    return passed(board, staff, clock)


def by_person(board: Board, staff: Staff, made: Resolution, text: str = "路灯太密", person: str = "1005") -> Raised:
    """Raise an objection at the clerk's desk."""
    with board.desk(staff.clerk) as desk:
        return object_to(desk, made.id, text, Applicant(person=person))


def by_chat(board: Board, made: Resolution, chat: int, text: str = "太贵") -> Raised:
    """Raise an objection in a chat."""
    with board.desk() as desk:
        return object_to(desk, made.id, text, Applicant(chat=chat))


def case_state(board: Board, made: Resolution) -> CaseState:
    """Return where the case stands."""
    case = board.records().one(DecisionCase, where("number") == made.case)
    assert case is not None
    return case.state


def test_p10_the_office_knows_who_and_the_resolution_does_not(
    board: Board, staff: Staff, resolution: Resolution
) -> None:
    """P10: the name stands apart, in a record that is never public; the resolution that everybody sees has none."""
    # Guard: village_board/hearings/objections.py:object_to - `show --json` names the objector.
    raised = by_person(board, staff, resolution)
    assert (raised.number, raised.resolution.status) == (1, ResolutionStatus.OBJECTED)
    assert case_state(board, resolution) is CaseState.OBJECTED
    body = str(to_json(raised.resolution))
    assert staff.villager.id not in body
    assert "李阿福" not in body
    kept = next(board.records().all(Objector))
    assert (kept.person, kept.public) == (staff.villager.id, False)
    with pytest.raises(NobodyNamed), board.desk(staff.clerk) as desk:
        object_to(desk, resolution.id, "无名")


def test_one_person_objects_once_and_may_add_to_it(board: Board, staff: Staff, resolution: Resolution) -> None:
    """Adding keeps number and slip; after the answer a second one is refused, with the way that is left."""
    # Guard: village_board/hearings/objections.py:_objector - one person delays a matter for ever.
    first, again = by_person(board, staff, resolution), by_person(board, staff, resolution, "也太贵")
    assert (again.number, again.slip) == (first.number, first.slip)
    assert [one.content for one in again.resolution.objections] == ["路灯太密\n也太贵"]
    with board.desk(staff.director) as desk:
        answer_objection(desk, resolution.id, 1, "改为五十米")
    with pytest.raises(ObjectedBefore, match=r"no\. 1"):
        by_person(board, staff, resolution, "还是不行")
    with board.desk(staff.villager) as desk, pytest.raises(ObjectedBefore):
        object_to(desk, resolution.id, "我自己来说")


def test_p21_a_chats_objection_stops_the_case_when_it_was_shown_in_the_hall(
    board: Board, staff: Staff, resolution: Resolution
) -> None:
    """P2, P21: by chat it is kept and answered, and stops nothing; with the slip in the hall it does."""
    # Guard: village_board/hearings/objections.py:identify_objector - a stranger in the network stops the village.
    raised = by_chat(board, resolution, 5)
    assert raised.resolution.status is ResolutionStatus.PUBLIC
    assert raised.named_by == notice_until(board.records(), resolution)
    assert case_state(board, resolution) is CaseState.RESOLUTION_PUBLIC
    with board.desk(staff.clerk) as desk:
        named = identify_objector(desk, raised.slip, "1005")
    assert named.status is ResolutionStatus.OBJECTED
    assert case_state(board, resolution) is CaseState.OBJECTED
    for slip in (raised.slip, "1234567"):
        with pytest.raises(NotASlip), board.desk(staff.clerk) as desk:
            identify_objector(desk, slip, "1005")
    other = by_chat(board, resolution, 6)
    with pytest.raises(ObjectedBefore), board.desk(staff.clerk) as desk:
        identify_objector(desk, other.slip, "1005")


@pytest.mark.parametrize(("days", "over"), [(-7, False), (0, False), (1, True)])
def test_objections_are_possible_to_the_last_day(
    board: Board, staff: Staff, clock: GivenClock, days: int, over: bool
) -> None:
    """Natural days by the calendar: published on Saturday 12 September 2026, the 7th day is a Saturday and moves on."""
    # Guard: village_board/hearings/objections.py:check_in_period - somebody comes a day late, or is sent away in time.
    made = passed(board, staff, clock, meeting_on=TODAY + timedelta(days=11))
    until = notice_until(board.records(), made)
    assert until is not None
    assert until > clock.today() + timedelta(days=7)
    clock.move(until + timedelta(days=days))
    assert can_object(board.records(), made) is not over
    if over:
        with pytest.raises(NoticePeriodOver, match=until.isoformat()):
            by_person(board, staff, made)
    else:
        assert by_person(board, staff, made).number == 1


def test_a34_a_clock_that_was_set_back_reopens_nothing(
    board: Board, staff: Staff, clock: GivenClock, resolution: Resolution
) -> None:
    """A34: the period is over by the highest day that the log has seen, whatever the clock says, and stays so."""
    # Guard: village_board/records.py:Records.highest_day - whoever has the machine objects when it suits.
    until = notice_until(board.records(), resolution)
    assert until is not None
    clock.move(until + timedelta(days=1))
    keep(board, Person(number="3001", name="后来人"))
    clock.move(until)
    keep(board, Person(number="3002", name="又一人"))  # an act of the false day does not make it true
    assert board.records().highest_day(resolution.id, Act.CONFIRM_RESOLUTION) == until + timedelta(days=1)
    for attempt in (lambda: by_person(board, staff, resolution), lambda: by_chat(board, resolution, 5)):
        with pytest.raises(NoticePeriodOver):
            attempt()


def test_a34_a_clock_that_once_was_ahead_closes_no_later_period(board: Board, staff: Staff, clock: GivenClock) -> None:
    """What the log saw before the resolution was published does not count against it."""
    clock.move(TODAY + timedelta(days=3000))
    keep(board, Person(number="3001", name="早来人"))
    clock.move(TODAY)
    made = passed(board, staff, clock)
    assert by_person(board, staff, made).number == 1


@settings(max_examples=25)
@given(st.lists(st.integers(-30, 30), min_size=1, max_size=8))
def test_a34_no_walk_of_the_clock_gives_a_day_back(steps: list[int]) -> None:
    """However the clock walks: once a day after the period was seen in an act, no objection comes in any more."""
    clock = GivenClock(TODAY)
    board = memory_board(clock)
    staff = hire(board)
    made = passed(board, staff, clock)
    until, day, seen = notice_until(board.records(), made), clock.today(), clock.today()
    assert until is not None
    for number, step in enumerate(steps):
        day += timedelta(days=step)
        clock.move(day)
        seen = max(seen, day)
        try:
            by_chat(board, made, 100 + number)
        except NoticePeriodOver:
            assert seen > until
            keep(board, Person(number=f"4{number}", name="某人"))
        except EnoughForToday:
            pytest.fail("each chat asks once")
        else:
            assert seen <= until
    board.close()


# Answers


def test_an_answer_is_due_in_five_days_and_said_to_be_late(
    board: Board, staff: Staff, clock: GivenClock, resolution: Resolution
) -> None:
    """Facts 1.7: answered in five natural days; the slip says by when, then by how many days it is late."""
    raised = by_person(board, staff, resolution)
    objection = raised.resolution.objections[0]
    due = answer_due(board.records(), objection)
    assert raised.answer_due == due >= clock.today() + timedelta(days=5)
    clock.move(due + timedelta(days=3))
    assert late_by(board.records(), objection) == 3
    told = standing_of(board.records(), raised.slip)
    assert (told.due, told.late, str(told.state)) == (due, 3, "waiting for its answer")
    with board.desk(staff.director) as desk:
        answered = answer_objection(desk, resolution.id, 1, "已改，联系 13800138000")
    assert late_by(board.records(), answered.objections[0]) == 3
    assert standing_of(board.records(), raised.slip).answer == "已改，联系 138****8000"


def test_p25_two_objections_need_two_answers(
    board: Board, staff: Staff, clock: GivenClock, resolution: Resolution
) -> None:
    """P25: the first answer opens no way past the second objection; after both the period has not become shorter."""
    # Guard: village_board/hearings/objections.py:_put - work begins over an open objection.
    by_person(board, staff, resolution)
    by_person(board, staff, resolution, "费用太高", "1002")
    with board.desk(staff.director) as desk:
        assert answer_objection(desk, resolution.id, 1, "已改").status is ResolutionStatus.OBJECTED
    assert case_state(board, resolution) is CaseState.OBJECTED
    with board.desk(staff.director) as desk:
        assert answer_objection(desk, resolution.id, 2, "已减").status is ResolutionStatus.PUBLIC
    assert case_state(board, resolution) is CaseState.RESOLUTION_PUBLIC
    with pytest.raises((WrongMoment, GuardRefused)), board.desk(staff.director) as desk:
        start_execution(desk, resolution.id)


def test_answers_are_written_once_and_have_words(board: Board, staff: Staff, resolution: Resolution) -> None:
    """Neither an unknown number nor an answered one nor silence is an answer; who objects does not answer."""
    by_person(board, staff, resolution)
    for slip in (0, 2):
        with pytest.raises(NoSuchObjection, match="Open ones: 1"), board.desk(staff.director) as desk:
            answer_objection(desk, resolution.id, slip, "好")
    with pytest.raises(AnswerMissing), board.desk(staff.director) as desk:
        answer_objection(desk, resolution.id, 1, " \n")
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        answer_objection(desk, resolution.id, 1, "好")
    with board.desk(staff.director) as desk:
        answer_objection(desk, resolution.id, 1, "已改")
    with pytest.raises(NoSuchObjection, match="none"), board.desk(staff.director) as desk:
        answer_objection(desk, resolution.id, 1, "另一个答复")
    assert board.records().get(Resolution, resolution.id).objections[0].answer == "已改"


# The oversight committee


def test_p25_an_objection_stops_a_case_for_fifteen_days_at_most(
    board: Board, staff: Staff, clock: GivenClock, resolution: Resolution
) -> None:
    """P25: to the last day the committee owes an answer; after it the oversight committee lets the case go on."""
    # Guard: village_board/hearings/objections.py:record_oversight_opinion - silence wins.
    raised = by_person(board, staff, resolution)
    until = stops_until(board.records(), raised.resolution.objections[0])
    assert until >= clock.today() + timedelta(days=15)
    clock.move(until)
    with pytest.raises(StillTimeToAnswer, match=until.isoformat()), board.desk(staff.overseer) as desk:
        record_oversight_opinion(desk, resolution.id, 1, "可以继续", go_on=True)
    clock.move(until + timedelta(days=1))
    for who in (staff.director, staff.clerk):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            record_oversight_opinion(desk, resolution.id, 1, "可以继续", go_on=True)
    with board.desk(staff.overseer) as desk:
        went = record_oversight_opinion(desk, resolution.id, 1, "可以继续", go_on=True)
    assert went.status is ResolutionStatus.PUBLIC
    assert case_state(board, resolution) is CaseState.RESOLUTION_PUBLIC
    assert str(standing_of(board.records(), raised.slip).state) == "the case goes on"


def test_an_upheld_objection_sends_the_case_back_at_once(
    board: Board, staff: Staff, clock: GivenClock, resolution: Resolution
) -> None:
    """Upholding waits for nothing; the resolution is over, and nothing more is written under it."""
    raised = by_person(board, staff, resolution)
    with pytest.raises(AnswerMissing), board.desk(staff.overseer) as desk:
        record_oversight_opinion(desk, resolution.id, 1, "", go_on=False)
    with board.desk(staff.overseer) as desk:
        back = record_oversight_opinion(desk, resolution.id, 1, "程序有误", go_on=False)
    assert back.status is ResolutionStatus.RETURNED
    assert case_state(board, resolution) is CaseState.DISCUSSED
    assert standing_of(board.records(), raised.slip).answer == "程序有误"
    with pytest.raises(WrongMoment):
        by_person(board, staff, resolution, "再提", "1002")
    with pytest.raises(NoSuchObjection), board.desk(staff.director) as desk:
        answer_objection(desk, resolution.id, 1, "晚了")


# Floods


def test_a33_a_chat_objects_so_often_a_day_and_a_resolution_bears_so_many(
    board: Board, staff: Staff, clock: GivenClock, resolution: Resolution
) -> None:
    """A33: per chat and day, and per resolution; both limits are the village's, and the sentence says the number."""
    # Guard: village_board/hearings/objections.py:_raised_today - a thousand objections a minute.
    others = [passed(board, staff, clock, number=f"n{number}", matter=f"事{number}") for number in range(3)]
    for one in others:
        by_chat(board, one, 5)
    with pytest.raises(EnoughForToday, match=r"^3 "):
        by_chat(board, resolution, 5)
    with board.desk(staff.director) as desk:
        change_limit(desk, "case.objections_most", 20, clock.today(), "试验")
    for chat in range(20):
        by_chat(board, resolution, 1000 + chat)
    with pytest.raises(EnoughObjections, match=r"^20 "):
        by_person(board, staff, resolution)


def test_an_objection_has_words_and_an_end(board: Board, staff: Staff, resolution: Resolution) -> None:
    """A6: neither nothing nor a book."""
    with pytest.raises(NothingSaid):
        by_person(board, staff, resolution, "\x1b\u200b \n")
    with pytest.raises(TooLong, match="501"):
        by_person(board, staff, resolution, "字" * 501)
