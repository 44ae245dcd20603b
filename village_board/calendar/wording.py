"""The words of a year's notice, as the State Council publishes them, read as what `year_from` takes. Pure.

    二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。2月14日（周六）、2月28日（周六）上班。

A clerk copies them into a text file; nothing else is asked of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

#: by which a text is known as such a notice.
MARK = "放假"
_TITLE = re.compile(r"\S*关于\s*(?P<year>\d{4})\s*年\S*安排的通知")
_YEAR = re.compile(r"(\d{4})\s*年[^。\n]*(?:放假|节假日)")
_NUMBER = re.compile(r"\S*〔\d{4}〕\s*\d+\s*号")
_ITEM = re.compile(r"^\s*[一二三四五六七八九十]+、\s*(?P<name>[^：:\n]{1,20})[：:]", re.MULTILINE)
_ASIDE = re.compile(r"[（(][^）)]*[）)]")
_DAY = re.compile(r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日")
_COUNT = re.compile(r"共\s*(\d+)\s*天")


def values_of(text: str) -> dict[str, Any]:
    """Return what the notice in `text` says, in the form of `year_from`; keys that it does not say are missing."""
    titled = _TITLE.search(text)
    dated = titled["year"] if titled else next(iter(_YEAR.findall(text)), "")
    values: dict[str, Any] = {"year": int(dated)} if dated else {}
    if titled:
        values["notice"] = titled[0].lstrip("#").strip()
    if number := _NUMBER.search(text):
        values["number"] = number[0].strip()
    starts = list(_ITEM.finditer(text))
    ends = [one.start() for one in starts[1:]] + [len(text)]
    values["holiday"] = [
        _item(one["name"].strip(), text[one.end() : end], values.get("year", 0))
        for one, end in zip(starts, ends, strict=True)
    ]
    return values


def _item(name: str, text: str, year: int) -> dict[str, Any]:
    told: dict[str, Any] = {"name": name}
    work: list[date | str] = []
    for sentence in re.split(r"[。；;\n]", _ASIDE.sub("", text)):
        days = list(_days(sentence.replace(" ", ""), year))
        if "上班" in sentence:
            work += days
        elif MARK in sentence and days and "from" not in told:
            told |= {"from": days[0], "to": days[-1]}
            if count := _COUNT.search(sentence):
                told["days"] = int(count[1])
    return told | ({"work": work} if work else {})


def _days(sentence: str, year: int) -> Iterator[date | str]:
    """Yield the days of a sentence: a month holds for the days after it; one that does not exist stays as written."""
    month = 0
    for found in _DAY.finditer(sentence):
        month = int(found["month"] or month)
        try:
            yield date(int(found["year"] or year), month, int(found["day"]))
        except ValueError:
            yield found[0]
