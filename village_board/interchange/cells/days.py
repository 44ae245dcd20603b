"""Days, moments, months and periods of a cell, in Asia/Shanghai."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from village_board.base.clock import instant, local
from village_board.base.message import Message, say
from village_board.interchange.cells.shown import NOTHING, half_width, plain_text, shown
from village_board.text.clean import clean

_FIRST_YEAR, _LAST_YEAR = 1900, 2199
#: day 0 of a spreadsheet's serial numbers, counted so that days after February 1900 are right; and that of
#: programs which once counted from 1904.
DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet has no time zone
DAY_ZERO_1904 = datetime(1904, 1, 1)  # noqa: DTZ001
# Serials of the years 1954 to 2119: a number below is a year or an amount, one above a mistake.
_SERIALS = range(20_000, 80_500)
_EIGHT_DIGITS = range(19_000_101, 22_000_000)

_CHINESE_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_CHINESE_DAY = re.compile(
    r"([〇零○一二三四五六七八九]{4})年([〇零○一二三四五六七八九十]{1,3})月([〇零○一二三四五六七八九十]{1,3})[日号]"
)
_TENS = re.compile(r"([一二三]?)十([一二三四五六七八九]?)")
# Without a century, or in American order; read only where just one reading is a day.
_SHORT_DAY = re.compile(
    r"(\d{1,2})(?P<mark>[-/.])(\d{1,2})(?P=mark)(\d{1,2}|\d{4})|(\d{2})年(\d{1,2})月(\d{1,2})[日号]", re.ASCII
)
_DAY_OF_YEAR = re.compile(r"(\d{1,2})\s?月\s?(\d{1,2})\s?[日号]?", re.ASCII)
_MONTH_OF_YEAR = re.compile(r"(\d{1,2})\s?月(?:份)?", re.ASCII)
#: years of two digits: 00 to 49 are of this century, 80 to 99 of the last; between them nobody can tell.
_THIS_CENTURY, _LAST_CENTURY = 50, 80
_YEAR_DIGITS = 4

_DAY = re.compile(
    r"(?P<year>\d{4})(?:(?P<mark>[-/.])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})"
    r"|\s?年\s?(?P<month2>\d{1,2})\s?月\s?(?P<day2>\d{1,2})\s?[日号]|(?P<month3>\d{2})(?P<day3>\d{2}))"
    r"(?:\s*T?\s*(?P<time>\S.*))?",
    re.ASCII,
)
_TIME = re.compile(
    r"(?:\(?(?:星期|周)[一二三四五六日天]\)?\s*)?(?P<half>上午|下午|晚上|中午|早上|晚|凌晨)?\s*"
    r"(?P<hour>\d{1,2})\s?(?:[:点时]\s?(?P<half_past>半)?(?:(?P<minute>\d{1,2})\s?分?)?(?::?(?P<second>\d{1,2})(?:\.0+)?\s?秒?)?)",
    re.ASCII,
)
_WEEKDAY = re.compile(r"\(?(?:星期|周)[一二三四五六日天]\)?")
_MONTH = re.compile(r"(\d{4})(?:[-/.]|\s?年\s?)(\d{1,2})(?:\s?月(?:份)?)?|(\d{4})(\d{2})", re.ASCII)
_YEAR = re.compile(r"(\d{4})\s?(?:年度?)?", re.ASCII)
_QUARTER = re.compile(r"(\d{4})(?:\s?年\s?第?\s?([1-4一二三四])\s?季度?|[-/. ]?Q([1-4]))", re.ASCII | re.IGNORECASE)
_QUARTERS = {"一": "1", "二": "2", "三": "3", "四": "4"}
_AFTER_NOON = frozenset({"下午", "晚上", "晚"})
_HOURS_OF_HALF = 12
_SPAN = re.compile(r"\s*[至到~]\s*")
_ONE_DAY = r"(\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?)"
_DASHED = re.compile(rf"{_ONE_DAY}\s*-+\s*{_ONE_DAY}", re.ASCII)
_OCTOBER_OR_JANUARY = ".1"
_PERIOD_LIMIT = 60


def day(cell: object, *, year: int | None = None, day_zero: datetime = DAY_ZERO) -> date | Message | None:
    """Return a day.

    Read are a spreadsheet's dates and their serial numbers, 2026-03-15, 2026/3/15, 2026.3.15, 2026年3月15日,
    二〇二六年三月十五日 and 20260315; 26-3-15 and 3/15/2026 where only one reading is a day; 3月15日 where `year` is
    known. A time behind the day is left out.

    Args:
        cell: what the spreadsheet holds.
        year: the year that the table's title names.
        day_zero: the day from which serial numbers count.
    """
    found = _moment(cell, year, day_zero)
    return found.date() if isinstance(found, datetime) else found


def moment(cell: object, *, year: int | None = None, day_zero: datetime = DAY_ZERO) -> datetime | Message | None:
    """Return an instant in UTC of a day and time of day in Shanghai; without a time it is midnight. See `day`."""
    found = _moment(cell, year, day_zero)
    if not isinstance(found, datetime):
        return found
    return instant(found.date(), found.hour, found.minute) + timedelta(seconds=found.second)


def local_day(value: date | datetime) -> date:
    """Return the day in Shanghai of a day or of an instant in UTC."""
    return local(value).date() if isinstance(value, datetime) else value


def month(cell: object, *, year: int | None = None) -> str | Message | None:
    """Return a month as ``2026-03``; a day gives its month, and 3月 does where `year` is known."""
    if isinstance(cell, str) and half_width(cell) in NOTHING:
        return None
    # In a spreadsheet 2026.10 becomes the number 2026.1: nobody can tell which month was meant.
    ambiguous = isinstance(cell, float) and repr(cell).endswith(_OCTOBER_OR_JANUARY)
    text = half_width(plain_text(cell))
    if not ambiguous:
        match = _MONTH.fullmatch(text)
        years, number = (match[1] or match[3], match[2] or match[4]) if match else ("", "")
        if match is None and year is not None and (bare := _MONTH_OF_YEAR.fullmatch(text)):
            match, years, number = bare, str(year), bare[1]
        if match and _possible(int(years), int(number), 1):
            return f"{years}-{int(number):02d}"
        found = None if match else _moment(cell)
        if isinstance(found, datetime):
            return f"{found.year}-{found.month:02d}"
    return say("'{cell}' is not a month. Write it like 2026-03.", cell=shown(cell))


def period(cell: object) -> str | Message | None:
    """Return a period as ``2026``, ``2026-Q3`` or ``2026-03``; other words stay as they are."""
    text = half_width(plain_text(cell))
    if text in NOTHING:
        return None
    if quarter := _QUARTER.fullmatch(text):
        return f"{quarter[1]}-Q{_QUARTERS.get(quarter[2], quarter[2]) or quarter[3]}"
    if year := _YEAR.fullmatch(text):
        return year[1]
    found = _MONTH.fullmatch(text)
    if found or isinstance(cell, datetime):
        as_month = month(cell)
        if isinstance(as_month, str):
            return as_month
    return clean(plain_text(cell), limit=_PERIOD_LIMIT) or None


def span(cell: object) -> tuple[date, date] | Message | None:
    """Return the two days of "A至B"."""
    if isinstance(cell, str):
        text = half_width(cell)
        if text in NOTHING:
            return None
        dashed = _DASHED.fullmatch(text)
        parts = list(dashed.groups()) if dashed else _SPAN.split(text)
        if len(parts) == len(("first", "last")):
            first, last = day(parts[0]), day(parts[1])
            if isinstance(first, date) and isinstance(last, date):
                return first, last
    return say("'{cell}' does not name two days. Write them like 2026-01-01至2026-12-31.", cell=shown(cell))


def _moment(cell: object, year: int | None = None, day_zero: datetime = DAY_ZERO) -> datetime | Message | None:
    match cell:
        case datetime():
            return cell if _FIRST_YEAR <= cell.year <= _LAST_YEAR else _no_such_day(cell)
        case date():
            return _moment(datetime.combine(cell, time()))
        case int() | float() if not isinstance(cell, bool):
            return _of_number(cell, day_zero)
        case str():
            return _of_text(cell, year, day_zero)
    return _unreadable(cell)


def _of_number(cell: float, day_zero: datetime) -> datetime | Message | None:
    # A float is compared, not looked for: a range would count up to it.
    if _EIGHT_DIGITS.start <= cell < _EIGHT_DIGITS.stop:
        return _of_text(str(int(cell)), None, day_zero)
    if _SERIALS.start <= cell < _SERIALS.stop:
        return day_zero + timedelta(seconds=round(cell * 86_400))
    return _unreadable(cell)


@lru_cache(maxsize=4096)
def _of_text(text: str, year: int | None, day_zero: datetime) -> datetime | Message | None:
    plain = half_width(text)
    if plain in NOTHING:
        return None
    if chinese := _CHINESE_DAY.fullmatch(text.strip()):
        plain = f"{chinese[1].translate(_CHINESE_DIGITS)}-{_counted(chinese[2])}-{_counted(chinese[3])}"
    match = _DAY.fullmatch(plain)
    if match is None:
        return _of_short(text, plain, year, day_zero)
    years = int(match["year"])
    months = int(match["month"] or match["month2"] or match["month3"])
    days = int(match["day"] or match["day2"] or match["day3"])
    if not _possible(years, months, days):
        return _no_such_day(text)
    of_day = _time_of_day(match["time"])
    return _unreadable(text) if of_day is None else datetime.combine(date(years, months, days), of_day)


def _of_short(text: str, plain: str, year: int | None, day_zero: datetime) -> datetime | Message | None:
    """Return the day of a text that leaves something out."""
    if plain.isdecimal() and int(plain[:9]) in _SERIALS:
        return _of_number(int(plain), day_zero)
    if of_year := _DAY_OF_YEAR.fullmatch(plain):
        return _of_year(text, year, int(of_year[1]), int(of_year[2]))
    if short := _SHORT_DAY.fullmatch(plain):
        found = {one for one in _orders(short) if _possible(*one)}
        if len(found) == 1:
            return datetime(*found.pop())  # noqa: DTZ001
        if found:
            return say("'{cell}' can be more than one day. Write it like 2026-03-15.", cell=shown(text))
    return _unreadable(text)


def _of_year(text: str, year: int | None, months: int, days: int) -> datetime | Message:
    if year is None:
        return say("'{cell}' has no year, and no line above the table names just one. Add the year.", cell=shown(text))
    if not _possible(year, months, days):
        return _no_such_day(f"{year}年{months}月{days}日")
    return datetime(year, months, days)  # noqa: DTZ001


def _orders(short: re.Match[str]) -> list[tuple[int, int, int]]:
    """Return the readings of three numbers: year first as in Chinese, or month first as in American programs."""
    if short[5]:
        return [(_of_century(short[5]), int(short[6]), int(short[7]))]
    first, second, last = short[1], short[3], short[4]
    readings = []
    if len(first) == len("26") and len(last) != _YEAR_DIGITS:
        readings.append((_of_century(first), int(second), int(last)))
    if short["mark"] == "/" and len(last) > 1:
        year = int(last) if len(last) == _YEAR_DIGITS else _of_century(last)
        readings.append((year, int(first), int(second)))
        if len(readings) == 1:
            readings.append((year, int(second), int(first)))
    return readings


def _of_century(digits: str) -> int:
    """Return the year of two digits, or 0 where nobody can tell its century."""
    year = int(digits)
    if year < _THIS_CENTURY:
        return 2000 + year
    return 1900 + year if year >= _LAST_CENTURY else 0


def _counted(numeral: str) -> int:
    """Return the number of a Chinese numeral below a hundred; 99 for one that is none."""
    if tens := _TENS.fullmatch(numeral):
        return int((tens[1] or "一").translate(_CHINESE_DIGITS)) * 10 + int(
            (tens[2] or "零").translate(_CHINESE_DIGITS)
        )
    return 99 if "十" in numeral else int(numeral.translate(_CHINESE_DIGITS))


def _possible(year: int, months: int, days: int) -> bool:
    try:
        date(year, months, days)
    except ValueError:
        return False
    return _FIRST_YEAR <= year <= _LAST_YEAR


def _time_of_day(text: str | None) -> time | None:
    if text is None or _WEEKDAY.fullmatch(text):
        return time()
    match = _TIME.fullmatch(text.strip())
    if match is None:
        return None
    hour = int(match["hour"])
    if match["half"] in _AFTER_NOON and hour < _HOURS_OF_HALF:
        hour += _HOURS_OF_HALF
    minute = 30 if match["half_past"] else int(match["minute"] or 0)
    try:
        return time(hour, minute, int(match["second"] or 0))
    except ValueError:
        return None


def _unreadable(cell: object) -> Message:
    return say("'{cell}' is not a full date. Write year, month and day, like 2026-03-15.", cell=shown(cell))


def _no_such_day(cell: object) -> Message:
    return say("There is no such day: {cell}. Correct the date.", cell=shown(cell))
