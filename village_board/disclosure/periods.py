"""Periods of disclosure, and the day by which each is due (facts 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from village_board.catalogue.model import Frequency
from village_board.disclosure.rules import month_length

_MONTHS_A_PERIOD = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}

#: The day of the month after a period by which its items are due, for each frequency that has a rhythm.
DueDays = Mapping[Frequency, int]


def periods_due(frequency: Frequency, since: date, today: date, days: DueDays) -> Iterator[tuple[str, date]]:
    """Yield the periods of `frequency` that ended after `since` and were due by `today`, each with its due day.

    Frequencies without a rhythm (on change, immediate) have no periods. In a month that lacks the due day its last
    day takes its place.
    """
    length = _MONTHS_A_PERIOD.get(frequency)
    if length is None:
        return
    start = (since.year * 12 + since.month - 1) // length * length
    while True:
        year, month = divmod(start + length, 12)
        due = date(year, month + 1, min(days[frequency], month_length(year, month + 1)))
        if due > today:
            return
        if date(year, month + 1, 1) > since:
            yield _name(frequency, start), due
        start += length


def due_in_year(frequency: Frequency, year: int, days: DueDays) -> Iterator[tuple[str, date]]:
    """Yield the periods of `frequency` whose items are due in `year`, each with its due day."""
    last = date(year, 12, 31)
    for period, due in periods_due(frequency, date(year - 1, 1, 1), last, days):
        if due.year == year:
            yield period, due


def _name(frequency: Frequency, start: int) -> str:
    year, month = divmod(start, 12)
    if frequency is Frequency.YEARLY:
        return str(year)
    if frequency is Frequency.QUARTERLY:
        return f"{year}-Q{month // 3 + 1}"
    return f"{year}-{month + 1:02d}"
