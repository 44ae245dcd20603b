"""What time alone changes in notices: a work of every night."""

from __future__ import annotations

from village_board.base.message import say
from village_board.nightly.model import Night, Outcome
from village_board.notices.reach_service import retire as add_up


def retire(night: Night) -> Outcome:
    """Add up the rows of notices whose years are over: their counts stay, whom they went to is gone (P9)."""
    with night.board.desk(night.who) as desk:
        done = add_up(desk)
    return Outcome(say("Old notices added up: {notices}. Rows removed: {rows}.", notices=done.notices, rows=done.rows))
