"""What people write for an amount, a day or a time, read: pure; None where it is none."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal

from village_board.base.money import fen_of_yuan

#: more is a slip of the key, and sums must stay within 64 bits.
MOST_FEN = 10**14
_SHORT_DAY = re.compile(r"(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_WHOLE_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
_BY_WORD = {"前天": -2, "昨天": -1, "今天": 0, "明天": 1, "后天": 2, "today": 0, "yesterday": -1, "tomorrow": 1}
_YEARS, _MONTHS = range(1900, 3000), range(1, 13)

#: 98000, ¥1,234.50, 3.5万元; an exponent is a slip of the key, and so is a comma that parts no thousands.
_AMOUNT = re.compile(
    r"¥?(?P<sign>-?)¥?(?P<number>(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d*)?|\.\d+)(?P<times>[万亿萬億])?(?:元|圆|块)?整?"
)
_AMOUNT_LENGTH = 30
_TIMES = {"": 1, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}

_MONTH = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})(?:月份?)?|(\d{4})(\d{2})")
_BARE_NUMBER = re.compile(r"\d{1,2}")
_QUARTER = re.compile(r"(\d{4})(?:[-/.年]?[Qq]|[-/.年]?第?(?=.季))([1-4一二三四])(?:季度?)?")
_YEAR = re.compile(r"(\d{4})年?")
_MONTH_BY_WORD = {"上月": -1, "上个月": -1, "本月": 0, "这个月": 0}

_MOMENT = re.compile(
    r"(?P<day>\S.*?)[\sT]*(?P<part>凌晨|早上|上午|中午|下午|晚上|晚)?\s*"
    r"(?P<hour>\d{1,2})\s*[:时点]\s*(?P<minute>\d{1,2}|半)?\s*分?"
)
_NIGHT = frozenset({"晚上", "晚"})
_AFTERNOON = frozenset({"中午", "下午"}) | _NIGHT
_NOON = 12


def plain(text: str) -> str:
    """Return `text` with the signs of a European keyboard in place of full-width ones, without spaces."""
    return unicodedata.normalize("NFKC", text).replace(" ", "")


def read_yuan(text: str) -> Decimal | None:
    """Return an amount in yuan, as exact as it is written; None where it is none."""
    found = _AMOUNT.fullmatch(plain(text))
    if found is None or len(text) > _AMOUNT_LENGTH:
        return None
    return Decimal(found["sign"] + found["number"].replace(",", "")) * _TIMES[found["times"] or ""]


def read_fen(text: str) -> int | None:
    """Return an amount in fen; None where it is none, is finer than a fen, or is a slip of the key."""
    if (amount := read_yuan(text)) is None:
        return None
    try:
        fen = fen_of_yuan(amount)
    except (ArithmeticError, ValueError):
        return None
    return fen if abs(fen) <= MOST_FEN else None


def read_number(text: str) -> Decimal | None:
    """Return a number such as an area, which is no money; None where it is none."""
    found = _AMOUNT.fullmatch(plain(text))
    return read_yuan(text) if found is not None and not found["times"] else None


def read_day(text: str, today: date) -> date | None:
    """Return a day: 2026-09-30, 9-30 of this year, 昨天; None where it is none."""
    if (days := _BY_WORD.get(plain(text))) is not None:
        return today + timedelta(days=days)
    if (parts := _parts(text, today)) is None or parts[0] not in _YEARS:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def days_of_month(text: str, today: date) -> int:
    """Return how many days the month has of a day that it does not have, such as 2-30; 0 where it is no such day."""
    if (parts := _parts(text, today)) is None or parts[0] not in _YEARS or parts[1] not in _MONTHS:
        return 0
    days = monthrange(parts[0], parts[1])[1]
    return days if parts[2] > days else 0


def read_month(text: str, today: date) -> str | None:
    """Return a month as 2026-09: 2026年9月, 9月 of this year, 上月; None where it is none."""
    written = plain(text)
    if (away := _MONTH_BY_WORD.get(written)) is not None:
        return f"{(today if not away else today.replace(day=1) - timedelta(days=1)):%Y-%m}"
    found = None if _BARE_NUMBER.fullmatch(written) else _MONTH.fullmatch(written)
    if found is None:
        return None
    year, month = int(found[1] or found[3] or today.year), int(found[2] or found[4])
    return f"{year}-{month:02d}" if year in _YEARS and month in _MONTHS else None


def read_period(text: str, today: date) -> str | None:
    """Return a month, a quarter as 2026-Q3 (2026年第三季度), or a year as 2026; None where it is none."""
    if (found := _YEAR.fullmatch(plain(text))) is not None:
        return found[1] if int(found[1]) in _YEARS else None
    if (found := _QUARTER.fullmatch(plain(text))) is not None and int(found[1]) in _YEARS:
        return f"{found[1]}-Q{('一二三四'.find(found[2]) + 1) or found[2]}"
    return read_month(text, today)


def with_whole_day(text: str, today: date) -> str:
    """Return a time with its day in full and its hour of 24; what is no time is returned as it is."""
    found = _MOMENT.fullmatch(unicodedata.normalize("NFKC", text).strip())
    if found is None:
        day = read_day(text, today)
        return day.isoformat() if day is not None else text
    if (day := read_day(found["day"], today)) is None:
        return text
    hour, part = int(found["hour"]), found["part"] or ""
    if part in _NIGHT and hour == _NOON:
        return text  # midnight, but of which day
    if hour < (_NOON // 2 if part == "中午" else _NOON) and part in _AFTERNOON:
        hour += _NOON
    minute = "30" if found["minute"] == "半" else found["minute"] or "00"
    return f"{day.isoformat()} {hour}:{minute}"


def _parts(text: str, today: date) -> tuple[int, int, int] | None:
    found = _SHORT_DAY.fullmatch(plain(text)) or _WHOLE_DAY.fullmatch(plain(text))
    if found is None:
        return None
    year, month, day = (int(one or today.year) for one in found.groups())
    return year, month, day
