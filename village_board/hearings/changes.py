"""What became of a meeting that was announced, as a reader is told: from when, from where, how often without quorum."""

from __future__ import annotations

from collections.abc import Iterator

from village_board.base.clock import local
from village_board.base.message import Message, say
from village_board.hearings.model import Hearing, Moved, Resolution


def changes_of(record: Hearing | Resolution) -> Iterator[Message]:
    """Yield each change of a meeting in order, then each sitting of it that had no quorum."""
    for moved in record.moved:
        yield _moved(moved, day_only=isinstance(record, Resolution))
    for missed in record.missed:
        held = local(missed.held_at).date()
        yield say("Without quorum on {day}: {present} of {due} came.", day=held, present=missed.present, due=missed.due)


def _moved(moved: Moved, *, day_only: bool) -> Message:
    if moved.place_now and moved.was == moved.now:
        return say("Place changed to {place}: {reason}", place=moved.place_now, reason=moved.reason)
    was = local(moved.was).date() if day_only else moved.was
    return say("Moved from {was}: {reason}", was=was, reason=moved.reason)
