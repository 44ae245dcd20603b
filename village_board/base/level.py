"""How grave something that supervision sees is."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    """Yellow: warn. Red: report to the township (facts 7.1)."""

    YELLOW = "yellow"
    RED = "red"
