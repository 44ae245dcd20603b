"""What a limit may be, and which value holds on a day. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from village_board.base.share import Share, share_of
from village_board.limits.model import Limit, LimitChange, LimitUnit

PERCENT_MOST = 100
MONTH_DAYS = 31
DAYS = frozenset({LimitUnit.NATURAL_DAYS, LimitUnit.WORKING_DAYS, LimitUnit.PLAIN_DAYS})


def is_value(limit: Limit, value: Any) -> bool:
    """Tell whether `value` has the shape that the unit of `limit` asks for, within its bounds."""
    if limit.unit is LimitUnit.SHARE:
        return _is_share(value)
    if limit.unit is LimitUnit.AMOUNTS:
        return (
            isinstance(value, (list, tuple))
            and bool(value)
            and all(_is_number(limit, each) for each in value)
            and len(set(value)) == len(value)
        )
    return _is_number(limit, value)


def _is_share(value: Any) -> bool:
    if not isinstance(value, Mapping) or len(value) != 1 or next(iter(value)) not in ("above", "least"):
        return False
    (pair,) = value.values()
    if not isinstance(pair, (list, tuple)) or [type(part) for part in pair] != [int, int]:
        return False
    part, whole = pair
    return bool(0 < part <= whole)


def _is_number(limit: Limit, value: Any) -> bool:
    if type(value) is not int or value < 0:
        return False
    most = {LimitUnit.PERCENT: PERCENT_MOST, LimitUnit.DAY_OF_MONTH: MONTH_DAYS}.get(limit.unit, limit.most)
    least = max(limit.least or 0, 1 if limit.unit is LimitUnit.DAY_OF_MONTH else 0)
    return least <= value and (most is None or value <= most) and (limit.most is None or value <= limit.most)


def _is_list(limit: Limit, value: Any) -> bool:
    """Tell whether a single number stands for a list of one."""
    return limit.unit is LimitUnit.AMOUNTS and not isinstance(value, list)


@dataclass(frozen=True)
class Limits:
    """The limits that hold on one day, typed as they are used. A key that no file ships is a mistake of the program."""

    shipped: Mapping[str, Limit]
    own: Mapping[str, Any]

    def value(self, key: str) -> Any:
        """Return the raw value that holds.

        Raises:
            KeyError: no file ships this key.
        """
        limit = self.shipped[key]
        return self.own.get(key, limit.value)

    def days(self, key: str) -> int:
        """Return a number of days, of the kind that the limit's unit says."""
        return self._number(key, DAYS | {LimitUnit.DAY_OF_MONTH})

    def fen(self, key: str) -> int:
        """Return an amount in fen."""
        return self._number(key, frozenset({LimitUnit.FEN}))

    def count(self, key: str) -> int:
        """Return a plain number: of people, months, years, percent."""
        return self._number(key, frozenset({LimitUnit.COUNT, LimitUnit.MONTHS, LimitUnit.YEARS, LimitUnit.PERCENT}))

    def amounts(self, key: str) -> tuple[int, ...]:
        """Return several numbers in the order of the data."""
        self._check(key, frozenset({LimitUnit.AMOUNTS}))
        return tuple(self.value(key))

    def share(self, key: str) -> Share:
        """Return a share, such as at least two thirds."""
        self._check(key, frozenset({LimitUnit.SHARE}))
        return share_of(self.value(key))

    def unit(self, key: str) -> LimitUnit:
        """Return the unit of a limit."""
        return self.shipped[key].unit

    def _number(self, key: str, units: frozenset[LimitUnit]) -> int:
        self._check(key, units)
        return int(self.value(key))

    def _check(self, key: str, units: frozenset[LimitUnit]) -> None:
        if self.shipped[key].unit not in units:
            raise TypeError(f"{key} is of unit {self.shipped[key].unit.value}")


def on_day(shipped: Mapping[str, Limit], changes: Iterable[LimitChange], day: date) -> Limits:
    """Return the limits that hold on `day`: the shipped ones under the village's last changes up to that day."""
    own: dict[str, Any] = {}
    for change in sorted(changes, key=lambda change: (change.since, change.number)):
        if change.since <= day and change.key in shipped:
            value = change.value
            own[change.key] = [value] if _is_list(shipped[change.key], value) else value
    return Limits(shipped, own)
