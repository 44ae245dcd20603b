"""What is broken in imported books is found, once each, with its numbers; clean books have nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from tests.support.builders import TODAY, a_voucher, keep
from village_board.accounts.breaks import Break, breaks, missing_months, number_gaps
from village_board.accounts.model import Closing, Voucher
from village_board.accounts.opening_model import OpeningBalance
from village_board.base.kind import Record
from village_board.board import Board

MONTHS = [f"2026-{n:02d}" for n in range(1, 9)]
SIGNED = {"approver": "郑立新", "approval_tier": 1, "oversight_stamp": True}


def clean_books() -> list[Record]:
    """Return eight months of one receipt and one payment each, approved, stamped and closed."""
    made: list[Record] = [OpeningBalance(account="102", debit=500), OpeningBalance(account="301", credit=500)]
    for n, month in enumerate(MONTHS):
        day = date.fromisoformat(f"{month}-10")
        made.append(a_voucher(f"记-{2 * n + 1:04d}", day, ("102", 90_000, 0), ("501", 0, 90_000)))
        paid = a_voucher(
            f"记-{2 * n + 2:04d}", day, ("513", 80_000, 0), ("102", 0, 80_000), counterparty="供电所", **SIGNED
        )
        made += [paid, Closing(month=month)]
    return made


def found(board: Board, *more: Record, without: Callable[[Record], bool] = lambda _: False) -> list[Break]:
    """Return the breaks of clean books with something more or less."""
    records = [record for record in clean_books() if not without(record)]
    for cls in (OpeningBalance, Voucher, Closing):
        keep(board, *(record for record in (*records, *more) if isinstance(record, cls)))
    return breaks(board.records())


def test_clean_books_have_nothing(board: Board) -> None:
    """No finding without a fault."""
    assert found(board) == []


def number(record: Record) -> str:
    """Return the number of a voucher."""
    return record.number if isinstance(record, Voucher) else ""


def month_of(record: Record) -> str:
    """Return the month of a voucher or a closing."""
    return record.month if isinstance(record, Voucher | Closing) else ""


@pytest.mark.parametrize(
    ("rule", "more", "without", "facts"),
    [
        ("gap", (), lambda r: number(r) == "记-0005", {"n": 1, "shown": "5"}),
        ("month", (), lambda r: month_of(r) == "2026-04", {"month": "2026-04"}),
        ("F08", (), lambda r: isinstance(r, Closing) and r.month == "2026-07", {"month": "2026-07", "n": 27}),
        ("F08", (OpeningBalance(account="112", debit=7),), lambda _: False, {"debit": 507, "credit": 500}),
        (
            "F08",
            (a_voucher("记-0017", date(2026, 8, 20), ("513", 9, 0), ("102", 0, 8), **SIGNED),),
            lambda _: False,
            {"debit": 9, "credit": 8},
        ),
        (
            "account",
            (a_voucher("记-0017", date(2026, 8, 20), ("999", 9, 0), ("102", 0, 9), **SIGNED),),
            lambda _: False,
            {"account": "999", "amount": 9},
        ),
        (
            "F04",
            (a_voucher("记-0017", date(2026, 8, 20), ("513", 200_001, 0), ("102", 0, 200_001), **SIGNED),),
            lambda _: False,
            {"amount": 200_001, "tier": 2},
        ),
        (
            "F04",
            (a_voucher("记-0017", date(2026, 8, 20), ("513", 9, 0), ("102", 0, 9), approver="郑立新"),),
            lambda _: False,
            {"amount": 9},
        ),
        (
            "F06",
            (
                a_voucher(
                    "记-0017", date(2026, 8, 20), ("513", 9, 0), ("102", 0, 9), summary="上级来人招待费", **SIGNED
                ),
            ),
            lambda _: False,
            {"amount": 9},
        ),
        (
            "F01",
            (a_voucher("记-0017", date(2026, 8, 20), ("101", 500_001, 0), ("501", 0, 500_001)),),
            lambda _: False,
            {"held": 500_001, "limit": 500_000},
        ),
        (
            "F07",
            (a_voucher("记-0017", date(2026, 2, 20), ("102", 9, 0), ("241", 0, 9), project="路灯"),),
            lambda _: False,
            {"project": "路灯", "left": 9, "n": 193},
        ),
    ],
)
def test_one_fault_is_one_finding_with_its_numbers(
    board: Board, rule: str, more: tuple[Record, ...], without: Callable[[Record], bool], facts: dict[str, object]
) -> None:
    """F01-F08, gaps and breaks: the rule, the numbers, and nothing else."""
    # Guard: accounts/breaks.py - a fault that nobody sees.
    made = [one for one in found(board, *more, without=without) if one.rule == rule]
    assert len(made) == 1
    assert facts.items() <= made[0].message.facts.items()


def test_a_payment_in_cash_above_the_settlement_point(board: Board) -> None:
    """F02: paid from cash in one voucher; a transfer to the bank is none."""
    cash = a_voucher("记-0017", date(2026, 8, 20), ("101", 300_000, 0), ("501", 0, 300_000))
    paid = a_voucher("记-0018", date(2026, 8, 20), ("513", 100_001, 0), ("101", 0, 100_001), **SIGNED)
    moved = a_voucher("记-0019", date(2026, 8, 20), ("102", 199_999, 0), ("101", 0, 199_999))
    (one,) = found(board, cash, paid, moved)
    assert (one.rule, one.message.facts["paid"], one.red) == ("F02", 100_001, False)


@pytest.mark.parametrize(("days", "split"), [(7, True), (8, False)])
def test_a_payment_split_in_two(board: Board, days: int, split: bool) -> None:
    """F05: same payee and purpose within seven days, each under a tier and together over it."""
    # Guard: accounts/breaks.py:split_payments
    first = date(2026, 8, 12)
    parts = [
        a_voucher(f"记-{17 + n:04d}", day, ("514", 150_000, 0), ("102", 0, 150_000), counterparty="建筑队", **SIGNED)
        for n, day in enumerate((first, first + timedelta(days=days)))
    ]
    made = found(board, *parts)
    assert [(one.rule, one.message.facts["total"]) for one in made] == ([("F05", 300_000)] if split else [])


def test_the_first_series_of_books_that_begin_within_a_year_needs_no_number_one() -> None:
    """Books that came in December begin with their own number; the next year's begin at 1."""
    # Guard: accounts/breaks.py:number_gaps
    lines = (("101", 5, 0), ("501", 0, 5))
    vouchers = [a_voucher(f"记-{n}", date(2025, 12, n - 500), *lines) for n in (501, 502)]
    vouchers += [a_voucher(f"记-{n}", date(2026, 1, n), *lines) for n in (2, 3)]
    (gap,) = number_gaps(vouchers)
    assert gap.message.facts == {"series": "2026/记-", "n": 1, "shown": "1"}


def test_months_without_a_voucher_between_others() -> None:
    """Over a year's end; the present month may still be empty."""
    assert [one.message.facts["month"] for one in missing_months(["2025-11", "2026-02"])] == ["2025-12", "2026-01"]
    assert list(missing_months([])) == []
    assert date(2026, 8, 31) < TODAY
