"""What a page says before it has a language: words, amounts, days, periods; and how each language writes them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from village_board.base.message import Message
from village_board.base.money import Fen
from village_board.i18n import Translator
from village_board.text.clean import terminal_safe

_PERIOD = re.compile(r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>0[1-9]|1[0-2])))?")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October")
_MONTH_NAMES = (*_MONTHS, "November", "December")


class Worded:
    """Something that each language writes in its own way."""

    __slots__ = ()

    def in_words(self, t: Translator) -> str:
        """Return it in the language of `t`."""
        raise NotImplementedError(type(self).__name__)


#: what may stand in a part of a page; None: nothing.
Said = str | Message | Worded | Fen | int | date | datetime | Decimal | None


def written(t: Translator, value: Said) -> str:
    """Return `value` in the language of `t`; a person's words stay as they are, without what hides or obeys."""
    if value is None:
        return ""
    if type(value) is str:
        return terminal_safe(value)
    if isinstance(value, Worded):
        return value.in_words(t)
    if isinstance(value, Message):
        return t(value.msgid, **_facts(t, value.facts))
    return t.fact(value)


def _facts(t: Translator, facts: Mapping[str, object]) -> dict[str, object]:
    return {name: written(t, fact) if isinstance(fact, (Worded, Message)) else fact for name, fact in facts.items()}


@dataclass(frozen=True, slots=True)
class Many(Worded):
    """A sentence about so many things; ``{n}`` is a fact of it."""

    singular: str
    plural: str
    count: int
    facts: Mapping[str, object]

    @classmethod
    def n(cls, singular: str, plural: str, count: int, /, **facts: object) -> Many:
        """Return the sentence; the message ids are extracted from this call."""
        return cls(singular, plural, count, facts)

    def in_words(self, t: Translator) -> str:
        """Return it as the language counts."""
        return t.n(self.singular, self.plural, self.count, **_facts(t, self.facts))


@dataclass(frozen=True, slots=True)
class Period(Worded):
    """A period: ``2026``, ``2026-Q3``, ``2026-03``; free words stay as they are."""

    text: str

    def in_words(self, t: Translator) -> str:
        """Return it in full."""
        found = _PERIOD.fullmatch(self.text)
        if found is None:
            return t.fact(self.text)
        year, number = found["year"], found["month"]
        if number:
            return f"{_MONTH_NAMES[int(number) - 1]} {year}" if t.language == "en" else f"{year}年{int(number)}月"
        if found["quarter"]:
            return t("quarter {quarter} of {year}", quarter=found["quarter"], year=year)
        return t("the year {year}", year=year)


@dataclass(frozen=True, slots=True)
class Both(Worded):
    """A row of data that brings its own English."""

    zh: str
    en: str

    def in_words(self, t: Translator) -> str:
        """Return the English one in English, where there is one."""
        return t.fact(self.en if t.language == "en" and self.en else self.zh)


@dataclass(frozen=True, slots=True)
class Mu(Worded):
    """An area in mu."""

    area: Decimal

    def in_words(self, t: Translator) -> str:
        """Return it with its unit."""
        return t.mu(self.area)


@dataclass(frozen=True, slots=True)
class Days(Worded):
    """A number of days."""

    count: int

    def in_words(self, t: Translator) -> str:
        """Return it with its unit."""
        return t.days(self.count)


@dataclass(frozen=True, slots=True)
class Joined(Worded):
    """Several things one after another; what is empty is left out."""

    parts: tuple[Said, ...]
    between: str = " · "

    def in_words(self, t: Translator) -> str:
        """Return them with the mark between."""
        return self.between.join(filter(None, (written(t, part) for part in self.parts)))


@dataclass(frozen=True, slots=True)
class Listed(Worded):
    """Several things as the language lists them."""

    parts: tuple[Said, ...]

    def in_words(self, t: Translator) -> str:
        """Return the list."""
        return t.listed([written(t, part) for part in self.parts])


def joined(*parts: Said) -> Said:
    """Return `parts` one after another; None where all of them are empty."""
    kept = tuple(part for part in parts if part is not None and part != "")
    if not kept:
        return None
    return kept[0] if len(kept) == 1 else Joined(kept)
