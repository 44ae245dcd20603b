"""H01 to H07: was it heard, announced, attended, decided and published as it must be. Pure.

What was imported is judged by what it tells: a notice of which nothing is known is not held against the past.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from village_board.base.clock import local
from village_board.base.level import Level
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.hearings.case import Route
from village_board.hearings.law import Unit, rule_of
from village_board.hearings.model import (
    Hearing,
    HearingConclusion,
    HearingStatus,
    Resolution,
    ResolutionResult,
    ResolutionStatus,
)
from village_board.hearings.periods import due_after
from village_board.hearings.recount import counts_of, quorum_way
from village_board.hearings.rules import outcome, votes_whole
from village_board.limits.rules import Limits
from village_board.supervision.facts import Fact, View, late

#: a hearing that was held and of which a result is written down
_HELD = frozenset({HearingStatus.RECORDED, HearingStatus.ANSWERING, HearingStatus.PUBLISHED})
_AGREED = frozenset({HearingConclusion.PASSED, HearingConclusion.PASSED_WITH_CHANGES})


def voted_without_hearing(view: View, limits: Limits) -> Iterator[Fact]:
    """H01: a matter at or above the trigger was voted on, neither heard nor waived with a reason; emergencies aside."""
    trigger = limits.fen("hearing.trigger_amount")
    for one in view.resolutions:
        voted = one.meeting_on if one.result is not None else None
        if voted is None or (one.amount or 0) < trigger or one.hearing_waived:
            continue
        hearing = view.hearing(one.hearing)
        if hearing is not None and hearing.conclusion in _AGREED:
            continue
        case = view.case(one.case)
        if case is not None and (case.route is Route.EMERGENCY or case.short_reason):
            continue
        message = say(
            "{number} ({matter}, {amount}) was voted on {day} without a hearing; from {trigger} on one is needed, "
            "or the reason why not.",
            number=one.number,
            matter=one.matter,
            amount=Fen(one.amount or 0),
            day=voted,
            trigger=Fen(trigger),
        )
        yield Fact(message, voted, Level.RED, one.id)


def hearing_notice_short(view: View, limits: Limits) -> Iterator[Fact]:
    """H02: a hearing was opened before its notice period was over."""
    needed = limits.days("hearing.notice_days")
    for one in view.hearings:
        held = _held_on(one)
        if held is None or (one.notice_on is None and one.imported):
            continue
        days = (held - one.notice_on).days if one.notice_on is not None else 0
        if days < needed:
            yield Fact(_short(one.number, one.matter, one.notice_on, held, days, needed), held, Level.RED, one.id)


def hearing_quorum_missed(view: View, limits: Limits) -> Iterator[Fact]:
    """H03: a hearing came to a conclusion although too few of those invited had come."""
    share = limits.share("hearing.quorum")
    for one in view.hearings:
        held = _held_on(one)
        if held is None or one.conclusion is None or not one.due or share.met(one.present, one.due):
            continue
        message = say(
            "Hearing {number} ({matter}) of {day}: {present} of {due} representatives came, {needed} are needed.",
            number=one.number,
            matter=one.matter,
            day=held,
            present=one.present,
            due=one.due,
            needed=share.needed(one.due),
        )
        yield Fact(message, held, Level.YELLOW, one.id)


def hearing_result_late(view: View, limits: Limits) -> Iterator[Fact]:
    """H04: the result of a hearing was not published in time, or not at all."""
    for one in view.hearings:
        held = _held_on(one)
        if held is None or one.result_published_on is not None:
            continue
        due = due_after(limits, view.calendar, "hearing.result_days", held).due
        message = say(
            "The result of hearing {number} ({matter}) of {day} was to be published by {due}; it is not.",
            number=one.number,
            matter=one.matter,
            day=held,
            due=due,
        )
        yield late(message, due, view.today, subject=one.id)


def passed_without_majority(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the law has these shares
    """H05: a resolution is marked passed, and its own numbers say that it was not."""
    for one in view.resolutions:
        if one.result is not ResolutionResult.PASSED or not one.due or one.meeting_on is None:
            continue
        rule = rule_of(one)
        counts = counts_of(one, rule)
        if rule.votes is Unit.HOUSEHOLDS and not one.households_due:
            continue  # a levy of which the households were never counted: nothing can be said of it
        if _fits(one) and outcome(counts, rule) is ResolutionResult.PASSED:
            continue
        way = quorum_way(counts, rule)
        present, due = counts.turnout(way.unit)
        message = say(
            "{number} ({matter}) is marked passed: {present} of {due} came ({quorum} needed), {in_favour} were for it "
            "({majority} needed).",
            number=one.number,
            matter=one.matter,
            present=present,
            due=due,
            quorum=way.share.needed(due),
            in_favour=one.in_favour,
            majority=rule.majority.needed(votes_whole(counts, rule)),
        )
        yield Fact(message, one.meeting_on, Level.RED, one.id)


def meeting_notice_short(view: View, limits: Limits) -> Iterator[Fact]:  # noqa: ARG001 - the law has these days
    """H06: an assembly was convened at shorter notice than its body needs."""
    for one in view.resolutions:
        if one.result is None or one.meeting_on is None or one.notice_on is None:
            continue
        needed, days = rule_of(one).notice_days, (one.meeting_on - one.notice_on).days
        if days < needed:
            message = _short(one.number, one.matter, one.notice_on, one.meeting_on, days, needed)
            yield Fact(message, one.meeting_on, Level.RED, one.id)


def execution_result_late(view: View, limits: Limits) -> Iterator[Fact]:
    """H07: work was accepted and its result is not published."""
    for one in view.resolutions:
        if one.accepted_on is None or one.result_published_on is not None:
            continue
        if one.status in (ResolutionStatus.CANCELLED, ResolutionStatus.REVOKED):
            continue
        due = due_after(limits, view.calendar, "case.publish_result_days", one.accepted_on).due
        message = say(
            "{number} ({matter}) was accepted on {day}; its result was to be published by {due} and is not.",
            number=one.number,
            matter=one.matter,
            day=one.accepted_on,
            due=due,
        )
        yield late(message, due, view.today, subject=one.id)


def _held_on(one: Hearing) -> date | None:
    return local(one.held_at).date() if one.status in _HELD and one.held_at is not None else None


def _fits(one: Resolution) -> bool:
    votes = one.in_favour + one.against + one.abstained
    return votes <= max(one.present, one.households_present) <= max(one.due, one.households_due)


def _short(number: str, matter: str, notice: date | None, held: date, days: int, needed: int) -> Message:
    if notice is None:
        return say(
            "{number} ({matter}) was held on {held} and has no notice; {needed} days are needed.",
            number=number,
            matter=matter,
            held=held,
            needed=needed,
        )
    return say(
        "{number} ({matter}): from the notice ({notice}) to the day ({held}) there were {days} days, {needed} are "
        "needed.",
        number=number,
        matter=matter,
        notice=notice,
        held=held,
        days=days,
        needed=needed,
    )
