"""Registering a matter; papers and reasons that steps of any kind ask for."""

from __future__ import annotations

from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.hearings.case import DecisionCase
from village_board.hearings.guards.situation import Situation, guard


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
