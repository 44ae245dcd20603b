"""Carrying out, and what ends a case before its result."""

from __future__ import annotations

from collections.abc import Mapping

from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.hearings.case import CaseEvent, CaseState, DecisionCase, Route
from village_board.hearings.guards.situation import Situation, guard


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
