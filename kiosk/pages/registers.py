"""Land, ponds and houses of the collective: its resources and its assets."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.contracts import ContractsPage, RentsPage, contract_entry, none_late
from kiosk.pages.imprint import told
from kiosk.pages.listing import Listing, window
from kiosk.pages.wording import day, joined, kept_on, money, span
from kiosk.sheet import Entry, Heading, Page, Part, Sheet, Shelf, Words
from village_board.accounts.depreciation import depreciation_of
from village_board.accounts.plan_service import all_arrears, arrears_in
from village_board.accounts.registers import NO_AREA, Asset, Contract, ContractStatus, Resource, Use
from village_board.accounts.words import USE
from village_board.base.money import Fen

#: the kind under which the ponds stand: what is asked for most comes first
_WATER = "水面"
#: rows of a window: each asks for its contract and its rent
_ROWS = 30


@dataclass(frozen=True, slots=True)
class PropertyPage(Page):
    """The way to land, houses, contracts and rents."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return the four ways, with how many lie behind each."""
        t, records = shelf.t, shelf.records
        found = all_arrears(records)
        owed = [rent for rent in found if rent.late]
        late = t.n("{n} contract is late", "{n} contracts are late", len(owed)) if owed else none_late(shelf, found)
        idle = records.count(Asset, where("use") == Use.IDLE.value)
        return Sheet(
            t("Land, ponds, houses and rents"),
            (
                _way(
                    shelf,
                    t("Land and ponds"),
                    LandPage(),
                    records.count(Resource),
                    t("Fields, ponds, woods: how large, who farms them"),
                ),
                _way(
                    shelf,
                    t("Houses and things"),
                    AssetsPage(),
                    records.count(Asset),
                    t.n("{n} stands idle", "{n} stand idle", idle),
                ),
                _way(
                    shelf,
                    t("Contracts"),
                    ContractsPage(),
                    records.count(Contract),
                    t("With whom, how long, for how much"),
                ),
                Entry(
                    t("Rents, paid and owed"),
                    RentsPage(),
                    note=late,
                    right=t("owes {amount}", amount=Fen(sum(rent.lacking for rent in owed))) if owed else "",
                ),
            ),
        )


@dataclass(frozen=True, slots=True)
class LandPage(Page):
    """The kinds of land and water, each with how many and how large."""

    def read(self, shelf: Shelf) -> Sheet:
        """Return a row for each kind, then all of them."""
        t, kinds = shelf.t, dict[str, list[Resource]]()
        for one in shelf.records.all(Resource):
            kinds.setdefault(one.category, []).append(one)
        if not kinds:
            return Sheet(t("Land and ponds"), (Words(t("No parcel is recorded yet.")),))
        rows = [
            Entry(
                kind or t("Without a kind"),
                ResourcesPage(kind),
                note=joined((t.n("{n} parcel", "{n} parcels", len(some)), *(one.name for one in some[:3]))),
                right=t.mu(sum((one.area for one in some), start=NO_AREA)),
            )
            for kind, some in sorted(kinds.items(), key=lambda pair: (pair[0] != _WATER, -len(pair[1])))
        ]
        whole = sum((one.area for some in kinds.values() for one in some), start=NO_AREA)
        rows.append(Entry(t("All land and water"), ResourcesPage(), note=t("By number"), right=t.mu(whole)))
        return Sheet(t("Land and ponds"), tuple(rows))


@dataclass(frozen=True, slots=True)
class ResourcesPage(Page):
    """Parcels of land and water: of one kind, or all."""

    kind: str | None = None
    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        query = None if self.kind is None else where("category") == self.kind
        return window(
            shelf,
            Listing(Resource, "number", query),
            self.offset,
            lambda resource: resource_entry(shelf, resource),
            lambda offset: ResourcesPage(self.kind, offset),
            title=shelf.t("Land and ponds") if self.kind is None else self.kind or shelf.t("Without a kind"),
            size=_ROWS,
            empty=Words(shelf.t("No parcel is recorded yet.")),
        )


@dataclass(frozen=True, slots=True)
class AssetsPage(Page):
    """All houses and things."""

    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        return window(
            shelf,
            Listing(Asset, "number"),
            self.offset,
            lambda asset: asset_entry(shelf, asset),
            AssetsPage,
            title=shelf.t("Houses and things"),
            empty=Words(shelf.t("No asset is recorded yet.")),
        )


@dataclass(frozen=True, slots=True)
class ResourcePage(Page):
    """One parcel."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what is public of it."""
        records = shelf.records
        resource = records.get(Resource, self.id)
        parts: list[Part] = [*told(shelf, _resource_facts(shelf, resource)), *_help(shelf)]
        parts += [contract_entry(shelf, contract) for contract in _contracts_of(shelf, resource)]
        return Sheet(resource.name, tuple(parts), subject=resource.id)


@dataclass(frozen=True, slots=True)
class AssetPage(Page):
    """One house or thing."""

    id: str

    def read(self, shelf: Shelf) -> Sheet:
        """Return what is public of it."""
        asset = shelf.records.get(Asset, self.id)
        contracts = shelf.records.find(Contract, where("subject") == asset.number)
        rows = [contract_entry(shelf, contract) for contract in contracts]
        return Sheet(asset.name, (*told(shelf, _asset_facts(shelf, asset)), *_help(shelf), *rows), subject=asset.id)


def resource_entry(shelf: Shelf, resource: Resource) -> Entry:
    """Return the row of a parcel."""
    t = shelf.t
    mark = t("idle") if resource.area_idle > NO_AREA else ""
    if resource.area_difference:
        mark = t("parts miss {area} mu", area=resource.area_difference)
    return Entry(
        resource.name,
        ResourcePage(resource.id),
        note=joined((*_let_to(shelf, resource), resource.place) if resource.contractor else _unlet(resource)),
        right=t.mu(resource.area),
        mark=mark,
    )


def asset_entry(shelf: Shelf, asset: Asset) -> Entry:
    """Return the row of a house or thing."""
    t = shelf.t
    return Entry(
        asset.name,
        AssetPage(asset.id),
        note=joined((asset.category, asset.place)),
        right=t(USE[asset.use]),
    )


def _unlet(resource: Resource) -> tuple[str, ...]:
    return (resource.category, resource.place, resource.operation)


def _let_to(shelf: Shelf, resource: Resource) -> tuple[str, ...]:
    """Return who works a parcel, and whether the rent is paid."""
    t, found = shelf.t, _contracts_of(shelf, resource)
    return (t("with {party}", party=resource.contractor), _rent_words(shelf, found[0]) if found else "")


def _rent_words(shelf: Shelf, contract: Contract) -> str:
    t, rent = shelf.t, arrears_in(shelf.records, contract)
    if rent.late:
        days = t.n("{n} day late", "{n} days late", rent.days)
        return joined((t("owes {amount}", amount=Fen(rent.lacking)), days))
    if rent.unpaid:
        return t("rent within the days of grace")
    return t("rent paid") if rent.due else ""


def _contracts_of(shelf: Shelf, resource: Resource) -> list[Contract]:
    """Return the contracts of a parcel, those that run on top."""
    records = shelf.records
    found = records.find(Contract, where("subject") == resource.number)
    if resource.contract and resource.contract not in [contract.number for contract in found]:
        found += records.find(Contract, where("number") == resource.contract)
    return sorted(found, key=lambda one: one.status is not ContractStatus.RUNNING)


def _way(shelf: Shelf, title: str, goto: Page, count: int, note: str) -> Entry:
    return Entry(title, goto, note=note, right=shelf.t.n("{n} entry", "{n} entries", count))


def _help(shelf: Shelf) -> tuple[Part, ...]:
    t = shelf.t
    return (Heading(t("What you can do")), Words(t("Whoever sees something wrong here tells the village office.")))


def _resource_facts(shelf: Shelf, resource: Resource) -> tuple[tuple[str, str], ...]:
    t, sides = shelf.t, resource.boundaries
    around = [
        t(
            "east {east}, south {south}, west {west}, north {north}",
            east=sides.east,
            south=sides.south,
            west=sides.west,
            north=sides.north,
        )
    ]
    contracts = _contracts_of(shelf, resource) if resource.contractor else []
    return (
        (t("Contractor"), resource.contractor),
        (t("Rent"), _rent_words(shelf, contracts[0]) if contracts else ""),
        (t("Kind"), resource.category),
        (t("Area"), t.mu(resource.area)),
        (t("Contracted by households"), _area(shelf, resource.area_households)),
        (t("Let otherwise"), _area(shelf, resource.area_let)),
        (t("Kept in reserve"), _area(shelf, resource.area_reserve)),
        (t("Idle"), _area(shelf, resource.area_idle)),
        (t("Area less its four parts"), _area(shelf, resource.area_difference)),
        (t("Idle since"), day(t, resource.idle_since)),
        (t("Place"), resource.place),
        (t("Borders"), around[0] if any((sides.east, sides.south, sides.west, sides.north)) else ""),
        (t("Owner"), resource.owner),
        (t("How it is run"), resource.operation),
        (t("Use"), resource.purpose),
        (t("Fee a mu and year"), money(t, resource.fee)),
        (t("Term"), span(t, resource.let_from, resource.let_to)),
        (t("Last changed on"), kept_on(t, resource)),
        (t("Published by"), t("Village committee")),
        (t("Number"), resource.number),
        (t("Short code"), resource.id),
    )


def _area(shelf: Shelf, area: object) -> str:
    return shelf.t("{area} mu", area=area) if area else ""


def _asset_facts(shelf: Shelf, asset: Asset) -> tuple[tuple[str, str], ...]:
    t = shelf.t
    quantity = f"{asset.quantity.normalize():f}{asset.unit}" if asset.quantity is not None else ""
    earns = "" if asset.operating is None else (t("earns money") if asset.operating else t("serves the public"))
    return (
        (t("How it is used"), t(USE[asset.use])),
        (t("Idle since"), day(t, asset.idle_since)),
        (t("Kind"), joined((asset.category, earns))),
        (t("How much"), quantity),
        (t("Place"), asset.place),
        (t("Acquired on"), day(t, asset.acquired_on)),
        (t("How it was acquired"), asset.source),
        (t("Value when new"), money(t, asset.original_value or None)),
        (t("Depreciation"), money(t, asset.depreciation or None)),
        (t("By a straight line"), money(t, depreciation_of(asset, shelf.today).computed)),
        (t("Value now"), money(t, asset.net_value or None)),
        (t("Tenant"), asset.tenant),
        (t("Rent a year"), money(t, asset.rent)),
        (t("Term"), span(t, asset.leased_from, asset.leased_to)),
        (t("Kept by"), asset.keeper),
        (t("Last count"), asset.stocktake),
        (t("Last changed on"), kept_on(t, asset)),
        (t("Published by"), t("Village committee")),
        (t("Number"), asset.number),
        (t("Short code"), asset.id),
    )
