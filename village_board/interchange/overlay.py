"""Cells that somebody mended after the file was written: they are read in place of what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from village_board.interchange.tables import MAX_COLUMNS, Cells, Sheet
from village_board.text.clean import clean


@dataclass(frozen=True, slots=True)
class CellAt:
    """A cell: sheet (as cleaned; empty in CSV), row as the spreadsheet shows it, column from 0."""

    sheet: str
    row: int
    column: int


#: what stands in mended cells; an empty text empties the cell.
Mended = Mapping[CellAt, str]


def mended_sheet(sheet: Sheet, mended: Mended) -> Sheet:
    """Return `sheet` with what was mended in it; where nothing was it is the same."""
    name = clean(sheet.name)
    rows: dict[int, dict[int, str]] = {}
    for at, text in mended.items():
        if at.sheet == name and 0 <= at.column < MAX_COLUMNS:
            rows.setdefault(at.row, {})[at.column] = text
    return replace(sheet, rows=_rows(sheet.rows, rows)) if rows else sheet


def _rows(found: Iterator[tuple[int, Cells]], mended: Mapping[int, Mapping[int, str]]) -> Iterator[tuple[int, Cells]]:
    for number, cells in found:
        if (changes := mended.get(number)) is None:
            yield number, cells
            continue
        row = [*cells, *[None] * (max(changes) + 1 - len(cells))]
        for column, text in changes.items():
            row[column] = text or None
        yield number, row
