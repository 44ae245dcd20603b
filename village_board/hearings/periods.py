"""Periods by limit: natural days, working days, months (Civil Code, periods)."""

from __future__ import annotations

from datetime import date

from village_board.calendar.model import Deadline, Unit
from village_board.calendar.rules import Calendar, deadline
from village_board.limits.model import LimitUnit
from village_board.limits.rules import Limits

UNITS = {
    LimitUnit.NATURAL_DAYS: Unit.NATURAL,
    LimitUnit.WORKING_DAYS: Unit.WORKING,
    LimitUnit.PLAIN_DAYS: Unit.PLAIN,
}
_MONTHS_A_YEAR = 12


def due_after(limits: Limits, calendar: Calendar, key: str, since: date) -> Deadline:
    """Return the last day of the period that the limit `key` gives from `since`; months end on the same day, or before.

    Raises:
        YearUnknown: the period runs into a year of which nothing is known.
    """
    unit = limits.unit(key)
    if unit is LimitUnit.MONTHS:
        ends = months_later(since, limits.count(key))
        return deadline(calendar, since, max((ends - since).days, 1), Unit.NATURAL)
    return deadline(calendar, since, max(limits.days(key), 1), UNITS[unit])


def months_later(day: date, months: int) -> date:
    """Return the day `months` after `day`; where that month has no such day, its last one (Civil Code, periods)."""
    index = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    year, month = divmod(index, _MONTHS_A_YEAR)
    for last in range(min(day.day, 31), 0, -1):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError(day)
