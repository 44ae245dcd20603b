"""The demo's applications for information: those of the document, all handled, in tables that balance."""

from __future__ import annotations

import pytest

from tests.demo.conftest import TODAY
from village_board.applications.model import Application, State
from village_board.applications.moves import explain, late_by
from village_board.applications.reporting import counts_of, report_of
from village_board.board import Board

pytestmark = pytest.mark.xdist_group("demo")


def test_seven_applications_of_one_year_all_handled(board: Board) -> None:
    """Two in person, one letter, four online (seed 000: 7 = 2 + 1 + 4), all closed in time, and the tables balance."""
    records = board.records()
    applications = list(records.all(Application))
    assert {one.state for one in applications} == {State.CLOSED}
    counts = counts_of(records, TODAY.year)
    assert (counts.received, counts.handled, counts.waiting, counts.late) == (7, 7, 0, 0)
    assert [n for _, n in counts.by_way] == [2, 1, 4]
    assert report_of(records, TODAY.year).imbalances == ()


def test_each_turn_of_the_clock_can_be_seen(board: Board) -> None:
    """One was corrected, one waited for an opinion, one was extended, one was handed on; none was late."""
    records = board.records()
    applications = list(records.all(Application))
    assert sum(one.correction is not None for one in applications) == 1
    assert sum(bool(one.consultations) for one in applications) == 1
    assert sum(one.extension is not None for one in applications) == 1
    assert sum(one.answer is not None and one.answer.type == "not_this_body" for one in applications) == 1
    assert not any(late_by(records, one) for one in applications)
    assert all(explain(records, one).due for one in applications)
