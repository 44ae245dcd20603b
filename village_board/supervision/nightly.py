"""The monitoring points over everything: a work of every night (facts 7.1)."""

from __future__ import annotations

from village_board.base.message import say
from village_board.nightly.model import Night, Outcome
from village_board.supervision.running import check_everything
from village_board.supervision.telling import tell_new


def watch(night: Night) -> Outcome:
    """Let every point look at everything, and tell those who supervise what is new; what they see is theirs (P11)."""

    def progress(done: int, total: int) -> bool:
        night.progress(done, total)
        return not night.stop.is_set()

    ran = check_everything(lambda: night.board.desk(night.who), night.board.records(), progress=progress)
    with night.board.desk(night.who) as desk:
        tell_new(desk)
    said = say("{new} new, {ended} over, {standing} stand.", new=len(ran.new), ended=len(ran.ended),
               standing=ran.standing)  # fmt: skip
    return Outcome(said, ended=not ran.unfinished)
