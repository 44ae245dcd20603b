"""What is over by its own day is not current anywhere, before any command marked it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.answers.items import newest
from tests.bot.test_item_states import asking
from tests.disclosure.hands import published
from tests.support.builders import TODAY, Staff, keep
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.disclosure.correcting import correct_item
from village_board.disclosure.life import expire_items
from village_board.disclosure.model import Item
from village_board.disclosure.refusals import ItemNotReady
from village_board.disclosure.wall import count_published, hanging, page_of_wall
from village_board.glance.service import newest_item


def test_what_is_over_is_not_the_newest_on_any_face(board: Board, staff: Staff, clock: GivenClock) -> None:
    """Glance and the bot's newest: the day after its last day it is gone; marking it later changes no count."""
    # Guard: disclosure/wall.py:hanging - a notice of last week stands as today's news until somebody runs a command.
    old = published(board, staff)
    clock.move(TODAY + timedelta(days=1))
    over = published(board, staff, number="GK-2", name="停水通知", shown_until=TODAY + timedelta(days=1))
    assert newest_item(board.records()) == over
    assert "停水通知" in newest(asking(board)).text
    assert count_published(board.records()) == 2
    clock.move(TODAY + timedelta(days=2))
    assert newest_item(board.records()) == old
    assert "停水通知" not in newest(asking(board)).text
    with board.desk() as desk:
        assert expire_items(desk)
    assert count_published(board.records()) == 2


def test_a_page_of_the_wall_is_filled_from_what_hangs(board: Board) -> None:
    """Sixty that are over in front leave no hole; the next page begins where this one ends."""
    keep(
        board,
        *(
            Item(
                number=f"A{n:03}", name="过期", published_on=TODAY - timedelta(days=2), shown_until=TODAY - timedelta(1)
            )
            for n in range(60)
        ),
        *(Item(number=f"B{n}", name="在架", published_on=TODAY - timedelta(days=n + 3)) for n in range(7)),
    )
    records = board.records()
    first = page_of_wall(records, limit=5)
    assert ([item.number for item in first.rows], first.more) == (["B0", "B1", "B2", "B3", "B4"], True)
    assert [item.number for item in page_of_wall(records, limit=5, offset=5).rows] == ["B5", "B6"]
    assert sum(1 for _ in hanging(records)) == 7


def test_what_is_over_is_not_corrected_and_says_that_it_is_over(board: Board, staff: Staff, clock: GivenClock) -> None:
    """The same before and after it was marked: a new version of it could never be signed."""
    # Guard: disclosure/correcting.py:correct_item - the clerk writes a correction that no one can sign.
    item = published(board, staff, shown_until=TODAY)
    clock.move(TODAY + timedelta(days=1))
    for _ in range(2):
        with pytest.raises(ItemNotReady) as refused, board.desk(staff.clerk) as desk:
            correct_item(desk, item.id, "别的", what="甲", why="乙")
        assert "expired" in str(refused.value)
        with board.desk() as desk:
            expire_items(desk)
