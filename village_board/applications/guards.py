"""What must hold before an application moves (facts 4.3): one small question a guard, by the name the table uses.

A guard answers None where it holds, else a message with the numbers. Pure: all it knows is the application as it
stands, and the `Situation` with the application as the act would leave it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from village_board.applications.clock import Terms, correction_due, explained, opinion_due
from village_board.applications.model import AT_ONCE, Application, Step
from village_board.base.message import N_, Message, say
from village_board.calendar.rules import Calendar


@dataclass(frozen=True)
class Situation:
    """What is known when a step is to be taken.

    Attributes:
        step: the step as it would be appended.
        after: the application as the act would leave it.
        extension_days: the most that an extension may add.
        approver_entitled: whether who approves it sits on the committee that day.
        by_same: how many applications the same applicant made within a year, this one included.
        frequent: from how many on reasons may be asked.
        needs: what the kind of answer asks for.
        after_correction: whether the answer says that it stayed unclear after its correction.
        after_reasons: whether it says that the reasons for many applications were not good.
        replied: which of the consultations the act answers; -1: none.
        delivered_on: the day on which the answer reached the applicant.
    """

    step: Step
    after: Application
    calendar: Calendar
    terms: Terms
    extension_days: int = 0
    approver_entitled: bool = False
    by_same: int = 0
    frequent: int = 0
    needs: tuple[str, ...] = ()
    after_correction: bool = False
    after_reasons: bool = False
    replied: int = -1
    delivered_on: date | None = None


#: What a kind of answer may need, by the field that holds it.
NEEDED: dict[str, str] = {
    "where": N_("where it is published or was searched"),
    "given": N_("what is given and how"),
    "grounds": N_("why parts are not given"),
    "reason": N_("the reason"),
    "body": N_("the right body"),
}

Guard = Callable[[Application, Situation], Message | None]
GUARDS: dict[str, Guard] = {}


def guard(function: Guard) -> Guard:
    """Register `function` under its own name."""
    GUARDS[function.__name__] = function
    return function


# Receiving


@guard
def contents_given(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """The information has a name, a number or a description by which it can be looked for."""
    wanted = at.after
    if wanted.wanted or wanted.wanted_number or wanted.description:
        return None
    return say("it is not said which information is wanted: write its name, number or description")


@guard
def contact_given(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """The office knows where to send the answer."""
    return None if at.after.contact else say("there is no contact for the reply")


@guard
def applicant_named(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """A person or an organisation applies."""
    return None if at.after.applicant else say("nobody is named as the applicant")


@guard
def receipt_day_fixed(before: Application, at: Situation) -> Message | None:
    """Handed in or signed for: that day; ordinary mail, internet and fax: the day confirmed with the applicant."""
    receipt, came = at.after.receipt_on, before.arrived_on
    if receipt is None:
        return say("the day of receipt is missing")
    if before.way in AT_ONCE and receipt != came:
        return say("it was handed in or signed for on {came}: that is its day of receipt", came=came)
    if receipt < came:
        return say("it came on {came} and cannot be confirmed before, on {receipt}", came=came, receipt=receipt)
    return None


# Correcting


@guard
def correction_only_once(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """All that is unclear is asked at once."""
    if before.correction is None:
        return None
    return say(
        "it was asked to be corrected on {asked} already: only once is allowed", asked=before.correction.asked_on
    )


@guard
def correction_in_time(before: Application, at: Situation) -> Message | None:
    """The notice comes within its working days from the receipt."""
    if before.receipt_on is None:
        return say("the day of receipt is missing")
    last = correction_due(before.receipt_on, at.calendar, at.terms).due
    if at.step.done_on <= last:
        return None
    return say(
        "a notice to correct was possible until {last}, {n} working days from the receipt; it is {day}",
        last=last,
        n=at.terms.correction_notice,
        day=at.step.done_on,
    )


@guard
def unclear_said(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """The applicant learns what to correct."""
    correction = at.after.correction
    return None if correction is not None and correction.unclear else say("it is not said what is unclear")


@guard
def time_to_correct(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """The applicant has time to do it."""
    correction = at.after.correction
    if correction is not None and correction.until > at.step.done_on:
        return None
    return say("the applicant needs a day until when to correct, after {day}", day=at.step.done_on)


@guard
def described_anew(before: Application, at: Situation) -> Message | None:
    """The corrected application says something else than the first one."""
    said = (at.after.wanted, at.after.wanted_number, at.after.description)
    if said != (before.wanted, before.wanted_number, before.description):
        return None
    return say("nothing was corrected: write the name, number or description anew")


@guard
def corrected_in_time(before: Application, at: Situation) -> Message | None:
    """It comes in time, or late with a good reason."""
    correction = before.correction
    if correction is None or at.step.done_on <= correction.until or at.step.reason:
        return None
    return say(
        "it could be corrected until {until}; it came on {day}: write the good reason, or record that it was given up",
        until=correction.until,
        day=at.step.done_on,
    )


@guard
def correction_time_over(before: Application, at: Situation) -> Message | None:
    """Nobody has given up before the day is over."""
    correction = before.correction
    if correction is not None and at.step.done_on > correction.until:
        return None
    return say("it can be corrected until {until}", until=correction.until if correction else at.step.done_on)


# Asking others


@guard
def consulted_named(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """It is known whose opinion is asked."""
    asked = at.after.consultations
    return None if asked and asked[-1].name else say("it is not said whose opinion is asked")


@guard
def question_asked(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """It is known what they are asked."""
    asked = at.after.consultations
    return None if asked and asked[-1].question else say("it is not said what they are asked")


@guard
def delivered_after_asked(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """The request reaches them on the day on which they are asked, or later."""
    one = at.after.consultations[-1]
    if one.delivered_on >= one.asked_on:
        return None
    return say(
        "the request cannot reach them on {delivered}, before it was asked on {asked}",
        delivered=one.delivered_on,
        asked=one.asked_on,
    )


@guard
def opinion_awaited(before: Application, at: Situation) -> Message | None:
    """The opinion is one that was asked and has not come."""
    if 0 <= at.replied < len(before.consultations):
        was = before.consultations[at.replied].replied_on
        return None if was is None else say("this opinion came on {when} already", when=was)
    return say("{n} opinions were asked; there is no such number", n=len(before.consultations))


@guard
def opinions_in_or_time_over(before: Application, at: Situation) -> Message | None:
    """Every opinion came, or its time is over: then the office decides by itself."""
    waiting = [opinion_due(one, at.calendar, at.terms).due for one in before.consultations if one.replied_on is None]
    if not waiting or at.step.done_on > max(waiting):
        return None
    return say(
        "{n} opinions have not come; they can until {until}, and the clock stands", n=len(waiting), until=max(waiting)
    )


# Later than the term


@guard
def extended_only_once(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """There is one extension."""
    if before.extension is None:
        return None
    return say("it was extended by {n} working days already: only once is allowed", n=before.extension.days)


@guard
def extension_short_enough(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """It adds at least one day and no more than the rule allows."""
    days = at.after.extension.days if at.after.extension else 0
    if 1 <= days <= at.extension_days:
        return None
    return say("an extension is 1 to {most} working days; {days} were asked", most=at.extension_days, days=days)


@guard
def approver_entitled(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """A member of the committee approved it."""
    return None if at.approver_entitled else say("no member of the village committee has approved it")


@guard
def applicant_told(before: Application, at: Situation) -> Message | None:
    """The applicant was told, not later than the day on which the answer was due."""
    later = at.after.postponed if at.after.postponed != before.postponed else at.after.extension
    due = explained(before, at.calendar, at.terms).due
    if later is None or due is None:
        return say("the day on which the applicant was told is missing")
    if later.notified_on > at.step.done_on:
        return say("the applicant is to be told before it is recorded: {day} is still to come", day=later.notified_on)
    if later.notified_on <= due:
        return None
    return say("the applicant was told on {told}, after the answer was due on {due}", told=later.notified_on, due=due)


@guard
def before_due(before: Application, at: Situation) -> Message | None:
    """What is late already cannot be extended."""
    due = explained(before, at.calendar, at.terms).due
    if due is not None and at.step.done_on <= due:
        return None
    return say("the answer was due on {due}: it is late, and cannot be extended any more", due=due or at.step.done_on)


@guard
def frequent(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """The applicant applies clearly too often."""
    if at.by_same >= at.frequent:
        return None
    return say(
        "the applicant made {n} applications within a year; reasons may be asked from {least} on",
        n=at.by_same,
        least=at.frequent,
    )


@guard
def reasons_asked_only_once(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """Reasons are asked once."""
    if before.reasons_asked_on is None:
        return None
    return say("reasons were asked on {when} already", when=before.reasons_asked_on)


@guard
def reasons_given(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """The applicant was asked, and gave reasons."""
    if at.after.reasons_asked_on is not None and at.after.reasons:
        return None
    return say("the applicant has given no reasons: ask for them first, and write them down")


@guard
def later_day(before: Application, at: Situation) -> Message | None:
    """The day told to the applicant lies after the one that the rule gives."""
    due, later = explained(before, at.calendar, at.terms).due, at.after.postponed
    if due is not None and later is not None and later.to > due:
        return None
    return say("the later day must come after {due}", due=due or at.step.done_on)


# Ending


@guard
def answer_complete(before: Application, at: Situation) -> Message | None:
    """The answer has its text and all that its kind needs."""
    answer = at.after.answer
    if answer is None or not answer.text:
        return say("the answer has no text")
    if missing := [need for need in at.needs if not getattr(answer, need)]:
        return say("this kind of answer needs: {what}", what=tuple(Message(NEEDED[need]) for need in missing))
    if at.after_correction and (before.correction is None or before.correction.corrected_on is None):
        return say("it was never asked to be corrected: it cannot have stayed unclear")
    if at.after_reasons and before.reasons_asked_on is None:
        return say("the applicant was not asked for reasons: that comes first")
    return None


@guard
def reason_given(before: Application, at: Situation) -> Message | None:  # noqa: ARG001
    """Why is written down."""
    return None if at.step.reason else say("the reason is missing")


@guard
def delivered(before: Application, at: Situation) -> Message | None:
    """The answer reached the applicant, on or after its day."""
    answer = before.answer
    if answer is None or at.delivered_on is None:
        return say("the day on which the answer reached the applicant is missing")
    if at.delivered_on >= answer.on:
        return None
    return say("the answer is of {on}; it cannot have come on {day}", on=answer.on, day=at.delivered_on)
