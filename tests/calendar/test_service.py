"""A clerk loads a year's notice: it holds above what was known, it is an act of the log, deadlines follow it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.calendar.notices import NOTICE_2027
from tests.support.builders import Staff
from village_board.base.errors import NotPermitted
from village_board.board import Board
from village_board.calendar.model import CalendarYear, DayKind, Unit, year_id
from village_board.calendar.rules import deadline, recomputed, touched_by
from village_board.calendar.service import YearLoaded, calendar_of, load_year, shipped_calendar
from village_board.trust.log import LOG


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    """The invented notice for 2027 as a file."""
    file = tmp_path / "2027.toml"
    file.write_text(NOTICE_2027, encoding="utf-8")
    return file


def _load(board: Board, file: Path) -> YearLoaded:
    with board.desk() as desk:
        return load_year(desk, file)


def _entries(board: Board) -> int:
    return len(board.db.table(LOG))


def test_a_loaded_notice_ends_the_doubt(board: Board, notice: Path) -> None:
    """What was provisional is worked out again by the notice, and says what it rests on."""
    # Guard: village_board/calendar/service.py:calendar_of - the provisional date stays after the notice came.
    was = deadline(calendar_of(board.records()), date(2026, 12, 31), 22, Unit.WORKING)
    assert (was.due, was.provisional, was.awaits) == (date(2027, 2, 2), True, (2027,))
    _load(board, notice)
    now = recomputed(calendar_of(board.records()), was)
    # 31 January is worked in return for the Spring Festival: one day earlier.
    assert (now.due, now.provisional, now.awaits) == (date(2027, 2, 1), False, ())


def test_loading_tells_the_days_that_changed(board: Board, notice: Path) -> None:
    """Working days that are off now, and weekend days that are worked; no other."""
    done = _load(board, notice)
    assert [on.isoformat() for on in done.changed] == [
        "2027-01-31", "2027-02-09", "2027-02-10", "2027-02-11", "2027-02-14", "2027-05-03", "2027-05-04",
        "2027-05-05", "2027-05-08", "2027-09-26", "2027-10-04", "2027-10-05", "2027-10-06", "2027-10-07",
        "2027-10-09",
    ]  # fmt: skip


def test_loading_is_one_act_of_the_log(board: Board, notice: Path) -> None:
    """The record, its entry, and who loaded it when are there; the same file again writes nothing."""
    # Guard: village_board/calendar/service.py:load_year - the days of a year change and nobody knows by whom.
    before = _entries(board)
    _load(board, notice)
    kept = board.records().get(CalendarYear, year_id(2027))
    assert (kept.rev, kept.loaded_at, _entries(board)) == (1, date(2026, 9, 1), before + 1)
    assert kept.change is not None
    assert kept.change.act == "import"
    again = _load(board, notice)
    assert (again.changed, again.findings, _entries(board)) == ((), (), before + 1)
    assert board.records().get(CalendarYear, year_id(2027)).rev == 1


def test_a_second_notice_for_a_year_holds_instead(board: Board, notice: Path) -> None:
    """A year that is ordered again has one record, with what holds now."""
    _load(board, notice)
    notice.write_text(NOTICE_2027.replace("work = [2027-05-08]", "work = [2027-05-09]"), encoding="utf-8")
    done = _load(board, notice)
    assert [on.isoformat() for on in done.changed] == ["2027-05-08", "2027-05-09"]
    assert [each.rev for each in board.records().all(CalendarYear)] == [2]


def test_a_loaded_year_holds_over_the_shipped_one(board: Board, tmp_path: Path) -> None:
    """The clerk's data for 2026 win, and only what rests on 2026 changes."""
    # Guard: village_board/calendar/service.py:_over - a correction of the State Council has no effect.
    shipped = (Path(__file__).parents[2] / "data" / "calendar" / "CN-2026.toml").read_text("utf-8")
    file = tmp_path / "2026.toml"
    file.write_text(shipped.replace("to = 2026-10-07", "to = 2026-10-08"), encoding="utf-8")
    starts = [date(2026, 9, 18), date(2026, 3, 2), date(2025, 9, 18)]
    stored = [deadline(shipped_calendar(), start, 20, Unit.WORKING) for start in starts]
    assert _load(board, file).changed == (date(2026, 10, 8),)
    now = [recomputed(calendar_of(board.records()), each) for each in stored]
    assert [each.due.isoformat() for each in now] == ["2026-10-23", "2026-03-30", "2025-10-22"]
    assert list(touched_by(stored, 2026)) == stored[:2]
    assert now[1:] == stored[1:]


def test_a_notice_reaches_back_into_december(board: Board, notice: Path) -> None:
    """Days that the notice for 2027 orders in December 2026 hold, though 2026 has its own notice."""
    # Guard: village_board/calendar/rules.py:Calendar.day - New Year's days before New Year count as worked.
    was = deadline(calendar_of(board.records()), date(2026, 12, 3), 20, Unit.WORKING)
    assert (was.due, was.provisional, was.awaits) == (date(2026, 12, 31), False, (2027,))
    text = NOTICE_2027.replace(
        "from = 2027-01-01\nto = 2027-01-03\ndays = 3",
        "from = 2026-12-31\nto = 2027-01-02\nwork = [2026-12-27]",
    )
    notice.write_text(text, encoding="utf-8")
    assert _load(board, notice).changed[:2] == (date(2026, 12, 27), date(2026, 12, 31))
    calendar = calendar_of(board.records())
    assert (calendar.day(date(2026, 12, 31)).kind, calendar.day(date(2026, 12, 27)).kind) == (
        DayKind.HOLIDAY,
        DayKind.MADE_UP,
    )
    assert recomputed(calendar, was).due == date(2026, 12, 30)


def test_a_wrong_file_writes_nothing(board: Board, notice: Path) -> None:
    """One problem, and neither the record nor an entry of the log is written."""
    before = _entries(board)
    notice.write_text(NOTICE_2027.replace("days = 7", "days = 8"), encoding="utf-8")
    done = _load(board, notice)
    assert (done.year, len(done.findings), _entries(board)) == (None, 1, before)
    assert list(board.records().all(CalendarYear)) == []


def test_only_the_clerk_loads_a_notice(board: Board, staff: Staff, notice: Path) -> None:
    """A villager and a committee member may not."""
    # Guard: village_board/calendar/service.py:load_year - anybody moves every deadline.
    for who in (staff.villager, staff.director):
        with pytest.raises(NotPermitted), board.desk(who) as desk:
            load_year(desk, notice)
    with board.desk(staff.clerk) as desk:
        assert load_year(desk, notice).year is not None
