"""How a person acts by a command: who they are, one unit of work, what stands afterwards."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time
from typing import Any

from village_board.base.clock import SHANGHAI
from village_board.base.errors import UsageError
from village_board.base.kind import Record
from village_board.base.message import N_, Message
from village_board.cli.documents import document
from village_board.cli.edge import Edge
from village_board.desk import Desk
from village_board.launch import YEARS

AS_HELP = N_("Who acts: number or name; their PIN is asked for.")


class TimeUnreadable(UsageError):
    """A time given on the command line is none."""

    sentence = N_("'{text}' is no time. Write it as '2026-09-30 15:00'.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


def time_of(text: str) -> datetime:
    """Return the instant of ``2026-09-30 15:00`` in Shanghai; a day alone means nine o'clock.

    Raises:
        TimeUnreadable: it is no time.
    """
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise TimeUnreadable(text) from None
    if len(text) == len("2026-09-30"):
        when = datetime.combine(when.date(), time(9))
    if when.year not in YEARS:
        raise TimeUnreadable(text)
    return when.replace(tzinfo=SHANGHAI) if when.tzinfo is None else when


def perform(edge: Edge, who: str, act: Callable[[Desk], Record], status: Callable[[Any], Message]) -> None:
    """Ask for the PIN of `who`, do `act` in one unit of work, and say what stands now."""
    board = edge.open()
    actor = edge.sign_in(board, who)
    with board.desk(actor) as desk:
        done = act(desk)
    if edge.as_json:
        edge.give(document(done))
    else:
        edge.say(edge.t("{title} [{id}]: {status}.", title=done.title, id=done.id, status=status(done)))
