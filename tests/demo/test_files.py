"""The clerks' files: reproduced, readable, without a single personal number."""

from __future__ import annotations

import csv
import io
import re
import time
import zipfile
from datetime import date, datetime
from pathlib import Path
from types import ModuleType

import openpyxl

from tests.demo.conftest import TODAY
from village_board.text.mask import find_personal_numbers


def test_the_script_makes_the_committed_files_byte_for_byte(
    maker: ModuleType, files: list[Path], tmp_path: Path
) -> None:
    """The files beside the script are its output for its reference day, on any machine and at any time."""
    # Guard: sheets.py:write_xlsx - a timestamp or a compression of the machine's own changes the bytes
    assert maker.REFERENCE_DAY == TODAY
    made = maker.make(TODAY, tmp_path)
    assert sorted(path.name for path in made) == [path.name for path in files]
    assert [path.name for path in files if path.read_bytes() != (tmp_path / path.name).read_bytes()] == []


def test_another_day_makes_other_files(maker: ModuleType, files: list[Path], tmp_path: Path) -> None:
    """The village moves with the calendar (P31)."""
    maker.make(date(2026, 11, 23), tmp_path)
    moved = [path.name for path in files if path.read_bytes() != (tmp_path / path.name).read_bytes()]
    assert "hearings.csv" in moved
    assert "people.xlsx" not in moved


def test_making_the_files_is_quick(maker: ModuleType, tmp_path: Path) -> None:
    """All files take less than two seconds, so that the first start of the demo stays short."""
    start = time.process_time()
    maker.make(TODAY, tmp_path)
    assert time.process_time() - start < 2


def test_a_spreadsheet_program_opens_the_workbooks(files: list[Path]) -> None:
    """Workbooks are whole archives with a title, headers, real dates and numbers."""
    for path in (path for path in files if path.suffix == ".xlsx"):
        assert zipfile.ZipFile(path).testzip() is None
        sheet = openpyxl.load_workbook(path).active
        assert sheet is not None
        assert sheet.max_row > 10
        assert sheet.merged_cells.ranges
    opened = openpyxl.load_workbook(next(path for path in files if path.name == "contracts.xlsx")).active
    assert opened is not None
    row = [cell.value for cell in opened[4]]
    assert isinstance(row[7], datetime)
    assert any(isinstance(value, (int, float)) for value in row)


def test_one_export_is_in_the_old_encoding(files: list[Path]) -> None:
    """The township's export is GB18030, the others UTF-8: clerks have both."""
    old = next(path for path in files if path.name == "vouchers-second-half.csv")
    rows = list(csv.reader(io.StringIO(old.read_bytes().decode("gb18030"), newline="")))
    assert rows[0][0] == "凭证号"
    try:
        old.read_text("utf-8")
    except UnicodeDecodeError:
        return
    raise AssertionError("it is readable as UTF-8")


def test_no_file_holds_a_personal_number(files: list[Path]) -> None:
    """No identity number, mobile number or bank card stands in any file (P2)."""
    for path in files:
        text = _text(path)
        assert not find_personal_numbers(text), path.name
        assert not re.search(r"(?<!\d)1[3-9]\d{9}(?!\d)", text), path.name


def _text(path: Path) -> str:
    if path.suffix == ".csv":
        return path.read_text("gb18030" if path.name == "vouchers-second-half.csv" else "utf-8-sig")
    sheet = openpyxl.load_workbook(path).active
    assert sheet is not None
    return "\n".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None)
