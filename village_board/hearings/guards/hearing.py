"""What the hearing of a matter asks for, from its notice to its answers."""

from __future__ import annotations

from datetime import date

from village_board.base.clock import local
from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.hearings.case import DecisionCase
from village_board.hearings.guards.situation import Situation, guard, notice_too_short
from village_board.hearings.model import Hearing, HearingConclusion

_PASSED = (HearingConclusion.PASSED, HearingConclusion.PASSED_WITH_CHANGES)


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


def _held(hearing: Hearing | None) -> date | None:
    return local(hearing.held_at).date() if hearing is not None and hearing.held_at is not None else None


def _notice(at: Situation, key: str, held: date | None) -> Message | None:
    notice = at.hearing.notice_on if at.hearing else None
    if notice is None or held is None:
        return say("the hearing has no notice or no day")
    needed = at.limits.days(key)
    return None if (held - notice).days >= needed else notice_too_short(notice, held, needed)


def _conclusion(at: Situation) -> HearingConclusion | None:
    return at.hearing.conclusion if at.hearing else None
