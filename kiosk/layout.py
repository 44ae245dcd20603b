"""Parts become lines of a given width, and lines become pages of a given height. Pure.

Nothing is scrolled: a reader without a wheel turns pages (K7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, zip_longest

from kiosk.bars import bar_groups
from kiosk.blocks import ROWS as BLOCK_ROWS
from kiosk.blocks import block_rows, fits
from kiosk.digits import large_amount
from kiosk.scale import NORMAL, Spacing
from kiosk.sheet import Bars, Entry, Facts, Heading, Part, Table, Words
from kiosk.widgets.ink import Line, padded, safe
from village_board.text.lines import break_lines, cells

#: rows of the terminal that one entry takes at the standard size: what a finger hits (K4).
ENTRY_ROWS = NORMAL.entry_rows
#: entries on one page: each has a number key.
KEYS = 9
LABEL_MIN, LABEL_MAX = 8, 24
GAP = 2
#: a head of a column that is not longer than this names a unit.
UNIT_CELLS = 4
#: a leaf that is lower than this has no room for a heading in block letters.
BLOCKS_FROM = 22

#: lines of a paragraph or table that stay with the heading above them.
WITH_HEADING = 3
#: large amounts end in this column.
FIGURES_END = 44
#: from this width on, short facts stand in two columns.
TWO_COLUMNS = 72


Block = tuple[Line, ...] | Entry


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands on the screen at once: runs of lines, and entries."""

    blocks: tuple[Block, ...]
    first_entry: int = 0
    spacing: Spacing = NORMAL


def lines_of(
    part: Heading | Words | Facts | Table | Bars, width: int, spacing: Spacing = NORMAL, height: int = 0
) -> list[Line]:
    """Return `part` as lines of at most `width` cells; `height` is that of the leaf, for headings in block letters."""
    match part:
        case Heading(text):
            return [(), *_heading(text, width, spacing, height)]
        case Words(text, tone):
            return _aired([((line, tone),) for line in _broken(text, width)], spacing)
        case Facts(pairs):
            return _facts([pair for pair in pairs if pair[1]], width, spacing)
        case Table():
            return _table(part, width, spacing)
        case Bars():
            return [line for group in bar_groups(part, width) for line in group]


def _heading(text: str, width: int, spacing: Spacing, height: int) -> list[Line]:
    if spacing.blocks and height >= BLOCKS_FROM and fits(safe(text), width, BLOCK_ROWS):
        rows = block_rows(safe(text), width)
        if rows:
            return [*(((row, "accent"),) for row in rows), ()]
    return _aired([((line, "accent"),) for line in _broken(text, width)], spacing)


def _aired(lines: list[Line], spacing: Spacing) -> list[Line]:
    """Return `lines` with the empty lines that the spacing wants: below each, or below the last."""
    if spacing.double:
        return [line for one in lines for line in (one, ())]
    return [*lines, ()] if spacing.air and lines else lines


def paginate(parts: Sequence[Part], width: int, height: int, spacing: Spacing = NORMAL) -> list[Leaf]:
    """Return `parts` on as many leaves as they need; an entry is never divided, a heading never left behind.

    A leaf holds at most `KEYS` entries. There is always one leaf.
    """
    if height < spacing.entry_rows:
        spacing = NORMAL  # a leaf without room for one large entry shows ordinary ones
    rows_of = partial(_rows, entry_rows=spacing.entry_rows)
    leaves: list[Leaf] = []
    blocks: list[Block] = []
    used = entries = first = 0
    for atom in (
        piece for whole in _atoms(parts, width, height, spacing) for piece in _fitting(whole, height, rows_of)
    ):
        rows, keys = rows_of(atom), sum(isinstance(block, Entry) for block in atom)
        if blocks and (used + rows > height or entries + keys > KEYS):
            leaves.append(Leaf(tuple(_merged(blocks)), first, spacing))
            first, blocks, used, entries = first + entries, [], 0, 0
        if not blocks:
            atom = _without_head_room(atom)  # noqa: PLW2901 - a leaf begins without an empty line
            rows = rows_of(atom)
        blocks += atom
        used, entries = used + rows, entries + keys
    leaves.append(Leaf(tuple(_merged(blocks)), first, spacing))
    return [leaf for leaf in leaves if leaf.blocks] or [Leaf(())]


def _atoms(parts: Sequence[Part], width: int, height: int, spacing: Spacing) -> Iterator[list[Block]]:
    """Yield what must stay together: an entry, a line, a heading with what begins below it."""
    held: list[Line] = []
    after_words = False
    for part, after in zip_longest(parts, parts[1:]):
        if isinstance(part, Heading) or (held and isinstance(part, Words) and isinstance(after, Bars)):
            held += lines_of(part, width, spacing, height)  # what leads to the bars stays with the first of them
            continue
        if isinstance(part, Entry):
            gap: list[Line] = [()] if held or after_words else []
            yield [(*held, *gap), part] if held or gap else [part]
            held, after_words = [], False
            continue
        if isinstance(part, Bars):
            for group in bar_groups(part, width):
                yield [(*held, *group)]
                held = []
            after_words = True
            continue
        pieces = _pieces(lines_of(part, width, spacing, height), whole=spacing.digits)
        kept = WITH_HEADING if held else 1
        if held or pieces:
            yield [(*held, *(line for piece in pieces[:kept] for line in piece))]
        for piece in pieces[kept:]:
            yield [piece]
        held, after_words = [], True
    if held:
        yield [tuple(held)]


def _pieces(lines: Sequence[Line], *, whole: bool) -> list[tuple[Line, ...]]:
    """Return lines one by one; with `whole`, what stands between two empty lines stays together."""
    if not whole:
        return [(line,) for line in lines]
    pieces: list[tuple[Line, ...]] = []
    begun: list[Line] = []
    for line in lines:
        begun.append(line)
        if not line:
            pieces.append(tuple(begun))
            begun = []
    return [*pieces, tuple(begun)] if begun else pieces


def _fitting(atom: list[Block], height: int, rows_of: Callable[[Sequence[Block]], int]) -> Iterator[list[Block]]:
    """Yield `atom`, or its lines one by one where it is higher than a whole leaf: headings upon headings."""
    if rows_of(atom) <= height:
        yield atom
        return
    for block in atom:
        if isinstance(block, Entry):
            yield [block]
        else:
            for line in block:
                yield [(line,)]


def _rows(blocks: Sequence[Block], entry_rows: int) -> int:
    return sum(entry_rows if isinstance(block, Entry) else len(block) for block in blocks)


def _without_head_room(blocks: list[Block]) -> list[Block]:
    first = blocks[0]
    while isinstance(first, tuple) and first and not first[0]:
        first = first[1:]
    return [first, *blocks[1:]] if first else blocks[1:]


def _merged(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks with lines that follow each other as one run."""
    for is_entry, group in groupby(blocks, key=lambda block: isinstance(block, Entry)):
        if is_entry:
            yield from group
        else:
            yield tuple(line for block in group if isinstance(block, tuple) for line in block)


def _broken(text: str, width: int) -> list[str]:
    return [line for paragraph in text.split("\n") for line in break_lines(safe(paragraph), max(width, 1))]


def _facts(pairs: Sequence[tuple[str, str]], width: int, spacing: Spacing = NORMAL) -> list[Line]:
    if not pairs:
        return []
    widest = max(cells(safe(label)) for label, _ in pairs)
    label_room = min(max(widest, LABEL_MIN), LABEL_MAX, max(width // 2, 1))
    if spacing.digits:
        return [line for pair in pairs for line in _large_fact(pair, label_room, width, spacing)]
    half = (width - GAP) // 2 if width >= TWO_COLUMNS else 0
    lines: list[Line] = []
    for is_short, group in groupby(pairs, key=lambda pair: _fits(pair, label_room, half)):
        some = list(group)
        if is_short and len(some) > 1:
            lines += _in_two_columns(some, label_room, half)
        else:
            lines += [line for pair in some for line in _fact(pair, label_room, width)]
    return lines


def _large_fact(pair: tuple[str, str], label_room: int, width: int, spacing: Spacing) -> list[Line]:
    """Return one fact with room around it, an amount in large digits: beside its label, or below it."""
    label, value = safe(pair[0]), pair[1]
    lead = padded(label, label_room + GAP) if label else ""
    beside = cells(label) <= label_room
    if drawn := large_amount(safe(value), width - cells(lead) if beside else width):
        indent = " " * _indent(drawn, width - cells(lead) if beside else width)
        rows: list[Line] = [((indent + row, "strong"),) for row in drawn]
        if beside:
            # The label stands at the foot of its digits, as the unit does.
            rows = [
                ((lead if row == drawn[-1] else " " * cells(lead), "soft"), *line)
                for row, line in zip(drawn, rows, strict=True)
            ]
            return [*rows, ()]
        return [*(((line, "soft"),) for line in break_lines(label, width)), *rows, ()]
    return _aired(_fact(pair, label_room, width), spacing)


def _indent(rows: Sequence[str], width: int) -> int:
    """Return how far an amount is moved to the right, so that amounts below each other end in one column."""
    return max(min(FIGURES_END, width) - max(map(cells, rows)), 0)


def _fits(pair: tuple[str, str], label_room: int, room: int) -> bool:
    label, value = pair
    one_line = "\n" not in value and cells(safe(value)) <= room - label_room - GAP
    return one_line and cells(safe(label)) <= label_room


def _in_two_columns(pairs: Sequence[tuple[str, str]], label_room: int, half: int) -> list[Line]:
    """Read down the left column, then down the right one."""
    rows = (len(pairs) + 1) // 2
    lines: list[Line] = []
    for row in range(rows):
        label, value = pairs[row]
        line: Line = ((padded(label, label_room + GAP), "soft"), (padded(value, half - label_room - GAP), "ink"))
        if row + rows < len(pairs):
            label, value = pairs[row + rows]
            line = (*line, (" " * GAP, "ink"), (padded(label, label_room + GAP), "soft"), (safe(value), "ink"))
        lines.append(line)
    return lines


def _fact(pair: tuple[str, str], label_room: int, width: int) -> list[Line]:
    values = _broken(pair[1], max(width - label_room - GAP, 1))
    labels = break_lines(safe(pair[0]), label_room)
    return [
        (
            (padded(labels[row] if row < len(labels) else "", label_room + GAP), "soft"),
            (values[row] if row < len(values) else "", "ink"),
        )
        for row in range(max(len(values), len(labels)))
    ]


def _table(table: Table, width: int, spacing: Spacing = NORMAL) -> list[Line]:
    if not spacing.tables:
        return _stacked(table, width, spacing)
    rows = [table.heads, *table.rows]
    widths = [max(cells(safe(row[column])) for row in rows) for column in range(1, len(table.heads))]
    first = width - sum(widths) - GAP * len(widths)
    if first < LABEL_MIN * 2:
        return _stacked(table, width, spacing)
    lines: list[Line] = []
    for number, row in enumerate(rows):
        last = table.total and number == len(rows) - 1
        tone = "soft" if number == 0 else ("strong" if last else "ink")
        for depth, text in enumerate(_broken(row[0], first)):
            figures = "".join(
                " " * GAP + padded(cell, room, right=True) for cell, room in zip(row[1:], widths, strict=True)
            )
            lines.append(((padded(text, first) + (figures if depth == 0 else ""), tone),))
        if spacing.air:
            lines.append(())
    return lines


def _stacked(table: Table, width: int, spacing: Spacing = NORMAL) -> list[Line]:
    """Where the columns do not fit beside each other, each row is a heading with its figures below."""
    lines: list[Line] = []
    for row in table.rows:
        lines += [((text, "strong"),) for text in _broken(row[0], width)]
        pairs = [pair for pair in zip(table.heads[1:], row[1:], strict=True) if pair[1]]
        lines += _facts([_with_unit(pair) for pair in pairs] if spacing.digits else pairs, width, spacing)
    return lines


def _with_unit(pair: tuple[str, str]) -> tuple[str, str]:
    """Return a figure with its unit behind it, where its column's head is nothing but a unit."""
    head, figure = pair
    return ("", f"{figure}{head}") if cells(head) <= UNIT_CELLS else pair
