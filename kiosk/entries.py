"""An entry of a page in lines: its number, its title, its note, an amount on the right."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.digits import large_amount, large_figures
from kiosk.scale import NORMAL, Spacing
from kiosk.sheet import Entry
from kiosk.widgets.ink import Line, clipped, padded, safe
from village_board.text.lines import break_lines, cells

GAP = 2


def entry_lines(entry: Entry, key: str, width: int, spacing: Spacing = NORMAL) -> list[Line]:
    """Return the lines of an entry: its number, its title on one or two lines, its note, an amount on the right."""
    if spacing.digits:
        return _large_entry(entry, key, width, spacing)
    gutter = 4
    right = safe(entry.right)
    room = max(width - gutter - GAP, 1)
    title_room = max(room - (cells(right) + GAP if right else 0), 1)
    titles = break_lines(safe(entry.title), title_room)
    if len(titles) > NORMAL.entry_rows - 1:
        titles = [titles[0], clipped(titles[1] + "…" * 3, title_room)]
    blank = " " * gutter
    noted = bool(entry.mark or entry.note)
    # What there is stands in the middle of what a finger hits.
    lines: list[Line] = [()] * max((spacing.entry_rows - len(titles) - noted) // 2, 0)
    for number, title in enumerate(titles):
        lead = (f" {key:<{gutter - 1}}", "accent") if number == 0 else (blank, "ink")
        tail = ((" " * GAP + right), "strong") if right and number == 0 else ("", "ink")
        lines.append((lead, (padded(title, title_room), "strong"), tail))
    if noted:
        lines += _noted(entry, blank, room, NORMAL.entry_rows - len(titles))
    return lines


def _noted(entry: Entry, blank: str, room: int, most: int) -> list[Line]:
    """Return mark and note in one line, or two where the titles leave a second one."""
    mark = f"{safe(entry.mark)}  " if entry.mark else ""
    width = max(room - cells(mark), 1)
    first, second = in_two(safe(entry.note), width)
    if most == 1 and second:
        first, second = _shortened(safe(entry.note), width), ""
    lines: list[Line] = [((blank, "ink"), (mark, "accent"), (first, "soft"))]
    return [*lines, ((blank, "ink"), (_shortened(second, room), "soft"))] if second else lines


def _shortened(note: str, room: int) -> str:
    """Return as much of `note` as fits, without half an amount at its end."""
    first, second = in_two(note, room)
    return f"{in_two(note, max(room - 1, 1))[0]}…" if second else first


def in_two(note: str, room: int) -> tuple[str, str]:
    """Return what stands on the first line of `note`, and what does not: divided between two things, if it can be."""
    if cells(note) <= room:
        return note, ""
    things = note.split("  ")
    kept = next((n for n in range(len(things) - 1, 0, -1) if cells("  ".join(things[:n])) <= room), 0)
    if kept:
        return "  ".join(things[:kept]), "  ".join(things[kept:])
    first = break_lines(note, room)[0]
    return first, note[len(first) :].lstrip()


def _large_entry(entry: Entry, key: str, width: int, spacing: Spacing) -> list[Line]:
    """Return an entry of five or seven rows: its number and its amount in digits of three rows, where they fit."""
    figures = large_figures(key) if key.isdecimal() else (key, "", "")
    gutter = max(map(cells, figures)) + GAP + 1
    right = safe(entry.right)
    least = max(width // 3, 1)
    drawn = large_amount(right, width - gutter - GAP - least) if right else None
    amount = drawn or (right, "", "")
    beside = max(map(cells, amount))
    room = max(width - gutter - (beside + GAP if beside else 0) - 1, 1)
    inner = spacing.entry_rows - 2
    mark = f"{safe(entry.mark)}  " if entry.mark else ""
    noted = break_lines(mark + safe(entry.note), room)[: max(inner - 2, 1)] if mark or entry.note else []
    titles = break_lines(safe(entry.title), room)
    most = max(inner - len(noted), 1)
    if len(titles) > most:
        titles = [*titles[: most - 1], clipped(titles[most - 1] + "…" * 3, room)]
    if len(titles) == 1 and noted and len(titles) + len(noted) < inner:
        titles.append("")
    words = [(line, "strong") for line in titles] + [(line, "soft") for line in noted]
    return [(), *(_large_row(row, figures, gutter, words, room, amount, beside) for row in range(inner))]


def _large_row(
    row: int,
    figures: Sequence[str],
    gutter: int,
    words: Sequence[tuple[str, str]],
    room: int,
    amount: Sequence[str],
    beside: int,
) -> Line:
    lead = figures[row] if row < len(figures) else ""
    text, tone = words[row] if row < len(words) else ("", "ink")
    right = amount[row] if row < len(amount) else ""
    # The rows of an amount stand under each other: all begin in one column.
    tail = " " * GAP + right + " " * (beside - cells(right)) if beside else ""
    return ((f" {lead}".ljust(gutter), "accent"), (padded(text, room), tone), (tail, "strong"))
