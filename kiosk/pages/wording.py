"""How pages write periods, names and what a field lacks."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING

from village_board.base.money import Fen, yuan

if TYPE_CHECKING:
    from village_board.accounts.month_money import MonthMoney
    from village_board.base.kind import Record
    from village_board.desk import Records
    from village_board.i18n import Translator

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
_MONTH_NAMES = (*_MONTHS, "November", "December")
_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")


def month(t: Translator, text: str) -> str:
    """Return ``2026-03`` as the language writes a month: ``2026年3月``."""
    year, _, number = text.partition("-")
    if not (year.isdecimal() and number.isdecimal() and 1 <= int(number) <= len(_MONTH_NAMES)):
        return text
    if t.language == "en":
        return f"{_MONTH_NAMES[int(number) - 1]} {year}"
    return f"{year}年{int(number)}月"


def period(t: Translator, text: str) -> str:
    """Return a disclosure period in words; free words stay as they are."""
    found = _PERIOD.fullmatch(text)
    if found is None:
        return text
    if found["month"]:
        return month(t, text)
    if found["quarter"]:
        return t("quarter {quarter} of {year}", quarter=found["quarter"], year=found["year"])
    return t("the year {year}", year=found["year"])


def day(t: Translator, on: date | None) -> str:
    """Return a day, or nothing where there is none."""
    return "" if on is None else t.date(on)


def kept_on(t: Translator, record: Record) -> str:
    """Return the day on which a record was last changed, by hand or from a file: like this it is public since then."""
    from village_board.base.clock import local  # noqa: PLC0415 - no list asks

    return "" if record.change is None else t.date(local(record.change.at).date())


def span(t: Translator, first: date | None, last: date | None) -> str:
    """Return from when to when."""
    if first is None and last is None:
        return ""
    return t("{first} to {last}", first=day(t, first) or "…", last=day(t, last) or "…")


def money(t: Translator, fen: int | None) -> str:
    """Return an amount, or nothing where there is none."""
    return "" if fen is None else t.money(fen)


def equation(t: Translator, money: MonthMoney) -> str:
    """Return a month's money in one line, or two: opening + income - expense = closing."""
    return t(
        "had {opening} + in {income} - out {expense}\n= left {closing}",
        opening=yuan(money.opening),
        income=yuan(money.income),
        expense=yuan(money.expense),
        closing=Fen(money.closing),
    )


def days_left(t: Translator, days: int) -> str:
    """Return how far away a day is."""
    if days == 0:
        return t("today")
    return t("tomorrow") if days == 1 else t.n("in {n} day", "in {n} days", days)


def still(t: Translator, days: int) -> str:
    """Return how long a notice still runs."""
    return t("ends today") if days == 0 else t.n("{n} day left", "{n} days left", days)


def joined(parts: Iterable[str]) -> str:
    """Return what a row's note says, one thing after another; what is empty is left out."""
    return "  ".join(filter(None, parts))


def unended(sentence: str) -> str:
    """Return what a person wrote as a sentence, for use within another one: without its full stop."""
    return sentence.rstrip("。．.；; ")


def party(name: str) -> str:
    """Return whom a voucher paid, a person's name masked: who got what stays in the minutes (P14)."""
    from village_board.text.party import public_party  # noqa: PLC0415 - its patterns are slow to build

    return public_party(name)


def person_name(records: Records, id: str) -> str:  # noqa: A002 - the field's own name
    """Return the name of an official who recorded or signed; nothing where there is none."""
    from village_board.base.errors import NotFound  # noqa: PLC0415 - beside its only use
    from village_board.people.model import Person  # noqa: PLC0415

    if not id:
        return ""
    try:
        return records.get(Person, id).name
    except NotFound:
        return ""
