"""An item's states in words on the kiosk: emergency, expired, withdrawn, corrected; the own catalogue; P16."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tinydb import where

from kiosk.pages.catalogue import CataloguePage, CategoryPage, EntryPage, MissingPage
from kiosk.pages.clarifications import ClarificationPage
from kiosk.pages.items import ItemPage
from tests.kiosk.hall import shelf_of
from tests.kiosk.test_pages import words_of
from tests.kiosk.village import TODAY, FixedClock, ago, make_village
from village_board.base.errors import NotFound
from village_board.board import Board, open_board
from village_board.catalogue.service import switch_entry
from village_board.disclosure.clarifications import draft_clarification, publish_clarification
from village_board.disclosure.explaining import record_event
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.steps import Access, Emergency, TakeDown
from village_board.people.acts import Act
from village_board.people.model import Actor, Role

ALL = Actor("pall2222", "全能", frozenset(Role))
OTHER = Actor("pall3333", "也全能", frozenset(Role))


@pytest.fixture
def board(tmp_path: Path) -> Iterator[Board]:
    """The kiosk's village."""
    make_village(tmp_path / "home").close()
    opened = open_board(tmp_path / "home", clock=FixedClock())
    yield opened
    opened.close()


def hung(board: Board, **values: Any) -> Item:
    """Put an item on the wall."""
    base = Item(number="ZT-1", name="暴雨预警", catalogue="DC-62", content="今晚转移", published_on=ago(2))
    with board.desk() as desk:
        desk.require(Act.IMPORT)
        kept = desk.put(replace(base, **values))
        desk.record()
    return kept


def said(board: Board, item: Item) -> str:
    """Return what its page says."""
    return words_of(ItemPage(item.id).read(shelf_of(board)))


def test_p24_an_emergency_is_marked_with_its_issuer_and_that_nobody_reviewed_it_yet(board: Board) -> None:
    """P24: the village repeats a warning; whose it is stands first."""
    # Guard: kiosk/pages/items.py:ItemPage.read - a warning passes for the village's own.
    words = said(board, hung(board, emergency=Emergency("区气象局", TODAY)))
    assert "紧急发布。发布单位：区气象局。" in words
    assert "还没有审核" in words
    assert "已公开天数 3天" in words.replace("　", " ")


def test_what_is_expired_or_archived_says_so_and_is_not_the_current_issue(board: Board) -> None:
    """K24: expired by its day, which it names, without anybody's act; it stays readable below."""
    # Guard: kiosk/pages/catalogue.py:published - a warning of last month is shown as today's.
    # Guard: kiosk/pages/items.py:_facts - nobody knows until when it hangs.
    item = hung(board, shown_until=ago(1))
    assert "已过期" in said(board, item)
    assert f"公示期至 {shelf_of(board).t.date(ago(1))}" in said(board, item)
    words = words_of(EntryPage("DC-62").read(shelf_of(board)))
    assert "这里还没有公开过内容" in words or "今晚转移" not in words
    assert "暴雨预警" in words


def test_what_was_withdrawn_shows_the_reason_and_not_the_content(board: Board) -> None:
    """Whoever follows the code on the wall learns why it is gone; a draft stays unknown."""
    # Guard: kiosk/pages/items.py:ItemPage.read - withdrawn identity numbers stay on the screen.
    down = TakeDown("p1", TODAY, "写进了个人信息", 2, early=True)
    words = said(board, hung(board, status=ItemStatus.WITHDRAWN, taken_down=down))
    assert "写进了个人信息" in words
    assert "今晚转移" not in words
    with pytest.raises(NotFound):
        said(board, hung(board, number="ZT-2", status=ItemStatus.SUBMITTED))


def test_a_correction_shows_what_it_changed(board: Board) -> None:
    """Line by line, before and now."""
    item = board.records().one(Item, where("number") == "GK-1")
    assert item is not None
    words = words_of(ItemPage(item.id).read(shelf_of(board)))
    assert "原来：收入合计 128,400.00 元。" in words
    assert "新增：明细见各月凭证。" in words


def test_the_catalogue_tells_what_is_switched_off_received_closed_and_missing_after_an_event(board: Board) -> None:
    """P11: reason of the switch, last received on, ground of what is not open, what happened."""
    hung(board, catalogue="DC-65", source="区市监局", received_on=date(2026, 11, 3))
    hung(
        board, number="B-1", catalogue="SG-35", access=Access.ON_APPLICATION, ground="政府信息公开条例",
        status=ItemStatus.DECIDED, published_on=None,
    )  # fmt: skip
    with board.desk(ALL) as desk:
        switch_entry(desk, "SG-20", "本村没有征地", off=True)
    with board.desk(ALL) as desk:
        record_event(desk, "SG-02", "副主任换人", date(2026, 10, 12))
    shelf = shelf_of(board)
    assert "本村没有征地" in words_of(EntryPage("SG-20").read(shelf))
    assert "已停用" in words_of(CategoryPage("集体资金").read(shelf))
    assert "最近收到：2026年11月3日" in words_of(EntryPage("DC-65").read(shelf))
    assert "依申请公开。依据：政府信息公开条例" in words_of(EntryPage("SG-35").read(shelf))
    assert "副主任换人" in words_of(MissingPage().read(shelf))


def test_p16_a_clarification_stands_in_the_hall_and_leads_to_its_record(board: Board) -> None:
    """P16: statement, fact, record; also on the page of the record itself."""
    item = board.records().one(Item, where("number") == "GK-1")
    assert item is not None
    with board.desk(ALL) as desk:
        made = draft_clarification(desk, "钱不见了", "每一笔都在账上", item.id)
    with pytest.raises(NotFound):
        ClarificationPage(made.id).read(shelf_of(board))
    assert "澄清" not in words_of(CataloguePage().read(shelf_of(board)))
    with board.desk(OTHER) as desk:
        publish_clarification(desk, made.id)
    shelf = shelf_of(board)
    assert "1条" in words_of(CataloguePage().read(shelf))
    words = words_of(ClarificationPage(made.id).read(shelf))
    for expected in ("钱不见了", "每一笔都在账上", item.name):
        assert expected in words
    assert "钱不见了" in words_of(ItemPage(item.id).read(shelf))
