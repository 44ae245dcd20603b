"""Which polls can be answered today: what a first screen asks, without all that opening and answering one needs."""

from __future__ import annotations

from tinydb import where

from village_board.desk import Records
from village_board.polls.model import Poll, PollState


def open_polls(records: Records) -> list[Poll]:
    """Return the polls that can be answered today, the one that ends first on top."""
    found = records.find(Poll, where("state") == PollState.OPEN.value)
    return sorted((one for one in found if one.is_open(records.today)), key=lambda one: (one.closes_on, one.id))
