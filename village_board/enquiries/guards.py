"""What must hold before an enquiry or a service case moves: one small question a guard, by the name the table uses.

A guard answers None where it holds, else a message. Pure: all it knows is the record and the step that is wanted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from village_board.base.message import Message, say
from village_board.enquiries.cases import ServiceCase, ServiceStep
from village_board.enquiries.model import Enquiry, EnquiryEvent, EnquiryState, EnquiryStep


@dataclass(frozen=True)
class Situation:
    """What is known when a step is to be taken.

    Attributes:
        step: the step as it would be appended.
        today: the day on which it is judged.
        may_answer: whether the one who acts is who it is assigned to, holds that office, or keeps the office's papers.
        answerer: who is to answer, a person or an office; empty: nobody is named.
        body: the name of the other body.
        body_number: its number.
        is_who_replied: whether the one who acts wrote the reply.
    """

    step: EnquiryStep
    today: date
    may_answer: bool = False
    answerer: str = ""
    body: str = ""
    body_number: str = ""
    is_who_replied: bool = False


Guard = Callable[[Enquiry, Situation], Message | None]
GUARDS: dict[str, Guard] = {}


def guard(function: Guard) -> Guard:
    """Register `function` under its own name."""
    GUARDS[function.__name__] = function
    return function


@guard
def reason_given(one: Enquiry, at: Situation) -> Message | None:  # noqa: ARG001
    """It is said why."""
    return None if at.step.reason else say("the reason is missing")


@guard
def words_given(one: Enquiry, at: Situation) -> Message | None:  # noqa: ARG001
    """It is said what."""
    return None if at.step.words else say("the words are missing: write what is answered or was heard")


@guard
def answerer_named(one: Enquiry, at: Situation) -> Message | None:  # noqa: ARG001
    """A person or an office is to answer."""
    return None if at.answerer else say("nobody is named: give a person or an office")


@guard
def the_one_assigned(one: Enquiry, at: Situation) -> Message | None:
    """Whoever it is assigned to answers; the clerk writes it down for them, and for another body."""
    if at.may_answer:
        return None
    return say("it is assigned to {office}", office=one.office)


@guard
def reason_when_late(one: Enquiry, at: Situation) -> Message | None:
    """A late reply says why it is late."""
    late = (at.step.done_on - one.due_on).days
    if late <= 0 or at.step.reason:
        return None
    return say("it is {days} days late (due {due}): give the reason", days=late, due=one.due_on)


@guard
def first_extension(one: Enquiry, at: Situation) -> Message | None:  # noqa: ARG001
    """A limit is extended once."""
    if one.extended_on is None:
        return None
    return say("its limit was extended on {day} already", day=one.extended_on)


@guard
def inside_limit(one: Enquiry, at: Situation) -> Message | None:
    """A limit that has passed is not extended: that would hide the delay."""
    if at.step.done_on <= one.due_on:
        return None
    return say("its limit ended on {due}: answer it and say why it is late", due=one.due_on)


@guard
def body_named(one: Enquiry, at: Situation) -> Message | None:  # noqa: ARG001
    """The other body is named, with its number (P26)."""
    if at.body and at.body_number:
        return None
    return say("the other body's name or number is missing")


@guard
def asker_agrees(one: Enquiry, at: Situation) -> Message | None:  # noqa: ARG001
    """The asker said that it may be public."""
    return None if one.may_be_public else say("the asker did not agree that it is shown")


@guard
def not_yet_public(one: Enquiry, at: Situation) -> Message | None:  # noqa: ARG001
    """It is published once."""
    return None if one.published_on is None else say("it was published on {day} already", day=one.published_on)


@guard
def another_person(one: Enquiry, at: Situation) -> Message | None:  # noqa: ARG001
    """Who publishes is not who wrote the reply."""
    return None if not at.is_who_replied else say("whoever wrote the reply does not publish it: ask a second person")


@guard
def inside_rating_days(one: Enquiry, at: Situation) -> Message | None:
    """The asker judges within the days for it."""
    if one.rating_until is None or at.step.done_on <= one.rating_until:
        return None
    return say("the days to judge the reply ended on {day}", day=one.rating_until)


@guard
def first_reopening(one: Enquiry, at: Situation) -> Message | None:  # noqa: ARG001
    """It is reopened once."""
    return None if one.reopened_on is None else say("it was reopened on {day} already", day=one.reopened_on)


@guard
def asker_had_time(one: Enquiry, at: Situation) -> Message | None:
    """Silence counts when its days are over; who is not satisfied can still reopen it until then."""
    if one.state is EnquiryState.CONFIRMED:
        return None
    if one.state is EnquiryState.HANDED_ON:
        return None if at.step.reason else say("say what the other body answered, or why it ends here")
    if one.state is EnquiryState.UNSATISFIED and one.reopened_on is not None:
        return None
    if one.rating_until is not None and at.step.done_on > one.rating_until:
        return None
    return say("the asker can still judge it until {day}", day=one.rating_until or at.today)


# Service cases

ServiceGuard = Callable[[ServiceCase, ServiceStep], Message | None]
SERVICE_GUARDS: dict[str, ServiceGuard] = {}


def service_guard(function: ServiceGuard) -> ServiceGuard:
    """Register `function` under its own name."""
    SERVICE_GUARDS[function.__name__] = function
    return function


@service_guard
def office_named(case: ServiceCase, step: ServiceStep) -> Message | None:  # noqa: ARG001
    """It is said where the papers lie."""
    return None if step.office else say("the office is missing: write where the papers lie")


@service_guard
def result_given(case: ServiceCase, step: ServiceStep) -> Message | None:  # noqa: ARG001
    """It is said what came of it, or what is missing."""
    return None if step.words else say("the result is missing: write what came of it, or what is missing")


#: Events by which the asker speaks; nobody else's word stands for theirs.
ASKERS_OWN = frozenset({EnquiryEvent.CONFIRM, EnquiryEvent.DISSATISFY, EnquiryEvent.REOPEN})
