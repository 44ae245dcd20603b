"""The dates that the facts name, and sixty-eight more that were worked out by hand from the notices."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from village_board.calendar.model import Unit
from village_board.calendar.rules import YearUnknown, deadline
from village_board.calendar.service import shipped_calendar

W, N, P = Unit.WORKING, Unit.NATURAL, Unit.PLAIN

FACTS_8 = [
    ("2026-02-06", "2026-03-12", False),
    ("2026-09-18", "2026-10-22", False),
    ("2026-11-21", "2026-12-18", False),
    ("2026-12-03", "2026-12-31", False),
    ("2026-12-04", "2027-01-04", True),
]

# 2026: off 01-01..03, 02-15..23, 04-04..06, 05-01..05, 06-19..21, 09-25..27, 10-01..07;
#       worked 01-04, 02-14, 02-28, 05-09, 09-20, 10-10.
# 2025: off 01-01, 01-28..02-04, 04-04..06, 05-01..05, 05-31..06-02, 10-01..08;
#       worked 01-26, 02-08, 04-27, 09-28, 10-11.
BY_HAND = [
    ("2025-12-31", 1, W, "2026-01-04"), ("2026-01-01", 1, W, "2026-01-04"), ("2026-01-02", 2, W, "2026-01-05"),
    ("2026-01-04", 5, W, "2026-01-09"), ("2026-02-13", 1, W, "2026-02-14"), ("2026-02-14", 1, W, "2026-02-24"),
    ("2026-02-10", 5, W, "2026-02-24"), ("2026-02-20", 4, W, "2026-02-27"), ("2026-02-20", 5, W, "2026-02-28"),
    ("2026-02-27", 2, W, "2026-03-02"), ("2026-04-03", 1, W, "2026-04-07"), ("2026-04-30", 1, W, "2026-05-06"),
    ("2026-04-30", 4, W, "2026-05-09"), ("2026-04-30", 5, W, "2026-05-11"), ("2026-06-18", 1, W, "2026-06-22"),
    ("2026-09-19", 1, W, "2026-09-20"), ("2026-09-24", 3, W, "2026-09-30"), ("2026-09-30", 1, W, "2026-10-08"),
    ("2026-09-30", 3, W, "2026-10-10"), ("2026-09-30", 4, W, "2026-10-12"),
    # The end falls into the Spring Festival, on its first and last day, beside it, and on the days made up for it.
    ("2026-02-08", 7, N, "2026-02-24"), ("2026-02-09", 7, N, "2026-02-24"), ("2026-02-16", 7, N, "2026-02-24"),
    ("2026-02-17", 7, N, "2026-02-24"), ("2026-02-07", 7, N, "2026-02-14"), ("2026-01-31", 15, N, "2026-02-24"),
    ("2026-02-21", 7, N, "2026-02-28"), ("2026-02-22", 7, N, "2026-03-02"),
    ("2026-03-21", 14, N, "2026-04-07"), ("2026-04-21", 10, N, "2026-05-06"), ("2026-04-29", 10, N, "2026-05-09"),
    ("2026-04-30", 10, N, "2026-05-11"), ("2026-09-13", 7, N, "2026-09-20"), ("2026-09-18", 7, N, "2026-09-28"),
    ("2026-09-21", 15, N, "2026-10-08"), ("2026-10-03", 7, N, "2026-10-10"), ("2026-10-04", 7, N, "2026-10-12"),
    ("2026-12-12", 7, N, "2026-12-21"), ("2026-07-10", 3, N, "2026-07-13"),
    ("2026-02-08", 7, P, "2026-02-15"), ("2026-09-21", 10, P, "2026-10-01"), ("2026-02-21", 7, P, "2026-02-28"),
    ("2026-12-22", 10, P, "2027-01-01"),
    ("2025-01-24", 2, W, "2025-01-27"), ("2025-01-27", 1, W, "2025-02-05"), ("2025-01-27", 4, W, "2025-02-08"),
    ("2025-01-21", 7, N, "2025-02-05"), ("2025-01-19", 7, N, "2025-01-26"), ("2025-04-25", 5, W, "2025-05-06"),
    ("2025-05-31", 2, W, "2025-06-04"), ("2025-09-26", 4, W, "2025-10-09"), ("2025-10-08", 3, W, "2025-10-11"),
    ("2025-09-23", 15, N, "2025-10-09"),
    # 2024: the Spring Festival ends on a Saturday, and the Sunday after it is worked.
    ("2024-02-02", 1, W, "2024-02-04"), ("2024-02-09", 1, W, "2024-02-18"), ("2024-02-03", 7, N, "2024-02-18"),
    ("2024-02-28", 2, W, "2024-03-01"),
    # 2023: two weekend days worked in a row. 2020: the festival was made longer. 2015: a holiday of that year alone.
    ("2023-01-20", 2, W, "2023-01-29"), ("2023-01-14", 7, N, "2023-01-28"),
    ("2020-01-23", 1, W, "2020-02-03"), ("2020-01-20", 7, N, "2020-02-03"), ("2015-09-02", 1, W, "2015-09-06"),
    # Notices that reach back into December of the year before.
    ("2018-12-28", 2, W, "2019-01-02"), ("2018-12-24", 7, N, "2019-01-02"), ("2011-12-30", 2, W, "2012-01-04"),
    ("2005-12-30", 2, W, "2006-01-04"),
    # No notice yet: the Spring Festival of 2027 by law, 02-05..08.
    ("2027-02-04", 1, W, "2027-02-09"), ("2027-01-30", 7, N, "2027-02-09"),
]  # fmt: skip


@pytest.mark.parametrize(("start", "due", "provisional"), FACTS_8)
def test_the_vectors_of_the_facts(start: str, due: str, provisional: bool) -> None:
    """Twenty working days as facts 8 gives them; the one that runs into a year without notice says so."""
    # Guard: village_board/calendar/rules.py:Calendar.day - a guessed date is shown as a sure one.
    found = deadline(shipped_calendar(), date.fromisoformat(start), 20, W)
    assert (found.due.isoformat(), found.provisional) == (due, provisional)


@pytest.mark.parametrize(("start", "length", "unit", "due"), BY_HAND)
def test_deadlines_worked_out_by_hand(start: str, length: int, unit: Unit, due: str) -> None:
    """Each date was counted by hand on the notice of its year."""
    # Guard: village_board/calendar/rules.py:_judged - an end on a day off does not move (Civil Code art. 203).
    assert deadline(shipped_calendar(), date.fromisoformat(start), length, unit).due.isoformat() == due


def test_there_are_sixty_of_them() -> None:
    """At least sixty by hand, of all three units, and no question twice."""
    assert len({row[:3] for row in BY_HAND}) == len(BY_HAND) >= 60
    assert {row[2] for row in BY_HAND} == set(Unit)


def test_2026_has_248_working_days() -> None:
    """Facts 8: 248 working days, 6 of them made up."""
    days = [shipped_calendar().day(date(2026, 1, 1) + timedelta(days=n)) for n in range(365)]
    assert (sum(not day.off for day in days), sum(day.kind == "made_up" for day in days)) == (248, 6)
    assert not any(day.provisional for day in days)


@pytest.mark.parametrize("start", ["1998-05-01", "2003-12-20", "2040-12-30", "2050-01-01"])
def test_a_year_of_which_nothing_is_known_is_no_guess(start: str) -> None:
    """Before the first notice and after the last computed moon there is an error that names the year."""
    # Guard: village_board/calendar/rules.py:Calendar.day - a weekday of Spring Festival 2050 counts as worked.
    with pytest.raises(YearUnknown):
        deadline(shipped_calendar(), date.fromisoformat(start), 20, W)


def test_plain_days_need_no_calendar() -> None:
    """The notice before a meeting is counted in any year, and nothing can move it."""
    found = deadline(shipped_calendar(), date(2060, 2, 20), 10, P)
    assert (found.due, found.provisional, found.rests_on) == (date(2060, 3, 1), False, ())


def test_no_period_is_shorter_than_a_day() -> None:
    """A length of nothing is a mistake of the program."""
    with pytest.raises(ValueError, match="0"):
        deadline(shipped_calendar(), date(2026, 1, 5), 0, W)
