"""Daily balances, earmarked funds, and the age of what is owed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.accounts.test_ledger import board_with
from tests.support.builders import TODAY, a_voucher, keep
from village_board.accounts.ageing import ageing, band_of
from village_board.accounts.money import daily_balances, earmarked_funds, money_accounts
from village_board.accounts.opening_model import OpeningBalance
from village_board.board import Board


@given(
    moves=st.lists(st.tuples(st.integers(0, 60), st.integers(-500, 500).filter(bool)), max_size=12),
    opening=st.integers(0, 1000),
    first=st.integers(0, 60),
    days=st.integers(0, 60),
)
@settings(max_examples=25)
def test_days_are_a_chain_to_what_the_account_holds(
    moves: list[tuple[int, int]], opening: int, first: int, days: int
) -> None:
    """Opening + received - paid = closing, day by day; days without a move are left out."""
    # Guard: accounts/money.py:daily_balances
    begin = date(2026, 1, 1)
    vouchers = [
        a_voucher(
            f"记-{n}",
            begin + timedelta(days=day),
            ("101", max(fen, 0), max(-fen, 0)),
            ("501", max(-fen, 0), max(fen, 0)),
        )
        for n, (day, fen) in enumerate(moves)
    ]
    board = board_with([OpeningBalance(account="101", debit=opening)], vouchers)
    since, until = begin + timedelta(days=first), begin + timedelta(days=first + days)
    running = opening + sum(fen for day, fen in moves if day < first)
    for one in daily_balances(board.records(), "101", since, until):
        assert one.opening == running
        running = one.closing
        assert running == opening + sum(fen for day, fen in moves if begin + timedelta(days=day) <= one.day)
    assert running == opening + sum(fen for day, fen in moves if day <= first + days)
    board.close()


def test_money_lies_on_cash_and_bank_accounts_only(board: Board) -> None:
    """Receivables are no money."""
    keep(board, a_voucher("记-1", TODAY, ("10201", 7, 0), ("112", 5, 0), ("501", 0, 12)))
    assert money_accounts(board.records()) == {"10201": 7}


def test_an_earmarked_fund_by_project(board: Board) -> None:
    """Received, taken out, paid for its project, left, idle since; what is used up lies idle no more."""
    # Guard: accounts/money.py:earmarked_funds
    keep(
        board,
        OpeningBalance(account="24101", account_name="专项应付款-村道", credit=1_000),
        a_voucher("记-1", date(2026, 2, 1), ("102", 500, 0), ("24101", 0, 500), project="村道南段"),
        a_voucher("记-2", date(2026, 3, 1), ("153", 700, 0), ("102", 0, 700), project="村道南段"),
        a_voucher("记-3", date(2026, 3, 2), ("514", 90, 0), ("102", 0, 90), project="路灯"),
        a_voucher("记-4", date(2026, 4, 1), ("102", 80, 0), ("241", 0, 80), project="路灯"),
        a_voucher("记-5", date(2026, 5, 1), ("241", 80, 0), ("311", 0, 80), project="路灯"),
    )
    lamps, road = earmarked_funds(board.records())
    assert (road.received, road.spent, road.paid, road.left) == (1_500, 0, 700, 1_500)
    assert road.idle_since == date(2026, 3, 1)
    assert (lamps.name, lamps.received, lamps.spent, lamps.paid, lamps.left) == ("路灯", 80, 80, 90, 0)
    assert lamps.idle_since is None
    assert earmarked_funds(board.records(), date(2026, 2, 10))[0].idle_since == date(2026, 2, 1)


def test_a_reversal_takes_back_what_a_fund_received(board: Board) -> None:
    """What was booked by mistake was neither received nor spent."""
    keep(
        board,
        a_voucher("记-1", date(2026, 2, 1), ("102", 500, 0), ("241", 0, 500), project="路灯"),
        a_voucher("记-2", date(2026, 2, 2), ("241", 500, 0), ("102", 0, 500), project="路灯", reverses="2026/记-1"),
    )
    (fund,) = earmarked_funds(board.records())
    assert (fund.received, fund.spent) == (0, 0)


def test_a_payment_settles_the_oldest_part_of_a_debt(board: Board) -> None:
    """800 of March and 800 of July, 900 paid: 700 are owed, since July."""
    # Guard: accounts/ageing.py:_Owed.add
    keep(
        board,
        a_voucher("记-1", date(2025, 3, 1), ("112", 800, 0), ("501", 0, 800), counterparty="李阿福"),
        a_voucher("记-2", date(2026, 7, 1), ("112", 800, 0), ("501", 0, 800), counterparty="李阿福"),
        a_voucher("记-3", date(2026, 8, 1), ("102", 900, 0), ("112", 0, 900), counterparty="李阿福"),
        a_voucher("记-4", date(2024, 8, 1), ("151", 300, 0), ("211", 0, 300), counterparty="建筑队"),
    )
    owed_by_us, owed_to_us = ageing(board.records())
    assert (owed_to_us.counterparty, owed_to_us.amount, owed_to_us.since) == ("李阿福", 700, date(2026, 7, 1))
    assert (owed_by_us.amount, owed_by_us.bands) == (-300, {"three_years": -300})
    before = {debt.counterparty: debt.bands for debt in ageing(board.records(), date(2026, 7, 31))}
    assert before["李阿福"] == {"two_years": 800, "half_year": 800}


def test_payments_settle_what_stood_without_a_name(board: Board) -> None:
    """Openings and distributions for all have no name: who is paid settles them, and owes nothing."""
    # Guard: accounts/ageing.py:_settle_unnamed - twelve groups "owe" their own dividend.
    keep(
        board,
        OpeningBalance(account="112", debit=500),
        a_voucher("记-1", date(2026, 1, 5), ("102", 200, 0), ("112", 0, 200), counterparty="李阿福"),
        a_voucher("记-2", date(2026, 5, 1), ("322", 900, 0), ("11301", 0, 900)),
        a_voucher("记-3", date(2026, 5, 6), ("11301", 400, 0), ("102", 0, 400), counterparty="一组"),
        a_voucher("记-4", date(2026, 5, 6), ("11301", 500, 0), ("102", 0, 500), counterparty="二组"),
    )
    (left,) = ageing(board.records())
    assert (left.account, left.counterparty, left.amount, left.from_opening) == ("112", "", 300, True)
    assert left.since == date(2025, 12, 31)


@given(
    moves=st.lists(
        st.tuples(st.sampled_from("甲乙丙"), st.integers(0, 300), st.integers(-900, 900).filter(bool)), max_size=12
    )
)
@settings(max_examples=25)
def test_the_debts_add_up_to_the_account(moves: list[tuple[str, int, int]]) -> None:
    """However parts are settled, all debts together are the balance, and each is the sum of its bands."""
    vouchers = [
        a_voucher(
            f"记-{n}", date(2025, 6, 1) + timedelta(days=day),
            ("113", max(fen, 0), max(-fen, 0)), ("102", max(-fen, 0), max(fen, 0)), counterparty=who,
        )
        for n, (who, day, fen) in enumerate(moves)
    ]  # fmt: skip
    board = board_with([], vouchers)
    debts = ageing(board.records(), date(2027, 1, 1))
    assert sum(debt.amount for debt in debts) == sum(fen for *_, fen in moves)
    by_party = {who: sum(fen for party, _, fen in moves if party == who) for who in "甲乙丙"}
    assert {debt.counterparty: debt.amount for debt in debts} == {who: fen for who, fen in by_party.items() if fen}
    for debt in debts:
        assert sum(debt.bands.values()) == debt.amount
        assert len({fen > 0 for fen in debt.bands.values()}) == 1
    board.close()


@pytest.mark.parametrize(
    ("since", "until", "band"),
    [
        (date(2026, 1, 31), date(2026, 7, 31), "half_year"),
        (date(2026, 1, 31), date(2026, 8, 1), "year"),
        (date(2025, 8, 31), date(2026, 2, 28), "half_year"),
        (date(2025, 8, 31), date(2026, 3, 1), "year"),
        (date(2025, 1, 1), date(2026, 1, 1), "year"),
        (date(2020, 1, 1), date(2026, 1, 1), "longer"),
    ],
)
def test_a_band_ends_with_the_day_its_months_are_full(since: date, until: date, band: str) -> None:
    """Also where the month has no such day."""
    # Guard: accounts/ageing.py:_months_after
    assert band_of(since, until).key == band
