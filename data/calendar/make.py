"""Writes the files beside it: the years that are known, and the statutory holidays for those that are not.

    python data/calendar/make.py

It needs two packages that the program itself does not: ``chinesecalendar==1.11.0`` (MIT), from which the days
off and the days made up are taken, and ``lunar-python==1.4.8`` (MIT), which computes the days that follow the
moon and the sun. The days are facts of the State Council's notices; their numbers were compared with two other
public lists.

One day is mended: chinesecalendar has 2005-12-31 as a day off; the notice for 2006, 国办发明电〔2005〕35号, has it
worked.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from chinese_calendar.constants import holidays, workdays  # type: ignore[import-untyped]
from lunar_python import Lunar  # type: ignore[import-untyped]

HERE = Path(__file__).parent
ORIGIN = "chinesecalendar 1.11.0"
LOADED_AT = "2026-11-22"
ONE_DAY = timedelta(days=1)
SATURDAY = 5
DECEMBER = 12
MOON_YEARS = range(2027, 2041)

NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利70周年纪念日",
}

#: Numbers of the notices for 2006-2026; those for 2004 and 2005 are not known for certain.
NUMBERS = {
    2006: "国办发明电〔2005〕35号",
    2007: "国办发明电〔2006〕49号",
    2008: "国办发明电〔2007〕52号",
    2009: "国办发明电〔2008〕42号",
    2010: "国办发明电〔2009〕27号",
    2011: "国办发明电〔2010〕40号",
    2012: "国办发明电〔2011〕45号",
    2013: "国办发明电〔2012〕33号",
    2014: "国办发明电〔2013〕28号",
    2015: "国办发明电〔2014〕28号、国发明电〔2015〕1号",
    2016: "国办发明电〔2015〕18号",
    2017: "国办发明电〔2016〕17号",
    2018: "国办发明电〔2017〕12号",
    2019: "国办发明电〔2018〕15号、国办发明电〔2019〕3号",
    2020: "国办发明电〔2019〕16号、国办发明电〔2020〕1号",
    2021: "国办发明电〔2020〕27号",
    2022: "国办发明电〔2021〕11号",
    2023: "国办发明电〔2022〕16号",
    2024: "国办发明电〔2023〕7号",
    2025: "国办发明电〔2024〕12号",
    2026: "国办发明电〔2025〕7号",
}


@dataclass
class Block:
    """Days off in a row that have one name, and the days that are worked for them."""

    name: str
    first: date
    last: date
    work: list[date] = field(default_factory=list)


def notice_year(day: date, name: str) -> int:
    """Return the year whose notice orders `day`: New Year's days of December belong to the next year's."""
    return day.year + (day.month == DECEMBER and name == NAMES["New Year's Day"])


def blocks() -> dict[int, list[Block]]:
    """Return the blocks of every year, in order, each with its days made up."""
    made_up = {day: NAMES[name] for day, name in workdays.items()}
    made_up[date(2005, 12, 31)] = NAMES["New Year's Day"]
    years: dict[int, list[Block]] = {}
    for day in sorted(holidays):
        name = NAMES[holidays[day]]
        of_year = years.setdefault(notice_year(day, name), [])
        last = of_year[-1] if of_year else None
        if last and last.name == name and all_off(last.last + ONE_DAY, day, made_up):
            last.last = day
        else:
            of_year.append(Block(name, day, day))
    for day, name in sorted(made_up.items()):
        near = [block for block in years[notice_year(day, name)] if block.name == name]
        min(near, key=lambda block: abs(block.first - day)).work.append(day)
    return years


def all_off(day: date, until: date, made_up: dict[date, str]) -> bool:
    """Tell whether nothing but free weekend days stand between."""
    while day < until:
        if day.weekday() < SATURDAY or day in made_up:
            return False
        day += ONE_DAY
    return True


def year_text(year: int, of_year: list[Block]) -> Iterator[str]:
    """Yield the lines of one year's file."""
    yield f"# Days derived from {ORIGIN} (MIT) by make.py."
    yield ""
    yield f"year = {year}"
    if year in NUMBERS:
        yield f'notice = "国务院办公厅关于{year}年部分节假日安排的通知"'
        yield f'number = "{NUMBERS[year]}"'
    yield f'origin = "{ORIGIN}"'
    yield f"loaded_at = {LOADED_AT}"
    for block in of_year:
        yield ""
        yield "[[holiday]]"
        yield f'name = "{block.name}"'
        yield f"from = {block.first}"
        yield f"to = {block.last}"
        if block.work:
            yield f"work = [{', '.join(map(str, block.work))}]"


def moon_text() -> Iterator[str]:
    """Yield the lines of the table of statutory holidays."""
    yield "# The statutory holidays, for years without a notice (全国年节及纪念日放假办法, 国务院令第795号, from 2025-01-01)."
    yield "# Days of moon and sun: computed with lunar-python 1.4.8. A notice, once loaded, stands above all this."
    rules = (
        ('name = "元旦"', "on = [1, 1]", "days = 1"),
        ('name = "春节"', 'moon = "spring_festival"', "shift = -1", "days = 4"),
        ('name = "清明节"', 'moon = "qingming"', "days = 1"),
        ('name = "劳动节"', "on = [5, 1]", "days = 2"),
        ('name = "端午节"', 'moon = "dragon_boat"', "days = 1"),
        ('name = "国庆节"', "on = [10, 1]", "days = 3"),
        ('name = "中秋节"', 'moon = "mid_autumn"', "days = 1"),
    )
    for rule in rules:
        yield from ("", "[[holiday]]", *rule)
    yield ""
    yield "[moon]"
    for year in MOON_YEARS:
        days = {
            "spring_festival": Lunar.fromYmd(year, 1, 1).getSolar().toYmd(),
            "qingming": Lunar.fromYmd(year, 3, 1).getJieQiTable()["清明"].toYmd(),
            "dragon_boat": Lunar.fromYmd(year, 5, 5).getSolar().toYmd(),
            "mid_autumn": Lunar.fromYmd(year, 8, 15).getSolar().toYmd(),
        }
        yield f"{year} = {{ {', '.join(f'{name} = {day}' for name, day in days.items())} }}"


def write(name: str, lines: Iterator[str]) -> None:
    """Write one file."""
    (HERE / name).write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for number, of_year in blocks().items():
        write(f"CN-{number}.toml", year_text(number, of_year))
    write("statutory.toml", moon_text())
