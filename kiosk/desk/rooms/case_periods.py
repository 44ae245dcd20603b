"""A nil return of hearings and decisions (P4)."""

from __future__ import annotations

import calendar
import re
from datetime import date
from typing import TYPE_CHECKING

from kiosk.desk.blank.refusals import FieldRefused
from kiosk.desk.blank.shape import Field, Form, Place
from village_board.base.message import N_
from village_board.hearings.cases import NotNil, declare_nil
from village_board.hearings.rules import NotYetHeld
from village_board.people.acts import Act

if TYPE_CHECKING:
    from kiosk.desk.blank.filled import Filled
    from village_board.desk import Desk
    from village_board.hearings.case import NilPeriod

_PERIOD = re.compile(r"(\d{4})(?:-Q([1-4])|-(0[1-9]|1[0-2]))?")
_QUARTER, _YEAR = 3, 12


class PeriodUnfit(FieldRefused):
    """No period."""

    sentence = N_("'{text}' is no period. Write it as 2026, 2026-Q3 or 2026-09.")

    def __init__(self, field: str, text: str) -> None:
        super().__init__(field, text=text)


def days_of(field: str, text: str) -> tuple[date, date]:
    """Return the first and the last day of ``2026``, ``2026-Q3`` or ``2026-09``.

    Raises:
        PeriodUnfit: it is none of these.
    """
    found = _PERIOD.fullmatch(text)
    if found is None or not int(found[1]):
        raise PeriodUnfit(field, text)
    year = int(found[1])
    first, last = 1, _YEAR
    if found[2]:
        last = int(found[2]) * _QUARTER
        first = last - _QUARTER + 1
    elif found[3]:
        first = last = int(found[3])
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


def _nil(desk: Desk, filled: Filled) -> NilPeriod:
    period = filled.text("period")
    return declare_nil(desk, period, *days_of("period", period))


NIL = Form(
    name="case.nil",
    title=N_("Nothing was heard or decided in a period"),
    act=Act.MOVE_CASE,
    about=N_("It is said in public, so that the period is no gap."),
    fields=(Field("period", N_("Period"), required=True, hint=N_("2026, 2026-Q3 or 2026-09.")),),
    places=(Place(NotNil, "period"), Place(NotYetHeld, "period")),
    button=N_("Say it in public"),
    sure=N_("It is public at once. Say it?"),
    do=_nil,
)
