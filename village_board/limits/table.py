"""The shipped limits, read from ``data/limits``; a problem of those files is told with file, key and nearest name."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import fields
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from types import MappingProxyType
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


@cache
def shipped_limits() -> Mapping[str, Limit]:
    """Return all shipped limits by key.

    Raises:
        LimitsUnreadable: a row is wrong, or a key stands twice.
    """
    limits: dict[str, Limit] = {}
    for file in sorted(data_path(FOLDER).glob("*.toml")):
        for key, row in _rows(file).items():
            if key in limits:
                raise LimitsUnreadable(file, key, "stands in two files")
            limits[key] = _limit(file, key, row)
    return MappingProxyType(limits)


def _rows(file: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise LimitsUnreadable(file, "-", str(error)) from None


def _limit(file: Path, key: str, row: Any) -> Limit:
    known = {field.name for field in fields(Limit)} - {"key"}
    for name in row:
        if name not in known:
            near = get_close_matches(name, known, 1)
            raise LimitsUnreadable(file, key, f"unknown name '{name}'" + (f", meant '{near[0]}'?" if near else ""))
    for name in ("value", "unit", "zh", "en", "source"):
        if name not in row:
            raise LimitsUnreadable(file, key, f"'{name}' is missing")
    if row["unit"] not in list(LimitUnit):
        near = get_close_matches(row["unit"], list(LimitUnit), 1)
        raise LimitsUnreadable(file, key, f"unknown unit '{row['unit']}'" + (f", meant '{near[0]}'?" if near else ""))
    limit = Limit(key, **{**row, "unit": LimitUnit(row["unit"])})
    if not is_value(limit, limit.value):
        raise LimitsUnreadable(file, key, f"{limit.value!r} is no value of unit '{limit.unit.value}'")
    return limit
