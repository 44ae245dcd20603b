"""Days, moments, months and periods of a cell."""
# ruff: noqa: DTZ001 - a spreadsheet's dates have no time zone

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.base.message import Message
from village_board.interchange.cells.days import day, moment, month, period, span


@pytest.mark.parametrize(
    "cell",
    [
        datetime(2026, 3, 5),
        datetime(2026, 3, 5, 14, 30),
        date(2026, 3, 5),
        46086,
        46086.5,
        "46086",
        20260305,
        "20260305",
        "2026-03-05",
        "2026-3-5",
        "2026/3/5",
        "2026.3.5",
        "2026．３．５",
        "2026年3月5日",
        "2026 年 3 月 5 日",
        "2026年3月5号",
        " 2026-03-05 ",
        "2026-03-05 00:00:00",
        "2026/3/5 14:30",
        "2026-03-05T14:30:00",
        "2026年3月5日(星期四)",
        "２０２６－０３－０５",
    ],
)
def test_a_day_is_read_in_every_usual_style(cell: object) -> None:
    """Dashes, slashes, dots, 年月日, digits alone and a spreadsheet's own dates are the same day."""
    assert day(cell) == date(2026, 3, 5)


@pytest.mark.parametrize(
    "cell", ["2026-02-30", "2025年2月29日", "2026-13-01", "20261301", "1026-01-01", datetime(1, 1, 1)]
)
def test_an_impossible_day_is_called_so(cell: object) -> None:
    """A day that no calendar has is a problem that says just that."""
    # Guard: cells/days.py:_possible - without it date() would raise in the middle of a file
    assert "no such day" in str(day(cell))


@pytest.mark.parametrize(
    "cell", ["2026-03", "3月5日", "昨天", "05.3.5.", "65-3-5", 5, 99999, True, "2026-03/05", "2026-03-05 25:00", 1e20]
)
def test_an_unreadable_day_is_a_problem(cell: object) -> None:
    """A day without a year or in words is not guessed."""
    assert isinstance(day(cell), Message)


@pytest.mark.parametrize("cell", ["", "-", "/", "无"])
def test_nothing_is_no_day_and_no_problem(cell: str) -> None:
    """A clerk's mark for "nothing" says nothing."""
    assert day(cell) is None


@pytest.mark.parametrize(
    "cell",
    [
        "2026-03-05 15:30",
        "2026年3月5日下午3:30",
        "2026年3月5日 下午3点半",
        "2026年3月5日15时30分",
        "2026/3/5  15：30",
        datetime(2026, 3, 5, 15, 30),
        "2026年3月5日（星期四）下午3时30分",
    ],
)
def test_a_moment_is_the_wall_clock_in_shanghai(cell: object) -> None:
    """A time in a table is local time; it is kept in UTC."""
    assert moment(cell) == datetime(2026, 3, 5, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "cell",
    ["2025-03", "2025年3月", "2025.3", "2025/03", "202503", 202503, datetime(2025, 3, 1), "2025年03月份"],
)
def test_a_month_is_read(cell: object) -> None:
    """A month stands in several styles; a spreadsheet may have turned it into a day."""
    assert month(cell) == "2025-03"


@pytest.mark.parametrize("cell", ["2025-13", "三月", 2025.1, "2025"])
def test_a_month_that_could_be_two_is_a_problem(cell: object) -> None:
    """2025.10 becomes 2025.1 in a spreadsheet: nobody can tell October from January."""
    assert isinstance(month(cell), Message)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("2026年第三季度", "2026-Q3"),
        ("2026年3季度", "2026-Q3"),
        ("2026Q3", "2026-Q3"),
        ("2026-Q3", "2026-Q3"),
        (2026, "2026"),
        ("2026年度", "2026"),
        ("2026年3月", "2026-03"),
        (datetime(2026, 3, 1), "2026-03"),
        ("第五届任期", "第五届任期"),
        ("2026年（上半年）", "2026年（上半年）"),
        ("", None),
    ],
)
def test_a_period_is_year_quarter_or_month_and_else_its_own_words(cell: object, value: str | None) -> None:
    """Periods become comparable where they can; free words stay as they were typed."""
    assert period(cell) == value


@pytest.mark.parametrize(
    "cell",
    [
        "2026-01-01至2026-12-31",
        "2026年1月1日到2026年12月31日",
        "2026.1.1-2026.12.31",
        "2026/1/1~2026/12/31",
        "2026-01-01 - 2026-12-31",
        "2026-01-01—2026-12-31",
    ],
)
def test_two_days_in_one_cell_are_read(cell: str) -> None:
    """A beginning and an end stand in one cell."""
    assert span(cell) == (date(2026, 1, 1), date(2026, 12, 31))


def test_one_day_is_no_span() -> None:
    """A span without an end is a problem, as is an impossible one."""
    assert isinstance(span("2026-01-01"), Message)
    assert isinstance(span("2026-01-01至2026-02-30"), Message)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_a_day_that_was_written_reads_again(when: date) -> None:
    """Writing and reading days are each other's reverse."""
    assert day(when.isoformat()) == when == day(f"{when.year}年{when.month}月{when.day}日")
    assert month(when.isoformat()[:7]) == when.isoformat()[:7]


@given(st.text(max_size=30) | st.floats() | st.integers() | st.datetimes() | st.times())
def test_no_cell_breaks_a_reader(cell: object) -> None:
    """Whatever stands in a cell, a reader answers with a value or a problem."""
    for read in (day, moment, month, period, span):
        read(cell)
