"""Which months somebody means: 三月, 上季度, 去年春天, last month, Q3 2025. Pure; the day of asking is given."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from village_board.asking.model import Period

_MONTHS = 12
_HAN = {"一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "十一": 11,
        "十二": 12, "元": 1, "正": 1, "腊": 12, "冬": 11}  # fmt: skip
_LATIN = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_SEASON = {"春": 3, "夏": 6, "秋": 9, "冬": 12, "spring": 3, "summer": 6, "autumn": 9, "winter": 12}
_PAST_YEAR = {"今年": 0, "本年": 0, "本年度": 0, "去年": 1, "上年": 1, "上年度": 1, "前年": 2, "大前年": 3,
              "this year": 0, "last year": 1}  # fmt: skip
_CENTURY = 2000
#: two digits before 年 are a year from here on; less is a number of years.
_SHORT_YEAR = 15

_YEAR = r"(?:(?P<year>(?:19|20)\d\d|\d\d)年?度?|(?P<past>今年|本年度?|去年|上年度?|大前年|前年))?的?"
_YEAR_AFTER = r"(?: (?:of )?(?P<after>20\d\d|last year|this year))?"
_NUMBER = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九元])"
_NAMES = "|".join(f"{name}|{name[:3]}t?" if name != "may" else name for name in _LATIN)

Read = Callable[[re.Match[str], date], Period | None]


def period_in(text: str, today: date) -> tuple[Period | None, tuple[int, int]]:
    """Return the months that the folded `text` names, and where it names them; None and an empty place without any.

    A month without a year is the last such month that has begun; a season and a quarter likewise.
    """
    for pattern, read in _READERS:
        for match in pattern.finditer(text):
            if (found := read(match, today)) is not None:
                return found, match.span()
    return None, (0, 0)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() else _HAN[text]


def _year(match: re.Match[str], today: date, month: int) -> int:
    """Return the year that is meant; without one that in which `month` began last."""
    said = match.groupdict()
    if year := said.get("year"):
        return int(year) + (_CENTURY if len(year) <= 2 else 0)  # noqa: PLR2004 - 26年
    if past := said.get("past") or said.get("after"):
        return int(past) if past.isdigit() else today.year - _PAST_YEAR[past]
    return today.year if month <= today.month else today.year - 1


def _month(match: re.Match[str], today: date) -> Period | None:
    month = _number(match["month"])
    return Period.of_months(_year(match, today, month), month)


def _range(match: re.Match[str], today: date) -> Period | None:
    first, last = _number(match["first"]), _number(match["month"])
    return Period.of_months(_year(match, today, first), first, last - first + 1) if first <= last else None


def _latin_month(match: re.Match[str], today: date) -> Period | None:
    month = next(at for at, name in enumerate(_LATIN, 1) if name[:3] == match["month"][:3])
    return Period.of_months(_year(match, today, month), month)


def _quarter(match: re.Match[str], today: date) -> Period | None:
    said = match["quarter"]
    month = 3 * (_ORDINAL.get(said) or _number(said)) - 2
    return Period.of_months(_year(match, today, month), month, 3)


def _season(match: re.Match[str], today: date) -> Period | None:
    month = _SEASON[match["season"]]
    return Period.of_months(_year(match, today, month), month, 3)


def _half(match: re.Match[str], today: date) -> Period | None:
    month = 1 if match["half"] == "上" else 7
    return Period.of_months(_year(match, today, month), month, 6)


def _whole_year(match: re.Match[str], today: date) -> Period | None:
    said = match.groupdict()
    if said["short"] and int(said["short"]) < _SHORT_YEAR:
        return None
    year = said["long"] or said["short"]
    if year:
        return Period.of_year(int(year) + (_CENTURY if said["short"] else 0))
    return Period.of_year(today.year - _PAST_YEAR[match["past"]])


def _years_ago(match: re.Match[str], today: date) -> Period | None:
    return Period.of_year(today.year - _number(match["count"]))


def _months_ago(match: re.Match[str], today: date) -> Period | None:
    back = {"上上": 2, "上": 1, "last": 1}.get(match["back"], 0)
    month = today.year * _MONTHS + today.month - 1 - back
    return Period.of_months(month // _MONTHS, month % _MONTHS + 1)


def _quarters_ago(match: re.Match[str], today: date) -> Period | None:
    back = {"上": 1, "last": 1}.get(match["back"], 0)
    quarter = today.year * 4 + (today.month - 1) // 3 - back
    return Period.of_months(quarter // 4, quarter % 4 * 3 + 1, 3)


def _last_months(match: re.Match[str], today: date) -> Period | None:
    count = _number(match["count"])
    month = today.year * _MONTHS + today.month - 1 - count
    return Period.of_months(month // _MONTHS, month % _MONTHS + 1, count)


# What says more stands first: 去年三月 before 去年.
_READERS: tuple[tuple[re.Pattern[str], Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (rf"{_YEAR}(?P<first>{_NUMBER})月?份?[到至](?P<month>{_NUMBER})月份?", _range),
        (rf"{_YEAR}(?P<month>{_NUMBER}|正|腊)月份?", _month),
        (r"(?P<year>20\d\d) ?年?(?P<month>0[1-9]|1[0-2]|[1-9])(?!\d)月?", _month),
        (rf"\b(?P<month>{_NAMES})\b{_YEAR_AFTER}", _latin_month),
        (rf"{_YEAR}第?(?P<quarter>[一二三四1-4])季度?", _quarter),
        (rf"\bq(?P<quarter>[1-4])\b{_YEAR_AFTER}", _quarter),
        (rf"\b(?P<quarter>first|second|third|fourth|1st|2nd|3rd|4th) quarter{_YEAR_AFTER}", _quarter),
        (r"(?P<back>上|这|本)个?季度?", _quarters_ago),
        (r"\b(?P<back>last|this) quarter\b", _quarters_ago),
        (rf"{_YEAR}(?P<half>[上下])半年", _half),
        (rf"{_YEAR}(?P<season>[春夏秋冬])(?:天|季|里|上)", _season),
        (rf"\b(?:in )?(?P<season>spring|summer|autumn|winter)\b{_YEAR_AFTER}", _season),
        (r"(?:最近|近|过去)(?P<count>1[0-2]|[1-9]|[一二两三四五六七八九十])个月", _last_months),
        (r"(?P<count>[1-9]|10|[一二两三四五六七八九十])年(?:以)?前", _years_ago),
        (r"\b(?P<count>[1-9]) years ago\b", _years_ago),
        (r"(?P<back>上上|上|这|本|当)个?月份?", _months_ago),
        (r"\b(?P<back>last|this) month\b", _months_ago),
        (r"(?<!\d)(?:(?P<long>(?:19|20)\d\d)年?度?|(?P<short>\d\d)年度?|(?P<past>大前年|今年|本年度?|去年|上年度?|前年))(?!\d)",
         _whole_year),
        (r"\b(?P<past>this year|last year)\b(?P<long>(?!))?(?P<short>(?!))?", _whole_year),
    )
)  # fmt: skip
