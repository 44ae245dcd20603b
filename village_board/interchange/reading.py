"""One file into tables of values: every cell read by its column, every problem of every row collected."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from village_board.base.finding import Finding
from village_board.base.message import Message, say
from village_board.interchange.cells import amounts, days, words
from village_board.interchange.headers import SEARCHED_ROWS, Header, NoHeader, find_header
from village_board.interchange.kinds import Column, TableKind, kinds
from village_board.interchange.layout import Aside, Layout, layout_of
from village_board.interchange.outgoing import is_outgoing
from village_board.interchange.overlay import Mended, mended_sheet
from village_board.interchange.table import FileRead, Progress, Row, Table, Values
from village_board.interchange.tables import UNCALCULATED, Cells, Sheet, UnreadableFile, open_tables
from village_board.text.clean import clean

#: problems of one sheet that are listed; a table that is wrong in every row needs no longer list.
MAX_FINDINGS = 1000
#: problems of one sheet that are kept where its good rows are written all the same.
MAX_KEPT = 50_000
#: texts of one column that are remembered, so that a word that stands in every row is read once.
_REMEMBERED = 4096
_STEP = 500
_NAMED_ROWS = 8
_FAULTS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})
_YEAR = re.compile(r"(?<!\d)((?:19|20|２０|１９)[\d０-９]{2})\s*[年度]")
#: types whose merged cells count once: an amount that is made one over three rows is not three amounts.
_AMOUNTS = frozenset({"money", "area", "number", "count"})

_READERS: Mapping[str, Callable[[object], Any]] = {
    "text": words.text,
    "name": words.name,
    "long": words.long,
    "code": words.code,
    "period": days.period,
    "span": days.span,
    "area": amounts.area,
    "count": amounts.count,
    "number": amounts.number,
    "yes_no": words.yes_no,
    "account": words.account,
    "group": words.group,
    "list": words.listed,
}


def read_file(
    path: Path,
    *,
    kind: str | None = None,
    progress: Progress | None = None,
    listed: int = MAX_FINDINGS,
    mended: Mended | None = None,
) -> FileRead:
    """Return the tables of a file; one that cannot be read is a finding.

    Args:
        path: an XLSX or CSV file, or a web page that calls itself a spreadsheet.
        kind: the kind of its tables, where the headers do not tell.
        progress: called with rows done, rows in all as far as known, and the file's name.
        listed: after so many problems the rest of a sheet is left unread.
        mended: cells that are read in place of the file's own.
    """
    read = FileRead(path)
    name = clean(path.name)
    unknown: list[Finding] = []
    possible = tuple(kinds().values()) if kind is None else (kinds()[kind],)
    sheets = 0
    try:
        with open_tables(path) as opened:
            for each in opened:
                sheet = mended_sheet(each, mended) if mended else each
                report = None if progress is None else partial(_report, progress, sheet.extent, path.name)
                found = _read_sheet(name, path.stem, sheet, possible, report, listed)
                if found is None:
                    continue
                sheets += 1
                if isinstance(found, Table):
                    read.tables.append(found)
                elif isinstance(found, Finding):
                    read.notes.append(found)
                elif found[1] and kind is None:
                    read.findings.append(found[0])
                else:
                    unknown.append(found[0])
    except UnreadableFile as error:
        return FileRead(path, findings=[Finding(error.message, file=name)])
    if read.tables or read.findings or read.notes:
        # A sheet of notes beside a table is left out with a word; a file of nothing else is a problem.
        read.notes += [
            Finding(say("No known headers stand in this sheet; it was left out."), one.file, one.sheet)
            for one in unknown
        ]
    else:
        read.findings += unknown
    if not sheets:
        read.findings.append(Finding(say("The file has no rows. Fill in the table and save it."), file=name))
    return read


def _report(progress: Progress, extent: int, name: str, done: int) -> None:
    progress(done, max(extent, done), name)


def _read_sheet(
    file: str,
    stem: str,
    sheet: Sheet,
    possible: Sequence[TableKind],
    report: Callable[[int], None] | None,
    listed: int,
) -> Table | Finding | tuple[Finding, bool] | None:
    """Return a sheet's table; or why there is none and whether one was meant; None for an empty sheet.

    A finding alone is a word about a table of our own that is not for reading.
    """
    name = clean(sheet.name)
    rows = ((number, cells) for number, cells in sheet.rows if any(cells))
    head = list(islice(rows, SEARCHED_ROWS + 1))
    if not head:
        return None
    if ours := is_outgoing(head):
        message = say("{table} is written by acts on the board; this table was left out.", table=ours.file)
        return Finding(message, file, name, head[0][0])
    header = find_header(head, possible, sheet.merges)
    if isinstance(header, NoHeader):
        return Finding(header.message, file, name, header.row), header.meant
    year = _year([*_texts(head, header)], name, stem)
    table = Table(header.kind, file, name, _labels(header), header.places, header.others, year)
    _note_columns(table, header)
    _note_hidden(table, header, sheet)
    body = chain([row for row in head if row[0] > header.row], rows)
    layout = layout_of(header, head, sheet.merges)
    _Reading(table, header, layout, sheet, listed).read(body, report)
    if not table.rows and not table.findings:
        table.notes.append(Finding(say("There are no rows below the headers."), file, name, header.row))
    return table


def _texts(head: Iterable[tuple[int, Cells]], header: Header) -> Iterator[str]:
    for number, cells in head:
        if number <= header.row:
            yield " ".join(cell for cell in cells if isinstance(cell, str))


def _year(lines: Iterable[str], sheet: str, stem: str) -> int | None:
    """Return the one year that the lines above name; else the sheet's name, else the file's."""
    for text in ("\n".join(lines), sheet + "年", stem + "年"):
        years = {int(year) for year in _YEAR.findall(text)}
        if years:
            return years.pop() if len(years) == 1 else None
    return None


def _labels(header: Header) -> Mapping[str, str]:
    labels: dict[str, str] = {}
    for place in header.places:
        for name in (place.column.field, *place.column.fields):
            labels.setdefault(name, place.label)
    return labels


def _note_columns(table: Table, header: Header) -> None:
    for label in header.unknown:
        message = say("{kind} has no such column; it was left out.", kind=header.kind.label)
        table.notes.append(Finding(message, table.file, table.sheet, header.row, label))
    for label in header.doubled:
        message = say("Another column says the same; this one was left out.")
        table.notes.append(Finding(message, table.file, table.sheet, header.row, label))


def _note_hidden(table: Table, header: Header, sheet: Sheet) -> None:
    if sheet.hidden:
        table.notes.append(Finding(say("The sheet is hidden; it was read like the others."), table.file, table.sheet))
    for place in header.places:
        if place.index in sheet.hidden_columns:
            message = say("The column is hidden; it was read like the others.")
            table.notes.append(Finding(message, table.file, table.sheet, header.row, place.label))


def reader_of(column: Column, factor: int, *, year: int | None, sheet: Sheet) -> Callable[[object], Any]:
    """Return the reader of a column's cells.

    Args:
        column: the column.
        factor: fen in one unit of its money.
        year: the year that the table's title names.
        sheet: where it stands.
    """
    match column.type:
        case "choice":
            return words.choice(column.choices, column.words)
        case "money":
            return partial(amounts.money, factor=factor)
        case "date":
            return partial(days.day, year=year, day_zero=sheet.day_zero)
        case "moment":
            return partial(days.moment, year=year, day_zero=sheet.day_zero)
        case "month":
            return partial(days.month, year=year)
    return _READERS[column.type]


@dataclass(slots=True)
class _Cells:
    """The cells of one column: how they are read, and what was read of words that stand in many rows."""

    index: int
    name: str
    parts: tuple[str, ...]
    read: Callable[[object], Any]
    numbers: bool = False
    known: dict[object, Any] = field(default_factory=dict)

    def value(self, cell: object) -> Any:
        """Return what a cell says, and remember it where it may stand there again."""
        if cell is UNCALCULATED:
            return _uncalculated()
        kind = cell.__class__
        value = _fault(str(cell)) if kind is str and cell in _FAULTS else self.read(cell)
        # True is 1 and 1.0 is 1 to a dictionary, and yet they say something else in a cell.
        if (kind is str or kind is datetime or (kind is int and self.numbers)) and len(self.known) < _REMEMBERED:
            self.known[cell] = value
        return value


_UNKNOWN: Any = object()
# What most cells say: nothing is to be told of it, and it fills one field.
_PLAIN = frozenset({str, int, bool, date, Decimal})


class _Reading:
    """The rows of one table while they are read."""

    def __init__(self, table: Table, header: Header, layout: Layout, sheet: Sheet, listed: int) -> None:
        self._table, self._layout, self._sheet, self._listed = table, layout, sheet, listed
        self._columns = [
            _Cells(
                place.index,
                place.column.field,
                place.column.fields if place.column.type == "span" else (),
                reader_of(place.column, place.factor, year=table.year, sheet=sheet),
                place.column.type == "account",
            )
            for place in header.places
        ]
        self._each = [(column.index, column.name, column.known, column) for column in self._columns]
        self._required = tuple((column.field, column.header) for column in header.kind.columns if column.required)
        self._order = header.kind.order
        self._amounts = frozenset(place.index for place in header.places if place.column.type in _AMOUNTS)
        self._aside: dict[Aside, list[int]] = {}
        self._hidden: list[int] = []

    def read(self, rows: Iterable[tuple[int, Cells]], report: Callable[[int], None] | None) -> None:
        """Read the rows below the header."""
        table, layout, hidden = self._table, self._layout, self._sheet.hidden_rows
        for number, cells in rows:
            if (why := layout.aside(cells)) is not None:
                self._aside.setdefault(why, []).append(number)
                continue
            row = self._row(number, layout.filled_in(number, cells, self._amounts) if layout.merges else cells)
            if row.values or row.bad:
                self._check(row)
                table.rows.append(row)
                if number in hidden:
                    self._hidden.append(number)
            if report is not None and number % _STEP == 0:
                report(number)
            if len(table.findings) > self._listed:
                table.unread = True
                message = say(
                    "There are more problems than are listed here. Mend these first, then read the file again."
                )
                table.findings.append(Finding(message, table.file, table.sheet, number))
                break
        self._note_rows()

    def _row(self, number: int, cells: Cells) -> Row:
        values: Values = {}
        bad = set[str]()
        width = len(cells)
        table = self._table
        for index, name, known, column in self._each:
            if index >= width:
                continue
            cell = cells[index]
            if cell is None or cell == "":
                continue
            value = known.get(cell, _UNKNOWN)
            if value is _UNKNOWN:
                value = column.value(cell)
            if value is None:
                continue
            kind = value.__class__
            if kind in _PLAIN:
                values[name] = value
                continue
            if kind is Message:
                bad.add(name)
                table.findings.append(table.finding(number, name, value))
                continue
            if kind is words.Noted:
                table.notes.append(table.finding(number, name, value.message))
                value = value.value
            _keep(values, column, value)
        return Row(number, values, bad, cells)

    def _check(self, row: Row) -> None:
        """Find days in the wrong order, and empty cells that must not be."""
        table, number, values = self._table, row.number, row.values
        for name, header in self._required:
            # A voucher's next line has no number of its own: only its shape knows whether one is missing.
            if name not in values and name not in row.bad and table.kind.name != "vouchers":
                message = say("The cell is empty. {column} is needed in every row.", column=header)
                table.findings.append(table.finding(number, name, message))
        for first, second in self._order:
            if first in values and second in values and days.local_day(values[second]) < days.local_day(values[first]):
                message = say(
                    "{second} ({later}) lies before {first} ({earlier}). Correct one of them.",
                    first=table.kind.column(first).header,
                    second=table.kind.column(second).header,
                    earlier=days.local_day(values[first]),
                    later=days.local_day(values[second]),
                )
                table.broken.append(table.finding(number, second, message))

    def _note_rows(self) -> None:
        table = self._table
        if self._layout.filled:
            columns = "、".join(place.label for place in table.places if place.index in self._layout.filled)
            message = say("A merged amount counts once, in its first row. Columns: {columns}.", columns=columns)
            table.notes.append(Finding(message, table.file, table.sheet))
        table.breaks += self._aside.get(Aside.TOTAL, ())
        for why, numbers in self._aside.items():
            message = _ASIDE[why](len(numbers), _named(numbers))
            table.notes.append(Finding(message, table.file, table.sheet, numbers[0]))
        if self._hidden:
            message = say(
                "Hidden rows were read like the others: {n} (rows {rows}).",
                n=len(self._hidden),
                rows=_named(self._hidden),
            )
            table.notes.append(Finding(message, table.file, table.sheet, self._hidden[0]))


def _keep(values: Values, column: _Cells, value: Any) -> None:
    if column.parts:
        for part, day in zip(column.parts, value, strict=True):
            values.setdefault(part, day)
    else:
        values[column.name] = value


_ASIDE: Mapping[Aside, Callable[[int, str], Message]] = {
    Aside.TOTAL: lambda n, rows: say("Totals left out: {n} (rows {rows}).", n=n, rows=rows),
    Aside.SIGNED: lambda n, rows: say("Signatures and notes left out: {n} (rows {rows}).", n=n, rows=rows),
    Aside.REPEATED: lambda n, rows: say(
        "Titles and headers that stand again left out: {n} (rows {rows}).", n=n, rows=rows
    ),
}


def _named(numbers: Sequence[int]) -> str:
    named = "、".join(map(str, numbers[:_NAMED_ROWS]))
    return named if len(numbers) <= _NAMED_ROWS else f"{named} …"


def _fault(cell: str) -> Message:
    return say("The cell holds an error of the spreadsheet ({cell}). Correct its formula.", cell=cell)


def _uncalculated() -> Message:
    return say(
        "The cell holds a formula that was never worked out. Open the file in the spreadsheet program, save it, "
        "and import it again."
    )
