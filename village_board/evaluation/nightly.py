"""Keeping the evaluation of the half-year that is over: a work of every night, which does something twice a year."""

from __future__ import annotations

from village_board.base.message import say
from village_board.evaluation.service import keep_last
from village_board.nightly.model import Night, Outcome


def keep(night: Night) -> Outcome:
    """Keep the evaluation when its day has come; what it says is theirs who supervise (P11)."""
    with night.board.desk(night.who) as desk:
        found = keep_last(desk)
    if found is None:
        return Outcome(say("No evaluation is to be kept."))
    return Outcome(say("The evaluation of {half} is kept.", half=found.half))
