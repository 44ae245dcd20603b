"""Notices for tests: an invented one for 2027, as a clerk would type it, and calendars over given years."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from village_board.calendar.loading import shipped_year, statutory_days
from village_board.calendar.model import CalendarYear, Holiday, year_id
from village_board.calendar.rules import Calendar

#: Invented for the tests: no notice for 2027 was known when they were written.
NOTICE_2027 = """
year = 2027
notice = "试验用：2027年部分节假日安排"
number = "试验〔2026〕1号"

[[holiday]]
name = "元旦"
from = 2027-01-01
to = 2027-01-03
days = 3

[[holiday]]
name = "春节"
from = 2027-02-05
to = 2027-02-11
days = 7
work = [2027-01-31, 2027-02-14]

[[holiday]]
name = "清明节"
from = 2027-04-03
to = 2027-04-05

[[holiday]]
name = "劳动节"
from = 2027-05-01
to = 2027-05-05
work = [2027-05-08]

[[holiday]]
name = "端午节"
from = 2027-06-09
to = 2027-06-09

[[holiday]]
name = "中秋节"
from = 2027-09-15
to = 2027-09-15

[[holiday]]
name = "国庆节"
from = 2027-10-01
to = 2027-10-07
work = [2027-09-26, 2027-10-09]
"""


def over(years: Mapping[int, CalendarYear]) -> Calendar:
    """Return the shipped calendar with `years` above it."""
    return Calendar(lambda year: years.get(year) or shipped_year(year), statutory_days)


def with_day_off(year: int, on: date) -> CalendarYear:
    """Return the notice of `year` with one more day off; a notice of nothing else where none is shipped."""
    base = shipped_year(year) or CalendarYear(id=year_id(year), year=year, notice="试验", loaded_at=date(2026, 11, 22))
    return replace(base, holidays=(*base.holidays, Holiday("试验假日", on, on)))
