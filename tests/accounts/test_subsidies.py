"""Subsidy and relief batches (P14): what was paid is rate times quantity, and no list names the poor."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, Staff, a_voucher, keep
from village_board.accounts import subsidies as rules
from village_board.accounts.asset_service import ReasonMissing
from village_board.accounts.subsidies import BatchStatus, ListLine, Rounding, SubsidyBatch, SubsidyKind
from village_board.accounts.subsidy_service import (
    BatchReplaced,
    NothingCorrected,
    correct_subsidy,
    record_subsidy,
    subsidies,
)
from village_board.base.errors import NotFound, NotPermitted, NumberTaken, Refused
from village_board.board import Board
from village_board.search.index import index_text


def a_batch(**values: Any) -> SubsidyBatch:
    """Return a farming subsidy: 120.50 yuan a mu over 345.67 mu for 98 households."""
    base: dict[str, Any] = {
        "number": "BT-1", "policy": "耕地地力保护补贴", "subsidy": SubsidyKind.LAND, "period": "2026",
        "rate": 12_050, "area": Decimal("345.67"), "households": 98, "total": 4_165_324, "paid_on": TODAY,
    }  # fmt: skip
    return SubsidyBatch(**{**base, **values})


def record(board: Board, staff: Staff, batch: SubsidyBatch) -> SubsidyBatch:
    """Record as the clerk."""
    with board.desk(staff.clerk) as desk:
        return record_subsidy(desk, batch)


def a_line(amount: int, name: str = "张三丰", group: int = 3) -> ListLine:
    """Return a line of a list."""
    return ListLine(group, name, Decimal("1.00"), amount)


@pytest.mark.parametrize(
    ("values", "lawful"),
    [
        ({}, True),
        ({"total": 4_165_323}, False),
        ({"total": 4_165_325}, False),
        ({"rounding": Rounding.FEN, "total": 4_165_324 + 49}, True),
        ({"rounding": Rounding.FEN, "total": 4_165_324 + 50}, False),
        ({"rounding": Rounding.YUAN, "total": 4_165_324 - 4_900}, True),
        ({"rounding": Rounding.YUAN, "total": 4_165_324 - 4_901}, False),
    ],
)
def test_p14_a_total_is_rate_times_quantity_within_the_rounding_named(
    board: Board, staff: Staff, values: dict[str, Any], *, lawful: bool
) -> None:
    """P14: 120.50 x 345.67 is 41,653.24 yuan; each household's rounding moves it by half of its unit at most."""
    # Guard: accounts/subsidies.py:broken_sums - a batch pays more than its rate.
    if lawful:
        assert record(board, staff, a_batch(**values)).title == "耕地地力保护补贴 2026"
    else:
        with pytest.raises(rules.TotalWrong, match="is 4165324"):
            record(board, staff, a_batch(**values))


@pytest.mark.parametrize(
    "values",
    [
        {"subsidy": SubsidyKind.RELIEF, "policy": "临时补助"},
        {"policy": "农村低保金"},
        {"policy": "困境儿童生活补贴"},
        {"policy": "大病医疗救助"},
        {"policy": "Relief for the poor"},
    ],
)
def test_p14_relief_never_has_a_list(board: Board, staff: Staff, values: dict[str, Any]) -> None:
    """P14: by its kind or by its words, relief for the poor, the ill or children is rate and headcount only."""
    # Guard: accounts/subsidies.py:relief - the neighbours read who is poor.
    batch = a_batch(**{"subsidy": SubsidyKind.HEAD, "rate": 100, "headcount": 2, "total": 200, **values})
    with pytest.raises(rules.ReliefHasNoList, match="hall"):
        record(board, staff, SubsidyBatch(**{**vars(batch), "listed": (a_line(100), a_line(100))}))
    assert record(board, staff, batch).headcount == 2


def test_p14_a_list_bears_surnames_only_and_adds_up(board: Board, staff: Staff) -> None:
    """Names are masked before anything is kept; nothing of them is searched."""
    # Guard: accounts/subsidy_service.py:_masked - a full name with its amount hangs in the hall.
    lines = (a_line(4_165_000), a_line(324, "欧阳修"), a_line(0, "李四 13812345678"))
    kept = record(board, staff, a_batch(listed=lines))
    assert [line.name for line in kept.listed][:2] == ["张**", "欧阳*"]
    assert "138" not in str(kept.listed)
    assert "张" not in str(index_text(kept))
    with pytest.raises(rules.ListWrong):
        record(board, staff, a_batch(number="BT-2", listed=lines[:1]))


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"number": " "}, rules.SubsidyIncomplete),
        ({"policy": ""}, rules.SubsidyIncomplete),
        ({"rate": 0}, rules.SubsidyIncomplete),
        ({"area": None}, rules.SubsidyIncomplete),
        ({"subsidy": SubsidyKind.HEAD}, rules.SubsidyIncomplete),
        ({"rounding": Rounding.JIAO, "households": None}, rules.SubsidyIncomplete),
        ({"total": 0}, rules.SubsidyIncomplete),
        ({"period": "去年"}, rules.PeriodWrong),
        ({"paid_on": TODAY + timedelta(days=1)}, rules.PaidInFuture),
        ({"voucher": "记-9"}, NotFound),
        ({"voucher": "记-2"}, NotFound),
        ({"voucher": "记-1"}, None),
    ],
)
def test_what_nobody_could_reckon_again_is_refused(
    board: Board, staff: Staff, values: dict[str, Any], refusal: type[Refused] | None
) -> None:
    """What is missing is named; the voucher must be in the books of that year."""
    keep(
        board,
        a_voucher("记-1", date(2026, 8, 1), ("241", 1, 0), ("102", 0, 1)),
        a_voucher("记-2", date(2025, 8, 1), ("241", 1, 0), ("102", 0, 1)),
    )
    if refusal is None:
        assert record(board, staff, a_batch(**values)).voucher == "记-1"
        return
    with pytest.raises(refusal):
        record(board, staff, a_batch(**values))


def test_a_correction_is_a_new_version_and_the_old_one_stays(board: Board, staff: Staff) -> None:
    """The list shows the one that holds; what it replaces is kept with its number, marked."""
    old = record(board, staff, a_batch())
    with pytest.raises(NumberTaken):
        record(board, staff, a_batch())
    with board.desk(staff.clerk) as desk:
        new = correct_subsidy(desk, old.id, {"rate": 12_000, "total": 4_148_040}, "标准写错")
    assert (new.version, new.replaces, new.why, new.total) == (2, old.id, "标准写错", 4_148_040)
    before = board.records().get(SubsidyBatch, old.id)
    assert (before.status, before.total) == (BatchStatus.SUPERSEDED, 4_165_324)
    assert [one.id for one in subsidies(board.records())] == [new.id]
    for id_, changes, why, refusal in (
        (old.id, {"rate": 1}, "x", BatchReplaced),
        (new.id, {"rate": 12_000}, "x", NothingCorrected),
        (new.id, {"rate": 11_000}, " ", ReasonMissing),
        (new.id, {"rate": 11_000}, "x", rules.TotalWrong),
    ):
        with pytest.raises(refusal), board.desk(staff.clerk) as desk:
            correct_subsidy(desk, id_, changes, why)


def test_only_the_office_records_batches(board: Board, staff: Staff) -> None:
    """A villager does not."""
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        record_subsidy(desk, a_batch())


def test_p14_no_field_could_hold_a_number_of_a_person() -> None:
    """No identity number, card or telephone has a place in a batch or in a line of its list."""
    names = " ".join((*SubsidyBatch.__dataclass_fields__, *ListLine.__dataclass_fields__))
    assert not [word for word in ("identity", "card", "phone", "birth", "bank") if word in names]


@given(rate=st.integers(1, 10**6), hundredths=st.lists(st.integers(1, 10**5), min_size=1, max_size=30))
def test_whatever_households_get_rounded_is_within_what_the_rounding_allows(rate: int, hundredths: list[int]) -> None:
    """Each household's amount rounded half up to the fen, jiao or yuan: the batch is never refused for it."""
    area = sum(hundredths)
    for rounding, unit in ((Rounding.FEN, 1), (Rounding.JIAO, 10), (Rounding.YUAN, 100)):
        total = sum((2 * rate * each + 100 * unit) // (200 * unit) * unit for each in hundredths)
        if total:
            batch = a_batch(rate=rate, area=Decimal(area).scaleb(-2), households=len(hundredths), total=total,
                            rounding=rounding)  # fmt: skip
            assert not list(rules.broken_batch(batch, TODAY))
