"""Closing the polls whose last day is past: a work of every night."""

from __future__ import annotations

from village_board.base.message import say
from village_board.nightly.model import Night, Outcome
from village_board.polls.service import close_over


def close(night: Night) -> Outcome:
    """Close and count what is over."""
    with night.board.desk(night.who) as desk:
        closed = close_over(desk)
    return Outcome(say("Opinion polls closed: {n}.", n=len(closed)))
