"""A resolution from the convened meeting to its final cost."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tinydb import where

from tests.support.builders import TODAY, Staff, a_hearing, announced, convened, hearing_result, keep, passed
from tests.support.clocks import GivenClock
from village_board.base.clock import instant
from village_board.base.errors import NumberTaken
from village_board.board import Board
from village_board.hearings.carrying_out import approve_variation, close_execution, start_execution
from village_board.hearings.cases import GuardRefused, StepFacts
from village_board.hearings.model import (
    Body,
    HearingConclusion,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
    Variation,
)
from village_board.hearings.objections import object_to
from village_board.hearings.resolutions import confirm_resolution, record_resolution
from village_board.hearings.rules import (
    Counts,
    CountsWrong,
    HearingNeeded,
    NoticePeriodOver,
    NoticeTooShort,
    NotYetHeld,
    WrongMoment,
)
from village_board.hearings.schedule import recall_meeting
from village_board.hearings.service import confirm_hearing, record_hearing_result
from village_board.notices.model import Notice
from village_board.people.model import Actor
from village_board.people.service import SamePerson

MEETING = TODAY + timedelta(days=12)


def record(board: Board, who: Actor, record_id: str, counts: Counts) -> Resolution:
    """Record a vote of the meeting day as `who`."""
    with board.desk(who) as desk:
        return record_resolution(desk, record_id, MEETING, counts)


def confirm(board: Board, who: Actor, record_id: str) -> Resolution:
    """Confirm as `who`."""
    with board.desk(who) as desk:
        return confirm_resolution(desk, record_id)


def heard_and_agreed(board: Board, staff: Staff, clock: GivenClock, conclusion: HearingConclusion) -> str:
    """Return the number of a hearing that was held and confirmed; the clock is back at its start."""
    made = announced(board, staff, held_at=instant(TODAY + timedelta(days=7), 14))
    clock.move(TODAY + timedelta(days=7), 18)
    with board.desk(staff.clerk) as desk:
        record_hearing_result(desk, made.id, hearing_result(made.held_at, conclusion=conclusion))
    with board.desk(staff.overseer) as desk:
        confirm_hearing(desk, made.id)
    return made.number


@pytest.mark.parametrize(
    ("counts", "result", "status"),
    [
        (Counts(42, 28, 15, 13), ResolutionResult.PASSED, ResolutionStatus.PUBLIC),
        (Counts(42, 28, 14, 10, 4), ResolutionResult.REJECTED, ResolutionStatus.REJECTED),
        (Counts(42, 25, 25), ResolutionResult.NO_QUORUM, ResolutionStatus.NO_QUORUM),
    ],
)
def test_the_result_follows_from_the_counts_alone(
    board: Board,
    staff: Staff,
    clock: GivenClock,
    counts: Counts,
    result: ResolutionResult,
    status: ResolutionStatus,
) -> None:
    """Nobody types "passed": the board reckons it by the body's rule (A25)."""
    # Guard: hearings/resolutions.py:record_resolution - A25, "passed" without quorum.
    made = convened(board, staff)
    clock.move(MEETING)
    recorded = record(board, staff.clerk, made.id, counts)
    assert (recorded.result, recorded.status) == (result, ResolutionStatus.RECORDED)
    assert recorded.published_on is None
    confirmed = confirm(board, staff.overseer, made.id)
    assert confirmed.status is status
    assert confirmed.published_on == MEETING


def test_the_members_assembly_needs_two_thirds_of_all(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P7: 399 of 600 members do not pass what 400 pass, though only 420 came."""
    for number, votes, result in (
        ("1", 399, ResolutionResult.REJECTED),
        ("2", 400, ResolutionResult.PASSED),
    ):
        clock.move(TODAY)
        made = convened(board, staff, number=number, body=Body.MEMBERS_ASSEMBLY)
        clock.move(MEETING)
        assert record(board, staff.clerk, made.id, Counts(600, 420, votes)).result is result


def test_land_for_an_outsider_needs_two_thirds_of_all(board: Board, staff: Staff, clock: GivenClock) -> None:
    """28 of 42, where 16 would have passed a matter of the village's own."""
    made = convened(board, staff, outside_collective=True)
    clock.move(MEETING)
    assert record(board, staff.clerk, made.id, Counts(42, 30, 27, 3)).result is ResolutionResult.REJECTED


def test_an_assembly_of_all_is_convened_ten_days_before(board: Board, staff: Staff) -> None:
    """Organic Law: ten days of notice; nine are refused."""
    with pytest.raises(NoticeTooShort) as failed:
        convened(board, staff, body=Body.VILLAGERS_ASSEMBLY, meeting_on=TODAY + timedelta(days=9))
    assert failed.value.facts["needed"] == 10
    convened(board, staff, body=Body.VILLAGERS_ASSEMBLY, meeting_on=TODAY + timedelta(days=10))


def test_a_meeting_is_convened_once_with_a_day_and_a_number_of_its_own(board: Board, staff: Staff) -> None:
    """A second resolution of the same number is refused."""
    with pytest.raises(WrongMoment):
        convened(board, staff, meeting_on=None)
    made = convened(board, staff)
    with pytest.raises(NumberTaken):
        convened(board, staff, matter="另一件事")
    with pytest.raises(WrongMoment):
        convened(board, staff, rev=made.rev)


def test_h01_a_large_matter_is_not_convened_unheard(board: Board, staff: Staff, clock: GivenClock) -> None:
    """H01: 50,000 yuan without a hearing, with an unknown one or with a rejected one are refused."""
    for hearing in ("", "2026-99"):
        with pytest.raises(HearingNeeded):
            convened(board, staff, amount=5_000_000, hearing=hearing)
    number = heard_and_agreed(board, staff, clock, HearingConclusion.REJECTED)
    with pytest.raises(HearingNeeded):
        convened(board, staff, amount=5_000_000, hearing=number, meeting_on=clock.today())
    convened(board, staff, amount=5_000_000, hearing_waived="抢修塌方", meeting_on=clock.today())


def test_h01_after_its_hearing_it_is_convened(board: Board, staff: Staff, clock: GivenClock) -> None:
    """H01: the confirmed hearing opens the way."""
    number = heard_and_agreed(board, staff, clock, HearingConclusion.PASSED_WITH_CHANGES)
    made = convened(board, staff, amount=5_000_000, hearing=number, meeting_on=clock.today() + timedelta(days=5))
    assert made.status is ResolutionStatus.CONVENED


def test_a25_who_recorded_the_vote_does_not_confirm_it(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A25: another person signs."""
    # Guard: hearings/resolutions.py:confirm_resolution - one member decides for the village.
    made = convened(board, staff)
    clock.move(MEETING)
    record(board, staff.secretary, made.id, Counts(42, 30, 30))
    with pytest.raises(SamePerson):
        confirm(board, staff.secretary, made.id)
    confirm(board, staff.director, made.id)
    with pytest.raises(WrongMoment):
        confirm(board, staff.overseer, made.id)


def test_a_vote_of_the_future_or_with_wrong_counts_is_refused(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P3, and nothing of it is kept."""
    made = convened(board, staff)
    with pytest.raises(NotYetHeld):
        record(board, staff.clerk, made.id, Counts(42, 30, 30))
    clock.move(MEETING)
    for counts in (Counts(42, 43, 1), Counts(0, 0), Counts(42, 30, 31)):
        with pytest.raises(CountsWrong):
            record(board, staff.clerk, made.id, counts)
    assert board.records().get(Resolution, made.id) == made


def test_after_a_meeting_without_quorum_the_body_meets_again(board: Board, staff: Staff, clock: GivenClock) -> None:
    """25 of 42, and a week later 30: the matter is not lost."""
    made = convened(board, staff)
    clock.move(MEETING)
    record(board, staff.clerk, made.id, Counts(42, 25, 25))
    confirm(board, staff.overseer, made.id)
    with board.desk(staff.clerk) as desk:
        recall_meeting(desk, made.id, MEETING + timedelta(days=7), "改期再开")
    clock.move(MEETING + timedelta(days=7))
    with board.desk(staff.clerk) as desk:
        record_resolution(desk, made.id, clock.today(), Counts(42, 30, 29, 1))
    again = confirm(board, staff.overseer, made.id)
    assert again.status is ResolutionStatus.PUBLIC
    assert [missed.present for missed in again.missed] == [25]


def test_a_rejected_matter_goes_no_further(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Neither voted on again under the same number, nor carried out."""
    made = convened(board, staff)
    clock.move(MEETING)
    record(board, staff.clerk, made.id, Counts(42, 30, 2, 28))
    confirm(board, staff.overseer, made.id)
    clock.move(MEETING + timedelta(days=30))
    for act in (
        lambda desk: record_resolution(desk, made.id, clock.today(), Counts(42, 42, 42)),
        lambda desk: start_execution(desk, made.id),
        lambda desk: object_to(desk, made.id, "不同意"),
    ):
        with pytest.raises(WrongMoment), board.desk(staff.director) as desk:
            act(desk)


@pytest.mark.parametrize(("days", "over"), [(7, False), (8, True)])
def test_nothing_is_carried_out_before_the_notice_period_is_over(
    board: Board, staff: Staff, clock: GivenClock, days: int, over: bool
) -> None:
    """Published on day 0: on day 7 it can still be objected to, on day 8 work may begin."""
    # Guard: hearings/guards/notice_period.py:notice_period_over - the money is spent before anybody may object.
    made = passed(board, staff, clock)
    clock.move(MEETING + timedelta(days=days))
    if over:
        with pytest.raises(NoticePeriodOver), board.desk(staff.villager) as desk:
            object_to(desk, made.id, "太晚")
        with board.desk(staff.director) as desk:
            assert start_execution(desk, made.id).executing_since == clock.today()
        return
    with pytest.raises(GuardRefused, match="runs to 2026-09-20"), board.desk(staff.director) as desk:
        start_execution(desk, made.id)
    with board.desk(staff.villager) as desk:
        assert object_to(desk, made.id, "路灯太密").resolution.status is ResolutionStatus.OBJECTED


def executing(board: Board, staff: Staff, clock: GivenClock, **values: object) -> Resolution:
    """Return a resolution that is being carried out."""
    made = passed(board, staff, clock, **values)
    clock.move(MEETING + timedelta(days=8))
    with board.desk(staff.director) as desk:
        return start_execution(desk, made.id, StepFacts(reason="村民自建，不签合同"))


def test_p4_variations_and_final_cost(board: Board, staff: Staff, clock: GivenClock) -> None:
    """P4: decided 40,000.00, a variation of 3,000.00: 43,000.00 may be paid; the cost is published."""
    made = executing(board, staff, clock, amount=4_000_000)
    variation = Variation(clock.today(), 300_000, "加装两盏", "村民代表会议")
    with board.desk(staff.director) as desk:
        assert approve_variation(desk, made.id, variation).decided_amount == 4_300_000
    clock.advance(timedelta(days=40))
    with pytest.raises(NotYetHeld), board.desk(staff.director) as desk:
        close_execution(desk, made.id, clock.today() + timedelta(days=1), 4_250_000)
    signed = StepFacts(signers=("1001", "1003"), minutes="验收单存档案柜")
    with board.desk(staff.director) as desk:
        closed = close_execution(desk, made.id, clock.today(), 4_250_000, signed)
    assert (closed.status, closed.final_cost) == (ResolutionStatus.CLOSED, 4_250_000)
    assert closed.result_published_on == clock.today()
    told = [n.message.msgid for n in board.records().find(Notice, where("subject") == made.id)]
    assert told[-2:] == [
        "Variation approved: {matter}, {amount}. {reason}",
        "Carried out: {matter}. Final cost {amount}.",
    ]


def test_only_what_is_being_carried_out_is_varied_or_closed(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Not before it began, and not again after it ended."""
    made = passed(board, staff, clock)
    variation = Variation(TODAY, 1, "", "")
    for _ in range(2):
        for act in (
            lambda desk: approve_variation(desk, made.id, variation),
            lambda desk: close_execution(desk, made.id, clock.today(), 1),
        ):
            with pytest.raises(WrongMoment), board.desk(staff.director) as desk:
                act(desk)
        keep(board, replace(board.records().get(Resolution, made.id), status=ResolutionStatus.CLOSED))


def test_a26_a_published_result_stays_in_the_log_whatever_comes_after(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """A26: each step is an entry; nothing is taken back by a later one."""
    made = executing(board, staff, clock)
    acts = [e["record"]["act"] for e in board.db.table("log") if made.id in {row[1] for row in e["record"]["rows"]}]
    assert acts == ["convene_meeting", "record_resolution", "confirm_resolution", "start_execution"]


def test_a_hearing_builder_is_a_lawful_one() -> None:
    """The builders of these tests do not themselves break the rules."""
    assert a_hearing().due == 20
