"""Land, ponds and houses of the collective: its resources and its assets."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from kiosk.pages.contracts import ContractsPage, RentsPage, contract_entry, none_late
from kiosk.pages.listing import Listing, window
from kiosk.pages.wording import day, joined, money, span
from kiosk.sheet import Entry, Facts, Heading, Page, Part, Sheet, Shelf, Words
from village_board.accounts.depreciation import depreciation_of
from village_board.accounts.plan_service import all_arrears
from village_board.accounts.registers import NO_AREA, Asset, Contract, Resource, Use
from village_board.accounts.words import USE
from village_board.base.money import Fen


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
                    ResourcesPage(),
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
class ResourcesPage(Page):
    """All parcels of land and water."""

    offset: int = 0

    def read(self, shelf: Shelf) -> Sheet:
        """Return the list."""
        return window(
            shelf,
            Listing(Resource, "number"),
            self.offset,
            lambda resource: resource_entry(shelf, resource),
            ResourcesPage,
            title=shelf.t("Land and ponds"),
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
        parts: list[Part] = [Facts(_resource_facts(shelf, resource)), *_help(shelf)]
        contracts = records.find(Contract, where("subject") == resource.number)
        if resource.contract and resource.contract not in [contract.number for contract in contracts]:
            contracts += records.find(Contract, where("number") == resource.contract)
        parts += [contract_entry(shelf, contract) for contract in contracts]
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
        return Sheet(asset.name, (Facts(_asset_facts(shelf, asset)), *_help(shelf), *rows), subject=asset.id)


def resource_entry(shelf: Shelf, resource: Resource) -> Entry:
    """Return the row of a parcel."""
    t = shelf.t
    mark = t("idle") if resource.area_idle > NO_AREA else ""
    if resource.area_difference:
        mark = t("parts miss {area} mu", area=resource.area_difference)
    return Entry(
        resource.name,
        ResourcePage(resource.id),
        note=joined((resource.category, resource.place, resource.operation)),
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
    return (
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
        (t("Contractor"), resource.contractor),
        (t("Use"), resource.purpose),
        (t("Fee a mu and year"), money(t, resource.fee)),
        (t("Term"), span(t, resource.let_from, resource.let_to)),
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
        (t("Published by"), t("Village committee")),
        (t("Number"), asset.number),
        (t("Short code"), asset.id),
    )
