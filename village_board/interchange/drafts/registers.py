"""Rows of the registers: assets, resources, contracts, payment plans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from village_board.accounts.registers import Asset, AssetChange, Boundaries, Contract, Instalment, Resource
from village_board.base.finding import Finding
from village_board.base.message import say
from village_board.interchange.drafts.shape import Draft, Moment, Shape
from village_board.interchange.table import Row, Table, Values

AREA_PARTS = ("area_households", "area_let", "area_reserve", "area_idle")
_SIDES = ("east", "south", "west", "north")
_CHANGE = ("changed_on", "change_reason", "change_resolution")


class AssetShape(Shape[Asset]):
    """Rows of the register of assets. A change that a row names is added to those that stand."""

    model = Asset

    def compose(
        self,
        values: Values,
        blank: frozenset[str],  # noqa: ARG002
        stored: Asset | None,
        moment: Moment,  # noqa: ARG002
    ) -> Values:
        """Return the asset's fields."""
        given = {name: value for name, value in values.items() if name not in _CHANGE}
        on, reason, resolution = (values.get(name) for name in _CHANGE)
        if on or reason or resolution:
            change = AssetChange(on, reason or "", resolution or "")
            before = stored.changes if stored else ()
            given["changes"] = before if change in before else (*before, change)
        return given


class ResourceShape(Shape[Resource]):
    """Rows of the register of resources."""

    model = Resource

    def broken(self, table: Table, row: Row) -> Iterator[Finding]:
        """Yield an area that its parts do not add up to."""
        parts = [row.values[name] for name in AREA_PARTS if name in row.values]
        area = row.values.get("area")
        total = sum(parts, Decimal("0.00"))
        if parts and area is not None and total != area:
            message = say(
                "The area is {area} mu, but its parts add up to {total} mu. Correct the area or a part.",
                area=area,
                total=total,
            )
            yield table.finding(row.number, "area", message)

    def compose(
        self,
        values: Values,
        blank: frozenset[str],
        stored: Resource | None,
        moment: Moment,  # noqa: ARG002
    ) -> Values:
        """Return the resource's fields; an area that is not given is the sum of its parts."""
        given = {name: value for name, value in values.items() if name not in _SIDES}
        sides = {name: values.get(name, "") for name in _SIDES if name in values or name in blank}
        if sides:
            given["boundaries"] = replace(stored.boundaries if stored else Boundaries(), **sides)
        parts = [values[name] for name in AREA_PARTS if name in values]
        if parts and "area" not in values:
            given["area"] = sum(parts, Decimal("0.00"))
        return given


class ContractShape(Shape[Contract]):
    """Rows of the register of contracts."""

    model = Contract


class InstalmentShape(Shape[Instalment]):
    """Rows of payment plans: one instalment each."""

    model = Instalment
    key_field = "key"

    def key(self, values: Values) -> str:
        """Return contract and instalment."""
        needed = ("contract", "sequence", "due_on", "due")
        return f"{values['contract']}/{values['sequence']}" if all(name in values for name in needed) else ""

    def begin(self, record: Instalment, draft: Draft, moment: Moment) -> Instalment:  # noqa: ARG002
        """Return the instalment with its key."""
        return replace(record, key=draft.key)
