"""The village's year: twelve months, of which the last one ends today."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

FRIDAY, SATURDAY = 4, 5
#: A meeting that lies further back moves to the Saturday before; a nearer one stays on its day, in the evening.
SETTLED_AFTER = 21
#: Day of the month after a quarter by which its items are due.
QUARTER_DUE = 20
QUARTER_NAMES = ("第一季度", "第二季度", "第三季度", "第四季度")


def month_start(day: date, months: int = 0) -> date:
    """Return the first day of the month that lies `months` from that of `day`."""
    count = day.year * 12 + day.month - 1 + months
    return date(count // 12, count % 12 + 1, 1)


def month_end(day: date) -> date:
    """Return the last day of the month of `day`."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def day_in(month: date, day: int) -> date:
    """Return that day of the month, or its last one."""
    return month.replace(day=min(day, monthrange(month.year, month.month)[1]))


def years_later(day: date, years: int) -> date:
    """Return the same day `years` later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def workday(day: date) -> date:
    """Return `day`, or the Friday before where it falls on a weekend; the Monday after, where that is last month."""
    friday = day - timedelta(days=max(day.weekday() - FRIDAY, 0))
    return friday if friday.month == day.month else friday + timedelta(days=3)


@dataclass(frozen=True)
class Calendar:
    """What the makers ask of time."""

    today: date

    @property
    def start(self) -> date:
        """The first day of the year that ends today."""
        return month_start(self.today, -11)

    @property
    def months(self) -> tuple[date, ...]:
        """The first days of the twelve months; the last is the present one."""
        return tuple(month_start(self.today, back) for back in range(-11, 1))

    def day(self, offset: int) -> date:
        """Return the day `offset` days from today."""
        return self.today + timedelta(days=offset)

    def meeting(self, offset: int) -> date:
        """Return the day of a meeting about `offset` days from today."""
        day = self.day(offset)
        if offset < -SETTLED_AFTER:
            return day - timedelta(days=(day.weekday() - SATURDAY) % 7)
        return day

    def quarters(self) -> list[tuple[date, date]]:
        """Return first and last day of the quarters that ended in the year, the earliest first."""
        found = []
        for month in self.months:
            last = month_end(month)
            if month.month % 3 == 0 and last < self.today:
                found.append((month_start(month, -2), last))
        return found

    def due_quarter(self, back: int = 0) -> date:
        """Return the first day of the newest quarter that had to be published by today, or of one `back` before."""
        first = month_start(self.today, -((self.today.month - 1) % 3) - 3)
        if month_start(first, 3).replace(day=QUARTER_DUE) > self.today:
            back -= 1
        return month_start(first, 3 * back)


def meeting_hour(day: date) -> int:
    """Return the hour at which the village meets: at the weekend in the morning, else after work."""
    return 9 if day.weekday() >= SATURDAY else 19


def month_name(month: date) -> str:
    """Return the month as a clerk writes it."""
    return f"{month.year}年{month.month}月"


def quarter_name(first: date) -> str:
    """Return the quarter that begins on `first` as a clerk writes it."""
    return f"{first.year}年{QUARTER_NAMES[(first.month - 1) // 3]}"
