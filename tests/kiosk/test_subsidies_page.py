"""P14 on the kiosk: a batch shows policy, rate and sum; a parcel shows what its parts miss (R01)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from kiosk.pages.catalogue import SubsidiesPage
from kiosk.pages.registers import ResourcePage, ResourcesPage
from kiosk.pages.subsidies import SubsidyPage
from tests.kiosk.hall import entries, shelf_of
from tests.kiosk.test_pages import words_of
from tests.support.builders import TODAY, Staff, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.registers import Resource
from village_board.accounts.subsidies import ListLine, SubsidyBatch, SubsidyKind
from village_board.accounts.subsidy_service import correct_subsidy, record_subsidy
from village_board.board import Board

BATCH = SubsidyBatch(
    number="BT-1", policy="耕地地力保护补贴", subsidy=SubsidyKind.LAND, period="2026", rate=10_000, total=105_000,
    area=Decimal("10.50"), households=2, paid_on=TODAY,
    listed=(ListLine(3, "张三丰", Decimal("10.00"), 100_000), ListLine(4, "李四", Decimal("0.50"), 5_000)),
)  # fmt: skip


@pytest.fixture
def board() -> Iterator[Board]:
    """An empty board in memory, to be written."""
    made = memory_board(GivenClock(TODAY))
    yield made
    made.close()


@pytest.fixture
def batch(board: Board, staff: Staff) -> SubsidyBatch:
    """A recorded batch with its list."""
    with board.desk(staff.clerk) as desk:
        return record_subsidy(desk, BATCH)


def test_p14_a_batch_is_public_with_surnames_only(board: Board, batch: SubsidyBatch) -> None:
    """Policy, rate, area, households and sum; the list by group with surnames; one's own amount at the office."""
    # Guard: kiosk/pages/subsidies.py:SubsidyPage - a neighbour's full name hangs beside an amount.
    shown = words_of(SubsidyPage(batch.id).read(shelf_of(board)))
    for said in ("1,050.00", "100.00", "10.50", "张**", "3组", "村委会办公室"):
        assert said in shown
    assert "张三丰" not in shown
    assert [row.title for row in entries(SubsidiesPage().read(shelf_of(board)))][:1] == ["耕地地力保护补贴"]


def test_p14_a_corrected_batch_leads_to_the_one_before(board: Board, staff: Staff, batch: SubsidyBatch) -> None:
    """The list of batches shows the new one only; from it the old one opens, marked."""
    with board.desk(staff.clerk) as desk:
        new = correct_subsidy(desk, batch.id, {"rate": 20_000, "total": 210_000, "listed": ()}, "标准写错")
    rows = entries(SubsidiesPage().read(shelf_of(board)))
    assert [row.goto for row in rows] == [SubsidyPage(new.id)]
    sheet = SubsidyPage(new.id).read(shelf_of(board))
    assert "标准写错" in words_of(sheet)
    assert entries(sheet)[-1].goto == SubsidyPage(batch.id)


def test_r01_a_parcel_that_does_not_add_up_says_so_in_list_and_card(board: Board) -> None:
    """The difference is named and not hidden; a parcel that is right says nothing of it."""
    # Guard: kiosk/pages/registers.py:resource_entry - half a mu is gone and the wall shows nothing.
    right = Resource(number="1", name="东畈", area=Decimal("10.00"), area_let=Decimal("10.00"))
    kept, wrong = keep(board, right, replace(right, number="2", area_let=Decimal("9.50")))
    rows = entries(ResourcesPage().read(shelf_of(board)))
    assert ["差" in row.mark and "0.50" in row.mark for row in rows] == [False, True]
    assert "面积与四项之差" in words_of(ResourcePage(wrong.id).read(shelf_of(board)))
    assert "面积与四项之差" not in words_of(ResourcePage(kept.id).read(shelf_of(board)))
