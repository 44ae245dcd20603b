"""The limits of hearings that hold for this village."""

from __future__ import annotations

from datetime import date

from village_board.desk import Records
from village_board.hearings.law import HearingLimits, hearing_limits_in
from village_board.limits.service import limits_of


def hearing_limits(records: Records, day: date | None = None) -> HearingLimits:
    """Return the limits that hold on `day`, by default today."""
    return hearing_limits_in(limits_of(records, day))
