"""Which page shows a record, and its row wherever records of several kinds stand together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from village_board.accounts.model import Voucher
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.subsidies import SubsidyBatch
from village_board.base.kind import Record
from village_board.catalogue.model import Entry
from village_board.disclosure.beside import Clarification
from village_board.disclosure.model import Item
from village_board.enquiries.model import Enquiry
from village_board.guides.model import Contact, Guide
from village_board.hearings.case import DecisionCase
from village_board.hearings.execution import Execution
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.voices import Interpellation
from village_board.polls.model import Poll
from village_board.site.model import Row
from village_board.site.pages.cases import case_row
from village_board.site.pages.catalogue import entry_row
from village_board.site.pages.clarifications import clarification_row
from village_board.site.pages.contracts import contract_row
from village_board.site.pages.enquiries import enquiry_row
from village_board.site.pages.executions import execution_row
from village_board.site.pages.guides import contact_row, guide_row
from village_board.site.pages.hearings import hearing_row
from village_board.site.pages.items import item_row
from village_board.site.pages.polls import poll_row
from village_board.site.pages.registers import asset_row, resource_row
from village_board.site.pages.resolutions import resolution_row
from village_board.site.pages.sheets import sheet_row
from village_board.site.pages.subsidies import subsidy_row
from village_board.site.pages.voices import interpellation_row
from village_board.site.pages.vouchers import voucher_row
from village_board.site.stock import Stock

_ROWS: dict[type[Record], Callable[[Stock, Any], Row]] = {
    DecisionCase: case_row,
    Execution: execution_row,
    Hearing: hearing_row,
    Resolution: resolution_row,
    Voucher: voucher_row,
    FinanceSheet: sheet_row,
    Contract: contract_row,
    Asset: asset_row,
    Resource: resource_row,
    SubsidyBatch: subsidy_row,
    Item: item_row,
    Clarification: clarification_row,
    Interpellation: interpellation_row,
    Enquiry: enquiry_row,
    Guide: guide_row,
    Contact: contact_row,
    Entry: entry_row,
    Poll: poll_row,
}
#: kinds of records of which each public one has a page.
PUBLIC_KINDS = tuple(_ROWS)


def row_of(stock: Stock, record: Record) -> Row | None:
    """Return the row of a record; None for a kind that has no page, or for one that is not public."""
    make = _ROWS.get(type(record))
    return make(stock, record) if make and record.public else None
