"""Tables of district and township in whatever layout: one item each, with its source and day, after the gate (P11)."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest

from kiosk.pages.items import ItemPage
from kiosk.sheet import Bars
from tests.cli.conftest import CLERK, Run, at_home, home, program, template  # noqa: F401 - fixtures
from tests.disclosure.hands import LEAK
from tests.kiosk.hall import shelf_of
from tests.support.builders import TODAY, Staff, an_entry, keep
from village_board.base.errors import NotFound, Refused
from village_board.board import Board
from village_board.disclosure.due import last_received
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.receiving import Received, ReceivedAhead, TableEmpty, TableTooLong, Taken, receive_table
from village_board.disclosure.refusals import ReasonMissing

BUS = (("线路", "首班", "末班"), ("601路", "6:10", "18:30"))
PRICES = (("品名", "价格（元/公斤）"), ("大白菜", "2.40"), ("猪肉", "28.00"))


def took(board: Board, staff: Staff, rows: tuple[tuple[str, ...], ...] = BUS, **values: object) -> Taken:
    """Take a table in."""
    came = Received(**{"name": "公交时刻", "source": "公交公司", "rows": rows, **values})  # type: ignore[arg-type]
    with board.desk(staff.clerk) as desk:
        return receive_table(desk, came)


def test_a_table_in_any_layout_becomes_an_item_with_its_day(board: Board, staff: Staff) -> None:
    """P11: whose it is and when it came; the entry's "last received" is that day."""
    keep(board, an_entry("DC-1"))
    day = TODAY - timedelta(days=3)
    taken = took(board, staff, PRICES, catalogue="DC-1", received_on=day)
    assert (taken.item.status, taken.item.source, taken.item.received_on) == (ItemStatus.PUBLISHED, "公交公司", day)
    assert last_received(board.records(), "DC-1") == day
    assert any(isinstance(part, Bars) for part in ItemPage(taken.item.id).read(shelf_of(board)).parts)


def test_the_same_table_again_is_not_a_new_item(board: Board, staff: Staff) -> None:
    """A changed one is, and stands beside it with a number of its own."""
    # Guard: disclosure/receiving.py:receive_table - each time the file is dropped the wall shows it once more.
    first = took(board, staff)
    assert took(board, staff) == Taken(first.item, new=False)
    other = took(board, staff, (*BUS, ("602路", "6:30", "18:00")))
    assert (other.new, other.item.number) == (True, f"{first.item.number}-2")


def test_columns_speak_and_a_blocked_table_waits(board: Board, staff: Staff) -> None:
    """A column of mobiles and identity numbers: a draft with the places, never public."""
    # Guard: disclosure/receiving.py:_found - penalties with telephone numbers hang on the wall.
    taken = took(board, staff, (("当事人", "手机"), ("张三", "13800138000")), name="行政处罚")
    assert (taken.item.status, taken.item.published_on) == (ItemStatus.DRAFT, None)
    assert [one.kind.value for one in taken.found] == ["mobile"]


def test_two_versions_of_one_list_do_not_undo_a_mask(board: Board, staff: Staff) -> None:
    """The second waits."""
    head = ("姓名", "手机")
    assert took(board, staff, (head, ("张三", "138****8000")), name="名单").item.public
    assert took(board, staff, (head, ("张三", "1380013****")), name="名单").item.status is ItemStatus.DRAFT


@pytest.mark.parametrize(
    ("values", "refusal"),
    [
        ({"name": " "}, ReasonMissing),
        ({"source": ""}, ReasonMissing),
        ({"rows": ()}, TableEmpty),
        ({"rows": (("一句话",), ("两句话",))}, TableEmpty),
        ({"rows": (("甲", "乙" * 400),) * 60}, TableTooLong),
        ({"received_on": TODAY + timedelta(days=1)}, ReceivedAhead),
        ({"catalogue": "XX-1"}, NotFound),
    ],
)
def test_what_cannot_be_taken_is_refused_with_the_sentence(
    board: Board, staff: Staff, values: dict[str, object], refusal: type[Refused]
) -> None:
    """Nothing is written."""
    with pytest.raises(refusal):
        took(board, staff, **values)  # type: ignore[arg-type]
    assert board.records().count(Item) == 0


def test_the_command_names_every_place(at_home: Run, tmp_path: Path) -> None:  # noqa: F811
    """Exit 1 where something waits, 0 where it is public."""
    file = tmp_path / "表.csv"
    file.write_text(f"当事人,证件\n张三,{LEAK[-18:]}\n", encoding="gb18030")
    said = at_home("item", "receive", file, "--name", "行政处罚", "--source", "区市场监管局", who=CLERK)
    assert (said.code, LEAK[-18:] in said.out) == (1, False)
    file.write_text("停电范围,时间\n东浜组,8:00-17:00\n", encoding="utf-8")
    told = at_home("item", "receive", file, "--name", "停电", "--source", "供电所", "--json", who=CLERK)
    assert (told.code, json.loads(told.out)["new"]) == (0, True)
