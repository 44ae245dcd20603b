"""The registers read as a whole, and what is wrong in them today."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from village_board.accounts.receipts import Receipt
from village_board.accounts.register_findings import all_findings
from village_board.accounts.register_view import RegisterFinding, Registers
from village_board.accounts.registers import NO_AREA, Asset, Contract, Instalment, Resource
from village_board.accounts.stocktakes import Stocktake
from village_board.desk import Records
from village_board.hearings.model import Resolution
from village_board.limits.service import limits_of
from village_board.people.model import Person


@dataclass(frozen=True, slots=True)
class AreaSum:
    """The parcels of one class or one owner: how many, their area and its parts in mu, and what the parts miss."""

    name: str
    parcels: int
    area: Decimal
    households: Decimal
    let: Decimal
    reserve: Decimal
    idle: Decimal

    @property
    def difference(self) -> Decimal:
        """The area less its four parts: named and not hidden."""
        return self.area - self.households - self.let - self.reserve - self.idle


def registers_of(records: Records) -> Registers:
    """Return the registers as they stand."""
    return Registers(
        assets=tuple(records.all(Asset)),
        resources=tuple(records.all(Resource)),
        contracts=tuple(records.all(Contract)),
        instalments=tuple(records.all(Instalment)),
        receipts=tuple(records.all(Receipt)),
        stocktakes=tuple(records.all(Stocktake)),
        resolutions=tuple(records.all(Resolution)),
        people=tuple(records.all(Person)),
    )


def register_findings(records: Records) -> list[RegisterFinding]:
    """Return what is wrong in the registers today; for those who supervise (P11)."""
    return all_findings(registers_of(records), records.today, limits_of(records))


def area_sums(resources: Iterable[Resource], *, by: str = "category") -> list[AreaSum]:
    """Return the areas of all parcels by class (`category`) or by village and group (`owner`), in that order."""
    grouped: dict[str, list[Resource]] = {}
    for one in resources:
        grouped.setdefault(getattr(one, by), []).append(one)
    return [
        AreaSum(
            name,
            len(parcels),
            sum((one.area for one in parcels), NO_AREA),
            sum((one.area_households for one in parcels), NO_AREA),
            sum((one.area_let for one in parcels), NO_AREA),
            sum((one.area_reserve for one in parcels), NO_AREA),
            sum((one.area_idle for one in parcels), NO_AREA),
        )
        for name, parcels in sorted(grouped.items())
    ]
