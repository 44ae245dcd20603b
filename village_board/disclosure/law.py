"""Days of disclosure, read from ``data/law/disclosure.toml``: each with its source beside it."""

from __future__ import annotations

import tomllib
from functools import cache

from village_board.catalogue.model import Frequency
from village_board.data_files import data_path


@cache
def due_day(frequency: Frequency) -> int:
    """Return the day of the month after a period by which its items are due.

    Raises:
        KeyError: the frequency has no rhythm.
    """
    table = tomllib.loads(data_path("law", "disclosure.toml").read_text(encoding="utf-8"))
    return int(table["due_day"][frequency.value])
