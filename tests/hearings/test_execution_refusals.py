"""What an execution may not do: each refusal with its numbers, and nothing is changed by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, Staff, a_voucher, keep, passed
from tests.support.clocks import GivenClock
from tests.support.works import (
    DECIDED,
    NUMBER,
    SIGNED,
    carried_now,
    case_now,
    refuses,
    running,
    small,
)
from village_board.base.errors import NotFound, NotPermitted
from village_board.base.share import Share
from village_board.board import Board
from village_board.desk import Desk
from village_board.hearings.carrying_out import (
    accept_work,
    count_voucher,
    mend_defect,
    publish_result,
    record_defect,
    report_progress,
    vary,
)
from village_board.hearings.cases import BeforeStep, GuardRefused, NotFromHere, StepFacts
from village_board.hearings.contracting import add_contract
from village_board.hearings.execution_rules import (
    BelowNothing,
    DecisionNotOfBody,
    GuaranteeTooShort,
    NoSuchDefect,
    NotOpen,
    PercentBack,
    SmallOutgrown,
    VariationIncomplete,
    VariationNeedsBody,
    VoucherElsewhere,
    check_variation,
)
from village_board.hearings.executions import NoSuchExecution
from village_board.hearings.model import Body, Resolution, ResolutionResult, ResolutionStatus, Variation
from village_board.hearings.rules import NotYetHeld
from village_board.hearings.selecting import (
    open_execution,
)
from village_board.hearings.underway import NotInEffect
from village_board.people.model import Office, Person, Role


@given(st.integers(-DECIDED, DECIDED), st.integers(-DECIDED, DECIDED), st.booleans())
def test_p4_changes_above_a_tenth_need_the_body_that_decided(before: int, amount: int, approved: bool) -> None:
    """All changes count together; at one tenth exactly nobody is asked, one fen above the deciding body is."""
    # Guard: execution_rules.py:check_variation - ten changes of nine percent double the price.
    share = Share(1, 10, strict=True)
    body = Body.REPRESENTATIVE_ASSEMBLY if approved else Body.COUNCIL
    one = Variation(TODAY, amount, "改", "会议", body, "记录")
    earlier = (replace(one, amount=before),)
    total = before + amount
    act = lambda: check_variation(one, earlier, DECIDED, Body.REPRESENTATIVE_ASSEMBLY, share)  # noqa: E731
    if DECIDED + total < 0:
        with pytest.raises(BelowNothing):
            act()
    elif abs(total) * 10 > DECIDED and not approved:
        with pytest.raises(VariationNeedsBody) as refused:
            act()
        assert refused.value.facts["most"] == DECIDED // 10
    else:
        act()


def test_p4_a_large_change_rests_on_a_passed_resolution_of_that_body(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """Neither on the decision that is changed, nor on one that was voted down, nor on another body's."""
    running(board, staff, clock)
    base = Resolution(
        number="R-9",
        matter="追加",
        result=ResolutionResult.PASSED,
        status=ResolutionStatus.PUBLIC,
        meeting_on=clock.today(),
    )
    keep(
        board,
        base,
        replace(base, number="R-8", result=ResolutionResult.REJECTED),
        replace(base, number="R-7", body=Body.COUNCIL),
    )
    change = Variation(clock.today(), 400_000, "加做护坡", "村民代表会议", Body.REPRESENTATIVE_ASSEMBLY)
    facts = refuses(board, staff.director, VariationNeedsBody, lambda desk: vary(desk, NUMBER, change))
    assert (facts["total"], facts["decided"], facts["most"]) == (400_000, DECIDED, 300_000)
    for number in (NUMBER, "R-8", "R-7"):
        named = replace(change, decision=number)
        refuses(board, staff.director, DecisionNotOfBody, lambda desk, named=named: vary(desk, NUMBER, named))
    with board.desk(staff.director) as desk:
        vary(desk, NUMBER, replace(change, decision="R-9"))
    assert carried_now(board).allowed == DECIDED + 400_000


def test_a_change_says_what_why_and_by_whom(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Nothing of it may be missing, and it was approved by today."""
    running(board, staff, clock)
    good = Variation(clock.today(), 1, "改", "村民代表会议")
    for change in (replace(good, amount=0), replace(good, reason=" "), replace(good, approved_by="")):
        refuses(board, staff.director, VariationIncomplete, lambda desk, change=change: vary(desk, NUMBER, change))
    ahead = replace(good, on=clock.today() + timedelta(days=1))
    refuses(board, staff.director, NotYetHeld, lambda desk: vary(desk, NUMBER, ahead))
    refuses(board, staff.clerk, NotPermitted, lambda desk: vary(desk, NUMBER, good))


def test_p4_a_small_matter_does_not_grow_above_what_two_committees_decide(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """7,600 and 2,401 are more than 10,000 yuan: that goes to the villagers."""
    small(board, staff, clock)
    with board.desk(staff.director) as desk:
        open_execution(desk, "S-1", facts=StepFacts(reason="当场"))
    change = Variation(clock.today(), 240_100, "加装", "两委联席会")
    facts = refuses(board, staff.director, SmallOutgrown, lambda desk: vary(desk, "S-1", change))
    assert (facts["total"], facts["most"]) == (1_000_100, 1_000_000)
    less = replace(change, amount=-760_001)
    refuses(board, staff.director, BelowNothing, lambda desk: vary(desk, "S-1", less))


def test_a_voucher_is_counted_once_and_for_nothing_else(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Neither twice, nor one of a contract, nor income."""
    running(board, staff, clock)
    out, back = (("531", 5, 0), ("102", 0, 5)), (("102", 5, 0), ("531", 0, 5))
    keep(board, a_voucher("记-1", clock.today(), *out), a_voucher("记-2", clock.today(), *out, contract="HT-1"))
    keep(board, a_voucher("记-3", clock.today(), *back))
    with board.desk(staff.clerk) as desk:
        count_voucher(desk, NUMBER, "2026/记-1")
    for key in ("2026/记-1", "2026/记-2", "2026/记-3"):
        refuses(board, staff.clerk, VoucherElsewhere, lambda desk, key=key: count_voucher(desk, NUMBER, key))
    refuses(board, staff.clerk, NotFound, lambda desk: count_voucher(desk, NUMBER, "2026/记-9"))
    assert carried_now(board).paid == 10


def test_progress_needs_words_and_goes_forward(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Less than before only with the reason; not from the future, nor from before work began."""
    running(board, staff, clock)
    today = clock.today()
    facts = refuses(board, staff.clerk, GuardRefused, lambda desk: report_progress(desk, NUMBER, StepFacts()))
    assert facts["guard"] == "words_given"
    with board.desk(staff.clerk) as desk:
        report_progress(desk, NUMBER, StepFacts(words="一半", percent=50))
    back = StepFacts(words="返工", percent=30)
    facts = refuses(board, staff.clerk, PercentBack, lambda desk: report_progress(desk, NUMBER, back))
    assert (facts["percent"], facts["before"]) == (30, 50)
    with board.desk(staff.clerk) as desk:
        report_progress(desk, NUMBER, replace(back, reason="质量不合格，铲除重做"))
    for days, error in ((1, NotYetHeld), (-1, BeforeStep)):
        when = StepFacts(words="走", done_on=today + timedelta(days=days))
        refuses(board, staff.clerk, error, lambda desk, when=when: report_progress(desk, NUMBER, when))


@pytest.mark.parametrize(
    "signers", [(), ("1001",), ("1001", "1002"), ("1003", "1006"), ("1003", "1003"), ("1001", "1004")]
)
def test_the_sheet_is_signed_by_both_committees(
    board: Board, staff: Staff, clock: GivenClock, signers: tuple[str, ...]
) -> None:
    """Two of one committee, one twice, or a clerk do not stand for both."""
    # Guard: guards.py:acceptance_signed - two overseers alone accept the committee's work.
    running(board, staff, clock)
    keep(board, Person(number="1006", name="周明", offices=(Office("村务监督委员会委员", Role.OVERSIGHT),)))
    facts = refuses(
        board, staff.director, GuardRefused, lambda desk: accept_work(desk, NUMBER, replace(SIGNED, signers=signers))
    )
    assert facts["guard"] == "acceptance_signed"


def test_the_sheet_and_the_guarantee_are_what_they_are_said_to_be(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """An attachment that is not there, a guarantee that ended before it began, work that is not begun."""
    running(board, staff, clock)
    refuses(
        board, staff.director, NotFound, lambda desk: accept_work(desk, NUMBER, replace(SIGNED, minutes="at2222222"))
    )
    early = clock.today() - timedelta(days=1)
    refuses(board, staff.director, GuaranteeTooShort, lambda desk: accept_work(desk, NUMBER, SIGNED, early))
    refuses(board, staff.clerk, NotOpen, lambda desk: record_defect(desk, NUMBER, clock.today(), "裂"))
    refuses(board, staff.director, NotFromHere, lambda desk: publish_result(desk, NUMBER, 1))
    with board.desk(staff.director) as desk:
        accept_work(desk, NUMBER, SIGNED)
    refuses(board, staff.clerk, NoSuchDefect, lambda desk: mend_defect(desk, NUMBER, 1, clock.today(), "补"))
    refuses(board, staff.director, NotOpen, lambda desk: add_contract(desk, NUMBER, "HT-1"))
    refuses(board, staff.director, NotFromHere, report_progress_as)


def report_progress_as(desk: Desk) -> None:
    """Report progress of work that is accepted."""
    report_progress(desk, NUMBER, StepFacts(words="还在做"))


@pytest.mark.parametrize(
    ("cost", "reason", "guard"), [(-1, "", "final_cost_given"), (DECIDED + 1, "", "within_decided")]
)
def test_p4_the_cost_is_given_and_within_what_was_decided(
    board: Board, staff: Staff, clock: GivenClock, cost: int, reason: str, guard: str
) -> None:
    """Above what was decided with its changes only with the public reason; the numbers are told."""
    # Guard: guards.py:within_decided - the village learns nothing of what it paid too much.
    running(board, staff, clock)
    with board.desk(staff.director) as desk:
        accept_work(desk, NUMBER, SIGNED)
    facts = refuses(board, staff.director, GuardRefused, lambda desk: publish_result(desk, NUMBER, cost))
    assert facts["guard"] == guard
    with board.desk(staff.director) as desk:
        made = publish_result(desk, NUMBER, DECIDED + 1, StepFacts(reason="雨季塌方，多运两车"))
    assert made.cost_reason == "雨季塌方，多运两车"


def test_nothing_is_carried_out_that_is_not_in_effect(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Not under an unknown number, and not inside the notice period, whose last day is told."""
    refuses(board, staff.director, NoSuchExecution, lambda desk: open_execution(desk, "2026-99"))
    made = passed(board, staff, clock, amount=DECIDED)
    facts = refuses(board, staff.director, GuardRefused, lambda desk: open_execution(desk, NUMBER))
    assert facts["guard"] == "notice_period_over"
    refuses(board, staff.clerk, NotInEffect, lambda desk: report_progress(desk, NUMBER, StepFacts(words="好")))
    assert case_now(board).resolution == made.number
