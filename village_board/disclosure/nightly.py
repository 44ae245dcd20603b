"""What time alone changes in disclosure, and the third line of defence: works of every night."""

from __future__ import annotations

from village_board.base.message import say
from village_board.disclosure.life import emergencies_to_review, expire_items, to_reexamine
from village_board.disclosure.rescanning import rescan_items
from village_board.nightly.model import Night, Outcome


def expire(night: Night) -> Outcome:
    """Mark items whose last day is past."""
    with night.board.desk(night.who) as desk:
        expired = expire_items(desk)
    return Outcome(say("Items expired: {n}.", n=len(expired)))


def reexamine(night: Night) -> Outcome:
    """Name what is not open and is due to be looked at again; a person does that (item reexamine)."""
    due = to_reexamine(night.board.records())
    return Outcome(say("Not open and to be looked at again: {n} (item reexamine).", n=len(due)), found=len(due))


def emergencies(night: Night) -> Outcome:
    """Name emergency publications that wait for their review; a person does that (item emergency)."""
    waiting = emergencies_to_review(night.board.records())
    said = say("Emergency publications that wait for review: {n} (item emergency).", n=len(waiting))
    return Outcome(said, found=len(waiting))


def rescan(night: Night) -> Outcome:
    """Look again at everything public; where it was stopped it goes on the next time."""
    run = rescan_items(night.board, night.who, night.progress, night.stop)
    found = len(run.flagged) + len(run.unread)
    said = say("Looked at {done} of {total}; {found} to be looked at (item rescan --last).", done=run.done,
               total=run.total, found=found)  # fmt: skip
    return Outcome(said, found, ended=run.ended_at is not None)
