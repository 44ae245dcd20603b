"""Months close in their order, only when the books are whole, and open again only with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from tinydb import where

from tests.accounts.own import own_books, posted, spending
from tests.support.builders import Staff, a_voucher, keep
from tests.support.clocks import GivenClock
from village_board.accounts.books import NotOwnBooks
from village_board.accounts.books_model import MoneyAccount, NumberSeries
from village_board.accounts.model import Closing, Voucher
from village_board.accounts.months import MonthNotOver, MonthWrong, last_day
from village_board.accounts.periods import (
    BooksBroken,
    ClosedOutOfOrder,
    MonthClosed,
    NothingClosed,
    NotTheLatest,
    ReopeningUnexplained,
    close_month,
    latest_closed,
    reopen_month,
)
from village_board.accounts.posting_refusals import PeriodClosed
from village_board.accounts.reconciliation import (
    DigitsWrong,
    NotAMoneyAccount,
    reconcile,
    reconciliation_findings,
    register_money_account,
    unreconciled,
)
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.people.acts import Act
from village_board.people.service import OFFICE


def close(board: Board, staff: Staff, *months: str) -> None:
    """Close months."""
    for month in months:
        with board.desk(staff.clerk) as desk:
            close_month(desk, month)


def test_months_close_in_their_order_and_only_when_they_are_over(board: Board, staff: Staff) -> None:
    """The first own month first, each once, none before its last day; a copy's months come by import."""
    # Guard: accounts/periods.py:close_month
    with pytest.raises(NotOwnBooks):
        close(board, staff, "2026-07")
    own_books(board, staff, since=date(2026, 7, 1))
    with pytest.raises(ClosedOutOfOrder) as caught:
        close(board, staff, "2026-08")
    assert caught.value.facts["next"] == "2026-07"
    close(board, staff, "2026-07", "2026-08")
    with pytest.raises(MonthClosed):
        close(board, staff, "2026-07")
    with pytest.raises(MonthNotOver):
        close(board, staff, "2026-09")
    with pytest.raises(MonthWrong):
        close(board, staff, "2026-13")
    assert latest_closed(board.records()) == "2026-08"


def test_nothing_is_posted_into_a_closed_month(board: Board, staff: Staff) -> None:
    """Nor into one before it."""
    # Guard: accounts/posting.py:check_open
    own_books(board, staff, since=date(2026, 7, 1))
    close(board, staff, "2026-07", "2026-08")
    for day in (date(2026, 8, 31), date(2026, 7, 2)):
        with pytest.raises(PeriodClosed) as caught:
            posted(board, staff, spending(100, day))
        assert caught.value.facts["month"] == "2026-08"
    posted(board, staff, spending(100, date(2026, 9, 1)))


def test_only_the_latest_month_opens_again_and_says_why(board: Board, staff: Staff) -> None:
    """Who, when and why stay with the month; closed again it keeps them."""
    # Guard: accounts/periods.py:reopen_month
    own_books(board, staff, since=date(2026, 7, 1))

    def reopen(month: str, reason: str) -> Closing:
        with board.desk(staff.director) as desk:
            return reopen_month(desk, month, reason)

    with pytest.raises(NothingClosed):
        reopen("2026-07", "漏记")
    close(board, staff, "2026-07", "2026-08")
    with pytest.raises(NotTheLatest):
        reopen("2026-07", "漏记")
    with pytest.raises(ReopeningUnexplained):
        reopen("2026-08", "  ")
    with pytest.raises(NotPermitted), board.desk(staff.clerk) as desk:
        reopen_month(desk, "2026-08", "漏记")
    opened = reopen("2026-08", "漏记一笔电费")
    assert [(one.by, one.reason) for one in opened.reopened] == [(staff.director.id, "漏记一笔电费")]
    posted(board, staff, spending(100, date(2026, 8, 31)))
    close(board, staff, "2026-08")
    (kept,) = board.records().find(Closing, where("month") == "2026-08")
    assert (kept.is_open, len(kept.reopened)) == (False, 1)


def test_a_month_that_does_not_balance_does_not_close(board: Board, staff: Staff) -> None:
    """Whatever was written past the program is found before the month is shown, with both sums."""
    # Guard: accounts/periods.py:closing_faults
    own_books(board, staff, since=date(2026, 7, 1))
    keep(board, a_voucher("外-1", date(2026, 7, 9), ("513", 100, 0), ("102", 0, 70)))
    with pytest.raises(BooksBroken) as caught:
        close(board, staff, "2026-07")
    fault = caught.value.facts["fault"]
    assert (fault.facts["debit"], fault.facts["credit"]) == (100, 70)  # type: ignore[attr-defined]


def test_a_number_that_the_program_gave_and_nobody_has_keeps_the_month_open(board: Board, staff: Staff) -> None:
    """A voucher taken out of the store leaves its number behind."""
    # Guard: accounts/periods.py:own_gaps
    own_books(board, staff, since=date(2026, 7, 1))
    made = [posted(board, staff, spending(100, date(2026, 7, n))) for n in (1, 2, 3)]
    with board.desk(OFFICE) as desk:
        desk.require(Act.IMPORT)
        desk.remove(desk.get(Voucher, made[1].id))
        desk.record("test")
    with pytest.raises(BooksBroken) as caught:
        close(board, staff, "2026-07")
    assert caught.value.facts["fault"].facts == {"n": 1, "series": "2026/记", "first": 2}  # type: ignore[attr-defined]
    assert [one.last for one in board.records().all(NumberSeries)] == [3]


def test_a_month_is_compared_with_the_statement_and_the_difference_named(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """P1: our closing balance beside the township's, by month and account; the difference is kept and named."""
    # Guard: accounts/reconciliation.py:reconciliation_findings
    keep(board, a_voucher("记-1", date(2026, 7, 9), ("10201", 500, 0), ("501", 0, 500)), Closing(month="2026-07"))
    assert unreconciled(board.records()) == [("2026-07", "10201")]
    with board.desk(staff.clerk) as desk:
        made = reconcile(desk, "2026-07", "102", 470, source="镇代理中心对账单", reason="手续费未入账")
    assert (made.ours, made.theirs, made.difference) == (500, 470, -30)
    assert unreconciled(board.records()) == []
    (found,) = reconciliation_findings(board.records())
    assert {name: found.message.facts[name] for name in ("ours", "theirs", "difference")} == {
        "ours": 500, "theirs": 470, "difference": 30,
    }  # fmt: skip
    keep(board, a_voucher("记-2", date(2026, 7, 31), ("513", 30, 0), ("10201", 0, 30)))
    assert reconciliation_findings(board.records()) == []
    for month, account, why in (("2026-09", "102", MonthNotOver), ("2026-07", "501", NotAMoneyAccount)):
        with pytest.raises(why), board.desk(staff.clerk) as desk:
            reconcile(desk, month, account, 1)


def test_of_a_bank_account_only_the_last_four_digits_are_kept(board: Board, staff: Staff) -> None:
    """P2: a whole number is refused; the same code again changes what stands."""
    # Guard: accounts/reconciliation.py:register_money_account
    basic = MoneyAccount(account="10201", bank="云溪农商行", last_digits="0417", purpose="基本户")
    for digits in ("6222021234567890417", "41", "04a7", "٠٤١٧"):
        with pytest.raises(DigitsWrong), board.desk(staff.clerk) as desk:
            register_money_account(desk, replace(basic, last_digits=digits))
    with pytest.raises(NotAMoneyAccount), board.desk(staff.clerk) as desk:
        register_money_account(desk, replace(basic, account="501"))
    with board.desk(staff.clerk) as desk:
        first = register_money_account(desk, basic)
    with board.desk(staff.clerk) as desk:
        assert register_money_account(desk, replace(basic, purpose="日常收支")).id == first.id


@pytest.mark.parametrize(("month", "last"), [("2024-02", date(2024, 2, 29)), ("2026-12", date(2026, 12, 31))])
def test_the_last_day_of_a_month(month: str, last: date) -> None:
    """Leap years and December."""
    assert last_day(month) == last
