"""Corrections that wait are taken back once the version that they were to replace hangs no more."""

from __future__ import annotations

from dataclasses import replace

from village_board.desk import Desk
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.steps import DropCause, TakeDown
from village_board.disclosure.waiting import waiting_corrections


def drop_waiting(desk: Desk, item: Item, cause: DropCause, reason: str = "") -> None:
    """Take back the corrections of `item` that nobody signed: only what hangs can be replaced.

    Args:
        desk: the unit of work of the act that took `item` down.
        item: the version that they were to replace.
        cause: why it hangs no more.
        reason: of whoever took it down, where one was given.
    """
    for one in waiting_corrections(desk, item):
        dropped = TakeDown(desk.who.id, desk.today, reason, days_shown=0, early=False, cause=cause)
        desk.put(replace(one, status=ItemStatus.DROPPED, taken_down=dropped))
