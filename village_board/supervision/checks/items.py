"""D01 to D05: is published what is due, long enough, by three people, and without anybody's personal data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from village_board.base.clock import local
from village_board.base.level import Level
from village_board.base.message import say
from village_board.catalogue.model import Frequency
from village_board.disclosure.beside import Rescan
from village_board.disclosure.due import MissingItem, due_items
from village_board.disclosure.model import DISCLOSED, Item, ItemStatus
from village_board.limits.rules import Limits
from village_board.supervision.facts import Fact, View, late


def item_overdue(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - its day comes from the due calendar
    """D01: an entry of the village's own catalogue is due for a period, or after an event, and not published."""
    for missing in due_items(view.records):
        if missing.entry.frequency is not Frequency.IMMEDIATE:
            yield _missing(missing, view.today)


def major_event_unpublished(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - as above
    """D02: a major matter was to be published at once and is not."""
    for missing in due_items(view.records):
        if missing.entry.frequency is Frequency.IMMEDIATE:
            yield _missing(missing, view.today)


def taken_down_early(view: View, limits: Limits) -> Iterator[Fact]:
    """D03: an item was taken down before it had hung for its days."""
    needed = limits.days("disclosure.shown_days")
    for one in view.items:
        taken = one.taken_down
        if taken is None or not taken.early:
            continue
        message = say(
            "Item {number} ({name}) was taken down on {day} after {days} days; {needed} are needed. Reason: {reason}",
            number=one.number,
            name=one.name,
            day=taken.on,
            days=taken.days_shown,
            needed=needed,
            reason=taken.reason,
        )
        yield Fact(message, taken.on, Level.RED, one.id)


def published_unreviewed(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - it is no number
    """D04: an item hangs that was not drafted, reviewed and signed by three people.

    An emergency has one signer, and a second person within its time; imported history tells nothing of its steps.
    """
    for one in view.items:
        if one.status not in DISCLOSED or one.imported or one.published_on is None:
            continue
        if one.emergency is not None:
            yield from _emergency(one, view.today)
            continue
        steps = (one.drafted_by, one.reviewed_by, one.signed_by)
        if all(steps) and len(set(steps)) == len(steps):
            continue
        message = say(
            "Item {number} ({name}) was published on {day} after {n} of {needed} steps by different people.",
            number=one.number,
            name=one.name,
            day=one.published_on,
            n=len(set(steps) - {""}),
            needed=len(steps),
        )
        yield Fact(message, one.published_on, Level.RED, one.id)


def personal_data_public(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - one place is too many
    """D05: the last scan of everything public found unmasked personal data in an item that still hangs."""
    rows = view.records.page(Rescan, order_by="begun_at", descending=True, limit=1).rows
    for scan in rows:
        for flag in scan.flagged:
            item = view.records.get(Item, flag.item)
            if item.status not in (ItemStatus.PUBLISHED, ItemStatus.SUPERSEDED, ItemStatus.EXPIRED):
                continue
            message = say(
                "Item {number} ({name}) shows unmasked personal data in {n} places.",
                number=flag.number,
                name=item.name,
                n=flag.places,
            )
            yield Fact(message, local(scan.begun_at).date(), Level.RED, item.id)


def _missing(missing: MissingItem, today: date) -> Fact:
    message = say(
        "{code} {name} for {period} was due by {due} and is not published.",
        code=missing.entry.code,
        name=missing.entry.title,
        period=missing.period,
        due=missing.due_on,
    )
    return late(message, missing.due_on, today, key=f"{missing.entry.code}|{missing.period}")


def _emergency(one: Item, today: date) -> Iterator[Fact]:
    assert one.emergency is not None
    if one.emergency.reviewed_at is None and today > one.emergency.review_by:
        message = say(
            "Item {number} ({name}) was published as an emergency; a second person was to look at it by {due}.",
            number=one.number,
            name=one.name,
            due=one.emergency.review_by,
        )
        yield Fact(message, one.emergency.review_by, Level.RED, one.id)
