"""What an import would do with one file, cell by cell: for whoever mends its findings in place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from village_board.base.finding import Finding
from village_board.base.message import Message
from village_board.desk import Desk
from village_board.interchange.importing import ImportReport, import_files
from village_board.interchange.overlay import CellAt, Mended, only_cells
from village_board.interchange.reading import read_file
from village_board.interchange.rows import csv_text
from village_board.interchange.table import Table
from village_board.interchange.tables import UNCALCULATED


@dataclass(frozen=True)
class PreviewTable:
    """One table of a file as it was read.

    Attributes:
        kind: its name in words.
        sheet: where it stands.
        columns: header of each column that is read, by its place from 0, in the order of the file.
        rows: what stands in those columns, by the number of the row; totals and signatures are not among them, rows
            that were left out are.
    """

    kind: Message
    sheet: str
    columns: Mapping[int, str]
    rows: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True)
class Preview:
    """What an import would do.

    Attributes:
        tables: what was read.
        report: what would be done, and every finding.
        at: the findings that stand at a cell; the cell of a finding about a whole row is its first column.
        elsewhere: the findings that stand at no cell.
    """

    tables: tuple[PreviewTable, ...]
    report: ImportReport
    at: Mapping[CellAt, tuple[Finding, ...]]
    elsewhere: tuple[Finding, ...]

    @property
    def is_ready(self) -> bool:
        """Whether all of it would be taken in."""
        return not self.report.blocked


def preview(desk: Desk, path: Path, mended: Mended, *, kind: str | None = None, as_found: bool = False) -> Preview:
    """Read and judge a file with what was mended in it; nothing is written.

    With `as_found` a past that broke rules would be recorded: what is told then is what was broken.

    Raises:
        NotPermitted: whoever acts may not import.
    """
    report = import_files(desk, [path], kind=kind, dry_run=True, as_found=as_found, mended={path: mended})
    read = read_file(path, kind=kind, mended=only_cells(mended))
    tables = tuple(map(_shown, read.tables))
    at: dict[CellAt, tuple[Finding, ...]] = {}
    elsewhere: list[Finding] = []
    for finding in report.findings:
        place = _place(finding, read.tables)
        if place is None:
            elsewhere.append(finding)
        else:
            at[place] = (*at.get(place, ()), finding)
    return Preview(tables, report, at, tuple(elsewhere))


def _shown(table: Table) -> PreviewTable:
    columns = {place.index: place.label for place in sorted(table.places, key=lambda place: place.index)}
    rows = {row.number: tuple(_text(row.cells, index) for index in columns) for row in table.rows}
    return PreviewTable(table.kind.label, table.sheet, columns, rows)


def _text(cells: Any, index: int) -> str:
    cell = cells[index] if index < len(cells) else None
    return "" if cell is UNCALCULATED else csv_text(cell)


def _place(finding: Finding, tables: list[Table]) -> CellAt | None:
    table = next((one for one in tables if one.sheet == finding.sheet), None)
    if table is None or not any(row.number == finding.row for row in table.rows):
        return None
    by_label = {place.label: place.index for place in table.places}
    first = min(by_label.values(), default=0)
    return CellAt(table.sheet, finding.row, by_label.get(finding.column, first))
