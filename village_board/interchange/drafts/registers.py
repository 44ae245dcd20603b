"""Rows of the registers: assets, resources, contracts, payment plans, subsidy batches.

A table does not undo what an act on the board did: the fields that a change, an amendment, an end or a receipt wrote
stay, and the clerk is told. All other fields follow the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from village_board.accounts.registers import (
    Asset,
    AssetChange,
    Boundaries,
    ChangeKind,
    Contract,
    Instalment,
    RentFree,
    Resource,
)
from village_board.accounts.subsidies import SubsidyBatch, broken_sums
from village_board.base.finding import Finding
from village_board.base.kind import Record
from village_board.base.message import Message, say
from village_board.interchange.cells import days
from village_board.interchange.drafts.shape import Draft, Moment, Shape
from village_board.interchange.table import Row, Table, Values

AREA_PARTS = ("area_households", "area_let", "area_reserve", "area_idle")
_SIDES = ("east", "south", "west", "north")
_CHANGE = ("changed_on", "change_reason", "change_resolution")


#: the fields of an asset that a change of this kind writes.
_WRITTEN = {
    ChangeKind.ADDITION: ("original_value", "net_value"),
    ChangeKind.REDUCTION: ("original_value", "net_value"),
    ChangeKind.REVALUATION: ("original_value", "net_value"),
    ChangeKind.USE: ("use", "idle_since", "tenant", "rent", "leased_from", "leased_to"),
    ChangeKind.KEEPER: ("keeper",),
}
_ENDED = frozenset({"status", "ended_on", "end_reason", "handed_back_on", "at_end"})


def spared(draft: Draft, stored: Record, written: frozenset[str]) -> Draft:
    """Return `draft` without the fields that an act wrote; where it says otherwise, the table gets a note."""
    told = [
        draft.table.labels[name]
        for name in written
        if name in draft.values and name in draft.table.labels and getattr(stored, name) != draft.values[name]
    ]
    if told:
        message = say(
            "{number} was changed on the board since; the board's own was kept: {columns}.",
            number=draft.key,
            columns="、".join(sorted(told)),
        )
        draft.table.notes.append(draft.table.finding(draft.row, "", message))
    values = {name: value for name, value in draft.values.items() if name not in written}
    return replace(draft, values=values, present=draft.present - written)


class AssetShape(Shape[Asset]):
    """Rows of the register of assets. A change that a row names is added to those that stand."""

    model = Asset

    def apply(self, draft: Draft, stored: Asset | None, moment: Moment) -> Asset:
        """Return the asset; what changes on the board wrote stays."""
        if stored is not None:
            kinds = {change.kind for change in stored.changes if change.kind is not None}
            draft = spared(draft, stored, frozenset(name for kind in kinds for name in _WRITTEN[kind]))
        return super().apply(draft, stored, moment)

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
            known = {(one.on, one.reason, one.resolution) for one in before}
            given["changes"] = before if (on, change.reason, change.resolution) in known else (*before, change)
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
        given = {name: value for name, value in values.items() if name not in (*_SIDES, "area_difference")}
        sides = {name: values.get(name, "") for name in _SIDES if name in values or name in blank}
        if sides:
            given["boundaries"] = replace(stored.boundaries if stored else Boundaries(), **sides)
        parts = [values[name] for name in AREA_PARTS if name in values]
        if parts and "area" not in values:
            given["area"] = sum(parts, Decimal("0.00"))
        return given


def written_here(contract: Contract) -> frozenset[str]:
    """Return the fields of a contract that acts on the board wrote."""
    amended = {one.field for amendment in contract.amended for one in amendment.changed}
    return frozenset(amended) | (_ENDED if contract.end_reason else frozenset())


class ContractShape(Shape[Contract]):
    """Rows of the register of contracts."""

    model = Contract

    def check(self, table: Table, row: Row, moment: Moment) -> Iterator[Finding]:  # noqa: ARG002
        """Yield days without rent that are none."""
        for text in row.values.get("rent_free", ()):
            if isinstance(found := days.span(text), Message) or found is None:
                message = say("'{text}' are no days without rent. Write them as 2026-01-01至2026-03-31.", text=text)
                yield table.finding(row.number, "rent_free", message)

    def apply(self, draft: Draft, stored: Contract | None, moment: Moment) -> Contract:
        """Return the contract; what amendments wrote stays, and an end on the board stays one."""
        if stored is not None:
            draft = spared(draft, stored, written_here(stored))
        return super().apply(draft, stored, moment)

    def compose(
        self,
        values: Values,
        blank: frozenset[str],  # noqa: ARG002
        stored: Contract | None,  # noqa: ARG002
        moment: Moment,  # noqa: ARG002
    ) -> Values:
        """Return the contract's fields."""
        if "rent_free" not in values:
            return values
        spans = [found for text in values["rent_free"] if isinstance(found := days.span(text), tuple)]
        return {**values, "rent_free": tuple(RentFree(first, last) for first, last in spans)}


class InstalmentShape(Shape[Instalment]):
    """Rows of payment plans: one instalment each."""

    model = Instalment
    key_field = "key"

    def apply(self, draft: Draft, stored: Instalment | None, moment: Moment) -> Instalment:
        """Return the instalment; what receipts on the board paid stays."""
        if stored is not None and stored.matched:
            draft = spared(draft, stored, frozenset({"paid", "paid_on"}))
        return super().apply(draft, stored, moment)

    def key(self, values: Values) -> str:
        """Return contract and instalment."""
        needed = ("contract", "sequence", "due_on", "due")
        return f"{values['contract']}/{values['sequence']}" if all(name in values for name in needed) else ""

    def begin(self, record: Instalment, draft: Draft, moment: Moment) -> Instalment:  # noqa: ARG002
        """Return the instalment with its key."""
        return replace(record, key=draft.key)


class SubsidyShape(Shape[SubsidyBatch]):
    """Rows of subsidy and relief batches (P14): no column holds a name."""

    model = SubsidyBatch
    key_field = "key"

    def key(self, values: Values) -> str:
        """Return the number, where all that makes a batch is there."""
        needed = ("number", "policy", "subsidy", "period", "rate", "total")
        return str(values["number"]) if all(name in values for name in needed) else ""

    def broken(self, table: Table, row: Row) -> Iterator[Finding]:
        """Yield a total that is not rate times quantity."""
        if self.key(row.values):
            for problem in broken_sums(SubsidyBatch(**row.values)):
                yield table.finding(row.number, "total", problem.message)

    def begin(self, record: SubsidyBatch, draft: Draft, moment: Moment) -> SubsidyBatch:  # noqa: ARG002
        """Return the batch with its key."""
        return replace(record, key=draft.key)
