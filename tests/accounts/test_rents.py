"""What contracts owe by a day: due, paid, in arrears, and for how long."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.builders import TODAY, Staff, keep
from village_board.accounts.registers import Bid, Contract, Direction, Instalment
from village_board.accounts.service import record_bids, rent_of, rents
from village_board.base.errors import NotFound, NotPermitted
from village_board.board import Board

POND = Contract(number="HT-1", name="鱼塘承包")


def part(sequence: int, due_on: date, due: int, paid: int = 0, **values: object) -> Instalment:
    """Return an instalment of the pond's contract."""
    return Instalment(contract="HT-1", sequence=sequence, due_on=due_on, due=due, paid=paid, **values)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("today", "due", "arrears", "days"),
    [
        (date(2026, 3, 30), 0, 0, 0),
        (date(2026, 3, 31), 800_000, 800_000, 0),
        (date(2026, 4, 1), 800_000, 800_000, 1),
        (date(2026, 6, 30), 1_600_000, 1_600_000, 91),
    ],
)
def test_a_rent_is_late_from_the_day_after_it_was_due(today: date, due: int, arrears: int, days: int) -> None:
    """On the day itself it is due and not late; the oldest instalment counts the days."""
    # Guard: accounts/service.py:rent_of - a tenant is called late on the day of payment.
    plan = [part(1, date(2026, 3, 31), 800_000), part(2, date(2026, 6, 30), 800_000)]
    rent = rent_of(POND, plan, today)
    assert (rent.due, rent.arrears, rent.overdue_days) == (due, arrears, days)


def test_a_part_payment_leaves_the_rest_in_arrears() -> None:
    """Paid 500 of 800: 300 are missing, and the days run from its own due day."""
    plan = [part(1, date(2026, 3, 31), 800, 800), part(2, date(2026, 6, 30), 800, 500)]
    rent = rent_of(POND, plan, date(2026, 7, 10))
    assert (rent.due, rent.paid, rent.arrears, rent.overdue_days) == (1600, 1300, 300, 10)


def test_what_one_instalment_lacks_and_another_made_up_is_not_late() -> None:
    """Who paid 700 and then 900 owes nothing, and is not shown as late."""
    # Guard: accounts/service.py:rent_of - "0.00 yuan, 400 days late" on the wall.
    plan = [part(1, date(2025, 3, 31), 800, 700), part(2, date(2026, 3, 31), 800, 900)]
    rent = rent_of(POND, plan, TODAY)
    assert (rent.arrears, rent.overdue_days) == (0, 0)


def test_what_the_village_pays_is_no_rent() -> None:
    """Instalments to a builder are not owed to the village."""
    assert rent_of(POND, [part(1, date(2026, 1, 1), 800, direction=Direction.PAYABLE)], TODAY).due == 0


@given(
    plan=st.lists(
        st.tuples(st.integers(-400, 400), st.integers(1, 10**6), st.integers(0, 10**6)), min_size=1, max_size=8
    )
)
def test_arrears_and_days_late_agree(plan: list[tuple[int, int, int]]) -> None:
    """Days late only with arrears; arrears are never below nothing; nothing of the future counts."""
    parts = [part(n, TODAY + timedelta(days=offset), due, paid) for n, (offset, due, paid) in enumerate(plan)]
    rent = rent_of(POND, parts, TODAY)
    past = [(offset, due, paid) for offset, due, paid in plan if offset <= 0]
    assert rent.due == sum(due for _, due, _ in past)
    assert rent.arrears == max(rent.due - sum(paid for *_, paid in past), 0)
    assert rent.overdue_days >= 0
    if rent.arrears == 0:
        assert rent.overdue_days == 0
    elif all(due > paid for _, due, paid in past):
        assert rent.overdue_days == -min(offset for offset, *_ in past)


def test_the_contract_most_in_arrears_comes_first(board: Board) -> None:
    """Contracts without receivable instalments are not in the list."""
    keep(board, *(Contract(number=f"HT-{n}", name=f"合同{n}") for n in range(1, 5)))
    for number, paid in ((1, 900), (2, 100), (3, 1000)):
        keep(board, Instalment(contract=f"HT-{number}", sequence=1, due_on=TODAY, due=1000, paid=paid))
    keep(
        board,
        Instalment(contract="HT-4", sequence=1, due_on=TODAY, due=1000, direction=Direction.PAYABLE),
        Instalment(contract="HT-9", sequence=1, due_on=TODAY, due=1000),
    )
    assert [rent.contract.number for rent in rents(board.records())] == ["HT-2", "HT-1", "HT-3"]


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
