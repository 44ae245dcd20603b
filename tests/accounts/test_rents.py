"""What contracts owe on the board, and the offers for them."""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests.support.builders import TODAY, Staff, keep
from village_board.accounts.plan_service import all_arrears, arrears_in
from village_board.accounts.receipts import Receipt
from village_board.accounts.registers import Bid, Contract, Direction, Instalment
from village_board.accounts.service import record_bids
from village_board.base.errors import NotFound, NotPermitted
from village_board.board import Board


def test_one_contract_owes_what_the_list_of_all_says(board: Board) -> None:
    """Grace, money carried forward and an early end count for one contract as for all: there is one truth."""
    # Guard: accounts/plan_service.py:arrears_in - a contract's own page calls a tenant late whom the list does not.
    past = TODAY - timedelta(days=10)
    kept = keep(
        board,
        Contract(number="HT-1", name="宽限", grace_days=30),
        Contract(number="HT-2", name="结转"),
        Contract(number="HT-3", name="提前结束", ended_on=past - timedelta(days=1)),
        Contract(number="HT-4", name="欠租"),
    )
    for n in range(1, 5):
        keep(board, Instalment(contract=f"HT-{n}", sequence=1, due_on=past, due=1000))
    keep(board, Receipt(contract="HT-2", on=past, amount=1000, carried=1000))
    records = board.records()
    every = {one.contract.number: one for one in all_arrears(records)}
    assert {one.number: arrears_in(records, one) for one in kept if isinstance(one, Contract)} == every
    assert {number: one.lacking for number, one in every.items()} == {"HT-1": 0, "HT-2": 0, "HT-3": 0, "HT-4": 1000}
    assert {number: one.unpaid for number, one in every.items()} == {"HT-1": 1000, "HT-2": 0, "HT-3": 0, "HT-4": 1000}


def test_the_contract_most_in_arrears_comes_first(board: Board) -> None:
    """Contracts without receivable instalments are not in the list."""
    keep(board, *(Contract(number=f"HT-{n}", name=f"合同{n}") for n in range(1, 5)))
    for number, paid in ((1, 900), (2, 100), (3, 1000)):
        keep(
            board,
            Instalment(contract=f"HT-{number}", sequence=1, due_on=TODAY - timedelta(days=1), due=1000, paid=paid),
        )
    keep(
        board,
        Instalment(contract="HT-4", sequence=1, due_on=TODAY, due=1000, direction=Direction.PAYABLE),
        Instalment(contract="HT-9", sequence=1, due_on=TODAY, due=1000),
    )
    assert [one.contract.number for one in all_arrears(board.records())] == ["HT-2", "HT-1", "HT-3"]


def test_bids_are_kept_with_the_reason_of_the_choice(board: Board, staff: Staff) -> None:
    """Three bids for a road: who, how much, which, why; only the office records them."""
    (kept,) = keep(board, Contract(number="HT-7", name="村道硬化"))
    bids = (Bid("甲建", 9_800_000), Bid("乙建", 9_650_000, chosen=True, reason="报价最低"), Bid("丙建", 9_900_000))
    with board.desk(staff.clerk) as desk:
        assert record_bids(desk, kept.id, bids).bids == bids
    with pytest.raises(NotPermitted), board.desk(staff.villager) as desk:
        record_bids(desk, kept.id, ())
    with pytest.raises(NotFound), board.desk(staff.clerk) as desk:
        record_bids(desk, "c2222222", ())
