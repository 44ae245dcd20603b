"""Land, ponds and houses of the collective: its resources and its assets."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from village_board.accounts.depreciation import depreciation_of
from village_board.accounts.plan_service import all_arrears, arrears_in
from village_board.accounts.registers import NO_AREA, Asset, Contract, ContractStatus, Resource, Use
from village_board.accounts.words import USE
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.site.model import Facts, Heading, Page, Part, Row, Rows, Table, Words
from village_board.site.pages.contracts import CONTRACTS, RENTS, contract_row, none_late
from village_board.site.pages.files import attached
from village_board.site.pages.words import advice, kept_on, money, published, span
from village_board.site.said import Many, Mu, Said, joined
from village_board.site.stock import Stock

SECTION = "property"
PROPERTY, LAND, ASSETS = "property/", "property/land/", "property/assets/"
#: the kind under which the ponds stand: what is asked for most comes first
_WATER = "水面"


def pages(stock: Stock) -> Iterator[Page]:
    """Yield the door, the two lists, and a page for each parcel and thing."""
    yield _door(stock)
    yield _land(stock)
    yield _assets(stock)
    for resource in stock.all(Resource):
        yield _resource_page(stock, resource)
    for asset in stock.all(Asset):
        yield _asset_page(stock, asset)


def resource_row(stock: Stock, resource: Resource) -> Row:
    """Return the row of a parcel."""
    mark: Said = say("idle") if resource.area_idle > NO_AREA else None
    if resource.area_difference:
        mark = say("parts miss {area} mu", area=resource.area_difference)
    if resource.contractor:
        found = _contracts_of(stock, resource)
        rent = _rent_words(stock, found[0]) if found else None
        note = joined(say("with {party}", party=resource.contractor), rent, resource.place)
    else:
        note = joined(resource.category, resource.place, resource.operation)
    return Row(resource.name, stock.address(resource), note, Mu(resource.area), mark)


def asset_row(stock: Stock, asset: Asset) -> Row:
    """Return the row of a house or thing."""
    return Row(asset.name, stock.address(asset), joined(asset.category, asset.place), Message(USE[asset.use]))


def _door(stock: Stock) -> Page:
    found = all_arrears(stock.records)
    owed = [rent for rent in found if rent.late]
    late = Many.n("{n} contract is late", "{n} contracts are late", len(owed)) if owed else none_late(found)
    idle = sum(one.use is Use.IDLE for one in stock.all(Asset))
    rows = (
        Row(
            say("Land, ponds, woods"),
            LAND,
            say("Fields, ponds, woods: how large, who farms them"),
            _entries(len(stock.all(Resource))),
        ),
        Row(
            say("Houses and things"),
            ASSETS,
            Many.n("{n} stands idle", "{n} stand idle", idle),
            _entries(len(stock.all(Asset))),
        ),
        Row(
            say("Contracts"),
            CONTRACTS,
            say("With whom, how long, for how much"),
            _entries(len(stock.all(Contract))),
        ),
        Row(
            say("Rents, paid and owed"),
            RENTS,
            late,
            say("owes {amount}", amount=Fen(sum(rent.lacking for rent in owed))) if owed else None,
        ),
    )
    return Page(PROPERTY, say("Land, ponds, houses and rents"), (Rows(rows),), SECTION)


def _land(stock: Stock) -> Page:
    kinds: dict[str, list[Resource]] = {}
    for one in sorted(stock.all(Resource), key=lambda one: one.number):
        kinds.setdefault(one.category, []).append(one)
    ordered = sorted(kinds.items(), key=lambda pair: (pair[0] != _WATER, -len(pair[1]), pair[0]))
    parts: list[Part] = []
    if ordered:
        counted = [(kind or say("Without a kind"), str(len(some)), Mu(_area(some))) for kind, some in ordered]
        total = (say("Together"), str(len(stock.all(Resource))), Mu(_area(stock.all(Resource))))
        heads = (say("Kind"), say("parcels"), say("Area"))
        parts.append(Table(heads, (*counted, total), say("Land, ponds, woods"), total=True))
    for kind, some in ordered:
        parts += [Heading(kind or say("Without a kind")), Rows(tuple(resource_row(stock, one) for one in some))]
    return Page(LAND, say("Land, ponds, woods"), tuple(parts) or (Words(say("No parcel is recorded yet.")),), SECTION)


def _assets(stock: Stock) -> Page:
    rows = tuple(asset_row(stock, one) for one in sorted(stock.all(Asset), key=lambda one: one.number))
    nothing = Words(say("No asset is recorded yet."))
    return Page(ASSETS, say("Houses and things"), (Rows(rows),) if rows else (nothing,), SECTION)


def _resource_page(stock: Stock, resource: Resource) -> Page:
    parts: list[Part] = [Facts(_resource_facts(stock, resource)), *attached(stock, resource.id), *_help()]
    parts.append(Rows(tuple(contract_row(stock, one) for one in _contracts_of(stock, resource))))
    kind, found_by = Resource.KIND.label, (resource.number, resource.place, resource.contractor)
    return Page(
        stock.address(resource), resource.name, tuple(parts), SECTION, resource.id, kind, resource.day, found_by
    )


def _asset_page(stock: Stock, asset: Asset) -> Page:
    parts: list[Part] = [Facts(_asset_facts(stock, asset)), *attached(stock, asset.id), *_help()]
    parts.append(Rows(tuple(contract_row(stock, one) for one in stock.by(Contract, "subject", asset.number))))
    kind, found_by = Asset.KIND.label, (asset.number, asset.place)
    return Page(stock.address(asset), asset.name, tuple(parts), SECTION, asset.id, kind, asset.day, found_by)


def _contracts_of(stock: Stock, resource: Resource) -> list[Contract]:
    """Return the contracts of a parcel, those that run on top."""
    found = list(stock.by(Contract, "subject", resource.number))
    if resource.contract and resource.contract not in [one.number for one in found]:
        found += stock.by(Contract, "number", resource.contract)
    return sorted(found, key=lambda one: one.status is not ContractStatus.RUNNING)


def _rent_words(stock: Stock, contract: Contract) -> Said:
    rent = arrears_in(stock.records, contract)
    if rent.late:
        late = Many.n("{n} day late", "{n} days late", rent.days)
        return joined(say("owes {amount}", amount=Fen(rent.lacking)), late)
    if rent.unpaid:
        return say("rent within the days of grace")
    return say("rent paid") if rent.due else None


def _area(some: list[Resource]) -> Decimal:
    return sum((one.area for one in some), start=NO_AREA)


def _mu(area: Decimal) -> Said:
    return Mu(area) if area else None


def _entries(count: int) -> Said:
    return Many.n("{n} entry", "{n} entries", count)


def _help() -> list[Part]:
    return advice(say("Whoever sees something wrong here tells the village office."))


def _resource_facts(stock: Stock, resource: Resource) -> tuple[tuple[Said, Said], ...]:
    sides = resource.boundaries
    around = say(
        "east {east}, south {south}, west {west}, north {north}",
        east=sides.east,
        south=sides.south,
        west=sides.west,
        north=sides.north,
    )
    contracts = _contracts_of(stock, resource) if resource.contractor else []
    return (
        (say("Contractor"), resource.contractor),
        (say("Rent"), _rent_words(stock, contracts[0]) if contracts else None),
        (say("Kind"), resource.category),
        (say("Area"), Mu(resource.area)),
        (say("Contracted by households"), _mu(resource.area_households)),
        (say("Let otherwise"), _mu(resource.area_let)),
        (say("Kept in reserve"), _mu(resource.area_reserve)),
        (say("Idle"), _mu(resource.area_idle)),
        (say("Area less its four parts"), _mu(resource.area_difference)),
        (say("Idle since"), resource.idle_since),
        (say("Place"), resource.place),
        (say("Borders"), around if any((sides.east, sides.south, sides.west, sides.north)) else None),
        (say("Owner"), resource.owner),
        (say("How it is run"), resource.operation),
        (say("Use"), resource.purpose),
        (say("Fee a mu and year"), money(resource.fee)),
        (say("Term"), span(resource.let_from, resource.let_to)),
        (say("Last changed on"), kept_on(resource)),
        *published(resource.number, resource.id),
    )


def _asset_facts(stock: Stock, asset: Asset) -> tuple[tuple[Said, Said], ...]:
    quantity = f"{asset.quantity.normalize():f}{asset.unit}" if asset.quantity is not None else None
    earns = None if asset.operating is None else say("earns money") if asset.operating else say("serves the public")
    return (
        (say("How it is used"), Message(USE[asset.use])),
        (say("Idle since"), asset.idle_since),
        (say("Kind"), joined(asset.category, earns)),
        (say("How much"), quantity),
        (say("Place"), asset.place),
        (say("Acquired on"), asset.acquired_on),
        (say("How it was acquired"), asset.source),
        (say("Value when new"), money(asset.original_value or None)),
        (say("Depreciation"), money(asset.depreciation or None)),
        (say("By a straight line"), money(depreciation_of(asset, stock.today).computed)),
        (say("Value now"), money(asset.net_value or None)),
        (say("Tenant"), asset.tenant),
        (say("Rent a year"), money(asset.rent)),
        (say("Term"), span(asset.leased_from, asset.leased_to)),
        (say("Kept by"), asset.keeper),
        (say("Last count"), asset.stocktake),
        (say("Last changed on"), kept_on(asset)),
        *published(asset.number, asset.id),
    )
