"""An entry of a page in lines: its number, its title, its note, an amount on the right."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kiosk.digits import large_amount, large_figures
from kiosk.labelled import even, settled
from kiosk.scale import NORMAL, Spacing
from kiosk.sheet import Entry
from kiosk.widgets.ink import Line, clipped, padded, safe
from village_board.text.lines import break_lines, cells

GAP = 2
#: cells of an entry's number and of what is free beside it.
GUTTER = 4
#: a note in fewer cells says nothing.
LEAST_NOTE = 6
#: what may be half a number or half a word.
_HALF = re.compile(r"[\w.,:/-]$", re.ASCII)
#: a comma behind which a note may be divided: none within an amount.
_COMMA = re.compile(r"[，；]|[,;] ")


def entry_lines(entry: Entry, key: str, width: int, spacing: Spacing = NORMAL) -> list[Line]:
    """Return the lines of an entry: its number, its title on one or two lines, its note, an amount on the right."""
    if spacing.digits:
        return _large_entry(entry, key, width, spacing)
    room = max(width - GUTTER - GAP, 1)
    rows = _rows(entry, room)
    # What there is stands in the middle of what a finger hits.
    lines: list[Line] = [()] * max((spacing.entry_rows - len(rows)) // 2, 0)
    for number, row in enumerate(rows):
        lead = (f" {key:<{GUTTER - 1}}", "accent") if number == 0 else (" " * GUTTER, "ink")
        fill = " " * max(room - _used(row) - cells(row.right), 0)
        lines.append((lead, *row.pieces, ((fill + row.right), "strong")) if row.right else (lead, *row.pieces))
    return lines


def is_full(entry: Entry, width: int) -> bool:
    """Tell whether an entry of the standard size has words in all of its rows: what comes below would touch it."""
    room = max(width - GUTTER - GAP, 1)
    title = cells(entry.title) + (cells(entry.right) + GAP if entry.right else 0)
    if title <= room and cells(_marked(entry)) + cells(entry.note) <= room:
        return False  # one line of each, as most are
    return len(_rows(entry, room)) >= NORMAL.entry_rows


@dataclass(frozen=True, slots=True)
class _Row:
    """A line of an entry: what stands on its left, and what ends at its right."""

    pieces: Line
    right: str = ""


def _used(row: _Row) -> int:
    return sum(cells(words) for words, _ in row.pieces)


def _rows(entry: Entry, room: int) -> list[_Row]:
    """Return what an entry says in at most three lines.

    The amount or state on the right stands beside the title. Where it would take half of the title's room, or where
    something would be cut, it stands below the title, if that is better.
    """
    title, right = safe(entry.title), safe(entry.right)
    beside = max(room - (cells(right) + GAP if right else 0), 1)
    titles, whole = _titled(title, beside)
    told, all_told = _noted(entry, room, NORMAL.entry_rows - len(titles))
    rows = [*(_Row(((text, "strong"),), "" if number else right) for number, text in enumerate(titles)), *told]
    if not right or cells(title) <= beside or (whole and all_told and 2 * beside >= room):
        return rows
    below, is_all = _below(entry, title, right, room)
    return below if is_all or 2 * beside < room or cells(title) <= room else rows


def _below(entry: Entry, title: str, right: str, room: int) -> tuple[list[_Row], bool]:
    """Return the lines with `right` below the title, beside the note or above it, and whether nothing is cut."""
    titles, whole = _titled(title, room)
    named = [_Row(((text, "strong"),)) for text in titles]
    left, narrow = NORMAL.entry_rows - len(titles), room - cells(right) - GAP
    mark, note = _marked(entry), safe(entry.note)
    if narrow < cells(mark) + LEAST_NOTE:
        mark, note = ("", "") if left == 1 else (mark, note)
    first = note if cells(mark + note) <= narrow else _things(note, narrow - cells(mark))
    if not first and left > 1:
        first = _at_comma(note, narrow - cells(mark), room)
    if left == 1 or first or not note:
        rest = note[len(first) :].lstrip() if left > 1 else ""
        said = first if left > 1 else _shortened(note, max(narrow - cells(mark), 1))
        told = [_Row(((mark, "accent"), (said, "soft")), right)]
        if rest:
            told.append(_Row(((_shortened(rest, room), "soft"),)))
        return [*named, *told], whole and cells(rest) <= room and (left > 1 or said == note)
    told, all_told = _noted(entry, room, 1)
    return [*named, _Row((), right), *told], whole and all_told


def _titled(title: str, room: int) -> tuple[list[str], bool]:
    """Return the title on one line or two, and whether that is all of it."""
    titles = settled(title, room)
    if len(titles) < NORMAL.entry_rows:
        return titles, True
    return [titles[0], _cut_short(titles[1], room)], False


def _cut_short(line: str, room: int) -> str:
    """Return `line` with a sign that it goes on."""
    return f"{line}…" if cells(line) < room else clipped(f"{line}…", room)


def _marked(entry: Entry) -> str:
    return f"{safe(entry.mark)}  " if entry.mark else ""


def _noted(entry: Entry, room: int, most: int) -> tuple[list[_Row], bool]:
    """Return mark and note in at most so many lines, and whether that is all."""
    mark, note = _marked(entry), safe(entry.note)
    if not mark and not note:
        return [], True
    width = max(room - cells(mark), 1)
    first, second = in_two(note, width)
    whole = not second
    if most == 1 and second:
        first, second = _shortened(note, width), ""
    rows = [_Row(((mark, "accent"), (first, "soft")))]
    if second:
        whole = cells(second) <= room
        rows.append(_Row(((_shortened(second, room), "soft"),)))
    return rows, whole and cells(mark) <= room


def _shortened(note: str, room: int) -> str:
    """Return as much of `note` as fits, without half an amount at its end."""
    if cells(note) <= room:
        return note
    kept = _things(note, max(room - 1, 1))
    if not kept:
        return f"{_line(note, max(room - 1, 1))}…"
    left = room - 1 - cells(kept) - GAP
    part = _line(note[len(kept) :].lstrip(), left) if left >= LEAST_NOTE else ""
    return f"{kept}  {part}…" if part and not _HALF.search(part) else f"{kept}…"


def in_two(note: str, room: int) -> tuple[str, str]:
    """Return what stands on the first line of `note`, and what does not.

    It is divided between two things, if it can be; else behind a comma; else so that both lines are about as long.
    """
    if cells(note) <= room:
        return note, ""
    if first := _things(note, room):
        return first, note[len(first) :].lstrip()
    lines = break_lines(note, room)
    first = lines[0]
    if len(lines) == 2:  # noqa: PLR2004 - a pair
        first = _at_comma(note, room, room) or even(note, room)[0]
    return first, note[len(first) :].lstrip()


def _at_comma(note: str, room: int, below: int) -> str:
    """Return what of `note` fits in `room` up to a comma, if what comes after it fits in `below`; else nothing."""
    places = [at.end() for at in _COMMA.finditer(note) if note[at.end() :].strip()]
    fitting = [at for at in places if cells(note[:at].rstrip()) <= room and cells(note[at:].lstrip()) <= below]
    return note[: fitting[-1]].rstrip() if fitting else ""


def _things(note: str, room: int) -> str:
    """Return as many of the things that two spaces divide as fit; nothing where not one does."""
    things = note.split("  ")
    kept = next((n for n in range(len(things) - 1, 0, -1) if cells("  ".join(things[:n])) <= room), 0)
    return "  ".join(things[:kept])


def _line(note: str, room: int) -> str:
    return break_lines(note, room)[0]


@dataclass(frozen=True, slots=True)
class _Sides:
    """The two sides of a large entry: its words, in so much room, and its amount; and whether all words fit."""

    words: Sequence[tuple[str, str]]
    room: int
    amount: Sequence[str]
    is_whole: bool


def _large_entry(entry: Entry, key: str, width: int, spacing: Spacing) -> list[Line]:
    """Return an entry of five or seven rows: its number and its amount in digits of three rows, where they fit."""
    figures = large_figures(key) if key.isdecimal() else (key, "", "")
    gutter = max(map(cells, figures)) + GAP + 1
    right, room, rows = safe(entry.right), width - gutter, spacing.entry_rows - 2
    plain = _sides(entry, (right, "", ""), room, rows)
    drawn = large_amount(right, room - GAP - max(width // 3, 1)) if right else None
    large = _sides(entry, drawn, room, rows) if drawn else plain
    sides = large if large.is_whole or not plain.is_whole else plain  # words go before the size of the amount
    return [(), *(_large_row(row, figures, gutter, sides) for row in range(rows))]


def _sides(entry: Entry, amount: Sequence[str], width: int, rows: int) -> _Sides:
    beside = max(map(cells, amount))
    room = max(width - (beside + GAP if beside else 0) - 1, 1)
    words, is_whole = _large_words(entry, room, rows)
    return _Sides(words, room, amount, is_whole)


def _large_words(entry: Entry, room: int, rows: int) -> tuple[list[tuple[str, str]], bool]:
    """Return title and note in at most so many lines, apart where there is room, and whether nothing is cut."""
    note = _marked(entry) + safe(entry.note)
    titles, noted = settled(safe(entry.title), room), settled(note, room) if note else []
    most = rows - 1 if noted else rows
    is_whole = len(titles) <= most and len(titles[:most]) + len(noted) <= rows
    if len(titles) > most:
        titles = [*titles[: most - 1], _cut_short(titles[most - 1], room)]
    left = rows - len(titles)
    if len(noted) > left:
        noted = [*noted[: left - 1], _cut_short(noted[left - 1], room)]
    gap = [("", "ink")] if len(titles) == 1 and noted and len(noted) < left else []
    return [*((line, "strong") for line in titles), *gap, *((line, "soft") for line in noted)], is_whole


def _large_row(row: int, figures: Sequence[str], gutter: int, sides: _Sides) -> Line:
    lead = figures[row] if row < len(figures) else ""
    text, tone = sides.words[row] if row < len(sides.words) else ("", "ink")
    right, beside = sides.amount[row] if row < len(sides.amount) else "", max(map(cells, sides.amount))
    # The rows of an amount stand under each other: all begin in one column.
    tail = " " * GAP + right + " " * (beside - cells(right)) if beside else ""
    return ((f" {lead}".ljust(gutter), "accent"), (padded(text, sides.room), tone), (tail, "strong"))
