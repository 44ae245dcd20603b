"""The totals that the ledger keeps beside its vouchers; whoever reads them needs no voucher. Amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say

FIELDS = ("debit", "credit", "carried_debit", "carried_credit", "entries")
#: not accounts: money in and out of cash and bank together, and to whom the result went.
FLOW, TO_RESERVE, TO_MEMBERS, TO_OTHERS = "~flow", "~reserve", "~members", "~others"
#: what begins with this sorts behind every account and is no part of any balance.
BESIDE = "~~"
#: money that went out for an account (its code follows), and vouchers that have words of a reception.
SPENT, RECEPTIONS = f"{BESIDE}spent/", f"{BESIDE}receptions"
#: the row that says that the totals are whole; a board from before they were kept has none. Its account says by which
#: rules: rows that were kept by others are counted anew with the next voucher.
STATE = "state"

Amounts = tuple[int, int, int, int, int]
Totals = dict[tuple[str, str], Amounts]
NOTHING: Amounts = (0, 0, 0, 0, 0)


@dataclass(frozen=True, kw_only=True)
class LedgerTotal(InternalRecord):
    """What a month or a year moved on an account, in fen.

    Attributes:
        carried_debit: of the debit, what only carried income and expense into the year's result (结转).
        carried_credit: the same of the credit.
        entries: lines; of `FLOW`, `SPENT` and `RECEPTIONS` vouchers.
        vouchers: of a month: the keys of the vouchers that stand behind it; of cash and bank none.
    """

    KIND: ClassVar[Kind] = Kind(
        name="ledger_total",
        collection="ledger_totals",
        prefix="lt",
        label=say("total of the ledger"),
        fields={"period": str, "account": str, **dict.fromkeys(FIELDS, int)},
        indexes=(("period", "account", *FIELDS), ("account", "period", *FIELDS)),
        logged=False,
    )

    period: str
    account: str
    debit: int = 0
    credit: int = 0
    carried_debit: int = 0
    carried_credit: int = 0
    entries: int = 0
    vouchers: tuple[str, ...] = ()


def year_period(year: int | str) -> str:
    """Return the period of a year; it sorts behind every month."""
    return f"Y{year}"
