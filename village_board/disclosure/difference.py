"""What differs between two versions of a text, line by line and cell by cell. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from itertools import zip_longest

# A comma between digits belongs to a number: 3,600.00
_CELL = re.compile(r"\s*(?:[|，;；、。]|,(?!\d))\s*|\s+")


class DifferenceKind(StrEnum):
    """What became of a line."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell of a changed line: what stood there, and what stands there now; empty where there is none."""

    old: str
    new: str


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that differs.

    Attributes:
        kind: what became of it.
        old_line: its number in the old version, from 1; 0 where it was added.
        new_line: its number in the new version, from 1; 0 where it was removed.
        old: what it said.
        new: what it says.
        cells: of a changed line, the parts that differ.
    """

    kind: DifferenceKind
    old_line: int
    new_line: int
    old: str
    new: str
    cells: tuple[CellChange, ...] = ()


def difference(old: str, new: str) -> tuple[LineChange, ...]:
    """Return the lines that differ between `old` and `new`, in the order of the text; none where they are the same."""
    return tuple(_lines(old.split("\n") if old else [], new.split("\n") if new else []))


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[LineChange]:
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        for was, now in zip_longest(range(old_from, old_to), range(new_from, new_to)):
            if was is None:
                yield LineChange(DifferenceKind.ADDED, 0, now + 1, "", new[now])
            elif now is None:
                yield LineChange(DifferenceKind.REMOVED, was + 1, 0, old[was], "")
            else:
                cells = tuple(_cells(old[was], new[now]))
                yield LineChange(DifferenceKind.CHANGED, was + 1, now + 1, old[was], new[now], cells)


def _cells(old: str, new: str) -> Iterator[CellChange]:
    was, now = _CELL.split(old), _CELL.split(new)
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            for one, other in zip_longest(was[old_from:old_to], now[new_from:new_to], fillvalue=""):
                yield CellChange(one, other)
