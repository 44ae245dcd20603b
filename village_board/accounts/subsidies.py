"""Subsidy and relief batches (P14): one payment to many, without anybody's number or card. Model and rules.

One's own amount is told in the hall. Relief for the poor, the ill and children is rate and headcount only: a list is
refused, whatever the batch calls itself. Amounts in fen, areas in mu.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from village_board.accounts.contract_law import is_relief
from village_board.accounts.plans import rounded
from village_board.base.codec import MU
from village_board.base.errors import Refused
from village_board.base.kind import Kind, Record
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen

#: 2026, 2026-Q1 or 2026-03.
PERIOD = re.compile(r"\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?")


class SubsidyKind(StrEnum):
    """By what a batch is reckoned."""

    LAND = "land"  # a rate a mu
    HEAD = "head"  # a rate a head
    RELIEF = "relief"  # a rate a head for the poor, the ill, children: never a list


class Rounding(StrEnum):
    """To what each household's amount was rounded, so that the total may differ from rate times quantity."""

    NONE = "none"  # the total alone, to the fen
    FEN = "fen"
    JIAO = "jiao"
    YUAN = "yuan"


#: the most that rounding moves one household's amount, in fen.
MOST_MOVED: dict[Rounding, Fraction] = {
    Rounding.NONE: Fraction(0),
    Rounding.FEN: Fraction(1, 2),
    Rounding.JIAO: Fraction(5),
    Rounding.YUAN: Fraction(50),
}


class BatchStatus(StrEnum):
    """Whether a version holds."""

    CURRENT = "current"
    SUPERSEDED = "superseded"


@dataclass(frozen=True)
class ListLine:
    """One line of the masked list: group, name with the surname only, what it was reckoned from, amount."""

    group: int
    name: str
    quantity: Decimal
    amount: int


@dataclass(frozen=True, kw_only=True)
class SubsidyBatch(Record):
    """A batch of subsidies or relief that was paid (补贴、救助发放批次); public."""

    KIND: ClassVar[Kind] = Kind(
        name="subsidy_batch",
        collection="subsidies",
        prefix="sb",
        label=say("subsidy batch"),
        fields={"number": str, "key": str, "status": str, "paid_on": str},
        indexes=(("number",), ("key",), ("status", "paid_on"), ("paid_on",)),
        searched=True,
    )

    number: str
    policy: str
    subsidy: SubsidyKind
    period: str
    rate: int  # fen a mu or a head
    total: int
    area: Decimal | None = field(default=None, metadata=MU)
    headcount: int | None = None
    households: int | None = None
    rounding: Rounding = Rounding.NONE
    paid_on: date | None = None
    voucher: str = ""  # the voucher's number, where the money went through the village's books
    listed: tuple[ListLine, ...] = ()
    remark: str = ""
    status: BatchStatus = BatchStatus.CURRENT
    version: int = 1
    replaces: str = ""  # the id of the version before
    why: str = ""  # why it was corrected
    recorded_at: datetime | None = None
    key: str = ""  # the number while it holds; number and version once superseded

    @property
    def title(self) -> str:
        """The policy and the period."""
        return f"{self.policy} {self.period}".strip()

    @property
    def day(self) -> date | None:
        """The day it was paid."""
        return self.paid_on

    @property
    def quantity(self) -> Decimal:
        """What the rate is multiplied with: mu or heads."""
        if self.subsidy is SubsidyKind.LAND:
            return self.area or Decimal(0)
        return Decimal(self.headcount or 0)

    @property
    def relief(self) -> bool:
        """Whether it is relief for the poor, the ill or children, by its kind or by its words."""
        return self.subsidy is SubsidyKind.RELIEF or is_relief(self.policy)

    def words(self) -> tuple[str, ...]:
        """Return number, period and remark. Names are not searched."""
        return (self.number, self.period, self.remark)


class SubsidyIncomplete(Refused):
    """Something is missing without which nobody can reckon the batch again."""

    sentence = N_("{number}: {missing} is missing. Without it nobody can reckon the total again.")

    def __init__(self, number: str, missing: Message) -> None:
        super().__init__(number=number, missing=missing)


class TotalWrong(Refused):
    """The total is not rate times quantity within the rounding that the batch names."""

    sentence = N_(
        "{number}: {rate} times {quantity} is {exact}, and the total is {total}. With this rounding they may differ "
        "by {most} at most. Correct one of them."
    )

    def __init__(self, batch: SubsidyBatch, exact: int, most: int) -> None:
        super().__init__(
            number=batch.number,
            rate=Fen(batch.rate),
            quantity=str(batch.quantity),
            exact=Fen(exact),
            total=Fen(batch.total),
            most=Fen(most),
        )


class ReliefHasNoList(Refused):
    """A list of names was given for relief (P14)."""

    sentence = N_(
        "{number} is relief for the poor, the ill or children: only rate and headcount are public. "
        "Leave the list out; each learns their own amount in the hall."
    )

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


class ListWrong(Refused):
    """The list does not add up to the total."""

    sentence = N_("{number}: the list comes to {listed}, the total is {total}. Correct one of them.")

    def __init__(self, number: str, listed: int, total: int) -> None:
        super().__init__(number=number, listed=Fen(listed), total=Fen(total))


class PeriodWrong(Refused):
    """The period is none."""

    sentence = N_("'{period}' is no period. Write it as 2026, 2026-Q3 or 2026-09.")

    def __init__(self, period: str) -> None:
        super().__init__(period=period)


class PaidInFuture(Refused):
    """The day of payment is still to come: a batch is what was paid."""

    sentence = N_("{number} would be paid on {day}, which is still to come. Record it when it is paid.")

    def __init__(self, number: str, day: date) -> None:
        super().__init__(number=number, day=day)


def exact_total(batch: SubsidyBatch) -> int:
    """Return rate times quantity in fen, half a fen up."""
    return rounded(Fraction(batch.rate) * Fraction(batch.quantity))


def most_off(batch: SubsidyBatch) -> int:
    """Return by how many fen the total may differ: what the rounding named moves each household's amount at most."""
    return rounded(MOST_MOVED[batch.rounding] * (batch.households or 0))


def broken_batch(batch: SubsidyBatch, today: date) -> Iterator[Refused]:
    """Yield everything that is wrong with a batch."""
    for missing, absent in (
        (say("number"), not batch.number),
        (say("policy"), not batch.policy),
        (say("rate"), batch.rate <= 0),
        (say("area"), batch.subsidy is SubsidyKind.LAND and not (batch.area or 0) > 0),
        (say("headcount"), batch.subsidy is not SubsidyKind.LAND and not (batch.headcount or 0) > 0),
        (say("number of households"), batch.rounding is not Rounding.NONE and not (batch.households or 0) > 0),
        (say("total"), batch.total <= 0),
    ):
        if absent:
            yield SubsidyIncomplete(batch.number, missing)
            return
    if not PERIOD.fullmatch(batch.period):
        yield PeriodWrong(batch.period)
    if batch.paid_on is not None and batch.paid_on > today:
        yield PaidInFuture(batch.number, batch.paid_on)
    yield from broken_sums(batch)


def broken_sums(batch: SubsidyBatch) -> Iterator[Refused]:
    """Yield a total that rate and quantity do not come to, a list that relief may not have, or that does not add up."""
    exact = exact_total(batch)
    if abs(batch.total - exact) > most_off(batch):
        yield TotalWrong(batch, exact, most_off(batch))
    if not batch.listed:
        return
    if batch.relief:
        yield ReliefHasNoList(batch.number)
    elif (listed := sum(line.amount for line in batch.listed)) != batch.total:
        yield ListWrong(batch.number, listed, batch.total)
