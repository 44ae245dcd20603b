"""What the office does with disclosure items, and what is due and missing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tinydb import where

from village_board.base.errors import NotFound, Refused
from village_board.base.message import N_, Message, say
from village_board.catalogue.model import Entry, EntryGroup
from village_board.desk import Desk, Records
from village_board.disclosure.model import Correction, Gap, Item, ItemStatus
from village_board.disclosure.periods import periods_due
from village_board.disclosure.words import ITEM_STATUS
from village_board.notices.service import tell
from village_board.people.acts import Act
from village_board.people.service import SamePerson
from village_board.text.clean import clean

#: How far back a missing item is still shown.
LOOK_BACK = timedelta(days=366)


@dataclass(frozen=True)
class MissingItem:
    """An entry of the village's own catalogue that is due for a period and not published."""

    entry: Entry
    period: str
    due_on: date
    gap: Gap | None


class ItemNotReady(Refused):
    """The item stands where this step has no place."""

    sentence = N_("{title} is '{status}': this step has no place now.")

    def __init__(self, item: Item) -> None:
        super().__init__(title=item.title, status=Message(ITEM_STATUS[item.status]))


def due_items(records: Records) -> list[MissingItem]:
    """Return what the village should have published by today and has not, the longest overdue first (P11).

    Only periods that the board has items for are judged: a period before its first item is no gap.
    """
    first = records.page(Item, where("published_on") > "", order_by="published_on", limit=1).rows
    if not first or first[0].published_on is None:
        return []
    since = max(records.today - LOOK_BACK, first[0].published_on)
    gaps = {(gap.catalogue, gap.period): gap for gap in records.all(Gap)}
    missing = [
        MissingItem(entry, period, due, gaps.get((entry.code, period)))
        for entry in records.find(Entry, where("group") == EntryGroup.SELF_GOVERNMENT.value)
        for period, due in periods_due(entry.frequency, since, records.today)
        if not _is_published(records, entry.code, period)
    ]
    return sorted(missing, key=lambda item: (item.due_on, item.entry.code))


def _is_published(records: Records, catalogue: str, period: str) -> bool:
    # One look-up a period, not one pass over all items: the first screen must not wait for their contents.
    slot = (where("catalogue") == catalogue) & (where("period") == period)
    return records.count(Item, slot & (where("status") == ItemStatus.PUBLISHED.value)) > 0


def draft_item(desk: Desk, item: Item) -> Item:
    """Keep a new item as a draft; nothing is public.

    Raises:
        NumberTaken: another item has its number.
        NotFound: its entry is not in the catalogue.
    """
    desk.require(Act.DRAFT_ITEM)
    desk.check_number(Item, item.number)
    if item.catalogue:
        _check_entry(desk, item.catalogue)
    drafted = desk.put(
        replace(item, status=ItemStatus.DRAFT, drafted_by=desk.who.id, recorded_at=desk.now, published_on=None)
    )
    desk.record(drafted.id)
    return drafted


def review_item(desk: Desk, id: str) -> Item:  # noqa: A002 - the field's own name
    """Pass a draft as its reviewer, who is not its drafter (P5).

    Raises:
        ItemNotReady: it is no draft.
        SamePerson: the drafter cannot review.
    """
    desk.require(Act.REVIEW_ITEM)
    item = desk.get(Item, id)
    if item.status is not ItemStatus.DRAFT:
        raise ItemNotReady(item)
    if item.drafted_by == desk.who.id:
        raise SamePerson(desk.who.name)
    reviewed = desk.put(replace(item, status=ItemStatus.REVIEWED, reviewed_by=desk.who.id))
    desk.record(id)
    return reviewed


def sign_item(desk: Desk, id: str) -> Item:  # noqa: A002
    """Sign and publish a reviewed item as a third person (P5); the version it replaces is kept and marked.

    Raises:
        ItemNotReady: it was not reviewed.
        SamePerson: drafter or reviewer cannot sign.
        ChangedByAnother: another correction of the same version was published first.
    """
    desk.require(Act.SIGN_ITEM)
    item = desk.get(Item, id)
    if item.status is not ItemStatus.REVIEWED:
        raise ItemNotReady(item)
    if desk.who.id in (item.drafted_by, item.reviewed_by):
        raise SamePerson(desk.who.name)
    published = desk.put(replace(item, status=ItemStatus.PUBLISHED, signed_by=desk.who.id, published_on=desk.today))
    message = say("Published: {name}.", name=item.name)
    if item.correction is not None:
        before = desk.get(Item, item.correction.replaces)
        if before.status is not ItemStatus.PUBLISHED:
            raise ItemNotReady(before)
        desk.put(replace(before, status=ItemStatus.SUPERSEDED))
        message = say("Correction: {name}. {what}", name=item.name, what=item.correction.what)
    tell(desk, published, message)
    desk.record(id)
    return published


def correct_item(desk: Desk, id: str, content: str, *, what: str, why: str) -> Item:  # noqa: A002
    """Draft a new version of a published item; the old one stands until the new one is signed.

    Raises:
        ItemNotReady: only a published item can be corrected.
    """
    desk.require(Act.CORRECT_ITEM)
    before = desk.get(Item, id)
    if before.status is not ItemStatus.PUBLISHED:
        raise ItemNotReady(before)
    drafted = desk.put(
        replace(
            before,
            id="",
            rev=0,
            change=None,
            content=clean(content, limit=20_000, multiline=True),
            status=ItemStatus.DRAFT,
            version=before.version + 1,
            correction=Correction(clean(what), clean(why), before.id, desk.today),
            drafted_by=desk.who.id,
            reviewed_by="",
            signed_by="",
            recorded_at=desk.now,
            published_on=None,
            imported=False,
        )
    )
    desk.record(drafted.id)
    return drafted


def explain_gap(desk: Desk, catalogue: str, period: str, reason: str, expected_on: date | None = None) -> Gap:
    """Give the village's reason why an entry is missing for a period, and when it is expected.

    Raises:
        NotFound: the entry is not in the catalogue.
    """
    desk.require(Act.EXPLAIN_GAP)
    _check_entry(desk, catalogue)
    old = desk.one(Gap, (where("catalogue") == catalogue) & (where("period") == period))
    gap = old or Gap(catalogue=catalogue, period=period, reason="")
    explained = desk.put(replace(gap, reason=clean(reason), expected_on=expected_on))
    desk.record(explained.id)
    return explained


def _check_entry(desk: Desk, code: str) -> None:
    if desk.one(Entry, where("code") == code) is None:
        raise NotFound(Entry.KIND.label, code)
