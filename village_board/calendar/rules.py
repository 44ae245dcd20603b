"""Counting: working days, natural days that may not end on a day off, plain days (facts 1.7, 4.1, 8)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.calendar.model import (
    ONE_DAY,
    REACH,
    CalendarYear,
    Day,
    DayKind,
    Deadline,
    Step,
    Unit,
)

#: What a notice orders for a day: worked or off, and for which holiday.
Orders = Mapping[date, tuple[DayKind, str]]
SATURDAY = 5


class YearUnknown(UsageError):
    """Neither a notice nor the dates of the statutory holidays are known for a year."""

    sentence = N_("No days off are known for {year}. Load its notice: village-board calendar load FILE")

    def __init__(self, year: int) -> None:
        super().__init__(year=str(year))


class Calendar:
    """The days of all years. A year is asked for when one of its days is, and once.

    Args:
        year_of: gives the notice of a year, None where there is none.
        statutory_of: gives the statutory holidays of a year without notice; None where they are not known.
    """

    def __init__(
        self,
        year_of: Callable[[int], CalendarYear | None],
        statutory_of: Callable[[int], Mapping[date, str] | None],
    ) -> None:
        self._year_of = year_of
        self._statutory_of = statutory_of
        self._years: dict[int, tuple[Orders, bool]] = {}

    def day(self, on: date) -> Day:
        """Return how `on` is judged.

        Raises:
            YearUnknown: nothing is known of its year.
        """
        if (on.month, on.day) >= REACH and (order := self._year(on.year + 1)[0].get(on)):
            return Day(on, *order)
        orders, noticed = self._year(on.year)
        if not noticed and not orders:
            raise YearUnknown(on.year)
        kind, name = orders.get(on) or (_of_week(on), "")
        return Day(on, kind, name, provisional=not noticed)

    def rests_on(self, on: date) -> Iterator[int]:
        """Yield the years whose notices order `on`."""
        yield on.year
        if (on.month, on.day) >= REACH:
            yield on.year + 1

    def has_notice(self, year: int) -> bool:
        """Tell whether the notice of `year` is known."""
        return self._year(year)[1]

    def _year(self, year: int) -> tuple[Orders, bool]:
        if year not in self._years:
            notice = self._year_of(year)
            if notice is not None:
                self._years[year] = dict(_orders(notice)), True
            else:
                named = self._statutory_of(year) or {}
                self._years[year] = {on: (DayKind.HOLIDAY, name) for on, name in named.items()}, False
        return self._years[year]


def _orders(year: CalendarYear) -> Iterator[tuple[date, tuple[DayKind, str]]]:
    for holiday in year.holidays:
        yield from ((on, (DayKind.HOLIDAY, holiday.name)) for on in holiday.days())
        yield from ((on, (DayKind.MADE_UP, holiday.name)) for on in holiday.work)


def _of_week(on: date) -> DayKind:
    return DayKind.WEEKEND if on.weekday() >= SATURDAY else DayKind.WORKING


def deadline(calendar: Calendar, start: date, length: int, unit: Unit) -> Deadline:
    """Return the last day of a period of `length` days of `unit` that begins after `start`.

    Raises:
        YearUnknown: the period runs into a year of which nothing is known.
        ValueError: `length` is less than one day.
    """
    if length < 1:
        raise ValueError(length)
    if unit is Unit.PLAIN:
        return Deadline(start, length, unit, start + length * ONE_DAY)
    walked = [step.day for step in _judged(calendar, start, length, unit)]
    rests_on = sorted({year for day in walked for year in calendar.rests_on(day.on)})
    return Deadline(
        start,
        length,
        unit,
        walked[-1].on,
        provisional=any(day.provisional for day in walked),
        rests_on=tuple(rests_on),
        awaits=tuple(year for year in rests_on if not calendar.has_notice(year)),
    )


def explained(calendar: Calendar, of: Deadline) -> tuple[Step, ...]:
    """Return every day of the period of `of` in order, from the one after its start to its last.

    Of working days those are numbered that are worked. Of natural days all are, and what follows them are the
    days by which the end moved. Plain days are judged as well, though nothing follows from it.

    Raises:
        YearUnknown: the period runs into a year of which nothing is known.
    """
    if of.unit is Unit.WORKING:
        return tuple(_judged(calendar, of.start, of.length, of.unit))
    counted = range(1, of.length + 1)
    steps = [Step(calendar.day(of.start + n * ONE_DAY), n) for n in counted]
    if of.unit is Unit.NATURAL:
        steps[-1:] = _judged(calendar, of.start, of.length, of.unit)
    return tuple(steps)


def recomputed(calendar: Calendar, was: Deadline) -> Deadline:
    """Return `was` as it is counted by `calendar`; the same where nothing that it rests on has changed."""
    return deadline(calendar, was.start, was.length, was.unit)


def touched_by(deadlines: Iterable[Deadline], year: int) -> Iterator[Deadline]:
    """Yield those of `deadlines` that a new notice for `year` can change; no other has to be recomputed."""
    return (each for each in deadlines if year in each.rests_on)


def _judged(calendar: Calendar, start: date, length: int, unit: Unit) -> Iterator[Step]:
    """Yield the days whose being off decides where the period ends; the last one is its end."""
    if unit is Unit.WORKING:
        on, number = start, 0
        while number < length:
            on += ONE_DAY
            day = calendar.day(on)
            number += not day.off
            yield Step(day, 0 if day.off else number)
        return
    on = start + length * ONE_DAY
    yield Step(day := calendar.day(on), length)
    while day.off:
        on += ONE_DAY
        yield Step(day := calendar.day(on), 0)
