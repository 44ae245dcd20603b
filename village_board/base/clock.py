"""Time is given, never taken. Stored in UTC, shown and judged in Asia/Shanghai."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Protocol
from zoneinfo import ZoneInfo

SHANGHAI = ZoneInfo("Asia/Shanghai")


class Clock(Protocol):
    """What a rule may know of time."""

    def now(self) -> datetime:
        """Return the instant, in UTC."""
        ...

    def today(self) -> date:
        """Return the day in Asia/Shanghai on which the board judges."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the machine's instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Return the machine's day in Asia/Shanghai."""
        return local(self.now()).date()


@dataclass(frozen=True)
class DayClock:
    """A clock that stands on one day (``--today DATE``) and takes the time of day from another clock."""

    day: date
    of_day: Clock = SystemClock()  # noqa: RUF009 - stateless

    def now(self) -> datetime:
        """Return the given day at the present time of day, in UTC."""
        return datetime.combine(self.day, local(self.of_day.now()).timetz()).astimezone(UTC)

    def today(self) -> date:
        """Return the given day."""
        return self.day


def local(instant: datetime) -> datetime:
    """Return `instant` as the wall clock in Asia/Shanghai."""
    return instant.astimezone(SHANGHAI)


def instant(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """Return the UTC instant of a wall-clock time in Asia/Shanghai."""
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=SHANGHAI).astimezone(UTC)
