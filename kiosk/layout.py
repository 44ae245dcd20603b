"""Parts become lines of a given width, and lines become pages of a given height. Pure.

Nothing is scrolled: a reader without a wheel turns pages (K7).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from kiosk.sheet import Bar, Bars, Entry, Facts, Heading, Part, Table, Words
from kiosk.widgets.ink import Line, clipped, padded, safe
from village_board.text.lines import break_lines, cells

#: rows of the terminal that one entry takes: what a finger hits (K4).
ENTRY_ROWS = 3
#: entries on one page: each has a number key.
KEYS = 9
LABEL_MIN, LABEL_MAX = 8, 24
GAP = 2


#: lines of a paragraph or table that stay with the heading above them.
WITH_HEADING = 3
#: from this width on, short facts stand in two columns.
TWO_COLUMNS = 72

#: what a bar is painted with, and in which tone: never by colour alone (K2).
TEXTURES: dict[str, tuple[str, str]] = {"full": ("█", "accent"), "dots": ("▒", "soft")}
#: what the rest of a bar up to its end is painted with.
REST = "·"
#: a bar that is shorter than this says nothing: its words then stand on a line of their own.
BAR_MIN = 16

Block = tuple[Line, ...] | Entry


@dataclass(frozen=True, slots=True)
class Leaf:
    """What stands on the screen at once: runs of lines, and entries."""

    blocks: tuple[Block, ...]
    first_entry: int = 0


def lines_of(part: Heading | Words | Facts | Table | Bars, width: int) -> list[Line]:
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
        case Bars():
            return [line for group in bar_groups(part, width) for line in group]


def paginate(parts: Sequence[Part], width: int, height: int) -> list[Leaf]:
    """Return `parts` on as many leaves as they need; an entry is never divided, a heading never left behind.

    A leaf holds at most `KEYS` entries. There is always one leaf.
    """
    leaves: list[Leaf] = []
    blocks: list[Block] = []
    used = entries = first = 0
    for atom in (piece for whole in _atoms(parts, width) for piece in _fitting(whole, height)):
        rows, keys = _rows(atom), sum(isinstance(block, Entry) for block in atom)
        if blocks and (used + rows > height or entries + keys > KEYS):
            leaves.append(Leaf(tuple(_merged(blocks)), first))
            first, blocks, used, entries = first + entries, [], 0, 0
        if not blocks:
            atom = _without_head_room(atom)  # noqa: PLW2901 - a leaf begins without an empty line
            rows = _rows(atom)
        blocks += atom
        used, entries = used + rows, entries + keys
    leaves.append(Leaf(tuple(_merged(blocks)), first))
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


def _atoms(parts: Sequence[Part], width: int) -> Iterator[list[Block]]:
    """Yield what must stay together: an entry, a line, a heading with what begins below it."""
    held: list[Line] = []
    after_words = False
    for part in parts:
        if isinstance(part, Heading):
            held += lines_of(part, width)
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
        lines = lines_of(part, width)
        kept = WITH_HEADING if held else 1
        if held or lines:
            yield [(*held, *lines[:kept])]
        for line in lines[kept:]:
            yield [(line,)]
        held, after_words = [], True
    if held:
        yield [tuple(held)]


def _fitting(atom: list[Block], height: int) -> Iterator[list[Block]]:
    """Yield `atom`, or its lines one by one where it is higher than a whole leaf: headings upon headings."""
    if _rows(atom) <= height:
        yield atom
        return
    for block in atom:
        if isinstance(block, Entry):
            yield [block]
        else:
            for line in block:
                yield [(line,)]


def _rows(blocks: Sequence[Block]) -> int:
    return sum(ENTRY_ROWS if isinstance(block, Entry) else len(block) for block in blocks)


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


def _facts(pairs: Sequence[tuple[str, str]], width: int) -> list[Line]:
    if not pairs:
        return []
    widest = max(cells(safe(label)) for label, _ in pairs)
    label_room = min(max(widest, LABEL_MIN), LABEL_MAX, max(width // 2, 1))
    half = (width - GAP) // 2 if width >= TWO_COLUMNS else 0
    lines: list[Line] = []
    for is_short, group in groupby(pairs, key=lambda pair: _fits(pair, label_room, half)):
        some = list(group)
        if is_short and len(some) > 1:
            lines += _in_two_columns(some, label_room, half)
        else:
            lines += [line for pair in some for line in _fact(pair, label_room, width)]
    return lines


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


def bar_groups(bars: Bars, width: int) -> list[list[Line]]:
    """Return each group's lines, every one exactly `width` cells; all bars have one scale, which begins at nothing."""
    every = [bar for _, group in bars.groups for bar in group]
    if not every or width < 1:
        return []
    longest = max((bar.value for bar in every), default=0)
    label = min(max(cells(safe(bar.label)) for bar in every), max(width // 3, 1))
    words = max(cells(safe(bar.words)) for bar in every)
    beside = width - label - words - 2 * GAP >= BAR_MIN
    room = width - label - words - 2 * GAP if beside else width
    groups: list[list[Line]] = []
    for title, group in bars.groups:
        lines: list[Line] = [((padded(line, width), "strong"),) for line in _broken(title, width)] if title else []
        for bar in group:
            lines += _bar(bar, longest, label, words, room, width=width, beside=beside)
        groups.append(lines)
    return groups


def _bar(bar: Bar, longest: int, label: int, words: int, room: int, *, width: int, beside: bool) -> list[Line]:
    mark, tone = TEXTURES[bar.texture]
    whole = bar.of or longest
    filled = min(max(bar.value, 0), whole) * room // whole if whole > 0 else 0
    if bar.value > 0 and not filled:
        filled = 1  # little is not nothing
    rest = REST * (room - filled) if bar.of else " " * (room - filled)
    painted: Line = ((mark * filled, tone), (rest, "soft"))
    if beside:
        lead, value = padded(bar.label, label), padded(bar.words, words, right=True)
        return [((lead + " " * GAP, "ink"), *painted, (" " * GAP + value, "ink"))]
    named = clipped(bar.label, max(width - words - GAP, 1))
    said = named + " " * max(width - cells(named) - cells(safe(bar.words)), GAP) + safe(bar.words)
    return [((padded(said, width), "ink"),), painted]


def _stacked(table: Table, width: int) -> list[Line]:
    """Where the columns do not fit beside each other, each row is a heading with its figures below."""
    lines: list[Line] = []
    for row in table.rows:
        lines += [((text, "strong"),) for text in _broken(row[0], width)]
        lines += _facts([pair for pair in zip(table.heads[1:], row[1:], strict=True) if pair[1]], width)
    return lines
