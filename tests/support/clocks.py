"""A clock that stands where a test puts it."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from village_board.base.clock import instant, local


class GivenClock:
    """Stands still until it is moved; satisfies `village_board.base.clock.Clock`."""

    def __init__(self, day: date, hour: int = 9, minute: int = 0) -> None:
        self._now = instant(day, hour, minute)

    def now(self) -> datetime:
        """Return where it stands, in UTC."""
        return self._now

    def today(self) -> date:
        """Return its day in Asia/Shanghai."""
        return local(self._now).date()

    def move(self, day: date, hour: int = 9, minute: int = 0) -> None:
        """Put it on a wall-clock time in Asia/Shanghai."""
        self._now = instant(day, hour, minute)

    def advance(self, step: timedelta) -> None:
        """Move it on by `step`."""
        self._now += step
