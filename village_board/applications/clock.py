"""The clock of an application (facts 4.1, 4.3), day by day. Pure.

Twenty working days from the day of receipt, which does not count. A notice to correct stops it, and with the corrected
application it begins again. While an opinion is waited for it stands: the day on which it was asked still counts, the
day on which it came does not; whoever is silent stops it for no longer than their own fifteen working days.
One extension adds working days at the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from village_board.applications.model import Application, Consultation
from village_board.calendar.model import ONE_DAY, Day, Deadline, Unit
from village_board.calendar.rules import Calendar, deadline
from village_board.limits.rules import Limits


class DayUse(StrEnum):
    """What a day does on the clock."""

    STARTS = "starts"  # the day of receipt: it does not count
    COUNTED = "counted"
    EXTENDED = "extended"  # a counted day that the extension added
    OFF = "off"
    PAUSED = "paused"  # an opinion is waited for
    LAPSED = "lapsed"  # counted at first, and void since the application had to be corrected
    CORRECTING = "correcting"  # the corrected application is waited for
    RESTARTED = "restarted"  # the corrected application came: the count begins again
    POSTPONED = "postponed"  # between the term of the rule and the later day told to the applicant


@dataclass(frozen=True, slots=True)
class ClockDay:
    """One day: how the calendar judges it, what it does on the clock, and which counted day it is (0: none)."""

    day: Day
    use: DayUse
    number: int = 0


@dataclass(frozen=True, slots=True)
class Pause:
    """An opinion was asked on `after`; the clock stands up to `until`, that day included.

    `expected`: nobody has replied yet, and `until` is the last day on which the opinion can still come in time.
    """

    after: date
    until: date
    expected: bool


@dataclass(frozen=True, slots=True)
class Terms:
    """The limits of the clock, in working days."""

    answer: int
    opinion: int
    correction_notice: int

    @classmethod
    def of(cls, limits: Limits) -> Terms:
        """Return the terms that hold."""
        return cls(
            limits.days("application.answer_days"),
            limits.days("application.opinion_days"),
            limits.days("application.correction_notice_days"),
        )


@dataclass(frozen=True, slots=True)
class Explained:
    """How the last day for the answer came about.

    Attributes:
        days: every day from the receipt to the last one, each with what it does.
        due: the last day; None while the receipt is not fixed, or a corrected application is waited for.
        length: counted days in all, the extension included.
        extended_by: how many of them the extension added.
        pauses: the opinions that were waited for since the count began.
        provisional: a year on the way has no notice yet: `due` is counted anew when it is loaded.
        awaits: the years whose notices can still change it.
        confirmed_late: days between its coming and its confirmation, where it was to be confirmed the same day.
    """

    days: tuple[ClockDay, ...] = ()
    due: date | None = None
    length: int = 0
    extended_by: int = 0
    pauses: tuple[Pause, ...] = ()
    provisional: bool = False
    awaits: tuple[int, ...] = ()
    confirmed_late: int = 0

    @property
    def counted(self) -> int:
        """How many working days count."""
        return sum(one.use in (DayUse.COUNTED, DayUse.EXTENDED) for one in self.days)

    @property
    def open_pause(self) -> bool:
        """Whether an opinion is still waited for, so that the day may come earlier."""
        return any(pause.expected for pause in self.pauses)


def explained(application: Application, calendar: Calendar, terms: Terms) -> Explained:
    """Return the last day for the answer with every day on the way to it.

    Raises:
        YearUnknown: the clock runs into a year of which nothing is known.
    """
    receipt, correction = application.receipt_on, application.correction
    if receipt is None:
        return Explained()
    late = (receipt - application.arrived_on).days
    days = [ClockDay(calendar.day(receipt), DayUse.STARTS)]
    start = receipt
    if correction is not None:
        until = correction.corrected_on or correction.asked_on
        days += _before_correction(application, calendar, until)
        if correction.corrected_on is None:
            return Explained(tuple(days), confirmed_late=late)
        start = correction.corrected_on
    extension = application.extension.days if application.extension is not None else 0
    length = terms.answer + extension
    pauses = tuple(pause_of(one, calendar, terms) for one in application.consultations if one.asked_on >= start)
    days += _counted(calendar, start, length, terms.answer, pauses)
    if application.postponed is not None:
        last = days[-1].day.on
        days += [ClockDay(calendar.day(on), DayUse.POSTPONED) for on in _between(last, application.postponed.to)]
    judged = [one.day for one in days if one.day.on > start]
    years = sorted({year for day in judged for year in calendar.rests_on(day.on)})
    return Explained(
        tuple(days),
        days[-1].day.on,
        length,
        extension,
        pauses,
        provisional=any(day.provisional for day in judged),
        awaits=tuple(year for year in years if not calendar.has_notice(year)),
        confirmed_late=late,
    )


def pause_of(one: Consultation, calendar: Calendar, terms: Terms) -> Pause:
    """Return for how long an opinion stops the clock: till it comes, and no longer than its own term."""
    last = opinion_due(one, calendar, terms).due
    if one.replied_on is None:
        return Pause(one.asked_on, last, expected=True)
    return Pause(one.asked_on, min(one.replied_on, last), expected=False)


def opinion_due(one: Consultation, calendar: Calendar, terms: Terms) -> Deadline:
    """Return the last day for an opinion: working days from the day on which the request reached them."""
    return deadline(calendar, one.delivered_on, terms.opinion, Unit.WORKING)


def correction_due(receipt: date, calendar: Calendar, terms: Terms) -> Deadline:
    """Return the last day on which the notice to correct may be given."""
    return deadline(calendar, receipt, terms.correction_notice, Unit.WORKING)


def _before_correction(application: Application, calendar: Calendar, until: date) -> Iterator[ClockDay]:
    """Yield the days from the receipt to the corrected application: counted at first, then waited, all void."""
    assert application.receipt_on is not None
    assert application.correction is not None
    asked, corrected = application.correction.asked_on, application.correction.corrected_on
    for on in _between(application.receipt_on, until):
        day = calendar.day(on)
        if on == corrected:
            yield ClockDay(day, DayUse.RESTARTED)
        elif day.off:
            yield ClockDay(day, DayUse.OFF)
        else:
            yield ClockDay(day, DayUse.LAPSED if on <= asked else DayUse.CORRECTING)


def _counted(calendar: Calendar, start: date, length: int, term: int, pauses: tuple[Pause, ...]) -> Iterator[ClockDay]:
    on, number = start, 0
    while number < length:
        on += ONE_DAY
        day = calendar.day(on)
        if day.off:
            yield ClockDay(day, DayUse.OFF)
        elif any(pause.after < on <= pause.until for pause in pauses):
            yield ClockDay(day, DayUse.PAUSED)
        else:
            number += 1
            yield ClockDay(day, DayUse.COUNTED if number <= term else DayUse.EXTENDED, number)


def _between(first: date, last: date) -> Iterator[date]:
    """Yield the days after `first` up to `last`."""
    for n in range(1, (last - first).days + 1):
        yield first + n * ONE_DAY
