"""Assets and parcels as commodities beside the money: how many of each thing, how many mu, and no yuan moves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from village_board.accounts.registers import DISPOSED, Asset, Resource, Use
from village_board.accounts.stocktakes import ONE
from village_board.interchange.standards.journal import AREA, Commodity, Entry, Post, component

THINGS, THINGS_OF = "Assets:Things", "Equity:Things"
LAND, LAND_OF = "Assets:Land", "Equity:Land"
_USES = {Use.OWN: "Own", Use.LEASED: "Leased", Use.IDLE: "Idle"}
#: the account of a part of a parcel, and its field.
_PARTS = (
    ("Households", "area_households"), ("Let", "area_let"), ("Reserve", "area_reserve"), ("Idle", "area_idle"),
    ("Difference", "area_difference"),
)  # fmt: skip


def commodities_of(assets: Iterable[Asset], opening: date) -> Iterator[Commodity]:
    """Yield a commodity for every asset: no two of them are the same thing."""
    for asset in assets:
        facts = (("number", asset.number), ("unit", asset.unit))
        yield Commodity(symbol_of(asset), asset.acquired_on or opening, asset.name, tuple(f for f in facts if f[1]))


def symbol_of(asset: Asset) -> str:
    """Return the commodity of `asset`: its short code in capitals."""
    return asset.id.upper()


def entries_of_assets(assets: Iterable[Asset], opening: date) -> Iterator[Entry]:
    """Yield how each asset came on the day it was acquired, and how it left; unknown days are the books' first."""
    for asset in assets:
        came = asset.acquired_on or opening
        quantity = ONE if asset.quantity is None else asset.quantity
        account = f"{THINGS}:{_USES.get(asset.use, 'Own')}"
        yield _moved(asset, came, account, quantity)
        if asset.use in DISPOSED:
            left = max((change.on for change in asset.changes if change.on), default=came)
            yield _moved(asset, max(left, came), account, -quantity)


def _moved(asset: Asset, day: date, account: str, quantity: Decimal) -> Entry:
    symbol = symbol_of(asset)
    posts = (Post(account, quantity, symbol), Post(THINGS_OF, -quantity, symbol))
    return Entry(day, asset.number, "", asset.name, posts, links=(asset.id,), tags=("register",))


def entries_of_parcels(parcels: Iterable[Resource], opening: date) -> Iterator[Entry]:
    """Yield every parcel with its parts in mu, as the register has it; what the parts miss has an account too."""
    for parcel in parcels:
        name = f"{parcel.id.upper()}{component(parcel.name)}"
        posts = [
            Post(f"{LAND}:{part}:{name}", getattr(parcel, field), AREA)
            for part, field in _PARTS
            if getattr(parcel, field)
        ]
        if posts:
            whole = sum((post.amount for post in posts), Decimal("0.00"))
            posts.append(Post(LAND_OF, -whole, AREA))
            yield Entry(opening, parcel.number, "", parcel.name, tuple(posts), links=(parcel.id,), tags=("register",))
