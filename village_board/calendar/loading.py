"""The years as they are shipped, ``data/calendar``, and a clerk's own file in the same form.

A year is read when it is asked for, and once: a kiosk that starts reads one or two small files.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from village_board.base.errors import StoreError
from village_board.base.finding import Finding
from village_board.base.message import N_, Message, say
from village_board.calendar.form import year_from
from village_board.calendar.model import CalendarYear
from village_board.calendar.wording import MARK, values_of
from village_board.data_files import data_path
from village_board.text.clean import clean

FOLDER = "calendar"
#: a notice fits a page; whatever is larger is another file.
LARGEST = 100_000


class ShippedYearWrong(StoreError):
    """A file that belongs to the program was changed."""

    sentence = N_("The program's own file {file} is damaged. Install Village Board again.")

    def __init__(self, file: Path) -> None:
        super().__init__(file=file.name)


@cache
def _folder() -> Path:
    return data_path(FOLDER)


@cache
def shipped_year(year: int) -> CalendarYear | None:
    """Return the notice of `year` as it is shipped; None where none is.

    Raises:
        ShippedYearWrong: its file does not hold what it should.
    """
    file = _folder() / f"CN-{year}.toml"
    if not file.is_file():
        return None
    try:
        values = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        raise ShippedYearWrong(file) from None
    made, _ = year_from(values, loaded_at=date.min)
    if made is None or made.year != year:
        raise ShippedYearWrong(file)
    return made


@cache
def _statutory() -> dict[str, Any]:
    return tomllib.loads(data_path(FOLDER, "statutory.toml").read_text(encoding="utf-8"))


@cache
def statutory_days(year: int) -> Mapping[date, str] | None:
    """Return the statutory holidays of `year` by the rule of 2025, with their names.

    None where the shipped table lacks the moon's days of that year. A holiday on a weekend is not made up for
    here: on which day that happens is for the notice to say.
    """
    moon = _statutory()["moon"].get(str(year))
    if moon is None:
        return None
    days: dict[date, str] = {}
    for rule in _statutory()["holiday"]:
        first = moon[rule["moon"]] if "moon" in rule else date(year, *rule["on"])
        for n in range(rule["days"]):
            days.setdefault(first + timedelta(days=n + rule.get("shift", 0)), rule["name"])
    return days


def read_notice(file: Path, today: date) -> tuple[CalendarYear | None, tuple[Finding, ...]]:
    """Return the year that a clerk's file holds, loaded on `today`; or None and all its problems."""
    try:
        with file.open("rb") as stream:
            content = stream.read(LARGEST + 1)
        if len(content) > LARGEST:
            return None, (_finding(file, "", say("this file is too large to be a notice")),)
        values = _values(file, content)
    except OSError as error:
        why = error.strerror or type(error).__name__
        return None, (_finding(file, "", say("it cannot be read ({why})", why=why)),)
    except UnicodeDecodeError:
        return None, (_finding(file, "", say("it is not in UTF-8; save it as UTF-8")),)
    except _NoNotice:
        return None, (_finding(file, "", say("no notice of days off stands in it: save its words as a text file")),)
    except tomllib.TOMLDecodeError as error:
        return None, (_finding(file, "", say("it is not a TOML file ({why}).", why=clean(str(error)))),)
    number = values.get("year")
    statutory = statutory_days(number) if isinstance(number, int) else None
    values = {key: value for key, value in values.items() if key not in ("origin", "loaded_at")}
    made, problems = year_from(values, loaded_at=today, statutory=statutory)
    return made, tuple(_finding(file, key, message) for key, message in problems)


class _NoNotice(ValueError):
    """Neither a file in the form of `year_from` nor the words of a notice."""


def _values(file: Path, content: bytes) -> dict[str, Any]:
    """Return what a clerk's file holds: the form of `year_from`, or the words of the notice, in whatever encoding."""
    if file.suffix.lower() == ".toml":
        return tomllib.loads(content.decode("utf-8-sig"))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", errors="ignore")  # as editors of older machines save
    if MARK in text:
        return values_of(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        raise _NoNotice from None


def _finding(file: Path, key: str, message: Message) -> Finding:
    return Finding(message, file=clean(file.name), column=key)
