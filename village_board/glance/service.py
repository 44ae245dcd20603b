"""What matters today, from hearings, accounts and disclosure together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tinydb import where

from village_board.accounts.month_money import MonthMoney, months
from village_board.base.clock import instant, local
from village_board.disclosure.due import MissingItem, due_items
from village_board.disclosure.model import Item
from village_board.disclosure.wall import hanging
from village_board.hearings.model import HEARING_AHEAD, MEETING_AHEAD, Hearing, Resolution, ResolutionStatus
from village_board.hearings.notice_period import notice_until
from village_board.records import Records


@dataclass(frozen=True)
class Meeting:
    """A meeting that is to come: a hearing with its time, or a resolution's meeting with its day."""

    record: Hearing | Resolution
    on: date
    at: datetime | None
    days_left: int


@dataclass(frozen=True)
class RunningNotice:
    """A resolution in its notice period, until when it can be objected to."""

    resolution: Resolution
    until: date
    days_left: int


@dataclass(frozen=True)
class Glance:
    """The board at a glance, on `today`."""

    today: date
    next_meeting: Meeting | None
    running_notices: tuple[RunningNotice, ...]
    missing_items: tuple[MissingItem, ...]
    month: MonthMoney | None
    newest: Item | None


def glance(records: Records) -> Glance:
    """Return what matters today; call it inside `Board.reading` so that the parts agree."""
    upcoming = meetings_ahead(records)
    return Glance(
        today=records.today,
        next_meeting=upcoming[0] if upcoming else None,
        running_notices=tuple(running_notices(records)),
        missing_items=tuple(due_items(records)),
        month=last_whole_month(records),
        newest=newest_item(records),
    )


def meetings_ahead(records: Records) -> list[Meeting]:
    """Return the hearings and meetings that are still to come, the nearest first."""
    today = records.today
    start = instant(today).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    hearings = records.find(
        Hearing,
        where("status").one_of([status.value for status in HEARING_AHEAD]) & (where("held_at") >= start),
    )
    resolutions = records.find(
        Resolution,
        where("status").one_of([status.value for status in MEETING_AHEAD]) & (where("meeting_on") >= today.isoformat()),
    )
    ahead = []
    for hearing in hearings:
        if hearing.held_at is not None:
            day = local(hearing.held_at).date()
            ahead.append(Meeting(hearing, day, hearing.held_at, (day - today).days))
    for resolution in resolutions:
        if resolution.meeting_on is not None:
            day = resolution.meeting_on
            ahead.append(Meeting(resolution, day, resolution.meeting_at, (day - today).days))
    return sorted(ahead, key=lambda meeting: (meeting.on, meeting.record.number))


def running_notices(records: Records) -> list[RunningNotice]:
    """Return the resolutions that can still be objected to, the one that ends first on top."""
    waiting = records.find(
        Resolution, where("status").one_of([ResolutionStatus.PUBLIC.value, ResolutionStatus.OBJECTED.value])
    )
    running = []
    for resolution in waiting:
        until = notice_until(records, resolution)
        if until is not None and records.today <= until:
            running.append(RunningNotice(resolution, until, (until - records.today).days))
    return sorted(running, key=lambda notice: (notice.until, notice.resolution.number))


def last_whole_month(records: Records) -> MonthMoney | None:
    """Return the money of the newest month that is over; before the first is over, of that one."""
    known = months(records)
    over = [money for money in known if money.month < f"{records.today:%Y-%m}"]
    return over[-1] if over else (known[0] if known else None)


def newest_item(records: Records) -> Item | None:
    """Return the item published last of those that hang today."""
    return next(hanging(records), None)
