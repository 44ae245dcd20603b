"""The shipped monitoring points, read from ``data/rules``: every problem of every file is told at once.

A village's changes lie above them; see `points`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from village_board.base.errors import StoreError
from village_board.base.message import N_
from village_board.data_files import data_path
from village_board.limits.table import shipped_limits
from village_board.supervision.checks import CHECKS
from village_board.supervision.model import Area, MonitoringPoint

FOLDER = "rules"
_NEEDED = frozenset({"checks", "zh", "en", "mend", "basis"})
_LEVELS = ("yellow", "red")
_KNOWN = _NEEDED | {*_LEVELS, "limits"}
#: when a point warns or reports at the first sight of it
AT_ONCE = "at once"
_ABOVE = re.compile(r"> (?:(\d+) x )?([a-z_.]+)")


class PointsUnreadable(StoreError):
    """Files of monitoring points that belong to the program are wrong; every problem stands on a line of its own."""

    sentence = N_("The monitoring points cannot be read. Mend these lines, or install Village Board again:\n{problems}")

    def __init__(self, problems: Collection[str]) -> None:
        super().__init__(problems="\n".join(problems))


@dataclass(frozen=True)
class Names:
    """What a row may name."""

    checks: Collection[str]
    limits: Collection[str]


@cache
def shipped_points() -> Mapping[str, MonitoringPoint]:
    """Return the shipped points by code.

    Raises:
        PointsUnreadable: with file, key and nearest known name of every problem.
    """
    return read_points(data_path(FOLDER), Names(CHECKS, shipped_limits()))


def read_points(folder: Path, names: Names) -> dict[str, MonitoringPoint]:
    """Return the points of all files of `folder` by code.

    Raises:
        PointsUnreadable: a row is wrong, or a code stands twice.
    """
    points: dict[str, MonitoringPoint] = {}
    problems: list[str] = []
    for area in Area:
        file = folder / f"{area.value}.toml"
        try:
            rows = tomllib.loads(file.read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            problems.append(f"{file}, -: {error}")
            continue
        for code, row in rows.items():
            found = [f"{file}, {code}: {what}" for what in _problems(row, names)]
            if code in points:
                found.append(f"{file}, {code}: stands twice")
            problems += found
            if not found:
                points[code] = _point(code, area, row)
    for file in sorted(folder.glob("*.toml")):
        if file.stem not in list(Area):
            problems.append(f"{file}, -: unknown area '{file.stem}'{_near(file.stem, list(Area))}")
    if problems:
        raise PointsUnreadable(problems)
    return points


def _problems(row: Any, names: Names) -> Iterator[str]:
    """Yield what is wrong with one row."""
    if not isinstance(row, Mapping):
        yield "is no table"
        return
    yield from (f"unknown name '{name}'{_near(name, _KNOWN)}" for name in row if name not in _KNOWN)
    yield from (f"'{name}' is missing" for name in sorted(_NEEDED - row.keys()))
    if misfits := list(_misfits(row)):
        yield from misfits
        return
    yield from _unknown("check", row.get("checks", ()), names.checks)
    yield from _unknown("limit", row.get("limits", ()), names.limits)
    yield from (f"'mend' has no '{name}'" for name in ("zh", "en") if name not in row.get("mend", {"zh": "", "en": ""}))
    thresholds = [row[name] for name in _LEVELS if name in row]
    if not thresholds:
        yield "has neither 'yellow' nor 'red'"
    yield from _unknown("limit", filter(None, map(limit_behind, thresholds)), names.limits)


def _misfits(row: Mapping[str, Any]) -> Iterator[str]:
    """Yield what has another shape than it must have: it is not looked at any further."""
    for name in ("checks", "limits"):
        given = row.get(name, [])
        if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
            yield f"'{name}' is no list of names"
    if row.get("checks") == []:
        yield "'checks' is empty"
    texts = {name: row[name] for name in ("zh", "en", "basis") if name in row}
    mend = row.get("mend", {})
    if isinstance(mend, Mapping):
        texts |= {f"mend.{name}": text for name, text in mend.items()}
    else:
        yield "'mend' is no table with 'zh' and 'en'"
    yield from (f"'{name}' is no text" for name, text in texts.items() if not isinstance(text, str) or not text.strip())
    days = [row.get(name) for name in _LEVELS]
    for name, given in zip(_LEVELS, days, strict=True):
        if isinstance(given, bool) or not isinstance(given, int | str | None):
            yield f"'{name}' is neither days nor the name of a limit"
    yellow, red = days
    if isinstance(yellow, int) and isinstance(red, int) and red < yellow:
        yield f"it reports ('red', {red}) before it warns ('yellow', {yellow})"


def _unknown(what: str, given: Iterable[str], known: Collection[str]) -> Iterator[str]:
    yield from (f"unknown {what} '{name}'{_near(name, known)}" for name in given if name not in known)


def limit_behind(threshold: int | str) -> str | None:
    """Return the key of the limit that a threshold names: of ``> 2 x accounts.cash_limit`` the last word."""
    if isinstance(threshold, int) or threshold == AT_ONCE:
        return None
    above = _ABOVE.fullmatch(threshold)
    return above[2] if above else threshold


def times_of(threshold: str) -> int:
    """Return how many times the limit a threshold names."""
    above = _ABOVE.fullmatch(threshold)
    return int(above[1]) if above and above[1] else 1


def _near(name: str, known: Collection[str]) -> str:
    near = get_close_matches(name, [str(one) for one in known], 1)
    return f", meant '{near[0]}'?" if near else ""


def _point(code: str, area: Area, row: Mapping[str, Any]) -> MonitoringPoint:
    return MonitoringPoint(
        code=code,
        area=area,
        checks=tuple(row["checks"]),
        zh=row["zh"],
        en=row["en"],
        basis=row["basis"],
        mend=row["mend"]["en"],
        yellow=row.get("yellow"),
        red=row.get("red"),
        limits=tuple(row.get("limits", ())),
    )
