"""The emergency that stands now: a warning of county or above, which the village repeats (P24)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tinydb import where

from kiosk.shelf import Shelf

if TYPE_CHECKING:
    from village_board.disclosure.model import Item


@dataclass(frozen=True, slots=True)
class Warning:  # noqa: A001 - the field's own word
    """What everybody in the hall should read first.

    Attributes:
        id: of the item.
        title: its name, as the issuer wrote it.
        content: its words.
        issuer: whose warning it is.
        since: the day on which the village repeated it.
        until: its last day.
    """

    id: str
    title: str
    content: str
    issuer: str
    since: date
    until: date


def read_warning(shelf: Shelf) -> Warning | None:
    """Return the warning that stands today, the newest; None where there is none. Runs in the reading thread."""
    from village_board.base.clock import instant  # noqa: PLC0415 - the start needs none of this
    from village_board.base.errors import NotFound  # noqa: PLC0415
    from village_board.disclosure.model import Item  # noqa: PLC0415
    from village_board.limits.service import limits_of  # noqa: PLC0415
    from village_board.notices.model import Notice  # noqa: PLC0415
    from village_board.notices.routing import Event  # noqa: PLC0415

    records, today = shelf.records, shelf.today
    limits = limits_of(records)
    days, furthest = limits.count("kiosk.emergency_days"), limits.count("kiosk.emergency_longest_days")
    since = instant(today - timedelta(days=furthest)).strftime("%Y-%m-%dT%H:%M:%S")
    told = [one for one in records.find(Notice, where("made_at") >= since) if one.event == Event.ITEM_EMERGENCY.value]
    for notice in sorted(told, key=lambda one: (one.made_at, one.id), reverse=True):
        try:
            found = _standing(records.get(Item, notice.subject), today, days)
        except NotFound:
            continue
        if found is not None:
            return found
    return None


def _standing(item: Item, today: date, days: int) -> Warning | None:
    from village_board.disclosure.rules import hangs  # noqa: PLC0415 - the start needs none of this

    if item.emergency is None or item.published_on is None or not hangs(item, today):
        return None
    until = item.shown_until or item.published_on + timedelta(days=days - 1)
    if today > until:
        return None
    return Warning(item.id, item.name, item.content, item.emergency.issuer, item.published_on, until)
