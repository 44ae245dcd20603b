"""The finance disclosure sheet (财务公开榜, facts 2.4): what it says, and the record of its publication. In fen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say


class SheetState(StrEnum):
    """How far a sheet is: three people, one after another (P5)."""

    PREPARED = "prepared"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"  # an earlier version, kept and readable


@dataclass(frozen=True)
class SheetEntry:
    """One entry (逐笔): what came in or went out of cash and bank together, and what was left after it.

    `moved` was only carried between the village's own accounts: neither income nor spending.
    """

    number: int
    on: date
    voucher: str  # the voucher's number
    id: str  # and its id
    summary: str
    income: int = 0
    expense: int = 0
    moved: int = 0
    balance: int = 0
    handler: str = ""
    remark: str = ""
    takes_back: str = ""  # key of the voucher that this one reverses


@dataclass(frozen=True)
class AccountFlow:
    """Cash, or one bank account: opening + income - expense, and what was moved in and out = closing.

    `closing` is what the ledger holds, reckoned apart from the entries.
    """

    account: str
    name: str
    opening: int
    income: int = 0
    expense: int = 0
    moved_in: int = 0
    moved_out: int = 0
    closing: int = 0

    @property
    def reckoned(self) -> int:
        """What the entries make of the opening balance."""
        return self.opening + self.income - self.expense + self.moved_in - self.moved_out

    @property
    def difference(self) -> int:
        """What the ledger holds above that: nothing where the sheet is right."""
        return self.closing - self.reckoned


@dataclass(frozen=True)
class Standing:
    """An account of receivables, payables or earmarked funds: opening, what the period added and took, closing.

    Amounts are positive on the side named by `owed_to_village`; of a fund, what was received and is left.
    """

    account: str
    name: str
    opening: int
    added: int
    taken: int
    closing: int
    owed_to_village: bool = False


@dataclass(frozen=True)
class OpenDebt:
    """What one party owes the village (positive), or the village owes it (negative), at the period's end.

    A person is told by the surname alone: who borrowed or is paid is no party of a public contract (P14).
    """

    account: str
    party: str
    amount: int
    since: date
    from_opening: bool = False


@dataclass(frozen=True)
class ContractDue:
    """An instalment that fell due in the period, or was still unpaid at its end.

    The party is named in full, a person too: who contracts with the collective, and what was paid and is due, is
    public (P12), here as on every other surface.
    """

    contract: str
    name: str
    party: str
    due_on: date
    due: int
    paid: int
    pays_out: bool = False

    @property
    def lacking(self) -> int:
        """What is not paid."""
        return max(self.due - self.paid, 0)


@dataclass(frozen=True)
class Ending:
    """A contract whose term ends in the period."""

    contract: str
    name: str
    party: str
    ends_on: date


@dataclass(frozen=True)
class QuestionAnswered:
    """A question or a correction of the period, with its answer (答疑)."""

    on: date
    question: str
    answer: str
    id: str = ""


@dataclass(frozen=True)
class VoucherMark:
    """A voucher as it stood when the sheet was prepared: its key and a digest of what the sheet says of it."""

    key: str
    digest: str


@dataclass(frozen=True)
class SheetBody:
    """Everything that a sheet says of a period."""

    first: date
    last: date
    entries: tuple[SheetEntry, ...]
    accounts: tuple[AccountFlow, ...]
    funds: tuple[Standing, ...] = ()
    standing: tuple[Standing, ...] = ()  # receivables and payables
    marks: tuple[VoucherMark, ...] = ()
    debts: tuple[OpenDebt, ...] = ()
    dues: tuple[ContractDue, ...] = ()
    endings: tuple[Ending, ...] = ()
    questions: tuple[QuestionAnswered, ...] = ()

    @property
    def opening(self) -> int:
        """Cash and bank together at the beginning."""
        return sum(one.opening for one in self.accounts)

    @property
    def income(self) -> int:
        """What came in."""
        return sum(one.income for one in self.entries)

    @property
    def expense(self) -> int:
        """What was spent."""
        return sum(one.expense for one in self.entries)

    @property
    def closing(self) -> int:
        """Cash and bank together at the end, as the ledger holds it."""
        return sum(one.closing for one in self.accounts)


@dataclass(frozen=True)
class SheetCorrection:
    """Why a version replaced the one before it."""

    what: str
    why: str
    replaces: str  # id of the version before


@dataclass(frozen=True, kw_only=True)
class FinanceSheet(Record):
    """A finance disclosure sheet, as it was prepared: what is signed stays, and a later change of the books is seen.

    `period` is ``2026-10`` or ``2026-Q3``.
    """

    KIND: ClassVar[Kind] = Kind(
        name="finance_sheet",
        collection="finance_sheets",
        prefix="fs",
        label=say("finance sheet"),
        fields={"number": str, "period": str, "state": str, "published_on": str},
        indexes=(("period",), ("state", "period"), ("published_on",), ("number",)),
    )

    number: str
    name: str
    period: str
    body: SheetBody
    village: str = ""
    telephone: str = ""
    state: SheetState = SheetState.PREPARED
    version: int = 1
    prepared_by: str = ""  # person ids
    prepared_at: datetime | None = None
    reviewed_by: str = ""
    reviewed_at: datetime | None = None
    signed_by: str = ""
    published_on: date | None = None
    correction: SheetCorrection | None = None
    item: str = ""  # id of the item in the catalogue

    @property
    def title(self) -> str:
        """Its name."""
        return self.name

    @property
    def public(self) -> bool:
        """Once published; earlier versions stay readable."""
        return self.state in (SheetState.PUBLISHED, SheetState.SUPERSEDED)

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.published_on
