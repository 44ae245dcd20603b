"""The catalogue in the national layout (facts 3, last lines)."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from tests.support.builders import TODAY, Staff, an_entry, keep
from village_board.board import Board
from village_board.catalogue.loading import shipped_entries
from village_board.catalogue.model import Frequency
from village_board.disclosure.model import Item, ItemStatus
from village_board.disclosure.steps import Access
from village_board.interchange.national import HEADERS, national_rows
from village_board.interchange.writing import write_table
from village_board.limits.service import change_limit


def rows_of(board: Board) -> list[dict[str, str]]:
    """Return the rows by their headers."""
    return [dict(zip(HEADERS, row, strict=True)) for row in national_rows(board.records())]


def test_the_layout_is_the_national_one_and_holds_every_entry(board: Board) -> None:
    """Issue 6.10: ten columns, 103 entries: 35 of the village, then 68 of district and township."""
    keep(board, *shipped_entries())
    rows = rows_of(board)
    assert ",".join(HEADERS) == (
        "公开事项(一级),公开事项(二级),公开内容(要素),公开依据,公开时限,公开主体,公开渠道和载体,公开对象,公开方式,公开层级"
    )
    assert [row["公开层级"] for row in rows] == ["村级"] * 35 + ["县级、乡级"] * 68
    assert {row["公开对象"] for row in rows} == {"全社会", "特定群众"}
    assert {row["公开方式"] for row in rows} == {"主动"}
    assert all(row[name] for row in rows for name in HEADERS if name != "公开依据")
    assert not any("第" in row["公开依据"] and "条" in row["公开依据"] for row in rows)


def test_times_are_the_villages_own(board: Board, staff: Staff) -> None:
    """公开时限 follows the limit that holds; after a change it says the new day."""
    # Guard: interchange/national.py:_times - the township collects a time that the village does not keep.
    keep(board, an_entry("XX-01"), replace(an_entry("XX-02"), frequency=Frequency.ON_CHANGE))
    assert rows_of(board)[1]["公开时限"] == "信息形成或者变更之日起20个工作日内"
    with board.desk(staff.director) as desk:
        change_limit(desk, "disclosure.change_days", 10, TODAY, "村民代表会议定")
    assert rows_of(board)[1]["公开时限"] == "信息形成或者变更之日起10个工作日内"


def test_switched_off_is_left_out_and_on_application_is_said(board: Board) -> None:
    """What the village does not publish is no row; what it gives on application says so until it is open again."""
    keep(board, an_entry("XX-01"), replace(an_entry("XX-02"), switched_off=True))
    asked = Item(
        number="GK-1",
        name="名单",
        catalogue="XX-01",
        status=ItemStatus.DECIDED,
        access=Access.ON_APPLICATION,
        decided_on=TODAY - timedelta(days=9),
    )
    keep(board, asked)
    assert [row["公开方式"] for row in rows_of(board)] == ["依申请"]
    keep(board, Item(number="GK-2", name="名单", catalogue="XX-01", published_on=TODAY))
    assert [row["公开方式"] for row in rows_of(board)] == ["主动"]


def test_a11_cells_run_nowhere(board: Board, tmp_path: Path) -> None:
    """A11: an entry of the village's own that looks like a formula is quoted; the file is read by every program."""
    keep(board, replace(an_entry("XX-01"), name="=HYPERLINK(1)", form="@SUM(A1)"))
    path = tmp_path / "out.csv"
    write_table(path, HEADERS, national_rows(board.records()))
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        header, row = csv.reader(file)
    assert header == list(HEADERS)
    assert row[1] == row[2] == "'=HYPERLINK(1)"
    assert row[6] == "'@SUM(A1)"
