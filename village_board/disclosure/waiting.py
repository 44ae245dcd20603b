"""Corrections that wait while the version that they are to replace hangs on the wall."""

from __future__ import annotations

from tinydb import where

from village_board.desk import Records
from village_board.disclosure.model import UNDER_WAY, Item


def waiting_corrections(records: Records, item: Item) -> list[Item]:
    """Return the corrections of this version that are not signed yet."""
    same = records.find(Item, where("number") == item.number)
    waiting = [one for one in same if one.status in UNDER_WAY]
    return [one for one in waiting if one.correction is not None and one.correction.replaces == item.id]
