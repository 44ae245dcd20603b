"""How the books are kept: the mode, the village's own accounts, where money lies, reconciliations (P1)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind, Record
from village_board.base.message import say


class BooksMode(StrEnum):
    """Whose books these are (P1)."""

    DISCLOSURE_COPY = "disclosure_copy"  # 村账镇代理: a dated copy of the township's books
    OWN_BOOKS = "own_books"


class Restart(StrEnum):
    """When the numbers of vouchers begin again at 1."""

    YEAR = "year"
    MONTH = "month"


@dataclass(frozen=True, kw_only=True)
class Books(Record):
    """The one set of books: its mode, since when, its source, who decided it, and the day of the last copy."""

    KIND: ClassVar[Kind] = Kind(name="books", collection="books", prefix="bk", label=say("set of books"))

    mode: BooksMode = BooksMode.DISCLOSURE_COPY
    since: date | None = None
    source: str = ""  # who keeps them: the township's bookkeeping
    decided_by: str = ""  # the resolution or the paper that decided it
    set_by: str = ""  # person id
    restart: Restart = Restart.YEAR
    copied_on: date | None = None  # the day of the last import that changed a voucher

    @property
    def title(self) -> str:
        """Who keeps them."""
        return self.source


@dataclass(frozen=True, kw_only=True)
class NumberSeries(InternalRecord):
    """The last number that the program gave in a series such as ``2026/记``: each next one is one more."""

    KIND: ClassVar[Kind] = Kind(
        name="number_series",
        collection="number_series",
        prefix="ns",
        label=say("series of numbers"),
        fields={"series": str},
        indexes=(("series",),),
    )

    series: str
    first: int
    last: int


@dataclass(frozen=True, kw_only=True)
class Account(Record):
    """An account of the village's own below the official chart (二级科目), such as 51301 干部报酬."""

    KIND: ClassVar[Kind] = Kind(
        name="account",
        collection="accounts",
        prefix="ac",
        label=say("account"),
        fields={"code": str},
        indexes=(("code",),),
    )

    code: str
    name: str
    parent: str
    active: bool = True
    learned: bool = False  # it came with an import

    @property
    def title(self) -> str:
        """Code and name."""
        return f"{self.code} {self.name}".strip()


class MoneyAccountStatus(StrEnum):
    """Whether money can still lie there."""

    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class MoneyAccount(Record):
    """Cash on hand or a bank account (银行账户): of its number only the last four digits are ever stored (P2)."""

    KIND: ClassVar[Kind] = Kind(
        name="money_account",
        collection="money_accounts",
        prefix="ba",
        label=say("money account"),
        fields={"account": str},
        indexes=(("account",),),
    )

    account: str  # its code in the books: 101, 10201
    bank: str = ""
    holder: str = ""
    last_digits: str = ""
    purpose: str = ""
    opened_on: date | None = None
    status: MoneyAccountStatus = MoneyAccountStatus.OPEN
    closed_on: date | None = None

    @property
    def title(self) -> str:
        """The bank with the last digits, or the account's code."""
        return " ".join(filter(None, (self.bank, self.last_digits))) or self.account


@dataclass(frozen=True, kw_only=True)
class Reconciliation(Record):
    """A money account at a month's end: what our books say and what the township's or the bank's statement says.

    Both in fen. The difference is kept as it is and explained in words, never booked away.
    """

    KIND: ClassVar[Kind] = Kind(
        name="reconciliation",
        collection="reconciliations",
        prefix="rc",
        label=say("reconciliation"),
        fields={"month": str, "account": str},
        indexes=(("month", "account"),),
    )

    month: str
    account: str
    ours: int
    theirs: int
    source: str = ""
    reason: str = ""
    reconciled_by: str = ""  # person id
    reconciled_on: date | None = None

    @property
    def difference(self) -> int:
        """What their figure is above ours, in fen."""
        return self.theirs - self.ours

    @property
    def title(self) -> str:
        """Month and account."""
        return f"{self.month} {self.account}"
