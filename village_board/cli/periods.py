"""Periods on the command line: --month, --year, or --from and --to."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any

import click

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.cli.edge import Edge
from village_board.cli.words import option
from village_board.launch import day_of

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")


class MonthUnreadable(UsageError):
    """A month given on the command line is none."""

    sentence = N_("'{text}' is no month. Write it as 2026-09.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class YearUnreadable(UsageError):
    """A year given on the command line is none."""

    sentence = N_("'{text}' is no year. Write it as 2026.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


class PeriodTwice(UsageError):
    """More than one of --month, --year and --from/--to was given, or the last day lies before the first."""

    sentence = N_("Give --month, or --year, or --from and --to, with the first day before the last.")

    def __init__(self) -> None:
        super().__init__()


def period_of(today: date, since: str, until: str, month: str, year: str) -> tuple[date, date]:
    """Return the first and the last day that the options name; by default this year up to today.

    Raises:
        PeriodTwice, MonthUnreadable, YearUnreadable, DayUnreadable: they name none.
    """
    if sum((bool(since or until), bool(month), bool(year))) > 1:
        raise PeriodTwice
    if month or year:
        first = month_start(month) if month else date(year_of(year), 1, 1)
        last = _month_end(first) if month else date(first.year, 12, 31)
        return first, max(first, min(last, today))  # what is to come is not there yet
    last = day_of(until) if until else today
    first = day_of(since) if since else date(last.year, 1, 1)
    if first > last:
        raise PeriodTwice
    return first, last


def month_start(text: str) -> date:
    """Return the first day of a month given as ``2026-09``.

    Raises:
        MonthUnreadable: it is none.
    """
    if not _MONTH.fullmatch(text):
        raise MonthUnreadable(text)
    return _day_or(MonthUnreadable, text, f"{text}-01")


def year_of(text: str) -> int:
    """Return the year given as ``2026``.

    Raises:
        YearUnreadable: it is none.
    """
    if not _YEAR.fullmatch(text):
        raise YearUnreadable(text)
    return _day_or(YearUnreadable, text, f"{text}-01-01").year


def _day_or(error: Callable[[str], UsageError], text: str, day: str) -> date:
    try:
        return day_of(day)
    except UsageError:
        raise error(text) from None


def period(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --from, --to, --month and --year; the command gets the board's records, first and last day."""

    @option("--year", default="", help=N_("A year, such as 2026."))
    @option("--month", default="", help=N_("A month, such as 2026-09."))
    @option("--to", "until", default="", help=N_("Last day."))
    @option("--from", "since", default="", help=N_("First day."))
    @click.pass_obj
    @wraps(command)
    def with_period(edge: Edge, /, since: str, until: str, month: str, year: str, **rest: Any) -> Any:
        board = edge.open()
        first, last = period_of(board.clock.today(), since, until, month, year)
        with board.reading() as records:
            return command(edge, records, first, last, **rest)

    return with_period


def _month_end(first: date) -> date:
    return (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
