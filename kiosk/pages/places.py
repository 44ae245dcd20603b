"""Which page shows a record, and its row wherever records of several kinds stand together."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kiosk.pages.accounts import VoucherPage, voucher_entry
from kiosk.pages.cases import CasePage, case_entry
from kiosk.pages.clarifications import ClarificationPage, clarification_entry
from kiosk.pages.contracts import ContractPage, contract_entry
from kiosk.pages.enquiries import EnquiryPage, enquiry_entry
from kiosk.pages.executions import ExecutionPage, execution_entry
from kiosk.pages.finance import FinanceSheetPage, finance_entry
from kiosk.pages.guides import ContactPage, GuidePage, contact_entry, guide_entry
from kiosk.pages.hearings import HearingPage, hearing_entry
from kiosk.pages.items import ItemPage, item_entry
from kiosk.pages.polls import PollPage, poll_entry
from kiosk.pages.registers import AssetPage, ResourcePage, asset_entry, resource_entry
from kiosk.pages.resolutions import ResolutionPage, resolution_entry
from kiosk.pages.subsidies import SubsidyPage, subsidy_entry
from kiosk.pages.voices import InterpellationPage, interpellation_entry
from kiosk.sheet import Entry, Page, Shelf
from village_board.accounts.model import Voucher
from village_board.accounts.registers import Asset, Contract, Resource
from village_board.accounts.sheet_model import FinanceSheet
from village_board.accounts.subsidies import SubsidyBatch
from village_board.base.kind import Record
from village_board.disclosure.beside import Clarification
from village_board.disclosure.model import Item
from village_board.enquiries.model import Enquiry
from village_board.guides.model import Contact, Guide
from village_board.hearings.case import DecisionCase
from village_board.hearings.execution import Execution
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.voices import Interpellation
from village_board.polls.model import Poll

_ENTRIES: dict[type[Record], Callable[[Shelf, Any], Entry]] = {
    DecisionCase: case_entry,
    Execution: execution_entry,
    Hearing: hearing_entry,
    Resolution: resolution_entry,
    Voucher: voucher_entry,
    FinanceSheet: finance_entry,
    Contract: contract_entry,
    Asset: asset_entry,
    Resource: resource_entry,
    SubsidyBatch: subsidy_entry,
    Item: item_entry,
    Clarification: clarification_entry,
    Interpellation: interpellation_entry,
    Enquiry: enquiry_entry,
    Guide: guide_entry,
    Contact: contact_entry,
    Poll: poll_entry,
}
_PAGES: dict[type[Record], Callable[[str], Page]] = {
    DecisionCase: CasePage,
    Execution: ExecutionPage,
    Hearing: HearingPage,
    Resolution: ResolutionPage,
    Voucher: VoucherPage,
    FinanceSheet: FinanceSheetPage,
    Contract: ContractPage,
    Asset: AssetPage,
    Resource: ResourcePage,
    SubsidyBatch: SubsidyPage,
    Item: ItemPage,
    Clarification: ClarificationPage,
    Interpellation: InterpellationPage,
    Enquiry: EnquiryPage,
    Guide: GuidePage,
    Contact: ContactPage,
    Poll: PollPage,
}
#: kinds of records that have a page: all that a visitor can find.
PUBLIC_KINDS = tuple(_PAGES)


def entry_of(shelf: Shelf, record: Record) -> Entry | None:
    """Return the row of a record, None for a kind that has no page."""
    make = _ENTRIES.get(type(record))
    return make(shelf, record) if make else None


def page_of(record: Record) -> Page | None:
    """Return the page of a record, None for a kind that has none."""
    make = _PAGES.get(type(record))
    return make(record.id) if make else None
