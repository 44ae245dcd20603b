"""What may happen to an item, and what it is on a day. Pure; the numbers of days are the village's limits."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.steps import Access


def standing(item: Item, today: date) -> ItemStatus:
    """Return where `item` stands on `today`: a published one whose last day is past is expired."""
    if item.status is ItemStatus.PUBLISHED and item.shown_until is not None and item.shown_until < today:
        return ItemStatus.EXPIRED
    return item.status


def hangs(item: Item, today: date) -> bool:
    """Tell whether `item` is current on `today`: published, and not over, whether or not that was marked yet."""
    return standing(item, today) is ItemStatus.PUBLISHED


def days_shown(item: Item, today: date) -> int:
    """Return on how many days it has hung up to `today`, the day of publication among them; 0 before."""
    if item.published_on is None:
        return 0
    last = min(day for day in (today, item.shown_until, item.taken_down and item.taken_down.on) if day)
    return max(0, (last - item.published_on).days + 1)


def is_early(item: Item, today: date, least_days: int) -> bool:
    """Tell whether taking it down on `today` cuts its days on the wall short."""
    return days_shown(item, today) < least_days


def digest_of(item: Item, files: Iterable[str]) -> str:
    """Return the digest of the paper that is looked at: the item's words, and the content of its files.

    Args:
        item: its name, content and period count; its state does not.
        files: SHA-256 of every file that may become public with it.
    """
    parts = (item.name, item.content, item.period, item.responsible, item.source, *sorted(files))
    from hashlib import sha256  # noqa: PLC0415 - OpenSSL, at every start of a screen that digests nothing

    return sha256("\x00".join(parts).encode()).hexdigest()


def is_overridden(item: Item, digest: str) -> bool:
    """Tell whether a second person let this very paper pass."""
    return any(one.paper == digest for one in item.overrides)


def last_looked_at(item: Item) -> date | None:
    """Return the day on which it was last decided that the item is not open; None for what is open."""
    if item.access is Access.OPEN or item.status is not ItemStatus.DECIDED:
        return None
    return item.reexaminations[-1].on if item.reexaminations else item.decided_on


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later; the last of the month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """Return how many days a month has."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return (following - date(year, month, 1)).days
