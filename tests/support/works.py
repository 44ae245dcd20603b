"""Works under way for tests: a decision in effect, with offers, a choice and a contract."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from tests.support.builders import Staff, a_case, keep, passed
from tests.support.clocks import GivenClock
from tests.support.rows import counted
from village_board.accounts.registers import Contract
from village_board.board import Board
from village_board.desk import Desk
from village_board.hearings.case import CaseEvent, CaseState, DecisionCase
from village_board.hearings.cases import StepFacts, case_of, register_emergency, take_step
from village_board.hearings.contracting import add_contract
from village_board.hearings.execution import Call, Choice, Execution, Offer, Way
from village_board.hearings.executions import Carried, carried
from village_board.hearings.model import Category, Resolution
from village_board.hearings.resolutions import confirm_resolution, convene_meeting, record_resolution
from village_board.hearings.rules import Counts
from village_board.hearings.selecting import (
    Selection,
    add_offer,
    choose_offer,
    open_execution,
)
from village_board.people.model import Actor

NUMBER = "2026-31"
CASE = f"C-{NUMBER}"
SIGNED = StepFacts(signers=("1001", "1003"), minutes="验收单第1号")
PASS, FAIL = Counts(42, 38, 36, 1, 1), Counts(42, 38, 3, 34, 1)
#: a work of 30,000.00 yuan, which goes by the township's procedure and needs no hearing.
DECIDED = 3_000_000
BIDDERS = (("永固建筑队", 2_800_000), ("石桥工程公司", 2_850_000), ("众和施工队", 2_900_000))


def in_effect(board: Board, staff: Staff, clock: GivenClock, **values: Any) -> Resolution:
    """Return a passed resolution of works on the first day after its notice period."""
    made = passed(board, staff, clock, **{"category": Category.PUBLIC_WORKS, "amount": DECIDED, **values})
    clock.advance(timedelta(days=8))
    return made


def opened(board: Board, staff: Staff, clock: GivenClock, way: Way = Way.INVITED, **values: Any) -> Execution:
    """Return an execution that is open, its offers called for today."""
    in_effect(board, staff, clock, **values)
    with board.desk(staff.director) as desk:
        return open_execution(desk, NUMBER, Selection(way=way, call=Call(clock.today(), "修路三百米")))


def offered(board: Board, staff: Staff, clock: GivenClock, **values: Any) -> Execution:
    """Return an execution with three offers of today."""
    made = opened(board, staff, clock, **values)
    for bidder, amount in BIDDERS:
        with board.desk(staff.clerk) as desk:
            made = add_offer(desk, NUMBER, Offer(0, bidder, amount, clock.today()))
    return made


def chosen(board: Board, staff: Staff, clock: GivenClock, **values: Any) -> Execution:
    """Return an execution whose lowest offer was chosen today."""
    offered(board, staff, clock, **values)
    with board.desk(staff.director) as desk:
        return choose_offer(desk, NUMBER, Choice(1, clock.today(), "报价最低"))


def a_contract(**values: Any) -> Contract:
    """Return the contract that follows from the lowest offer."""
    bidder, amount = BIDDERS[0]
    facts = {"number": "HT-1", "name": "村道施工合同", "type": "工程", "party_b": bidder, "total": amount}
    return Contract(**{**facts, "resolution": NUMBER, **values})


def running(board: Board, staff: Staff, clock: GivenClock, **values: Any) -> Execution:
    """Return an execution whose contract was signed, on the day on which that may be."""
    chosen(board, staff, clock, **values)
    clock.advance(timedelta(days=4))
    keep(board, a_contract(signed_on=clock.today()))
    with board.desk(staff.director) as desk:
        return add_contract(desk, NUMBER, "HT-1")


def case_now(board: Board, number: str = CASE) -> DecisionCase:
    """Return the case as it stands."""
    return case_of(board.records(), number)


def carried_now(board: Board, number: str = CASE) -> Carried:
    """Return what the records say of the execution."""
    shown = carried(board.records(), case_now(board, number))
    assert shown is not None
    return shown


def small(board: Board, staff: Staff, clock: GivenClock, amount: int = 760_000) -> None:
    """Let the two committees decide a small matter; its notice period is over."""
    keep(board, a_case(CaseState.DISCUSSED, number="S-1", category=Category.PUBLIC_WORKS, amount=amount))
    for event in (CaseEvent.DECIDE_SMALL, CaseEvent.PUBLISH_RESOLUTION):
        with board.desk(staff.director) as desk:
            facts = StepFacts(reason="小额", minutes="联席会记录")
            take_step(desk, case_of(desk, "S-1").id, event, facts)
    clock.advance(timedelta(days=8))


def emergency(board: Board, staff: Staff, amount: int = 900_000) -> None:
    """Begin an emergency today."""
    case = a_case(CaseState.PROPOSED, number="E-1", category=Category.PUBLIC_WORKS, amount=amount)
    with board.desk(staff.clerk) as desk:
        register_emergency(desk, case, StepFacts(reason="桥墩松动"))


def voted(board: Board, staff: Staff, clock: GivenClock, counts: Counts, days: int = 5) -> Resolution:
    """Convene, record and confirm the vote on the emergency."""
    with board.desk(staff.director) as desk:
        draft = Resolution(number="R-E", matter="", case="E-1", meeting_on=clock.today() + timedelta(days=days))
        made = convene_meeting(desk, draft)
    clock.advance(timedelta(days=days))
    with board.desk(staff.clerk) as desk:
        record_resolution(desk, made.id, clock.today(), counts)
    with board.desk(staff.overseer) as desk:
        return confirm_resolution(desk, made.id)


def refuses(board: Board, who: Actor, error: type[Exception], act: Callable[[Desk], object]) -> Any:
    """Return the refusal of `act`; the store stands as before."""
    rows = counted(board.db)
    with pytest.raises(error) as refused, board.desk(who) as desk:
        act(desk)
    assert counted(board.db) == rows
    return getattr(refused.value, "facts", {})
