"""The calendar that holds for a village: shipped years, and above them the notices that its clerk loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from village_board.base.finding import Finding
from village_board.calendar.loading import read_notice, shipped_year, statutory_days
from village_board.calendar.model import ONE_DAY, REACH, CalendarYear
from village_board.calendar.rules import Calendar, YearUnknown
from village_board.records import Records

if TYPE_CHECKING:
    from village_board.desk import Desk


@cache
def shipped_calendar() -> Calendar:
    """Return the calendar of the shipped years alone, for where there is no board."""
    return Calendar(shipped_year, statutory_days)


def calendar_of(records: Records) -> Calendar:
    """Return the calendar that holds for this village now.

    It is a snapshot: it does not see a notice that is loaded later. A long-lived caller makes it again when
    `Board.version` has changed.
    """
    return _over(loaded_years(records))


def loaded_years(records: Records) -> Mapping[int, CalendarYear]:
    """Return the years whose notices the clerk has loaded."""
    return {each.year: each for each in records.all(CalendarYear)}


@dataclass(frozen=True, slots=True)
class YearLoaded:
    """What loading a notice did, or why it did nothing.

    Attributes:
        year: as it is now kept; None where there are findings.
        changed: the days that were working days and are off now, or the other way round, in order.
        findings: what is wrong with the file.
    """

    year: CalendarYear | None = None
    changed: tuple[date, ...] = ()
    findings: tuple[Finding, ...] = ()


def load_year(desk: Desk, file: Path) -> YearLoaded:
    """Put the notice in `file` above what was known of its year; or nothing, and tell all that is wrong.

    It is an act of the log. From the commit on every deadline that rests on the year is counted by it; see
    `rules.touched_by` and `rules.recomputed`. The same file again changes nothing.

    Raises:
        NotPermitted: whoever acts may not import.
    """
    from village_board.people.acts import Act  # noqa: PLC0415 - the first screen only reads

    desk.require(Act.IMPORT)
    read, findings = read_notice(file, desk.today)
    if read is None:
        return YearLoaded(findings=findings)
    loaded = loaded_years(desk)
    standing = loaded.get(read.year)
    if standing is not None:
        read = replace(read, rev=standing.rev)
        if replace(read, loaded_at=standing.loaded_at) == replace(standing, change=None):
            return YearLoaded(standing)
    changed = _changed(_over(loaded), _over({**loaded, read.year: read}), read.year)
    kept = desk.put(read)
    desk.record(kept.id)
    return YearLoaded(kept, changed)


def _over(loaded: Mapping[int, CalendarYear]) -> Calendar:
    if not loaded:
        return shipped_calendar()
    return Calendar(lambda year: loaded.get(year) or shipped_year(year), statutory_days)


def _changed(before: Calendar, after: Calendar, year: int) -> tuple[date, ...]:
    on, changed = date(year - 1, *REACH), []
    while on.year <= year:
        if _off(before, on) != _off(after, on):
            changed.append(on)
        on += ONE_DAY
    return tuple(changed)


def _off(calendar: Calendar, on: date) -> bool | None:
    try:
        return calendar.day(on).off
    except YearUnknown:
        return None
