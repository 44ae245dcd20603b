"""Faults in hearings, votes, items, enquiries and applications: each raises its alarm, at its level, on its day.

Clean years raise none.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.supervision.year import FAULTS, Seen, Year, clean_year
from tests.support.builders import TODAY, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.supervision.facts import View
from village_board.supervision.model import Alarm
from village_board.supervision.points import points_of
from village_board.supervision.running import check_everything, judge

#: years of the everyday run, and of the long one
FEW, MANY = 3, 50


def seen(year: Year) -> list[Seen]:
    """Return what is seen in a year: by a run over everything, and beside it on which day it came to that."""
    board = memory_board(GivenClock(TODAY))
    for record in year.records:
        keep(board, record)
    check_everything(board.desk, board.records())
    records = board.records()
    alarms = sorted((one.point, one.level.value) for one in records.all(Alarm) if one.standing)
    judged = judge(records, points_of(records).values(), View(records))
    found = [(one.point, each.level.value, each.reached_on) for one in judged for each in one.seen]
    board.close()
    assert sorted((code, level) for code, level, _ in found) == alarms
    return found


@pytest.mark.parametrize("spoil", FAULTS, ids=lambda one: one.__name__)
def test_every_fault_raises_its_alarm_at_its_level_on_its_day(spoil: Callable[[Year], Seen]) -> None:
    """H01-H07, D01-D05, E01, E02, E04, P01-P03: one fault, one alarm."""
    year = clean_year(1)
    wanted = spoil(year)
    assert seen(year) == [wanted]


def test_there_are_thirty_kinds_of_fault() -> None:
    """Issue 9 asks for thirty beside those in the books."""
    assert len(FAULTS) >= 30


@pytest.mark.parametrize("seed", range(FEW))
def test_clean_years_raise_nothing(seed: int) -> None:
    """An alarm that always rings is heard by none."""
    assert seen(clean_year(seed)) == []


@pytest.mark.long
def test_fifty_clean_years_raise_nothing() -> None:
    """Fifty villages in which all is as it must be."""
    assert [seed for seed in range(FEW, FEW + MANY) if seen(clean_year(seed))] == []


@pytest.mark.long
def test_every_fault_is_seen_in_many_villages() -> None:
    """Not only in the village for which it was written."""
    for seed in range(2, 10):
        for spoil in FAULTS:
            year = clean_year(seed)
            wanted = spoil(year)
            assert seen(year) == [wanted], (seed, spoil.__name__)
