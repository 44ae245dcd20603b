"""Long lists in windows: a page reads as many records as a visitor may leaf through, never all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from kiosk.sheet import Entry, Page, Part, Sheet, Shelf, Words

if TYPE_CHECKING:
    from village_board.base.kind import Record

#: records of one window; well below the 500 rows that a terminal list bears.
WINDOW = 90

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, slots=True)
class Listing:
    """Which records a list shows, and in which order of a declared field."""

    cls: type[Record]
    order_by: str
    query: Any = None
    descending: bool = False


def window(
    shelf: Shelf,
    listing: Listing,
    offset: int,
    entry: Callable[[Any], Entry],
    page_at: Callable[[int], Page],
    *,
    title: str,
    head: Sequence[Part] = (),
    empty: Part | None = None,
    size: int = WINDOW,
) -> Sheet:
    """Return the sheet of the records from `offset` on.

    Args:
        shelf: what is read.
        listing: which records.
        offset: the first one's place in the whole list.
        entry: what makes a row of a record.
        page_at: the same list from another offset on.
        title: of the sheet.
        head: parts above the first window's rows.
        empty: what stands there where the list is empty.
        size: rows of one window; fewer where each row asks for much.
    """
    found = shelf.records.page(
        listing.cls,
        listing.query,
        order_by=listing.order_by,
        descending=listing.descending,
        limit=size,
        offset=offset,
    )
    rows: list[Part] = [entry(record) for record in found.rows]
    if not rows and empty is not None:
        advice = shelf.t("Questions go to the village office; doubts to the oversight committee.")
        rows = [empty, Words(advice, "soft")]
    above = sum(isinstance(part, Entry) for part in head)
    return Sheet(
        title=title,
        parts=(*(head if offset == 0 else ()), *rows),
        before=page_at(max(offset - size, 0)) if offset else None,
        after=page_at(offset + size) if found.more else None,
        counted=(offset + 1 + (above if offset else 0), above + shelf.records.count(listing.cls, listing.query)),
    )
