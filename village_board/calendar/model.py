"""Days, the notice that orders a year, and a deadline with what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say

ONE_DAY = timedelta(days=1)

#: A notice reaches back into the year before it from this day of December on. Of those for 2004-2026 seven do
#: so (2006, 2007, 2008, 2012, 2019, 2023 and 2024), the earliest to 29 December.
REACH = (12, 25)


@dataclass(frozen=True, slots=True)
class Holiday:
    """One item of a notice: its days off, first to last, and the weekend days worked instead (调休)."""

    name: str
    first: date
    last: date
    work: tuple[date, ...] = ()

    def days(self) -> Iterator[date]:
        """Yield its days off in order."""
        for n in range((self.last - self.first).days + 1):
            yield self.first + n * ONE_DAY


@dataclass(frozen=True, kw_only=True)
class CalendarYear(Record):
    """What the State Council's notice orders for a year (部分节假日安排).

    It may reach back into the last days of the year before it. A year that was ordered twice has one record,
    with what holds now.

    Attributes:
        year: the year of the notice's title.
        notice: the title of the notice; empty for a shipped year whose notice is not known for certain.
        number: the number of the notice (发文字号); empty where it is not known.
        origin: where the days of a shipped year were taken from; empty for one that the clerk loaded.
        loaded_at: the day on which they were put here.
        holidays: its items.
    """

    KIND: ClassVar[Kind] = Kind(
        name="calendar_year",
        collection="calendar_years",
        prefix="C",  # its ids are CN-2027: the year is public, and no random id could say it
        label=say("calendar year"),
    )

    year: int
    notice: str
    number: str = ""
    origin: str = ""
    loaded_at: date
    holidays: tuple[Holiday, ...] = ()

    @property
    def title(self) -> str:
        """The notice's title and number."""
        return f"{self.notice} {self.number}".strip() or self.origin

    @property
    def day(self) -> date | None:
        """The day on which it was put here."""
        return self.loaded_at


def year_id(year: int) -> str:
    """Return the id under which the record of `year` is kept: ``CN-2027``."""
    return f"CN-{year}"


class DayKind(StrEnum):
    """Why a day is worked or not."""

    WORKING = "working"
    MADE_UP = "made_up"  # a weekend day that is worked (调休上班)
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Day:
    """One day as the calendar judges it.

    Attributes:
        on: the day.
        kind: why it is worked or not.
        name: the holiday, for a day off and for a day made up.
        provisional: the year has no notice yet: weekends and statutory holidays alone were looked at.
    """

    on: date
    kind: DayKind
    name: str = ""
    provisional: bool = False

    @property
    def off(self) -> bool:
        """Whether it is no working day."""
        return self.kind in (DayKind.WEEKEND, DayKind.HOLIDAY)


class Unit(StrEnum):
    """How a period is counted. The day on which it begins never counts (Civil Code art. 201)."""

    WORKING = "working"  # working days
    NATURAL = "natural"  # days; an end on a day off moves to the next day that is none (Civil Code art. 203)
    PLAIN = "plain"  # days, and nothing moves: the notice before a meeting (facts 1.7)


@dataclass(frozen=True, slots=True)
class Deadline:
    """A period and its last day. Whatever stores one can have it worked out again: `rules.recomputed`.

    Attributes:
        start: the day of the event, which does not count.
        length: how many days of `unit`.
        unit: how they are counted.
        due: the last day.
        provisional: a year on the way has no notice yet, so that `due` may still change.
        rests_on: the years whose notices can change `due`; none for plain days.
        awaits: those of them that have no notice yet. A date that is not provisional may still await one: the
            notice of a year can order the last days of the year before.
    """

    start: date
    length: int
    unit: Unit
    due: date
    provisional: bool = False
    rests_on: tuple[int, ...] = ()
    awaits: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One day on the way from the start of a period to its end.

    Attributes:
        day: the day.
        number: which day of the period it is, from 1; 0 where it is not counted.
    """

    day: Day
    number: int
