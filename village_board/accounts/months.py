"""Months such as ``2026-09``, and their last days. Pure."""

from __future__ import annotations

from datetime import date, timedelta

from village_board.accounts.rules import month_of
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.text.clean import clean


class MonthWrong(Refused):
    """What was given is no month."""

    sentence = N_("'{text}' is no month. Write it as 2026-09.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class MonthNotOver(Refused):
    """The month is not over."""

    sentence = N_("{month} is not over: its last day is {last}. Wait until then.")

    def __init__(self, month: str, last: date) -> None:
        super().__init__(month=month, last=last)


def last_day(month: str) -> date:
    """Return the last day of a month such as ``2026-09``.

    Raises:
        MonthWrong: it is none.
    """
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise MonthWrong(clean(month)) from None
    if month_of(first) != month:
        raise MonthWrong(clean(month))
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def next_month(month: str) -> str:
    """Return the month after ``2026-12``."""
    return month_of(date.fromisoformat(f"{month}-28") + timedelta(days=4))
