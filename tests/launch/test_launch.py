"""One answer to where, when and in which language a program starts."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from village_board.base.clock import DayClock, SystemClock
from village_board.launch import (
    HOME_VARIABLE,
    LANGUAGE_VARIABLE,
    TODAY_VARIABLE,
    DayUnreadable,
    clock_for,
    day_of,
    demo_home,
    home_folder,
    language_for,
)

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _data_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))


def test_the_folder_that_is_named_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """--home, then the demo's, then the variable's, then the user's own."""
    # Guard: launch.py:home_folder - the kiosk shows another village than the clerk's commands write.
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "variable"))
    assert home_folder(tmp_path / "named", demo=True) == tmp_path / "named"
    assert home_folder(None, demo=True) == demo_home() == tmp_path / "village-board-demo"
    assert home_folder(None, demo=False) == tmp_path / "variable"
    monkeypatch.setenv(HOME_VARIABLE, "")
    assert home_folder(None, demo=False) == tmp_path / "village-board"


def test_the_demo_never_lies_in_a_village_s_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """With the variable of a real village set, the demo is made elsewhere all the same."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "real"))
    assert home_folder(None, demo=True) != tmp_path / "real"


def test_the_day_that_is_given_comes_before_the_variable_s(monkeypatch: pytest.MonkeyPatch) -> None:
    """--today, then the variable, then the machine's clock."""
    # Guard: launch.py:clock_for - a demo of one day is judged as on another.
    assert isinstance(clock_for(""), SystemClock)
    monkeypatch.setenv(TODAY_VARIABLE, "2026-03-01")
    assert clock_for("") == DayClock(date(2026, 3, 1))
    assert clock_for("2026-09-30").today() == date(2026, 9, 30)


@pytest.mark.parametrize(
    "text", ["heute", "2026-02-30", "2026-9-1 ", "1899-12-31", "3000-01-01", "9999-12-31", "\x1b[2J"]
)
def test_what_is_no_day_is_refused(text: str) -> None:
    """Also a year in which the calendar ends when days are added."""
    # Guard: launch.py:YEARS - --today 9999-12-31 ends in an overflow.
    with pytest.raises(DayUnreadable) as refused:
        day_of(text)
    assert refused.value.exit_code == 2


@given(st.dates(date(1900, 1, 1), date(2999, 12, 31)))
def test_every_day_that_is_written_is_read(day: date) -> None:
    """2026-09-30 and any other."""
    assert day_of(day.isoformat()) == day


def test_a_language_that_nobody_translated_is_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    """LANG is ignored; the variable and the option choose among the three languages."""
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    assert language_for() == "zh-Hans"
    monkeypatch.setenv(LANGUAGE_VARIABLE, "en")
    assert language_for() == "en"
    assert language_for("zh-Hant") == "zh-Hant"
    monkeypatch.setenv(LANGUAGE_VARIABLE, "xx")
    assert language_for() == "zh-Hans"


@pytest.mark.parametrize("name", [HOME_VARIABLE, TODAY_VARIABLE, LANGUAGE_VARIABLE, "XDG_DATA_HOME"])
def test_only_one_room_knows_the_variables(name: str) -> None:
    """The three programs and the demo ask that room: none can answer otherwise than the others."""
    # Guard: launch.py - four copies drift apart, as they did.
    quoted = f'"{name}"'
    knowing = [
        str(file.relative_to(ROOT))
        for package in ("village_board", "kiosk", "bot")
        for file in (ROOT / package).rglob("*.py")
        if quoted in file.read_text(encoding="utf-8")
    ]
    # The supervisor imports the standard library alone; tests/supervisor compares its answer with that of launch.py.
    alone = "kiosk/supervisor/log.py"
    assert [file for file in knowing if file != alone] == ["village_board/launch.py"]
