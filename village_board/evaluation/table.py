"""The shipped indicators and marks, read from ``data/evaluation``; every problem is told at once."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import Any

from village_board.base.errors import StoreError
from village_board.base.message import N_
from village_board.data_files import data_path
from village_board.evaluation.counting import WAYS
from village_board.evaluation.model import Indicator, Part

FOLDER = "evaluation"
WHOLE = 100
_NEEDED = ("part", "weight", "count", "zh", "en", "how", "basis")


class IndicatorsUnreadable(StoreError):
    """The file of indicators that belongs to the program is wrong; every problem stands on a line of its own."""

    sentence = N_("The indicators cannot be read. Mend these lines, or install Village Board again:\n{problems}")

    def __init__(self, problems: Collection[str]) -> None:
        super().__init__(problems="\n".join(problems))


@cache
def shipped_indicators() -> Mapping[str, Indicator]:
    """Return the indicators by code, in their order.

    Raises:
        IndicatorsUnreadable: with every problem.
    """
    return read_indicators(data_path(FOLDER, "indicators.toml"))


@cache
def marks() -> Mapping[str, tuple[int, str]]:
    """Return for each mark from which score on it is given, and its name in English."""
    rows = tomllib.loads(data_path(FOLDER, "marks.toml").read_text("utf-8"))
    return {name: (row["from"], row["en"]) for name, row in rows.items()}


@cache
def law_of_fails() -> str:
    """Return in English by which law so many fails in a row end an office."""
    rows = tomllib.loads(data_path(FOLDER, "appraisal.toml").read_text("utf-8"))
    law: str = rows["fails"]["en"]
    return law


def read_indicators(file: Path) -> dict[str, Indicator]:
    """Return the indicators of `file`.

    Raises:
        IndicatorsUnreadable: a row is wrong, or the weights are not a hundred together.
    """
    try:
        rows = tomllib.loads(file.read_text("utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise IndicatorsUnreadable([f"{file}, -: {error}"]) from None
    problems = [f"{file}, {code}: {what}" for code, row in rows.items() for what in _problems(row)]
    if not problems and (weight := sum(row["weight"] for row in rows.values())) != WHOLE:
        problems.append(f"{file}, -: the weights are {weight} together, not {WHOLE}")
    if problems:
        raise IndicatorsUnreadable(problems)
    return {code: _indicator(code, row) for code, row in rows.items()}


def _problems(row: Mapping[str, Any]) -> Iterator[str]:
    missing = [key for key in _NEEDED if key not in row]
    if missing:
        yield "lacks " + ", ".join(missing)
        return
    for key, known in (("part", [part.value for part in Part]), ("count", list(WAYS))):
        if row[key] not in known:
            yield f"{key}: there is no '{row[key]}'; nearest: {get_close_matches(str(row[key]), known, 1, 0)[0]}"
    if not isinstance(row["weight"], int) or row["weight"] < 1:
        yield f"weight: {row['weight']} is no number of points"


def _indicator(code: str, row: Mapping[str, Any]) -> Indicator:
    return Indicator(
        code,
        Part(row["part"]),
        row["weight"],
        row["count"],
        row["zh"],
        row["en"],
        row["how"]["en"],
        row["basis"],
        {key: value for key, value in row.items() if key not in _NEEDED},
    )
