"""Promised days of enquiries and service cases, counted anew when the notice of a year has come (facts 5, 8)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from village_board.base.message import say
from village_board.base.recounted import Recounted
from village_board.calendar.rules import YearUnknown
from village_board.calendar.service import calendar_of
from village_board.desk import Desk
from village_board.enquiries.cases import ServiceCase
from village_board.enquiries.cases_service import service_cases
from village_board.enquiries.finding import open_enquiries, promise
from village_board.enquiries.model import Enquiry
from village_board.hearings.periods import due_after
from village_board.hearings.told import tell_one
from village_board.limits.service import limits_of
from village_board.notices.routing import Event
from village_board.people.acts import Act


def recount_enquiries(desk: Desk, changed: Sequence[date] = ()) -> list[Enquiry]:
    """Count the promised days of open enquiries by the calendar that holds now, and return those that moved.

    Whoever asked by chat is told. Done again it changes nothing.

    Args:
        desk: the unit of work.
        changed: the days that the new notice changed, where they are known.
    """
    desk.require(Act.RECOUNT_DATES)
    calendar, moved = calendar_of(desk), []
    for one in open_enquiries(desk):
        try:
            due = promise(desk, one).due
            limits = limits_of(desk, one.submitted_on)
            accept = due_after(limits, calendar, "enquiry.accept_days", one.submitted_on).due
        except YearUnknown:
            continue  # nobody knows the days of that year now: what was promised stands
        if (due, accept) == (one.due_on, one.accept_due_on):
            continue
        since = one.reopened_on or one.submitted_on
        days = tuple(day for day in changed if since < day <= max(due, one.due_on))
        noted = (Recounted(desk.today, one.due_on, due, days),) if due != one.due_on else ()
        kept = desk.put(replace(one, due_on=due, accept_due_on=accept, recounted=(*one.recounted, *noted)))
        if noted:
            message = say("The days off were announced: your answer is now due {due}, not {was}.", due=due,
                          was=one.due_on)  # fmt: skip
            tell_one(desk, kept.via, kept, message, Event.ENQUIRY_MOVED)
        moved.append(kept)
    if moved:
        desk.record(moved[0].id)
    return moved


def recount_services(desk: Desk, changed: Sequence[date] = ()) -> list[ServiceCase]:
    """Count the promised days of service cases under way by the calendar that holds now; return those that moved.

    A day that somebody named stands as it was named. Who holds the slip reads the new day there; done again it
    changes nothing.

    Args:
        desk: the unit of work.
        changed: the days that the new notice changed, where they are known.
    """
    desk.require(Act.RECOUNT_DATES)
    calendar, moved = calendar_of(desk), []
    for one in service_cases(desk, under_way=True):
        if not one.by_limit or one.ended_on is not None:
            continue
        try:
            due = due_after(limits_of(desk, one.received_on), calendar, "service.promised_days", one.received_on).due
        except YearUnknown:
            continue  # nobody knows the days of that year now: what was promised stands
        if due == one.promised_on:
            continue
        days = tuple(day for day in changed if one.received_on < day <= max(due, one.promised_on))
        noted = Recounted(desk.today, one.promised_on, due, days)
        moved.append(desk.put(replace(one, promised_on=due, recounted=(*one.recounted, noted))))
    if moved:
        desk.record(moved[0].id)
    return moved
