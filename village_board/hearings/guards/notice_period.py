"""From the published vote to the end of the objections, and the township."""

from __future__ import annotations

from datetime import date

from village_board.base.message import Message, say
from village_board.calendar.rules import Calendar
from village_board.hearings.case import CaseEvent, DecisionCase
from village_board.hearings.guards.situation import Situation, guard
from village_board.hearings.periods import due_after
from village_board.limits.rules import Limits


@guard
def objector_named(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The office knows who objects; the public does not (P10)."""
    return None if at.named else say("nobody is named as the objector: the office must know who asks")


@guard
def inside_notice_period(case: DecisionCase, at: Situation) -> Message | None:
    """The notice period still runs."""
    ends = notice_ends(case, at.limits, at.calendar)
    if ends is not None and at.step.done_on <= ends:
        return None
    return say("the notice period ended on {until}", until=ends or at.today)


@guard
def objections_answered(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """No objection is without an answer."""
    return _open_objections(at)


@guard
def no_open_objection(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """No objection is without an answer; one that waited too long has the oversight committee's opinion (P25)."""
    return _open_objections(at)


@guard
def oversight_opinion_given(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The oversight committee wrote what it thinks."""
    return None if at.step.oversight_opinion else say("the opinion of the oversight committee is missing")


@guard
def notice_period_over(case: DecisionCase, at: Situation) -> Message | None:
    """The notice period has ended; answering an objection does not shorten it."""
    ends = notice_ends(case, at.limits, at.calendar)
    if ends is None:
        return None if case.imported else say("the resolution was not published")
    if at.step.done_on > ends:
        return None
    return say("the notice period runs to {until}", until=ends)


@guard
def township_approved(case: DecisionCase, at: Situation) -> Message | None:
    """Where the category needs the township's approval, it is there (P27)."""
    given = {"township": case.township_number, "county": at.resolution.county_number if at.resolution else ""}
    missing = [one for one in at.approvals if not given.get(one)]
    if not missing:
        return None
    if missing[0] == "county":
        return say("the county's approval is missing")
    return say("the township's approval is missing: it waits for that")


@guard
def township_number_given(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The approval has a number by which it can be found."""
    return None if case.township_number else say("the number of the township's approval is missing")


def notice_ends(case: DecisionCase, limits: Limits, calendar: Calendar) -> date | None:
    """Return the last day on which the resolution can be objected to; None where it was not published."""
    published = case.last(CaseEvent.PUBLISH_RESOLUTION)
    if published is None:
        return None
    return due_after(limits, calendar, "case.notice_period_days", published.done_on).due


def _open_objections(at: Situation) -> Message | None:
    objections = at.resolution.objections if at.resolution else ()
    waiting = [one.slip for one in objections if one.stops]
    if not waiting:
        return None
    return say("{n} objections have no answer (first: no. {slip})", n=len(waiting), slip=waiting[0])
