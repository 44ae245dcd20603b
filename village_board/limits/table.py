"""The shipped limits, read from ``data/limits``; a problem of those files is told with file, key and nearest name."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

from village_board.base.errors import StoreError
from village_board.base.message import N_
from village_board.data_files import data_path
from village_board.limits.model import Limit, LimitUnit
from village_board.limits.rules import is_value

FOLDER = "limits"


class LimitsUnreadable(StoreError):
    """A file of limits that belongs to the program is wrong."""

    sentence = N_("{file}, {key}: {what}. Mend that line, or install Village Board again.")

    def __init__(self, file: Path, key: str, what: str) -> None:
        super().__init__(file=str(file), key=key, what=what)


class ShippedLimits(Mapping[str, Limit]):
    """All shipped limits by key. ``hearing.notice_days`` stands in ``hearing.toml``, which is read when it is needed.

    Raises:
        LimitsUnreadable: at the first look into a file of which a row is wrong.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read: dict[str, dict[str, Limit]] = {}

    def __getitem__(self, key: str) -> Limit:
        """Return the limit with this key."""
        return self._of(key.partition(".")[0])[key]

    def __iter__(self) -> Iterator[str]:
        """Yield all keys, file by file; every file is read."""
        for file in sorted(self._folder.glob("*.toml")):
            yield from self._of(file.stem)

    def __len__(self) -> int:
        """Return how many there are; every file is read."""
        return sum(1 for _ in self)

    def _of(self, area: str) -> dict[str, Limit]:
        if area not in self._read:
            file = self._folder / f"{area}.toml"
            if area not in {known.stem for known in self._folder.glob("*.toml")}:
                raise KeyError(area)
            rows = {key: _limit(file, key, row) for key, row in _rows(file).items()}
            for key in rows:
                if key.partition(".")[0] != area:
                    raise LimitsUnreadable(file, key, f"belongs into {key.partition('.')[0]}.toml")
            self._read[area] = rows
        return self._read[area]


@cache
def shipped_limits() -> ShippedLimits:
    """Return all shipped limits by key."""
    return ShippedLimits(data_path(FOLDER))


def _rows(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LimitsUnreadable(file, "-", str(error)) from None


def _limit(file: Path, key: str, row: Any) -> Limit:
    known = {field.name for field in fields(Limit)} - {"key"}
    for name in row:
        if name not in known:
            raise LimitsUnreadable(file, key, f"unknown name '{name}'{_near(name, known)}")
    for name in ("value", "unit", "zh", "en", "source"):
        if name not in row:
            raise LimitsUnreadable(file, key, f"'{name}' is missing")
    if row["unit"] not in list(LimitUnit):
        raise LimitsUnreadable(file, key, f"unknown unit '{row['unit']}'{_near(row['unit'], LimitUnit)}")
    limit = Limit(key, **{**row, "unit": LimitUnit(row["unit"])})
    if not is_value(limit, limit.value):
        raise LimitsUnreadable(file, key, f"{limit.value!r} is no value of unit '{limit.unit.value}'")
    return limit


def _near(name: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mistake needs it

    near = get_close_matches(name, [str(one) for one in known], 1)
    return f", meant '{near[0]}'?" if near else ""
