"""The life of an alarm: raised once, answered, verified by others, closed; never deleted (facts 7.1; P27)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.builders import TODAY, Staff, a_voucher, keep
from tests.support.clocks import GivenClock
from village_board.accounts.model import Voucher
from village_board.base.errors import NotFound, NotPermitted
from village_board.base.level import Level
from village_board.base.moves import GuardRefused, NotFromHere
from village_board.board import Board
from village_board.notices.model import Notice
from village_board.people.acts import Act
from village_board.people.model import Actor
from village_board.supervision.life import StepFacts, take_step
from village_board.supervision.model import Alarm, AlarmEvent, AlarmState
from village_board.supervision.reading import alarm_of, open_alarms
from village_board.supervision.running import Ran, check_everything
from village_board.supervision.telling import tell_new

E, S = AlarmEvent, AlarmState
SIGNED = {"approver": "郑立新", "approval_tier": 1, "oversight_stamp": True}


def run(board: Board) -> Ran:
    """Let every point look at everything."""
    return check_everything(board.desk, board.records())


def a_cash_payment(number: str = "记-1", fen: int = 150_000, **values: Any) -> Voucher:
    """Return a payment in cash: above 1,000 yuan it warns (F02), above 5,000 it reports."""
    return a_voucher(number, TODAY - timedelta(days=1), ("513", fen, 0), ("101", 0, fen), **{**SIGNED, **values})


def alarm(board: Board, point: str = "F02") -> Alarm:
    """Return the one alarm of a point."""
    (found,) = (one for one in board.records().all(Alarm) if one.point == point)
    return found


def step(board: Board, who: Actor, event: AlarmEvent, **facts: Any) -> Alarm:
    """Take a step with the alarm of F02."""
    with board.desk(who) as desk:
        return take_step(desk, alarm(board).id, event, StepFacts(**facts))


@pytest.fixture
def raised(board: Board, staff: Staff) -> Board:
    """A board on which a cash payment of 1,500 yuan was seen."""
    keep(board, a_cash_payment())
    return board


def test_what_a_commit_wrote_is_judged_at_once(raised: Board) -> None:
    """No night has to pass before the committee sees it."""
    # Guard: board.py:_looked_after - it would be seen in the next night only.
    assert alarm(raised).state is S.RAISED
    assert alarm(raised).level is Level.YELLOW


def test_the_same_facts_raise_one_alarm_however_often_the_machine_looks(raised: Board) -> None:
    """An alarm has one identity over its life."""
    first = alarm(raised)
    for _ in range(3):
        ran = run(raised)
        assert not [one for one in ran.new if one.point == "F02"]
    assert alarm(raised) == first


def test_it_goes_from_hand_to_hand_to_its_end(raised: Board, staff: Staff) -> None:
    """Taken up and explained by the committee, verified and closed by the oversight committee."""
    step(raised, staff.director, E.ACKNOWLEDGE)
    step(raised, staff.director, E.EXPLAIN, reason="银行当日停业")
    step(raised, staff.overseer, E.VERIFY)
    closed = step(raised, staff.overseer, E.CLOSE)
    assert closed.state is S.CLOSED
    assert [one.event for one in closed.steps] == [E.RAISE, E.ACKNOWLEDGE, E.EXPLAIN, E.VERIFY, E.CLOSE]
    run(raised)
    assert alarm(raised).state is S.CLOSED


def test_what_is_mended_before_anybody_took_it_up_lapses_and_stays_on_record(raised: Board) -> None:
    """Nobody is asked for an answer to what is no more; it is never deleted."""
    (voucher,) = raised.records().all(Voucher)
    with raised.desk() as desk:
        desk.require(Act.IMPORT)
        desk.remove(voucher)
        desk.record("test")
    assert alarm(raised).state is S.LAPSED
    assert not alarm(raised).standing
    run(raised)
    assert alarm(raised).state is S.LAPSED


def test_what_is_mended_after_it_was_taken_up_waits_for_the_overseers(raised: Board, staff: Staff) -> None:
    """That it is mended says the check; that it was well mended, the oversight committee."""
    step(raised, staff.director, E.ACKNOWLEDGE)
    (voucher,) = raised.records().all(Voucher)
    with raised.desk() as desk:
        desk.require(Act.IMPORT)
        desk.remove(voucher)
        desk.record("test")
    run(raised)
    assert alarm(raised).state is S.FIXED
    assert step(raised, staff.overseer, E.VERIFY).state is S.VERIFIED


def test_facts_that_come_back_raise_the_same_alarm_again(raised: Board) -> None:
    """A second alarm of the same would hide that it is the second time."""
    (voucher,) = raised.records().all(Voucher)
    with raised.desk() as desk:
        desk.require(Act.IMPORT)
        smaller = desk.put(_of(voucher, a_cash_payment(fen=50_000)))
        desk.record("test")
    assert alarm(raised).state is S.LAPSED
    with raised.desk() as desk:
        desk.require(Act.IMPORT)
        desk.put(_of(smaller, a_cash_payment()))
        desk.record("test")
    assert alarm(raised).state is S.RAISED
    assert alarm(raised).steps[-1].event is E.RAISE_AGAIN


def _of(known: Voucher, new: Voucher) -> Voucher:
    from dataclasses import replace  # noqa: PLC0415 - two tests

    return replace(new, id=known.id, rev=known.rev)


def test_graver_facts_reopen_what_was_closed_as_explained(raised: Board, staff: Staff) -> None:
    """An explanation holds for what it explained."""
    test_it_goes_from_hand_to_hand_to_its_end(raised, staff)
    (voucher,) = raised.records().all(Voucher)
    with raised.desk() as desk:
        desk.require(Act.IMPORT)
        desk.put(_of(voucher, a_cash_payment(fen=600_000)))
        desk.record("test")
    assert (alarm(raised).state, alarm(raised).level) == (S.RAISED, Level.RED)


def test_yellow_that_nobody_handles_for_five_working_days_turns_red(
    raised: Board, staff: Staff, clock: GivenClock
) -> None:
    """Tuesday 1 September to Tuesday 8 September 2026 are five working days; on the ninth it is red."""
    # Guard: supervision/life.py:_turned_red - what nobody answers would stay yellow for ever.
    assert alarm(raised).raised_on == TODAY
    clock.move(date(2026, 9, 8))
    run(raised)
    assert not alarm(raised).is_red
    clock.move(date(2026, 9, 9))
    run(raised)
    assert alarm(raised).is_red
    assert alarm(raised).steps[-1].event is E.ESCALATE
    with raised.desk(staff.township) as desk:
        assert "F02" in [one.point for one in open_alarms(desk)]


def test_a_handled_one_stays_yellow(raised: Board, staff: Staff, clock: GivenClock) -> None:
    """Whoever explained in time is not reported for having waited for the overseers."""
    step(raised, staff.director, E.EXPLAIN, reason="银行当日停业")
    clock.move(TODAY + timedelta(days=30))
    run(raised)
    assert not alarm(raised).is_red


def test_a_red_one_is_closed_by_the_township_alone(board: Board, staff: Staff) -> None:
    """P27."""
    # Guard: supervision/machine.py:township_for_red - the village would close what was reported.
    keep(board, a_cash_payment(fen=600_000))
    step(board, staff.director, E.EXPLAIN, reason="抢险急用")
    step(board, staff.overseer, E.VERIFY)
    with pytest.raises(GuardRefused, match="township closes it"):
        step(board, staff.overseer, E.CLOSE)
    assert step(board, staff.township, E.CLOSE).state is S.CLOSED


def test_the_township_assigns_with_a_day_that_is_to_come_and_sends_back(board: Board, staff: Staff) -> None:
    """P27: approve, return, assign with a deadline."""
    keep(board, a_cash_payment(fen=600_000))
    for until in (None, TODAY - timedelta(days=1)):
        with pytest.raises(GuardRefused):
            step(board, staff.township, E.ASSIGN, until=until)
    assigned = step(board, staff.township, E.ASSIGN, until=TODAY + timedelta(days=5), to="1001", reason="查清")
    assert (assigned.due_on, assigned.assigned_to) == (TODAY + timedelta(days=5), staff.director.id)
    step(board, staff.director, E.EXPLAIN, reason="抢险急用")
    with pytest.raises(GuardRefused, match="reason is missing"):
        step(board, staff.township, E.SEND_BACK)
    assert step(board, staff.township, E.SEND_BACK, reason="没有抢险记录").state is S.ACKNOWLEDGED


def test_p27_a_day_of_the_township_that_passes_is_told_once_to_both_sides(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """The committee and the township learn that nothing came by then; a new day is told of anew, an answer ends it."""
    # Guard: supervision/telling.py:_tell_overdue - a deadline that nobody looks at is none.
    keep(board, a_cash_payment(fen=700_000))
    step(board, staff.township, E.ASSIGN, until=TODAY + timedelta(days=3))

    def told() -> list[str]:
        with board.desk() as desk:
            tell_new(desk)
        said = [(one.event, str(one.message)) for one in board.records().all(Notice)]
        return [event for event, words in said if "is past" in words or "no answer came" in words]

    assert told() == []
    clock.move(TODAY + timedelta(days=4))
    assert alarm(board).late_by(clock.today()) == 1
    assert sorted(told()) == ["alarm.assigned", "alarm.reported"]
    assert len(told()) == 2
    step(board, staff.township, E.ASSIGN, until=TODAY + timedelta(days=6))
    clock.move(TODAY + timedelta(days=8))
    assert len(told()) == 4
    step(board, staff.director, E.EXPLAIN, reason="银行当日停业")
    assert alarm(board).late_by(clock.today()) == 0


def test_p11_the_township_moves_nothing_that_it_does_not_see(raised: Board, staff: Staff) -> None:
    """A yellow alarm is the village's own, even for one who knows its code."""
    # Guard: supervision/life.py:take_step - the township would learn of a suspicion by assigning it.
    with pytest.raises(NotFound):
        step(raised, staff.township, E.ASSIGN, until=TODAY + timedelta(days=3))


@pytest.mark.parametrize("event", [E.ACKNOWLEDGE, E.VERIFY, E.ASSIGN, E.CLOSE])
def test_a_villager_moves_no_alarm_and_sees_none(raised: Board, staff: Staff, event: AlarmEvent) -> None:
    """P11: alarms are for the committee, its overseers and the township."""
    # Guard: supervision/life.py:ACTS - anybody could silence an alarm.
    with pytest.raises(NotPermitted):
        step(raised, staff.villager, event)
    with pytest.raises(NotPermitted), raised.desk(staff.villager) as desk:
        open_alarms(desk)


def test_the_township_sees_what_was_ever_red_and_nothing_else(raised: Board, staff: Staff) -> None:
    """Yellow is the village's own matter as long as it is handled."""
    # Guard: supervision/reading.py:may_see - every small lateness would be reported.
    with raised.desk(staff.township) as desk:
        assert not open_alarms(desk)
        with pytest.raises(NotFound):
            alarm_of(desk, alarm(raised).id)
    with raised.desk(staff.overseer) as desk:
        assert [one.point for one in open_alarms(desk)] == ["F02"]


def test_a_step_out_of_its_place_is_refused_with_what_is_possible(raised: Board, staff: Staff) -> None:
    """Nobody verifies what nobody answered."""
    with pytest.raises(NotFromHere):
        step(raised, staff.overseer, E.VERIFY)


def test_an_alarm_is_not_public(raised: Board) -> None:
    """P11: no search, page or feed of the public has it."""
    assert not alarm(raised).public
    assert not raised.records().search("现金")
