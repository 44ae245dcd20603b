"""Counting a visit when it is over, and reading how many there were."""

from __future__ import annotations

from datetime import date

from tinydb import where

from village_board.desk import Desk, Records
from village_board.limits.service import limits_of
from village_board.visits.model import Visit, VisitDay
from village_board.visits.rules import VisitFigures, figures, with_visit


def count_visit(desk: Desk, visit: Visit) -> VisitDay:
    """Add one visit to its day. With the first visit of a day, days older than `visits.kept_years` are removed."""
    standing = desk.one(VisitDay, where("day_of") == visit.day.isoformat())
    if standing is None:
        _forget(desk)
    return desk.put(with_visit(standing or VisitDay(day_of=visit.day), visit))


def visits(records: Records, since: date, until: date) -> VisitFigures:
    """Return the visits from `since` to `until`, both included."""
    query = (where("day_of") >= since.isoformat()) & (where("day_of") <= until.isoformat())
    return figures(records.find(VisitDay, query))


def _forget(desk: Desk) -> None:
    """Remove the days whose time is over: the table never grows beyond its years."""
    years = limits_of(desk).count("visits.kept_years")
    today = desk.today
    last = today.replace(year=today.year - years, day=min(today.day, 28))
    for old in desk.find(VisitDay, where("day_of") < last.isoformat()):
        desk.remove(old)
