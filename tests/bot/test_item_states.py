"""What the bot says of an item's states, and of clarifications (P16, P24)."""

from __future__ import annotations

from typing import Any

from bot.answers.cards import opened
from bot.answers.items import clarifications, newest
from bot.asking import Asking
from tests.support.builders import TODAY, Staff, keep
from village_board.board import Board
from village_board.disclosure.clarifications import draft_clarification, publish_clarification
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.steps import Emergency, TakeDown
from village_board.i18n import translator


def asking(board: Board, *args: str) -> Asking:
    """Ask in Simplified Chinese."""
    return Asking(board.records(), board.settings, translator("zh-Hans", "bot"), 1, args)


def hung(board: Board, **values: Any) -> Item:
    """Put an item on the wall."""
    (item,) = keep(board, Item(number="1", name="暴雨预警", content="今晚转移", published_on=TODAY, **values))
    return item


def test_p24_an_emergency_names_its_issuer(board: Board) -> None:
    """P24: marked, with the issuer, and that it is not reviewed yet."""
    item = hung(board, emergency=Emergency("区气象局", TODAY))
    said = opened(asking(board, item.id)).text
    assert "发布单位：区气象局" in said
    assert "还没有审核" in said


def test_what_was_withdrawn_says_why_and_no_more(board: Board) -> None:
    """The reason, and nothing of the content."""
    # Guard: bot/answers/cards.py:_item - what was withdrawn for a leak is still told by the bot.
    down = TakeDown("p1", TODAY, "写进了个人信息", 1, early=True)
    item = hung(board, status=ItemStatus.WITHDRAWN, taken_down=down)
    said = opened(asking(board, item.id)).text
    assert "写进了个人信息" in said
    assert "今晚转移" not in said


def test_p16_clarifications_are_listed_and_opened(board: Board, staff: Staff) -> None:
    """P16: a button where the newest is listed, once there is one; statement, fact and record."""
    item = hung(board)
    assert "澄清" not in [button.label for row in newest(asking(board)).rows for button in row]
    with board.desk(staff.clerk) as desk:
        made = draft_clarification(desk, "水库要垮了", "水库今早检查过，没有险情", item.id)
    with board.desk(staff.director) as desk:
        publish_clarification(desk, made.id)
    assert "澄清" in [button.label for row in newest(asking(board)).rows for button in row]
    assert "没有险情" in clarifications(asking(board)).text
    said = opened(asking(board, made.id))
    assert "水库要垮了" in said.text
    assert any(item.id in str(button) for row in said.rows for button in row)
