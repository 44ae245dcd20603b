"""What somebody mended after the file was written: cells read in place of what stands there, rows left out."""

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


#: what stands in mended cells; an empty text empties the cell. A row is left out by its place `whole_row`.
Mended = Mapping[CellAt, str]
#: the column of no cell: it stands for its whole row, which is then not read.
_WHOLE_ROW = -1


def whole_row(sheet: str, row: int) -> CellAt:
    """Return what stands among mended cells for a whole row that is left out."""
    return CellAt(sheet, row, _WHOLE_ROW)


def is_whole_row(at: CellAt) -> bool:
    """Tell whether this place stands for a whole row that is left out."""
    return at.column == _WHOLE_ROW


def only_cells(mended: Mended) -> dict[CellAt, str]:
    """Return what was mended without the rows that are left out: so the file is shown, with those rows in it."""
    return {at: text for at, text in mended.items() if not is_whole_row(at)}


def mended_sheet(sheet: Sheet, mended: Mended) -> Sheet:
    """Return `sheet` with what was mended in it; where nothing was it is the same."""
    name = clean(sheet.name)
    rows: dict[int, dict[int, str]] = {}
    for at, text in mended.items():
        if at.sheet == name and _WHOLE_ROW <= at.column < MAX_COLUMNS:
            rows.setdefault(at.row, {})[at.column] = text
    return replace(sheet, rows=_rows(sheet.rows, rows)) if rows else sheet


def _rows(found: Iterator[tuple[int, Cells]], mended: Mapping[int, Mapping[int, str]]) -> Iterator[tuple[int, Cells]]:
    for number, cells in found:
        if (changes := mended.get(number)) is None:
            yield number, cells
            continue
        if _WHOLE_ROW in changes:
            continue
        row = [*cells, *[None] * (max(changes) + 1 - len(cells))]
        for column, text in changes.items():
            row[column] = text or None
        yield number, row
