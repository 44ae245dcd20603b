"""What money was spent on, and the vouchers behind it, by what is kept of them: no year is read. Amounts in fen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from tinydb import where

from village_board.accounts.kept_model import RECEPTIONS, SPENT, LedgerTotal
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher
from village_board.accounts.months import last_day
from village_board.accounts.purposes import names_reception, spent_on
from village_board.desk import Records

#: vouchers that are asked for by their keys in one query.
_AT_ONCE = 500


class Spending:
    """The money of some months, both included: ``Spending(records, "2026-01", "2026-12")``.

    Where a board has vouchers from before this was kept, they are read, until the next voucher is written.
    """

    def __init__(self, records: Records, first: str, last: str) -> None:
        self._records = records
        self._ledger = Ledger(records)
        self._months = (where("period") >= first) & (where("period") <= last)
        self._first, self._last = date.fromisoformat(f"{first}-01"), last_day(last)

    def by_account(self) -> dict[str, int]:
        """Return for which accounts money went out; "" where no entry says it.

        Its sum is what went out of cash and bank together.
        """
        spent: dict[str, int] = {}
        if self._ledger.is_whole:
            of_use = (where("account") >= SPENT) & (where("account") < f"{SPENT}~")
            sums = self._records.sums(LedgerTotal, ("debit",), of_use & self._months, by="account")
            spent = {account.removeprefix(SPENT): of["debit"] for account, of in sums.items()}
        else:
            for voucher in self._all():
                for account, fen in spent_on(voucher).items():
                    spent[account] = spent.get(account, 0) + fen
        return {account: fen for account, fen in spent.items() if fen}

    def vouchers(self, accounts: Iterable[str]) -> list[Voucher]:
        """Return the vouchers whose money went out for one of exactly these accounts, by day and number."""
        wanted = set(accounts)
        found = self._behind(where("account") == f"{SPENT}{account}" for account in sorted(wanted))
        return [one for one in found if not wanted.isdisjoint(spent_on(one))]

    def receptions(self) -> list[Voucher]:
        """Return the vouchers that have words of a reception, by day and number."""
        return [one for one in self._behind([where("account") == RECEPTIONS]) if names_reception(one)]

    def posted(self, accounts: Sequence[str]) -> list[Voucher]:
        """Return the vouchers with a line on one of these accounts or below it, by day and number; no cash and bank."""
        codes = tuple(accounts)
        found = self._behind((where("account") >= code) & (where("account") < f"{code}~") for code in codes)
        return [one for one in found if any(line.account.startswith(codes) for line in one.lines)]

    def _behind(self, asked: Iterable[Any]) -> list[Voucher]:
        """Return the vouchers behind some totals, by day and number; perhaps others too."""
        if not self._ledger.is_whole:
            return self._all()
        keys: set[str] = set()
        for one in asked:
            for row in self._records.find(LedgerTotal, one & self._months):
                keys.update(row.vouchers)
        ordered = sorted(keys)
        found: list[Voucher] = []
        for start in range(0, len(ordered), _AT_ONCE):
            found += self._records.find(Voucher, where("key").one_of(ordered[start : start + _AT_ONCE]))
        within = [one for one in found if self._first <= one.dated <= self._last]
        return sorted(within, key=lambda voucher: (voucher.dated, voucher.number))

    def _all(self) -> list[Voucher]:
        return self._ledger.vouchers(self._first, self._last)
