"""One thing to be done, where it stands on the home, and the screen on which it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import TYPE_CHECKING

from village_board.base.message import N_

if TYPE_CHECKING:
    from kiosk.desk.base import DeskScreen
    from village_board.desk import Records
    from village_board.i18n import Translator
    from village_board.people.model import Actor


class Group(IntEnum):
    """Where a task stands on the home, from the top down."""

    MINE = 0  # waits for the one at the desk
    LATE = 1
    DUE = 2  # within the next weeks
    ALARM = 3  # for those who may see alarms (P11)
    OTHER = 4  # waits for another person


GROUP_WORDS = {
    Group.MINE: N_("Waiting for you"),
    Group.LATE: N_("Late"),
    Group.DUE: N_("Due soon"),
    Group.ALARM: N_("Alarms (not public)"),
    Group.OTHER: N_("Waiting for another"),
}


@dataclass(frozen=True)
class Task:
    """One thing to be done.

    Attributes:
        key: tells it from every other.
        group: where it stands.
        words: what it is, in the reader's words.
        more: where it stands or by when it is due, short.
        opens: makes the screen on which it is done or read.
        due: by when; sorts within its group.
    """

    key: str
    group: Group
    words: str
    more: str
    opens: Callable[[], DeskScreen]
    due: date | None = None


Source = Callable[["Records", "Actor", "Translator"], Iterator[Task]]


def short(day: date, today: date) -> str:
    """Return `day` in as few signs as tell it: the year only where it is another one."""
    return day.strftime("%m-%d") if day.year == today.year else day.isoformat()
