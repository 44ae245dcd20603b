"""Which page shows a record, and its row wherever records of several kinds stand together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.pages.accounts import VoucherPage, voucher_entry
from kiosk.pages.contracts import ContractPage, contract_entry
from kiosk.pages.hearings import HearingPage, hearing_entry
from kiosk.pages.items import ItemPage, item_entry
from kiosk.pages.registers import AssetPage, ResourcePage, asset_entry, resource_entry
from kiosk.pages.resolutions import ResolutionPage, resolution_entry
from kiosk.sheet import Entry, Page, Shelf
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.base.kind import Record
from village_board.disclosure.model import Item
from village_board.hearings.model import Hearing, Resolution

_ENTRIES: dict[type[Record], Callable[[Shelf, Any], Entry]] = {
    Hearing: hearing_entry,
    Resolution: resolution_entry,
    Voucher: voucher_entry,
    Contract: contract_entry,
    Asset: asset_entry,
    Resource: resource_entry,
    Item: item_entry,
}
_PAGES: dict[type[Record], Callable[[str], Page]] = {
    Hearing: HearingPage,
    Resolution: ResolutionPage,
    Voucher: VoucherPage,
    Contract: ContractPage,
    Asset: AssetPage,
    Resource: ResourcePage,
    Item: ItemPage,
}


def entry_of(shelf: Shelf, record: Record) -> Entry | None:
    """Return the row of a record, None for a kind that has no page."""
    make = _ENTRIES.get(type(record))
    return make(shelf, record) if make else None


def page_of(record: Record) -> Page | None:
    """Return the page of a record, None for a kind that has none."""
    make = _PAGES.get(type(record))
    return make(record.id) if make else None
