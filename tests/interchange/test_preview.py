"""Mending a clerk's file cell by cell: the findings at their cells, what was mended read in place of the file's own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.builders import Staff
from village_board.accounts.model import Voucher
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.interchange.importing import import_files
from village_board.interchange.overlay import CellAt
from village_board.interchange.preview import preview

HEAD = "日期,凭证号,科目编码,科目名称,摘要,借方,贷方\n"
WRONG = (
    HEAD
    + "2026-08-20,1,101,现金,收电费,100.00,\n2026-08-20,1,501,经营收入,收电费,,100.00\n"
    + "2026-08-32,2,101,现金,收水费,5x,\n2026-08-21,2,501,经营收入,收水费,,50.00\n"
)
DAY, DEBIT = CellAt("", 4, 0), CellAt("", 4, 5)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A table of vouchers with a day that is none and an amount that is none."""
    path = tmp_path / "凭证.csv"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_each_finding_stands_at_its_cell(board: Board, staff: Staff, file: Path) -> None:
    """Row and column of a finding are those of the file; nothing is written."""
    with board.desk(staff.clerk) as desk:
        seen = preview(desk, file, {})
    assert not seen.is_ready
    assert {DAY, DEBIT} <= set(seen.at)
    (table,) = seen.tables
    assert table.columns[5] == "借方"
    assert table.rows[4][0] == "2026-08-32"
    assert board.records().count(Voucher) == 0


def test_what_is_mended_is_read_in_its_place_and_taken_in(board: Board, staff: Staff, file: Path) -> None:
    """With both cells mended the file is taken in; the file itself stays as the clerk wrote it."""
    # Guard: village_board/interchange/overlay.py:mended_sheet - what was mended would be shown and not read
    mended = {DAY: "2026-08-21", DEBIT: "50"}
    with board.desk(staff.clerk) as desk:
        seen = preview(desk, file, mended)
        assert seen.is_ready
        assert seen.at == {}
        assert seen.tables[0].rows[4][0] == "2026-08-21"
        import_files(desk, [file], mended={file: mended})
    assert {one.lines[0].debit for one in board.records().all(Voucher)} == {10_000, 5_000}
    assert file.read_text(encoding="utf-8") == WRONG


def test_a_cell_can_be_emptied_and_one_beyond_the_row_filled(board: Board, staff: Staff, tmp_path: Path) -> None:
    """An emptied cell counts as empty; a row that is shorter than its header grows."""
    path = tmp_path / "短.csv"
    path.write_text(HEAD + "2026-08-20,1,101,现金,收电费,100.00\n2026-08-20,1,501,经营收入,收电费\n", encoding="utf-8")
    with board.desk(staff.clerk) as desk:
        assert not preview(desk, path, {}).is_ready
        assert preview(desk, path, {CellAt("", 3, 6): "100"}).is_ready
        assert not preview(desk, path, {CellAt("", 3, 6): "100", CellAt("", 2, 5): ""}).is_ready


def test_a_file_that_is_none_has_its_finding_at_no_cell(board: Board, staff: Staff, tmp_path: Path) -> None:
    """A damaged file is told as a whole."""
    path = tmp_path / "坏.xlsx"
    path.write_bytes(b"PK\x03\x04 broken")
    with board.desk(staff.clerk) as desk:
        seen = preview(desk, path, {})
    assert seen.tables == ()
    assert len(seen.elsewhere) == 1


def test_who_may_not_import_sees_no_preview(board: Board, staff: Staff, file: Path) -> None:
    """The preview asks for the same role as the import."""
    with pytest.raises(NotPermitted), board.desk(staff.overseer) as desk:
        preview(desk, file, {})
