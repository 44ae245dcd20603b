"""Rows that would stand alone on the last leaf keep something of what they belong to. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from kiosk.entries import is_full
from kiosk.pieces import Lines
from kiosk.scale import NORMAL
from kiosk.sheet import Entry
from kiosk.widgets.ink import Line

Block = Lines | Entry

#: lines of words that go with such rows, and that stay on the leaf before.
LEAST = 2
#: what parts columns.
_COLUMNS = "  "
ENTRY_ROWS = NORMAL.entry_rows


def accompanied(
    before: Sequence[Block], last: Sequence[Block], width: int, height: int, most: int
) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Return the last two leaves so that rows do not stand alone on the last one.

    The section to which the rows belong goes with them, heading, words and other rows, where there is room for it and
    something else stays. Where only its heading and some rows would go, the heading stands above the others again.

    Args:
        before: what stands on the leaf before the last.
        last: what stands on the last.
        width: cells of a line.
        height: lines of a leaf.
        most: entries that a leaf takes.
    """
    as_they_are = tuple(before), tuple(last)
    at = next((place for place in reversed(range(len(before))) if _told(before[place])), None)
    if at is None or any(map(_told, last)):
        return as_they_are
    lines, rows = _told(before[at]), tuple(before[at + 1 :])
    if rows and isinstance(rows[-1], Entry) and is_full(rows[-1], width):
        rows = (*rows, ((),))  # they would touch those of the last leaf
    taken = sum(ENTRY_ROWS if isinstance(block, Entry) else len(block) for block in (*rows, *last))
    entries = sum(isinstance(block, Entry) for block in (*rows, *last))
    room = height - taken - 1 if entries <= most else 0
    stays, goes = _parted(lines, room)
    kept = before[:at]
    if goes and (any(isinstance(block, Entry) for block in kept) or _words(stays) >= LEAST):
        return (*kept, *((stays,) if stays else ())), ((*goes, ()), *rows, *last)
    named = [line for line in lines if line][-1:]
    if rows and named and _is_heading(named[0]) and ENTRY_ROWS * len(last) + LEAST <= height:
        return tuple(before), ((*named, ()), *last)
    return as_they_are


def _told(block: Block) -> Lines:
    """Return the lines of `block` that say something; none of an entry, and of the air between two."""
    return block if not isinstance(block, Entry) and any(block) else ()


def _parted(lines: Lines, room: int) -> tuple[Lines, Lines]:
    """Return what of `lines` stays and what goes: their last section, if it is a heading and words, `room` at most.

    Figures, and what says where a page comes from, stay on the leaf that they are read on.
    """
    end = len(_without_tail(lines))
    at = next((at for at in reversed(range(end)) if lines[at] and _is_heading(lines[at])), end)
    goes = lines[at:end]
    if _words(goes) < LEAST or len(goes) > room or not all(map(_is_words, goes)):
        return lines, ()
    return _without_tail(lines[:at]), goes


def _without_tail(lines: Lines) -> Lines:
    end = len(lines)
    while end and not lines[end - 1]:
        end -= 1
    return lines[:end]


def _words(lines: Sequence[Line]) -> int:
    return sum(bool(line) for line in lines)


def _is_words(line: Line) -> bool:
    """Tell whether a line runs on: columns of figures and bars stand apart, labels have a tone of their own."""
    return len(line) <= 1 and not any(_COLUMNS in text.strip() for text, _ in line)


def _is_heading(line: Line) -> bool:
    return all(tone == "accent" for _, tone in line)
