"""Faults in books and registers raise their alarm, at their record, and no other; clean villages raise none."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.accounts.faults.kinds import FAULTS
from tests.accounts.faults.test_faults import Plant, imported
from tests.accounts.faults.village import clean_village
from tests.support.builders import TODAY, a_voucher, keep
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


def test_every_point_about_money_land_and_contracts_has_its_fault() -> None:
    """A point without one could be silent for ever and nobody would know; F10 has its test below."""
    wanted = {point.code for point in shipped_points().values() if point.area in MONEY}
    assert {CODES.get(rule, rule) for rule, _ in FAULTS} - {"H01"} == wanted - {"F10"}


@pytest.mark.parametrize(("account", "seen"), [("999", ["F10"]), ("513", [])])
def test_f10_an_entry_on_an_account_that_the_chart_lacks_is_seen(board: Board, account: str, seen: list[str]) -> None:
    """F10: an import refuses such a voucher; a store that was restored or came from elsewhere may hold it."""
    # Guard: supervision/checks/books.py:unknown_account - money that is on no account of the sheets.
    day = TODAY - timedelta(days=3)
    lines = ((account, 5_000, 0), ("102", 0, 5_000))
    keep(board, a_voucher("记-1", day, *lines, approver="郑立新", approval_tier=1, oversight_stamp=True))
    assert [one.point for one in board.records().all(Alarm)] == seen


@pytest.mark.parametrize("seed", range(3))
def test_clean_villages_raise_no_alarm_about_money(seed: int) -> None:
    """An alarm that always rings is heard by none."""
    board, _ = imported(clean_village(seed), as_found=False)
    found = alarms(board)
    board.close()
    assert found == []


@pytest.mark.long
def test_fifty_clean_villages_raise_no_alarm_at_all() -> None:
    """Fifty villages whose books and registers are as they must be, each told of nothing by any point."""
    for seed in range(10, 60):
        board, _ = imported(clean_village(seed), as_found=False)
        check_everything(board.desk, board.records())
        assert [one.title for one in board.records().all(Alarm)] == [], seed
        board.close()
