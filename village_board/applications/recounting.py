"""Promised days of applications, counted anew when the notice of a year has come (facts 4.1, 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from tinydb import where

from village_board.applications.model import FINISHED, Application, State
from village_board.applications.moves import explain, promised
from village_board.base.message import say
from village_board.base.recounted import Recounted
from village_board.calendar.rules import YearUnknown
from village_board.calendar.service import calendar_of
from village_board.desk import Desk
from village_board.hearings.told import tell_one
from village_board.notices.routing import Event
from village_board.people.acts import Act


def recount_applications(desk: Desk, changed: Sequence[date] = ()) -> list[Application]:
    """Count the promised days of open applications by the calendar that holds now, and return those that moved.

    Counted anew is what waited for a notice that is here now, and what a changed day lies in. Whoever applied by chat
    is told. Done again it changes nothing.

    Args:
        desk: the unit of work.
        changed: the days that the new notice changed, where they are known.
    """
    desk.require(Act.RECOUNT_DATES)
    calendar, moved = calendar_of(desk), []
    waiting = [state.value for state in State if state not in FINISHED]
    for one in desk.find(Application, where("state").one_of(waiting)):
        if one.promised_on is None or one.receipt_on is None:
            continue
        try:
            told = explain(desk, one)
        except YearUnknown:
            continue  # nobody knows the days of that year now: what was promised stands
        if told.due is None:
            continue
        days = tuple(day for day in changed if one.receipt_on < day <= max(told.due, one.promised_on))
        if not days and not any(calendar.has_notice(year) for year in one.awaits):
            continue
        kept = promised(desk, one)
        if told.due != one.promised_on:
            noted = Recounted(desk.today, one.promised_on, told.due, days)
            kept = replace(kept, recounted=(*one.recounted, noted))
        kept = desk.put(kept)
        if kept.promised_on is not None and kept.promised_on != one.promised_on:
            message = say("The days off were announced: your answer is now due {due}, not {was}.",
                          due=kept.promised_on, was=one.promised_on)  # fmt: skip
            tell_one(desk, kept.via, kept, message, Event.APPLICATION_MOVED)
        if kept.rev != one.rev:
            moved.append(kept)
    if moved:
        desk.record(moved[0].id)
    return moved
