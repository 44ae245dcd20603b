"""Indicators, what they come to in a half-year, and the score of those that could be counted. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any, ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import Message, message_from_json, say

_MONTHS = 6


class Part(StrEnum):
    """The three parts (勤, 廉, 绩)."""

    DILIGENCE = "diligence"
    INTEGRITY = "integrity"
    PERFORMANCE = "performance"


@dataclass(frozen=True, order=True)
class Half:
    """A half-year: ``2026-H1`` or ``2026-H2``."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, 1 + _MONTHS * (self.number - 1), 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return date(self.year, 6, 30) if self.number == 1 else date(self.year, 12, 31)

    @property
    def months(self) -> tuple[str, ...]:
        """Its months, such as ``2026-07``."""
        return tuple(f"{self.year}-{month:02d}" for month in range(self.first.month, self.last.month + 1))

    @property
    def year_before(self) -> Half:
        """The same half of the year before."""
        return Half(self.year - 1, self.number)

    @property
    def before(self) -> Half:
        """The half-year before this one."""
        return Half(self.year - 1, 2) if self.number == 1 else Half(self.year, 1)

    def holds(self, day: date | None) -> bool:
        """Tell whether `day` lies in it."""
        return day is not None and self.first <= day <= self.last

    def __str__(self) -> str:
        """Return its name."""
        return f"{self.year}-H{self.number}"


@dataclass(frozen=True)
class Indicator:
    """One indicator, a row of ``data/evaluation/indicators.toml``.

    Attributes:
        code: its key.
        weight: its points.
        count: the shipped way of counting it.
        zh: its name in Chinese.
        en: its name in English, by which the catalogues know the Chinese.
        how: how it is counted, in English.
        basis: the law or rule behind it, by name (P8).
        settings: what its way of counting needs beside that.
    """

    code: str
    part: Part
    weight: int
    count: str
    zh: str
    en: str
    how: str
    basis: str
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Measured:
    """What an indicator came to.

    Attributes:
        share: how much of its points it gets, from 0 to 1; None: nothing to count by, which is not zero.
        said: the numbers behind it, or why there are none.
        ids: the records that were counted.
        against: of these, those that cost points.
    """

    share: Fraction | None
    said: Message
    ids: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


@dataclass(frozen=True)
class Line:
    """An indicator of a half-year as it is kept; names and weights are those of the day on which it was computed.

    Attributes:
        code: of the indicator.
        weight: its points.
        share: numerator and denominator; empty: it could not be counted.
        sentence: the numbers in the form in which messages are kept.
        ids: the records that were counted.
        against: of these, those that cost points.
    """

    code: str
    part: Part
    weight: int
    en: str
    how: str
    basis: str
    share: tuple[int, ...]
    sentence: dict[str, Any]
    ids: tuple[str, ...] = ()
    against: tuple[str, ...] = ()

    @property
    def points(self) -> Fraction | None:
        """The points that it gets; None: it is left out."""
        return Fraction(self.weight * self.share[0], self.share[1]) if self.share else None

    @property
    def said(self) -> Message:
        """The numbers in words."""
        return message_from_json(self.sentence)


@dataclass(frozen=True, kw_only=True)
class Evaluation(InternalRecord):
    """The evaluation of one half-year. It is kept once, some days after its end, and never changed (P11).

    Attributes:
        half: such as ``2026-H1``.
        computed_on: the day.
    """

    KIND: ClassVar[Kind] = Kind(
        name="evaluation",
        collection="evaluations",
        prefix="ep",
        label=say("evaluation"),
        fields={"half": str},
        indexes=(("half",),),
    )

    half: str
    computed_on: date
    lines: tuple[Line, ...] = ()

    @property
    def title(self) -> str:
        """The half-year."""
        return self.half

    @property
    def day(self) -> date | None:
        """The day on which it was computed."""
        return self.computed_on
