"""Figures that belong together and have one unit: what a horizontal bar chart shows, from nothing on."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class Figure:
    """One bar: what it is of, and how much."""

    label: str
    value: Decimal


@dataclass(frozen=True)
class Figures:
    """The bars, the largest first.

    Attributes:
        title: what all of them are, such as the header of their column; empty where nothing says so.
        unit: as it was written out, such as 元 or 户; empty where nothing says so.
        rows: at most as many as are read at a glance.
        other: what all further ones come to; None where there are none.
        others: how many those are.
    """

    title: str
    unit: str
    rows: tuple[Figure, ...]
    other: Decimal | None = None
    others: int = 0


def written(value: Decimal, unit: str) -> str:
    """Return an amount as a reader of it wrote it: 3,600.00 元, 12 户."""
    return f"{value:,f} {unit}".strip()
