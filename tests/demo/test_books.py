"""The demo's books: its statements balance, every identity holds, and nothing in them is broken."""

from __future__ import annotations

from datetime import date

import pytest

from tests.accounts.recount import trial
from tests.demo.conftest import TODAY
from village_board.accounts.ageing import ageing
from village_board.accounts.books import books_of
from village_board.accounts.books_model import BooksMode, MoneyAccount
from village_board.accounts.breaks import breaks
from village_board.accounts.ledger import Ledger, recount
from village_board.accounts.model import Voucher
from village_board.accounts.money import earmarked_funds, money_accounts
from village_board.accounts.month_money import months
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.reconciliation import reconciliation_findings, unreconciled
from village_board.board import Board
from village_board.desk import Records

pytestmark = pytest.mark.xdist_group("demo")


@pytest.fixture
def records(board: Board) -> Records:
    """Return the demo's records."""
    return board.records()


def test_the_statements_balance_on_every_months_end(records: Records) -> None:
    """2.3 on the last day of every month and today, over the year's end with its carrying over."""
    # Guard: data/demo/demo_village/books.py:year_end
    ledger = Ledger(records)
    ends = [date.fromisoformat(f"{month}-28") for month in ledger.months] + [date(2025, 12, 31), TODAY]
    for day in ends:
        assert [str(found.message) for found in ledger.findings(day)] == []
    assert ledger.balance_sheet(TODAY).amount("assets") > 0


def test_the_trial_balance_is_the_files_own_count(records: Records) -> None:
    """Every account of the year, counted apart."""
    openings, vouchers = list(records.all(OpeningBalance)), list(records.all(Voucher))
    first = date(2026, 1, 1)
    rows = Ledger(records).trial_balance(first, TODAY).rows
    counted = {row.account: (row.opening, row.debit, row.credit, row.closing) for row in rows}
    assert counted == trial(openings, vouchers, first, TODAY)
    names = {row.account: row.name for row in rows}
    assert (names["10201"], names["51301"]) == ("银行存款-基本户", "管理费用-干部报酬")
    assert all(names.values())


def test_nothing_in_the_demos_books_is_broken(records: Records) -> None:
    """No gap, no break, no rule of F01 to F08: the demo is an honest village."""
    assert [(one.rule, str(one.message)) for one in breaks(records)] == []
    assert recount(records) == []


def test_money_and_months_agree(records: Records) -> None:
    """What lies in the accounts today is the closing of the newest month."""
    assert sum(money_accounts(records).values()) == months(records)[-1].closing


def test_members_owe_nothing_of_their_own_dividend(records: Records) -> None:
    """The dividend was booked for all and paid by group: no group owes it."""
    assert [debt for debt in ageing(records) if debt.account.startswith("113")] == []
    assert {fund.account for fund in earmarked_funds(records)} == {"24101", "24102", "24103", "24104"}


def test_the_copy_says_whose_books_it_shows_and_was_compared(records: Records) -> None:
    """P1: source, decision and day of the copy stand on the board; every closed month was reconciled."""
    books = books_of(records)
    assert (books.mode, books.copied_on) == (BooksMode.DISCLOSURE_COPY, TODAY)
    assert books.source
    assert books.decided_by
    assert unreconciled(records) == []
    assert reconciliation_findings(records) == []
    assert {one.account for one in records.all(MoneyAccount)} == {"101", "10201", "10202"}
