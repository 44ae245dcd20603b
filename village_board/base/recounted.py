"""A promised day that was counted anew, because the notice of a year's days off came or was changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from village_board.base.message import Message, say


@dataclass(frozen=True)
class Recounted:
    """One such change.

    Attributes:
        on: the day on which it was counted anew.
        was: the day that was promised.
        now: the day that holds.
        days: the days on the way that became off, or working days; empty where that is not known any more.
    """

    on: date
    was: date
    now: date
    days: tuple[date, ...] = ()


def recounted_words(one: Recounted) -> Message:
    """Return the change as a sentence."""
    if one.days:
        return say(
            "Counted anew on {on}: {now} instead of {was}. The calendar changed these days: {days}.",
            on=one.on,
            now=one.now,
            was=one.was,
            days=one.days,
        )
    return say(
        "Counted anew on {on}: {now} instead of {was}, by the notice for the year.", on=one.on, now=one.now, was=one.was
    )
