"""What the six-section report of the regulation says (facts 4.4): the tables of one place, or of several together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from village_board.applications.law import official_labels
from village_board.applications.model import ChallengeKind
from village_board.applications.report import (
    CARRIED_IN,
    CARRIED_OUT,
    COLUMNS,
    HANDLED,
    NEW,
    OUTCOMES,
    TOTAL,
    Imbalance,
    TableThree,
    all_rows,
    imbalances,
)
from village_board.applications.words import CHALLENGE, OUTCOME
from village_board.base.message import Message, say
from village_board.reports.model import Cell, Figure, Gathered, Grid, ReportKind, gathered

#: Table III and Table IV of one place.
Tables = tuple[TableThree, Mapping[tuple[str, str], int]]


def summed(tables: Sequence[Tables]) -> Tables:
    """Return both tables of several places added up, cell by cell.

    Raises:
        ValueError: they are of different years or forms, or there is none.
    """
    if len({(three.year, three.form) for three, _ in tables}) != 1:
        raise ValueError([(three.year, three.form.value) for three, _ in tables])
    cells: Counter[tuple[str, str]] = Counter()
    four: Counter[tuple[str, str]] = Counter()
    for three, challenges in tables:
        cells.update(dict(three.cells))
        four.update(dict(challenges))
    first = tables[0][0]
    return TableThree(first.year, first.form, dict(cells)), dict(four)


def of_tables(tables: Sequence[Tables], ids: Iterable[str] = ()) -> tuple[Gathered, tuple[Imbalance, ...]]:
    """Return what the report of a year says, and the rules that its Table III breaks.

    Args:
        tables: of each place, its Table III and Table IV.
        ids: the records behind them, where they are known.
    """
    three, four = summed(tables)
    behind = tuple(ids)
    counts = (
        ("new_received", NEW, say("Applications received this year")),
        ("carried_in", CARRIED_IN, say("Applications carried over from last year")),
        ("handled", HANDLED, say("Applications handled")),
        ("carried_out", CARRIED_OUT, say("Applications carried over to next year")),
        ("granted", "granted", say("Applications granted")),
        ("partly_granted", "partly_granted", say("Applications granted in part")),
    )
    how = say("Table III, column of all applicants.")
    figures = [Figure(name, label, three.at(row, TOTAL), how, behind, inside=True) for name, row, label in counts]
    reviews = four[ChallengeKind.RECONSIDERATION.value, TOTAL]
    challenges = sum(four[kind.value, TOTAL] for kind in ChallengeKind)
    in_four = say("Table IV, column of the total.")
    figures.append(Figure("reviews", say("Administrative reviews"), reviews, in_four))
    figures.append(Figure("lawsuits", say("Lawsuits"), challenges - reviews, in_four))
    figures.append(Figure("places", say("Places in this report"), len(tables), say("Whose tables are added up.")))
    period = (date(three.year, 1, 1), date(three.year, 12, 31))
    made = gathered(ReportKind.REGULATION, period, tuple(figures), (_three(three), _four(four)))
    return made, imbalances(three)


def _three(table: TableThree) -> Grid:
    labels, columns = official_labels()
    rows: list[tuple[Cell, ...]] = [(labels[row], *table.row(row)) for row in all_rows(table.form)]
    heads = (say("Applications"), *(say("{column}", column=columns[column]) for column in COLUMNS))
    return Grid("three", say("Applications received and handled"), heads, tuple(rows), judged=True)


def _four(cells: Mapping[tuple[str, str], int]) -> Grid:
    rows: list[tuple[Cell, ...]] = [
        (Message(CHALLENGE[kind]), *(cells[kind.value, outcome] for outcome in OUTCOMES)) for kind in ChallengeKind
    ]
    heads = (say("Reviews and lawsuits"), *(Message(OUTCOME[outcome]) for outcome in OUTCOMES))
    return Grid("four", say("Reviews and lawsuits"), heads, tuple(rows))
