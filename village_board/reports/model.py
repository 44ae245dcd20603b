"""What a report is made of: figures with what they count and the records behind them, tables, pictures. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from village_board.base.message import Message
from village_board.base.money import Fen

#: what a cell of a table holds.
Cell = str | int | Fen | date | Message | None


class ReportKind(StrEnum):
    """Which report; each has a text of its own that the clerk edits."""

    ANNUAL = "annual"  # the village committee's, to the villagers' assembly (P30)
    BULLETIN = "bulletin"  # of a month, for the wall
    HEARINGS = "hearings"  # what was heard and decided in a year, of one village or many (facts 10)
    REGULATION = "regulation"  # six sections, for township and county (facts 4.4)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure.

    Attributes:
        name: how the text names it: ``{{hearings_held}}``.
        label: its name in words.
        value: the number, in fen where `money`; None where nothing was there to count.
        counted: how it was counted, a sentence.
        records: the ids of the records behind it.
        money: whether it is an amount.
        inside: the records are the office's own: JSON alone names them, for paper goes to everybody.
    """

    name: str
    label: Message
    value: int | None
    counted: Message
    records: tuple[str, ...] = ()
    money: bool = False
    inside: bool = False


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. `records` are the ids behind its rows, row by row; the last row is a sum where `total`.

    `judged`: rules of its own say what adds up in it, and were asked; the proofreader does not know them.
    """

    name: str
    title: Message
    heads: tuple[Message, ...]
    rows: tuple[tuple[Cell, ...], ...]
    records: tuple[str, ...] = ()
    total: bool = False
    judged: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Bars: a label and an amount in fen each, from nothing on."""

    name: str
    title: Message
    rows: tuple[tuple[Cell, int], ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that a report can say of a period, by name."""

    kind: ReportKind
    first: date
    last: date
    figures: Mapping[str, Figure]
    grids: Mapping[str, Grid]
    pictures: Mapping[str, Picture]


def gathered(
    kind: ReportKind,
    period: tuple[date, date],
    figures: tuple[Figure, ...],
    grids: tuple[Grid, ...],
    pictures: tuple[Picture, ...] = (),
) -> Gathered:
    """Return the parts by their names."""
    return Gathered(
        kind,
        *period,
        {one.name: one for one in figures},
        {one.name: one for one in grids},
        {one.name: one for one in pictures},
    )
