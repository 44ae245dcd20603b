"""Carrying decisions out, from the choice to the archive: every act moves the case and keeps the resolution true."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import where

from tests.support.builders import TODAY, Staff, a_voucher, convened, hire, keep, memory_board
from tests.support.clocks import GivenClock
from tests.support.works import (
    BIDDERS,
    CASE,
    DECIDED,
    NUMBER,
    SIGNED,
    a_contract,
    carried_now,
    case_now,
    chosen,
    in_effect,
    opened,
    running,
)
from village_board.accounts.registers import Contract
from village_board.board import Board
from village_board.hearings.carrying_out import (
    accept_work,
    archive_execution,
    close_execution,
    mend_defect,
    publish_result,
    record_defect,
    report_progress,
    start_execution,
    vary,
)
from village_board.hearings.case import CaseEvent, CaseState, Route
from village_board.hearings.cases import (
    GuardRefused,
    StepFacts,
)
from village_board.hearings.contracting import add_contract
from village_board.hearings.execution import Execution, ExecutionState
from village_board.hearings.executions import by_quarter
from village_board.hearings.lines import line_of
from village_board.hearings.model import Category, ResolutionStatus, Variation
from village_board.hearings.selecting import (
    open_execution,
)
from village_board.hearings.statistics import Grouping
from village_board.hearings.statistics_service import statistics_of
from village_board.notices.model import Notice


def test_a_work_goes_the_whole_way(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Choice, contract, progress, change, money, acceptance, result, archive: each moves the case, figures agree."""
    # Guard: hearings/underway.py:begin_work - the resolution says "in its notice period" while the work is built.
    made = running(board, staff, clock)
    assert (made.state, made.started_on) == (ExecutionState.RUNNING, clock.today())
    resolution = carried_now(board).resolution
    assert resolution is not None
    assert (resolution.status, resolution.executing_since) == (ResolutionStatus.EXECUTING, clock.today())
    assert [bid.chosen for bid in board.records().one(Contract, where("number") == "HT-1").bids] == [True, False, False]
    clock.advance(timedelta(days=20))
    keep(board, a_voucher("记-1", clock.today(), ("153", 1_000_000, 0), ("102", 0, 1_000_000), contract="HT-1"))
    with board.desk(staff.clerk) as desk:
        report_progress(desk, NUMBER, StepFacts(words="路基完成", percent=40))
    with board.desk(staff.director) as desk:
        vary(desk, NUMBER, Variation(clock.today(), 200_000, "加做排水沟", "村民代表会议"))
        accept_work(desk, NUMBER, replace(SIGNED, words="合格"), clock.today() + timedelta(days=365))
        publish_result(desk, NUMBER, 2_950_000)
    shown = carried_now(board)
    assert (shown.decided, shown.allowed, shown.paid, shown.percent_paid) == (DECIDED, 3_200_000, 1_000_000, 31)
    assert shown.resolution is not None
    assert shown.resolution.status is ResolutionStatus.CLOSED
    assert shown.resolution.final_cost == shown.execution.final_cost == 2_950_000
    assert shown.resolution.accepted_on == shown.resolution.result_published_on == clock.today()
    with pytest.raises(GuardRefused, match="shown for 0 days; 7 are needed"), board.desk(staff.clerk) as desk:
        archive_execution(desk, NUMBER)
    clock.advance(timedelta(days=7))
    with board.desk(staff.clerk) as desk:
        archived = archive_execution(desk, NUMBER)
    assert (archived.state, case_now(board).state) == (ExecutionState.ARCHIVED, CaseState.ARCHIVED)
    taken = [step.event for step in case_now(board).steps][-6:]
    assert taken == [
        CaseEvent.CONFIRM, CaseEvent.START, CaseEvent.PROGRESS, CaseEvent.ACCEPT, CaseEvent.PUBLISH_RESULT,
        CaseEvent.ARCHIVE,
    ]  # fmt: skip
    about = board.records().find(Notice, where("subject") == shown.resolution.id)
    told = [notice.message.msgid for notice in about]
    assert {"Offers are called for: {matter}.", "Chosen for {matter}: {bidder}, {amount}."} < set(told)


def test_every_act_is_an_entry_of_the_log_under_its_own_name(board: Board, staff: Staff, clock: GivenClock) -> None:
    """A26: what was done with an execution stays readable, act by act."""
    made = running(board, staff, clock)
    acts = [e["record"]["act"] for e in board.db.table("log") if made.id in {row[1] for row in e["record"]["rows"]}]
    assert acts == ["start_execution", *["record_bids"] * 3, "choose_offer", "start_execution"]


def test_the_old_commands_take_the_same_steps(board: Board, staff: Staff, clock: GivenClock) -> None:
    """`start_execution` and `close_execution` confirm, start, accept and publish in the same unit of work."""
    made = in_effect(board, staff, clock)
    with board.desk(staff.director) as desk:
        start_execution(desk, made.id, StepFacts(reason="村民自建"))
        close_execution(desk, made.id, clock.today(), 2_500_000, SIGNED)
    assert case_now(board).state is CaseState.RESULT_PUBLIC
    execution = board.records().one(Execution, where("case") == CASE)
    assert execution is not None
    assert (execution.no_contract, execution.final_cost) == ("村民自建", 2_500_000)
    assert execution.acceptance is not None
    assert execution.acceptance.sheet == "验收单第1号"


def test_work_begins_without_a_contract_only_where_no_money_moves_or_the_reason_stands_there(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Opening is not beginning: with money and no contract the case waits in effect, and its line says so."""
    # Guard: guards.py:contract_or_reason - money goes out on nothing but a word.
    made = opened(board, staff, clock)
    assert made.state is ExecutionState.SELECTING
    assert case_now(board).state is CaseState.EFFECTIVE
    with pytest.raises(GuardRefused) as refused, board.desk(staff.director) as desk:
        start_execution(desk, carried_now(board).resolution.id)
    assert refused.value.facts["guard"] == "contract_or_reason"
    with board.desk(staff.director) as desk:
        assert open_execution(desk, NUMBER, facts=StepFacts(reason="邻里互助")).state is ExecutionState.RUNNING


def test_a_contract_that_is_there_already_begins_the_work(board: Board, staff: Staff, clock: GivenClock) -> None:
    """What was registered with the resolution's number counts; a decision without money needs none."""
    in_effect(board, staff, clock)
    keep(board, a_contract())
    with board.desk(staff.director) as desk:
        assert open_execution(desk, NUMBER).state is ExecutionState.RUNNING
    assert [one.number for one in carried_now(board).contracts] == ["HT-1"]
    made = in_effect(board, staff, clock, number="2026-32", amount=None, meeting_on=clock.today() + timedelta(days=9))
    clock.advance(timedelta(days=7))  # the notice period ends after the holidays of October
    with board.desk(staff.director) as desk:
        assert open_execution(desk, made.number).state is ExecutionState.RUNNING


def test_a_quarter_without_progress_is_late_by_days(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Three months after work began or the last entry; a result ten days after acceptance."""
    running(board, staff, clock)
    clock.advance(timedelta(days=100))
    (late,) = carried_now(board).late
    assert late.event is CaseEvent.PROGRESS
    following = line_of(board.records(), case_now(board)).next
    assert following is not None
    assert (following.event, following.late) == (CaseEvent.PROGRESS, late.days)
    with board.desk(staff.clerk) as desk:
        report_progress(desk, NUMBER, StepFacts(words="继续"))
    assert carried_now(board).late == ()
    with board.desk(staff.director) as desk:
        accept_work(desk, NUMBER, SIGNED)
    clock.advance(timedelta(days=20))
    assert [one.event for one in carried_now(board).late] == [CaseEvent.PUBLISH_RESULT]


def test_progress_stands_by_its_quarter(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The newest quarter first, each with its entries."""
    running(board, staff, clock)
    for words in ("一", "二"):
        clock.advance(timedelta(days=50))
        with board.desk(staff.clerk) as desk:
            report_progress(desk, NUMBER, StepFacts(words=words))
    found = by_quarter(carried_now(board).execution.progress)
    assert [(quarter, [one.words for one in entries]) for quarter, entries in found] == [
        ("2027-Q1", ["二"]),
        ("2026-Q4", ["一"]),
    ]


def test_a_defect_is_seen_until_it_is_mended(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Found after acceptance, mended on a day, in words."""
    running(board, staff, clock)
    with board.desk(staff.director) as desk:
        accept_work(desk, NUMBER, SIGNED)
    with board.desk(staff.overseer) as desk:
        record_defect(desk, NUMBER, clock.today(), "路面起皮两处")
    with board.desk(staff.clerk) as desk:
        made = mend_defect(desk, NUMBER, 1, clock.today(), "铲除重铺")
    assert [(one.words, one.how, one.mended_on) for one in made.defects] == [
        ("路面起皮两处", "铲除重铺", TODAY + timedelta(days=24))
    ]


def test_statistics_count_from_the_proposal_of_the_case(board: Board, staff: Staff, clock: GivenClock) -> None:
    """From the day on which the matter was proposed to the published resolution; the execution adds nothing twice."""
    running(board, staff, clock)
    case, resolution = case_now(board), carried_now(board).resolution
    assert resolution is not None
    assert resolution.published_on is not None
    figures = statistics_of(board.records(), Grouping.YEAR).whole.resolutions
    assert figures.days == (((resolution.published_on - case.opened_on).days, 1),)
    assert (figures.passed, figures.amount) == (1, DECIDED)


MONEY = st.integers(1, 60_000)
ENTRIES = st.lists(st.tuples(st.sampled_from(("pay", "pay", "vary", "reverse")), MONEY, st.booleans()), max_size=10)


@settings(max_examples=20)
@given(ENTRIES)
def test_paid_decided_and_changes_never_drift(entries: list[tuple[str, int, bool]]) -> None:
    """Whatever is paid, reversed and changed: sums are those of the records, in both places where they are read."""
    # Guard: executions.py:vouchers_of - a voucher that names resolution and contract is counted twice.
    clock = GivenClock(TODAY)
    board = memory_board(clock)
    staff = hire(board)
    running(board, staff, clock)
    paid, changed = 0, 0
    for n, (what, amount, both) in enumerate(entries):
        if what == "vary":
            sign = amount if both else -amount
            if abs(changed + sign) * 10 > DECIDED:
                continue
            with board.desk(staff.director) as desk:
                vary(desk, NUMBER, Variation(clock.today(), sign, "调整", "村民代表会议"))
            changed += sign
            continue
        names = {"contract": "HT-1", "resolution": NUMBER if both else ""}
        out = ("153", amount, 0), ("102", 0, amount)
        back = ("102", amount, 0), ("153", 0, amount)
        lines, extra = (out, {}) if what == "pay" else (back, {"reverses": "2026/记-0"})
        keep(board, a_voucher(f"记-{n}", clock.today(), *lines, **names, **extra))
        paid += amount if what == "pay" else -amount
    shown = carried_now(board)
    assert shown.paid == paid
    assert shown.resolution is not None
    assert shown.allowed == shown.resolution.decided_amount == DECIDED + changed
    board.close()


def test_the_choice_waits_for_its_contract_and_that_may_be_late(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Thirty days after the choice the contract should be signed."""
    chosen(board, staff, clock)
    clock.advance(timedelta(days=32))
    assert [(one.event, one.days) for one in carried_now(board).late] == [(CaseEvent.START, 2)]
    keep(board, a_contract(resolution=""))
    with board.desk(staff.director) as desk:
        add_contract(desk, NUMBER, "HT-1")
    stored = board.records().one(Contract, where("number") == "HT-1")
    assert (stored.resolution, len(stored.bids)) == (NUMBER, len(BIDDERS))
    assert case_now(board).route is not Route.EMERGENCY


def test_a_meeting_still_to_come_is_not_carried_out(board: Board, staff: Staff) -> None:
    """Convened is not decided."""
    convened(board, staff, category=Category.PUBLIC_WORKS, amount=DECIDED)
    with pytest.raises(Exception, match="not in effect"), board.desk(staff.director) as desk:
        open_execution(desk, NUMBER)
