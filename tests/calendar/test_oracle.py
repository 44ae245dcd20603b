"""The shipped years against chinesecalendar's own answers, counted apart from our code."""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from functools import cache

import chinese_calendar

from village_board.calendar.model import Unit
from village_board.calendar.rules import deadline
from village_board.calendar.service import shipped_calendar

#: The notice for 2006 (国办发明电〔2005〕35号) has this Saturday worked; chinesecalendar has it off.
MENDED = date(2005, 12, 31)


def _all_days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


@cache
def _worked() -> list[date]:
    return [on for on in _all_days(date(2012, 1, 1), date(2026, 12, 31)) if chinese_calendar.is_workday(on)]


def test_every_day_of_2004_to_2026_is_judged_as_the_oracle_does() -> None:
    """All 8,401 days agree but the one that chinesecalendar has wrong."""
    # Guard: data/calendar/make.py:notice_year - a December day of the next year's notice is lost.
    calendar = shipped_calendar()
    differ = [
        on
        for on in _all_days(date(2004, 1, 1), date(2026, 12, 31))
        if calendar.day(on).off == chinese_calendar.is_workday(on)
    ]
    assert differ == [MENDED]


def test_the_mended_day_is_worked() -> None:
    """31 December 2005 is worked in return for New Year's Day."""
    assert shipped_calendar().day(MENDED).kind == "made_up"


def test_twenty_working_days_from_every_day_of_2012_to_2025() -> None:
    """From each of the 5,114 days the twentieth working day is the one that a plain list of worked days gives."""
    # Guard: village_board/calendar/rules.py:_judged - the day of receipt is counted.
    calendar, worked = shipped_calendar(), _worked()
    for start in _all_days(date(2012, 1, 1), date(2025, 12, 31)):
        found = deadline(calendar, start, 20, Unit.WORKING)
        assert found.due == worked[bisect_right(worked, start) + 19], start
        assert not found.provisional


def test_natural_days_from_every_day_of_2012_to_2025() -> None:
    """Fifteen days end on the fifteenth, or on the first worked day after it."""
    calendar, worked = shipped_calendar(), _worked()
    for start in _all_days(date(2012, 1, 1), date(2025, 12, 31)):
        last = start + timedelta(days=15)
        moved = worked[bisect_right(worked, last - timedelta(days=1))]
        assert deadline(calendar, start, 15, Unit.NATURAL).due == moved, start
