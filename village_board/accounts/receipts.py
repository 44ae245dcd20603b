"""Receipts: money of a voucher matched to instalments. Model and rules; amounts in fen.

Every entry is whole in itself: what came in is what its instalments took and what is carried forward. An entry is
never changed; one that was wrong is undone by another with the opposite amounts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from village_board.accounts.registers import Instalment
from village_board.base.kind import Kind, Record
from village_board.base.message import say


@dataclass(frozen=True)
class Taken:
    """What one instalment took of the money."""

    instalment: str  # its key: contract and number
    amount: int


@dataclass(frozen=True, kw_only=True)
class Receipt(Record):
    """Money received (or paid) under a contract and the instalments that it pays.

    Attributes:
        voucher: the id of the voucher that brought the money; "" where only what was carried forward is used.
        contract: the contract's number.
        amount: money of the voucher; below nothing where it undoes another entry.
        carried: what is carried forward; below nothing where it uses what earlier entries carried.
        undoes: the id of the entry that this one undoes.
    """

    KIND: ClassVar[Kind] = Kind(
        name="receipt",
        collection="receipts",
        prefix="rm",
        label=say("receipt"),
        fields={"voucher": str, "contract": str, "undoes": str},
        indexes=(("voucher",), ("contract",), ("undoes",)),
    )

    contract: str
    on: date
    amount: int
    voucher: str = ""
    taken: tuple[Taken, ...] = ()
    carried: int = 0
    undoes: str = ""
    reason: str = ""
    recorded_at: datetime | None = None

    @property
    def title(self) -> str:
        """The contract's number and the day."""
        return f"{self.contract} {self.on.isoformat()}"

    @property
    def day(self) -> date | None:
        """The day of the money."""
        return self.on


def share_out(
    pool: int, instalments: Sequence[Instalment], chosen: Sequence[str] = ()
) -> tuple[tuple[Taken, ...], int]:
    """Return what each instalment takes of `pool` and what is left over.

    Args:
        pool: money to be shared out.
        instalments: the plan; those that are paid take nothing.
        chosen: keys of the instalments to be paid, in this order; otherwise the oldest first.
    """
    by_key = {one.key: one for one in instalments}
    oldest = sorted(instalments, key=lambda one: (one.due_on, one.sequence))
    order = [by_key[key] for key in dict.fromkeys(chosen)] if chosen else oldest
    taken: list[Taken] = []
    for one in order:
        amount = min(max(one.due - one.paid, 0), pool)
        if amount:
            taken.append(Taken(one.key, amount))
            pool -= amount
    return tuple(taken), pool


def opposite(receipt: Receipt) -> tuple[int, tuple[Taken, ...], int]:
    """Return amount, instalments and carried of the entry that undoes `receipt`."""
    return -receipt.amount, tuple(Taken(one.instalment, -one.amount) for one in receipt.taken), -receipt.carried


def carried_of(receipts: Iterable[Receipt]) -> int:
    """Return what these entries leave carried forward."""
    return sum(receipt.carried for receipt in receipts)


def is_whole(receipt: Receipt) -> bool:
    """Tell whether an entry neither loses nor makes money."""
    return receipt.amount == sum(one.amount for one in receipt.taken) + receipt.carried
