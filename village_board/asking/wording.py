"""Sentences that several answers share: spans of time, and who owes what is missing."""

from __future__ import annotations

from collections.abc import Sequence

from tinydb import where

from village_board.asking.model import Kind, Period, Question, Step
from village_board.base.message import Message, say
from village_board.catalogue.model import Entry
from village_board.desk import Records
from village_board.disclosure.due import due_items
from village_board.disclosure.period_words import item_period, month_words

#: entries of the catalogue under which money, contracts and rents are published.
MONEY_ENTRIES = ("SG-13", "SG-14", "SG-15")
CONTRACT_ENTRIES = ("SG-24", "SG-25")
LAND_ENTRIES = ("SG-21", "SG-22")
#: missing items that are named; the page of what is late has them all.
_MOST_OWED = 3


def period_words(period: Period) -> Message:
    """Return a period in words."""
    if period.is_month:
        return month_words(period.first)
    if period.is_year:
        return say("{year}", year=str(period.year))
    if period.quarter:
        return say("Quarter {quarter} of {year}", quarter=period.quarter, year=str(period.year))
    return say("{first} to {last}", first=month_words(period.first), last=month_words(period.last))


def owed(records: Records, codes: Sequence[str], period: Period | None = None) -> tuple[Message, ...]:
    """Return who owes what is missing of these entries, and since when: never "0" where nothing was published (P11)."""
    missing = [one for one in due_items(records) if one.entry.code in codes]
    if period is not None:
        missing = [one for one in missing if _touches(one.period, period)] or missing
    lines: list[Message] = []
    for one in missing[:_MOST_OWED]:
        facts = {"name": one.entry.name, "period": item_period(one.period), "day": one.due_on}
        if one.entry.responsible:
            said = say("{who} owes {name}, {period}: due on {day}, not published.", who=one.entry.responsible, **facts)
        else:
            said = say("{name}, {period}: due on {day}, not published.", **facts)
        lines.append(said)
        if one.gap is not None:
            lines.append(say("The village says: {reason}", reason=one.gap.reason))
    if not lines:
        lines += [
            say("{who} publishes '{name}'.", who=one.responsible, name=one.name)
            for one in records.find(Entry, where("code").one_of(list(codes)))
            if one.responsible and not one.switched_off
        ][:1]
    return tuple(lines)


def _touches(text: str, period: Period) -> bool:
    year = text[:4]
    return period.first[:4] <= year <= period.last[:4] and (len(text) != 7 or period.holds(text) or "Q" in text)  # noqa: PLR2004


def ask(label: Message, kind: Kind, period: Period | None = None, thing: str = "") -> Step:
    """Return the step to another question."""
    return Step(label, Question(kind, period, thing))
