"""A limit as it is shipped, and a village's own change of one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say


class LimitUnit(StrEnum):
    """What the value of a limit is. Amounts of money are integer fen."""

    FEN = "fen"
    AMOUNTS = "amounts"  # several, rising: tiers
    NATURAL_DAYS = "natural_days"
    WORKING_DAYS = "working_days"
    PLAIN_DAYS = "plain_days"
    MONTHS = "months"
    YEARS = "years"
    COUNT = "count"
    SHARE = "share"
    PERCENT = "percent"
    DAY_OF_MONTH = "day_of_month"


@dataclass(frozen=True)
class Limit:
    """One limit: its shipped value, what it means in words, where it comes from, and within what it may be changed.

    `least` and `most` bound each number of the value; for a share the shipped one is the least that a village may
    ask for where the law fixes it (`fixed`). `source` may be English, `source_zh` never is: the catalogues hold both,
    so that a face shows ``t(limit.source)``.
    """

    key: str
    value: Any
    unit: LimitUnit
    zh: str
    en: str
    source: str
    least: int | None = None
    most: int | None = None
    source_zh: str = ""
    fixed: bool = False  # the law leaves the village no choice


def kept_value(value: Any) -> tuple[tuple[int, ...], str]:
    """Return the numbers of a limit's value and, for a share, its way: the fields in which a change keeps it."""
    if isinstance(value, dict):
        ((way, pair),) = value.items()
        return tuple(pair), way
    return (tuple(value), "") if isinstance(value, (list, tuple)) else ((value,), "")


@dataclass(frozen=True, kw_only=True)
class LimitChange(Record):
    """The village's own value of a limit from a day on; the shipped one and earlier changes stay readable."""

    KIND: ClassVar[Kind] = Kind(
        name="limit_change",
        collection="limit_changes",
        prefix="lc",
        label=say("change of a limit"),
        fields={"key": str, "since": str},
        indexes=(("key", "since"),),
    )

    key: str
    numbers: tuple[int, ...]  # one; several for amounts; numerator and denominator of a share
    way: str = ""  # of a share: "least" or "above"
    since: date
    reason: str
    decided_by: str = ""  # person id
    number: int = 0  # of two changes with one day the later written holds

    @property
    def title(self) -> str:
        """The key of the limit."""
        return self.key

    @property
    def value(self) -> Any:
        """The value in the shape that the shipped limits have; see `kept_value`."""
        if self.way:
            return {self.way: list(self.numbers)}
        return self.numbers[0] if len(self.numbers) == 1 else list(self.numbers)

    @property
    def day(self) -> date | None:
        """The day from which it holds."""
        return self.since
