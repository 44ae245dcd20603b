"""Which periods are due on a day, against a reckoning written apart (facts 3)."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.catalogue.model import Frequency
from village_board.disclosure.periods import periods_due

DUE = {Frequency.MONTHLY: 15, Frequency.QUARTERLY: 20, Frequency.YEARLY: 31}
DAYS = st.dates(date(2018, 1, 1), date(2032, 12, 31))


def oracle(frequency: Frequency, since: date, today: date) -> list[tuple[str, date]]:
    """Return the same by walking every day: a period ends on a day, and is due on a day after it."""
    found, day = [], since
    while day <= today:
        last = day.day == monthrange(day.year, day.month)[1]
        after = day + timedelta(days=1)
        if frequency is Frequency.MONTHLY and last:
            found.append((f"{day:%Y-%m}", after.replace(day=15)))
        if frequency is Frequency.QUARTERLY and last and day.month % 3 == 0:
            found.append((f"{day.year}-Q{day.month // 3}", after.replace(day=20)))
        if frequency is Frequency.YEARLY and last and day.month == 12:
            found.append((f"{day.year}", after.replace(day=31)))
        day += timedelta(days=1)
    return [(name, due) for name, due in found if due <= today]


@given(frequency=st.sampled_from(Frequency), since=DAYS, length=st.integers(-40, 900))
def test_periods_agree_with_a_walk_over_the_calendar(frequency: Frequency, since: date, length: int) -> None:
    """Monthly by the 15th, quarterly by the 20th, yearly by 31 January; each once, the earliest first."""
    # Guard: disclosure/periods.py:periods_due - the village is called late for a period that is not over.
    today = since + timedelta(days=length)
    assert list(periods_due(frequency, since, today, DUE)) == oracle(frequency, since, today)


@pytest.mark.parametrize(
    ("frequency", "due", "period"),
    [
        (Frequency.MONTHLY, date(2027, 1, 15), "2026-12"),
        (Frequency.QUARTERLY, date(2026, 10, 20), "2026-Q3"),
        (Frequency.QUARTERLY, date(2027, 1, 20), "2026-Q4"),
        (Frequency.YEARLY, date(2027, 1, 31), "2026"),
    ],
)
def test_a_period_is_due_on_its_day_and_not_the_day_before(frequency: Frequency, due: date, period: str) -> None:
    """Facts 3: the fixed days, also over the turn of the year."""
    since = date(2026, 1, 1)
    assert (period, due) in list(periods_due(frequency, since, due, DUE))
    assert (period, due) not in list(periods_due(frequency, since, due - timedelta(days=1), DUE))


@pytest.mark.parametrize("frequency", [Frequency.ON_CHANGE, Frequency.IMMEDIATE])
def test_what_has_no_rhythm_is_never_late(frequency: Frequency) -> None:
    """On change and at any time: nobody can say from a calendar that it is missing."""
    assert list(periods_due(frequency, date(2020, 1, 1), date(2030, 1, 1), DUE)) == []
