"""250 published items over the catalogue and the year; their figures are those of the books and registers."""

from __future__ import annotations

import random
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from .content import chance, content, yuan
from .days import Calendar, day_in, month_name, month_start, quarter_name
from .figures import Village, by_month, by_quarter, by_year, decision_items, events_of_works
from .sheets import Cell, Sheet

ITEMS = 250
_CATALOGUE = Path(__file__).resolve().parents[2] / "catalogue.toml"
_OWN = "SG"


@dataclass
class Item:
    """One published item; numbered when all are known."""

    catalogue: str
    name: str
    content: str
    day: date
    period: str = ""
    rank: int = 0  # what is left out first, if there are too many: 0 never
    number: int = field(default=0, compare=False)


@cache
def _entries() -> dict[str, dict[str, Any]]:
    return {row["code"]: row for row in tomllib.loads(_CATALOGUE.read_text("utf-8"))["entry"]}


def make_items(village: Village) -> list[Item]:
    """Return exactly `ITEMS` items by day: all that the village itself owes for the year but for one gap."""
    dice = chance("items")
    calendar = village.calendar
    found = [*_months(village, dice), *_quarters(village, dice), *_years(calendar, village, dice)]
    found += [*_changes(calendar, dice), *_events(calendar), _subsidy(village)]
    found += [Item(*row) for row in decision_items(village)]
    found += [Item(*row) for row in events_of_works(village)]
    found = [item for item in found if calendar.start <= item.day <= calendar.today]
    found.sort(key=lambda item: (item.rank, -item.day.toordinal(), item.catalogue, item.name))
    found = found[:ITEMS]
    found.sort(key=lambda item: (item.day, item.catalogue, item.name))
    for number, item in enumerate(found, 1):
        item.number = number
    return found


def _said(row: dict[str, Any], dice: random.Random, **facts: object) -> str:
    """Return a template with its numbers drawn."""
    drawn = {name: dice.randint(low, high) for name, low, high in row.get("draw", ())}
    if "sum" in row:
        drawn[row["sum"]] = sum(drawn.values())
    words = dice.choice(row["words"]) if "words" in row else ""
    return str(row["text"]).format(**{**drawn, **row.get("fixed", {})}, words=words, **facts)


def _name(code: str) -> str:
    return str(_entries()[code]["name"])


def _rank(code: str, district: int) -> int:
    return 0 if code.startswith(_OWN) else district


def _months(village: Village, dice: random.Random) -> Iterator[Item]:
    calendar = village.calendar
    for month in (month_start(calendar.start, -1), *calendar.months[:-1]):
        after = month_start(month, 1)
        if month >= calendar.start:
            yield Item("SG-13", f"{month.month}月{_name('SG-13')}", by_month(village, month),
                       day_in(after, dice.randint(9, 13)), month_name(month))  # fmt: skip
        for code, row in content("items")["monthly"].items():
            said = _said(row, dice, month=f"{month.month}月")
            yield Item(code, f"{month.month}月{_name(code)}", said, day_in(after, dice.randint(4, 14)),
                       month_name(month), 2)  # fmt: skip


def _quarters(village: Village, dice: random.Random) -> Iterator[Item]:
    rows, nil = content("items")["quarterly"], content("items")["nil"]
    gap = _gap(village.calendar)
    computed: dict[str, Callable[[Village, date, date], str]] = by_quarter()
    for first, last in village.calendar.quarters():
        after = last + timedelta(days=1)
        for code in sorted({*rows, *computed}):
            day = day_in(after, dice.randint(8, 18))
            said = (
                computed[code](village, first, last)
                if code in computed
                else _said(rows[code], dice, quarter=f"第{'一二三四'[(first.month - 1) // 3]}季度")
            )
            if (code, first) == gap:
                continue
            if (code, first) == (nil["catalogue"], village.calendar.due_quarter(nil["quarter"])):
                said = nil["text"]
            yield Item(code, _name(code), said, day, quarter_name(first), _rank(code, 1))


def _gap(calendar: Calendar) -> tuple[str, date]:
    """Return what is missing with a reason: the story tells it."""
    (row,) = tomllib.loads((_CATALOGUE.parent / "demo" / "story.toml").read_text("utf-8"))["gap"]
    return row["catalogue"], calendar.due_quarter(row["quarter"])


def _years(calendar: Calendar, village: Village, dice: random.Random) -> Iterator[Item]:
    computed = by_year()
    rows = content("items")["yearly"]
    january = next(month for month in calendar.months if month.month == 1)
    for code in sorted({*rows, *computed}):
        own = code.startswith(_OWN)
        shown = january if own else calendar.months[dice.randint(1, 9)]
        year = shown.year - 1 if own else shown.year
        said = computed[code](village) if code in computed else str(rows[code]["text"])
        yield Item(code, _name(code), said, day_in(shown, dice.randint(16, 26)), f"{year}年", _rank(code, 1))


def _changes(calendar: Calendar, dice: random.Random) -> Iterator[Item]:
    for code, row in content("items")["on_change"].items():
        day = calendar.start + timedelta(days=dice.randint(0, 300))
        yield Item(code, row["name"], row["text"], day, "", _rank(code, 1))


def _events(calendar: Calendar) -> Iterator[Item]:
    for row in content("items")["event"]:
        yield Item(row["catalogue"], row["name"], row["text"], calendar.day(row["on"]))


def _subsidy(village: Village) -> Item:
    """Return the subsidy list with masked names by group: area and sum a household (practice P14)."""
    row, people = content("items")["subsidy"], village.people
    dice = chance("subsidy")
    lines, households, total = [], 0, 0
    for group in row["groups"]:
        lines.append(f"{people.group_name(group)}组")
        for person in (p for p in people.everyone if p.head and p.group == group):
            area = dice.randint(180, 960)
            fen = area * row["rate"] // 100
            households, total = households + 1, total + fen
            lines.append(f"{masked(person.name)} {area / 100:.2f}亩 {yuan(fen)}")
    head = f"标准每亩{yuan(row['rate'])}，{households}户，共{yuan(total)}。名单按组列出，姓名已隐去；本人金额请到村部查询。"
    day = village.calendar.day(-57)
    return Item(row["catalogue"], row["name"], "\n".join((head, *lines)), day, f"{day.year}年", 0)


def masked(name: str) -> str:
    """Return a name with the surname only: 张**."""
    length = 2 if name[:2] in ("欧阳", "尉迟") and len(name) > 2 else 1  # noqa: PLR2004
    return name[:length] + "*" * (len(name) - length)


def items_sheet(items: list[Item]) -> Sheet:
    """Return the ledger of published items."""
    header = ("序号", "目录编号", "事项名称", "公开内容", "公开日期", "公开期间", "责任主体", "公开方式")
    rows: list[list[Cell]] = [
        [
            i.number, i.catalogue, i.name, i.content, i.day, i.period or "随时", _entries()[i.catalogue]["responsible"],
            _entries()[i.catalogue]["form"],
        ]
        for i in items
    ]  # fmt: skip
    return Sheet("公开事项", ("云溪村村务公开事项登记簿",), (header,), rows)
