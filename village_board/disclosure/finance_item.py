"""The item of the catalogue that tells of a finance sheet: drafted from it, then on the way of every item (P5).

The sheet has three people of its own; its item is looked at by the machine and has its three as well.
"""

from __future__ import annotations

from tinydb import where

from village_board.accounts.sheet_model import FinanceSheet, SheetState
from village_board.accounts.sheet_service import SheetNotReady, item_content, linked, sheet_words, standing_item
from village_board.attachments.files import AttachmentStore
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.catalogue.model import Entry
from village_board.desk import Desk
from village_board.disclosure.correcting import correct_item
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.refusals import ItemNotReady
from village_board.disclosure.screening import Look
from village_board.disclosure.service import draft_item, submit_item

_ON_THE_WAY = (ItemStatus.DRAFT, ItemStatus.SUBMITTED, ItemStatus.REVIEWED)


class NoFinanceEntry(Refused):
    """The village's catalogue has no place for the sheet."""

    sentence = N_("The catalogue has no entry {code}: {title} is public by itself. Nothing was drafted.")

    def __init__(self, code: str, sheet: FinanceSheet) -> None:
        super().__init__(code=code, title=sheet.title)


class EntryAnswered(Refused):
    """An item tells of the period already."""

    sentence = N_("{name} ({id}) answers the catalogue for this period already. Nothing was drafted.")

    def __init__(self, item: Item) -> None:
        super().__init__(name=item.name, id=item.id)


def submit_sheet_item(desk: Desk, files: AttachmentStore, id: str) -> tuple[Item, Look]:  # noqa: A002
    """Draft the item of a published sheet, or the correction of the one that stands, and submit it for review.

    Returns:
        The item, and what the machine found that does not stop it.

    Raises:
        SheetNotReady: the sheet is not published, or an earlier version.
        NoFinanceEntry, EntryAnswered: there is nothing to draft.
        ItemNotReady: an item of the period is on its way.
        GateClosed: something must be masked first.
    """
    sheet, code = desk.get(FinanceSheet, id), sheet_words()["catalogue"]
    if sheet.state is not SheetState.PUBLISHED:
        raise SheetNotReady(sheet)
    entry = desk.one(Entry, where("code") == code)
    if entry is None:
        raise NoFinanceEntry(code, sheet)
    of_period = (where("catalogue") == code) & (where("period") == sheet.period)
    for one in desk.find(Item, of_period):
        if one.status in _ON_THE_WAY:
            raise ItemNotReady(one)
    drafted = _drafted(desk, sheet, entry)
    linked(desk, sheet, drafted.id)
    return submit_item(desk, files, drafted.id)


def _drafted(desk: Desk, sheet: FinanceSheet, entry: Entry) -> Item:
    content, standing, said = item_content(sheet), standing_item(desk, sheet), sheet.correction
    if standing is None:
        made = Item(
            number=sheet.number,
            name=sheet.name,
            catalogue=entry.code,
            content=content,
            period=sheet.period,
            responsible=entry.responsible,
            form=entry.form,
        )
        return draft_item(desk, made)
    # What came by a clerk's own table stands: importing that again must change nothing.
    if standing.imported or standing.content == content:
        raise EntryAnswered(standing)
    words = sheet_words()
    what, why = (said.what, said.why) if said is not None else (words["replaced"], words["reason"])
    return correct_item(desk, standing.id, content, what=what, why=why)
