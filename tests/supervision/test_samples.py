"""Every point about hearings, disclosure, enquiries and applications sees its sample, and nothing in the one in order.

The points about money, land and contracts have theirs in `test_book_faults`.
"""

from __future__ import annotations

import pytest

from tests.supervision.samples import SAMPLES, Sample
from tests.support.builders import keep
from village_board.board import Board
from village_board.supervision.facts import View
from village_board.supervision.model import Alarm, Area
from village_board.supervision.points import points_of
from village_board.supervision.running import check_everything, judge
from village_board.supervision.table import shipped_points

HERE = frozenset({Area.HEARINGS, Area.DISCLOSURE, Area.ENQUIRIES, Area.APPLICATIONS})
#: D05 is what the scan of everything public found, and has its test beside that
ELSEWHERE = frozenset({"D05"})


def seen(board: Board, code: str) -> list[Alarm]:
    """Return the alarms of a point after a run over everything."""
    check_everything(board.desk, board.records())
    return [one for one in board.records().all(Alarm) if one.point == code]


def test_every_point_of_these_areas_has_a_sample() -> None:
    """A point without one could be silent for ever and nobody would know."""
    wanted = {point.code for point in shipped_points().values() if point.area in HERE}
    assert set(SAMPLES) == wanted - ELSEWHERE


@pytest.mark.parametrize(("code", "sample"), SAMPLES.items(), ids=SAMPLES.keys())
def test_a_point_sees_its_sample_at_its_level_and_day(board: Board, code: str, sample: Sample) -> None:
    """H01-H07, D01-D04, E01-E04, P01-P03: one alarm, as grave as the table says, since the day it came to that."""
    # Guard: supervision/checks/__init__.py:CHECKS - a point whose check is another one sees something else.
    for record in sample.fires():
        keep(board, record)
    found = seen(board, code)
    assert [one.level.value for one in found] == [sample.level]
    (judged,) = (one for one in judge(board.records(), [points_of(board.records())[code]], View(board.records())))
    assert [one.reached_on for one in judged.seen] == [sample.on]


@pytest.mark.parametrize(("code", "sample"), SAMPLES.items(), ids=SAMPLES.keys())
def test_a_point_is_silent_where_all_is_in_order(board: Board, code: str, sample: Sample) -> None:
    """What was done as it must be raises nothing."""
    for record in sample.silent():
        keep(board, record)
    assert seen(board, code) == []
