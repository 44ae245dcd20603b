"""Periods of disclosure, and the day by which each is due (facts 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from village_board.catalogue.model import Frequency
from village_board.disclosure.law import due_day

_MONTHS_A_PERIOD = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}


def periods_due(frequency: Frequency, since: date, today: date) -> Iterator[tuple[str, date]]:
    """Yield the periods of `frequency` that ended after `since` and were due by `today`, each with its due day.

    Frequencies without a rhythm (on change, immediate) have no periods.
    """
    length = _MONTHS_A_PERIOD.get(frequency)
    if length is None:
        return
    start = (since.year * 12 + since.month - 1) // length * length
    while True:
        year, month = divmod(start + length, 12)
        due = date(year, month + 1, due_day(frequency))
        if due > today:
            return
        if date(year, month + 1, 1) > since:
            yield _name(frequency, start), due
        start += length


def _name(frequency: Frequency, start: int) -> str:
    year, month = divmod(start, 12)
    if frequency is Frequency.YEARLY:
        return str(year)
    if frequency is Frequency.QUARTERLY:
        return f"{year}-Q{month // 3 + 1}"
    return f"{year}-{month + 1:02d}"
