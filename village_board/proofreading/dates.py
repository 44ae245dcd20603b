"""Days that do not exist, periods that end before they begin, weekdays and years that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from village_board.base.message import Message
from village_board.proofreading.model import Certainty, Kind, Remark
from village_board.proofreading.reading import Reading
from village_board.proofreading.words import (
    ANOTHER_WEEKDAY,
    ENDS_BEFORE_IT_BEGINS,
    NO_SUCH_DAY,
    NUMBER_OF_A_LATER_YEAR,
    WEEKDAYS,
)
from village_board.text.plain import BLOCK

_HAN_DIGITS = "〇零一二三四五六七八九"
_DAY = re.compile(
    r"(?P<first>\d(?<![\d.\-/A-Za-z]\d)\d{0,3}+)(?:(?:年(?P<m>\d{1,2}))?月(?P<d>\d{1,2})[日号]"
    r"|(?P<sep>[-./])(?P<im>\d{1,2})(?P=sep)(?P<id>\d{1,2})(?![\d\-/A-Za-z]|\.\d))"
)
_HAN_DAY = re.compile(
    rf"(?P<y>[一二][{_HAN_DIGITS}]{{3}})年(?P<m>[一二三四五六七八九十]{{1,3}})月(?P<d>[一二三四五六七八九十]{{1,3}})日"
)
_YEAR = re.compile("(?:19|20)[0-9]{2}")
_BETWEEN = re.compile(
    r"(?:\((?:星期|周|礼拜)[一二三四五六日天]\))?(?:[上下]午|早上|晚上?)?(?:\d{1,2}[:时点](?:\d{1,2}分?)?|零时)?"
    r"[起始]?(?: ?[至到~—–-]{1,2} ?|,?止于|开始,?至)(?:次年|翌年)?"
)
_DAY_ONLY = re.compile(r"(?: ?[至到~—–-]{1,2} ?)(\d{1,2})日")
_YEARS = re.compile(r"([12]\d{3}(?<!\d\d{4}))年?(?P<m1>\d{1,2}月)?[至到~—–-]{1,2}([12]\d{3})年(?P<m2>\d{1,2}月)?")
_WEEKDAY = re.compile(r" ?\(? ?(?:星期|周|礼拜)([一二三四五六日天])")
_BEGINS = re.compile(r"(?:开始|起始|公示开始|起)(?:日期|时间|日)?[:是为 \x1f]{0,3}$|自$")
_ENDS = re.compile(r"(?:截止|结束|终止|截至|止)(?:日期|时间|日)?[:是为于到 \x1f]{0,3}$")
_NUMBER = re.compile(r"[〔\[](?P<year>(?:19|20)\d{2})[〕\]]第?\d{1,5}号")
_PUBLISHED = re.compile(r"(?:发布日期|发布时间|成文日期|印发日期|落款)[: ]{0,3}$")
_ALONE_BEFORE = re.compile(rf"[\n{BLOCK}][ ]*$")
_ALONE_BEHIND = re.compile(rf"[ ]*(?:印发)?[ ]*(?:[\n{BLOCK}]|$|主题词|抄送)")
_WORD = 12
_LAST_MONTH, _FEBRUARY, _TEN = 12, 2, 10
# Digits of a month.
_DIGITS = 2
_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class _Day(NamedTuple):
    """A day as it is written; the year is None where none stands there."""

    start: int
    end: int
    year: int | None
    month: int
    day: int

    @property
    def exists(self) -> bool:
        if not 1 <= self.month <= _LAST_MONTH or not 1 <= self.day <= _LENGTHS[self.month - 1]:
            return False
        leap = self.year is None or (self.year % 4 == 0 and (self.year % 100 != 0 or self.year % 400 == 0))
        return leap or (self.month, self.day) != (_FEBRUARY, 29)


def dates(reading: Reading) -> Iterator[Remark]:
    """Yield what cannot be right about the days of a document."""
    text = reading.text
    days = [day for match in _DAY.finditer(text) if (day := _day(match)) is not None]
    if han := [_han_day(match) for match in _HAN_DAY.finditer(text)]:
        days = sorted([*days, *han], key=lambda day: day.start)
    for day in days:
        if not day.exists:
            yield from reading.remark(Kind.DATE, day.start, day.end, Message(NO_SUCH_DAY))
    days = [day for day in days if day.exists]
    yield from _periods(reading, days)
    yield from _labelled(reading, days)
    yield from _weekdays(reading, days)
    yield from _years(reading)
    yield from _numbers(reading, days)


def _day(match: re.Match[str]) -> _Day | None:
    """Return the day that a match means; None where its digits belong to another number."""
    first, month, day, sep, of_iso, in_iso = match.groups()
    year = int(first) if _YEAR.fullmatch(first) else None
    if sep:
        return None if year is None else _Day(*match.span(), year, int(of_iso), int(in_iso))
    if month:
        return _Day(*match.span(), year, int(month), int(day))
    return None if len(first) > _DIGITS else _Day(*match.span(), None, int(first), int(day))


def _han_day(match: re.Match[str]) -> _Day:
    year = int("".join(str(max(0, _HAN_DIGITS.index(digit) - 1)) for digit in match["y"]))
    return _Day(*match.span(), year, _count(match["m"]), _count(match["d"]))


def _count(han: str) -> int:
    """Return a Chinese number up to 99; a wrongly written one gives a day that does not exist."""
    tens, ten, ones = han.rpartition("十")
    first = _HAN_DIGITS.find(tens) - 1 if tens else 1
    last = _HAN_DIGITS.find(ones) - 1 if ones else 0
    return first * _TEN + last if ten else last


def _periods(reading: Reading, days: list[_Day]) -> Iterator[Remark]:
    """Yield periods whose end lies before their beginning; an end without a year may lie in the next one."""
    text = reading.text
    for begin, end in pairwise(days):
        if end.start - begin.end <= _WORD * 2 and (between := _BETWEEN.fullmatch(text, begin.end, end.start)):
            next_year = "年" in between[0] or (end.year is None and end.month < begin.month)
            year = begin.year if end.year is None else end.year
            if begin.year is None and end.year is not None:
                next_year = next_year or end.month < begin.month
            ours, theirs = (begin.year or year or 0, begin.month, begin.day), (year or 0, end.month, end.day)
            if theirs < ours and not next_year:
                yield from reading.remark(Kind.DATE, begin.start, end.end, Message(ENDS_BEFORE_IT_BEGINS))
    for begin in days:
        only = _DAY_ONLY.match(text, begin.end)
        if only and int(only[1]) < begin.day:
            yield from reading.remark(Kind.DATE, begin.start, only.end(), Message(ENDS_BEFORE_IT_BEGINS))


def _labelled(reading: Reading, days: list[_Day]) -> Iterator[Remark]:
    """Yield an end that stands behind its own label, before the beginning that stands behind another."""
    begins: _Day | None = None
    text = reading.text
    for day in days:
        before = text[max(0, day.start - _WORD) : day.start]
        if _ENDS.search(before):
            if begins and begins.year and day.year and _calendar(day) < _calendar(begins):
                yield from reading.remark(Kind.DATE, day.start, day.end, Message(ENDS_BEFORE_IT_BEGINS))
            begins = None
        elif _BEGINS.search(before):
            begins = day


def _weekdays(reading: Reading, days: list[_Day]) -> Iterator[Remark]:
    year: int | None = None
    for day in days:
        year = day.year or year
        match = _WEEKDAY.match(reading.text, day.end)
        if match is None or year is None or not _Day(0, 0, year, day.month, day.day).exists:
            continue
        weekday = date(year, day.month, day.day).weekday()
        if "一二三四五六日".find(match[1].replace("天", "日")) != weekday:
            reason = Message(ANOTHER_WEEKDAY, {"weekday": Message(WEEKDAYS[weekday])})
            sure = None if day.year else Certainty.INFERRED
            yield from reading.remark(Kind.DATE, day.start, match.end(), reason, None, sure)


def _years(reading: Reading) -> Iterator[Remark]:
    """Yield years and months in the wrong order: 2016年至2012年."""
    for match in _YEARS.finditer(reading.text):
        months = [int(match[name][:-1]) if match[name] else 0 for name in ("m1", "m2")]
        ours, theirs = (int(match[1]), months[0]), (int(match[3]), months[1])
        if theirs < ours and (theirs[0] < ours[0] or all(months)):
            yield from reading.remark(Kind.DATE, *match.span(), Message(ENDS_BEFORE_IT_BEGINS))


def _numbers(reading: Reading, days: list[_Day]) -> Iterator[Remark]:
    """Yield numbers of papers of a later year than the paper that cites them."""
    text = reading.text
    own = [day.year for day in days if day.year and _is_own(text, day)]
    if not own:
        return
    year = max(own)
    for match in _NUMBER.finditer(text):
        if int(match["year"]) > year:
            facts = {"number": match["year"], "own": str(year)}
            yield from reading.remark(Kind.DATE, *match.span(), Message(NUMBER_OF_A_LATER_YEAR, facts))


def _is_own(text: str, day: _Day) -> bool:
    """Tell whether a day is that of the paper: alone on its line, or behind such a label."""
    before = text[max(0, day.start - _WORD) : day.start]
    if _PUBLISHED.search(before):
        return True
    alone = not before.strip(" ") if day.start <= _WORD else _ALONE_BEFORE.search(before)
    return bool(alone and _ALONE_BEHIND.match(text, day.end)) or text.startswith("印发", day.end)


def _calendar(day: _Day) -> tuple[int, int, int]:
    return day.year or 0, day.month, day.day
