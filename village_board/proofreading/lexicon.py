"""The words of the proofreader, from ``data/proofreading/words.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from village_board.data_files import data_path


def words_of(area: str, key: str) -> list[str]:
    """Return one list of words."""
    return list(tables()[area][key])


def any_of(words: Sequence[str]) -> str:
    """Return a pattern that finds any of `words`, the longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def verbs() -> Mapping[str, str]:
    """Return for each verb the group of verbs that say the same."""
    return {verb: group for group, members in tables()["verbs"].items() for verb in members}


@cache
def unit_group(unit: str) -> str:
    """Return one name for all units that count the same thing."""
    return next((same[0] for same in tables()["units"]["same"] if unit in same), unit)


@cache
def tables() -> dict[str, Any]:
    """Return the whole file, read once."""
    return tomllib.loads(data_path("proofreading", "words.toml").read_text(encoding="utf-8"))
