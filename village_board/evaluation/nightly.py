"""Works of every night: closing the ratings that are over, and twice a year keeping the evaluation of a half-year."""

from __future__ import annotations

from village_board.base.message import say
from village_board.evaluation.rating_service import close_rounds
from village_board.evaluation.service import keep_last
from village_board.nightly.model import Night, Outcome


def close(night: Night) -> Outcome:
    """Take the counts of rounds that are over out of their boxes, and throw the slips away."""
    with night.board.desk(night.who) as desk:
        closed = close_rounds(desk)
    return Outcome(say("Rounds of rating closed: {n}.", n=len(closed)))


def keep(night: Night) -> Outcome:
    """Keep the evaluation when its day has come; what it says is theirs who supervise (P11)."""
    with night.board.desk(night.who) as desk:
        found = keep_last(desk)
    if found is None:
        return Outcome(say("No evaluation is to be kept."))
    return Outcome(say("The evaluation of {half} is kept.", half=found.half))
