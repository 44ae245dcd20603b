"""Writing tables: exports that import again unchanged, and templates to be filled in.

CSV has a byte order mark, so that every spreadsheet program reads it as UTF-8. Text that would run as a
formula is quoted there (A11), and is a string cell in XLSX (A12).
"""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from itertools import chain
from pathlib import Path
from typing import Any, Protocol, TypeVar

from village_board.base.errors import Refused
from village_board.base.kind import Record
from village_board.base.message import N_
from village_board.interchange.formulas import quoted
from village_board.interchange.kinds import Column, TableKind, kinds
from village_board.interchange.outgoing import Outgoing, outgoing, rows_out
from village_board.interchange.rows import Cell, columns_of, csv_text, rows_of

R = TypeVar("R", bound=Record)

#: formats of `export_tables`.
FORMATS = ("csv", "xlsx")
#: rows of a template that offer the words of a choice.
TEMPLATE_ROWS = 1000
_LONGEST_LIST = 255
_NUMBERS = (int, Decimal)
_WIDTH = {"text": 18, "long": 40, "date": 12, "moment": 17, "money": 14, "span": 24}


class Readable(Protocol):
    """What an export reads: the records of a desk."""

    today: date

    def all(self, cls: type[R]) -> Iterator[R]:
        """Yield every record of a kind."""
        ...


class CannotWrite(Refused):
    """A file or folder cannot be written."""

    sentence = N_("{path} cannot be written ({why}). Choose another place, or mend its rights.")

    def __init__(self, path: Path, why: str) -> None:
        super().__init__(path=str(path), why=why)


class UnknownFormat(Refused):
    """The name of a file does not say how to write it."""

    sentence = N_("{file} must end in .xlsx or .csv.")

    def __init__(self, file: str) -> None:
        super().__init__(file=file)


def export_tables(records: Readable, out_dir: Path, format: str) -> list[Path]:  # noqa: A002 - the command's own word
    """Write every kind of record as a clerk's table into `out_dir`; kinds without any are left out.

    What only acts on the board write comes out too; importing leaves those tables out with a word.

    Raises:
        CannotWrite: the folder or a file in it cannot be written.
    """
    try:
        out_dir.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise CannotWrite(out_dir, error.strerror or type(error).__name__) from None
    files = []
    for kind in kinds().values():
        columns = columns_of(kind)
        rows = _rows(kind, columns, records)
        first = next(rows, None)
        if first is not None:
            path = out_dir / f"{kind.name}.{format}"
            write_table(path, [column.header for column in columns], chain([first], rows), sheet=kind.file)
            files.append(path)
    return files + [
        _written_out(table, records, out_dir, format) for table in outgoing() if any(rows_out(table, records))
    ]


def _written_out(table: Outgoing, records: Readable, out_dir: Path, format: str) -> Path:  # noqa: A002 - the command's own word
    path = out_dir / f"{table.name}.{format}"
    write_table(path, table.headers, rows_out(table, records), sheet=table.file)
    return path


def _rows(kind: TableKind, columns: tuple[Column, ...], records: Readable) -> Iterator[Sequence[Cell]]:
    for record in records.all(kind.record):
        yield from rows_of(columns, record, records.today)


def write_table(path: Path, headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, sheet: str = "") -> None:
    """Write a table as CSV or XLSX, by the end of the file's name. One that stands there is replaced whole.

    Raises:
        UnknownFormat: the name ends otherwise.
        CannotWrite: the file cannot be written.
    """
    match path.suffix.lower():
        case ".csv":
            content = _csv(headers, rows)
        case ".xlsx":
            content = _xlsx([(sheet or path.stem, headers, rows)])
        case _:
            raise UnknownFormat(path.name)
    replace_file(path, content)


def write_template(kind: str, path: Path) -> None:
    """Write an empty table of a kind with its headers; in XLSX with hints, and lists where there are choices.

    Raises:
        UnknownFormat: the name of the file ends neither in .xlsx nor in .csv.
        CannotWrite: the file cannot be written.
    """
    table = kinds()[kind]
    headers = [column.header for column in table.canonical]
    if path.suffix.lower() == ".xlsx":
        replace_file(path, _xlsx_template(table))
    else:
        write_table(path, headers, ())


def replace_file(path: Path, content: bytes) -> None:
    """Write `content` beside `path` and move it there, so that a full disk leaves what stood.

    Raises:
        CannotWrite: the file cannot be written.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise CannotWrite(path, error.strerror or type(error).__name__) from None


def _csv(headers: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(headers)
    for row in rows:
        writer.writerow([quoted(cell) if isinstance(cell, str) else csv_text(cell) for cell in row])
    return text.getvalue().encode("utf-8-sig")


def write_workbook(path: Path, sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> None:
    """Write an XLSX file of several sheets, each by its name, its headers and its rows.

    Raises:
        CannotWrite: the file cannot be written.
    """
    replace_file(path, _xlsx(sheets))


def _xlsx(sheets: Iterable[tuple[str, Sequence[str], Iterable[Sequence[Cell]]]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415 - an export in CSV need not load it

    book = Workbook(write_only=True)
    for title, headers, rows in sheets:
        sheet = book.create_sheet(title)
        sheet.freeze_panes = "A2"
        sheet.append([_cell(sheet, header) for header in headers])
        for row in rows:
            sheet.append([_cell(sheet, value) for value in row])
    return _saved(book)


def _cell(sheet: Any, value: Cell) -> Any:
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415

    if value is None:
        return None
    cell: Any = WriteOnlyCell(sheet)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    elif isinstance(value, datetime):
        cell.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell


def _xlsx_template(table: TableKind) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    book = Workbook()
    sheet: Any = book.active
    sheet.title = table.file
    sheet.freeze_panes = "A2"
    for number, column in enumerate(table.canonical, start=1):
        letter = get_column_letter(number)
        head = sheet.cell(1, number, column.header)
        head.font = Font(bold=True, color="C00000" if column.required else None)
        if hint := _hint(column):
            head.comment = Comment(hint, "村务公开")
        sheet.column_dimensions[letter].width = _WIDTH.get(column.type, 12)
        if validation := _validation(column):
            sheet.add_data_validation(validation)
            validation.add(f"{letter}2:{letter}{TEMPLATE_ROWS}")
    return _saved(book)


#: what stands at the head of a template's column; the table is in Chinese, whatever the reader's language.
_HINTS = {
    "date": "写法：2026-03-15",
    "moment": "写法：2026-03-15 14:30",
    "month": "写法：2026-03",
    "period": "写法：2026、2026-Q1 或 2026-03",
    "money": "单位：元",
    "area": "单位：亩，两位小数",
    "account": "科目代码，如 501 或 50101",
    "group": "小组的号码，如 3",
    "list": "几项之间用顿号隔开",
}


def _hint(column: Column) -> str:
    parts = ["必填" if column.required else "", _HINTS.get(column.type, ""), " / ".join(_offered(column))]
    return "\n".join(filter(None, parts))


def _offered(column: Column) -> tuple[str, ...]:
    return ("是", "否") if column.type == "yes_no" else tuple(column.words.values())


def _validation(column: Column) -> Any:
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    words = ",".join(_offered(column))
    if not words or len(words) > _LONGEST_LIST:
        return None
    return DataValidation(type="list", formula1=f'"{words}"', allow_blank=True, showErrorMessage=True)


def _saved(book: Any) -> bytes:
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()
