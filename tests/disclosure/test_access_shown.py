"""What is open and what is not is counted where villagers look; what the office owes stands at its desk."""

from __future__ import annotations

from datetime import timedelta

from bot.answers.due import due
from bot.answers.items import access, newest
from bot.words import understood
from kiosk.pages.catalogue import AccessPage, CataloguePage
from kiosk.sheet import Table
from tests.bot.test_item_states import asking
from tests.disclosure.hands import LEAK, corrected, drafted, published, signed
from tests.kiosk.hall import entries, shelf_of
from tests.kiosk.test_pages import words_of
from tests.support.builders import TODAY, Staff, keep
from tests.support.clocks import GivenClock
from village_board.board import Board
from village_board.disclosure.duties import duties_of_items
from village_board.disclosure.life import AccessCount, access_counts
from village_board.disclosure.model import Item
from village_board.disclosure.service import publish_emergency, review_item
from village_board.disclosure.steps import Access


def closed(board: Board, staff: Staff, number: str, access_: Access) -> Item:
    """Return an item that was decided not to hang."""
    made = drafted(board, staff.clerk, number=number, name="集体矿产勘查资料", access=access_, ground="档案法",
                   access_reason="涉及第三方")  # fmt: skip
    return signed(board, staff, made.id)


def test_counts_stand_on_kiosk_and_bot(board: Board, staff: Staff) -> None:
    """Open 1, on application 1, not open 1; of what is not open the ground, and not its content."""
    # Guard: kiosk/pages/catalogue.py:AccessPage - only who has a command line knows how much is kept back.
    published(board, staff)
    closed(board, staff, "GK-2", Access.ON_APPLICATION)
    closed(board, staff, "GK-3", Access.NOT_OPEN)
    sheet = AccessPage().read(shelf_of(board))
    (table,) = [part for part in sheet.parts if isinstance(part, Table)]
    assert table.rows == (("2026", "1", "1", "1"),)
    assert "档案法" in words_of(sheet)
    assert any(isinstance(entry.goto, AccessPage) for entry in entries(CataloguePage().read(shelf_of(board))))
    said = access(asking(board)).text
    assert "2026年：公开1项，依申请公开1项，不公开1项" in said
    assert said.count("集体矿产勘查资料") == 1
    assert understood("不公开", TODAY)[0] == "ac"
    assert "公开与不公开" in [button.label for row in newest(asking(board)).rows for button in row]


def test_versions_count_once_also_where_a_leak_was_hidden(board: Board, staff: Staff) -> None:
    """The version that leaked is withdrawn by its correction, and is no item of its own."""
    # Guard: disclosure/life.py:_open_by_year - every mended leak counts as two items.
    (old,) = keep(board, Item(number="GK-9", name="名单", content=LEAK, published_on=TODAY, imported=True))
    corrected(board, staff, old, "共12户")
    assert access_counts(board.records()) == [AccessCount(2026, 1, 0, 0)]


def test_an_emergency_that_waits_stands_at_the_desk_until_it_is_reviewed(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """P24: with its day, late after it; gone when somebody has reviewed it."""
    # Guard: disclosure/duties.py:duties_of_items - nobody remembers that one signature was given in haste.
    made = drafted(board, staff.clerk, name="暴雨预警", content="今晚转移")
    with board.desk(staff.director) as desk:
        publish_emergency(desk, board.attachments, made.id, "区气象局")
    clock.move(TODAY + timedelta(days=3))
    (duty,) = duties_of_items(board.records())
    assert (duty.item.id, duty.due_on) == (made.id, TODAY + timedelta(days=1))
    with board.desk(staff.clerk) as desk:
        assert "暴雨预警" in due(desk, asking(board)).text
    with board.desk(staff.overseer) as desk:
        review_item(desk, made.id)
    assert duties_of_items(board.records()) == []


def test_what_is_not_open_is_named_a_month_before_it_is_looked_at_again(
    board: Board, staff: Staff, clock: GivenClock
) -> None:
    """At regular intervals, and before they are over."""
    made = closed(board, staff, "GK-2", Access.NOT_OPEN)
    assert duties_of_items(board.records()) == []
    clock.move(TODAY + timedelta(days=350))
    assert [duty.item.id for duty in duties_of_items(board.records())] == [made.id]
