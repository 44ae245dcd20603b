"""The words of a list's rows below each other: numbers, names and parties in columns, where there is room for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, zip_longest
from typing import TYPE_CHECKING

from kiosk.widgets.ink import padded, safe
from village_board.text.lines import cells

if TYPE_CHECKING:
    from kiosk.desk.browse.rows import Row

_GAP = "  "
#: what stands between two things of one row; a row that holds more spaces was set in columns where it was made.
_BETWEEN, _SET = re.compile(r" {2}"), re.compile(r" {3}")


def aligned(rows: Sequence[Row], room: int) -> list[str]:
    """Return the words of each row, each group in columns of its own.

    Where the columns would push what stands at the right out of `room` cells, only the first one is set: the number.
    """
    found: list[str] = []
    for is_heading, group in groupby(rows, key=lambda row: not row.id):
        some = list(group)
        found += [row.words for row in some] if is_heading else _set(some, room)
    return found


def _set(rows: Sequence[Row], room: int) -> list[str]:
    plain = [row.words for row in rows]
    if any(_SET.search(words) for words in plain):
        return plain
    for most in (None, 1):
        found = list(_in_columns([_pieces(words, most) for words in plain]))
        if all(_fits(words, row.more, room) for words, row in zip(found, rows, strict=True)):
            return found
    return plain


def _pieces(words: str, most: int | None) -> list[str]:
    return _BETWEEN.split(safe(words), maxsplit=most or 0)


def _fits(words: str, more: str, room: int) -> bool:
    return cells(words) + (cells(more) + len(_GAP) if more else 0) <= room


def _in_columns(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    widths = [max(map(cells, column)) for column in zip_longest(*rows, fillvalue="")]
    for row in rows:
        yield _GAP.join([*(padded(one, widths[at]) for at, one in enumerate(row[:-1])), *row[-1:]])
