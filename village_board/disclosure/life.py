"""After the wall: withdrawn, archived, expired; and what is not open is looked at again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from tinydb import where

from village_board.base.message import say
from village_board.desk import Desk, Records
from village_board.disclosure.dropping import drop_waiting
from village_board.disclosure.model import PUBLIC, UNDER_WAY, Item, ItemStatus
from village_board.disclosure.refusals import GroundMissing, ItemNotReady, ReasonMissing, TakenDownEarly
from village_board.disclosure.rules import days_shown, is_early, last_looked_at, months_after, standing
from village_board.disclosure.steps import Access, DropCause, Reexamination, TakeDown
from village_board.limits.service import limits_of
from village_board.notices.reminders import supersede
from village_board.notices.routing import Event
from village_board.notices.telling import Facts, tell
from village_board.people.acts import Act
from village_board.text.clean import clean


def withdraw_item(desk: Desk, id: str, reason: str) -> Item:  # noqa: A002 - the field's own name
    """Take a public item back, an earlier version too: its content is shown no more; its name and the reason are.

    Whoever was told of it is told that it was withdrawn; what still waits of it is not sent. A correction of it that
    is not signed yet is taken back with it, for the same reason: it has nothing to replace any more.

    Raises:
        ItemNotReady: it is not public.
        ReasonMissing: why is not said.
    """
    desk.require(Act.WITHDRAW_ITEM)
    item = desk.get(Item, id)
    if item.status not in PUBLIC:
        raise ItemNotReady(item)
    if not (why := clean(reason)):
        raise ReasonMissing(item.title)
    withdrawn = desk.put(replace(item, status=ItemStatus.WITHDRAWN, taken_down=_taken_down(desk, item, why)))
    supersede(desk, id)
    drop_waiting(desk, item, DropCause.WITHDRAWN, why)
    if item.status is ItemStatus.PUBLISHED:
        message = say("Withdrawn: {name}. {reason}", name=item.name, reason=why)
        tell(desk, withdrawn, message, Event.ITEM_WITHDRAWN, Facts(replaces=id))
    desk.record(id)
    return withdrawn


def archive_item(desk: Desk, id: str, reason: str = "") -> Item:  # noqa: A002
    """Take an item from the wall into the archive, where it stays readable; before its days are over with a reason.

    A correction of it that is not signed yet is taken back with it.

    Raises:
        ItemNotReady: it hangs nowhere.
        TakenDownEarly: it has not hung for its days, and no reason was given.
    """
    desk.require(Act.ARCHIVE_ITEM)
    item = desk.get(Item, id)
    if item.status not in (ItemStatus.PUBLISHED, ItemStatus.EXPIRED):
        raise ItemNotReady(item)
    taken = _taken_down(desk, item, clean(reason))
    if taken.early and standing(item, desk.today) is ItemStatus.PUBLISHED and not taken.reason:
        least = limits_of(desk).days("disclosure.shown_days")
        until = desk.today + timedelta(days=least - taken.days_shown)
        raise TakenDownEarly(item, taken.days_shown, least, until)
    archived = desk.put(replace(item, status=ItemStatus.ARCHIVED, taken_down=taken))
    drop_waiting(desk, item, DropCause.ARCHIVED, taken.reason)
    desk.record(id)
    return archived


def _taken_down(desk: Desk, item: Item, reason: str) -> TakeDown:
    least = limits_of(desk).days("disclosure.shown_days")
    days, early = days_shown(item, desk.today), is_early(item, desk.today, least)
    return TakeDown(desk.who.id, desk.today, reason, days, early)


def expire_items(desk: Desk) -> list[Item]:
    """Mark what hung until yesterday or before as expired, and return it; it stays readable.

    A correction of it that is not signed yet is taken back: there is nothing on the wall to replace.

    Wherever one item is shown, `rules.standing` says the same before this was done.
    """
    desk.require(Act.EXPIRE_ITEMS)
    published = desk.find(Item, where("status") == ItemStatus.PUBLISHED.value)
    over = [item for item in published if standing(item, desk.today) is ItemStatus.EXPIRED]
    for item in over:
        supersede(desk, item.id)
        drop_waiting(desk, item, DropCause.EXPIRED)
    expired = desk.put_many(replace(item, status=ItemStatus.EXPIRED) for item in over)
    if expired:
        desk.record(expired[0].id)
    return expired


def emergencies_to_review(records: Records) -> list[Item]:
    """Return what was published in an emergency and waits for its review, the longest first."""
    published = records.find(Item, where("status") == ItemStatus.PUBLISHED.value)
    waiting = [item for item in published if item.emergency is not None and item.emergency.reviewed_at is None]
    return sorted(waiting, key=lambda item: (item.published_on or date.min, item.number))


@dataclass(frozen=True)
class ToReexamine:
    """What is not open and is to be looked at again by a day."""

    item: Item
    due_on: date


def to_reexamine(records: Records, by: date | None = None) -> list[ToReexamine]:
    """Return what is not open and is due to be looked at again by `by` (today where not given), the longest first."""
    months = limits_of(records).count("disclosure.reexamine_months")
    found = []
    for item in records.find(Item, where("status") == ItemStatus.DECIDED.value):
        if (last := last_looked_at(item)) is not None:
            due = months_after(last, months)
            if due <= (by or records.today):
                found.append(ToReexamine(item, due))
    return sorted(found, key=lambda one: (one.due_on, one.item.number))


def reexamine_item(desk: Desk, id: str, outcome: Access, reason: str, ground: str = "") -> Item:  # noqa: A002
    """Look again at what is not open; what is to be open now becomes a draft and takes its way to the wall.

    Args:
        desk: the unit of work.
        id: of the item.
        outcome: what holds from now on.
        reason: why.
        ground: in law, where it changes; otherwise the one that stands holds.

    Raises:
        ItemNotReady: it was not decided to be kept from the wall.
        ReasonMissing: why is not said.
        GroundMissing: it stays closed without a ground.
    """
    desk.require(Act.REEXAMINE_ITEM)
    item = desk.get(Item, id)
    if item.status is not ItemStatus.DECIDED:
        raise ItemNotReady(item)
    if not (why := clean(reason)):
        raise ReasonMissing(item.title)
    looked = (*item.reexaminations, Reexamination(desk.who.id, desk.today, outcome, why))
    if outcome is Access.OPEN:
        moved = replace(
            item,
            status=ItemStatus.DRAFT,
            access=Access.OPEN,
            ground="",
            access_reason="",
            drafted_by=desk.who.id,
            submitted_by="",
            reviewed_by="",
            signed_by="",
            looked_at="",
            secrecy=None,
            decided_on=None,
            reexaminations=looked,
        )
    else:
        moved = replace(
            item, access=outcome, ground=clean(ground) or item.ground, access_reason=why, reexaminations=looked
        )
        if not moved.ground:
            raise GroundMissing(moved)
    kept = desk.put(moved)
    desk.record(id)
    return kept


_UNSEEN = UNDER_WAY | {ItemStatus.DROPPED}
#: Superseded versions apart: of an item's versions the newest counts.
_ONCE_PUBLISHED = (ItemStatus.PUBLISHED, ItemStatus.EXPIRED, ItemStatus.ARCHIVED, ItemStatus.WITHDRAWN)


@dataclass(frozen=True)
class AccessCount:
    """How many items of a year are open, on application, not open. Versions of one item count once."""

    year: int
    open: int
    on_application: int
    not_open: int


def access_counts(records: Records) -> list[AccessCount]:
    """Return how many items were decided open, on application and not open in each year, the newest year first.

    The year is that of publication or of the decision; of an item's versions the newest counts.
    """
    counted: dict[int, dict[Access, int]] = {}
    for year, open_ in _open_by_year(records).items():
        counted.setdefault(year, dict.fromkeys(Access, 0))[Access.OPEN] += open_
    for item in records.find(Item, where("status") == ItemStatus.DECIDED.value):
        if item.decided_on is not None:
            counted.setdefault(item.decided_on.year, dict.fromkeys(Access, 0))[item.access] += 1
    return [
        AccessCount(year, one[Access.OPEN], one[Access.ON_APPLICATION], one[Access.NOT_OPEN])
        for year, one in sorted(counted.items(), reverse=True)
        if any(one.values())
    ]


def _open_by_year(records: Records) -> dict[int, int]:
    """Return how many items were published in each year, counted and not read: a page of the kiosk waits for it."""
    dated = where("published_on") > ""
    ends = [
        page.rows[0].published_on
        for descending in (False, True)
        if (page := records.page(Item, dated, order_by="published_on", descending=descending, limit=1)).rows
    ]
    counts: dict[int, int] = {}
    years = [day.year for day in ends if day is not None]
    for year in range(years[0], years[-1] + 1) if years else ():
        within = (where("published_on") >= f"{year:04}") & (where("published_on") < f"{year + 1:04}")
        for status in _ONCE_PUBLISHED:
            found = records.count(Item, within & (where("status") == status.value))
            counts[year] = counts.get(year, 0) + found
    for item in records.find(Item, where("status") == ItemStatus.WITHDRAWN.value):
        newer = records.find(Item, where("number") == item.number)
        if item.published_on and any(one.version > item.version and one.status not in _UNSEEN for one in newer):
            counts[item.published_on.year] -= 1  # an earlier version that leaked: its correction counts
    return counts


def kept_back(records: Records) -> list[Item]:
    """Return what is on application or not open, the newest decision first."""
    found = records.find(Item, where("status") == ItemStatus.DECIDED.value)
    return sorted(found, key=lambda one: (str(one.decided_on), one.number), reverse=True)
