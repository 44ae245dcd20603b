"""Reading the accounts: a month in one line, what contracts owe. Amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tinydb import where

from village_board.accounts.chart import MONEY, first_level
from village_board.accounts.model import OpeningBalance, Voucher
from village_board.accounts.registers import Bid, Contract, Direction, Instalment
from village_board.desk import Desk, Records
from village_board.people.acts import Act


@dataclass(frozen=True)
class MonthMoney:
    """One month of cash and bank together: opening + income - expense = closing (facts 2.4)."""

    month: str
    opening: int
    income: int
    expense: int

    @property
    def closing(self) -> int:
        """What is there at the month's end."""
        return self.opening + self.income - self.expense


@dataclass(frozen=True)
class Rent:
    """What a contract's instalments come to by a day: due by then, paid, and how long the oldest is late."""

    contract: Contract
    due: int
    paid: int
    overdue_days: int

    @property
    def arrears(self) -> int:
        """What is due and not paid."""
        return max(self.due - self.paid, 0)


def months(records: Records) -> list[MonthMoney]:
    """Return every month that has vouchers, the earliest first, each with its opening balance."""
    running = sum(
        balance.debit - balance.credit
        for balance in records.all(OpeningBalance)
        if first_level(balance.account) in MONEY
    )
    moved = records.sums(Voucher, ("money_in", "money_out"), by="month")
    result = []
    for month in sorted(moved):
        money = MonthMoney(month, running, moved[month]["money_in"], moved[month]["money_out"])
        running = money.closing
        result.append(money)
    return result


def month_money(records: Records, month: str) -> MonthMoney | None:
    """Return the money of ``2026-03``, None where that month has no voucher."""
    return next((money for money in months(records) if money.month == month), None)


def vouchers_of(records: Records, month: str) -> list[Voucher]:
    """Return the vouchers of a month, by day and number."""
    return sorted(records.find(Voucher, where("month") == month), key=lambda voucher: (voucher.dated, voucher.number))


def rent_of(contract: Contract, instalments: list[Instalment], today: date) -> Rent:
    """Return what `contract` was due to receive by `today`, what was paid, and how late the oldest unpaid is."""
    due = [part for part in instalments if part.direction is Direction.RECEIVABLE and part.due_on <= today]
    unpaid = [part.due_on for part in due if part.paid < part.due]
    rent = Rent(contract, sum(part.due for part in due), sum(part.paid for part in due), 0)
    # An instalment paid short may be made up by another paid over: then nothing is late.
    return replace(rent, overdue_days=(today - min(unpaid)).days) if unpaid and rent.arrears else rent


def rents(records: Records) -> list[Rent]:
    """Return the contracts that bring in money, those most in arrears first."""
    plans: dict[str, list[Instalment]] = {}
    for instalment in records.all(Instalment):
        if instalment.direction is Direction.RECEIVABLE:
            plans.setdefault(instalment.contract, []).append(instalment)
    found = [
        rent_of(contract, plans[contract.number], records.today)
        for contract in records.all(Contract)
        if contract.number in plans
    ]
    return sorted(found, key=lambda rent: (-rent.arrears, rent.contract.number))


def record_bids(desk: Desk, id: str, bids: tuple[Bid, ...]) -> Contract:  # noqa: A002
    """Write down who offered what for a contract, which offer was chosen, and why."""
    desk.require(Act.RECORD_BIDS)
    contract = desk.put(replace(desk.get(Contract, id), bids=bids))
    desk.record(id)
    return contract
