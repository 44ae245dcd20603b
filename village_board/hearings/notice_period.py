"""Until when a published resolution can be objected to; alone, because the first screen asks it."""

from __future__ import annotations

from datetime import date

from village_board.calendar.service import calendar_of
from village_board.hearings.model import Resolution
from village_board.hearings.periods import due_after
from village_board.limits.service import limits_of
from village_board.records import Records


def notice_until(records: Records, resolution: Resolution) -> date | None:
    """Return the last day on which `resolution` can be objected to; None while it is not public.

    Natural days; a last day that is off moves to the next that is not (Civil Code, periods).
    """
    if resolution.published_on is None:
        return None
    return due_after(limits_of(records), calendar_of(records), "case.notice_period_days", resolution.published_on).due
