"""Quiet hours and the hour of the day's news (N16, N17). Pure: minutes of the day in, instants out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from village_board.base.clock import SHANGHAI

DAY_MINUTES = 24 * 60
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Quiet:
    """From one minute of the day to another, which is not quiet any more; across midnight where it is the smaller.

    Two equal minutes are no quiet hours at all.
    """

    since: int
    until: int

    def holds(self, minute: int) -> bool:
        """Tell whether `minute` of the day is quiet."""
        if self.since <= self.until:
            return self.since <= minute < self.until
        return minute >= self.since or minute < self.until


def awake(at: datetime, quiet: Quiet, zone: tzinfo = SHANGHAI) -> datetime:
    """Return the first instant from `at` on that is not quiet: `at` itself, or the end of the quiet hours."""
    if not quiet.holds(_minute(at, zone)):
        return at
    end = _next(at, quiet.until, zone)
    # Where a zone's clocks skip the end, the wall clock shows a later minute there, which may be quiet again.
    while quiet.holds(_minute(end, zone)):
        end += _MINUTE
    return end


def before_quiet(at: datetime, quiet: Quiet, zone: tzinfo = SHANGHAI) -> datetime:
    """Return `at`, or where that is quiet the last minute before these quiet hours began."""
    if not quiet.holds(_minute(at, zone)):
        return at
    last = at.replace(second=0, microsecond=0)
    while quiet.holds(_minute(last, zone)):
        last -= _MINUTE
    return last


def digest_time(at: datetime, minute: int, zone: tzinfo = SHANGHAI) -> datetime:
    """Return the next instant from `at` on at which it is `minute` of the day."""
    return at if _minute(at, zone) == minute else _next(at, minute, zone)


def _minute(at: datetime, zone: tzinfo) -> int:
    here = at.astimezone(zone)
    return here.hour * 60 + here.minute


def _next(at: datetime, minute: int, zone: tzinfo) -> datetime:
    """Return the next instant after `at` at which the wall clock shows `minute` of the day."""
    here = at.astimezone(zone)
    for days in (0, 1, 2):
        day = here.date() + timedelta(days=days)
        wall = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
        if (found := wall.astimezone(UTC)) > at:
            return found
    raise AssertionError(minute)
