"""Running the points: the same facts give the same alarms, whatever the order; those who supervise are told once."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import where

from tests.supervision.samples import SAMPLES, decided, heard
from tests.supervision.test_life import a_cash_payment, alarm, run
from tests.support.builders import TODAY, Staff, a_voucher, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.base.kind import Record
from village_board.board import Board
from village_board.hearings.model import Hearing
from village_board.notices.model import Notice
from village_board.people.acts import Act
from village_board.supervision import after, running
from village_board.supervision.model import Alarm, AlarmState
from village_board.supervision.running import check_everything
from village_board.supervision.telling import tell_new


def standing(board: Board) -> list[tuple[str, str, str]]:
    """Return point, level and number of the record of every alarm that stands; ids differ from board to board."""
    records = board.records()
    return sorted(
        (
            one.point,
            one.level.value,
            one.key or str(getattr(records.lookup(one.subject), "number", "")) if one.subject else one.key,
        )
        for one in records.find(Alarm, where("standing") == 1)
    )


def everything() -> list[Record]:
    """Return a village in which much is wrong: what fires of many points, numbered apart."""
    made: list[Record] = []
    for n, code in enumerate(("H01", "H02", "H03", "H04", "H06", "H07", "D03", "D04", "E01", "E04", "P02", "P03")):
        for record in SAMPLES[code].fires():
            number = f"{n}-{getattr(record, 'number')}"  # noqa: B009 - every one of these has a number
            made.append(replace(record, number=number))  # type: ignore[call-arg]
    made += [a_cash_payment("记-1"), a_cash_payment("记-2", 700_000, counterparty="建材店")]
    made.append(a_voucher("记-3", TODAY, ("513", 6_000_000, 0), ("102", 0, 6_000_000), summary="招待客商"))
    return made


@given(st.randoms(use_true_random=False), st.sets(st.integers(0, 14), max_size=4))
@settings(max_examples=12)
def test_the_same_facts_give_the_same_alarms_in_whatever_order(dice: random.Random, nights: set[int]) -> None:
    """Order of commits and number of nightly runs change nothing."""
    # Guard: supervision/life.py:seen_again - an alarm that was raised by half of the facts would stay as it was.
    in_order, shuffled = memory_board(GivenClock(TODAY)), memory_board(GivenClock(TODAY))
    keep(in_order, *everything())
    run(in_order)
    records = everything()
    dice.shuffle(records)
    for n, record in enumerate(records):
        keep(shuffled, record)
        if n in nights:
            run(shuffled)
    run(shuffled)
    assert standing(shuffled) == standing(in_order)
    assert len(standing(in_order)) > 12
    for board in (in_order, shuffled):
        board.close()


def test_a_run_that_was_stopped_says_what_it_did_not_ask_and_the_next_one_finds_it(board: Board) -> None:
    """Every point is asked in the end."""
    keep(board, heard(present=9, in_favour=7))
    first = check_everything(board.desk, board.records(), progress=lambda done, _: done < 2)
    assert first.unfinished
    assert not check_everything(board.desk, board.records()).unfinished


def test_a_hearing_mended_by_its_resolution_is_judged_with_it(board: Board) -> None:
    """What hangs on a record is judged when that is written: the vote when its hearing comes in late."""
    # Guard: supervision/near.py:_beside - the alarm would stand until the night.
    keep(board, decided())
    assert [one.point for one in board.records().all(Alarm)] == ["H01"]
    keep(board, heard())
    assert alarm(board, "H01").state is AlarmState.LAPSED


def test_a_fault_of_the_look_breaks_no_commit(
    board: Board, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing that must happen hangs on a handler that may fail."""

    # Guard: supervision/after.py:look_after - the clerk would be told that nothing was saved.
    def fails(*_: object) -> None:
        raise ValueError

    monkeypatch.setattr(running, "check_near", fails)
    keep(board, heard())
    assert board.records().count(Hearing) == 1
    assert "the look after a commit failed" in caplog.text


def test_a_large_commit_waits_for_the_run_over_everything(board: Board) -> None:
    """An import is not judged row by row."""
    keep(board, *(a_cash_payment(f"记-{n}") for n in range(after.MOST + 1)))
    assert not board.records().count(Alarm)
    run(board)
    assert board.records().count(Alarm) > after.MOST


def told(board: Board) -> int:
    """Tell of what is new, and return of how many alarms that was."""
    with board.desk() as desk:
        return tell_new(desk)


def test_those_who_supervise_are_told_once_of_each_level(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Committee and overseers of all, the township of the red: no second notice while nothing is new."""
    # Guard: supervision/telling.py:tell_new - every night would say the same again.
    keep(board, a_cash_payment())
    assert told(board) == 1
    assert told(board) == 0
    clock.move(TODAY.replace(day=20))
    run(board)
    assert alarm(board).is_red
    assert told(board) >= 1
    assert told(board) == 0
    events = [one.event for one in board.records().all(Notice)]
    assert events.count("alarm.reported") == 1


def test_a_notice_of_an_alarm_holds_no_fact_of_it(board: Board, staff: Staff) -> None:
    """P11, N24: whoever looks over a member's shoulder learns a code and a number."""
    keep(board, a_cash_payment(summary="付给王小明"))
    told(board)
    (notice,) = board.records().all(Notice)
    said = str(notice.message)
    assert "F02" in said
    assert not any(word in said for word in ("王小明", "记-1", "1,500"))


def test_what_is_switched_off_raises_nothing_new_and_ends_nothing(board: Board, staff: Staff) -> None:
    """What stood goes on standing until somebody closes it."""
    from village_board.supervision.points import switch_point  # noqa: PLC0415 - one test

    keep(board, a_cash_payment())
    with board.desk(staff.overseer) as desk:
        switch_point(desk, "F02", off=True, since=TODAY, reason="改用银行卡")
    keep(board, a_cash_payment("记-9"))
    run(board)
    assert alarm(board).state is AlarmState.RAISED


def test_an_imported_voucher_that_is_gone_again_breaks_no_look(board: Board) -> None:
    """What was written and taken away in one commit is nothing to judge."""
    with board.desk() as desk:
        desk.require(Act.IMPORT)
        desk.remove(desk.put(a_cash_payment()))
        desk.record("test")
    assert not board.records().count(Alarm)
