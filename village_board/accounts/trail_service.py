"""Finding what belongs to one record's trail, by index; and spending above the trigger without its decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TypeVar

from tinydb import where

from village_board.accounts.breaks import Break
from village_board.accounts.model import Voucher
from village_board.accounts.money_findings import Paper
from village_board.accounts.pieces import in_pieces
from village_board.accounts.registers import Contract
from village_board.accounts.trail import Around, Trail, trail_of
from village_board.attachments.reading import public_state
from village_board.attachments.rules import PublicState
from village_board.base.errors import NotFound, Refused
from village_board.base.ids import is_id
from village_board.base.kind import Record
from village_board.base.message import N_
from village_board.desk import Records
from village_board.hearings.case import DecisionCase
from village_board.hearings.execution import Execution
from village_board.hearings.model import Hearing, Resolution
from village_board.limits.service import limits_of
from village_board.text.clean import clean

#: kinds of records from which money can be followed, in the order in which a number is looked for.
KINDS: tuple[type[Voucher | Contract | Resolution | Hearing | DecisionCase], ...] = (
    Voucher,
    Contract,
    Resolution,
    Hearing,
    DecisionCase,
)
_R = TypeVar("_R", bound=Record)
TRIGGER = "hearing.trigger_amount"


class CannotFollow(Refused):
    """The record has no money to follow."""

    sentence = N_("Money can be followed from a voucher, contract, decision, hearing or case. '{which}' is none.")

    def __init__(self, which: str) -> None:
        super().__init__(which=which)


class SeveralCalled(Refused):
    """Several records have this number."""

    sentence = N_("{n} records have the number {number}. Name one by its id or key, such as {key}.")

    def __init__(self, number: str, n: int, key: str) -> None:
        super().__init__(number=number, n=n, key=key)


@dataclass(frozen=True)
class Followed:
    """A trail, and what may be shown of the pictures of the voucher from which it was followed (P13)."""

    trail: Trail
    pictures: PublicState


def find_start(records: Records, which: str) -> Record:
    """Return the record with this id, key of a voucher, or number.

    Raises:
        CannotFollow: there is none, or it has no money.
        SeveralCalled: vouchers of several years have the number.
        NotFound: nothing has this id.
    """
    which = clean(which)
    if is_id(which):
        found = records.lookup(which)
        if isinstance(found, KINDS):
            return found
        raise CannotFollow(which)
    for name, kinds in (("key", (Voucher,)), ("number", KINDS)):
        for kind in kinds:
            some: list[Record] = list(records.find(kind, where(name) == which))
            if len(some) > 1:
                key = some[0].key if isinstance(some[0], Voucher) else some[0].id
                raise SeveralCalled(which, len(some), key)
            if some:
                return some[0]
    raise CannotFollow(which)


def follow(records: Records, start: Record) -> Followed:
    """Return the trail of `start`, as the public may see it.

    Raises:
        CannotFollow: it has no money to follow.
        NotFound: it is not public.
    """
    if not isinstance(start, KINDS):
        raise CannotFollow(start.title)
    if not start.public:
        raise NotFound(start.KIND.label, start.id)
    trail = trail_of(start, _public(around_of(records, start)), limits_of(records).fen(TRIGGER))
    pictures = public_state(records, start.id) if isinstance(start, Voucher) else PublicState()
    return Followed(trail, pictures)


def around_of(records: Records, start: Record) -> Around:
    """Return the records that may belong to the trail of `start`: by the numbers that it and they name."""
    found = _Found(records)
    found.add(start)
    if isinstance(start, Voucher):
        found.number(Contract, start.contract)
        found.number(Resolution, start.resolution)
        if not start.resolution and not start.contract:
            found.executions(one for one in records.all(Execution) if start.key in one.vouchers)
    if isinstance(start, Hearing):
        found.find(Resolution, "hearing", start.number)
        found.number(DecisionCase, start.case)
    if isinstance(start, DecisionCase):
        found.number(Resolution, start.resolution)
        found.number(Hearing, start.hearing)
    for contract in found.of(Contract):
        found.number(Resolution, contract.resolution)
        found.number(Hearing, contract.hearing)
    for resolution in found.of(Resolution):
        found.number(Hearing, resolution.hearing)
        found.number(DecisionCase, resolution.case)
        found.find(DecisionCase, "resolution", resolution.number)
        found.find(Contract, "resolution", resolution.number)
        found.find(Voucher, "resolution", resolution.number)
        found.find(Execution, "resolution", resolution.number)
    for hearing in found.of(Hearing):
        found.number(DecisionCase, hearing.case)
        found.find(DecisionCase, "hearing", hearing.number)
    for case in found.of(DecisionCase):
        found.find(Execution, "case", case.number)
    found.executions(found.of(Execution))
    for contract in found.of(Contract):
        found.find(Voucher, "contract", contract.number)
    return Around(
        tuple(found.of(Voucher)),
        tuple(found.of(Contract)),
        tuple(found.of(Resolution)),
        tuple(found.of(Hearing)),
        tuple(found.of(DecisionCase)),
        tuple(found.of(Execution)),
    )


def _public(around: Around) -> Around:
    """Return `around` without what no villager sees."""
    return Around(
        tuple(one for one in around.vouchers if one.public),
        tuple(one for one in around.contracts if one.public),
        tuple(one for one in around.resolutions if one.public),
        tuple(one for one in around.hearings if one.public),
        tuple(one for one in around.cases if one.public),
        around.executions,
    )


class _Found:
    """Records that were found, each once, by kind and id."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._by_kind: dict[type[Record], dict[str, Record]] = {}

    def add(self, record: Record) -> None:
        """Take a record."""
        self._by_kind.setdefault(type(record), {})[record.id] = record

    def of(self, cls: type[_R]) -> list[_R]:
        """Return what was found of a kind so far."""
        return [one for one in self._by_kind.get(cls, {}).values() if isinstance(one, cls)]

    def number(self, cls: type[_R], number: str) -> None:
        """Find the record with this number."""
        if number and (one := self._records.one(cls, where("number") == number)) is not None:
            self.add(one)

    def find(self, cls: type[_R], name: str, value: str) -> None:
        """Find the records whose declared field `name` is `value`."""
        for one in self._records.find(cls, where(name) == value):
            self.add(one)

    def executions(self, executions: Iterable[Execution]) -> None:
        """Take executions, with the contracts and vouchers that they name, and their case and decision."""
        for one in list(executions):
            self.add(one)
            self.number(DecisionCase, one.case)
            self.number(Resolution, one.resolution)
            for number in one.contracts:
                self.number(Contract, number)
            for key in one.vouchers:
                self.find(Voucher, "key", key)


# For those who supervise


def undecided_in_pieces(records: Records) -> Iterator[Break]:
    """Yield matters that were paid in pieces without a decision (rule H01): see `accounts.pieces.in_pieces`."""
    executions = records.all(Execution)
    paper = Paper(
        {one.number: one for one in records.all(Contract)},
        {one.number: one for one in records.all(Resolution)},
        frozenset(chain.from_iterable((*one.contracts, *one.vouchers) for one in executions)),
    )
    paid = records.find(Voucher, where("money_out") > 0)
    return in_pieces(paid, paper, limits_of(records).fen(TRIGGER))
