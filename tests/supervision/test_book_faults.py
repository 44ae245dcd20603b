"""Faults in books and registers raise their alarm, at their record, and no other; clean villages raise none."""

from __future__ import annotations

import pytest

from tests.accounts.faults.kinds import FAULTS
from tests.accounts.faults.test_faults import Plant, imported
from tests.accounts.faults.village import clean_village
from village_board.board import Board
from village_board.supervision.model import Alarm, Area
from village_board.supervision.running import check_everything
from village_board.supervision.table import shipped_points

#: the points behind findings that bear a word instead of a number
CODES = {
    "P6": "C07",
    "worse_than_decided": "C08",
    "sold_but_listed": "A05",
    "not_passed": "F12",
    "paid_above_decided": "F11",
    "loose": "F13",
    "gap": "F09",
}
MONEY = frozenset({Area.FUNDS, Area.ASSETS, Area.RESOURCES, Area.CONTRACTS})


def alarms(board: Board) -> list[tuple[str, str]]:
    """Return point and level of every alarm about money, land and contracts after a run over everything."""
    check_everything(board.desk, board.records())
    points = shipped_points()
    return sorted(
        (one.point, one.level.value)
        for one in board.records().all(Alarm)
        if points[one.point].area in MONEY or one.point == "H01"
    )


@pytest.mark.parametrize(("rule", "plant"), FAULTS, ids=lambda value: getattr(value, "__name__", value))
def test_every_fault_raises_its_alarm_and_no_other(rule: str, plant: Plant) -> None:
    """F01-F13, A01-A05, R01-R04, C01-C08, H01: one fault, one alarm of its point."""
    # Guard: supervision/checks/__init__.py:CHECKS - a check that no point runs sees nothing.
    village = clean_village(1)
    plant(village)
    board, _ = imported(village)
    found = alarms(board)
    board.close()
    assert [code for code, _ in found] == [CODES.get(rule, rule)]


@pytest.mark.parametrize("seed", range(3))
def test_clean_villages_raise_no_alarm_about_money(seed: int) -> None:
    """An alarm that always rings is heard by none."""
    board, _ = imported(clean_village(seed), as_found=False)
    found = alarms(board)
    board.close()
    assert found == []
