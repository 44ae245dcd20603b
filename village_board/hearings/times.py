"""Rules of when a meeting may be: notice by the calendar, never in the past, not put off too long (facts 1.6, 1.7)."""

from __future__ import annotations

from datetime import date, datetime

from village_board.base.clock import local
from village_board.base.errors import Refused
from village_board.base.message import N_
from village_board.calendar.model import Unit
from village_board.calendar.rules import Calendar, deadline
from village_board.hearings.rules import NoticeTooShort, NotYetHeld


class NoticeEndsLater(NoticeTooShort):
    """The notice period ends on a day off, and so on the next day that is none (Civil Code art. 203)."""

    sentence = N_(
        "The notice of {notice} runs {needed} days and ends on {earliest}, as a period does not end on a day off. "
        "{held} is {days} days after the notice: choose {earliest} or later."
    )

    def __init__(self, notice: date, held: date, needed: int, earliest: date) -> None:
        Refused.__init__(self, notice=notice, held=held, days=(held - notice).days, needed=needed, earliest=earliest)


class TimePast(Refused):
    """A meeting is to be moved into the past."""

    sentence = N_("The new time is {when}, but it is {now} already. Choose a time that is still to come.")

    def __init__(self, when: datetime, now: datetime) -> None:
        super().__init__(when=when, now=now)


class NotYetBegun(NotYetHeld):
    """The hour at which it is said to be held is still to come (P3)."""

    sentence = N_("It is said to be held at {when}, but it is only {now}: record it when it is over.")

    def __init__(self, when: datetime, now: datetime) -> None:
        Refused.__init__(self, held=local(when).date(), today=local(now).date(), when=when, now=now)


class AdjournedTooLong(Refused):
    """A meeting that was adjourned, or came together without quorum, goes on within so many days."""

    sentence = N_(
        "An adjourned meeting goes on within {days} days, which is by {latest}; {held} is too late. "
        "Choose an earlier day, or cancel it and announce a new one."
    )

    def __init__(self, held: date, days: int, latest: date) -> None:
        super().__init__(held=held, days=days, latest=latest)


class NothingMoved(Refused):
    """A move to where and when the meeting is already."""

    sentence = N_("{title} is at that time and place already: give the new time, the new place, or both.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class MoveReasonMissing(Refused):
    """Those who were told of a meeting have a right to know why it changes."""

    sentence = N_("Say why: everyone who was told of '{title}' reads the reason.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


class SendBackReasonMissing(Refused):
    """The one who recorded it must know what to mend."""

    sentence = N_("Say what is wrong with the record of '{title}', so that it can be recorded again.")

    def __init__(self, title: str) -> None:
        super().__init__(title=title)


def notice_ends(calendar: Calendar, notice: date, days: int) -> date:
    """Return the first day on which a meeting may be: the last day of a notice period of natural days.

    Raises:
        YearUnknown: the period runs into a year of which nothing is known.
    """
    return deadline(calendar, notice, days, Unit.NATURAL).due if days else notice


def check_notice_over(calendar: Calendar, notice: date, held: date, days: int) -> None:
    """Refuse a day before the notice period is over; the day of the notice itself does not count.

    Raises:
        NoticeTooShort: there are fewer days.
        NoticeEndsLater: there are as many, but the last one is a day off.
    """
    earliest = notice_ends(calendar, notice, days)
    if held >= earliest:
        return
    if (held - notice).days < days:
        raise NoticeTooShort(notice, held, days)
    raise NoticeEndsLater(notice, held, days, earliest)


def check_ahead(when: datetime, now: datetime) -> None:
    """Refuse a time that is not still to come.

    Raises:
        TimePast: with both times.
    """
    if when <= now:
        raise TimePast(when, now)


def check_begun(held_at: datetime, now: datetime) -> None:
    """Refuse a result of a meeting whose hour is still to come (P3).

    Raises:
        NotYetBegun: with both times.
    """
    if held_at > now:
        raise NotYetBegun(held_at, now)


def check_adjourned(calendar: Calendar, on: date, held: date, days: int, earliest: date) -> None:
    """Refuse a day later than `days` natural days after `on`, the day on which the meeting is put off.

    `earliest` is the first day that the notice leaves: a village whose notice is longer than that keeps its notice.

    Raises:
        AdjournedTooLong: with the last day there is.
    """
    latest = max(deadline(calendar, on, days, Unit.NATURAL).due, earliest)
    if held > latest:
        raise AdjournedTooLong(held, days, latest)
