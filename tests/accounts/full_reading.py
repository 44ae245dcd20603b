"""Debts, uses, pay and receptions read from every voucher: the oracle of what is kept. Slow, and plain to see."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from datetime import date, timedelta

from village_board.accounts.model import Voucher
from village_board.accounts.opening_model import OpeningBalance

AGED = ("112", "113", "211")
MONEY = ("101", "102")

#: since, fen, whether it stood in the opening balances
Part = tuple[date, int, bool]


def settled(parts: deque[Part], part: Part) -> None:
    """Add a part; what stands on the other side is settled by it, the oldest first."""
    since, left, opening = part
    while left and parts and parts[0][1] * left < 0:
        first_since, fen, first_opening = parts.popleft()
        if abs(fen) > abs(left):
            parts.appendleft((first_since, fen + left, first_opening))
            left = 0
        else:
            left += fen
    if left:
        parts.append((since, left, opening))


def debts(
    openings: Iterable[OpeningBalance], vouchers: Iterable[Voucher], until: date
) -> dict[tuple[str, str], list[Part]]:
    """Return the open parts of every account and party, each voucher after the other."""
    owed: dict[tuple[str, str], deque[Part]] = {}
    vouchers = sorted(vouchers, key=lambda one: (one.dated, one.number))
    begun = (vouchers[0].dated.replace(day=1) if vouchers else until) - timedelta(days=1)
    held: dict[str, int] = {}
    for opening in openings:
        held[opening.account] = held.get(opening.account, 0) + opening.debit - opening.credit
    for account, fen in held.items():
        if account.startswith(AGED) and fen:
            settled(owed.setdefault((account, ""), deque()), (begun, fen, True))
    for voucher in vouchers:
        for line in voucher.lines:
            if voucher.dated <= until and line.account.startswith(AGED):
                parts = owed.setdefault((line.account, voucher.counterparty), deque())
                settled(parts, (voucher.dated, line.debit - line.credit, False))
    for (account, party), mine in sorted(owed.items()):
        unnamed = owed.get((account, ""), deque())
        while party and unnamed and mine and unnamed[0][1] * mine[0][1] < 0:
            settled(unnamed, mine.popleft())
    return {key: list(mine) for key, mine in owed.items() if mine}


def spent(vouchers: Iterable[Voucher]) -> dict[str, int]:
    """Return for which accounts money went out."""
    found: dict[str, int] = {}
    for voucher in vouchers:
        left = max(
            -sum(line.debit - line.credit for line in voucher.lines if line.account.startswith(MONEY)),
            0,
        )
        for line in voucher.lines:
            if not line.account.startswith(MONEY):
                part = min(max(line.debit - line.credit, 0), left)
                found[line.account] = found.get(line.account, 0) + part
                left -= part
        found[""] = found.get("", 0) + left
    return {account: fen for account, fen in found.items() if fen}
