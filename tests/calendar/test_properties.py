"""What holds of every deadline, whatever its day, length and unit."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tests.calendar.notices import over, with_day_off
from village_board.base.codec import from_json, to_json
from village_board.calendar.model import CalendarYear, Deadline, Unit
from village_board.calendar.rules import Calendar, deadline, explained, recomputed, touched_by
from village_board.calendar.service import shipped_calendar

STARTS = st.dates(date(2004, 1, 1), date(2035, 12, 31))
LENGTHS = st.integers(1, 90)
UNITS = st.sampled_from(Unit)
COUNTED = st.sampled_from((Unit.WORKING, Unit.NATURAL))


@given(STARTS, LENGTHS, UNITS)
def test_a_later_start_is_never_due_earlier(start: date, length: int, unit: Unit) -> None:
    """Monotone in the start."""
    calendar = shipped_calendar()
    following = deadline(calendar, start + timedelta(days=1), length, unit)
    assert deadline(calendar, start, length, unit).due <= following.due


@given(STARTS, LENGTHS, UNITS)
def test_one_day_more_is_due_later(start: date, length: int, unit: Unit) -> None:
    """A longer period ends later; of natural days that both end on a day off, on the same day."""
    calendar = shipped_calendar()
    shorter, longer = (deadline(calendar, start, n, unit).due for n in (length, length + 1))
    assert shorter < longer or (unit is Unit.NATURAL and calendar.day(start + timedelta(days=length)).off)
    assert shorter <= longer


@given(STARTS, LENGTHS, COUNTED)
def test_no_period_ends_on_a_day_off(start: date, length: int, unit: Unit) -> None:
    """The last day is worked (Civil Code art. 203); only the notice before a meeting ends where it ends."""
    # Guard: village_board/calendar/rules.py:_judged - an answer is due on a Sunday.
    calendar = shipped_calendar()
    assert not calendar.day(deadline(calendar, start, length, unit).due).off


@given(STARTS, LENGTHS, UNITS)
def test_an_explanation_lists_exactly_the_days(start: date, length: int, unit: Unit) -> None:
    """Every day from the first to the last stands once, the counted ones are numbered from 1, the last is due."""
    # Guard: village_board/calendar/rules.py:explained - a day is told that was not counted, or the other way.
    calendar = shipped_calendar()
    found = deadline(calendar, start, length, unit)
    steps = explained(calendar, found)
    days = [step.day.on for step in steps]
    assert days == [start + timedelta(days=n) for n in range(1, (found.due - start).days + 1)]
    numbered = [step for step in steps if step.number]
    assert [step.number for step in numbered] == list(range(1, length + 1))
    if unit is Unit.WORKING:
        assert numbered == [step for step in steps if not step.day.off]


@given(STARTS, LENGTHS, UNITS)
def test_a_stored_deadline_can_be_worked_out_again(start: date, length: int, unit: Unit) -> None:
    """Written as JSON, read and recomputed by the same calendar it is the same."""
    found = deadline(shipped_calendar(), start, length, unit)
    assert recomputed(shipped_calendar(), from_json(Deadline, to_json(found))) == found


@given(st.dates(date(2004, 1, 1), date(2035, 12, 31)), st.lists(st.tuples(STARTS, LENGTHS, UNITS), max_size=30))
def test_a_changed_year_changes_what_rests_on_it_and_nothing_else(
    on: date, asked: list[tuple[date, int, Unit]]
) -> None:
    """One more day off in a year: each deadline that does not rest on that year stays as it was."""
    # Guard: village_board/calendar/rules.py:Calendar.rests_on - a deadline of December is not worked out again.
    # In the last week of December the day may be ordered by the next year's notice: both are tried.
    for year in {on.year, on.year + ((on.month, on.day) >= (12, 25))}:
        before, after = shipped_calendar(), over({year: with_day_off(year, on)})
        found = [deadline(before, *each) for each in asked]
        touched = set(touched_by(found, year))
        for each in found:
            now = recomputed(after, each)
            assert now == each or each in touched


@given(st.dates(date(2012, 1, 1), date(2026, 7, 31)), LENGTHS)  # all inside years that are shipped
def test_a_day_off_more_moves_what_counted_it(start: date, length: int) -> None:
    """When the last day becomes a day off, the period ends later."""
    # Guard: village_board/calendar/service.py:_over - what the clerk loads has no effect.
    found = deadline(shipped_calendar(), start, length, Unit.WORKING)
    after = over({found.due.year: with_day_off(found.due.year, found.due)})
    if after.day(found.due).off:  # a day that the next year's notice orders stays worked
        assert recomputed(after, found).due > found.due


def test_a_year_is_asked_for_only_when_one_of_its_days_is() -> None:
    """A deadline inside a spring looks at one year: a kiosk that starts reads no more."""
    # Guard: village_board/calendar/rules.py:Calendar._year - every start reads all years.
    asked: list[int] = []

    def year_of(year: int) -> CalendarYear:
        asked.append(year)
        return CalendarYear(year=year, notice="试验", loaded_at=date(2026, 1, 1))

    calendar = Calendar(year_of, lambda _: None)
    for _ in range(2):
        deadline(calendar, date(2026, 3, 2), 20, Unit.WORKING)
    assert asked == [2026]
