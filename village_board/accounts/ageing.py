"""Receivables and payables by counterparty, with their age (账龄). Amounts in fen."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import date, timedelta

from village_board.accounts.chart import first_level
from village_board.accounts.layouts import AgeBand, age_bands, aged_accounts
from village_board.accounts.ledger import Ledger
from village_board.desk import Records


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

    def __init__(self) -> None:
        self.parts: deque[_Part] = deque()

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
    owed: dict[tuple[str, str], _Owed] = {}
    begun = (ledger.start or until) - timedelta(days=1)
    for account, fen in sorted(ledger.openings.items()):
        if first_level(account) in aged_accounts() and fen:
            owed.setdefault((account, ""), _Owed()).add(_Part(begun, fen, opening=True))
    for top in aged_accounts():
        for voucher in ledger.vouchers_on(top, until):
            for line in voucher.lines:
                if first_level(line.account) == top and line.debit != line.credit:
                    one = owed.setdefault((line.account, voucher.counterparty), _Owed())
                    one.add(_Part(voucher.dated, line.debit - line.credit))
    _settle_unnamed(owed)
    debts = [_debt(account, party, one, until) for (account, party), one in owed.items() if one.parts]
    return sorted(debts, key=lambda debt: (debt.since, -abs(debt.amount), debt.account, debt.counterparty))


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
