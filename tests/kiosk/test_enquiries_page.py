"""Questions and answers on the kiosk: what is public, how one asks, what is not taken."""

from __future__ import annotations

import pytest

from kiosk.pages.catalogue import CataloguePage
from kiosk.pages.enquiries import EnquiriesPage, EnquiryPage, HowToAskPage
from tests.enquiries.building import ASKER, TEXT, replied, taken
from tests.kiosk.hall import entries, shelf_of
from tests.kiosk.test_pages import words_of
from tests.support.builders import Staff
from village_board.base.errors import NotFound
from village_board.board import Board
from village_board.enquiries.publishing import publish


def test_the_door_stands_beside_the_slips(board: Board) -> None:
    """One row of the catalogue leads to questions and answers."""
    assert EnquiriesPage() in [entry.goto for entry in entries(CataloguePage().read(shelf_of(board)))]


def test_only_what_is_published_is_there(board: Board, staff: Staff) -> None:
    """P10: question and answer with slip and days, and nobody's name; what is not published is no page."""
    # Guard: kiosk/pages/enquiries.py:EnquiryPage - an id would open a private matter.
    shown, hidden = replied(board, staff, may_be_public=True), taken(board, staff).enquiry
    with board.desk(staff.secretary) as desk:
        publish(desk, shown.number)
    sheet = EnquiriesPage().read(shelf_of(board))
    assert [entry.goto for entry in entries(sheet)] == [HowToAskPage(), EnquiryPage(shown.id)]
    words = words_of(EnquiryPage(shown.id).read(shelf_of(board)))
    assert TEXT in words
    assert "本周五修好" in words
    assert shown.number in words
    assert ASKER.name not in words
    with pytest.raises(NotFound):
        EnquiryPage(hidden.id).read(shelf_of(board))


def test_p15_how_to_ask_names_who_takes_reports(board: Board) -> None:
    """P15: the discipline telephone, the petition limits, and the days that are promised."""
    words = words_of(HowToAskPage().read(shelf_of(board)))
    for said in ("12388", "60", "15个工作日", "我的回执号"):
        assert said in words
