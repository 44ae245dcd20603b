"""The tables of the yearly report from the applications (facts 4.4). Pure: values in, numbers or imbalances out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from village_board.applications.model import ApplicantKind, Application, Challenge, ChallengeKind, Outcome, Result

NEW, CARRIED_IN, HANDLED, CARRIED_OUT = "new_received", "carried_in", "handled_total", "carried_out"
TOTAL = "total"
#: the columns of Table III in their order.
COLUMNS: tuple[str, ...] = (*(kind.value for kind in ApplicantKind), TOTAL)
OTHER = "other"


class Form(StrEnum):
    """The form of the year's notice: that of 2019 has "other" as one row."""

    Y2019 = "2019"
    Y2021 = "2021"


def result_rows(form: Form) -> tuple[str, ...]:
    """Return the rows of results in their order, without their total: 21 in the form of 2021, 19 in that of 2019."""
    rows = (result.value for result in Result)
    return tuple(dict.fromkeys(row_in(form, row) for row in rows))


def row_in(form: Form, row: str) -> str:
    """Return the row of `form` in which the result `row` counts."""
    return OTHER if form is Form.Y2019 and row.startswith(f"{OTHER}.") else row


def all_rows(form: Form) -> tuple[str, ...]:
    """Return every row of Table III in its order: two, the results, their total, one."""
    return (NEW, CARRIED_IN, *result_rows(form), HANDLED, CARRIED_OUT)


@dataclass(frozen=True)
class TableThree:
    """Table III: applications received and handled. `cells` by row and column; a missing one is zero."""

    year: int
    form: Form
    cells: Mapping[tuple[str, str], int] = field(default_factory=dict)

    def at(self, row: str, column: str) -> int:
        """Return one number."""
        return self.cells.get((row, column), 0)

    def row(self, row: str) -> tuple[int, ...]:
        """Return the seven numbers of a row."""
        return tuple(self.at(row, column) for column in COLUMNS)


_Breaks = Callable[[Application, int, Form], bool]


class Rule(StrEnum):
    """What must balance."""

    FLOW = "flow"  # new + carried in = handled + carried out
    SUM = "sum"  # handled = sum of the results
    ACROSS = "across"  # total = sum of the six columns
    YEARS = "years"  # carried in = carried out of the year before


@dataclass(frozen=True)
class Imbalance:
    """A rule that a table breaks: in which column or row, what stands on either side, and by which records.

    `records` are the numbers of the applications that break it; empty where the table alone is known.
    """

    rule: Rule
    where: str
    left: int
    right: int
    records: tuple[str, ...] = ()


def table_three(applications: Iterable[Application], year: int, form: Form = Form.Y2021) -> TableThree:
    """Return Table III of `year`. Those without a day of receipt were not received, and count nowhere."""
    cells: Counter[tuple[str, str]] = Counter()
    for one in applications:
        for row in _rows_of(one, year, form):
            cells[row, one.kind.value] += 1
            cells[row, TOTAL] += 1
    return TableThree(year, form, dict(cells))


def _rows_of(one: Application, year: int, form: Form) -> Iterable[str]:
    if one.receipt_on is None:
        return
    came, ended = one.receipt_on.year, one.finished_on.year if one.finished_on is not None else None
    if came == year:
        yield NEW
    elif came < year and (ended is None or ended >= year):
        yield CARRIED_IN
    if ended == year:
        yield HANDLED
        if one.result is not None:
            yield row_in(form, one.result.value)
    elif came <= year and (ended is None or ended > year):
        yield CARRIED_OUT


def imbalances(
    table: TableThree, before: TableThree | None = None, applications: Sequence[Application] = ()
) -> tuple[Imbalance, ...]:
    """Return every rule that `table` breaks, with the records that break it where `applications` are given.

    Args:
        table: the table.
        before: that of the year before, as it was published.
        applications: those from which the table was made.
    """
    found: list[Imbalance] = []
    for column in COLUMNS:
        left = table.at(NEW, column) + table.at(CARRIED_IN, column)
        right = table.at(HANDLED, column) + table.at(CARRIED_OUT, column)
        of = [one for one in applications if column in (TOTAL, one.kind.value)]
        if left != right:
            found.append(Imbalance(Rule.FLOW, column, left, right, _names(of, table, _breaks_flow)))
        handled = table.at(HANDLED, column)
        results = sum(table.at(row, column) for row in result_rows(table.form))
        if handled != results:
            found.append(Imbalance(Rule.SUM, column, handled, results, _names(of, table, _breaks_sum)))
        if before is not None and table.at(CARRIED_IN, column) != before.at(CARRIED_OUT, column):
            sides = table.at(CARRIED_IN, column), before.at(CARRIED_OUT, column)
            found.append(Imbalance(Rule.YEARS, column, *sides, _names(of, table, _written_late)))
    for row in all_rows(table.form):
        *columns, total = table.row(row)
        if total != sum(columns):
            found.append(Imbalance(Rule.ACROSS, row, total, sum(columns)))
    return tuple(found)


def _names(of: Iterable[Application], table: TableThree, breaks: _Breaks) -> tuple[str, ...]:
    return tuple(one.number for one in of if breaks(one, table.year, table.form))


def _breaks_flow(one: Application, year: int, form: Form) -> bool:
    """Tell whether one record lets a column not balance: it ended in a year before it was received."""
    rows = set(_rows_of(one, year, form))
    return len(rows & {NEW, CARRIED_IN}) != len(rows & {HANDLED, CARRIED_OUT})


def _breaks_sum(one: Application, year: int, form: Form) -> bool:
    """Tell whether one record was handled and has no result."""
    return HANDLED in _rows_of(one, year, form) and one.result is None


def _written_late(one: Application, year: int, form: Form) -> bool:  # noqa: ARG001 - one shape for all three
    """Tell whether a record says something of an earlier year that was written down in `year` or later (P3)."""
    return any(step.done_on.year < year <= step.recorded_at.year for step in one.steps)


#: the columns of Table IV: how it ended; what has not ended yet; all.
OUTCOMES: tuple[str, ...] = (*(outcome.value for outcome in Outcome), "pending", TOTAL)


def table_four(challenges: Iterable[Challenge], year: int) -> dict[tuple[str, str], int]:
    """Return Table IV of `year`: fifteen numbers by kind and outcome. What ended in an earlier year counts no more."""
    cells = {(kind.value, outcome): 0 for kind in ChallengeKind for outcome in OUTCOMES}
    last = date(year, 12, 31)
    for one in challenges:
        if one.filed_on > last or (one.concluded_on is not None and one.concluded_on.year < year):
            continue
        ended = one.outcome if one.concluded_on is not None and one.concluded_on <= last else None
        cells[one.kind.value, ended.value if ended is not None else "pending"] += 1
        cells[one.kind.value, TOTAL] += 1
    return cells
