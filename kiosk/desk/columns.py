"""Figures below each other on the desk's sheets: columns that know how wide a Chinese character is."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kiosk.desk.paper import Paragraph
from kiosk.widgets.ink import padded
from village_board.base.money import yuan
from village_board.text.lines import cells

_GAP = "  "


def in_columns(
    rows: Sequence[Sequence[str]], *, right: Collection[int] = (), tone: str = "ink", head: bool = False
) -> list[Paragraph]:
    """Return `rows` as lines; columns in `right`, counted from 0, end below each other.

    Args:
        rows: cells, as many in each row.
        right: columns of figures.
        tone: of the lines.
        head: whether the first row names the columns.
    """
    widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
    lines = [
        _GAP.join(padded(cell, widths[at], right=at in right) for at, cell in enumerate(row)) for row in rows
    ]  # fmt: skip
    return [(line.rstrip(), "soft" if head and at == 0 else tone) for at, line in enumerate(lines)]


def money(fen: int) -> str:
    """Return an amount in yuan for a column; nothing where it is nothing."""
    return yuan(fen) if fen else ""
