"""Reading the ledger: balances, trial balance, statements, by the totals kept with the vouchers. Amounts in fen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from tinydb import where

from village_board.accounts.chart import EQUITY_RESULT, RESULT, chart, first_level
from village_board.accounts.kept import RULES, count, count_all
from village_board.accounts.kept_model import (
    BESIDE,
    FIELDS,
    FLOW,
    NOTHING,
    STATE,
    TO_MEMBERS,
    TO_OTHERS,
    TO_RESERVE,
    Amounts,
    LedgerTotal,
    Totals,
    year_period,
)
from village_board.accounts.kept_totals import FIRST_PERIOD, KeptTotals, amounts_of
from village_board.accounts.model import Voucher
from village_board.accounts.rules import month_of
from village_board.base.finding import Finding
from village_board.desk import Records

if TYPE_CHECKING:
    from village_board.accounts.kept_debts import LedgerDebt
    from village_board.accounts.statements import Filling, Statement, TrialBalance

_DECEMBER = 12


class Ledger(KeptTotals):
    """The ledger as it stands, with balances and statements by the kept totals."""

    def flow(self, month: str) -> Amounts:
        """Return money in and out of one month, and the number of its vouchers last."""
        return self._by_account(month, month).get(FLOW, NOTHING)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of the accounts of the chart and of the village's own, those below with their first level."""
        from village_board.accounts.books_model import Account  # noqa: PLC0415

        named = {account.code: account.name for account in chart()}
        for own in self._records.all(Account):
            top = chart().find(own.code)
            named[own.code] = f"{top.name}-{own.name}" if top and own.name else own.name
        return named

    def name(self, account: str) -> str:
        """Return the name of an account; one that nobody named has that of its first level."""
        return self.names.get(account) or self.names.get(first_level(account), "")

    def moved(self, first: date, last: date) -> dict[str, Amounts]:
        """Return what was posted to each account from `first` to `last`, both included."""
        gathered: dict[str, Amounts] = {}
        for since, until, whole in _parts(first, self._rounded(last)):
            part = (
                self._by_account(month_of(since), month_of(until))
                if whole
                else _without_years(count(self.vouchers(since, until)))
            )
            for account, amounts in part.items():
                gathered[account] = _plus(gathered.get(account, NOTHING), amounts)
        return gathered

    def balances(self, day: date) -> dict[str, int]:
        """Return what every account held at the end of `day`, positive on the debit side."""
        held = dict(self.openings)
        day = self._rounded(day)
        moved = self._by_account(None, month_of(day)) if _is_month_end(day) else self._until(day)
        for account, amounts in moved.items():
            if account[0] != "~":
                held[account] = held.get(account, 0) + amounts[0] - amounts[1]
        return held

    def _rounded(self, day: date) -> date:
        """Return the end of the month of `day` where nothing was posted in between: its totals are kept."""
        end = _month_end(day)
        asked = (where("dated") > day.isoformat()) & (where("dated") <= end.isoformat())
        return end if day == end or not self._records.count(Voucher, asked) else day

    def _until(self, day: date) -> dict[str, Amounts]:
        before = day.replace(day=1) - timedelta(days=1)
        gathered = self._by_account(None, month_of(before))
        for account, amounts in self.moved(day.replace(day=1), day).items():
            gathered[account] = _plus(gathered.get(account, NOTHING), amounts)
        return gathered

    def vouchers(self, first: date, last: date) -> list[Voucher]:
        """Return the vouchers from `first` to `last`, by day and number."""
        asked = (where("dated") >= first.isoformat()) & (where("dated") <= last.isoformat())
        return sorted(self._records.find(Voucher, asked), key=lambda voucher: (voucher.dated, voucher.number))

    # Statements

    @property
    def start(self) -> date | None:
        """The first day of the first month that has vouchers; None: there is none."""
        return _first_of(self.months[0]) if self.months else None

    def trial_balance(self, first: date, last: date) -> TrialBalance:
        """Return the trial balance of a period, whole months or not."""
        from village_board.accounts.statements import Sides, trial_balance  # noqa: PLC0415

        opening = self.balances(first - timedelta(days=1))
        moved = {
            account: Sides(amounts[0], amounts[1])
            for account, amounts in self.moved(first, last).items()
            if account[0] != "~" and amounts[-1]
        }
        names = {account: self.name(account) for account in opening.keys() | moved.keys()}
        return trial_balance(first, last, opening, moved, names)

    def balance_sheet(self, day: date) -> Statement:
        """Return the balance sheet: the year's opening, or the books' where they begin in that year, and `day`."""
        from village_board.accounts.layouts import BALANCE_SHEET, layout  # noqa: PLC0415
        from village_board.accounts.statements import Filling, fill  # noqa: PLC0415

        first = date(day.year, 1, 1)
        opening = self.balances(first - timedelta(days=1))
        fillings = [Filling("year_opening", opening, {}), Filling("closing", self.balances(day), {})]
        return fill(layout(BALANCE_SHEET), first, day, fillings, self.names)

    def income(self, last: date, first: date | None = None) -> Statement:
        """Return income and distribution of the year up to `last`; with `first` also of the period from that day.

        Income and expense that were carried into the result are still income and expense. Of a year in which the
        books begin after January, the opening balances of income and expense are the year so far.
        """
        from village_board.accounts.layouts import INCOME, layout  # noqa: PLC0415
        from village_board.accounts.statements import fill  # noqa: PLC0415

        january = date(last.year, 1, 1)
        year = self._income_filling("year", january, last, whole_year=True)
        fillings = [year] if first is None else [self._income_filling("period", first, last, whole_year=False), year]
        return fill(layout(INCOME), first or january, last, fillings, self.names)

    def _income_filling(self, column: str, first: date, last: date, *, whole_year: bool) -> Filling:
        from village_board.accounts.statements import Filling  # noqa: PLC0415

        moved = self.moved(first, last)
        earned = {account: of[0] - of[1] - of[2] + of[3] for account, of in moved.items() if _is_result(account)}
        before = self.balances(first - timedelta(days=1))
        started_before = {} if not (whole_year and self._begins_within(first)) else before
        for account, fen in started_before.items():
            if _is_result(account):
                earned[account] = earned.get(account, 0) + fen
        opening = -sum(
            fen
            for account, fen in before.items()
            if first_level(account) in EQUITY_RESULT or (_is_result(account) and not started_before)
        )
        transfers = sum(of[1] - of[3] for account, of in moved.items() if first_level(account) in EQUITY_RESULT)
        figures = {"opening": opening, "transfers": transfers}
        for figure, key in (("reserve", TO_RESERVE), ("members", TO_MEMBERS), ("others", TO_OTHERS)):
            figures[figure] = moved.get(key, NOTHING)[0]
        return Filling(column, earned, figures)

    def _begins_within(self, january: date) -> bool:
        return self.start is not None and january < self.start <= date(january.year, _DECEMBER, 31)

    def income_by_month(self, first: date, last: date) -> dict[str, dict[str, int]]:
        """Return for each month what every account of income (positive) and expense (negative) brought."""
        return {
            month: {
                account: of[1] - of[0] - of[3] + of[2]
                for account, of in sorted(self._by_account(month, month).items())
                if _is_result(account)
            }
            for month in self.months
            if month_of(first) <= month <= month_of(last)
        }

    def findings(self, day: date) -> list[Finding]:
        """Return the identities of 2.3 that do not hold on `day`, each with both its numbers."""
        from village_board.accounts import identities  # noqa: PLC0415

        january = date(day.year, 1, 1)
        sheet, income = self.balance_sheet(day), self.income(day)
        this = self.trial_balance(january, day)
        before = self.trial_balance(date(day.year - 1, 1, 1), january - timedelta(days=1))
        return [
            *identities.trial_findings(this),
            *identities.sheet_findings(sheet),
            *identities.income_findings(income, sheet),
            *identities.chain_findings(before, this),
        ]

    # By the kept totals

    @property
    def is_whole(self) -> bool:
        """Whether all is kept that this program keeps: uses, debts and the vouchers behind the totals too."""
        return self._state == RULES

    def _by_account(self, first: str | None, last: str) -> dict[str, Amounts]:
        """Return the sums of whole months by account; `first` None: from the beginning."""
        gathered: dict[str, Amounts] = {}
        for low, high in _ranges(first, last):
            for account, amounts in self._sums(low, high).items():
                gathered[account] = _plus(gathered.get(account, NOTHING), amounts)
        return gathered

    def _sums(self, low: str, high: str) -> dict[str, Amounts]:
        if self._counted is None:
            asked = (where("period") >= low) & (where("period") <= high) & (where("account") < BESIDE)
            sums = self._records.sums(LedgerTotal, FIELDS, asked, by="account")
            return {account: amounts_of(of) for account, of in sums.items()}
        gathered: dict[str, Amounts] = {}
        for (period, account), amounts in self._counted.items():
            if low <= period <= high and account < BESIDE:
                gathered[account] = _plus(gathered.get(account, NOTHING), amounts)
        return gathered


def recount(records: Records) -> list[Finding]:
    """Count every voucher again, and return what does not balance and what the kept totals say differently."""
    from village_board.accounts.identities import kept_findings, voucher_findings  # noqa: PLC0415
    from village_board.accounts.kept_debts import LedgerDebt, rows_of  # noqa: PLC0415

    vouchers = list(records.all(Voucher))
    found = list(voucher_findings(vouchers))
    counted = count_all(vouchers)
    rows = [row for row in records.all(LedgerTotal) if row.period != STATE]
    kept = {
        (row.period, row.account): (row.debit, row.credit, row.carried_debit, row.carried_credit, row.entries)
        for row in rows
    }
    if not kept:
        return found
    if not Ledger(records).is_whole:
        return [*found, *kept_findings(kept, {at: of for at, of in counted.totals.items() if at[1] < BESIDE})]
    keys = {(row.period, row.account): row.vouchers for row in rows if row.vouchers}
    wanted = {at: tuple(sorted(of.elements())) for at, of in counted.keys.items()}
    found += kept_findings(kept, counted.totals)
    found += kept_findings(
        {at: (0, 0, 0, 0, len(of)) for at, of in keys.items() if of != wanted.get(at)},
        {at: (0, 0, 0, 0, len(of)) for at, of in wanted.items() if of != keys.get(at)},
    )
    return [*found, *kept_findings(_of_debts(records.all(LedgerDebt)), _of_debts(rows_of(counted.debts)))]


def _of_debts(rows: Iterable[LedgerDebt]) -> Totals:
    """Return debts as `kept_findings` compares them, the whole as the period of no month."""
    return {
        (row.month or "*", row.debt): (row.debit, row.credit, 0, 0, len(row.parts))
        for row in rows
        if row.debit or row.credit or row.parts
    }


def _plus(one: Amounts, other: Amounts) -> Amounts:
    return (one[0] + other[0], one[1] + other[1], one[2] + other[2], one[3] + other[3], one[4] + other[4])


def _is_result(account: str) -> bool:
    found = chart().find(first_level(account))
    return found is not None and found.account_class in RESULT


def _without_years(totals: Totals) -> dict[str, Amounts]:
    gathered: dict[str, Amounts] = {}
    for (period, account), amounts in totals.items():
        if period[0] != "Y":
            gathered[account] = _plus(gathered.get(account, NOTHING), amounts)
    return gathered


def _ranges(first: str | None, last: str) -> Iterator[tuple[str, str]]:
    """Yield ranges of periods, whole years where there are any, that together are the months from first to last."""
    year = int(last[:4])
    if first is None:
        yield FIRST_PERIOD, year_period(f"{year - 1:04d}")
        yield f"{year:04d}-01", last
    elif first[:4] == last[:4]:
        yield first, last
    elif first < last:
        yield first, f"{first[:4]}-12"
        if int(first[:4]) + 1 < year:
            yield year_period(f"{int(first[:4]) + 1:04d}"), year_period(f"{year - 1:04d}")
        yield f"{year:04d}-01", last


def _parts(first: date, last: date) -> Iterator[tuple[date, date, bool]]:
    """Yield the parts of a span of days: a broken month, whole months, a broken month; the third tells which."""
    if first > last:
        return
    if first.day != 1:
        end = min(last, _month_end(first))
        yield first, end, False
        first = end + timedelta(days=1)
    if first > last:
        return
    if _is_month_end(last):
        yield first, last, True
        return
    begin = last.replace(day=1)
    if first < begin:
        yield first, begin - timedelta(days=1), True
    yield begin, last, False


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def _is_month_end(day: date) -> bool:
    return (day + timedelta(days=1)).day == 1


def _first_of(month: str) -> date:
    return date.fromisoformat(f"{month}-01")
