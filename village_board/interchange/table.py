"""What reading gives: tables of rows of values, with the problems that were found."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from village_board.base.finding import Finding
from village_board.base.message import Message
from village_board.interchange.headers import Place
from village_board.interchange.kinds import TableKind

Values = dict[str, Any]
#: told of work: how much is done, of how much, at what.
Progress = Callable[[int, int, str], object]


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        number: as the spreadsheet shows it.
        values: what the cells say that say something.
        bad: fields whose cell has a problem, which is a finding already.
        cells: what stood there, merged cells filled in.
    """

    number: int
    values: Values
    bad: set[str]
    cells: Sequence[Any] = ()


@dataclass(slots=True)
class Table:
    """One table that was read.

    Attributes:
        labels: field -> header as the clerk wrote it, for each column that stands there.
        places: the columns that are read.
        others: the columns that are not, by their places; none of those that must never be read.
        year: the year that the lines above the table name, where they name just one.
        rows: its rows; totals and signatures are not among them.
        breaks: the rows of totals.
        together: rows that come back together where one of them has a problem, and make no record.
        findings: what no record can hold.
        broken: rules that the past may have broken; a record can hold it all the same (see `--as-found`).
        notes: what is told and stops nothing.
        unread: whether so much is wrong that the rest was not read.
    """

    kind: TableKind
    file: str
    sheet: str
    labels: Mapping[str, str]
    places: tuple[Place, ...] = ()
    others: Mapping[int, str] = field(default_factory=dict)
    year: int | None = None
    rows: list[Row] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)
    together: list[list[int]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    broken: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
    unread: bool = False

    def finding(self, row: int, field_name: str, message: Message) -> Finding:
        """Return a finding about a cell of this table."""
        return Finding(message, self.file, self.sheet, row, self.labels.get(field_name, ""))


@dataclass(slots=True)
class FileRead:
    """All of one file."""

    path: Path
    tables: list[Table] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[Finding] = field(default_factory=list)
