"""The page of figures: reached from the hearings, three numbers first, every figure with what it counts."""

from __future__ import annotations

import pytest

from kiosk.layout import paginate
from kiosk.pages.hearings import HearingsPage
from kiosk.pages.statistics import StatisticsPage
from kiosk.sheet import Facts, Table
from tests.kiosk.hall import entries, shelf_of
from tests.kiosk.test_pages import words_of
from village_board.board import Board
from village_board.hearings.figures import FIGURES
from village_board.hearings.statistics import Grouping
from village_board.hearings.statistics_service import statistics_of


def test_the_figures_are_reached_from_the_hearings(board: Board) -> None:
    """One row beside the decisions, on the first screen."""
    # Guard: kiosk/pages/hearings.py:HearingsPage - nobody would find the figures.
    first = [entry.goto for entry in entries(HearingsPage().read(shelf_of(board)))][:5]
    assert StatisticsPage() in first


def test_three_numbers_stand_first_and_the_table_adds_up(board: Board) -> None:
    """Hearings held, amount, who came; then a table whose last row is the sum."""
    sheet = StatisticsPage().read(shelf_of(board))
    first, *_ = sheet.parts
    assert isinstance(first, Facts)
    assert [value for _, value in first.pairs] == ["1", "312,500.00元", "应到42人，实到38人  90%"]
    heard, decided, _ = (part for part in sheet.parts if isinstance(part, Table))
    assert heard.rows[-1] == ("合计", "1", "312,500.00", "90%")
    assert decided.rows[-1][1:4] == ("2", "0", "399,000.00")
    assert heard.total
    said = words_of(sheet)
    for figure in FIGURES:
        told = shelf_of(board).t.say(figure.counts) in said
        assert told is (figure.of(statistics_of(board.records()).whole) is not None)


@pytest.mark.parametrize("by", Grouping)
def test_every_grouping_fits_the_smallest_screen(board: Board, by: Grouping) -> None:
    """80 columns: nothing is cut, and from each grouping the others are one tap away."""
    sheet = StatisticsPage(by).read(shelf_of(board))
    assert {entry.goto for entry in entries(sheet)} == {StatisticsPage(other) for other in Grouping} - {
        StatisticsPage(by)
    }
    assert len(paginate(sheet.parts, 76, 14)) <= 8
