"""What must hold before a case moves (facts 1.7): one small question a guard, by the name that the table uses.

A guard answers None where it holds, else a message with the numbers. Pure: all it knows is the case, and the
`Situation` that the service has gathered.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from village_board.base.clock import local
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.calendar.rules import Calendar
from village_board.hearings.case import CaseEvent, CaseState, DecisionCase, Route, Step
from village_board.hearings.law import body_rule
from village_board.hearings.model import (
    Body,
    Category,
    Hearing,
    HearingConclusion,
    Resolution,
    ResolutionResult,
)
from village_board.hearings.periods import due_after
from village_board.limits.rules import Limits

_PASSED = (HearingConclusion.PASSED, HearingConclusion.PASSED_WITH_CHANGES)


@dataclass(frozen=True)
class Situation:
    """What is known when a step is to be taken.

    Attributes:
        step: the step as it would be appended to the case.
        today: the day on which it is judged.
        hearing: the hearing of the case, as the act leaves it.
        resolution: its resolution, as the act leaves it.
        small: categories in which the two committees decide small sums.
        contracts: how many contracts rest on its resolution or belong to its execution.
        decided: what was decided with the approved variations, in fen; None: no amount was decided.
        approvals: whose approval is needed after the vote.
        wrong_body: why the body of the meeting may not decide this; None: it may.
        signers: those who signed what the step needs signed.
        overseers: how many of them sit on the oversight committee.
        named: whether the person who acts for themselves is known: an objector, a proposer.
        by_right: the right by which a decision is revoked: assembly, township or court.
        opinions: how many opinions there are on the hearing, spoken and written.
        unanswered: the numbers of those without an answer.
    """

    step: Step
    today: date
    limits: Limits
    calendar: Calendar
    hearing: Hearing | None = None
    resolution: Resolution | None = None
    small: frozenset[Category] = frozenset()
    contracts: int = 0
    decided: int | None = None
    approvals: tuple[str, ...] = ()
    wrong_body: Message | None = None
    signers: int = 0
    overseers: int = 0
    named: bool = False
    by_right: str = ""
    opinions: int = 0
    unanswered: tuple[str, ...] = ()


Guard = Callable[[DecisionCase, Situation], Message | None]
GUARDS: dict[str, Guard] = {}


def guard(function: Guard) -> Guard:
    """Register `function` under its own name."""
    GUARDS[function.__name__] = function
    return function


# Registering


@guard
def category_set(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The matter has words to be known by, and a category."""
    return None if case.matter else say("the matter has no name: write what it is about")


@guard
def amount_counted(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """An amount is none or more; no amount says that no money moves."""
    if case.amount is None or case.amount >= 0:
        return None
    return say("the amount is {amount}: it cannot be below zero", amount=Fen(case.amount))


@guard
def proposer_named(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Who proposed it is known."""
    return None if case.proposer else say("nobody is named as the proposer")


# Papers and reasons


@guard
def minutes_kept(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The minutes are attached, or it is written where the paper lies."""
    return None if at.step.minutes else say("the minutes are missing: attach them, or write where the paper lies")


@guard
def conflicts_declared(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Whoever has an interest said so; that nobody has is said as well."""
    return (
        None if at.step.conflicts else say("nobody declared whether they have an interest in it; 'none' is an answer")
    )


@guard
def reason_given(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The reason stands there."""
    return None if at.step.reason else say("the reason is missing")


@guard
def words_given(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """It is said what was done."""
    return None if at.step.words else say("it is not said how far it is")


# The hearing


@guard
def below_trigger(case: DecisionCase, at: Situation) -> Message | None:
    """The amount does not call for a hearing."""
    trigger = at.limits.fen("hearing.trigger_amount")
    if (case.amount or 0) < trigger:
        return None
    return say(
        "{amount} is at or above {limit}: a hearing comes first", amount=Fen(case.amount or 0), limit=Fen(trigger)
    )


@guard
def small_enough(case: DecisionCase, at: Situation) -> Message | None:
    """The two committees may decide so much."""
    most = at.limits.fen("case.small_amount")
    if (case.amount or 0) <= most:
        return None
    return say("{amount} is above {limit}: the villagers decide", amount=Fen(case.amount or 0), limit=Fen(most))


@guard
def committee_may_decide(case: DecisionCase, at: Situation) -> Message | None:
    """The law leaves small sums of this category to the two committees."""
    if case.category in at.small and not case.outside_collective:
        return None
    return say("matters of this kind go to the villagers whatever the sum")


@guard
def hearing_notice_long_enough(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """From the notice to the hearing there are the days of the village's rule."""
    return _notice(at, "hearing.notice_days", _held(at.hearing))


@guard
def hearing_notice_over(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The hearing was held when its notice had hung long enough."""
    return _notice(at, "hearing.notice_days", _held(at.hearing))


@guard
def material_sent(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The representatives had the material in time; a day that nobody wrote down is not judged."""
    held, sent = _held(at.hearing), at.hearing.material_sent_on if at.hearing else None
    needed = at.limits.days("hearing.material_days")
    if held is None or sent is None or (held - sent).days >= needed:
        return None
    return say(
        "the material was sent on {sent}, {days} days before the hearing; {needed} are needed",
        sent=sent,
        days=(held - sent).days,
        needed=needed,
    )


@guard
def hearing_quorum(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Enough of the representatives invited came."""
    quorum = at.limits.share("hearing.quorum")
    due, present = (at.hearing.due, at.hearing.present) if at.hearing else (0, 0)
    if due and quorum.met(present, due):
        return None
    return say("{present} of {due} came, {needed} are needed", present=present, due=due, needed=quorum.needed(due))


@guard
def hearing_without_quorum(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Too few came, so nothing was concluded."""
    if at.hearing is not None and at.hearing.conclusion is None:
        return None
    return say("the hearing came to a conclusion")


@guard
def hearing_record_signed(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Two people stand for the record: who wrote it down, and who confirmed it."""
    hearing = at.hearing
    if hearing is not None and hearing.recorded_by and hearing.confirmed_by not in ("", hearing.recorded_by):
        return None
    return say("the record has not been confirmed by a second person")


@guard
def hearing_passed(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The hearing agreed, with changes or without."""
    return None if _conclusion(at) in _PASSED else say("the hearing did not agree")


@guard
def hearing_asks_for_changes(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The hearing wants it changed and heard again."""
    return None if _conclusion(at) is HearingConclusion.HEAR_AGAIN else say("the hearing did not ask for another one")


@guard
def hearing_rejected(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """The hearing did not agree, or was ended."""
    ends = (HearingConclusion.REJECTED, HearingConclusion.TERMINATED)
    return None if _conclusion(at) in ends else say("the hearing did not reject it")


@guard
def opinions_answered(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Every opinion has its answer: adopted, partly or not, with the reason."""
    if not at.unanswered:
        return None
    return say(
        "{n} of {all} opinions have no answer (first: no. {slip})",
        n=len(at.unanswered),
        all=at.opinions,
        slip=at.unanswered[0],
    )


# Party meeting, meeting, vote


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
    return None if days >= needed else _too_short(resolution.notice_on, resolution.meeting_on, needed)


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


# Notice period, objections, township


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


# Carrying out


@guard
def contract_or_reason(case: DecisionCase, at: Situation) -> Message | None:
    """Where money or property moves there is a contract; if none is needed, the reason stands there."""
    moves = bool(case.amount) or case.outside_collective
    if not moves or at.contracts or at.step.reason:
        return None
    return say("no contract rests on this decision: register it, or write why none is needed")


@guard
def is_emergency(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Only what was begun as an emergency is ratified."""
    return None if case.route is Route.EMERGENCY else say("it was not begun as an emergency")


@guard
def acceptance_signed(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Committee and oversight committee signed the acceptance sheet; two of one committee are not both."""
    committee = at.signers - at.overseers
    if committee >= 1 and at.overseers >= 1:
        return None
    return say(
        "the acceptance sheet needs a committee member and an oversight member; {committee} and {oversight} signed",
        committee=committee,
        oversight=at.overseers,
    )


@guard
def final_cost_given(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """What it cost in the end is known; nothing is an answer."""
    if at.step.amount is not None and at.step.amount >= 0:
        return None
    return say("the final cost is missing")


@guard
def within_decided(case: DecisionCase, at: Situation) -> Message | None:
    """It cost no more than was decided with the approved variations (P4), or the reason is said."""
    decided, cost = at.decided, at.step.amount or 0
    if at.step.reason or cost <= (decided or 0) or (decided is None and case.imported):
        return None
    if decided is None:
        return say("{cost} was spent, and no amount was decided: write the reason", cost=Fen(cost))
    return say(
        "{cost} is above the {decided} decided with its variations: approve a variation, or write the reason",
        cost=Fen(cost),
        decided=Fen(decided),
    )


@guard
def ratified(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """An emergency was ratified afterwards."""
    if case.route is not Route.EMERGENCY or case.ratified_on is not None:
        return None
    return say("it was begun as an emergency and has not been ratified")


@guard
def result_shown_long_enough(case: DecisionCase, at: Situation) -> Message | None:
    """The result hung for the days of a notice period."""
    shown = case.last(CaseEvent.PUBLISH_RESULT)
    needed = at.limits.days("case.notice_period_days")
    if shown is None or (at.step.done_on - shown.done_on).days >= needed:
        return None
    days = (at.step.done_on - shown.done_on).days
    return say("the result has been shown for {days} days; {needed} are needed", days=days, needed=needed)


@guard
def not_finished(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Accepted work is revoked no more; what was begun as an emergency is, until it is ratified (P4)."""
    if case.state is not CaseState.ACCEPTED or (case.route is Route.EMERGENCY and case.ratified_on is None):
        return None
    return say("the work is accepted")


@guard
def proposer_withdraws(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """Whoever proposed it takes it back."""
    return None if at.named else say("only the proposer can withdraw it: write who does")


@guard
def revoked_by_right(case: DecisionCase, at: Situation) -> Message | None:  # noqa: ARG001
    """An assembly, the township or a court revokes; the committee alone does not."""
    if at.by_right in RIGHTS:
        return None
    return say("a decision in effect is revoked by an assembly, the township or a court: name which")


RIGHTS: Mapping[str, str] = {
    "assembly": N_("decision of the assembly"),
    "township": N_("order of the township"),
    "court": N_("judgment of a court"),
}


def notice_ends(case: DecisionCase, limits: Limits, calendar: Calendar) -> date | None:
    """Return the last day on which the resolution can be objected to; None where it was not published."""
    published = case.last(CaseEvent.PUBLISH_RESOLUTION)
    if published is None:
        return None
    return due_after(limits, calendar, "case.notice_period_days", published.done_on).due


def _held(hearing: Hearing | None) -> date | None:
    return local(hearing.held_at).date() if hearing is not None and hearing.held_at is not None else None


def _notice(at: Situation, key: str, held: date | None) -> Message | None:
    notice = at.hearing.notice_on if at.hearing else None
    if notice is None or held is None:
        return say("the hearing has no notice or no day")
    needed = at.limits.days(key)
    return None if (held - notice).days >= needed else _too_short(notice, held, needed)


def _too_short(notice: date, held: date, needed: int) -> Message:
    return say(
        "from the notice ({notice}) to the day ({held}) there are {days} days; {needed} are needed",
        notice=notice,
        held=held,
        days=(held - notice).days,
        needed=needed,
    )


def _conclusion(at: Situation) -> HearingConclusion | None:
    return at.hearing.conclusion if at.hearing else None


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


def _open_objections(at: Situation) -> Message | None:
    objections = at.resolution.objections if at.resolution else ()
    waiting = [one.slip for one in objections if one.stops]
    if not waiting:
        return None
    return say("{n} objections have no answer (first: no. {slip})", n=len(waiting), slip=waiting[0])
