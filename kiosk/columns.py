"""A table in lines: figures right-aligned under each other, words left-aligned, and what becomes of a wide one.

Where the columns do not fit beside each other, rows and columns change places; where that does not fit either, each
row is a heading with its figures below.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kiosk.labelled import GAP, LABEL_MIN, broken, fact_lines
from kiosk.scale import NORMAL, Spacing
from kiosk.sheet import Table
from kiosk.widgets.ink import Line, padded, safe
from village_board.text.lines import cells

#: a table is not wider than its words and figures need, nor than this where they need less: figures far from their
#: words are read in the wrong row.
WIDEST = 76
#: a head of a single column of figures that is not longer than this names their unit.
UNIT_CELLS = 4
#: rows that stand beside each other as columns, at most.
MOST_TURNED = 5
_FIGURE = re.compile(r"[+-]?\d[\d,]*(\.\d+)?")


def table_lines(table: Table, width: int, spacing: Spacing = NORMAL) -> list[Line]:
    """Return `table` as lines of at most `width` cells."""
    table = _without_empty(table)
    if spacing.tables:
        for one in (table, _turned(table)):
            if one is not None and (rooms := _rooms(one, width)):
                return _beside(one, rooms, spacing)
        if table.wide:
            return _under(table, width, spacing)
    return _stacked(table, width, spacing)


def _without_empty(table: Table) -> Table:
    """Return `table` without the columns in which no row says anything."""
    kept = [at for at in range(len(table.heads)) if at in (0, table.wide) or any(row[at] for row in table.rows)]
    if len(kept) == len(table.heads):
        return table
    return replace(
        table,
        heads=tuple(table.heads[at] for at in kept),
        rows=tuple(tuple(row[at] for at in kept) for row in table.rows),
        words=tuple(kept.index(at) for at in table.words if at in kept),
        wide=kept.index(table.wide),
    )


def _turned(table: Table) -> Table | None:
    """Return `table` with rows and columns changed; None where it has too many rows, or words beside its figures."""
    if table.words or table.wide or len(table.rows) > MOST_TURNED or len(table.heads) <= len(table.rows):
        return None
    if not all(_FIGURE.fullmatch(cell) for row in table.rows for cell in row[1:] if cell):
        return None
    heads = (table.heads[0], *(row[0] for row in table.rows))
    return Table(heads, tuple((name, *(row[at] for row in table.rows)) for at, name in enumerate(table.heads) if at))


def _rooms(table: Table, width: int) -> list[int]:
    """Return how many cells each column gets; nothing where they do not fit beside each other."""
    rows = (table.heads, *table.rows)
    rooms = [max(cells(safe(row[at])) for row in rows) for at in range(len(table.heads))]
    others = sum(rooms) - rooms[table.wide] + GAP * (len(rooms) - 1)
    needed = rooms[table.wide]
    least = needed + GAP if table.words else WIDEST - others
    rooms[table.wide] = min(max(needed, least), width - others)
    return rooms if rooms[table.wide] >= min(needed, LABEL_MIN * 2) else []


def _beside(table: Table, rooms: Sequence[int], spacing: Spacing) -> list[Line]:
    lines: list[Line] = []
    strong = {*table.strong, *((len(table.rows) - 1,) if table.total else ())}
    for number, row in enumerate((table.heads, *table.rows), start=-1):
        if number < 0 and not any(row):
            continue
        tone = "soft" if number < 0 else ("strong" if number in strong else "ink")
        for depth, text in enumerate(broken(row[table.wide], rooms[table.wide])):
            shown = [text if at == table.wide else (cell if depth == 0 else "") for at, cell in enumerate(row)]
            lines.append(((_row(table, shown, rooms), tone),))
        if spacing.air:
            lines.append(())
    return lines


def _row(table: Table, texts: Sequence[str], rooms: Sequence[int]) -> str:
    """Return one line: words begin at the left of their column, figures end at its right."""
    words = {0, table.wide, *table.words}
    pieces = [padded(text, rooms[at], right=at not in words) for at, text in enumerate(texts)]
    return (" " * GAP).join(pieces)


def _under(table: Table, width: int, spacing: Spacing) -> list[Line]:
    """Return the wide column below the others: what it says goes with the row above it."""
    rest = replace(table, wide=0, words=(), heads=("",) * (len(table.heads) - 1), rows=_without(table.rows, table.wide))
    rooms = [0, *(max(cells(safe(row[at])) for row in rest.rows) for at in range(1, len(rest.heads)))]
    rooms[0] = width - sum(rooms) - GAP * (len(rooms) - 1)
    if rooms[0] < LABEL_MIN:
        return _stacked(table, width, spacing)
    lines: list[Line] = []
    for row, short in zip(table.rows, rest.rows, strict=True):
        for depth, text in enumerate(broken(short[0], rooms[0])):
            shown = [text, *(short[1:] if depth == 0 else ("",) * len(short[1:]))]
            lines.append(((_row(rest, shown, rooms), "ink"),))
        lines += [((" " * GAP + text, "soft"),) for text in broken(row[table.wide], width - GAP)]
    return lines


def _without(rows: Sequence[tuple[str, ...]], at: int) -> tuple[tuple[str, ...], ...]:
    return tuple((*row[:at], *row[at + 1 :]) for row in rows)


def _stacked(table: Table, width: int, spacing: Spacing = NORMAL) -> list[Line]:
    """Return each row as a heading with its figures below."""
    unit = table.heads[1] if len(table.heads) == 2 and cells(table.heads[1]) <= UNIT_CELLS else ""  # noqa: PLR2004
    lines: list[Line] = []
    for number, row in enumerate(table.rows):
        if number and not spacing.air:
            lines.append(())
        lines += [((text, "strong"),) for text in broken(row[0], width)]
        pairs = [pair for pair in zip(table.heads[1:], row[1:], strict=True) if pair[1]]
        if unit and spacing.digits:
            pairs = [("", f"{figure}{unit}" if _FIGURE.fullmatch(figure) else figure) for _, figure in pairs]
        lines += fact_lines(pairs, width, spacing)
    return lines
