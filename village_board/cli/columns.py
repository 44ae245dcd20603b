"""Tables for the terminal: columns that know how wide a Chinese character is, numbers to the right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from village_board.base.money import yuan
from village_board.text.lines import cells

GAP = "  "


def table(headers: Sequence[str], rows: Iterable[Sequence[str]], *, right: Iterable[int] = ()) -> Iterator[str]:
    """Yield the lines of a table; the columns in `right`, counted from 0, end where their header ends."""
    body = [tuple(row) for row in rows]
    to_right = frozenset(right)
    widths = [max(map(cells, column)) for column in zip(headers, *body, strict=True)]
    for row in (tuple(headers), *body):
        parts = [
            " " * (width - cells(cell)) + cell if at in to_right else cell + " " * (width - cells(cell))
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        yield GAP.join(parts).rstrip()


def amount(fen: int) -> str:
    """Return an amount in yuan for a column; nothing where it is nothing."""
    return yuan(fen) if fen else ""
