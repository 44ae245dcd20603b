"""What a check sees, and what it looks at. A check is pure: it is given a `View` and the limits, and yields facts."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TypeVar

from tinydb import where

from village_board.accounts.books import own_accounts
from village_board.accounts.chart import EARMARKED_FUNDS, first_level
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Closing, Voucher
from village_board.accounts.money_findings import Paper
from village_board.accounts.opening_model import OpeningBalance
from village_board.accounts.register_service import registers_of
from village_board.accounts.register_view import Registers
from village_board.accounts.registers import Contract
from village_board.applications.model import Application
from village_board.base.errors import NotFound
from village_board.base.ids import prefix_of
from village_board.base.kind import Record
from village_board.base.level import Level
from village_board.base.message import Message
from village_board.calendar.rules import Calendar
from village_board.calendar.service import calendar_of
from village_board.desk import Records
from village_board.disclosure.model import Item
from village_board.enquiries.model import Enquiry
from village_board.hearings.case import DecisionCase
from village_board.hearings.execution import Execution
from village_board.hearings.model import Hearing, Resolution

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that a check saw.

    Attributes:
        message: the facts with their numbers and the limit, so that they can be looked up.
        since: the day from which it is so. Of a thing that is late: the last day on which it was in time.
        level: how grave it is; None: its days decide, by the thresholds of the point.
        subject: id of the record, or empty.
        key: what tells it from other facts about the same record.
        days: days past the last day, of a thing that is late or soon will be; negative: days before it.
    """

    message: Message
    since: date
    level: Level | None = None
    subject: str = ""
    key: str = ""
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Near:
    """What a check about several records together saw around what was touched.

    Attributes:
        facts: what it saw.
        first: of the keys of which it can say that there is nothing else, the first in their order.
        last: the last.
    """

    facts: tuple[Fact, ...]
    first: str
    last: str


class View:
    """What checks look at: all records of the board, or only those near what was just written.

    Args:
        records: what is read.
        near: ids of the records to which each kind is narrowed; None: all.
    """

    def __init__(self, records: Records, near: Collection[str] | None = None) -> None:
        self.records = records
        self.today: date = records.today
        self.near = None if near is None else frozenset(near)

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar that holds for the village."""
        return calendar_of(self.records)

    @cached_property
    def hearings(self) -> Sequence[Hearing]:
        """The hearings."""
        return self._of(Hearing)

    @cached_property
    def resolutions(self) -> Sequence[Resolution]:
        """The resolutions."""
        return self._of(Resolution)

    @cached_property
    def items(self) -> Sequence[Item]:
        """The disclosure items, every version."""
        return self._of(Item)

    @cached_property
    def enquiries(self) -> Sequence[Enquiry]:
        """The enquiries."""
        return self._of(Enquiry)

    @cached_property
    def applications(self) -> Sequence[Application]:
        """The applications for information."""
        return self._of(Application)

    @cached_property
    def vouchers(self) -> Sequence[Voucher]:
        """The vouchers by day and number."""
        return sorted(self._of(Voucher), key=lambda one: (one.dated, one.key))

    @cached_property
    def contracts(self) -> Sequence[Contract]:
        """The contracts."""
        return self._of(Contract)

    @cached_property
    def vouchers_of_matters(self) -> Sequence[Voucher]:
        """All vouchers, or those that were paid by the resolutions near by and by the contracts that rest on them."""
        if self.near is None:
            return self.vouchers
        found: dict[str, Voucher] = {}
        for resolution in self.resolutions:
            contracts = self.records.find(Contract, where("resolution") == resolution.number)
            queries = [
                where("resolution") == resolution.number,
                *(where("contract") == one.number for one in contracts),
            ]
            found |= {one.id: one for query in queries for one in self.records.find(Voucher, query)}
        return list(found.values())

    @cached_property
    def ledger(self) -> Ledger:
        """The balances and months of the books."""
        return Ledger(self.records)

    @cached_property
    def openings(self) -> Sequence[OpeningBalance]:
        """The opening balances."""
        return list(self.records.all(OpeningBalance))

    @cached_property
    def closings(self) -> Sequence[Closing]:
        """The closed months."""
        return list(self.records.all(Closing))

    @cached_property
    def registers(self) -> Registers:
        """Assets, resources, contracts and what belongs to them, all of them: they are few beside the vouchers."""
        return registers_of(self.records)

    @cached_property
    def paper(self) -> Paper:
        """What vouchers may name: contracts and resolutions."""
        if self.near is not None:
            return Paper(ByNumber(self.records, Contract), ByNumber(self.records, Resolution), CarriedOut(self.records))
        contracts = {one.number: one for one in self.records.all(Contract)}
        resolutions = {one.number: one for one in self.records.all(Resolution)}
        return Paper(contracts, resolutions, CarriedOut(self.records))

    @cached_property
    def funds(self) -> Mapping[str, str]:
        """The village's own names of its earmarked funds by account."""
        own = own_accounts(self.records)
        return {code: one.name for code, one in own.items() if first_level(code) == EARMARKED_FUNDS}

    def register_record(self, id: str) -> Record | None:  # noqa: A002 - the field's own name
        """Return the asset, resource or contract with this id."""
        found = (*self.registers.assets, *self.registers.resources, *self.registers.contracts)
        return next((one for one in found if one.id == id), None)

    def hearing(self, number: str) -> Hearing | None:
        """Return the hearing with this number, near or not."""
        return self.records.one(Hearing, where("number") == number) if number else None

    def case(self, number: str) -> DecisionCase | None:
        """Return the case with this number, near or not."""
        return self.records.one(DecisionCase, where("number") == number) if number else None

    def _of(self, cls: type[R]) -> Sequence[R]:
        if self.near is None:
            with _not_collecting():
                return list(self.records.all(cls))
        mark = cls.KIND.prefix
        found: list[R] = []
        for id in sorted(self.near):  # noqa: A001 - the field's own name
            if prefix_of(id) == mark:
                with suppress(NotFound):  # it was taken away again
                    found.append(self.records.get(cls, id))
        return found


@contextmanager
def _not_collecting() -> Iterator[None]:
    """Let no collection of garbage walk over what is being read: nothing of it is garbage, and each walk grows with it.

    With them the night over twice the vouchers took 2.2 times as long; without, 1.9 times.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


class ByNumber(Mapping[str, R]):
    """The records of a kind by number, each looked up when it is asked for: a commit must not read a register."""

    def __init__(self, records: Records, cls: type[R]) -> None:
        self._records = records
        self._cls = cls

    def __getitem__(self, number: str) -> R:
        """Return the record with this number."""
        found = self._records.one(self._cls, where("number") == number) if number else None
        if found is None:
            raise KeyError(number)
        return found

    def __iter__(self) -> Iterator[str]:
        """Yield every number."""
        return (getattr(one, "number") for one in self._records.all(self._cls))  # noqa: B009 - every such kind has it

    def __len__(self) -> int:
        """Return how many there are."""
        return self._records.count(self._cls)


class CarriedOut:
    """Keys of vouchers and numbers of contracts that the execution of a decision counts as its own."""

    def __init__(self, records: Records) -> None:
        self._records = records

    @cached_property
    def _all(self) -> frozenset[str]:
        executions = self._records.all(Execution)
        return frozenset(chain.from_iterable((*one.contracts, *one.vouchers) for one in executions))

    def __contains__(self, key: object) -> bool:
        """Tell whether an execution counts it."""
        return key in self._all


def late(
    message: Message, due: date, today: date, *, level: Level | None = None, subject: str = "", key: str = ""
) -> Fact:
    """Return the fact that what was due on `due` is not there on `today`."""
    return Fact(message, due, level, subject, key, (today - due).days)
