"""Writing clerks' files so that the same rows give the same bytes on any machine.

A spreadsheet program stamps the time into a workbook, and its compression differs between builds; so the workbook is
written here: stored, not compressed, with one fixed time in the archive.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from xml.sax.saxutils import escape

Cell = str | int | Decimal | date | datetime | None
#: (first row, first column, last row, last column), counted from 0
Span = tuple[int, int, int, int]

_EPOCH = date(1899, 12, 30)
_STAMP = (2026, 1, 1, 0, 0, 0)
_PLAIN, _TITLE, _HEADER, _DAY, _TIME, _MONEY, _WRAPPED = range(7)
_LONG = 40

_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>'
    '<Override PartName="/xl/sharedStrings.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd\\ hh:mm"/>'
    '</numFmts><fonts count="3"><font><sz val="11"/><name val="宋体"/></font>'
    '<font><b/><sz val="16"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7">'
    '<xf/><xf fontId="1" applyFont="1" applyAlignment="1"><alignment horizontal="center"/></xf>'
    '<xf fontId="2" applyFont="1" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>'
    '<xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="164" applyNumberFormat="1"/>'
    '<xf numFmtId="4" applyNumberFormat="1"/><xf applyAlignment="1"><alignment wrapText="1" vertical="top"/></xf>'
    '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


@dataclass(frozen=True)
class Sheet:
    """A table as a clerk keeps it: titles above, one or two lines of headers, rows.

    `money` names the columns of amounts, by their place from 0; `spans` are merged cells.
    """

    name: str
    titles: Sequence[str]
    headers: Sequence[Sequence[str]]
    rows: Sequence[Sequence[Cell]]
    spans: Sequence[Span] = ()


class _Strings:
    """The shared strings of a workbook, each with its number."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        return self._numbers.setdefault(text, len(self._numbers))

    def xml(self) -> str:
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self._numbers)
        count = len(self._numbers)
        return f'<sst xmlns="{_MAIN}" count="{count}" uniqueCount="{count}">{items}</sst>'


def write_xlsx(path: Path, sheet: Sheet) -> None:
    """Write `sheet` as a workbook with one worksheet."""
    strings = _Strings()
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": f'<Relationships xmlns="{_RELS}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets><sheet name="{escape(sheet.name)}" '
        'sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELS}">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        f'<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId3" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": _worksheet(sheet, strings),
        "xl/sharedStrings.xml": strings.xml(),
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, text in parts.items():
            entry = zipfile.ZipInfo(name, _STAMP)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}')


def write_csv(path: Path, sheet: Sheet, *, encoding: str = "utf-8-sig") -> None:
    """Write the headers and rows of `sheet`, as spreadsheet programs export them."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([title] for title in sheet.titles)
    writer.writerows(sheet.headers)
    writer.writerows([_text(value) for value in row] for row in sheet.rows)
    path.write_bytes(text.getvalue().encode(encoding))


def _text(value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return str(value)


def _worksheet(sheet: Sheet, strings: _Strings) -> str:
    lines: list[tuple[Iterable[Cell], int]] = [((title,), _TITLE) for title in sheet.titles]
    lines += [(header, _HEADER) for header in sheet.headers]
    lines += [(row, _PLAIN) for row in sheet.rows]
    width = len(sheet.headers[-1])
    columns = [_column(place) for place in range(width)]
    rows = "".join(_row(number, cells, style, columns, strings) for number, (cells, style) in enumerate(lines, 1))
    spans = [(line, 0, line, width - 1) for line in range(len(sheet.titles))]
    spans += [(a + len(sheet.titles), b, c + len(sheet.titles), d) for a, b, c, d in sheet.spans]
    merged = "".join(f'<mergeCell ref="{_column(b)}{a + 1}:{_column(d)}{c + 1}"/>' for a, b, c, d in spans)
    block = f'<mergeCells count="{len(spans)}">{merged}</mergeCells>' if spans else ""
    return f'<worksheet xmlns="{_MAIN}"><cols>{_widths(width)}</cols><sheetData>{rows}</sheetData>{block}</worksheet>'


def _widths(width: int) -> str:
    return f'<col min="1" max="{width}" width="14" customWidth="1"/>'


def _row(number: int, cells: Iterable[Cell], style: int, columns: Sequence[str], strings: _Strings) -> str:
    written = "".join(
        _cell(f"{column}{number}", value, style, strings)
        for column, value in zip(columns, cells, strict=False)
        if value is not None and value != ""
    )
    return f'<row r="{number}">{written}</row>'


def _cell(place: str, value: Cell, style: int, strings: _Strings) -> str:
    if isinstance(value, str):
        if not style and len(value) > _LONG:
            style = _WRAPPED
        return f'<c r="{place}" s="{style}" t="s"><v>{strings.number(value)}</v></c>'
    if isinstance(value, datetime):
        minutes = value.hour * 60 + value.minute
        serial = f"{(value.date() - _EPOCH).days + minutes / 1440:.6f}"
        return f'<c r="{place}" s="{_TIME}"><v>{serial}</v></c>'
    if isinstance(value, date):
        return f'<c r="{place}" s="{_DAY}"><v>{(value - _EPOCH).days}</v></c>'
    if isinstance(value, Decimal):
        return f'<c r="{place}" s="{_MONEY}"><v>{value}</v></c>'
    return f'<c r="{place}"><v>{value}</v></c>'


def _column(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
