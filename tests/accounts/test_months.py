"""Opening + income - expense = closing, month after month (facts 2.4)."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.builders import TODAY, a_voucher, keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.chart import AccountClass, Side, chart
from village_board.accounts.model import Line, MoneyPlace
from village_board.accounts.month_money import months
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.rules import balance, month_of, place_of, voucher_key, with_sums
from village_board.accounts.service import month_money, vouchers_of
from village_board.board import Board

CODES = ("101", "102", "10201", "10202", "112", "501", "50101", "513", "514", "151")
MONEY = ("101", "102", "10201", "10202")
AMOUNTS = st.integers(1, 10**9)


@st.composite
def vouchers(draw: st.DrawFn) -> list[tuple[date, list[tuple[str, int, int]]]]:
    """Return days with balanced lines."""
    made = []
    for _ in range(draw(st.integers(0, 12))):
        day = draw(st.dates(date(2025, 11, 1), date(2026, 4, 30)))
        pairs = draw(
            st.lists(st.tuples(st.sampled_from(CODES), st.sampled_from(CODES), AMOUNTS), min_size=1, max_size=3)
        )
        lines = [line for debit, credit, fen in pairs for line in ((debit, fen, 0), (credit, 0, fen))]
        made.append((day, lines))
    return made


@given(made=vouchers(), openings=st.lists(st.tuples(st.sampled_from(CODES), AMOUNTS, AMOUNTS), max_size=4))
@settings(max_examples=60)
def test_the_months_are_a_chain_that_ends_at_what_the_accounts_hold(
    made: list[tuple[date, list[tuple[str, int, int]]]], openings: list[tuple[str, int, int]]
) -> None:
    """Each month begins with the closing of the one before, and the last closing is what cash and bank hold."""
    # Guard: accounts/month_money.py:months - the home screen's sum does not agree with the books.
    board = memory_board(GivenClock(TODAY))
    keep(board, *(OpeningBalance(account=code, debit=debit, credit=credit) for code, debit, credit in openings))
    keep(board, *(a_voucher(f"记-{n}", day, *lines) for n, (day, lines) in enumerate(made)))
    chain = months(board.records())
    start = sum(debit - credit for code, debit, credit in openings if code in MONEY)
    held = start + sum(d - c for _, lines in made for code, d, c in lines if code in MONEY)
    assert [money.month for money in chain] == sorted({f"{day:%Y-%m}" for day, _ in made})
    for money in chain:
        assert money.opening == start
        assert money.opening + money.income - money.expense == money.closing
        assert money.income >= 0
        assert money.expense >= 0
        start = money.closing
    assert start == held
    board.close()


@given(amount=AMOUNTS, source=st.sampled_from(MONEY), target=st.sampled_from(MONEY))
def test_a_transfer_between_own_accounts_is_neither_income_nor_expense(amount: int, source: str, target: str) -> None:
    """Cash drawn from the bank makes the village neither richer nor poorer."""
    # Guard: accounts/rules.py:with_sums - income and expense are both too large on the wall.
    made = a_voucher("记-1", TODAY, (target, amount, 0), (source, 0, amount))
    assert (made.money_in, made.money_out) == (0, 0)


@pytest.mark.parametrize(
    ("lines", "moved"),
    [
        ([("102", 50_000, 0), ("501", 0, 50_000)], (50_000, 0)),
        ([("513", 1_200, 0), ("101", 0, 1_200)], (0, 1_200)),
        ([("102", 40_000, 0), ("101", 10_000, 0), ("501", 0, 50_000)], (50_000, 0)),
        ([("151", 90_000, 0), ("211", 0, 90_000)], (0, 0)),
        ([("101", 30_000, 0), ("102", 0, 100_000), ("513", 70_000, 0)], (0, 70_000)),
    ],
    ids=["rent in", "office out", "rent in two places", "on credit", "drawn and spent"],
)
def test_what_a_voucher_moves(lines: list[tuple[str, int, int]], moved: tuple[int, int]) -> None:
    """Money in and out is what cash and bank together gain or lose."""
    made = a_voucher("记-1", TODAY, *lines)
    assert (made.money_in, made.money_out) == moved
    assert balance(made.lines)[0] == balance(made.lines)[1]


def test_numbers_start_again_each_year() -> None:
    """记-001 of 2025 and of 2026 are two vouchers."""
    first, second = (a_voucher("记-001", date(year, 3, 5), ("101", 1, 0), ("501", 0, 1)) for year in (2025, 2026))
    assert first.key != second.key
    assert voucher_key("记-001", date(2026, 3, 5)) == second.key
    assert (first.month, month_of(date(2026, 12, 31))) == ("2025-03", "2026-12")


def test_sums_reckoned_twice_are_the_same() -> None:
    """An import of the same file changes nothing."""
    made = a_voucher("记-1", TODAY, ("101", 5, 0), ("501", 0, 5))
    assert with_sums(made) == made


def test_where_the_money_lies_is_told_only_where_it_is_one_place() -> None:
    """Cash, the basic account, an account for one purpose; two places have no name."""
    assert place_of([Line("101", 1, 0)]) is MoneyPlace.CASH
    assert place_of([Line("10201", 1, 0, "银行存款-基本户")]) is MoneyPlace.BASIC
    assert place_of([Line("10202", 1, 0, "银行存款-征地补偿专户")]) is MoneyPlace.EARMARKED
    assert place_of([Line("101", 1, 0), Line("102", 0, 1)]) is None
    assert place_of([Line("501", 0, 1)]) is None


def test_one_month_with_its_vouchers(board: Board) -> None:
    """By day, then by number; a month without vouchers is None."""
    keep(
        board,
        a_voucher("记-2", date(2026, 3, 9), ("513", 70, 0), ("101", 0, 70)),
        a_voucher("记-1", date(2026, 3, 9), ("101", 100, 0), ("501", 0, 100)),
        a_voucher("记-3", date(2026, 3, 2), ("101", 5, 0), ("501", 0, 5)),
        a_voucher("记-9", date(2026, 5, 1), ("101", 1, 0), ("501", 0, 1)),
    )
    records = board.records()
    assert [v.number for v in vouchers_of(records, "2026-03")] == ["记-3", "记-1", "记-2"]
    march = month_money(records, "2026-03")
    assert march is not None
    assert (march.opening, march.income, march.expense, march.closing) == (0, 105, 70, 35)
    may = month_money(records, "2026-05")
    assert may is not None
    assert may.opening == 35
    assert month_money(records, "2026-04") is None
    assert months(memory_board(GivenClock(TODAY)).records()) == []


def test_the_chart_has_the_42_accounts_of_the_system() -> None:
    """财会〔2023〕14号: 42 first-level accounts; a village's own lie below them."""
    accounts = list(chart())
    assert len(accounts) == len(chart()) == 42
    assert chart().find("50101") == chart().find("501") == chart().named("经营收入")
    assert chart().find("999") is None
    for text in ("5010", "", "50", "5O1", "５０１", "501.01"):
        assert chart().find(text) is None, text
    contra = {a.code for a in accounts if a.account_class is AccountClass.CONTRA_ASSET}
    assert contra == {"133", "152", "162"}
    assert {a.code for a in accounts if a.normal_side is Side.BOTH} == {"113", "154", "181", "321", "322"}
