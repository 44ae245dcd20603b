"""Reminders before a meeting, and what is out of date when it changes (N19, N20, X9).

A reminder is a row of the outbox that waits for its time. It is made in the commit that announces or moves the meeting,
cancelled in the commit that changes it, and looked at once more when it is about to leave.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from secrets import token_hex

from tinydb import where

from village_board.base.clock import local
from village_board.base.errors import NotFound
from village_board.base.kind import Record
from village_board.base.meeting import Meeting, meeting_of
from village_board.base.message import Message, say
from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.notices.audience import Participants, Recipient, recipients
from village_board.notices.model import AudienceKind, Delivery, DeliveryState, Notice, Topic
from village_board.notices.route_service import route_of
from village_board.notices.routing import Event
from village_board.notices.rows import deliver

#: A meeting of which only the day is known is reminded of by days, not by hours.
A_DAY = 24


def reminder_hours(records: Records, meeting: Meeting) -> list[int]:
    """Return how many hours before `meeting` those who take part are reminded, the earliest first."""
    limits = limits_of(records)
    hours = {limits.count("notices.reminder_first_hours"), limits.count("notices.reminder_last_hours")}
    return sorted((each for each in hours if meeting.hour_known or each >= A_DAY), reverse=True)


def remind(desk: Desk, record: Record, to: Iterable[Recipient]) -> None:
    """Make the rows of the reminders of `record`'s meeting that are still to come, in the caller's unit of work."""
    meeting, to = meeting_of(record), list(to)
    if meeting is None or not to:
        return
    for hours in reminder_hours(desk, meeting):
        at = meeting.at - timedelta(hours=hours)
        if at > desk.now:
            deliver(desk, _reminder(desk, record, meeting, hours), to, at)


def supersede(desk: Desk, subject: str) -> None:
    """Stop all that waits of what was told of the meeting of `subject` so far; news of it stay (N19, N20)."""
    for notice in _standing(desk, subject):
        desk.put(replace(notice, superseded=True))
        for delivery in desk.find(Delivery, (where("notice") == notice.id) & (where("state") == _PENDING)):
            desk.put(replace(delivery, state=DeliveryState.CANCELLED, reason="superseded"))


def remake(desk: Desk, record: Record) -> None:
    """Make the reminders of `record`'s meeting for all who take part; those of its former state are superseded."""
    remind(desk, record, recipients(desk, Participants(record.id), record.id))


def out_of_date(records: Records, delivery: Delivery, notice: Notice) -> str:
    """Return why a row is not to be sent any more; empty where it is.

    A reminder is sent only while its meeting is on at the time of which it speaks, and never after that has come. One
    that is late, as after an outage or a jump of the clock (X9), is left out where a nearer one follows.
    """
    if notice.superseded:
        return "superseded"
    if notice.topic is not Topic.REMINDER or notice.meeting_at is None:
        return ""
    try:
        meeting = meeting_of(records.lookup(notice.subject))
    except NotFound:
        meeting = None
    if meeting is None or meeting.at != notice.meeting_at:
        return "the meeting changed"
    if records.now >= notice.meeting_at:
        return "the meeting began"
    late = timedelta(minutes=limits_of(records).count("notices.reminder_late_minutes"))
    if delivery.not_before is not None and records.now - delivery.not_before > late and _nearer(records, notice):
        return "late, a nearer one follows"
    return ""


_PENDING = DeliveryState.PENDING.value


def _standing(records: Records, subject: str) -> list[Notice]:
    found = records.find(Notice, where("subject") == subject)
    return [notice for notice in found if notice.topic is not Topic.NEWS and not notice.superseded]


def _nearer(records: Records, notice: Notice) -> bool:
    return any(
        other.topic is Topic.REMINDER
        and other.meeting_at == notice.meeting_at
        and other.hours_ahead < notice.hours_ahead
        for other in _standing(records, notice.subject)
    )


def _reminder(desk: Desk, record: Record, meeting: Meeting, hours: int) -> Notice:
    """Return the notice of this reminder: the one that stands, or a new one."""
    for notice in _standing(desk, record.id):
        if notice.topic is Topic.REMINDER and (notice.meeting_at, notice.hours_ahead) == (meeting.at, hours):
            return notice
    return desk.put(
        Notice(
            subject=record.id,
            subject_rev=record.rev,
            made_at=desk.now,
            sentence=Notice.sentence_of(_sentence(record, meeting)),
            topic=Topic.REMINDER,
            audience=AudienceKind.PARTICIPANTS,
            meeting_at=meeting.at,
            hours_ahead=hours,
            event=Event.MEETING_REMINDER.value,
            kind=route_of(desk, Event.MEETING_REMINDER).kind,
            salt=token_hex(8),
        )
    )


def _sentence(record: Record, meeting: Meeting) -> Message:
    when: datetime | object = meeting.at if meeting.hour_known else local(meeting.at).date()
    if meeting.place:
        return say("Reminder: {matter}. {when}, {place}.", matter=record.title, when=when, place=meeting.place)
    return say("Reminder: {matter}. {when}.", matter=record.title, when=when)
