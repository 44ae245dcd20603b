"""A nil return of hearings and decisions (P4)."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from kiosk.desk.blank.shape import Field, Form, Kind, Place
from village_board.base.message import N_
from village_board.hearings.cases import NotNil, declare_nil
from village_board.hearings.rules import NotYetHeld
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk
    from village_board.hearings.case import NilPeriod

_QUARTER, _YEAR = 3, 12


def days_of(period: str) -> tuple[date, date]:
    """Return the first and the last day of a period as a form reads it: ``2026``, ``2026-Q3`` or ``2026-09``."""
    written, _, part = period.partition("-")
    year, first, last = int(written), 1, _YEAR
    if part.startswith("Q"):
        last = int(part[1:]) * _QUARTER
        first = last - _QUARTER + 1
    elif part:
        first = last = int(part)
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _nil(desk: Desk, filled: Filled) -> NilPeriod:
    period = filled.period("period")
    return declare_nil(desk, period, *days_of(period))


NIL = Form(
    name="case.nil",
    title=N_("Nothing was heard or decided in a period"),
    act=Act.MOVE_CASE,
    about=N_("It is said in public, so that the period is no gap."),
    fields=(Field("period", N_("Period"), Kind.PERIOD, required=True, hint=N_("2026, 2026-Q3 or 2026-09.")),),
    places=(Place(NotNil, "period"), Place(NotYetHeld, "period")),
    button=N_("Say it in public"),
    sure=N_("It is public at once. Say it?"),
    do=_nil,
)
