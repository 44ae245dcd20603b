"""Sixty deadlines of hearings and resolutions, worked by hand with the calendar of 2026 on the desk.

Days off in 2026: 1-3 January, 15-23 February, 4-6 April, 1-5 May, 19-21 June, 25-27 September, 1-7 October. Worked
instead: 4 January, 14 and 28 February, 9 May, 20 September, 10 October. Of 2027 only the statutory days are known.
"""

from __future__ import annotations

from datetime import date

import pytest

from village_board.calendar.service import shipped_calendar
from village_board.hearings.periods import due_after, months_later
from village_board.limits.rules import Limits
from village_board.limits.table import shipped_limits

LIMITS = Limits(shipped_limits(), {})
NOTICE, PUBLISH, ANSWER = "case.notice_period_days", "case.publish_resolution_days", "case.answer_objection_days"
STOPPED, ASKED, AGAIN = "case.objection_days", "case.interpellation_days", "hearing.adjourn_days"
RESULT, HOLD, ARCHIVE = "case.publish_result_days", "hearing.hold_within_days", "case.archive_days"
RATIFY, HEARD, PROGRESS = "case.ratify_days", "hearing.result_days", "case.progress_months"

BY_HAND = [
    # seven natural days: the day itself does not count; a day off at the end moves the end
    (NOTICE, "2026-01-05", "2026-01-12"),
    (NOTICE, "2026-01-03", "2026-01-12"),  # Saturday
    (NOTICE, "2025-12-26", "2026-01-04"),  # New Year's, and a Sunday that is worked
    (NOTICE, "2026-02-08", "2026-02-24"),  # Spring Festival
    (NOTICE, "2026-02-07", "2026-02-14"),  # a Saturday that is worked
    (NOTICE, "2026-02-21", "2026-02-28"),
    (NOTICE, "2026-02-16", "2026-02-24"),
    (NOTICE, "2026-03-28", "2026-04-07"),  # Qingming
    (NOTICE, "2026-04-24", "2026-05-06"),  # Labour Day
    (NOTICE, "2026-05-02", "2026-05-09"),
    (NOTICE, "2026-05-03", "2026-05-11"),
    (NOTICE, "2026-06-12", "2026-06-22"),  # Dragon Boat
    (NOTICE, "2026-09-13", "2026-09-20"),
    (NOTICE, "2026-09-18", "2026-09-28"),  # Mid-Autumn
    (NOTICE, "2026-09-24", "2026-10-08"),  # National Day
    (NOTICE, "2026-10-03", "2026-10-10"),
    (NOTICE, "2026-10-04", "2026-10-12"),
    (NOTICE, "2026-11-22", "2026-11-30"),
    (NOTICE, "2026-11-19", "2026-11-26"),
    (NOTICE, "2026-12-24", "2026-12-31"),
    # three natural days
    (PUBLISH, "2026-11-19", "2026-11-23"),
    (PUBLISH, "2026-11-20", "2026-11-23"),
    (PUBLISH, "2026-09-22", "2026-09-28"),
    (PUBLISH, "2026-04-01", "2026-04-07"),
    (PUBLISH, "2026-05-06", "2026-05-09"),
    # five natural days
    (ANSWER, "2026-11-22", "2026-11-27"),
    (ANSWER, "2026-11-23", "2026-11-30"),
    (ANSWER, "2026-09-26", "2026-10-08"),
    (ANSWER, "2026-02-10", "2026-02-24"),
    # fifteen natural days
    (STOPPED, "2026-11-22", "2026-12-07"),
    (ASKED, "2026-09-16", "2026-10-08"),
    (AGAIN, "2026-01-31", "2026-02-24"),
    (STOPPED, "2026-10-30", "2026-11-16"),
    # ten natural days
    (RESULT, "2026-11-22", "2026-12-02"),
    (RESULT, "2026-06-09", "2026-06-22"),
    (RESULT, "2026-04-21", "2026-05-06"),
    # twenty natural days
    (HOLD, "2026-11-01", "2026-11-23"),
    (HOLD, "2026-08-31", "2026-09-20"),
    (HOLD, "2026-09-05", "2026-09-28"),
    # thirty natural days
    (ARCHIVE, "2026-11-10", "2026-12-10"),
    (RATIFY, "2026-09-01", "2026-10-08"),
    (RATIFY, "2026-01-16", "2026-02-24"),
    # five working days
    (HEARD, "2026-11-20", "2026-11-27"),
    (HEARD, "2026-11-22", "2026-11-27"),
    (HEARD, "2026-09-30", "2026-10-13"),  # 8, 9, Saturday the 10th, 12, 13 October
    (HEARD, "2026-09-24", "2026-10-09"),  # 28, 29, 30 September, 8, 9 October
    (HEARD, "2026-02-13", "2026-02-27"),  # Saturday the 14th, 24, 25, 26, 27 February
    (HEARD, "2026-02-24", "2026-03-02"),  # 25, 26, 27, Saturday the 28th, 2 March
    (HEARD, "2026-04-30", "2026-05-11"),  # 6, 7, 8, Saturday the 9th, 11 May
    (HEARD, "2026-06-18", "2026-06-26"),
    (HEARD, "2026-12-31", "2027-01-08"),
    (HEARD, "2025-12-31", "2026-01-08"),  # Sunday the 4th, 5, 6, 7, 8 January
    (HEARD, "2026-09-18", "2026-09-24"),  # Sunday the 20th, 21, 22, 23, 24
    # three months
    (PROGRESS, "2026-08-31", "2026-11-30"),
    (PROGRESS, "2026-11-30", "2027-03-01"),  # 28 February 2027 is a Sunday
    (PROGRESS, "2026-07-01", "2026-10-08"),
    (PROGRESS, "2026-02-22", "2026-05-22"),
    (PROGRESS, "2026-01-31", "2026-04-30"),
    (PROGRESS, "2026-06-27", "2026-09-28"),
    (PROGRESS, "2026-03-15", "2026-06-15"),
]


def test_there_are_sixty() -> None:
    """Sixty were worked by hand."""
    assert len(set(BY_HAND)) == 60


@pytest.mark.parametrize(("key", "since", "due"), BY_HAND)
def test_a_deadline_is_the_one_worked_by_hand(key: str, since: str, due: str) -> None:
    """Each period ends on the day that the calendar on the wall gives."""
    # Guard: hearings/periods.py:due_after - a unit taken for another, or an end on a day off.
    assert due_after(LIMITS, shipped_calendar(), key, date.fromisoformat(since)).due.isoformat() == due


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        ("2026-01-31", 1, "2026-02-28"),
        ("2028-01-31", 1, "2028-02-29"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2026-11-30", 15, "2028-02-29"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last(day: str, months: int, then: str) -> None:
    """A month without that day gives its last one (Civil Code, periods)."""
    assert months_later(date.fromisoformat(day), months).isoformat() == then
