"""Opening balances; apart from vouchers, because the first screen shows the money and no voucher. Amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say


@dataclass(frozen=True, kw_only=True)
class OpeningBalance(Record):
    """What an account held before the first voucher (期初余额), in fen."""

    KIND: ClassVar[Kind] = Kind(
        name="opening_balance",
        collection="opening_balances",
        prefix="b",
        label=say("opening balance"),
        fields={"account": str},
        indexes=(("account",),),
    )

    account: str
    account_name: str = ""
    debit: int = 0
    credit: int = 0

    @property
    def title(self) -> str:
        """The account's code and name."""
        return f"{self.account} {self.account_name}".strip()
