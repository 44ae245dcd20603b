"""The line of a case with what the records know of it: for every surface the same."""

from __future__ import annotations

from dataclasses import dataclass

from tinydb import where

from village_board.calendar.rules import Calendar
from village_board.calendar.service import calendar_of
from village_board.desk import Records
from village_board.hearings.case import DecisionCase
from village_board.hearings.cases import hearing_of, resolution_of
from village_board.hearings.law import category_rule, rule_of
from village_board.hearings.line import NextStep, Point, next_step, points
from village_board.hearings.model import Hearing, Resolution
from village_board.limits.rules import Limits
from village_board.limits.service import limits_of


@dataclass(frozen=True)
class CaseLine:
    """A case with its six points, what comes next, and the newest hearing and resolution."""

    case: DecisionCase
    points: tuple[Point, ...]
    next: NextStep | None
    hearing: Hearing | None = None
    resolution: Resolution | None = None


def line_of(
    records: Records, case: DecisionCase, *, limits: Limits | None = None, calendar: Calendar | None = None
) -> CaseLine:
    """Return the line of `case`; `limits` and `calendar` spare a list from asking for them at every case."""
    hearing, resolution = hearing_of(records, case), resolution_of(records, case)
    rule = rule_of(resolution) if resolution is not None else category_rule(case.category)
    following = next_step(
        case,
        limits or limits_of(records),
        calendar or calendar_of(records),
        records.today,
        hearing=hearing,
        resolution=resolution,
        approvals=tuple(one.value for one in rule.approvals),
    )
    return CaseLine(case, points(case), following, hearing, resolution)


def case_about(records: Records, record: Hearing | Resolution) -> DecisionCase | None:
    """Return the case of a hearing or resolution, or None where it has none yet."""
    if record.case:
        return records.one(DecisionCase, where("number") == record.case)
    name = "hearing" if isinstance(record, Hearing) else "resolution"
    return records.one(DecisionCase, where(name) == record.number)
