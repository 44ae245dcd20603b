"""A table in lines: figures right-aligned under each other, words left-aligned, and what becomes of a wide one.

Where the columns do not fit beside each other, their heads take two lines, or the columns stand closer; then the words
take two lines; then rows and columns change places; then the words stand above their figures. Where nothing of that
fits, each row is a heading with its figures below.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kiosk.labelled import GAP, LABEL_MIN, aired, broken, fact_lines
from kiosk.scale import NORMAL, Spacing
from kiosk.sheet import Table
from kiosk.widgets.ink import Line, padded, safe
from village_board.text.lines import break_lines, cells

#: a table is not wider than its words and figures need, nor than this where they need less: figures far from their
#: words are read in the wrong row.
WIDEST = 76
#: cells between two columns of figures, where there is room: closer ones are read as one figure.
MOST_APART = 6
#: short rows that stand beside each other, at most.
MOST_BESIDE = 3
#: a head of a single column of figures that is not longer than this names their unit.
UNIT_CELLS = 4
#: rows that stand beside each other as columns, at most.
MOST_TURNED = 5
#: lines of the words of a row in the column that takes the room.
MOST_LINES = 9
#: the parts of a column's name between which it may be divided: 银行存款-|基本户, Amount| due, 金额|（元）.
_PARTS = re.compile(r"[^\s\-（(]+-?|-|\s+[^\s\-（(]*-?|[（(][^\s\-（(]*-?")
_FIGURE = re.compile(r"[+-]?\d[\d,]*(\.\d+)?%?")


@dataclass(frozen=True, slots=True)
class Ruled:
    """A table in lines: its head, which each leaf has again on which the table goes on, and its rows, each whole."""

    head: tuple[Line, ...]
    rows: tuple[tuple[Line, ...], ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    """How many cells each column gets, and how many stand between two."""

    rooms: tuple[int, ...]
    gap: int


def table_lines(table: Table, width: int, spacing: Spacing = NORMAL) -> list[Line]:
    """Return `table` as lines of at most `width` cells."""
    ruled = table_rows(table, width, spacing)
    return [*ruled.head, *(line for row in ruled.rows for line in row)]


def table_rows(table: Table, width: int, spacing: Spacing = NORMAL) -> Ruled:
    """Return the head of `table` and its rows, in lines of at most `width` cells."""
    table = _without_empty(table)
    if spacing.tables:
        if table.beside and (rows := _side_by_side(table, width)):
            return Ruled((), tuple(tuple(aired([line], spacing)) for line in rows))
        for one, gap, words in _ways(table):
            if fit := _fit(one, width, gap, words):
                return _beside(one, fit, spacing)
        if table.wide:
            return Ruled((), _under(table, width, spacing))
    if not any(table.heads):
        return Ruled((), tuple(tuple(aired(list(row), spacing)) for row in _said(table, width)))
    for gap in (GAP, 1) if spacing.tables else ():
        if fit := _fit(_nameless(table), width + gap, gap, 1):
            return _above(table, fit, width, spacing)
    return Ruled((), _stacked(table, width, spacing))


def _side_by_side(table: Table, width: int) -> list[Line]:
    """Return short rows beside each other, read from left to right; nothing where two have no room."""
    fit = _Fit(tuple(_figures(table)), GAP)
    takes = sum(fit.rooms) + GAP * (len(fit.rooms) - 1)
    count = min((width + MOST_APART) // (takes + MOST_APART), MOST_BESIDE)
    if count < 2:  # noqa: PLR2004 - beside each other
        return []
    rows = [_row(table, row, fit) for row in table.rows]
    apart = " " * MOST_APART
    return [((apart.join(rows[at : at + count]), "ink"),) for at in range(0, len(rows), count)]


def _ways(table: Table) -> Iterator[tuple[Table, int, int]]:
    """Yield how a table may stand, the best first: which, cells between columns, lines of the words of a row."""
    yield from ((table, GAP, 1), (table, 1, 1), (table, GAP, 2))
    if (turned := _turned(table)) is not None:
        unnamed = replace(turned, heads=("", *turned.heads[1:]))
        yield from ((turned, GAP, 1), (turned, 1, 1), (unnamed, 1, 1))
    yield table, 1, 2
    if table.wide or len(table.heads) == 2:  # noqa: PLR2004 - words and their figure
        yield table, GAP, MOST_LINES


def _nameless(table: Table) -> Table:
    """Return `table` with nothing in its first column."""
    return replace(table, heads=("", *table.heads[1:]), rows=tuple(("", *row[1:]) for row in table.rows))


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


def _fit(table: Table, width: int, gap: int, most: int) -> _Fit | None:
    """Return how the columns stand beside each other, the words of a row in `most` lines; None where they do not fit.

    Heads stay in one line where there is room for them.
    """
    figures = _figures(table)
    for two in (False, True):
        heads = [max(map(cells, _head(head, room, two=two))) for head, room in zip(table.heads, figures, strict=True)]
        rooms = [max(pair) for pair in zip(figures, heads, strict=True)]
        needed = rooms[table.wide]
        others = sum(rooms) - needed + gap * (len(rooms) - 1)
        least = needed + GAP if table.words else WIDEST - others
        room = rooms[table.wide] = min(max(needed, least), width - others)
        narrow = max(LABEL_MIN * 2, width // 3 if table.wide else 0)  # sentences in less are a ladder of words
        if room >= needed or (room >= narrow and _lines_at_most(table, room, most)):
            wider = _apart(rooms[table.wide] - needed, len(rooms) - 1) if gap == GAP and not table.words else 0
            rooms[table.wide] -= wider * (len(rooms) - 1)
            return _Fit(tuple(rooms), gap + wider)
    return None


def _apart(spare: int, gaps: int) -> int:
    """Return how many cells more stand between two columns where `spare` are left beside the words: half of them."""
    return max(min(spare // (2 * gaps), MOST_APART - GAP), 0) if gaps else 0


def _lines_at_most(table: Table, room: int, most: int) -> bool:
    return most > 1 and all(len(break_lines(safe(row[table.wide]), room)) <= most for row in table.rows)


def _figures(table: Table) -> list[int]:
    """Return how many cells the widest cell of each column takes, its head left aside."""
    return [max((cells(safe(row[at])) for row in table.rows), default=0) for at in range(len(table.heads))]


def _head(head: str, room: int, *, two: bool) -> tuple[str, ...]:
    """Return the name of a column; one longer than `room` in two lines, where that is wanted and it can be divided."""
    head = safe(head)
    parts = _PARTS.findall(head)
    if not two or cells(head) <= room or len(parts) < 2:  # noqa: PLR2004 - a line each
        return (head,)
    ways = [("".join(parts[:at]).rstrip(), "".join(parts[at:]).lstrip()) for at in range(1, len(parts))]
    return min(ways, key=lambda way: max(map(cells, way)))


def _beside(table: Table, fit: _Fit, spacing: Spacing) -> Ruled:
    air: tuple[Line, ...] = ((),) if spacing.air else ()
    head: tuple[Line, ...] = tuple(((_row(table, texts, fit), "soft"),) for texts in _tops(table, fit))
    strong = {*table.strong, *((len(table.rows) - 1,) if table.total else ())}
    rows: list[tuple[Line, ...]] = []
    for number, row in enumerate(table.rows):
        tone = "strong" if number in strong else "ink"
        lines: list[Line] = []
        for at_line, text in enumerate(broken(row[table.wide], fit.rooms[table.wide])):
            shown = [text if at == table.wide else (cell if at_line == 0 else "") for at, cell in enumerate(row)]
            lines.append(((_row(table, shown, fit), tone),))
        rows.append((*lines, *air))
    return Ruled((*head, *air) if any(table.heads) else (), tuple(rows))


def _tops(table: Table, fit: _Fit) -> list[tuple[str, ...]]:
    """Return the names of the columns line by line; those that need two stand on both, the others on the lower one."""
    heads = [_head(head, room, two=cells(safe(head)) > room) for head, room in zip(table.heads, fit.rooms, strict=True)]
    depth = max(map(len, heads))
    return list(zip(*([*[""] * (depth - len(head)), *head] for head in heads), strict=True))


def _above(table: Table, fit: _Fit, width: int, spacing: Spacing) -> Ruled:
    """Return the words of each row above its figures, which stand under each other; those of a sum beside them."""
    air: tuple[Line, ...] = ((),) if spacing.air else ()
    nameless = _nameless(table)
    strong = {*table.strong, *((len(table.rows) - 1,) if table.total else ())}
    over = max(sum(fit.rooms) + fit.gap * (len(fit.rooms) - 1) - width, 0)  # the space beside the column without words
    head = [_row(nameless, texts, fit)[over:] for texts in _tops(nameless, fit)]
    rows: list[tuple[Line, ...]] = []
    for number, (row, figures) in enumerate(zip(table.rows, nameless.rows, strict=True)):
        tone = "strong" if number in strong else "ink"
        names, told = broken(row[0], width), _row(nameless, figures, fit)[over:]
        room = len(told) - len(told.lstrip())
        if table.total and number == len(table.rows) - 1 and len(names) == 1 and cells(names[0]) + GAP <= room:
            names, told = [], padded(names[0], room) + told.lstrip()
        rows.append((*(((text, tone),) for text in (*names, told)), *air))
    named = broken(table.heads[0], width) if table.heads[0] else []
    return Ruled((*(((text, "soft"),) for text in (*named, *head)), *air), tuple(rows))


def _said(table: Table, width: int) -> tuple[tuple[Line, ...], ...]:
    """Return each row of a table without heads as its first words, and the others below them."""
    rows: list[tuple[Line, ...]] = []
    for number, row in enumerate(table.rows):
        tone = "strong" if number in table.strong else "ink"
        told = (" " * GAP).join(filter(None, row[1:]))
        below = (((" " * GAP * 2 + text, "soft"),) for text in broken(told, width - 2 * GAP) if text)
        rows.append((*(((text, tone),) for text in broken(row[0], width)), *below))
    return tuple(rows)


def _row(table: Table, texts: Sequence[str], fit: _Fit) -> str:
    """Return one line: words begin at the left of their column, figures end at its right."""
    words = {0, table.wide, *table.words}
    pieces = [padded(text, fit.rooms[at], right=at not in words) for at, text in enumerate(texts)]
    return (" " * fit.gap).join(pieces)


def _under(table: Table, width: int, spacing: Spacing) -> tuple[tuple[Line, ...], ...]:
    """Return the wide column below the others: what it says goes with the row above it."""
    rest = replace(table, wide=0, words=(), heads=("",) * (len(table.heads) - 1), rows=_without(table.rows, table.wide))
    rooms = [0, *(max(cells(safe(row[at])) for row in rest.rows) for at in range(1, len(rest.heads)))]
    rooms[0] = width - sum(rooms) - GAP * (len(rooms) - 1)
    if rooms[0] < LABEL_MIN:
        return _stacked(table, width, spacing)
    fit = _Fit(tuple(rooms), GAP)
    rows: list[tuple[Line, ...]] = []
    for row, short in zip(table.rows, rest.rows, strict=True):
        lines: list[Line] = []
        for depth, text in enumerate(broken(short[0], rooms[0])):
            shown = [text, *(short[1:] if depth == 0 else ("",) * len(short[1:]))]
            lines.append(((_row(rest, shown, fit), "strong" if len(rows) in table.strong else "ink"),))
        told = broken(row[table.wide], width - GAP) if row[table.wide] else []
        rows.append((*lines, *(((" " * GAP + text, "soft"),) for text in told)))
    return tuple(rows)


def _without(rows: Sequence[tuple[str, ...]], at: int) -> tuple[tuple[str, ...], ...]:
    return tuple((*row[:at], *row[at + 1 :]) for row in rows)


def _stacked(table: Table, width: int, spacing: Spacing = NORMAL) -> tuple[tuple[Line, ...], ...]:
    """Return each row as a heading with its figures below."""
    unit = table.heads[1] if len(table.heads) == 2 and cells(table.heads[1]) <= UNIT_CELLS else ""  # noqa: PLR2004
    rows: list[tuple[Line, ...]] = []
    for number, row in enumerate(table.rows):
        apart: list[Line] = [()] if number and not spacing.air else []
        pairs = [pair for pair in zip(table.heads[1:], row[1:], strict=True) if pair[1]]
        if unit and spacing.digits:
            pairs = [("", f"{figure}{unit}" if _FIGURE.fullmatch(figure) else figure) for _, figure in pairs]
        names = (((text, "strong"),) for text in broken(row[0], width))
        rows.append((*apart, *names, *fact_lines(pairs, width, spacing)))
    return tuple(rows)
