"""One file into tables of values: every cell read by its column, every problem of every row collected."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Any

from village_board.base.finding import Finding
from village_board.base.message import Message, say
from village_board.interchange.cells import amounts, days, words
from village_board.interchange.headers import SEARCHED_ROWS, Header, NoHeader, find_header
from village_board.interchange.kinds import Column, TableKind, kinds
from village_board.interchange.tables import Cells, Sheet, UnreadableFile, open_tables
from village_board.text.clean import clean

Values = dict[str, Any]
Progress = Callable[[int, int, str], object]

#: problems of one sheet that are listed; a table that is wrong in every row needs no longer list.
MAX_FINDINGS = 1000
#: texts of one column that are remembered, so that a word that stands in every row is read once.
_REMEMBERED = 4096
_STEP = 500
_FAULTS = frozenset({"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!"})

_READERS: Mapping[str, Callable[[object], Any]] = {
    "text": words.text,
    "long": words.long,
    "code": words.code,
    "date": days.day,
    "moment": days.moment,
    "month": days.month,
    "period": days.period,
    "span": days.span,
    "money": amounts.money,
    "area": amounts.area,
    "count": amounts.count,
    "number": amounts.number,
    "yes_no": words.yes_no,
    "account": words.account,
    "group": words.group,
    "list": words.listed,
}


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        number: as the spreadsheet shows it.
        values: what the cells say that say something.
        bad: fields whose cell has a problem, which is a finding already.
    """

    number: int
    values: Values
    bad: set[str]


@dataclass(slots=True)
class Table:
    """One table that was read.

    Attributes:
        labels: field -> header as the clerk wrote it, for each column that stands there.
        findings: problems that stop the import.
        notes: what is told and stops nothing.
    """

    kind: TableKind
    file: str
    sheet: str
    labels: Mapping[str, str]
    rows: list[Row] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)

    def finding(self, row: int, field_name: str, message: Message) -> Finding:
        """Return a finding about a cell of this table."""
        return Finding(message, self.file, self.sheet, row, self.labels.get(field_name, ""))


@dataclass(slots=True)
class FileRead:
    """All of one file."""

    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)


def read_file(path: Path, *, kind: str | None = None, progress: Progress | None = None) -> FileRead:
    """Return the tables of a file; one that cannot be read is a finding.

    Args:
        path: an XLSX or CSV file.
        kind: the kind of its tables, where the headers do not tell.
        progress: called with rows done, rows in all as far as known, and the file's name.
    """
    read = FileRead()
    name = clean(path.name)
    unknown: list[Finding] = []
    possible = tuple(kinds().values()) if kind is None else (kinds()[kind],)
    sheets = 0
    try:
        with open_tables(path) as opened:
            for sheet in opened:
                report = None if progress is None else partial(_report, progress, sheet.extent, path.name)
                found = _read_sheet(name, sheet, possible, report)
                if found is None:
                    continue
                sheets += 1
                if isinstance(found, Table):
                    read.tables.append(found)
                elif found[1]:
                    read.findings.append(found[0])
                else:
                    unknown.append(found[0])
    except UnreadableFile as error:
        return FileRead(findings=[Finding(error.message, file=name)])
    # A sheet of notes beside a table is left out with a word; a file of nothing else is a problem.
    (read.notes if read.tables else read.findings).extend(unknown)
    if not sheets:
        read.findings.append(Finding(say("The file has no rows. Fill in the table and save it."), file=name))
    return read


def _report(progress: Progress, extent: int, name: str, done: int) -> None:
    progress(done, max(extent, done), name)


def _read_sheet(
    file: str, sheet: Sheet, possible: Sequence[TableKind], report: Callable[[int], None] | None
) -> Table | tuple[Finding, bool] | None:
    """Return a sheet's table; or why there is none and whether one was meant; None for an empty sheet."""
    name = clean(sheet.name)
    rows = ((number, cells) for number, cells in sheet.rows if any(cells))
    head = list(islice(rows, SEARCHED_ROWS + 1))
    if not head:
        return None
    header = find_header(head, possible)
    if isinstance(header, NoHeader):
        return Finding(header.message, file, name, header.row), header.meant
    table = Table(header.kind, file, name, _labels(header))
    _note_columns(table, header)
    body = chain([row for row in head if row[0] > header.row], rows)
    _read_rows(table, header, body, report)
    if not table.rows and not table.findings:
        table.notes.append(Finding(say("There are no rows below the headers."), file, name, header.row))
    return table


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


def reader_of(column: Column, factor: int) -> Callable[[object], Any]:
    """Return the reader of a column's cells; `factor` is fen in one unit of its money."""
    if column.type == "choice":
        return words.choice(column.choices, column.words)
    if column.type == "money":
        return partial(amounts.money, factor=factor)
    return _READERS[column.type]


@dataclass(slots=True)
class _Cells:
    """The cells of one column: how they are read, and what was read of words that stand in many rows."""

    index: int
    name: str
    parts: tuple[str, ...]
    read: Callable[[object], Any]
    known: dict[str, Any] = field(default_factory=dict)

    def value(self, cell: object) -> Any:
        if not isinstance(cell, str):
            return self.read(cell)
        if cell in self.known:
            return self.known[cell]
        value = _fault(cell) if cell in _FAULTS else self.read(cell)
        if len(self.known) < _REMEMBERED:
            self.known[cell] = value
        return value


def _read_rows(
    table: Table, header: Header, rows: Iterable[tuple[int, Cells]], report: Callable[[int], None] | None
) -> None:
    columns = [
        _Cells(place.index, place.column.field, place.column.fields, reader_of(place.column, place.factor))
        for place in header.places
    ]
    for number, cells in rows:
        row = _read_row(table, columns, number, cells)
        if row.values or row.bad:
            _check_row(table, row)
            table.rows.append(row)
        if report is not None and number % _STEP == 0:
            report(number)
        if len(table.findings) > MAX_FINDINGS:
            message = say("There are more problems than are listed here. Mend these first, then read the file again.")
            table.findings.append(Finding(message, table.file, table.sheet, number))
            return


def _read_row(table: Table, columns: Iterable[_Cells], number: int, cells: Cells) -> Row:
    values: Values = {}
    bad = set[str]()
    width = len(cells)
    for column in columns:
        if column.index >= width:
            continue
        cell = cells[column.index]
        if cell is None or cell == "":
            continue
        value = column.value(cell)
        if isinstance(value, Message):
            bad.add(column.name)
            table.findings.append(table.finding(number, column.name, value))
            continue
        if isinstance(value, words.Noted):
            table.notes.append(table.finding(number, column.name, value.message))
            value = value.value
        if value is None:
            continue
        if column.parts:
            for part, day in zip(column.parts, value, strict=True):
                values.setdefault(part, day)
        else:
            values[column.name] = value
    return Row(number, values, bad)


def _fault(cell: str) -> Message:
    return say("The cell holds an error of the spreadsheet ({cell}). Correct its formula.", cell=cell)


def _check_row(table: Table, row: Row) -> None:
    """Find empty cells that must not be, and days in the wrong order."""
    number, values = row.number, row.values
    for column in table.kind.columns:
        if column.required and column.field not in values and column.field not in row.bad:
            message = say("The cell is empty. {column} is needed in every row.", column=column.header)
            table.findings.append(table.finding(number, column.field, message))
    for first, second in table.kind.order:
        if first in values and second in values and days.local_day(values[second]) < days.local_day(values[first]):
            message = say(
                "{second} ({later}) lies before {first} ({earlier}). Correct one of them.",
                first=table.kind.column(first).header,
                second=table.kind.column(second).header,
                earlier=days.local_day(values[first]),
                later=days.local_day(values[second]),
            )
            table.findings.append(table.finding(number, second, message))
