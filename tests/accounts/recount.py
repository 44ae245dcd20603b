"""The books counted naively, line by line: the oracle of the ledger's tests. Shares no code with the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from village_board.accounts.model import Voucher
from village_board.accounts.opening_model import OpeningBalance

RESULT = ("50", "51", "52")


def trial(
    openings: Iterable[OpeningBalance], vouchers: Iterable[Voucher], first: date, last: date
) -> dict[str, tuple[int, int, int, int]]:
    """Return opening, debit, credit, closing of every account that held or moved something."""
    rows: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    moved = set()
    for opening in openings:
        rows[opening.account][0] += opening.debit - opening.credit
    for voucher in vouchers:
        for line in voucher.lines:
            if voucher.dated < first:
                rows[line.account][0] += line.debit - line.credit
            elif voucher.dated <= last:
                rows[line.account][1] += line.debit
                rows[line.account][2] += line.credit
                moved.add(line.account)
    return {
        account: (opening, debit, credit, opening + debit - credit)
        for account, (opening, debit, credit) in rows.items()
        if opening or account in moved
    }


def undistributed(openings: Iterable[OpeningBalance], vouchers: Iterable[Voucher], day: date) -> int:
    """Return what was earned and not given away by the end of a day."""
    rows = trial(openings, vouchers, date(1, 1, 1), day)
    return -sum(row[3] for account, row in rows.items() if account[:2] in RESULT or account[:3] in ("321", "322"))
