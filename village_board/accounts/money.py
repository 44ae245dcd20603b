"""Where money lies and lay: daily balances of cash and bank, and earmarked funds by project. Amounts in fen."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from village_board.accounts.chart import EARMARKED_FUNDS, MONEY, first_level
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher
from village_board.desk import Records


@dataclass(frozen=True, slots=True)
class DayBalance:
    """One day of a money account on which something moved: opening + received - paid = closing."""

    day: date
    opening: int
    received: int
    paid: int

    @property
    def closing(self) -> int:
        """What lies there at the day's end."""
        return self.opening + self.received - self.paid


@dataclass(frozen=True, slots=True)
class Fund:
    """An earmarked fund (专项资金): received with its opening balance, spent, paid for its projects, left.

    Attributes:
        account: its code: below 241 one a fund; 241 itself with the project of the voucher.
        name: the account's own name, or that project.
        projects: the projects for which money came into it.
        received: its opening balance and what was credited.
        spent: what was taken out of the fund, also into the reserve when a project became an asset.
        paid: money that left cash and bank for its projects; for works this comes long before `spent`.
        idle_since: the last day on which it moved or was paid for; None: nothing is left.
    """

    account: str
    name: str
    projects: frozenset[str] = frozenset()
    received: int = 0
    spent: int = 0
    paid: int = 0
    idle_since: date | None = None

    @property
    def left(self) -> int:
        """What is left of it in the books."""
        return self.received - self.spent


def money_accounts(records: Records) -> dict[str, int]:
    """Return the accounts in which money lies or lay, with what they hold today."""
    ledger = Ledger(records)
    return {
        account: fen for account, fen in sorted(ledger.balances(records.today).items()) if first_level(account) in MONEY
    }


def daily_balances(
    records: Records, account: str, first: date, last: date, vouchers: Iterable[Voucher] | None = None
) -> list[DayBalance]:
    """Return the days from `first` to `last` on which `account`, or one below it, moved, each with its balances.

    Money moved between two accounts below it is received and paid. `vouchers`: all of the books, where somebody has
    read them already.
    """
    ledger = Ledger(records)
    held = ledger.balances(first - timedelta(days=1))
    running = sum(fen for code, fen in held.items() if code.startswith(account))
    moved: dict[date, tuple[int, int]] = {}
    for voucher in ledger.vouchers(first, last) if vouchers is None else _within(vouchers, first, last):
        lines = [line for line in voucher.lines if line.account.startswith(account)]
        if lines:
            received, paid = moved.get(voucher.dated, (0, 0))
            moved[voucher.dated] = (
                received + sum(line.debit for line in lines),
                paid + sum(line.credit for line in lines),
            )
    days = []
    for day in sorted(moved):
        days.append(DayBalance(day, running, *moved[day]))
        running = days[-1].closing
    return days


def earmarked_funds(records: Records, day: date | None = None, vouchers: Iterable[Voucher] | None = None) -> list[Fund]:
    """Return the earmarked funds (241) as they stood at the end of `day`, by default of today.

    A reversal takes back what it reverses, and is neither received nor spent. `vouchers`: all of the books, by their
    days, where somebody has read them already.
    """
    until = day or records.today
    ledger = Ledger(records)
    funds: dict[tuple[str, str], Fund] = {}
    if ledger.start is None:
        return []
    for account, fen in sorted(ledger.openings.items()):
        if first_level(account) == EARMARKED_FUNDS and fen:
            key = (account, _own_name(ledger, account))
            funds[key] = Fund(*key, received=-fen, idle_since=ledger.start - timedelta(days=1))
    until_then = ledger.vouchers(ledger.start, until) if vouchers is None else _within(vouchers, ledger.start, until)
    for voucher in until_then:
        for line in voucher.lines:
            if first_level(line.account) == EARMARKED_FUNDS:
                key = (line.account, _own_name(ledger, line.account) or voucher.project)
                funds[key] = _moved(funds.get(key, Fund(*key)), voucher, line.debit, line.credit)
    for key, fund in funds.items():
        funds[key] = _paid(fund, until_then)
    return [fund if fund.left else replace(fund, idle_since=None) for _, fund in sorted(funds.items())]


def _within(vouchers: Iterable[Voucher], first: date, last: date) -> list[Voucher]:
    return [voucher for voucher in vouchers if first <= voucher.dated <= last]


def _moved(fund: Fund, voucher: Voucher, debit: int, credit: int) -> Fund:
    """Return the fund after one line of a voucher."""
    if voucher.reverses:
        return replace(fund, received=fund.received - debit, spent=fund.spent - credit)
    return replace(
        fund,
        received=fund.received + credit,
        spent=fund.spent + debit,
        projects=fund.projects | ({voucher.project} - {""}),
        idle_since=voucher.dated,
    )


def _paid(fund: Fund, vouchers: Iterable[Voucher]) -> Fund:
    """Return the fund with what was paid for its projects; a fund that names none has that of its own name."""
    projects = fund.projects or {fund.name}
    paid, last = 0, fund.idle_since
    for voucher in vouchers:
        if voucher.project in projects and not any(
            first_level(line.account) == EARMARKED_FUNDS for line in voucher.lines
        ):
            paid += -voucher.money_in if voucher.reverses else voucher.money_out
            if voucher.money_out and (last is None or voucher.dated > last):
                last = voucher.dated
    return replace(fund, paid=paid, idle_since=last)


def _own_name(ledger: Ledger, account: str) -> str:
    """Return the name of an account below the first level without its first part; of 241 itself nothing."""
    return "" if account == first_level(account) else ledger.name(account).partition("-")[2] or account
