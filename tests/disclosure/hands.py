"""An item through the hands of its three people, for tests that are about what comes after."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tests.support.builders import Staff
from village_board.board import Board
from village_board.disclosure.correcting import correct_item
from village_board.disclosure.model import Item
from village_board.disclosure.service import draft_item, review_item, sign_item, submit_item
from village_board.people.model import Actor

PLAIN = Item(number="GK-1", name="二季度物资采购", content="办公用品3批 3,600.00元")
#: An identity number with its check digit; nobody's.
LEAK = "领取人身份证号 320584194912310022"


def drafted(board: Board, who: Actor, **values: Any) -> Item:
    """Draft `PLAIN` with `values` as `who`."""
    with board.desk(who) as desk:
        return draft_item(desk, replace(PLAIN, **values))


def submitted(board: Board, who: Actor, id: str) -> Item:  # noqa: A002
    """Submit as `who`."""
    with board.desk(who) as desk:
        return submit_item(desk, board.attachments, id)[0]


def reviewed(board: Board, staff: Staff, id: str, asked: str = "") -> Item:  # noqa: A002
    """Submit and review."""
    submitted(board, staff.clerk, id)
    with board.desk(staff.overseer) as desk:
        return review_item(desk, id, asked)


def signed(board: Board, staff: Staff, id: str) -> Item:  # noqa: A002
    """Submit, review and sign."""
    reviewed(board, staff, id)
    with board.desk(staff.director) as desk:
        return sign_item(desk, id)


def published(board: Board, staff: Staff, **values: Any) -> Item:
    """Return an item that went through all hands."""
    return signed(board, staff, drafted(board, staff.clerk, **values).id)


def corrected(board: Board, staff: Staff, old: Item, content: str) -> Item:
    """Return the correction of `old`, signed."""
    with board.desk(staff.clerk) as desk:
        made = correct_item(desk, old.id, content, what="批次", why="一批退货后没有扣除")
    return signed(board, staff, made.id)
