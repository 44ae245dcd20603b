"""The form of a year's notice: what is shipped fits it, and what does not is told all at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.calendar.notices import NOTICE_2027
from village_board.calendar.loading import (
    LARGEST,
    ShippedYearWrong,
    read_notice,
    shipped_year,
    statutory_days,
)
from village_board.calendar.model import CalendarYear

TODAY = date(2026, 11, 25)
SHIPPED = range(2004, 2027)


def _read(tmp_path: Path, text: str | bytes) -> tuple[CalendarYear | None, list[str]]:
    file = tmp_path / "CN-2027.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    made, findings = read_notice(file, TODAY)
    assert all(finding.file == "CN-2027.toml" for finding in findings)
    return made, [f"{finding.column}: {finding.message}" for finding in findings]


@pytest.mark.parametrize("year", SHIPPED)
def test_every_shipped_year_says_where_it_comes_from(year: int) -> None:
    """23 files, each with its source and day; a notice where it is known for certain."""
    made = shipped_year(year)
    assert made is not None
    assert (made.year, made.id, made.origin) == (year, f"CN-{year}", "chinesecalendar 1.11.0")
    assert made.loaded_at == date(2026, 11, 22)
    assert bool(made.notice) == bool(made.number) == (year >= 2006)


def test_2027_is_not_shipped() -> None:
    """No notice was known when this was made, and none is invented."""
    assert shipped_year(2027) is None


def test_a_damaged_file_of_the_program_is_no_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A shipped file that was changed is an error, not a year without days off."""
    # Guard: village_board/calendar/loading.py:shipped_year - half a file makes every holiday a working day.
    from village_board.calendar import loading  # noqa: PLC0415

    monkeypatch.setattr(loading, "_folder", lambda: tmp_path)
    for content in ("year = 2026\n[[holi", "year = 2025\norigin = 'x'\n", "\xff"):
        (tmp_path / "CN-2026.toml").write_bytes(content.encode("latin-1"))
        with pytest.raises(ShippedYearWrong):
            shipped_year.__wrapped__(2026)


def test_a_clerk_s_file_is_read(tmp_path: Path) -> None:
    """The whole notice in the form of the shipped files, also with a BOM and days in quotation marks."""
    for text in (NOTICE_2027, "\ufeff" + NOTICE_2027, NOTICE_2027.replace("2027-02-05", '"2027-02-05"')):
        made, problems = _read(tmp_path, text)
        assert problems == []
        assert made is not None
        assert (made.title, made.origin, made.loaded_at) == (
            "试验用：2027年部分节假日安排 试验〔2026〕1号",
            "",
            TODAY,
        )
        assert len(made.holidays) == 7


def test_a_shipped_file_loads_as_a_clerk_s(tmp_path: Path) -> None:
    """One form for both; the day and the origin of the shipped one are not taken over."""
    text = (Path(__file__).parents[2] / "data" / "calendar" / "CN-2026.toml").read_text("utf-8")
    made, problems = _read(tmp_path, text)
    assert problems == []
    assert made is not None
    assert (made.year, made.origin, made.loaded_at) == (2026, "", TODAY)


def test_all_problems_are_told_at_once(tmp_path: Path) -> None:
    """Every wrong key, day and sum of one file, each with its place."""
    # Guard: village_board/calendar/form.py:year_from - the clerk mends one slip a run.
    made, problems = _read(
        tmp_path,
        """
        year = "2027"
        nummber = "x"
        [[holiday]]
        name = ""
        from = 2027-01-01
        to = 2027-01-03
        days = 4
        work = [2027-01-04, "soon", 2027-01-02]
        [[holiday]]
        name = "春节"
        from = 2027-02-11
        to = 2027-02-05
        until = 3
        [[holiday]]
        name = "端午节"
        from = 2027-06-09T08:00:00
        to = 2027-06-09
        work = 2027-06-12
        """,
    )
    assert made is None
    assert problems == [
        "nummber: this key is not known; the nearest is 'number'",
        "year: a year between 2004 and 2100 must stand here, such as 2027",
        "holiday 1 name: a text in quotation marks must stand here",
        "holiday 1 work: a day must stand here, written as 2027-02-05",
        "holiday 1 days: from 2027-01-01 to 2027-01-03 there are 3 days",
        "holiday 2 until: this key is not known; the nearest is 'to'",
        "holiday 2 to: it ends before it begins, or is longer than two weeks",
        "holiday 3 from: a day must stand here, written as 2027-02-05",
        "holiday 3 work: days in square brackets must stand here: [2027-02-14]",
        "notice: a text in quotation marks must stand here",
        "holiday 1 work: 2027-01-02 stands in holiday 1 already",
        "holiday 1 work: 2027-01-04 is no Saturday or Sunday: it is worked anyway",
    ]


@pytest.mark.parametrize(
    ("was", "becomes", "problem"),
    [
        ("2027-06-09\nto = 2027-06-09", "2026-06-09\nto = 2026-06-09", "holiday 5: 2026-06-09 does not belong"),
        ("2027-01-01\nto", "2026-12-24\nto", "holiday 1: 2026-12-24 does not belong to the notice for 2027"),
        ("to = 2027-02-11\ndays = 7", "to = 2027-02-07", "holiday: 2027-02-08 is a statutory holiday (春节)"),
        ("work = [2027-05-08]", "work = [2027-05-02]", "holiday 4 work: 2027-05-02 stands in holiday 4 already"),
        ("work = [2027-05-08]", "work = [2027-05-07]", "holiday 4 work: 2027-05-07 is no Saturday or Sunday"),
    ],
)
def test_a_slip_in_a_day_is_found(tmp_path: Path, was: str, becomes: str, problem: str) -> None:
    """A day of another year, a day twice, a statutory holiday that is worked: none of them is loaded."""
    # Guard: village_board/calendar/form.py:_conflicts - a slip of the clerk moves every deadline of the year.
    made, problems = _read(tmp_path, NOTICE_2027.replace(was, becomes))
    assert made is None
    assert any(each.startswith(problem) for each in problems), problems


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "holiday: there is no holiday in it"),
        (b"holiday = 3", "holiday: there is no holiday in it"),
        (b"holiday = [1]", "holiday: there is no holiday in it"),
        (b"\xb4\xba\xbd\xda", ": it is not in UTF-8"),
        (b"year = = 2", ": it is not a TOML file"),
        (b"#" * (LARGEST + 1), ": this file is too large"),
    ],
)
def test_what_is_no_notice_is_told(tmp_path: Path, content: bytes, problem: str) -> None:
    """Empty, of another kind, of another encoding, or a megabyte: one plain sentence."""
    made, problems = _read(tmp_path, content)
    assert made is None
    assert any(each.startswith(problem) for each in problems), problems


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A wrong path and a folder are findings, not tracebacks."""
    for path in (tmp_path / "none.toml", tmp_path):
        made, findings = read_notice(path, TODAY)
        assert made is None
        assert len(findings) == 1


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(("year", "notice", "number", "origin", "loaded_at", "holiday", "name", "from", "work"))


@given(st.dictionaries(KEYS, JUNK | st.lists(st.dictionaries(KEYS, JUNK, max_size=4), max_size=3), max_size=6))
def test_no_values_bring_the_form_down(values: dict[str, object]) -> None:
    """Whatever a file holds, there is a year or a list of problems."""
    from village_board.calendar.form import year_from  # noqa: PLC0415

    made, problems = year_from(values, loaded_at=TODAY)
    assert (made is None) == bool(problems)


@pytest.mark.parametrize("year", range(2027, 2041))
def test_the_moon_s_days_are_whole_months_apart(year: int) -> None:
    """The 5th of the fifth and the 15th of the eighth month lie whole moons after the first day of the year."""
    # Guard: data/calendar/make.py:moon_text - a holiday of a provisional year stands a month wrong.
    days = {name: on for on, name in sorted((statutory_days(year) or {}).items(), reverse=True)}
    new_year = date.fromordinal(days["春节"].toordinal() + 1)
    assert date(year, 1, 21) <= new_year <= date(year, 2, 20)
    assert days["清明节"] in (date(year, 4, 4), date(year, 4, 5))
    moon = 29.530588
    for name, day_of_month, months in (("端午节", 5, (4, 5)), ("中秋节", 15, (7, 8))):
        if name not in days:  # the Mid-Autumn Festival lies in the days of National Day
            continue
        passed = (days[name] - new_year).days - (day_of_month - 1)
        assert min(abs(passed - n * moon) for n in months) < 1.5, (name, days[name])


def test_the_statutory_days_are_thirteen() -> None:
    """The rule of 2025: 1 + 4 + 1 + 2 + 1 + 1 + 3 days; fewer only where two fall on one day."""
    for year in range(2027, 2041):
        assert len(statutory_days(year) or {}) == 13 - (year in (2028, 2031, 2039))
    assert statutory_days(2041) is None
