"""Hearing statistics as a report of their own: of one village, or of many added up (facts 10). Pure over sittings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from village_board.base.message import Message, say
from village_board.base.money import Fen
from village_board.hearings.figures import GROUPINGS, group_label
from village_board.hearings.outward import Sitting
from village_board.hearings.statistics import Figures, Grouping, added_figures, tally
from village_board.reports.heard import grid_of_hearings, grid_of_votes, of_hearings
from village_board.reports.model import Cell, Figure, Gathered, Grid, Picture, ReportKind, gathered

_HEADS = (
    say("Hearings"), say("Amount heard"), say("Due"), say("Present"), say("Passed"), say("Rejected"),
    say("Amount decided"),
)  # fmt: skip
_GRIDS = {Grouping.CATEGORY: "kinds", Grouping.MONTH: "months"}


@dataclass(frozen=True)
class Heard:
    """What was heard and decided in one village, as the outside may see it."""

    name: str
    sittings: tuple[Sitting, ...]


@dataclass(frozen=True)
class Contradiction:
    """A hearing or a vote that cannot be as it is written: in which village, which record, and why."""

    village: str
    record: str
    why: Message


def of_heard(villages: Sequence[Heard], first: date, last: date) -> Gathered:
    """Return what the report says of the days from `first` to `last`, of one village or of several."""
    mine = [replace(one, sittings=_within(one.sittings, first, last)) for one in villages]
    every = [sitting for one in mine for sitting in one.sittings]
    count = Figure("villages", say("Villages counted"), len(mine), say("Whose hearings and votes are added up."))
    kinds = _grouped(mine, Grouping.CATEGORY)
    amounts = tuple((label, of.hearings.amount) for label, of in kinds if of.hearings.amount)
    grids = (
        _grid(_GRIDS[Grouping.CATEGORY], Grouping.CATEGORY, kinds),
        _grid(_GRIDS[Grouping.MONTH], Grouping.MONTH, _grouped(mine, Grouping.MONTH)),
        _of_villages(mine),
        _with_village(mine, grid_of_hearings),
        _with_village(mine, grid_of_votes),
    )
    picture = Picture("amounts", say("Amount heard by kind of matter"), amounts)
    return gathered(ReportKind.HEARINGS, (first, last), (count, *of_hearings(every)), grids, (picture,))


def contradictions_of(villages: Sequence[Heard]) -> Iterator[Contradiction]:
    """Yield what cannot be: more came than were due, more votes than people, a result before its day."""
    for village in villages:
        for one in village.sittings:
            counts = one.counts
            if counts is not None and counts.present > counts.due:
                why = say("{came} came and {due} were due.", came=counts.present, due=counts.due)
                yield Contradiction(village.name, one.id, why)
            voices = counts.in_favour + counts.against + counts.abstained if counts is not None else 0
            if counts is not None and voices > counts.present:
                why = say("{voices} votes and {came} who came.", voices=voices, came=counts.present)
                yield Contradiction(village.name, one.id, why)
            if one.timed and one.day is not None and one.result_on is not None and one.result_on < one.day:
                why = say("The result is of {result}, the meeting of {day}.", result=one.result_on, day=one.day)
                yield Contradiction(village.name, one.id, why)


def _within(sittings: Sequence[Sitting], first: date, last: date) -> tuple[Sitting, ...]:
    found = (one for one in sittings if one.day is not None and first <= one.day <= last)
    return tuple(sorted(found, key=lambda one: (one.day or first, one.id)))


def _grouped(villages: Sequence[Heard], by: Grouping) -> list[tuple[Cell, Figures]]:
    """Return the groups of all villages together; each village is counted by itself, as it counts itself."""
    parts = [group for one in villages for group in tally(one.sittings, by).groups]
    order = dict(tally([sitting for one in villages for sitting in one.sittings], by).groups)
    return [(group_label(by, key), added_figures(of for name, of in parts if name == key)) for key in order]


def _grid(name: str, by: Grouping, groups: Sequence[tuple[Cell, Figures]]) -> Grid:
    rows = [(label, *_row(figures)) for label, figures in groups]
    heads = (Message(GROUPINGS[by]), *_HEADS)
    return Grid(name, _TITLES[by], heads, _summed(rows, groups), total=bool(rows))


_TITLES = {
    Grouping.CATEGORY: say("Hearings and votes by kind of matter"),
    Grouping.MONTH: say("Hearings and votes by month"),
}


def _of_villages(villages: Sequence[Heard]) -> Grid:
    groups: list[tuple[Cell, Figures]] = [
        (one.name, added_figures(of for _, of in tally(one.sittings, Grouping.YEAR).groups)) for one in villages
    ]
    rows = [(label, *_row(figures)) for label, figures in groups]
    heads = (say("Village"), *_HEADS)
    return Grid(
        "villages", say("Hearings and votes by village"), heads, _summed(rows, groups), total=bool(rows)
    )  # fmt: skip


def _summed(rows: Sequence[tuple[Cell, ...]], groups: Sequence[tuple[Cell, Figures]]) -> tuple[tuple[Cell, ...], ...]:
    if not rows:
        return ()
    return (*rows, (say("Sum"), *_row(added_figures(figures for _, figures in groups))))


def _row(figures: Figures) -> tuple[Cell, ...]:
    heard, decided = figures.hearings, figures.resolutions
    return (
        heard.held, Fen(heard.amount), heard.due, heard.present,
        decided.passed, decided.rejected, Fen(decided.amount),
    )  # fmt: skip


def _with_village(villages: Sequence[Heard], lines: Callable[[Sequence[Sitting]], Grid]) -> Grid:
    """Return the lines of all villages as one table; where there are several, the first column says whose they are."""
    grids = [lines(one.sittings) for one in villages]
    if len(grids) == 1:
        return grids[0]
    base = lines(())
    rows = tuple((one.name, *row) for one, grid in zip(villages, grids, strict=True) for row in grid.rows)
    records = tuple(record for grid in grids for record in grid.records)
    return replace(base, heads=(say("Village"), *base.heads), rows=rows, records=records)
