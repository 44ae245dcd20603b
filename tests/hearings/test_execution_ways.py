"""The other ways to an execution: small matters, emergencies, the township's approval, imports (P4, P27)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.support.builders import TODAY, Staff, a_voucher, keep
from tests.support.clocks import GivenClock
from tests.support.works import (
    FAIL,
    NUMBER,
    PASS,
    SIGNED,
    carried_now,
    case_now,
    emergency,
    in_effect,
    running,
    small,
    voted,
)
from village_board.board import Board
from village_board.hearings.carrying_out import (
    accept_work,
    close_execution,
    count_voucher,
    publish_result,
    report_progress,
    vary,
)
from village_board.hearings.case import CaseEvent, CaseState
from village_board.hearings.cases import (
    GuardRefused,
    NotFromHere,
    StepFacts,
    take_step,
)
from village_board.hearings.execution import ExecutionState, Way
from village_board.hearings.following import renew_past_cases
from village_board.hearings.lines import line_of
from village_board.hearings.model import Body, Category, Resolution, ResolutionResult, ResolutionStatus, Variation
from village_board.hearings.rules import Counts
from village_board.hearings.selecting import (
    Selection,
    open_execution,
)
from village_board.people.acts import Act


def test_p4_a_small_matter_rests_on_its_case_alone(board: Board, staff: Staff, clock: GivenClock) -> None:
    """No resolution stands behind it: decided is the amount of the case, paid is what is counted to it."""
    small(board, staff, clock)
    keep(board, a_voucher("记-7", clock.today(), ("531", 755_000, 0), ("102", 0, 755_000)))
    with board.desk(staff.director) as desk:
        made = open_execution(desk, "S-1", Selection(way=Way.NEGOTIATED), StepFacts(reason="当场提货"))
        count_voucher(desk, "S-1", "2026/记-7")
        vary(desk, "S-1", Variation(clock.today(), 20_000, "加一根管", "两委联席会", decision="记录第3号"))
        accept_work(desk, "S-1", SIGNED)
        publish_result(desk, made.id, 755_000)
    shown = carried_now(board, "S-1")
    assert (shown.resolution, shown.paid, shown.allowed) == (None, 755_000, 780_000)
    assert shown.execution.state is ExecutionState.PUBLISHED
    assert not list(board.records().all(Resolution))


def test_p4_an_emergency_is_begun_at_once_and_ratified_later(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Spent first; the villagers ratify through an ordinary meeting, late is said so, and only then it is published."""
    # Guard: guards.py:ratified - an emergency that nobody ratified is closed like any other.
    emergency(board, staff)
    begun = clock.today()
    assert carried_now(board, "E-1").execution.state is ExecutionState.RUNNING
    with board.desk(staff.director) as desk:
        vary(desk, "E-1", Variation(clock.today(), 50_000, "多用两车石料", "村委会主任"))
        accept_work(desk, "E-1", SIGNED)
    with pytest.raises(GuardRefused, match="has not been ratified"), board.desk(staff.director) as desk:
        publish_result(desk, "E-1", 940_000)
    clock.advance(timedelta(days=40))
    late = carried_now(board, "E-1").late
    assert [(one.event, one.days) for one in late if one.event is CaseEvent.RATIFY] == [(CaseEvent.RATIFY, 3)]
    resolution = voted(board, staff, clock, PASS)
    assert (resolution.status, resolution.executing_since) == (ResolutionStatus.EXECUTING, begun)
    assert resolution.hearing_waived == "桥墩松动"
    shown = carried_now(board, "E-1")
    assert (shown.allowed, resolution.decided_amount, shown.execution.variations) == (950_000, 950_000, ())
    assert shown.ratified_late == 8
    assert shown.execution.body is Body.REPRESENTATIVE_ASSEMBLY
    with board.desk(staff.director) as desk:
        publish_result(desk, "E-1", 940_000)
    assert board.records().get(Resolution, resolution.id).status is ResolutionStatus.CLOSED


@pytest.mark.parametrize("finished", [False, True])
def test_p4_an_emergency_that_is_not_ratified_is_revoked(
    board: Board, staff: Staff, clock: GivenClock, finished: bool
) -> None:
    """Whether the work is finished or not: the villagers did not agree to it."""
    # Guard: following.py:_ratified - a refused emergency stays "work accepted" for ever.
    emergency(board, staff)
    if finished:
        with board.desk(staff.director) as desk:
            accept_work(desk, "E-1", SIGNED)
    assert voted(board, staff, clock, FAIL).status is ResolutionStatus.REJECTED
    assert case_now(board, "E-1").state is CaseState.REVOKED
    assert carried_now(board, "E-1").execution.state is ExecutionState.REVOKED
    with pytest.raises(NotFromHere), board.desk(staff.director) as desk:
        publish_result(desk, "E-1", 1)


def test_p4_an_emergency_without_quorum_waits_for_another_meeting(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Too few came: nothing is ratified and nothing revoked."""
    emergency(board, staff)
    voted(board, staff, clock, Counts(42, 20, 20))
    shown = carried_now(board, "E-1")
    assert (shown.case.state, shown.case.ratified_on) == (CaseState.EXECUTING, None)
    following = line_of(board.records(), shown.case).next
    assert following is not None
    assert following.event is CaseEvent.RATIFY


def test_p27_what_needs_the_township_waits_visibly(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Land for an outsider: the line names what it waits for; the township's number lets it begin."""
    # Guard: guards.py:township_approved - land goes out without the approval that the law asks for.
    made = in_effect(
        board, staff, clock, category=Category.LAND_CONTRACTING, outside_collective=True, body=Body.MEMBERS_ASSEMBLY
    )
    with pytest.raises(GuardRefused, match="township's approval is missing"), board.desk(staff.director) as desk:
        open_execution(desk, NUMBER)
    with board.desk(staff.clerk) as desk:
        take_step(desk, case_now(board).id, CaseEvent.REQUEST_TOWNSHIP, StepFacts())
    waits = line_of(board.records(), case_now(board)).next
    assert waits is not None
    assert waits.waits_for is not None
    assert waits.waits_for.msgid == "the township's approval, asked for on {when}"
    with board.desk(staff.township) as desk:
        take_step(desk, case_now(board).id, CaseEvent.TOWNSHIP_APPROVE, StepFacts(township_number="镇批7号"))
    with board.desk(staff.director) as desk:
        open_execution(desk, NUMBER, facts=StepFacts(reason="合同另签"))
    assert board.records().get(Resolution, made.id).township_number == "镇批7号"


def test_p27_adjusting_land_needs_the_county_too(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Two numbers, of township and county; one alone does not do."""
    # Guard: cases.py:_approved - nobody can write the county's number down, so that such a matter never begins.
    in_effect(board, staff, clock, category=Category.LAND_ADJUSTMENT, body=Body.VILLAGERS_ASSEMBLY)
    for facts, begins in ((StepFacts(township_number="镇批8号"), False), (StepFacts(county_number="县批2号"), True)):
        with board.desk(staff.township) as desk:
            take_step(desk, case_now(board).id, CaseEvent.TOWNSHIP_APPROVE, facts)
        if begins:
            with board.desk(staff.director) as desk:
                open_execution(desk, NUMBER, facts=StepFacts(reason="不动钱"))
            continue
        with pytest.raises(GuardRefused, match="county's approval is missing"), board.desk(staff.director) as desk:
            open_execution(desk, NUMBER)


def test_a_revoked_decision_is_revoked_everywhere(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Case, execution and resolution say the same."""
    running(board, staff, clock)
    with board.desk(staff.director) as desk:
        take_step(desk, case_now(board).id, CaseEvent.REVOKE, StepFacts(reason="村民会议决定", by_right="assembly"))
    shown = carried_now(board)
    assert shown.resolution is not None
    assert (shown.execution.state, shown.resolution.status) == (ExecutionState.REVOKED, ResolutionStatus.REVOKED)


def imported(**values: object) -> Resolution:
    """Return a resolution that came by import and is being carried out."""
    base = Resolution(
        number="J-1", matter="修水渠", category=Category.PUBLIC_WORKS, amount=900_000, imported=True, due=42,
        present=40, in_favour=40, result=ResolutionResult.PASSED, status=ResolutionStatus.EXECUTING,
        meeting_on=TODAY - timedelta(days=60), published_on=TODAY - timedelta(days=58),
    )  # fmt: skip
    return replace(base, **values)


def test_an_imported_resolution_is_carried_on_without_ceremony(board: Board, staff: Staff, clock: GivenClock) -> None:
    """It has neither case nor execution: both are there after the first act, and the resolution stays true."""
    (made,) = keep(board, imported())
    with board.desk(staff.clerk) as desk:
        report_progress(desk, "J-1", StepFacts(words="清淤一半"))
    with board.desk(staff.director) as desk:
        closed = close_execution(desk, made.id, clock.today(), 880_000, SIGNED)
    assert (closed.status, closed.final_cost) == (ResolutionStatus.CLOSED, 880_000)
    assert carried_now(board, "J-1").execution.state is ExecutionState.PUBLISHED


def test_a_new_import_moves_the_execution_of_a_case_that_nobody_led_here(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Offers were written down here; the table then says that it is closed, and the execution says so too."""
    (made,) = keep(board, imported())
    with board.desk(staff.director) as desk:
        open_execution(desk, "J-1", Selection(way=Way.NEGOTIATED))
    done = replace(
        board.records().get(Resolution, made.id),
        status=ResolutionStatus.CLOSED,
        accepted_on=TODAY,
        final_cost=1,
        result_published_on=TODAY,
    )
    keep(board, done)
    with board.desk(staff.clerk) as desk:
        desk.require(Act.IMPORT)
        renew_past_cases(desk)
        desk.record("test")
    assert carried_now(board, "J-1").execution.state is ExecutionState.PUBLISHED
