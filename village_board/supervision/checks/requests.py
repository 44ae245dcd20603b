"""E01 to E04 and P01 to P03: what villagers asked, and whether the clock of the answer was kept. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from village_board.applications.clock import Terms, correction_due, explained
from village_board.applications.model import Application
from village_board.base.level import Level
from village_board.base.message import Message, say
from village_board.calendar.rules import Calendar
from village_board.enquiries.measures import counted, rates
from village_board.enquiries.model import Enquiry, EnquiryKind
from village_board.enquiries.rules import OPEN, working_days_left
from village_board.limits.rules import Limits
from village_board.supervision.facts import Fact, View, late

_RATES = {"closing": "supervision.rate_yellow", "satisfaction": "supervision.satisfaction_yellow"}


def consultation_late(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - its day stands in the record
    """E01: a question, a suggestion or a request for help is not answered; a warning comes in working days before."""
    yield from _overdue(view, frozenset(EnquiryKind) - {EnquiryKind.COMPLAIN})


def complaint_late(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - its day stands in the record
    """E02: a complaint is not answered; a warning comes in working days before."""
    yield from _overdue(view, frozenset({EnquiryKind.COMPLAIN}))


def rates_low(view: View, limits: Limits) -> Iterator[Fact]:
    """E03: of the enquiries of a period too few were closed, or too few askers were satisfied."""
    since = view.today - timedelta(days=limits.days("supervision.rates_days"))
    counts = counted((one for one in view.enquiries if one.submitted_on > since), view.today)
    for rate in rates(counts):
        key = _RATES.get(rate.key)
        if key is None or rate.whole < limits.count("supervision.rates_least_count"):
            continue
        if limits.share(key).met(rate.part, rate.whole):
            continue
        red = rate.key == "closing" and not limits.share("supervision.rate_red").met(rate.part, rate.whole)
        message = say(
            "{rate}: {part} of {whole} enquiries since {since}; at least {needed} are aimed at.",
            rate=Message(rate.name),
            part=rate.part,
            whole=rate.whole,
            since=since,
            needed=limits.share(key).needed(rate.whole),
        )
        yield Fact(message, view.today.replace(day=1), Level.RED if red else Level.YELLOW, key=rate.key)


def bounced(view: View, limits: Limits) -> Iterator[Fact]:
    """E04: a matter was handed back and forth (P26)."""
    red = limits.count("supervision.bounces_red")
    for one in view.enquiries:
        if not one.bounces:
            continue
        last = one.handings[-1]
        message = say(
            "Slip {number} was handed back or on again {n} times, last to {body} on {day}.",
            number=one.number,
            n=one.bounces,
            body=last.body,
            day=last.on,
        )
        yield Fact(message, last.on, Level.RED if one.bounces >= red else Level.YELLOW, one.id)


def application_late(view: View, limits: Limits) -> Iterator[Fact]:
    """P01: an application is not answered within its clock, pauses and extension counted."""
    terms = Terms.of(limits)
    for one in view.applications:
        due = explained(one, view.calendar, terms).due if one.is_open else None
        if due is None:
            continue
        message = say("Application {number} is to be answered by {due}.", number=one.number, due=due)
        yield _on_clock(message, due, view.today, view.calendar, one.id)


def correction_notice_late(view: View, limits: Limits) -> Iterator[Fact]:
    """P02: the notice to correct was given later than allowed."""
    terms = Terms.of(limits)
    for one in view.applications:
        if one.receipt_on is None or one.correction is None:
            continue
        due = correction_due(one.receipt_on, view.calendar, terms).due
        if one.correction.asked_on > due:
            message = say(
                "Application {number}: the notice to correct was given on {day}; it was due by {due}.",
                number=one.number,
                day=one.correction.asked_on,
                due=due,
            )
            yield Fact(message, one.correction.asked_on, Level.RED, one.id)


def extension_unapproved(view: View, limits: Limits) -> Iterator[Fact]:
    """P03: the answer was extended without an approver, or the applicant was told after the last day."""
    terms = Terms.of(limits)
    for one in view.applications:
        extension = one.extension
        if extension is None:
            continue
        last = _before_extension(one, view.calendar, terms)
        told_late = last is not None and extension.notified_on > last
        if not extension.approved_by or told_late:
            message = say(
                "Application {number} was extended by {days} days; approver: {approver}; told on {day}, the last day "
                "for that was {last}.",
                number=one.number,
                days=extension.days,
                approver=say("named") if extension.approved_by else say("nobody"),
                day=extension.notified_on,
                last=last or extension.notified_on,
            )
            yield Fact(message, extension.notified_on, Level.RED, one.id)


def _overdue(view: View, kinds: frozenset[EnquiryKind]) -> Iterator[Fact]:
    for one in view.enquiries:
        if one.kind in kinds and one.state in OPEN:
            message = say("Slip {number} is to be answered by {due}.", number=one.number, due=one.due_on)
            yield _on_clock(message, one.due_on, view.today, view.calendar, one.id, _round(one))


def _round(one: Enquiry) -> str:
    """Return what tells a reopened round from the one before; the first has no key."""
    return str(one.round) if one.round else ""


def _on_clock(message: Message, due: date, today: date, calendar: Calendar, subject: str, key: str = "") -> Fact:
    """Return the fact of a clock that warns in working days before its last day."""
    fact = late(message, due, today, subject=subject, key=key)
    if today > due:
        return fact
    return Fact(message, due, None, subject, key, -working_days_left(calendar, today, due))


def _before_extension(one: Application, calendar: Calendar, terms: Terms) -> date | None:
    return explained(replace(one, extension=None, postponed=None), calendar, terms).due
