"""A sheet that hangs on a wall, as XLSX set up for A4 across, or as CSV: head, tables, notes.

Every text is a text: what a spreadsheet program would run is quoted in CSV and a string cell in XLSX (A11, A12).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from village_board.interchange.formulas import quoted
from village_board.interchange.rows import Cell, csv_text
from village_board.interchange.writing import UnknownFormat, replace_file
from village_board.text.lines import cells

_LONGEST, _LEAST, _ROOM = 44, 8, 2


@dataclass(frozen=True, slots=True)
class PrintTable:
    """One table: its title, heads and rows; the last row is a sum where `total`.

    A long one stands `apart`: on a worksheet of its own, where its columns are as wide as they need.
    """

    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: bool = False
    apart: bool = False


@dataclass(frozen=True, slots=True)
class PrintSheet:
    """What is written: pairs of the head, tables, and lines below them; all in the reader's language."""

    title: str
    head: tuple[tuple[str, Cell], ...]
    tables: tuple[PrintTable, ...]
    notes: tuple[str, ...] = ()


def write_print_sheet(path: Path, sheet: PrintSheet) -> None:
    """Write `sheet` as XLSX or CSV, by the end of the file's name; one that stands there is replaced whole.

    Raises:
        UnknownFormat: the name ends otherwise.
        CannotWrite: the file cannot be written.
    """
    match path.suffix.lower():
        case ".csv":
            replace_file(path, _csv(sheet))
        case ".xlsx":
            replace_file(path, _xlsx(sheet))
        case _:
            raise UnknownFormat(path.name)


def _lines(sheet: PrintSheet) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    """Yield the rows with their parts: title, head, heading, heads, row, total, note."""
    yield "title", (sheet.title,)
    for label, value in sheet.head:
        yield "head", (label, value)
    for table in sheet.tables:
        yield "gap", ()
        yield "heading", (table.title,)
        yield "heads", table.heads
        for number, row in enumerate(table.rows, start=1):
            yield ("total" if table.total and number == len(table.rows) else "row"), row
    if sheet.notes:
        yield "gap", ()
    for note in sheet.notes:
        yield "note", (note,)


def _csv(sheet: PrintSheet) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    for _, row in _lines(sheet):
        writer.writerow([quoted(cell) if isinstance(cell, str) else csv_text(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def _xlsx(sheet: PrintSheet) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - an export in CSV need not load it

    book = Workbook()
    main = replace(sheet, tables=tuple(table for table in sheet.tables if not table.apart))
    pages = [(sheet.title, main)]
    pages += [
        (table.title, PrintSheet(sheet.title, (), (replace(table, apart=False),)))
        for table in sheet.tables
        if table.apart
    ]
    for number, (name, page) in enumerate(pages):
        _fill(book.active if number == 0 else book.create_sheet(), _sheet_name(name), page)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _fill(page: Any, name: str, sheet: PrintSheet) -> None:
    """Write one worksheet, set up to be printed on A4 across, as many pages high as it needs."""
    from openpyxl.styles import Alignment, Border, Font, Side  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    page.title = name
    line, bold = Side(style="thin", color="808080"), Font(bold=True)
    fonts = {"title": Font(bold=True, size=16), "heading": Font(bold=True, size=12), "heads": bold, "total": bold}
    for at, (part, row) in enumerate(_lines(sheet), start=1):
        for column, value in enumerate(row, start=1):
            cell = _put(page.cell(at, column), value)
            cell.alignment = Alignment(vertical="top", wrap_text=part in ("row", "heads") and isinstance(value, str))
            if part in ("heads", "row", "total"):
                cell.border = Border(line, line, line, line)
            if part in fonts:
                cell.font = fonts[part]
    for column, width in enumerate(_widths(sheet), start=1):
        page.column_dimensions[get_column_letter(column)].width = width
    page.page_setup.orientation = page.ORIENTATION_LANDSCAPE
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "1:1"
    page.oddFooter.center.text = "&P / &N"


def _put(cell: Any, value: Cell) -> Any:
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    elif isinstance(value, Decimal):
        cell.number_format = "#,##0.00"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _widths(sheet: PrintSheet) -> Sequence[int]:
    """Return how wide each column is, by its longest cell in a table."""
    widths = [_LEAST] * max((len(row) for _, row in _lines(sheet)), default=1)
    for part, row in _lines(sheet):
        if part in ("heads", "row", "total"):
            for column, value in enumerate(row):
                text = f"{value:,.2f}" if isinstance(value, Decimal) else csv_text(value)
                widths[column] = max(widths[column], min(cells(text) + _ROOM, _LONGEST))
    return widths


def _sheet_name(title: str) -> str:
    """Return `title` as a spreadsheet program takes it for the name of a sheet."""
    kept = "".join("-" if char in "[]:*?/\\" else char for char in title)[:31].strip("'")
    return kept or "1"
