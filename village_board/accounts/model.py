"""Vouchers and closed months: the disclosure copy of the village's books (P1). Amounts in fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say


class MoneyPlace(StrEnum):
    """Where the money lies (账户): cash on hand (现金), basic account (基本户), earmarked account (专户)."""

    CASH = "cash"
    BASIC = "basic"
    EARMARKED = "earmarked"


class VoucherStep(StrEnum):
    """How far a voucher is (P1): taken over from the township's books, or on its way through the village's own."""

    COPY = "copy"
    POSTED = "posted"
    APPROVED = "approved"
    STAMPED = "stamped"


@dataclass(frozen=True)
class Approval:
    """Who approved a voucher, and when; small payments need one person, larger ones several."""

    by: str  # person id
    name: str
    at: datetime


@dataclass(frozen=True)
class Reopening:
    """A closed month that was opened again: when, by whom, why."""

    on: date
    by: str  # person id
    reason: str


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

    One that was posted here goes from step to step and is never edited: another voucher reverses it, and both
    carry the other's key. Villagers see it once the oversight committee has stamped it; of the township's books
    everything that was imported is public.

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
            "counterparty": str,
            "project": str,
        },
        indexes=(
            ("key",),
            ("dated",),
            ("month", "money_in", "money_out"),
            ("contract", "money_out"),
            ("counterparty", "dated", "money_out", "project"),
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
    step: VoucherStep = VoucherStep.COPY
    handler_id: str = ""  # person ids, where the person is registered
    claimant: str = ""  # who asks for the money back (报账人)
    claimant_id: str = ""
    emergency: str = ""  # why it could not wait for its meeting (P4); its resolution follows
    posted_by: str = ""
    posted_at: datetime | None = None
    approvals: tuple[Approval, ...] = ()
    stamped_by: str = ""
    stamped_at: datetime | None = None
    reverses: str = ""  # key of the voucher that it takes back
    reversed_by: str = ""  # key of the voucher that takes it back

    @property
    def title(self) -> str:
        """What the money was for."""
        return self.summary

    @property
    def public(self) -> bool:
        """Imported from the township's books, or stamped by the oversight committee."""
        return self.step in (VoucherStep.COPY, VoucherStep.STAMPED)

    @property
    def day(self) -> date | None:
        """The voucher's date."""
        return self.dated

    def words(self) -> tuple[str, ...]:
        """Return number, project, contract and remark. Persons' names are not searched."""
        return (self.number, self.project, self.contract, self.remark)


@dataclass(frozen=True, kw_only=True)
class Closing(Record):
    """A month of the books that was closed (结账); `is_open` where it was opened again since."""

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
    is_open: bool = False
    reopened: tuple[Reopening, ...] = ()

    @property
    def title(self) -> str:
        """The month."""
        return self.month
