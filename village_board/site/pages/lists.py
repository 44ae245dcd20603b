"""Long lists: a page for each year, so that what is new changes the page of its own year only."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from village_board.base.kind import Record
from village_board.base.message import say
from village_board.site.model import Page, Part, Row, Rows, Words
from village_board.site.said import Many, Period, Said
from village_board.site.stock import Stock, by_year


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: where it lies, what it is called, what its rows are, what stands above the first page."""

    address: str
    title: Said
    section: str
    row: Callable[[Stock, Any], Row]
    empty: Said
    head: tuple[Part, ...] = ()


def listed(stock: Stock, listing: Listing, records: Iterable[Record]) -> Iterator[Page]:
    """Yield the pages of a list: the newest year at its own address, each other year below it."""
    years = by_year(records)
    if not years:
        yield Page(listing.address, listing.title, (*listing.head, Words(listing.empty)), listing.section)
        return
    newest = next(iter(years))
    for year, found in years.items():
        first = year == newest
        rows = Rows(tuple(listing.row(stock, one) for one in found))
        others = tuple(
            Row(
                _named(other),
                _address(listing, other, newest),
                right=Many.n("{n} entry", "{n} entries", len(years[other])),
            )
            for other in years
            if other != year
        )
        title = say("{title}, {year}", title=listing.title, year=_named(year)) if len(years) > 1 else listing.title
        parts: tuple[Part, ...] = (*(listing.head if first else ()), rows)
        yield Page(
            _address(listing, year, newest),
            title if not first else listing.title,
            (*parts, *((Rows(others),) if others else ())),
            listing.section,
        )


def _named(year: int) -> Said:
    return Period(str(year)) if year else say("without a day")


def _address(listing: Listing, year: int, newest: int) -> str:
    return listing.address if year == newest else f"{listing.address}{year}/"
