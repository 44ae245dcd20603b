"""What the Party meeting and the meeting that votes ask for."""

from __future__ import annotations

from village_board.base.message import Message, say
from village_board.hearings.case import CaseEvent, DecisionCase
from village_board.hearings.guards.situation import Situation, guard, notice_too_short
from village_board.hearings.law import body_rule
from village_board.hearings.model import Body, ResolutionResult


@guard
def draft_shown_long_enough(case: DecisionCase, at: Situation) -> Message | None:
    """The plan hung for the days of the village's rule before the Party meeting."""
    shown = case.last(CaseEvent.PUBLISH_HEARING_RESULT, CaseEvent.SKIP_HEARING)
    needed = at.limits.days("case.draft_shown_days")
    if shown is None or (at.step.done_on - shown.done_on).days >= needed:
        return None
    return say(
        "the plan was shown on {shown}, {days} days before the Party meeting; {needed} are needed",
        shown=shown.done_on,
        days=(at.step.done_on - shown.done_on).days,
        needed=needed,
    )


@guard
def party_quorum(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """At least two thirds of the members came."""
    quorum = body_rule(Body.PARTY_MEETING).quorum
    if at.step.due > 0 and quorum.met(at.step.present, at.step.due):
        return None
    needed = quorum.needed(at.step.due)
    return say(
        "{present} of {due} members came, {needed} are needed", present=at.step.present, due=at.step.due, needed=needed
    )


@guard
def party_majority(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """More than half of the members due agreed."""
    majority = body_rule(Body.PARTY_MEETING).majority
    if majority.met(at.step.in_favour, at.step.due):
        return None
    needed = majority.needed(at.step.due)
    return say("{n} members agreed, {needed} of {due} are needed", n=at.step.in_favour, needed=needed, due=at.step.due)


@guard
def right_body(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The body may decide matters of this category."""
    return at.wrong_body


@guard
def meeting_notice_long_enough(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """From the notice to the meeting there are the days that the law asks for this body."""
    resolution = at.resolution
    if resolution is None or resolution.meeting_on is None or resolution.notice_on is None:
        return say("the meeting has no day")
    needed = body_rule(resolution.body).notice_days
    days = (resolution.meeting_on - resolution.notice_on).days
    return None if days >= needed else notice_too_short(resolution.notice_on, resolution.meeting_on, needed)


@guard
def vote_passed(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Quorum and majority of the body are met."""
    return None if _result(at) is ResolutionResult.PASSED else _voted(at)


@guard
def vote_failed(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The quorum is met and the majority is not."""
    return None if _result(at) is ResolutionResult.REJECTED else _voted(at)


@guard
def vote_without_quorum(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The quorum is not met."""
    return None if _result(at) is ResolutionResult.NO_QUORUM else _voted(at)


def _result(at: Situation) -> ResolutionResult | None:
    return at.resolution.result if at.resolution else None


def _voted(at: Situation) -> Message:
    resolution = at.resolution
    if resolution is None or resolution.result is None:
        return say("no vote is recorded")
    return say(
        "{present} of {due} came, {in_favour} voted for it",
        present=resolution.present,
        due=resolution.due,
        in_favour=resolution.in_favour,
    )
