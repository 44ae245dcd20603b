"""Corrections that wait while the version that they are to replace hangs on the wall, and those that no more can."""

from __future__ import annotations

from tinydb import where

from village_board.desk import Records
from village_board.disclosure.model import UNDER_WAY, Item, ItemStatus


def waiting_corrections(records: Records, item: Item) -> list[Item]:
    """Return the corrections of this version that are not signed yet."""
    return [one for one in _corrections(records, item) if one.status in UNDER_WAY]


def dropped_corrections(records: Records, item: Item) -> list[Item]:
    """Return the corrections of this version that were taken back before anybody signed them."""
    return [one for one in _corrections(records, item) if one.status is ItemStatus.DROPPED]


def _corrections(records: Records, item: Item) -> list[Item]:
    same = records.find(Item, where("number") == item.number)
    return [one for one in same if one.correction is not None and one.correction.replaces == item.id]
