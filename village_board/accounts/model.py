"""Vouchers, opening balances and closed months: the disclosure copy of the village's books (P1). Amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say


class MoneyPlace(StrEnum):
    """Where the money lies (账户): cash on hand (现金), basic account (基本户), earmarked account (专户)."""

    CASH = "cash"
    BASIC = "basic"
    EARMARKED = "earmarked"


@dataclass(frozen=True)
class Line:
    """One line of a voucher: an account of the chart, debit or credit in fen."""

    account: str
    debit: int = 0
    credit: int = 0
    account_name: str = ""
    summary: str = ""


@dataclass(frozen=True, kw_only=True)
class Voucher(Record):
    """A voucher (凭证) with its lines (facts 2.1, funds journal). `month` is ``2026-03``.

    `money_in` and `money_out` are what it moved into and out of cash and bank together, so that a transfer
    between the village's own accounts is neither (facts 2.4); `accounts.rules.with_sums` fills them.
    """

    KIND: ClassVar[Kind] = Kind(
        name="voucher",
        collection="vouchers",
        prefix="v",
        label=say("voucher"),
        fields={
            "number": str,
            "key": str,
            "dated": str,
            "month": str,
            "money_in": int,
            "money_out": int,
            "contract": str,
            "resolution": str,
        },
        indexes=(
            ("key",),
            ("dated",),
            ("month", "money_in", "money_out"),
            ("contract",),
            ("resolution",),
        ),
        searched=True,
    )

    number: str
    dated: date
    summary: str
    lines: tuple[Line, ...]
    place: MoneyPlace | None = None
    counterparty: str = ""
    handler: str = ""
    witness: str = ""
    approver: str = ""
    approval_tier: int | None = None
    oversight_stamp: bool = False
    receipt_kind: str = ""
    receipt_number: str = ""
    attachments: int = 0
    project: str = ""
    in_cash: bool = False
    contract: str = ""  # the contract's number
    resolution: str = ""  # the resolution's number
    remark: str = ""
    key: str = ""  # year and number: numbers start again each year
    month: str = ""
    money_in: int = 0
    money_out: int = 0

    @property
    def title(self) -> str:
        """What the money was for."""
        return self.summary

    @property
    def day(self) -> date | None:
        """The voucher's date."""
        return self.dated

    def words(self) -> tuple[str, ...]:
        """Return number, project, contract and remark. Persons' names are not searched."""
        return (self.number, self.project, self.contract, self.remark)


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


@dataclass(frozen=True, kw_only=True)
class Closing(Record):
    """A month of the books that was closed (结账)."""

    KIND: ClassVar[Kind] = Kind(
        name="closing",
        collection="closings",
        prefix="m",
        label=say("month closed"),
        fields={"month": str},
        indexes=(("month",),),
    )

    month: str
    closed_on: date | None = None

    @property
    def title(self) -> str:
        """The month."""
        return self.month
