"""A hearing or meeting that was announced changes: put off, moved, called again, cancelled (facts 1.6, 1.7).

Everyone who was told of it is told of its change in the commit of the change; what waits of its former state is
cancelled there, and its reminders are made anew (`notices.service.tell_meeting`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from village_board.base.clock import instant, local
from village_board.base.message import Message, say
from village_board.calendar.service import calendar_of
from village_board.desk import Desk
from village_board.hearings.following import followed, hearing_cancelled, meeting_cancelled, meeting_convened
from village_board.hearings.law import rule_of
from village_board.hearings.limits import hearing_limits
from village_board.hearings.model import (
    DAY_BEGINS,
    HEARING_AHEAD,
    MEETING_AHEAD,
    Hearing,
    HearingStatus,
    Missed,
    Moved,
    Resolution,
    ResolutionStatus,
)
from village_board.hearings.rules import WrongMoment
from village_board.hearings.times import (
    MoveReasonMissing,
    NothingMoved,
    TimePast,
    check_adjourned,
    check_notice_over,
    notice_ends,
)
from village_board.hearings.words import HEARING_STATUS, RESOLUTION_STATUS
from village_board.limits.service import limits_of
from village_board.notices.routing import Event
from village_board.notices.telling import tell_meeting
from village_board.people.acts import Act
from village_board.text.clean import clean

#: A time, or only a day.
When = date | datetime
M = TypeVar("M", Hearing, Resolution)

_AHEAD = HEARING_AHEAD | MEETING_AHEAD


def postpone_hearing(desk: Desk, id: str, new_time: datetime | None, reason: str) -> Hearing:  # noqa: A002
    """Put a hearing off to `new_time` (None: not fixed yet), and tell everyone who was told of it.

    Raises:
        WrongMoment: the hearing is not ahead.
        TimePast, NoticeTooShort, AdjournedTooLong: the new time cannot be.
        MoveReasonMissing: nobody says why.
    """
    desk.require(Act.POSTPONE_HEARING)
    return _postpone(desk, desk.get(Hearing, id), new_time, reason)


def postpone_meeting(desk: Desk, id: str, new_time: When | None, reason: str) -> Resolution:  # noqa: A002
    """Put the meeting of a resolution off to `new_time` (None: not fixed yet); see `postpone_hearing`."""
    desk.require(Act.POSTPONE_MEETING)
    return _postpone(desk, desk.get(Resolution, id), new_time, reason)


def move_hearing(
    desk: Desk,
    id: str,  # noqa: A002 - the field's own name
    reason: str,
    *,
    when: datetime | None = None,
    place: str = "",
) -> Hearing:
    """Move a hearing to another time, another place, or both, and tell everyone who was told of it.

    Raises:
        WrongMoment: the hearing is not ahead, or has no time.
        NothingMoved: it is then and there already.
        TimePast, NoticeTooShort, AdjournedTooLong: the new time cannot be.
        MoveReasonMissing: nobody says why.
    """
    desk.require(Act.MOVE_HEARING)
    return _move(desk, desk.get(Hearing, id), reason, when, clean(place))


def move_meeting(
    desk: Desk,
    id: str,  # noqa: A002 - the field's own name
    reason: str,
    *,
    when: When | None = None,
    place: str = "",
) -> Resolution:
    """Move the meeting of a resolution to another day, time, place, or all of these; see `move_hearing`."""
    desk.require(Act.MOVE_MEETING)
    return _move(desk, desk.get(Resolution, id), reason, when, clean(place))


def recall_hearing(
    desk: Desk,
    id: str,  # noqa: A002 - the field's own name
    when: datetime,
    reason: str,
    *,
    place: str = "",
) -> Hearing:
    """Call a hearing again that was put off without a time, or that came together without quorum.

    After a missed quorum the notice begins anew today, and the sitting that was missed is kept with its counts.

    Raises:
        WrongMoment: it is neither.
        TimePast, NoticeTooShort, AdjournedTooLong: the time cannot be.
        MoveReasonMissing: nobody says why.
    """
    desk.require(Act.RECALL_HEARING)
    return _recall(desk, followed(desk, desk.get(Hearing, id)), when, reason, clean(place))


def recall_meeting(
    desk: Desk,
    id: str,  # noqa: A002 - the field's own name
    when: When,
    reason: str,
    *,
    place: str = "",
) -> Resolution:
    """Call the meeting of a resolution again; see `recall_hearing`."""
    desk.require(Act.RECALL_MEETING)
    return _recall(desk, followed(desk, desk.get(Resolution, id)), when, reason, clean(place))


def cancel_hearing(desk: Desk, id: str, reason: str) -> Hearing:  # noqa: A002
    """Cancel a hearing that is ahead, with the reason, and tell everyone who was told of it.

    Raises:
        WrongMoment: the hearing is not ahead.
        MoveReasonMissing: nobody says why.
    """
    desk.require(Act.CANCEL_HEARING)
    return _cancel(desk, followed(desk, desk.get(Hearing, id)), reason)


def cancel_meeting(desk: Desk, id: str, reason: str) -> Resolution:  # noqa: A002
    """Cancel the meeting of a resolution that is ahead; see `cancel_hearing`."""
    desk.require(Act.CANCEL_MEETING)
    return _cancel(desk, followed(desk, desk.get(Resolution, id)), reason)


def missed_sitting(record: Hearing | Resolution, reason: str = "") -> Missed:
    """Return what is kept of a sitting without quorum when it is called again, or its counts are written anew."""
    began = begins_at(record)
    assert began is not None  # it was held
    counted: dict[str, Any] = {
        name: getattr(record, name) for name in (*_COUNTS, *_SIGNED, *(_OF_VOTES if _is_vote(record) else ()))
    }
    published = record.published_on if isinstance(record, Resolution) else record.result_published_on
    return Missed(held_at=began, reason=reason, notice_on=record.notice_on, published_on=published, **counted)


def begins_at(record: Hearing | Resolution) -> datetime | None:
    """Return when the meeting of `record` begins; nine o'clock where only the day is known; None without a day."""
    return record.held_at if isinstance(record, Hearing) else record.begins_at


# What both have in common

_COUNTS = ("due", "present", "in_favour", "against", "abstained")
_SIGNED = ("recorded_at", "recorded_by", "confirmed_by")
_OF_VOTES = ("households_due", "households_present", "roll")


def _is_vote(record: Hearing | Resolution) -> bool:
    return isinstance(record, Resolution)


def _postpone(desk: Desk, record: M, new_time: When | None, reason: str) -> M:
    was, why = _was(record), _why(record, reason)
    if new_time is not None:
        _check_time(desk, record, was, new_time)
    moved = Moved(was, None if new_time is None else _instant(new_time), why, desk.now)
    put_off = desk.put(_with(record, "POSTPONED", new_time, reason=why, moved=(*record.moved, moved)))
    if new_time is None:
        message = say("Postponed: {matter}. The new time is not fixed yet.", matter=record.matter)
    else:
        message = say("Postponed: {matter}. New time: {when}.", matter=record.matter, when=new_time)
    return _told(desk, put_off, message)


def _move(desk: Desk, record: M, reason: str, when: When | None, place: str) -> M:
    was, old = _was(record), _when(record)
    if old is None:
        raise _wrong_moment(record)
    new, new_place = old if when is None else when, place or record.place
    if (new, new_place) == (old, record.place):
        raise NothingMoved(record.title)
    why = _why(record, reason)
    if new == old:
        _check_ahead(old, desk.now)
    else:
        _check_time(desk, record, was, new)
    elsewhere = new_place != record.place
    places = (record.place, new_place) if elsewhere else ("", "")
    moved = Moved(was, _instant(new), why, desk.now, *places)
    there = desk.put(_with(record, "MOVED", new, reason=why, place=new_place, moved=(*record.moved, moved)))
    return _told(desk, there, _moved_to(there, new))


def _moved_to(record: Hearing | Resolution, when: When) -> Message:
    if record.place:
        return say("Moved: {matter}. Now {when}, {place}.", matter=record.matter, when=when, place=record.place)
    return say("Moved: {matter}. Now {when}.", matter=record.matter, when=when)


def _recall(desk: Desk, record: M, when: When, reason: str, place: str) -> M:
    changes: dict[str, Any] = {"place": place or record.place}
    if record.status in (HearingStatus.NO_QUORUM, ResolutionStatus.NO_QUORUM):
        why = _why(record, reason)
        changes |= _anew(desk, record, why)
        _check_again(desk, record, when)
    elif record.status in (HearingStatus.POSTPONED, ResolutionStatus.POSTPONED) and _when(record) is None:
        was, why = _was(record), _why(record, reason)
        _check_time(desk, record, was, when)
        changes["moved"] = (*record.moved, Moved(was, _instant(when), why, desk.now))
    else:
        raise _wrong_moment(record)
    again = desk.put(_with(record, "CONVENED" if _is_vote(record) else "ANNOUNCED", when, reason=why, **changes))
    if isinstance(again, Resolution) and record.status is ResolutionStatus.NO_QUORUM:
        meeting_convened(desk, again, desk.today)
    if again.place:
        message = say("Called again: {matter}. {when}, {place}.", matter=again.matter, when=when, place=again.place)
    else:
        message = say("Called again: {matter}. {when}.", matter=again.matter, when=when)
    return _told(desk, again, message)


def _anew(desk: Desk, record: Hearing | Resolution, why: str) -> dict[str, Any]:
    """Return what changes when a sitting without quorum is called again: it is history, and nothing is counted yet."""
    empty: dict[str, Any] = {
        **dict.fromkeys(_COUNTS, 0),
        "due": record.due,
        "missed": (*record.missed, missed_sitting(record, why)),
        "notice_on": desk.today,
        "recorded_at": None,
        "recorded_by": "",
        "confirmed_by": "",
    }
    if isinstance(record, Resolution):
        return empty | {"result": None, "published_on": None, "roll": "", "households_present": 0}
    return empty | {"conclusion": None, "result_published_on": None, "changes": ""}


def _cancel(desk: Desk, record: M, reason: str) -> M:
    if record.status not in _AHEAD:
        raise _wrong_moment(record)
    why = _why(record, reason)
    cancelled = desk.put(_with(record, "CANCELLED", _when(record), reason=why))
    if isinstance(cancelled, Hearing):
        hearing_cancelled(desk, cancelled)
    else:
        meeting_cancelled(desk, cancelled)
    return _told(desk, cancelled, say("Cancelled: {matter}. {reason}", matter=record.matter, reason=why))


def _told(desk: Desk, record: M, message: Message) -> M:
    if isinstance(record, Resolution):
        tell_meeting(desk, record, message, Event.MEETING_CHANGED, record.group)
    else:
        tell_meeting(desk, record, message, Event.HEARING_CHANGED)
    desk.record(record.id)
    return record


def _was(record: Hearing | Resolution) -> datetime:
    """Return when a meeting that is ahead was to begin, also where that is not fixed any more.

    Raises:
        WrongMoment: it is not ahead, or never had a time.
    """
    was = begins_at(record) or (record.moved[-1].was if record.moved else None)
    if record.status not in _AHEAD or was is None:
        raise _wrong_moment(record)
    return was


def _when(record: Hearing | Resolution) -> When | None:
    return record.held_at if isinstance(record, Hearing) else record.meeting_at or record.meeting_on


def _why(record: Hearing | Resolution, reason: str) -> str:
    why = clean(reason)
    if not why:
        raise MoveReasonMissing(record.title)
    return why


def _with(record: M, status: str, when: When | None, **values: Any) -> M:
    """Return `record` in another state, at another time."""
    if isinstance(record, Hearing):
        held_at = None if when is None else _instant(when)
        return replace(record, status=HearingStatus[status], held_at=held_at, **values)
    at = when if isinstance(when, datetime) else None
    day = local(at).date() if at is not None else when
    return replace(record, status=ResolutionStatus[status], meeting_at=at, meeting_on=day, **values)


def _instant(when: When) -> datetime:
    return when if isinstance(when, datetime) else instant(when, DAY_BEGINS)


def _check_ahead(when: When, now: datetime) -> None:
    ends = when if isinstance(when, datetime) else instant(when + timedelta(days=1))
    if ends <= now:
        raise TimePast(_instant(when), now)


def _notice_days(desk: Desk, record: Hearing | Resolution) -> int:
    return hearing_limits(desk).notice_days if isinstance(record, Hearing) else rule_of(record).notice_days


def _check_time(desk: Desk, record: Hearing | Resolution, was: datetime, when: When) -> None:
    """Refuse a new time that is past, within the notice, or too late after a hearing that has begun."""
    _check_ahead(when, desk.now)
    day = local(_instant(when)).date()
    calendar, earliest = calendar_of(desk), day
    if record.notice_on is not None:
        days = _notice_days(desk, record)
        check_notice_over(calendar, record.notice_on, day, days)
        earliest = notice_ends(calendar, record.notice_on, days)
    if isinstance(record, Hearing) and was <= desk.now:
        limit = limits_of(desk).days("hearing.adjourn_days")
        check_adjourned(calendar, desk.today, day, limit, earliest)


def _check_again(desk: Desk, record: Hearing | Resolution, when: When) -> None:
    """Refuse a time for a meeting that is called again: its notice begins today."""
    _check_ahead(when, desk.now)
    day, days, calendar = local(_instant(when)).date(), _notice_days(desk, record), calendar_of(desk)
    check_notice_over(calendar, desk.today, day, days)
    if isinstance(record, Hearing):
        limit = limits_of(desk).days("hearing.adjourn_days")
        check_adjourned(calendar, desk.today, day, limit, notice_ends(calendar, desk.today, days))


def _wrong_moment(record: Hearing | Resolution) -> WrongMoment:
    word = HEARING_STATUS[record.status] if isinstance(record, Hearing) else RESOLUTION_STATUS[record.status]
    return WrongMoment(record.title, Message(word))
