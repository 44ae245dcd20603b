"""The statistics of a board's hearings and resolutions, read from its records."""

from __future__ import annotations

from village_board.desk import Records
from village_board.hearings.case import DecisionCase
from village_board.hearings.model import Hearing, Resolution
from village_board.hearings.outward import sittings
from village_board.hearings.statistics import Grouping, Statistics, tally


def statistics_of(records: Records, by: Grouping = Grouping.YEAR) -> Statistics:
    """Return the figures of this village, of what is public; call it inside `Board.reading`."""
    return tally(sittings(records.all(Hearing), records.all(Resolution), records.all(DecisionCase)), by)
