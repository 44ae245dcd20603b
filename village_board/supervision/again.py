"""Looking at one alarm again: whether it is mended says the check, not a person (facts 7.1)."""

from __future__ import annotations

from village_board.desk import Desk
from village_board.supervision.facts import View
from village_board.supervision.model import Alarm
from village_board.supervision.points import point_of
from village_board.supervision.running import judge, keep


def look_again(desk: Desk, id: str) -> Alarm:  # noqa: A002 - the field's own name
    """Let the point of an alarm look at everything now, and return the alarm as it stands then.

    Args:
        desk: of the office's machine.
        id: of the alarm.

    Raises:
        NotFound: there is no such alarm.
        NoSuchPoint: its point is gone.
    """
    point = point_of(desk, desk.get(Alarm, id).point)
    keep(desk, judge(desk, (point,), View(desk)))
    return desk.get(Alarm, id)
