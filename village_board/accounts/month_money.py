"""The money of months: cash and bank together. The first screen shows the last of them. Amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass

from village_board.accounts.chart import MONEY, first_level
from village_board.accounts.kept_totals import KeptTotals
from village_board.records import Records


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


def months(records: Records) -> list[MonthMoney]:
    """Return every month that has vouchers, the earliest first, each with its opening balance."""
    kept = KeptTotals(records)
    running = sum(fen for account, fen in kept.openings.items() if first_level(account) in MONEY)
    flows = kept.flows()
    result = []
    for month in kept.months:
        money = MonthMoney(month, running, flows[month][0], flows[month][1])
        running = money.closing
        result.append(money)
    return result
