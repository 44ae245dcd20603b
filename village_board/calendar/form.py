"""The form of a year's notice: what ``data/calendar/CN-2026.toml`` and a clerk's own file hold alike.

year = 2027
notice = "国务院办公厅关于2027年部分节假日安排的通知"
number = "国办发明电〔2026〕…号"

[[holiday]]                 # one for each item of the notice
name = "春节"
from = 2027-02-05
to = 2027-02-11
days = 7                    # may be left out; where it stands, it must fit
work = [2027-02-14]         # the weekend days that are worked instead
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from village_board.base.message import Message, say
from village_board.calendar.model import REACH, CalendarYear, Holiday, year_id
from village_board.calendar.rules import SATURDAY
from village_board.text.clean import clean

#: A problem, and the key of the file at which it stands.
Problem = tuple[str, Message]

FIRST_YEAR, LAST_YEAR = 2004, 2100
#: No holiday was ever near so long: a longer one is a slip in a month or a year.
LONGEST = timedelta(days=15)
_YEAR_KEYS = ("year", "notice", "number", "origin", "loaded_at", "holiday")
_HOLIDAY_KEYS = ("name", "from", "to", "days", "work")


def year_from(
    values: Mapping[str, Any], *, loaded_at: date, statutory: Mapping[date, str] | None = None
) -> tuple[CalendarYear | None, list[Problem]]:
    """Return the year that `values` hold, or None and every problem that keeps it from being used.

    Args:
        values: the parsed file.
        loaded_at: the day of loading, for a file that names none.
        statutory: the statutory holidays of that year where they are known: each must be a day off.
    """
    form = _Form()
    form.check_keys("", values, _YEAR_KEYS)
    year = form.year(values.get("year"))
    rows = values.get("holiday", [])
    if not isinstance(rows, list) or not rows or not all(isinstance(row, dict) for row in rows):
        form.add("holiday", say("there is no holiday in it; write one [[holiday]] for each item of the notice"))
        rows = []
    holidays = [form.holiday(f"holiday {n}", row) for n, row in enumerate(rows, 1)]
    made = CalendarYear(
        id=year_id(year),
        year=year,
        notice=form.text("", values, "notice", needed="origin" not in values),
        number=form.text("", values, "number"),
        origin=form.text("", values, "origin"),
        loaded_at=form.day("loaded_at", values.get("loaded_at", loaded_at)) or loaded_at,
        holidays=tuple(holiday for holiday in holidays if holiday),
    )
    form.problems += _conflicts(made, holidays, statutory or {})
    return (None if form.problems else made), form.problems


class _Form:
    """Reads values by key, and keeps what is wrong with them."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def add(self, key: str, message: Message) -> None:
        self.problems.append((key, message))

    def check_keys(self, at: str, values: Mapping[str, Any], known: Sequence[str]) -> None:
        for key in values:
            if key not in known:
                near = difflib.get_close_matches(key, known, 1, 0.0)[0]
                self.add(
                    f"{at} {clean(key)}".strip(),
                    say("this key is not known; the nearest is '{near}'", near=near),
                )

    def year(self, value: Any) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and FIRST_YEAR <= value <= LAST_YEAR:
            return value
        self.add("year", say("a year between {first} and {last} must stand here, such as 2027",
                             first=str(FIRST_YEAR), last=str(LAST_YEAR)))  # fmt: skip
        return 0

    def text(self, at: str, values: Mapping[str, Any], key: str, *, needed: bool = False) -> str:
        value = values.get(key, "")
        if isinstance(value, str) and (clean(value) or not needed):
            return clean(value)
        self.add(f"{at} {key}".strip(), say("a text in quotation marks must stand here"))
        return ""

    def day(self, key: str, value: Any) -> date | None:
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError:
                value = None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        self.add(key, say("a day must stand here, written as 2027-02-05"))
        return None

    def holiday(self, at: str, row: Mapping[str, Any]) -> Holiday | None:
        self.check_keys(at, row, _HOLIDAY_KEYS)
        name = self.text(at, row, "name", needed=True)
        first, last = self.day(f"{at} from", row.get("from")), self.day(f"{at} to", row.get("to"))
        listed = row.get("work", [])
        if not isinstance(listed, list):
            self.add(f"{at} work", say("days in square brackets must stand here: [2027-02-14]"))
            listed = []
        work = [self.day(f"{at} work", value) for value in listed]
        if first is None or last is None:
            return None
        if not timedelta() <= last - first < LONGEST:
            self.add(f"{at} to", say("it ends before it begins, or is longer than two weeks"))
            return None
        length = (last - first).days + 1
        if row.get("days", length) != length:
            self.add(
                f"{at} days",
                say("from {first} to {last} there are {n} days", first=first, last=last, n=length),
            )
        return Holiday(name, first, last, tuple(sorted(day for day in work if day)))


def _conflicts(
    made: CalendarYear, holidays: Sequence[Holiday | None], statutory: Mapping[date, str]
) -> Iterator[Problem]:
    """Yield what is wrong between the days: each may be right where it stands, and yet not all at once."""
    seen: dict[date, str] = {}
    for n, holiday in enumerate(holidays, 1):
        if holiday is not None:
            for on in holiday.days():
                yield from _misplaced(made.year, f"holiday {n}", on, seen)
            for on in holiday.work:
                yield from _misplaced(made.year, f"holiday {n} work", on, seen)
                if on.weekday() < SATURDAY:
                    message = say("{day} is no Saturday or Sunday: it is worked anyway", day=on)
                    yield f"holiday {n} work", message
    if None not in holidays:
        off = {on for holiday in made.holidays for on in holiday.days()}
        for on, name in statutory.items():
            if on not in off:
                message = say("{day} is a statutory holiday ({name}), and no day off here", day=on, name=name)
                yield "holiday", message


def _misplaced(year: int, key: str, on: date, seen: dict[date, str]) -> Iterator[Problem]:
    reached = on.year == year - 1 and (on.month, on.day) >= REACH
    if year and on.year != year and not reached:
        yield key, say("{day} does not belong to the notice for {year}", day=on, year=str(year))
    if on in seen:
        yield key, say("{day} stands in {other} already", day=on, other=seen[on])
    seen.setdefault(on, key)
