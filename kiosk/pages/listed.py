"""Lists in a published text, as clerks type them: a name and figures a line. They are read faster as columns (P14)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kiosk.sheet import Heading, Part, Table, Words
from village_board.text.lines import cells

#: lines from which on a run of them is a list, and the cells of one line.
LEAST, FEWEST, MOST = 3, 2, 5
#: cells of a line that can name the list below it.
_NAME = 24
_FIGURE = re.compile(r"[+-]?\d[\d,]*(?:\.\d+)?\D{0,4}")
_STOPS = "。；：，,;:."


def text_parts(text: str) -> tuple[Part, ...]:
    """Return `text` as paragraphs, and each list in it as a table below the line that names it."""
    parts: list[Part] = []
    plain: list[str] = []
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        rows = _list_at(lines, at)
        if len(rows) < LEAST:
            plain.append(lines[at])
            at += 1
            continue
        name = plain.pop() if plain and _names(plain[-1]) else ""
        parts += _told(plain)
        parts += [Heading(name.strip())] if name else []
        parts.append(Table(("",) * len(rows[0]), tuple(map(tuple, rows)), words=(0,), beside=True))
        plain = []
        at += len(rows)
    return (*parts, *_told(plain))


def _told(lines: Sequence[str]) -> list[Part]:
    text = "\n".join(lines).strip("\n")
    return [Words(text)] if text else []


def _list_at(lines: Sequence[str], first: int) -> list[list[str]]:
    """Return the lines from `first` on that hold as many cells as it: a word, then figures."""
    rows: list[list[str]] = []
    for line in lines[first:]:
        row = line.split()
        is_row = FEWEST <= len(row) <= MOST and not _FIGURE.fullmatch(row[0]) and all(map(_FIGURE.fullmatch, row[1:]))
        if not is_row or (rows and len(row) != len(rows[0])):
            break
        rows.append(row)
    return rows


def _names(line: str) -> bool:
    line = line.strip()
    return 0 < cells(line) <= _NAME and line[-1] not in _STOPS
