"""Who reviews and signs where the village has named nobody else, from ``data/law/signers.toml`` (P5)."""

from __future__ import annotations

import tomllib
from enum import StrEnum
from functools import cache
from typing import Any

from village_board.catalogue.model import Entry
from village_board.data_files import data_path


class Step(StrEnum):
    """A step for which posts are named."""

    REVIEW = "review"
    SIGN_VILLAGE = "sign_village"
    SIGN_COLLECTIVE = "sign_collective"


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(data_path("law", "signers.toml").read_text(encoding="utf-8"))


def flags_of(step: Step) -> tuple[str, ...]:
    """Return the flags of the posts that may do `step` by default; none: whoever has the role."""
    return tuple(_table()[step.value]["flags"])


def sign_step(entry: Entry | None) -> Step:
    """Return by whom an item of `entry` is signed: the council's chair for the collective's finances."""
    collective = _table()["collective"]
    of_collective = (
        entry is not None
        and entry.responsible == collective["responsible"]
        and entry.category in collective["categories"]
    )
    return Step.SIGN_COLLECTIVE if of_collective else Step.SIGN_VILLAGE
