"""Reading what the ledger keeps: opening balances, and the totals of months. The first screen asks no more of it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

from tinydb import where

from village_board.accounts.kept_model import (
    FIELDS,
    FLOW,
    STATE,
    Amounts,
    LedgerTotal,
    Totals,
    year_period,
)
from village_board.accounts.opening_model import OpeningBalance
from village_board.records import Records

#: what sorts before it is a month, what follows is a year.
FIRST_PERIOD = year_period("")


class KeptTotals:
    """The totals as they stand; made for one reading, since it remembers what it read.

    Where a board has vouchers from before totals were kept, they are counted here from the vouchers, until the next
    voucher is written.
    """

    def __init__(self, records: Records) -> None:
        self._records = records

    @cached_property
    def openings(self) -> dict[str, int]:
        """What every account held before the first voucher."""
        held: dict[str, int] = {}
        for opening in self._records.all(OpeningBalance):
            held[opening.account] = held.get(opening.account, 0) + opening.debit - opening.credit
        return held

    @cached_property
    def months(self) -> list[str]:
        """The months that have vouchers, the earliest first."""
        return [period for period, amounts in sorted(self.flows().items()) if amounts[-1]]

    def flows(self) -> dict[str, Amounts]:
        """Return, for each month, money in and out of cash and bank together, and the number of vouchers last."""
        if self._counted is not None:
            return {
                period: of for (period, account), of in self._counted.items() if account == FLOW and period[0] != "Y"
            }
        asked = (where("account") == FLOW) & (where("period") < FIRST_PERIOD)
        return {
            period: amounts_of(of) for period, of in self._records.sums(LedgerTotal, FIELDS, asked, by="period").items()
        }

    @cached_property
    def _state(self) -> str | None:
        """The rules by which the totals are kept; None: they are not."""
        state = self._records.one(LedgerTotal, where("period") == STATE)
        return None if state is None else state.account

    @cached_property
    def _counted(self) -> Totals | None:
        """The totals as counted now, where the board keeps none; None: it keeps them."""
        if self._state is not None:
            return None
        from village_board.accounts.kept import count  # noqa: PLC0415 - only an old board is counted to be read
        from village_board.accounts.model import Voucher  # noqa: PLC0415

        return count(self._records.all(Voucher))


def amounts_of(of: Mapping[str, Any]) -> Amounts:
    """Return the amounts of a row, or of a sum of rows, in the order of `FIELDS`."""
    return (of["debit"], of["credit"], of["carried_debit"], of["carried_credit"], of["entries"])
