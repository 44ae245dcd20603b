"""Receivables and payables by counterparty, with their age (账龄). Amounts in fen."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tinydb import where

from village_board.accounts.chart import first_level
from village_board.accounts.kept_debts import (
    WHOLE,
    LedgerDebt,
    Moves,
    account_of,
    add_posted,
    debt_key,
    rows_of,
)
from village_board.accounts.layouts import AgeBand, age_bands, aged_accounts
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher
from village_board.accounts.months import last_day
from village_board.accounts.rules import month_of
from village_board.desk import Records

#: months of one debt that are read in one query.
_MONTHS_AT_ONCE = 6


@dataclass(frozen=True, slots=True)
class Debt:
    """What one counterparty owes the village (positive), or the village owes it (negative), on one account.

    Attributes:
        since: the day of the oldest part that is not settled.
        from_opening: that part stood in the opening balances, so it is older than `since` says.
        bands: what of the amount lies in each age band, by the band's key.
    """

    account: str
    counterparty: str
    amount: int
    since: date
    from_opening: bool
    bands: dict[str, int]


@dataclass(slots=True)
class _Part:
    since: date
    fen: int
    opening: bool = False


class _Owed:
    """What is owed between the village and one counterparty, settled from its oldest part on."""

    def __init__(self, parts: Iterable[_Part] = ()) -> None:
        self.parts: deque[_Part] = deque(parts)

    def add(self, part: _Part) -> None:
        left = part.fen
        while left and self.parts and (self.parts[0].fen > 0) != (left > 0):
            first = self.parts[0]
            settled = min(abs(left), abs(first.fen))
            sign = 1 if left > 0 else -1
            first.fen += sign * settled
            left -= sign * settled
            if not first.fen:
                self.parts.popleft()
        if left:
            self.parts.append(_Part(part.since, left, part.opening))


def ageing(records: Records, day: date | None = None) -> list[Debt]:
    """Return who owes what at the end of `day`, by default today: the oldest first, then the largest.

    The accounts are those of ``data/statements/ageing.toml``. A payment settles the oldest part. What a party paid
    above its own parts settles what stands on the same account without a name: an opening balance, or a distribution
    that was booked for all members in one voucher.
    """
    until = day or records.today
    ledger = Ledger(records)
    posted = _Kept(records) if ledger.is_whole else _Read(records)
    openings = {
        debt_key(account, ""): fen
        for account, fen in ledger.openings.items()
        if first_level(account) in aged_accounts() and fen
    }
    begun = (ledger.start or until) - timedelta(days=1)
    held = posted.balances(until)
    owed: dict[tuple[str, str], _Owed] = {}
    for debt in sorted(held.keys() | openings.keys()):
        if left := held.get(debt, 0) + openings.get(debt, 0):
            party, parts = _open(posted.newest(debt, until), left)
            lacking = left - sum(part.fen for part in parts)
            first = [_Part(begun, lacking, opening=True)] if lacking else []
            owed[account_of(debt), party] = _Owed([*first, *parts])
    _settle_unnamed(owed)
    debts = [_debt(account, party, one, until) for (account, party), one in owed.items() if one.parts]
    return sorted(debts, key=lambda debt: (debt.since, -abs(debt.amount), debt.account, debt.counterparty))


def _open(rows: Iterable[LedgerDebt], left: int) -> tuple[str, list[_Part]]:
    """Return with whom, and of which parts what is `left` is made, the oldest first.

    A payment settles the oldest part, so what is left is made of the newest ones, as far back as it reaches.
    """
    party, parts = "", list[_Part]()
    for row in rows:
        party = row.counterparty
        for part in reversed(row.parts):
            if left and (part.fen > 0) == (left > 0):
                taken = part.fen if abs(part.fen) < abs(left) else left
                parts.append(_Part(part.dated, taken))
                left -= taken
        if not left:
            break
    return party, parts[::-1]


class _Kept:
    """What is kept of the debts (`accounts.kept_debts`)."""

    def __init__(self, records: Records) -> None:
        self._records = records

    def balances(self, until: date) -> dict[str, int]:
        """Return what stood on each debt at the end of `until`; those that are absent, and 0, are settled."""
        held = {row.debt: row.debit - row.credit for row in self._records.find(LedgerDebt, where("is_open") == 1)}
        month = month_of(until)
        later = self._records.sums(LedgerDebt, ("debit", "credit"), where("month") > month, by="debt")
        for debt, of in later.items():
            held[debt] = held.get(debt, 0) - of["debit"] + of["credit"]
        if until.day != last_day(month).day:
            for row in self._records.find(LedgerDebt, where("month") == month):
                for part in row.parts:
                    held[row.debt] = held.get(row.debt, 0) - (part.fen if part.dated > until else 0)
        return held

    def newest(self, debt: str, until: date) -> Iterator[LedgerDebt]:
        """Yield the months of a debt up to `until`, the newest first."""
        mine = (where("debt") == debt) & (where("month") <= month_of(until)) & (where("month") > WHOLE)
        offset, more = 0, True
        while more:
            page = self._records.page(
                LedgerDebt, mine, order_by="month", descending=True, limit=_MONTHS_AT_ONCE, offset=offset
            )
            yield from (_until(row, until) for row in page.rows if row.parts)
            offset, more = offset + _MONTHS_AT_ONCE, page.more


class _Read:
    """The same, read from all vouchers, where nothing is kept of them yet."""

    def __init__(self, records: Records) -> None:
        moves: Moves = {}
        for voucher in records.all(Voucher):
            add_posted(moves, voucher, 1)
        self._months: dict[str, list[LedgerDebt]] = {}
        for row in sorted(rows_of(moves), key=lambda row: row.month, reverse=True):
            if row.month:
                self._months.setdefault(row.debt, []).append(row)

    def balances(self, until: date) -> dict[str, int]:
        """Return what stood on each debt at the end of `until`."""
        return {
            debt: sum(part.fen for row in rows for part in _until(row, until).parts)
            for debt, rows in self._months.items()
        }

    def newest(self, debt: str, until: date) -> Iterator[LedgerDebt]:
        """Yield the months of a debt up to `until`, the newest first."""
        return (_until(row, until) for row in self._months.get(debt, ()))


def _until(row: LedgerDebt, until: date) -> LedgerDebt:
    if row.month < month_of(until):
        return row
    return replace(row, parts=tuple(part for part in row.parts if part.dated <= until))


def _settle_unnamed(owed: dict[tuple[str, str], _Owed]) -> None:
    """Let what parties paid above their own parts settle what stands on the same account without a name."""
    for (account, party), one in sorted(owed.items()):
        unnamed = owed.get((account, ""))
        while party and unnamed and unnamed.parts and one.parts and not _same_side(unnamed.parts[0], one.parts[0]):
            unnamed.add(one.parts.popleft())


def _same_side(one: _Part, other: _Part) -> bool:
    return (one.fen > 0) == (other.fen > 0)


def _debt(account: str, party: str, one: _Owed, until: date) -> Debt:
    bands: dict[str, int] = {}
    for part in one.parts:
        key = band_of(part.since, until).key
        bands[key] = bands.get(key, 0) + part.fen
    oldest = min(one.parts, key=lambda part: part.since)
    return Debt(account, party, sum(part.fen for part in one.parts), oldest.since, oldest.opening, bands)


def band_of(since: date, until: date) -> AgeBand:
    """Return the age band of a debt of `since` on `until`; a band ends with the day its months are full."""
    for band in age_bands():
        if band.months is None or until <= _months_after(since, band.months):
            return band
    return age_bands()[-1]


def _months_after(day: date, months: int) -> date:
    """Return the same day so many months later, the last of the month where it has no such day."""
    at = day.year * 12 + day.month - 1 + months
    year, month = divmod(at, 12)
    following = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    return min(date(year, month + 1, 1) + timedelta(days=day.day - 1), following - timedelta(days=1))
