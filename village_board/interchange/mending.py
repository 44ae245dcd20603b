"""Files to mend: the rows that an import did not take, each with what is wrong, ready to be imported again.

A cell that was read stands there as it was understood, a cell that was not as the clerk wrote it. A voucher comes
back whole.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from itertools import count
from pathlib import Path

from village_board.base.finding import Finding
from village_board.base.message import Message
from village_board.interchange.kinds import Column, mending_headers
from village_board.interchange.rows import Cell, written
from village_board.interchange.table import Row, Table
from village_board.interchange.writing import write_workbook
from village_board.text.clean import clean
from village_board.text.mask import mask_personal_numbers

#: what the name of a file to mend ends with.
SUFFIX = "-to-mend"
_MENDED = re.compile(rf"(.+?){SUFFIX}(?:-\d+)?")
_NO_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
_SHEET_NAME = 31
_LONGEST = 5000
_YUAN = 100


@dataclass(slots=True)
class ToMend:
    """The rows of one file that come back: by table, with the problems of each."""

    path: Path
    tables: list[tuple[Table, Mapping[int, Sequence[Finding]]]] = field(default_factory=list)
    rows: int = 0

    def add(self, table: Table, wrong: Mapping[int, Sequence[Finding]]) -> None:
        """Add the rows of `table` that `wrong` names."""
        count = sum(1 for row in table.rows if row.number in wrong)
        if count:
            self.tables.append((table, wrong))
            self.rows += count


def write_to_mend(returned: ToMend, words: Callable[[Message], str]) -> Path:
    """Write the rows beside the file they come from, as ``NAME-to-mend.xlsx``, and return where.

    Nothing that stands there is written over: the next free name is taken.

    Args:
        returned: the rows.
        words: turns a problem into the reader's sentence.

    Raises:
        CannotWrite: the folder cannot be written.
    """
    path = _free(returned.path)
    names: set[str] = set()
    sheets = []
    for table, wrong in returned.tables:
        name = _sheet_name(table, names)
        names.add(name)
        sheets.append((name, *_sheet(table, wrong, words)))
    write_workbook(path, sheets)
    return path


def _free(path: Path) -> Path:
    mended = _MENDED.fullmatch(path.stem)
    stem = mended[1] if mended else path.stem
    names = (f"{stem}{SUFFIX}{f'-{number}' if number > 1 else ''}.xlsx" for number in count(1))
    return next(free for name in names if not (free := path.with_name(name)).exists())


def _sheet_name(table: Table, taken: Collection[str]) -> str:
    name = _NO_SHEET_NAME.sub(" ", table.sheet or table.kind.file).strip()[:_SHEET_NAME] or table.kind.file
    names = (name, *(f"{name[: _SHEET_NAME - 4]} {number}" for number in range(2, 1000)))
    return next(one for one in names if one not in taken)


def _sheet(
    table: Table, wrong: Mapping[int, Sequence[Finding]], words: Callable[[Message], str]
) -> tuple[list[str], list[list[Cell]]]:
    """Return headers and rows of the table that comes back."""
    columns = list(_columns(table))
    headers = [*mending_headers(), *(label for label, _ in columns), *map(clean, table.others.values())]
    rows = []
    for row in table.rows:
        if row.number in wrong:
            said = "\n".join(_sentence(finding, words) for finding in wrong[row.number])
            cells = [write(row) for _, write in columns]
            rows.append([said or None, row.number, *cells, *(_raw(row, index) for index in table.others)])
    return headers, rows


def _sentence(finding: Finding, words: Callable[[Message], str]) -> str:
    sentence = words(finding.message)
    return f"{finding.column}: {sentence}" if finding.column else sentence


def _columns(table: Table) -> Iterator[tuple[str, Callable[[Row], Cell]]]:
    """Yield header and writer of each column; a part of a number or a date comes back as the whole."""
    parts: dict[str, list[int]] = {}
    own = {place.column.field for place in table.places}
    for place in table.places:
        column = place.column
        if column.fields and column.type != "span":
            parts.setdefault(column.fields[0], []).append(place.index)
    for place in table.places:
        column = place.column
        if column.fields and column.type != "span":
            whole = table.kind.column(column.fields[0])
            if whole.field not in own:
                own.add(whole.field)
                yield whole.header, _writer(whole, parts[whole.field], 1)
        else:
            units = place.factor // _YUAN
            header = column.header if units == 1 else f"{column.header}（万元）"
            yield header, _writer(column, [place.index], units)


def _writer(column: Column, indexes: Sequence[int], units: int) -> Callable[[Row], Cell]:
    def write(row: Row) -> Cell:
        value = row.values.get(column.field)
        if value is None or column.field in row.bad or column.fields:
            raw = [cell for index in indexes if (cell := _raw(row, index)) is not None]
            return raw[0] if len(raw) == 1 else "-".join(map(str, raw)) or None
        cell = written(column, value)
        return cell / units if units > 1 and isinstance(cell, Decimal) else cell

    return write


def _raw(row: Row, index: int) -> Cell:
    """Return what the clerk wrote, personal numbers hidden; a formula that was never worked out is nothing."""
    cell = row.cells[index] if index < len(row.cells) else None
    if isinstance(cell, str):
        return mask_personal_numbers(clean(cell, limit=_LONGEST, multiline=True)) or None
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float):
        return Decimal(repr(cell))
    return cell if isinstance(cell, (int, date, datetime)) else None
