"""What is due and not published, with the village's reason where there is one (P4, P11)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from tests.support.builders import TODAY, Staff, an_entry, keep
from tests.support.clocks import GivenClock
from village_board.base.errors import NotFound
from village_board.board import Board
from village_board.catalogue.model import EntryGroup, Frequency
from village_board.disclosure.due import LOOK_BACK, due_items
from village_board.disclosure.explaining import explain_gap
from village_board.disclosure.model import Gap, Item, ItemStatus


def an_item(number: str, period: str, **values: Any) -> Item:
    """Return a published item of SG-12."""
    base = Item(number=number, name="季度财务", catalogue="SG-12", period=period, published_on=date(2026, 2, 1))
    return replace(base, **values)


def missing(board: Board) -> list[tuple[str, str]]:
    """Return entry and period of what is missing."""
    return [(item.entry.code, item.period) for item in due_items(board.records())]


@pytest.fixture
def begun(board: Board) -> Board:
    """A village that publishes since February 2026 and owes SG-12 each quarter; it is 1 September."""
    keep(board, an_entry())
    keep(board, an_item("1", "free words", catalogue=""))
    return board


def test_a_quarter_without_its_item_is_missing(begun: Board) -> None:
    """Q1 and Q2 are over and due; Q3 is not."""
    # Guard: disclosure/due.py:due_items - what is late is not shown.
    assert missing(begun) == [("SG-12", "2026-Q1"), ("SG-12", "2026-Q2")]
    assert [item.due_on for item in due_items(begun.records())] == [date(2026, 4, 20), date(2026, 7, 20)]


def test_a_published_item_fills_its_period_only(begun: Board) -> None:
    """Q2's item says nothing of Q1."""
    keep(begun, an_item("2", "2026-Q2"))
    assert missing(begun) == [("SG-12", "2026-Q1")]


def test_p4_a_nil_return_is_a_publication(begun: Board) -> None:
    """P4: "nothing happened this quarter" is no gap."""
    # Guard: disclosure/due.py:_is_published - an honest nil return counts as missing.
    keep(begun, an_item("2", "2026-Q1", nil=True), an_item("3", "2026-Q2", nil=True))
    assert missing(begun) == []


@pytest.mark.parametrize("status", [ItemStatus.DRAFT, ItemStatus.REVIEWED, ItemStatus.SUPERSEDED])
def test_what_is_not_published_or_was_replaced_does_not_count(begun: Board, status: ItemStatus) -> None:
    """A draft is not public, and a replaced version stands for nothing by itself."""
    # Guard: disclosure/due.py:_is_published - a draft that nobody can read fills the period.
    keep(begun, an_item("2", "2026-Q2", status=status), an_item("3", "2026-Q1"))
    assert missing(begun) == [("SG-12", "2026-Q2")]


def test_p11_the_reason_stands_beside_the_gap(begun: Board, staff: Staff) -> None:
    """P11: the item is still missing, now with the village's reason and the day it is expected."""
    with begun.desk(staff.clerk) as desk:
        explain_gap(desk, "SG-12", "2026-Q2", "会计换人", date(2026, 9, 15))
    first, second = due_items(begun.records())
    assert first.gap is None
    assert second.gap is not None
    assert (second.gap.reason, second.gap.expected_on) == ("会计换人", date(2026, 9, 15))


def test_a_reason_is_given_again_in_place_and_only_for_an_entry(begun: Board, staff: Staff) -> None:
    """One reason a period; an entry that is not in the catalogue is refused."""
    for reason in ("会计换人", "仍在核对\x1b[2J"):
        with begun.desk(staff.clerk) as desk:
            explain_gap(desk, "SG-12", "2026-Q2", reason)
    (gap,) = begun.records().all(Gap)
    assert gap.reason == "仍在核对[2J"
    with pytest.raises(NotFound), begun.desk(staff.clerk) as desk:
        explain_gap(desk, "SG-99", "2026-Q2", "没有这一项")


def test_p11_items_of_the_district_are_not_the_village_s_fault(begun: Board) -> None:
    """P11: only the village's own entries are judged."""
    # Guard: disclosure/due.py:due_items - the village is shown late for what the district owes.
    keep(begun, an_entry("DC-01", group=EntryGroup.DISTRICT), an_entry("SG-13", Frequency.ON_CHANGE))
    assert {code for code, _ in missing(begun)} == {"SG-12"}


def test_a_board_without_items_owes_nothing(board: Board) -> None:
    """A period before the first item is no gap: the village has just begun."""
    keep(board, an_entry())
    assert missing(board) == []
    keep(board, Item(number="1", name="草稿", status=ItemStatus.DRAFT))
    assert missing(board) == []


def test_what_is_long_past_is_not_brought_up_again(begun: Board, clock: GivenClock) -> None:
    """One year back and no further, however old the board is (P18)."""
    clock.move(date(2029, 1, 1))
    first = clock.today() - LOOK_BACK
    assert missing(begun) == [("SG-12", "2028-Q1"), ("SG-12", "2028-Q2"), ("SG-12", "2028-Q3")]
    assert all(item.due_on > first for item in due_items(begun.records()))


def test_the_longest_overdue_comes_first(begun: Board) -> None:
    """By due day, then by code."""
    keep(begun, an_entry("SG-02", Frequency.MONTHLY), an_entry("SG-01"))
    found = due_items(begun.records())
    assert [(i.due_on, i.entry.code) for i in found] == sorted((i.due_on, i.entry.code) for i in found)
    assert len(found) == 2 + 2 + 6
    assert TODAY - timedelta(days=1) > found[0].due_on
