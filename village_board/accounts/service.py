"""Reading the accounts: a month in one line, its vouchers. Amounts in fen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tinydb import where

from village_board.accounts.chart import MONEY, first_level
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher
from village_board.accounts.month_money import MonthMoney
from village_board.desk import Desk, Records
from village_board.people.acts import Act

if TYPE_CHECKING:
    from village_board.accounts.registers import Bid, Contract


def month_money(records: Records, month: str) -> MonthMoney | None:
    """Return the money of ``2026-03``, None where that month has no voucher."""
    ledger = Ledger(records)
    flow = ledger.flow(month)
    if not flow[-1]:
        return None
    before = ledger.balances(date.fromisoformat(f"{month}-01") - timedelta(days=1))
    opening = sum(fen for account, fen in before.items() if first_level(account) in MONEY)
    return MonthMoney(month, opening, flow[0], flow[1])


def vouchers_of(records: Records, month: str) -> list[Voucher]:
    """Return the public vouchers of a month, by day and number."""
    found = [voucher for voucher in records.find(Voucher, where("month") == month) if voucher.public]
    return sorted(found, key=lambda voucher: (voucher.dated, voucher.number))


def waiting_of(records: Records, month: str) -> int:
    """Return how many vouchers of a month the public may not see yet: the sums of the month count them all the same."""
    return sum(not voucher.public for voucher in records.find(Voucher, where("month") == month))


def record_bids(desk: Desk, id: str, bids: tuple[Bid, ...]) -> Contract:  # noqa: A002
    """Write down who offered what for a contract, which offer was chosen, and why."""
    from village_board.accounts.registers import Contract  # noqa: PLC0415 - reading needs none

    desk.require(Act.RECORD_BIDS)
    contract = desk.put(replace(desk.get(Contract, id), bids=bids))
    desk.record(id)
    return contract
