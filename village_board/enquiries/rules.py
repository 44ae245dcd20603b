"""Limits of an enquiry, its lateness and warnings (facts 5): pure, with today's date given."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from village_board.base.errors import Refused
from village_board.base.message import N_, Message
from village_board.calendar.model import Deadline
from village_board.calendar.rules import Calendar
from village_board.enquiries.guards import GUARDS, Situation
from village_board.enquiries.machine import enquiry_machine
from village_board.enquiries.model import Enquiry, EnquiryEvent, EnquiryKind, EnquiryState
from village_board.enquiries.words import ENQUIRY_EVENT, ENQUIRY_STATE
from village_board.hearings.periods import due_after
from village_board.limits.rules import Limits

#: States in which the village owes an answer.
OPEN = frozenset(
    {
        EnquiryState.SUBMITTED,
        EnquiryState.ACCEPTED,
        EnquiryState.ASSIGNED,
        EnquiryState.IN_PROGRESS,
        EnquiryState.HANDED_ON,
        EnquiryState.REOPENED,
    }
)
#: States after a reply in which the asker may still speak.
ANSWERED = frozenset({EnquiryState.REPLIED, EnquiryState.CONFIRMED, EnquiryState.UNSATISFIED})
_LIMITS = {
    (EnquiryKind.CONSULT, False): "enquiry.consult_known_days",
    (EnquiryKind.CONSULT, True): "enquiry.consult_looked_up_days",
    (EnquiryKind.HELP, False): "enquiry.help_days",
    (EnquiryKind.SUGGEST, False): "enquiry.suggest_days",
    (EnquiryKind.COMPLAIN, False): "enquiry.complain_days",
    (EnquiryKind.COMPLAIN, True): "enquiry.complain_hard_days",
}


class NotNow(Refused):
    """The step does not start from where the enquiry stands."""

    sentence = N_("'{what}' is not possible for slip {slip}: it is {state}. Nothing was changed.")

    def __init__(self, what: Message, slip: str, state: Message) -> None:
        super().__init__(what=what, slip=slip, state=state)


class NotYet(Refused):
    """A guard says no."""

    sentence = N_("'{what}' is not possible for slip {slip}: {why}. Nothing was changed.")

    def __init__(self, what: Message, slip: str, why: Message) -> None:
        super().__init__(what=what, slip=slip, why=why)


class DayBefore(Refused):
    """A step is dated before the one before it."""

    sentence = N_("{day} is before the last step of slip {slip} ({last}). Give a later day.")

    def __init__(self, day: date, slip: str, last: date) -> None:
        super().__init__(day=day, slip=slip, last=last)


def limit_of(kind: EnquiryKind, *, harder: bool) -> str:
    """Return the key of the limit for a reply; only questions and complaints have a longer one (facts 5)."""
    return _LIMITS.get((kind, harder)) or _LIMITS[kind, False]


def reply_due(limits: Limits, calendar: Calendar, kind: EnquiryKind, since: date, *, harder: bool) -> Deadline:
    """Return the last day for the reply to an enquiry handed in on `since`, which is not counted.

    Raises:
        YearUnknown: the period runs into a year of which nothing is known.
    """
    return due_after(limits, calendar, limit_of(kind, harder=harder), since)


def late_by(one: Enquiry, today: date) -> int:
    """Return by how many days the reply is late: the delay of every round, and of the one that runs."""
    running = max((today - one.due_on).days, 0) if one.state in OPEN else 0
    return one.late_days + running


def working_days_left(calendar: Calendar, today: date, due: date) -> int:
    """Return how many working days lie behind `today`, up to `due`; 0: it ends today, or has ended."""
    days = (today + timedelta(days=n) for n in range(1, max((due - today).days, 0) + 1))
    return sum(not calendar.day(each).off for each in days)


def is_warned(one: Enquiry, limits: Limits, calendar: Calendar, today: date) -> bool:
    """Tell whether its limit is near, and not over."""
    if one.state not in OPEN or today > one.due_on:
        return False
    return working_days_left(calendar, today, one.due_on) <= limits.days("enquiry.warn_days")


def accept_late_by(one: Enquiry, today: date) -> int:
    """Return by how many days accepting or rejecting was late, or is on `today`."""
    return max(((decided_on(one) or today) - one.accept_due_on).days, 0)


def decided_on(one: Enquiry) -> date | None:
    """Return the day on which it was accepted, rejected or at once handed on; None while it waits for that."""
    deciding = (EnquiryEvent.ACCEPT, EnquiryEvent.REJECT, EnquiryEvent.HAND_ON)
    return next((step.done_on for step in one.steps if step.event in deciding), None)


def moved(one: Enquiry, at: Situation) -> Enquiry:
    """Return `one` after the step of `at`.

    Raises:
        NotNow: the step does not start from its state.
        DayBefore: the step is dated before the last one.
        NotYet: a guard of the step does not hold.
    """
    event = at.step.event
    row, what = enquiry_machine().transitions[event], Message(ENQUIRY_EVENT[event])
    if one.state not in row.starts:
        raise NotNow(what, one.number, Message(ENQUIRY_STATE[one.state]))
    last = one.steps[-1].done_on if one.steps else one.submitted_on
    if at.step.done_on < last:
        raise DayBefore(at.step.done_on, one.number, last)
    for name in row.guards:
        if (why := GUARDS[name](one, at)) is not None:
            raise NotYet(what, one.number, why)
    return replace(one, state=row.to or one.state, steps=(*one.steps, at.step))
