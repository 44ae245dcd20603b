"""What hangs on a record and is judged with it: of a hearing its vote, of a payment its decision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from typing import Any

from tinydb import where

from village_board.accounts.registers import Asset, Contract, Resource
from village_board.base.errors import NotFound
from village_board.base.ids import prefix_of
from village_board.base.kind import Record
from village_board.desk import Records
from village_board.hearings.model import Hearing, Resolution


def near(records: Records, touched: Collection[str]) -> frozenset[str]:
    """Return the ids of `touched` records, and of those that are judged by them."""
    found = set(touched)
    for id in touched:  # noqa: A001 - the field's own name
        found |= {one.id for one in _beside(records, id)}
    return frozenset(found)


def _beside(records: Records, id: str) -> Iterator[Record]:  # noqa: A002 - the field's own name
    """Yield what is judged by the record `id`; what was taken away again has nothing beside it."""
    kind = prefix_of(id)
    look = _BESIDE.get(kind)
    if look is not None:
        with suppress(NotFound):
            yield from look(records, records.lookup(id))


def _beside_hearing(records: Records, one: Any) -> Iterator[Record]:
    yield from records.find(Resolution, where("hearing") == one.number)


def _beside_case(records: Records, one: Any) -> Iterator[Record]:
    yield from records.find(Hearing, where("number") == one.hearing)
    yield from records.find(Resolution, where("number") == one.resolution)


def _beside_resolution(records: Records, one: Any) -> Iterator[Record]:
    yield from records.find(Contract, where("resolution") == one.number)


def _beside_contract(records: Records, one: Any) -> Iterator[Record]:
    yield from records.find(Contract, where("subject") == one.subject)
    yield from records.find(Asset, where("number") == one.subject)
    yield from records.find(Resource, where("number") == one.subject)
    if one.resolution:
        yield from records.find(Contract, where("resolution") == one.resolution)
        yield from records.find(Resolution, where("number") == one.resolution)


def _beside_thing(records: Records, one: Any) -> Iterator[Record]:
    yield from records.find(Contract, where("subject") == one.number)


def _beside_part(records: Records, one: Any) -> Iterator[Record]:
    yield from records.find(Contract, where("number") == one.contract)


def _beside_voucher(records: Records, one: Any) -> Iterator[Record]:
    contract = records.one(Contract, where("number") == one.contract) if one.contract else None
    number = one.resolution or (contract.resolution if contract else "")
    if number:
        yield from records.find(Resolution, where("number") == number)


#: what hangs on a record of each kind, and is judged with it
_BESIDE: Mapping[str, Callable[[Records, Any], Iterator[Record]]] = {
    "h": _beside_hearing,
    "dc": _beside_case,
    "d": _beside_resolution,
    "c": _beside_contract,
    "a": _beside_thing,
    "r": _beside_thing,
    "t": _beside_part,
    "rm": _beside_part,
    "v": _beside_voucher,
}
