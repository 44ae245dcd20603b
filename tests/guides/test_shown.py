"""Guides, contacts and explanations where villagers and clerks meet them: kiosk, bot, command line, demo."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from tinydb import where

from bot.answers import guides as answers
from bot.answers.cards import opened
from bot.asking import Asking
from bot.reply import CALLBACK_BYTES, Reply
from bot.views import VIEWS
from bot.words import understood
from kiosk.pages.catalogue import CataloguePage
from kiosk.pages.guides import ContactPage, ContactsPage, GuidePage, GuidesPage
from kiosk.pages.items import ItemPage
from tests.cli.conftest import CLERK, Run, at_home, home, program, template  # noqa: F401 - fixtures
from tests.disclosure.hands import published
from tests.guides.test_explanations import PAIR, explained
from tests.guides.test_guides import CONTACT, GUIDE, added
from tests.kiosk.hall import entries, shelf_of
from tests.kiosk.test_pages import words_of
from tests.support.builders import TODAY, Staff
from village_board.base.errors import NotFound
from village_board.board import Board
from village_board.disclosure.model import Item
from village_board.guides.explanations import explanation_of
from village_board.guides.model import Contact, Guide
from village_board.guides.service import holding, stale, withdraw
from village_board.i18n import translator


def told(board: Board, words: str) -> Reply:
    """Return what the bot answers to `words`."""
    view, args = understood(words, TODAY)
    return VIEWS[view](Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, args))


def card(board: Board, id_: str) -> str:
    """Return what the bot says of a record."""
    return opened(Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, (id_,))).text


@pytest.mark.parametrize(
    "words", ["低保怎么办", "低保怎麼辦？", "吃低保 如何办理", "请问低保怎么申请", "低保要什么材料"]
)
def test_the_bot_answers_a_question_with_the_guide(board: Board, staff: Staff, words: str) -> None:
    """低保怎么办: the place, the steps, the papers, the fee, at once."""
    # Guard: village_board/asking/understanding.py:understood - the villager gets a list of search hits.
    added(board, staff.clerk, GUIDE)
    text = told(board, words).text
    for said in (GUIDE.name, "一楼窗口", "不收费", "1. 填表", "户口簿", "核对过"):
        assert said in text


def test_the_bot_lists_guides_and_searches_what_none_means(board: Board, staff: Staff) -> None:
    """Without words all that hold; words that mean several offer them; words that mean none say so beside the list."""
    assert "还没有办事指南" in told(board, "办事").text
    for n in range(8):
        added(board, staff.clerk, replace(GUIDE, name=f"建房手续{n}", old_names=()))
    reply = told(board, "办事")
    assert reply.text.count("建房手续") == 6
    assert "建房手续0" in told(board, "建房怎么办").text
    none = told(board, "打井怎么办")
    assert "没有“打井”" in none.text
    assert "建房手续0" in none.text
    assert any(button.data == "f:0:打井" for row in none.rows for button in row)
    long = told(board, "建房手续" * 30 + "怎么办")
    assert all(len(button.data.encode()) <= CALLBACK_BYTES for row in long.rows for button in row)


def test_the_bot_gives_offices_and_numbers(board: Board, staff: Staff) -> None:
    """电话: all; 供电电话: the one that is meant; without any the village office's."""
    assert "还没有登记电话" in told(board, "电话").text
    added(board, staff.clerk, CONTACT)
    added(board, staff.clerk, replace(CONTACT, office="村委会", telephone="0512-0100201", what_for="村里的事"))
    assert {"0512-0100400", "0512-0100201"} <= set(told(board, "电话").text.split())
    assert "0512-0100201" not in told(board, "供电电话多少").text
    assert "0512-0100201" in told(board, "张三的电话").text


def test_the_kiosk_leads_from_the_catalogue_to_each(board: Board, staff: Staff) -> None:
    """Doors only where there is something; a page says when it does not hold today; a withdrawn one is none."""
    # Guard: kiosk/pages/guides.py:GuidePage - an id opens what was taken back.
    doors = {entry.goto for entry in entries(CataloguePage().read(shelf_of(board)))}
    assert not doors & {GuidesPage(), ContactsPage()}
    guide, contact = added(board, staff.clerk, GUIDE), added(board, staff.clerk, CONTACT)
    coming = added(board, staff.clerk, replace(GUIDE, name="明年的事", valid_from=TODAY + timedelta(days=9)))
    doors = {entry.goto for entry in entries(CataloguePage().read(shelf_of(board)))}
    assert {GuidesPage(), ContactsPage()} <= doors
    assert [entry.goto for entry in entries(GuidesPage().read(shelf_of(board)))] == [GuidePage(guide.id)]
    assert [entry.right for entry in entries(ContactsPage().read(shelf_of(board)))] == ["0512-0100400"]
    said = words_of(GuidePage(guide.id).read(shelf_of(board)))
    assert all(word in said for word in ("2. 入户核实", "户口簿", "吃低保", "当场办结", "不收费"))
    assert "今天不适用" in words_of(GuidePage(coming.id).read(shelf_of(board)))
    assert "今天不适用" in card(board, coming.id)
    with board.desk(staff.clerk) as desk:
        withdraw(desk, Contact, contact.id, "停机")
    with pytest.raises(NotFound):
        ContactPage(contact.id).read(shelf_of(board))
    assert "0512" not in card(board, contact.id)


def test_an_explained_item_says_so_on_both_faces(board: Board, staff: Staff) -> None:
    """Question and answer stand below the text, in the kiosk and in the bot."""
    item = published(board, staff)
    assert "大白话" not in words_of(ItemPage(item.id).read(shelf_of(board)))
    explained(board, staff, item.id)
    for said in (words_of(ItemPage(item.id).read(shelf_of(board))), card(board, item.id)):
        assert PAIR.question in said
        assert PAIR.answer in said


def test_a_clerk_keeps_them_by_command(at_home: Run, tmp_path: Path) -> None:  # noqa: F811
    """add, change, checked, withdraw, list; a mobile is refused; explain is drafted; both exports are written."""
    words = ("--name", "低保", "--step", "填表", "--step", "评议", "--where", "一楼", "--owner", "文书", "--fee", "5")
    assert at_home("guide", "add", *words, who=CLERK).code == 1
    said = at_home("guide", "add", *words, "--fee-basis", "物价局核定", "--json", who=CLERK)
    guide = said.json
    assert (guide["fee"], guide["steps"], guide["checked_on"]) == (500, ["填表", "评议"], None)
    listed = at_home("guide", "list", "--json").json
    assert [(one["id"], one["stale"]) for one in listed] == [(guide["id"], True)]
    assert at_home("guide", "checked", guide["id"], who=CLERK).code == 0
    assert at_home("guide", "change", guide["id"], "--where", "二楼", "--json", who=CLERK).json["version"] == 2
    out = at_home("guide", "list").out
    assert "二楼" in out
    assert "5.00元" in out
    phone = ("--office", "村委会", "--what-for", "村里的事", "--owner", "文书", "--telephone")
    refused = at_home("contact", "add", *phone, "13812345678", who=CLERK)
    assert refused.code == 1
    assert "13812345678" not in refused.err
    assert at_home("contact", "add", *phone, "0512-0100201", who=CLERK).code == 0
    assert "0512-0100201" in at_home("contact", "list").out
    assert at_home("guide", "withdraw", guide["id"], "--reason", "合并了", who=CLERK).code == 0
    assert at_home("guide", "list", "--json").json == []
    assert at_home("show", guide["id"]).code == 0
    item = next(one["id"] for one in at_home("list", "items", "--json").json if one["status"] == "published")
    drafted = at_home("explain", "draft", item, "--question", "多少？", "--answer", "三批", "--json", who=CLERK)
    assert drafted.json["status"] == "draft"
    feed = at_home("export", "feed", "--out", tmp_path / "feed", "--json").json
    assert [Path(name).name for name in feed["files"]] == ["feed.atom", "feed.json"]
    assert len(json.loads(Path(feed["files"][1]).read_text("utf-8"))["items"]) == feed["entries"]
    made = at_home("export", "catalogue", "--out", tmp_path / "目录.csv", "--json").json
    assert len(Path(made["file"]).read_text("utf-8-sig").splitlines()) == made["entries"] + 1
    assert at_home("export", "catalogue", "--out", tmp_path / "目录").code == 1


def test_the_demo_shows_them(demo: Board) -> None:
    """Four guides, four contacts, one of each too long unchecked, one item in plain words; found by an old name."""
    records = demo.records()
    assert (len(holding(records, Guide)), len(holding(records, Contact))) == (4, 4)
    assert [type(one) for one, _ in stale(records)] == [Guide, Contact]
    assert [hit.record.title for hit in records.search("新农合")] == ["城乡居民基本医疗保险参保"]
    assert any(explanation_of(records, one.id) for one in records.find(Item, where("catalogue") == "SG-12"))
    text = answers.guides(Asking(records, demo.settings, translator("zh-Hans", "bot"), 1, ("0", "低保"))).text
    assert "最低生活保障申请" in text
