"""Follow the yuan: from an entry to its contract, decision, hearing and case, and back. Pure; amounts in fen.

One graph for every surface: records point to each other by number; `trail_of` joins those that belong to one record.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeVar

from village_board.accounts.model import Voucher
from village_board.accounts.registers import Contract
from village_board.base.kind import Record
from village_board.base.message import Message, say
from village_board.hearings.case import DecisionCase
from village_board.hearings.execution import Execution
from village_board.hearings.model import Hearing, Resolution

_R = TypeVar("_R", Contract, Resolution, Hearing, DecisionCase)


class Station(StrEnum):
    """A kind of stop on the way."""

    VOUCHER = "voucher"
    CONTRACT = "contract"
    RESOLUTION = "resolution"
    HEARING = "hearing"
    CASE = "case"


@dataclass(frozen=True)
class Around:
    """All records that may belong to one trail, as they were found by number."""

    vouchers: tuple[Voucher, ...] = ()
    contracts: tuple[Contract, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    hearings: tuple[Hearing, ...] = ()
    cases: tuple[DecisionCase, ...] = ()
    executions: tuple[Execution, ...] = ()


@dataclass(frozen=True)
class Stop:
    """One stop: its record, or what stands in its place where there is none."""

    station: Station
    record: Record | None = None
    missing: Message | None = None


@dataclass(frozen=True)
class Trail:
    """What belongs to one record.

    Attributes:
        start: the record from which it was followed.
        stops: contract, decision, hearing and case, those that are there or that are missing.
        contracts: those of the decision, or the one of the voucher.
        vouchers: the public vouchers of the matter, by day.
        paid: what went out for it, less what was taken back.
        received: what came in for it, less what was taken back.
        decided: what was decided; None: no amount was.
        variations: what the approved variations add to it.
        undecided: whether it spends at or above the trigger, and no decision is linked.
    """

    start: Record
    stops: tuple[Stop, ...]
    contracts: tuple[Contract, ...]
    vouchers: tuple[Voucher, ...]
    paid: int
    received: int
    decided: int | None = None
    variations: int = 0
    undecided: bool = False

    @property
    def allowed(self) -> int | None:
        """What may be spent: decided with its variations (P4)."""
        return None if self.decided is None else self.decided + self.variations

    def stop(self, station: Station) -> Record | None:
        """Return the record at a station, or None."""
        return next((one.record for one in self.stops if one.station is station), None)


@dataclass
class _Way:
    contracts: dict[str, Contract] = field(default_factory=dict)
    resolution: Resolution | None = None
    hearing: Hearing | None = None
    case: DecisionCase | None = None


def paid_of(vouchers: Iterable[Voucher]) -> int:
    """Return what `vouchers` paid, less what reversals brought back."""
    return sum(one.money_out - (one.money_in if one.reverses else 0) for one in vouchers if not _took_income(one))


def received_of(vouchers: Iterable[Voucher]) -> int:
    """Return what `vouchers` brought, less what reversals of income took back."""
    return sum(-one.money_out if _took_income(one) else (0 if one.reverses else one.money_in) for one in vouchers)


def _took_income(voucher: Voucher) -> bool:
    """Tell whether a voucher gives back what another one had brought."""
    return bool(voucher.reverses) and voucher.money_out > 0


def trail_of(start: Record, around: Around, trigger: int) -> Trail:
    """Return the trail of `start` among `around`.

    Args:
        start: a voucher, contract, resolution, hearing or case.
        around: what was found by the numbers that it names, and by the numbers of those.
        trigger: from which amount on spending needs a decision, in fen.
    """
    way = _way(start, around)
    contracts = _contracts(way, around)
    vouchers = _vouchers(start, way, contracts, around)
    paid = paid_of(vouchers)
    decided, variations = _decided(way, around)
    undecided = way.resolution is None and way.case is None and paid >= trigger and not _income_only(start)
    return Trail(
        start=start,
        stops=tuple(_stops(start, way, undecided=undecided)),
        contracts=tuple(sorted(contracts.values(), key=lambda one: one.number)),
        vouchers=vouchers,
        paid=paid,
        received=received_of(vouchers),
        decided=decided,
        variations=variations,
        undecided=undecided,
    )


def _way(start: Record, around: Around) -> _Way:
    """Return what lies above `start`, step by step."""
    way = _Way()
    if isinstance(start, Voucher):
        way.contracts = {one.number: one for one in around.contracts if start.contract and one.number == start.contract}
        way.resolution = _numbered(around.resolutions, start.resolution)
        named = next((one for one in around.executions if start.key and start.key in one.vouchers), None)
        if way.resolution is None and named is not None:
            way.resolution = _numbered(around.resolutions, named.resolution)
            way.case = _numbered(around.cases, named.case)
    if isinstance(start, Contract):
        way.contracts = {start.number: start}
    for contract in way.contracts.values():
        way.resolution = way.resolution or _numbered(around.resolutions, contract.resolution)
        way.hearing = way.hearing or _numbered(around.hearings, contract.hearing)
    if isinstance(start, Resolution):
        way.resolution = start
    if isinstance(start, Hearing):
        way.hearing = start
        way.resolution = next((one for one in around.resolutions if one.hearing == start.number), None)
    if isinstance(start, DecisionCase):
        way.case = start
        way.resolution = _numbered(around.resolutions, start.resolution)
        way.hearing = _numbered(around.hearings, start.hearing)
    _climb(way, around)
    return way


def _climb(way: _Way, around: Around) -> None:
    if way.resolution is not None:
        way.hearing = way.hearing or _numbered(around.hearings, way.resolution.hearing)
        way.case = (
            way.case
            or _numbered(around.cases, way.resolution.case)
            or next((one for one in around.cases if one.resolution == way.resolution.number), None)
        )
    if way.hearing is not None:
        way.case = (
            way.case
            or _numbered(around.cases, way.hearing.case)
            or next((one for one in around.cases if one.hearing == way.hearing.number), None)
        )
    if way.case is not None:
        way.resolution = way.resolution or _numbered(around.resolutions, way.case.resolution)
        way.hearing = way.hearing or _numbered(around.hearings, way.case.hearing)


def _contracts(way: _Way, around: Around) -> dict[str, Contract]:
    """Return the contracts of the whole matter."""
    found = dict(way.contracts)
    if way.resolution is not None:
        found |= {one.number: one for one in around.contracts if one.resolution == way.resolution.number}
    named = {number for one in _executions(way, around) for number in one.contracts}
    return found | {one.number: one for one in around.contracts if one.number in named}


def _vouchers(start: Record, way: _Way, contracts: dict[str, Contract], around: Around) -> tuple[Voucher, ...]:
    """Return the public vouchers of the matter: by resolution, by contract, by execution; the start itself."""
    number = way.resolution.number if way.resolution is not None else ""
    keys = {key for one in _executions(way, around) for key in one.vouchers}
    found = {
        one.id: one
        for one in (*around.vouchers, *((start,) if isinstance(start, Voucher) else ()))
        if one.public
        and (
            one.id == start.id or (number and one.resolution == number) or one.contract in contracts or one.key in keys
        )
    }
    return tuple(sorted(found.values(), key=lambda one: (one.dated, one.key)))


def _executions(way: _Way, around: Around) -> list[Execution]:
    return [
        one
        for one in around.executions
        if (way.case is not None and one.case == way.case.number)
        or (way.resolution is not None and one.resolution == way.resolution.number)
    ]


def _decided(way: _Way, around: Around) -> tuple[int | None, int]:
    """Return what was decided at first, and what the approved variations add."""
    base = way.resolution.amount if way.resolution is not None else None
    if base is None and way.case is not None:
        base = way.case.amount
    added = sum(one.amount for one in way.resolution.variations) if way.resolution is not None else 0
    added += sum(one.amount for execution in _executions(way, around) for one in execution.variations)
    return base, added


def _stops(start: Record, way: _Way, *, undecided: bool) -> Iterable[Stop]:
    named = start.contract if isinstance(start, Voucher) else ""
    for contract in way.contracts.values():
        yield Stop(Station.CONTRACT, contract)
    if named and not way.contracts:
        yield Stop(Station.CONTRACT, missing=say("Contract {number} is not on this board yet.", number=named))
    asked = start.resolution if isinstance(start, Voucher) else ""
    asked = asked or next((one.resolution for one in way.contracts.values() if one.resolution), "")
    if way.resolution is not None:
        yield Stop(Station.RESOLUTION, way.resolution)
    elif asked:
        yield Stop(Station.RESOLUTION, missing=say("Decision {number} is not on this board yet.", number=asked))
    elif undecided:
        yield Stop(Station.RESOLUTION, missing=say("No decision is linked to it yet."))
    if way.hearing is not None:
        yield Stop(Station.HEARING, way.hearing)
    elif way.resolution is not None and way.resolution.hearing_waived:
        reason = way.resolution.hearing_waived
        yield Stop(Station.HEARING, missing=say("There was no hearing: {reason}", reason=reason))
    if way.case is not None:
        yield Stop(Station.CASE, way.case)


def _income_only(start: Record) -> bool:
    return isinstance(start, Voucher) and start.money_out == 0


def _numbered(records: Iterable[_R], number: str) -> _R | None:
    return next((one for one in records if number and one.number == number), None)
