"""Reading alarms: for the committee, its overseers and the township (P11)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tinydb import where

from village_board.base.errors import NotFound
from village_board.desk import Desk
from village_board.people.acts import Act
from village_board.supervision.machine import may_see
from village_board.supervision.model import OPEN, Alarm, AlarmState

__all__ = ["alarm_of", "all_alarms", "in_order", "may_see", "open_alarms"]


def open_alarms(desk: Desk) -> Sequence[Alarm]:
    """Return what waits for somebody, red first, then the oldest; the township sees what is red (facts 7.1).

    Raises:
        NotPermitted: who asks is neither of the committee nor of its overseers nor of the township.
    """
    desk.require(Act.SEE_FINDINGS)
    states = [state.value for state in (*OPEN, AlarmState.VERIFIED)]
    found = desk.find(Alarm, where("state").one_of(sorted(states)))
    return in_order(one for one in found if may_see(desk.who.roles, one))


def all_alarms(desk: Desk) -> Sequence[Alarm]:
    """Return every alarm there ever was, in the same order.

    Raises:
        NotPermitted: as `open_alarms`.
    """
    desk.require(Act.SEE_FINDINGS)
    return in_order(one for one in desk.all(Alarm) if may_see(desk.who.roles, one))


def alarm_of(desk: Desk, id: str) -> Alarm:  # noqa: A002 - the field's own name
    """Return one alarm.

    Raises:
        NotFound: there is none, or it is not for who asks.
        NotPermitted: as `open_alarms`.
    """
    desk.require(Act.SEE_FINDINGS)
    alarm = desk.get(Alarm, id)
    if not may_see(desk.who.roles, alarm):
        raise NotFound(Alarm.KIND.label, id)
    return alarm


def in_order(alarms: Iterable[Alarm]) -> list[Alarm]:
    """Return alarms in the order in which they are read: red first, then the oldest."""
    return sorted(alarms, key=lambda one: (not one.is_red, one.raised_on, one.point, one.identity))
