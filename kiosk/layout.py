"""Parts become lines of a given width, and lines become pages of a given height. Pure.

Nothing is scrolled: a reader without a wheel turns pages (K7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kiosk.sheet import Entry, Facts, Heading, Part, Table, Words
from kiosk.widgets.ink import Line, clipped, padded, safe
from village_board.text.lines import break_lines, cells

#: rows of the terminal that one entry takes: what a finger hits (K4).
ENTRY_ROWS = 3
#: entries on one page: each has a number key.
KEYS = 9
LABEL_MIN, LABEL_MAX = 8, 24
GAP = 2


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands on the screen at once: runs of lines, and entries."""

    blocks: tuple[tuple[Line, ...] | Entry, ...]
    first_entry: int = 0


def lines_of(part: Heading | Words | Facts | Table, width: int) -> list[Line]:
    """Return `part` as lines of at most `width` cells."""
    match part:
        case Heading(text):
            return [(), *(((line, "accent"),) for line in _broken(text, width))]
        case Words(text, tone):
            return [((line, tone),) for line in _broken(text, width)]
        case Facts(pairs):
            return _facts([pair for pair in pairs if pair[1]], width)
        case Table():
            return _table(part, width)


def paginate(parts: Sequence[Part], width: int, height: int) -> list[Leaf]:
    """Return `parts` on as many leaves as they need; an entry is never divided.

    A leaf holds at most `KEYS` entries. There is always one leaf.
    """
    leaves: list[Leaf] = []
    blocks: list[tuple[Line, ...] | Entry] = []
    used = entries = first = 0

    def turn() -> None:
        nonlocal blocks, used, entries, first
        leaves.append(Leaf(tuple(_without_edges(blocks)), first))
        first += entries
        blocks, used, entries = [], 0, 0

    for block in _blocks(parts, width):
        if isinstance(block, Entry):
            if blocks and (used + ENTRY_ROWS > height or entries == KEYS):
                turn()
            blocks.append(block)
            used += ENTRY_ROWS
            entries += 1
            continue
        rest = block
        while rest:
            room = height - used
            if room <= 0 or (room < len(rest) and room < min(3, len(rest)) and blocks):
                turn()
                rest = rest if rest[0] else rest[1:]
                continue
            blocks.append(tuple(rest[:room]))
            used += len(rest[:room])
            rest = rest[room:]
    turn()
    return [leaf for leaf in leaves if leaf.blocks] or [Leaf(())]


def entry_lines(entry: Entry, key: str, width: int) -> list[Line]:
    """Return the three lines of an entry: its number, its title on one or two lines, its note."""
    gutter = 4
    right = safe(entry.right)
    room = max(width - gutter - GAP, 1)
    title_room = max(room - (cells(right) + GAP if right else 0), 1)
    titles = break_lines(safe(entry.title), title_room)
    if len(titles) > ENTRY_ROWS - 1:
        titles = [titles[0], clipped(titles[1] + "…" * 3, title_room)]
    blank = " " * gutter
    lines: list[Line] = []
    for number, title in enumerate(titles):
        lead = (f" {key:<{gutter - 1}}", "accent") if number == 0 else (blank, "ink")
        tail = ((" " * GAP + right), "strong") if right and number == 0 else ("", "ink")
        lines.append((lead, (padded(title, title_room), "strong"), tail))
    mark = f"{safe(entry.mark)}  " if entry.mark else ""
    note = clipped(entry.note, max(room - cells(mark), 1))
    lines.append(((blank, "ink"), (mark, "accent"), (note, "soft")))
    return lines


def _blocks(parts: Sequence[Part], width: int) -> Iterator[list[Line] | Entry]:
    run: list[Line] = []
    for part in parts:
        if isinstance(part, Entry):
            if run:
                yield [*run, ()]
                run = []
            yield part
        else:
            run += lines_of(part, width)
    if run:
        yield run


def _without_edges(blocks: list[tuple[Line, ...] | Entry]) -> Iterator[tuple[Line, ...] | Entry]:
    """Leave out the empty lines with which a leaf would begin."""
    for number, block in enumerate(blocks):
        kept = block
        while number == 0 and isinstance(kept, tuple) and kept and not kept[0]:
            kept = kept[1:]
        if isinstance(kept, Entry) or kept:
            yield kept


def _broken(text: str, width: int) -> list[str]:
    return [line for paragraph in text.split("\n") for line in break_lines(safe(paragraph), max(width, 1))]


def _facts(pairs: Sequence[tuple[str, str]], width: int) -> list[Line]:
    if not pairs:
        return []
    widest = max(cells(safe(label)) for label, _ in pairs)
    label_room = min(max(widest, LABEL_MIN), LABEL_MAX, max(width // 2, 1))
    value_room = max(width - label_room - GAP, 1)
    lines: list[Line] = []
    for label, value in pairs:
        values = _broken(value, value_room)
        labels = break_lines(safe(label), label_room)
        for row in range(max(len(values), len(labels))):
            lines.append(
                (
                    (padded(labels[row] if row < len(labels) else "", label_room + GAP), "soft"),
                    (values[row] if row < len(values) else "", "ink"),
                )
            )
    return lines


def _table(table: Table, width: int) -> list[Line]:
    rows = [table.heads, *table.rows]
    widths = [max(cells(safe(row[column])) for row in rows) for column in range(1, len(table.heads))]
    first = width - sum(widths) - GAP * len(widths)
    if first < LABEL_MIN * 2:
        return _stacked(table, width)
    lines: list[Line] = []
    for number, row in enumerate(rows):
        last = table.total and number == len(rows) - 1
        tone = "soft" if number == 0 else ("strong" if last else "ink")
        for depth, text in enumerate(_broken(row[0], first)):
            figures = "".join(
                " " * GAP + padded(cell, room, right=True) for cell, room in zip(row[1:], widths, strict=True)
            )
            lines.append(((padded(text, first) + (figures if depth == 0 else ""), tone),))
    return lines


def _stacked(table: Table, width: int) -> list[Line]:
    """Where the columns do not fit beside each other, each row is a heading with its figures below."""
    lines: list[Line] = []
    for row in table.rows:
        lines += [((text, "strong"),) for text in _broken(row[0], width)]
        lines += _facts([pair for pair in zip(table.heads[1:], row[1:], strict=True) if pair[1]], width)
    return lines
