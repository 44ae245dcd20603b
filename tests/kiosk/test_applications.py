"""The page of applications for information: how to apply, counts of a year, never who or what."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from kiosk.layout import paginate
from kiosk.pages.applications import ApplicationsPage
from kiosk.pages.catalogue import CataloguePage
from kiosk.pages.voices import SlipPage
from kiosk.sheet import Table
from tests.kiosk.hall import entries, shelf_of
from tests.kiosk.test_pages import words_of
from tests.kiosk.village import TODAY, FixedClock, ago, make_village
from village_board.applications.answering import Given, answer
from village_board.applications.model import ApplicantKind, Way
from village_board.applications.service import Received, receive
from village_board.board import Board, open_board
from village_board.people.model import Actor, Role

ALL = Actor("pall2222", "全能", frozenset(Role))


@pytest.fixture
def asked(tmp_path: Path) -> Iterator[Board]:
    """The kiosk's village with three applications, two of them answered."""
    home = tmp_path / "home"
    make_village(home).close()
    board = open_board(home, clock=FixedClock())
    people = (
        (ApplicantKind.NATURAL_PERSON, "王小明", Way.IN_PERSON, "granted"),
        (ApplicantKind.BUSINESS, "米厂", Way.SIGNED_MAIL, "refused.process_info"),
        (ApplicantKind.NATURAL_PERSON, "李四", Way.IN_PERSON, ""),
    )
    for kind, name, way, answered in people:
        with board.desk(ALL) as desk:
            form = Received(
                kind=kind, applicant=name, contact="13800138000", way=way, wanted="鱼塘合同", arrived_on=ago(9)
            )
            made = receive(desk, form)
            if answered:
                answer(desk, made.id, Given(answered, text="答复", given="复印件", reason="还在讨论"))
    yield board
    board.close()


def test_the_page_is_one_tap_from_the_catalogue(board: Board) -> None:
    """Beside the questions and the slips; without any application it still says how to apply."""
    # Guard: kiosk/pages/catalogue.py:CataloguePage - nobody would find how to ask.
    assert ApplicationsPage() in [entry.goto for entry in entries(CataloguePage().read(shelf_of(board)))]
    said = words_of(ApplicationsPage().read(shelf_of(board)))
    assert "还没有人申请" in said
    assert "20个工作日内答复" in said


def test_steps_counts_and_whom_the_regulation_binds(asked: Board) -> None:
    """The analogy first, five steps, the way to one's slip, then the counts that add up."""
    sheet = ApplicationsPage().read(shelf_of(asked))
    said = words_of(sheet)
    assert "适用于乡镇和区县机关" in said
    assert SlipPage() in [entry.goto for entry in entries(sheet)]
    table = next(part for part in sheet.parts if isinstance(part, Table))
    assert table.rows == (("予以公开", "1"), ("不予公开", "1"), ("合计", "2"))
    assert f"{TODAY.year}年的申请" in said
    assert len(paginate(sheet.parts, 76, 14)) <= 4


def test_p10_nobody_and_nothing_that_was_asked_is_named(asked: Board) -> None:
    """Neither applicant, contact nor wanted information, in any language."""
    for language in ("zh-Hans", "zh-Hant", "en"):
        said = words_of(ApplicationsPage().read(shelf_of(asked, language)))
        for secret in ("王小明", "米厂", "李四", "13800138000", "鱼塘"):
            assert secret not in said


def test_the_year_before_is_one_tap_away(asked: Board) -> None:
    """In January the year that ended is still shown."""
    following = ApplicationsPage(TODAY.year + 1).read(shelf_of(asked))
    assert ApplicationsPage(TODAY.year) in [entry.goto for entry in entries(following)]
