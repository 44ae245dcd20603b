"""The demo's books beside its vouchers: whose they are, where the money lies, and what was compared."""

from __future__ import annotations

from datetime import date
from typing import Any

from village_board.accounts.books import keep_books
from village_board.accounts.books_model import BooksMode, MoneyAccount
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Closing
from village_board.accounts.months import last_day
from village_board.accounts.reconciliation import reconcile, register_money_account
from village_board.board import Board
from village_board.people.model import Actor


def play_ledger(board: Board, clerk: Actor, director: Actor, row: dict[str, Any]) -> None:
    """Say whose books these are, register where money lies, and compare every closed month with the statements."""
    records = board.records()
    start = Ledger(records).start or records.today
    with board.desk(director) as desk:
        keep_books(desk, BooksMode.DISCLOSURE_COPY, start, source=row["source"], decided_by=row["decided_by"])
    with board.desk(clerk) as desk:
        for account in row["account"]:
            given = (
                {**account, "opened_on": date.fromisoformat(account["opened_on"])}
                if "opened_on" in account
                else account
            )
            register_money_account(desk, MoneyAccount(**given))
    codes = [account["account"] for account in row["account"]]
    with board.desk(clerk) as desk:
        ledger = Ledger(desk)
        for month in sorted(closing.month for closing in desk.all(Closing)):
            held = ledger.balances(last_day(month))
            for code in codes:
                reconcile(desk, month, code, held.get(code, 0))
