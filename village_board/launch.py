"""How every program starts: which folder, which day, which language. One answer for all of them.

What is given on the command line comes first, then the variable of the environment, then the default.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

from village_board.base.clock import Clock, DayClock, SystemClock
from village_board.base.errors import UsageError
from village_board.base.message import N_
from village_board.i18n import DEFAULT, LANGUAGES

HOME_VARIABLE = "VILLAGE_BOARD_HOME"
DATA_VARIABLE = "XDG_DATA_HOME"
TODAY_VARIABLE = "VILLAGE_BOARD_TODAY"
LANGUAGE_VARIABLE = "VILLAGE_BOARD_LANGUAGE"
TOKEN_VARIABLE = "VILLAGE_BOT_TOKEN"  # noqa: S105 - the name of a variable
#: Beyond these a calendar comes to its end when days are added or a time zone is applied.
YEARS = range(1900, 3000)
_FOLDER, _DEMO_FOLDER = "village-board", "village-board-demo"


class DayUnreadable(UsageError):
    """A day given on the command line is no day."""

    sentence = N_("'{text}' is no day. Write it as 2026-09-30.")

    def __init__(self, text: str) -> None:
        super().__init__(text=text)


def day_of(text: str) -> date:
    """Return the day written as ``2026-09-30``.

    Raises:
        DayUnreadable: it is no day.
    """
    try:
        day = date.fromisoformat(text)
    except ValueError:
        raise DayUnreadable(text) from None
    if day.year not in YEARS:
        raise DayUnreadable(text)
    return day


def clock_for(today: str) -> Clock:
    """Return the clock that stands on the day `today`, or on the variable's, or the machine's own.

    Raises:
        DayUnreadable: the day that was given is none.
    """
    text = today or os.environ.get(TODAY_VARIABLE, "")
    return DayClock(day_of(text)) if text else SystemClock()


def data_home() -> Path:
    """Return the folder for the user's data (XDG base directories)."""
    return Path(os.environ.get(DATA_VARIABLE) or Path.home() / ".local" / "share")


def demo_home() -> Path:
    """Return the folder of the demo where none is named: the same for all programs."""
    return data_home() / _DEMO_FOLDER


def home_folder(home: Path | None, *, demo: bool) -> Path:
    """Return the home folder: the one that was named, else the demo's, else the variable's, else the user's own."""
    if home is not None:
        return home
    if demo:
        return demo_home()
    named = os.environ.get(HOME_VARIABLE)
    return Path(named) if named else data_home() / _FOLDER


def language_for(language: str = "") -> str:
    """Return the language asked for, else the variable's, else Simplified Chinese; LANG is ignored."""
    wanted = language or os.environ.get(LANGUAGE_VARIABLE, DEFAULT)
    return wanted if wanted in LANGUAGES else DEFAULT
