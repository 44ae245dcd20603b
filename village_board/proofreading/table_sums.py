"""Tables: totals of columns and of rows that their numbers do not give."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from village_board.base.message import Message
from village_board.privacy.document import Table
from village_board.privacy.flat import Flat, Piece
from village_board.proofreading.model import Kind, Remark
from village_board.proofreading.quantities import number_shown
from village_board.proofreading.reading import remark_at
from village_board.proofreading.words import COLUMN_DOES_NOT_ADD_UP, ROW_DOES_NOT_ADD_UP
from village_board.text.plain import plain

_NUMBER = re.compile(r"[¥]?(-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?)(?:元|万元|亩|人|户|件|项|次|个|%)?")
_TOTAL = re.compile(
    r"(?:\([一二三四五六七八九十]+\)|[一二三四五六七八九十]+、)?(?:合计|总计|共计|总和)(?:\(.{0,8}\))?[:]?"
)
_SUBTOTAL = re.compile("小计[:]?")
_NO_SUM = re.compile(
    r"序号|编号|单价|标准|率|比|%|年龄|电话|号码?$|日期|时间|年份|均|余额|结余|结存|增减|同比|税率|单位|次序|排名"
)
_TEN_THOUSANDS = "万元"
# Of the rows that have a total of their own, so many in ten must add up before the others are said not to.
_FITTING, _IN = 5, 10
_LEAST_PARTS = 2
# Cells at the beginning of a row in which its label stands, and years that a header may name.
_LABELS = 3
# Rows of a header, and columns of the widest table that is added up.
_HEADS, _WIDEST = 4, 200
_YEARS = range(1950, 2100)


@dataclass
class _Grid:
    """The numbers of a table, None where a cell holds none."""

    words: list[list[str]]
    values: list[list[Decimal | None]]
    header: int = 0
    totals: dict[int, bool] = field(default_factory=dict)

    def value(self, row: int, column: int) -> Decimal | None:
        return self.values[row][column] if column < len(self.values[row]) else None

    def head(self, column: int) -> str:
        rows = self.words[max(0, self.header - _HEADS) : self.header]
        return "".join(row[column] for row in rows if column < len(row))


def table_sums(flat: Flat) -> Iterator[Remark]:
    """Yield the totals of tables that their rows or columns do not give."""
    for block, given in enumerate(flat.document.blocks):
        if isinstance(given, Table) and len(given.rows) > 1:
            grid = _grid(given)
            yield from _columns(flat, block, grid)
            yield from _rows(flat, block, grid)


def _grid(table: Table) -> _Grid:
    words = [["".join(plain(cell).text.split()) for cell in row] for row in table.rows]
    grid = _Grid(words, [[_value(cell) for cell in row] for row in words])
    grid.header = next((at for at, row in enumerate(grid.values) if _counts(row)), len(words))
    for at in range(grid.header, len(words)):
        labels = words[at][:_LABELS]
        if any(map(_TOTAL.fullmatch, labels)):
            grid.totals[at] = True
        elif any(map(_SUBTOTAL.fullmatch, labels)):
            grid.totals[at] = False
    return grid


def _counts(row: list[Decimal | None]) -> bool:
    """Tell whether a row holds numbers that count something; years stand in headers."""
    values = [value for value in row if value is not None]
    return bool(values) and not all(value == int(value) and value in _YEARS for value in values)


def _value(cell: str) -> Decimal | None:
    match = _NUMBER.fullmatch(cell)
    return None if match is None else Decimal(match[1].replace(",", ""))


def _columns(flat: Flat, block: int, grid: _Grid) -> Iterator[Remark]:
    """Yield the totals of columns; one that fits any way of adding, with subtotals or without, is right."""
    width = max((len(row) for row in grid.words), default=0) if grid.totals else 0
    for column in range(min(width, _WIDEST)):
        if _NO_SUM.search(grid.head(column)):
            continue
        all_rows = since_subtotal = subtotals = Decimal(0)
        count = 0
        step = Decimal(0)
        for row in range(grid.header, len(grid.words)):
            value = grid.value(row, column)
            if value is None:
                continue
            if row not in grid.totals:
                all_rows, since_subtotal, count = all_rows + value, since_subtotal + value, count + 1
                step += _rounding(grid, column, value)
                continue
            sums = [since_subtotal, all_rows, subtotals, subtotals + since_subtotal]
            allowed = step + _rounding(grid, column, value)
            if count >= _LEAST_PARTS and all(abs(one - value) > allowed for one in sums):
                yield _remark(flat, (block, row, column), COLUMN_DOES_NOT_ADD_UP, sums[grid.totals[row]], grid)
            if grid.totals[row]:
                all_rows = since_subtotal = subtotals = step = Decimal(0)
                count = 0
            else:
                subtotals, since_subtotal = subtotals + value, Decimal(0)


def _rows(flat: Flat, block: int, grid: _Grid) -> Iterator[Remark]:
    """Yield the totals of rows, in columns where most rows show that the columns before are meant to add up."""
    width = max((len(row) for row in grid.words), default=0)
    heads = [grid.head(column) for column in range(min(width, _WIDEST))]
    begin = 0
    for column in [at for at, head in enumerate(heads) if _TOTAL.fullmatch(head) or _SUBTOTAL.fullmatch(head)]:
        parts = [at for at in range(begin, column) if not _NO_SUM.search(heads[at])]
        begin = column + 1
        fits, misses = 0, []
        for row in range(grid.header, len(grid.words)):
            value = grid.value(row, column)
            numbers = [one for at in parts if (one := grid.value(row, at)) is not None]
            if value is None or len(numbers) < _LEAST_PARTS:
                continue
            total = sum(numbers, Decimal(0))
            if abs(total - value) <= sum((_rounding(grid, column, one) for one in numbers), Decimal(0)):
                fits += 1
            else:
                misses.append((row, total))
        if fits * _IN >= (fits + len(misses)) * _FITTING:
            for row, total in misses:
                yield _remark(flat, (block, row, column), ROW_DOES_NOT_ADD_UP, total, grid)


def _rounding(grid: _Grid, column: int, value: Decimal) -> Decimal:
    """Return by how much a number may be rounded: amounts in ten thousands are, and shares."""
    percent = any("%" in row[column] for row in grid.words[grid.header : grid.header + 1] if column < len(row))
    if percent or _TEN_THOUSANDS in grid.head(column):
        exponent = value.as_tuple().exponent
        return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0) / 2
    return Decimal(0)


def _remark(flat: Flat, at: tuple[int, int, int], reason: str, total: Decimal, grid: _Grid) -> Remark:
    block, row, cell = at
    segment = flat.segment(block, row, cell)
    piece = Piece(segment, 0, len(flat.original(segment)))
    facts = {"sum": number_shown(total), "whole": grid.words[row][cell]}
    return remark_at(flat, Kind.CONTRADICTION, piece, Message(reason, facts))
