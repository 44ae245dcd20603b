"""Telling those who supervise that there is something new, each level of each alarm once (facts 7.1; P11).

The notice says how many and of which points, never the facts: those are read where somebody has signed in (N24).
"""

from __future__ import annotations

from dataclasses import replace

from tinydb import where

from village_board.base.level import Level
from village_board.base.message import say
from village_board.desk import Desk
from village_board.notices.routing import Event
from village_board.notices.telling import Facts, tell
from village_board.people.acts import Act
from village_board.supervision.model import OPEN, UNHANDLED, Alarm, AlarmEvent, Watch


def tell_new(desk: Desk) -> int:
    """Tell of the alarms that stand and of whose level nobody was told yet, and return how many these are.

    Committee and oversight committee learn of all, the township of the red ones. One notice tells of all of them.
    """
    desk.require(Act.WATCH)
    new = [
        alarm
        for alarm in desk.find(Alarm, where("standing") == 1)
        if alarm.state in OPEN and alarm.told not in (Level.RED, alarm.effective)
    ]
    _tell_overdue(desk)
    if not new:
        return 0
    told = [desk.put(replace(alarm, told=alarm.effective.value)) for alarm in new]
    watch = next(desk.all(Watch), None) or Watch(begun_on=desk.today)
    watch = desk.put(replace(watch, told_at=desk.now))
    red = [alarm for alarm in told if alarm.is_red]
    points = "、".join(sorted({alarm.point for alarm in told}))
    sentence = say(
        "{n} new alarms, {red} of them red ({points}). Sign in to read them.", n=len(told), red=len(red), points=points
    )
    tell(desk, watch, sentence, Event.ALARM_RAISED)
    if red:
        codes = "、".join(sorted({alarm.point for alarm in red}))
        reported = say("{n} red alarms were reported ({points}). Sign in to read them.", n=len(red), points=codes)
        tell(desk, watch, reported, Event.ALARM_REPORTED)
    desk.record(watch.id)
    return len(told)


def _tell_overdue(desk: Desk) -> None:
    """Tell committee and township of the alarms whose day, set by the township, is past without an answer (P27)."""
    asked = where("state").one_of(sorted(state.value for state in UNHANDLED))
    for one in desk.find(Alarm, asked):
        if one.due_on is None or not one.late_by(desk.today) or one.overdue_told == one.due_on:
            continue
        kept = desk.put(replace(one, overdue_told=one.due_on))
        facts = {"code": one.point, "until": one.due_on}
        past = say("The day that the township set for alarm {code} is past: {until}.", **facts)
        tell(desk, kept, past, Event.ALARM_ASSIGNED)
        waits = say("Alarm {code} was to be answered by {until}; no answer came.", **facts)
        tell(desk, kept, waits, Event.ALARM_REPORTED)
        desk.record(kept.id)


def tell_step(desk: Desk, alarm: Alarm, event: AlarmEvent) -> None:
    """Tell the committee what the township or the overseers did with an alarm, in the caller's unit of work."""
    if event is AlarmEvent.ASSIGN and alarm.due_on is not None:
        sentence = say("The township assigned alarm {code} until {until}.", code=alarm.point, until=alarm.due_on)
        tell(desk, alarm, sentence, Event.ALARM_ASSIGNED, Facts())
    elif event is AlarmEvent.SEND_BACK:
        tell(desk, alarm, say("The answer to alarm {code} was sent back.", code=alarm.point), Event.ALARM_ASSIGNED)
