"""A whole village goes out as tables and comes back; what only acts write comes out and is left out on the way in."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.accounts.faults.village import TODAY, clean_village
from tests.support.builders import keep, memory_board
from tests.support.clocks import GivenClock
from village_board.accounts.ledger import Ledger
from village_board.accounts.model import Voucher
from village_board.accounts.receipts import Receipt, Taken
from village_board.accounts.stocktakes import CountedLine, Stocktake, StocktakeStatus
from village_board.base.codec import to_json
from village_board.base.kind import Record
from village_board.board import Board
from village_board.interchange.importing import ImportReport, import_files
from village_board.interchange.kinds import kinds
from village_board.interchange.writing import FORMATS, export_tables

#: what a table has no column for.
_OWN = frozenset({"id", "recorded_at"})


@pytest.fixture
def village(tmp_path: Path) -> Iterator[Board]:
    """A village with a stocktake and a receipt beside its tables."""
    board = memory_board(GivenClock(TODAY))
    folder = tmp_path / "in"
    folder.mkdir()
    read(board, clean_village(11).write(folder))
    voucher = next(one for one in board.records().all(Voucher) if one.contract == "HT-01")
    lines = (
        CountedLine("ZC-03", "水泵", Decimal(3), Decimal(2), "=1+1"),
        CountedLine("", "旧桌", Decimal(0), Decimal(1)),
    )
    keep(
        board,
        Stocktake(year=2025, counted_by=("清点甲", "清点乙"), counted_on=date(2026, 1, 5), lines=lines,
                  status=StocktakeStatus.CONFIRMED, confirmed_on=date(2026, 1, 9)),
        Receipt(contract="HT-01", on=voucher.dated, amount=40_000, voucher=voucher.id,
                taken=(Taken("HT-01/1", 25_000), Taken("HT-01/2", 10_000)), carried=5_000),
    )  # fmt: skip
    yield board
    board.close()


def read(board: Board, files: list[Path]) -> ImportReport:
    """Import files into a board."""
    with board.desk() as desk:
        return import_files(desk, files)


def content(board: Board, cls: type[Record]) -> list[dict[str, object]]:
    """Return what a table can say of the records of a kind."""
    documents = [
        {name: of for name, of in to_json(one).items() if name not in _OWN} for one in board.records().all(cls)
    ]
    return sorted(documents, key=str)


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_whole_village_comes_back_from_its_tables(village: Board, tmp_path: Path, suffix: str) -> None:
    """Into the same board nothing is new; into an empty one every register and every balance is the same."""
    # Guard: interchange/reading.py:_read_sheet - our own export cannot be imported again.
    files = export_tables(village.records(), tmp_path / "out", suffix)
    again = read(village, files)
    assert (again.findings, again.inserted, again.updated) == ((), 0, 0)
    assert {note.file for note in again.notes} == {f"stocktakes.{suffix}", f"receipts.{suffix}"}
    other = memory_board(GivenClock(TODAY))
    assert read(other, files).findings == ()
    for kind in kinds().values():
        assert content(other, kind.record) == content(village, kind.record)
    ours, theirs = (Ledger(one.records()).balances(TODAY) for one in (village, other))
    assert ours == theirs
    other.close()


def test_stocktakes_and_receipts_come_out_whole(village: Board, tmp_path: Path) -> None:
    """Issue 5, 10: each counted thing and each instalment that a receipt paid is a row, in CSV and in XLSX."""
    # Guard: interchange/outgoing.py:rows_out - the yearly count stays in the machine.
    files = {path.name: path for path in export_tables(village.records(), tmp_path, "csv")}
    with files["stocktakes.csv"].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["资产编号"], row["账面数量"], row["实盘数量"], row["盘盈盘亏"], row["盘点结论"]) for row in rows] == [
        ("ZC-03", "3", "2", "-1", "数量不符"), ("", "0", "1", "1", "盘盈"),
    ]  # fmt: skip
    assert rows[0]["清查备注"] == "'=1+1"  # a text that would run as a formula is quoted (A11)
    assert {row["清查状态"] for row in rows} == {"已确认"}
    with files["receipts.csv"].open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["核销合同号"], row["冲抵期次"]) for row in rows] == [("HT-01", "1"), ("HT-01", "2")]
    assert [Decimal(row["冲抵金额"]) for row in rows] == [250, 100]
    assert {Decimal(row["收款金额"]) for row in rows} == {Decimal(400)}
    export_tables(village.records(), tmp_path, "xlsx")
    sheet = load_workbook(tmp_path / "stocktakes.xlsx").worksheets[0]
    assert sheet.title == "年度清查"
    assert sheet.max_row == 3
