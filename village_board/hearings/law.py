"""Quorums, majorities and limits, read from ``data/law``: each with its source beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from village_board.data_files import data_path
from village_board.hearings.model import Body


@dataclass(frozen=True)
class Share:
    """A share as the law words it: "more than half" (`strict`), "at least two thirds" (not strict).

    以上 includes the number itself, 过半数 does not (Civil Code, counting rules).
    """

    numerator: int
    denominator: int
    strict: bool

    def met(self, part: int, whole: int) -> bool:
        """Tell whether `part` of `whole` is enough. Integers only."""
        left, right = part * self.denominator, whole * self.numerator
        return left > right if self.strict else left >= right

    def needed(self, whole: int) -> int:
        """Return the smallest part of `whole` that is enough."""
        product = whole * self.numerator
        if self.strict:
            return product // self.denominator + 1
        return -(-product // self.denominator)


@dataclass(frozen=True)
class BodyRule:
    """What a body needs: quorum of those due, majority of those present or due, days of notice."""

    quorum: Share
    majority: Share
    of_due: bool
    notice_days: int


@dataclass(frozen=True)
class HearingLimits:
    """Limits of hearings; amounts in fen, times in natural days."""

    trigger_amount: int
    notice_days: int
    material_days: int
    quorum: Share
    notice_period_days: int
    objection_days: int


@cache
def body_rule(body: Body, *, outside_collective: bool = False) -> BodyRule:
    """Return the rule of `body`; a matter that goes outside the collective needs two thirds of all."""
    table = _read("bodies.toml")
    row = table[body.value]
    majority = table["outside_collective"]["majority"] if outside_collective else row["majority"]
    return BodyRule(_share(row["quorum"]), _share(majority), majority["of"] == "due", row["notice_days"])


@cache
def hearing_limits() -> HearingLimits:
    """Return the shipped limits of hearings."""
    table = _read("hearing.toml")
    return HearingLimits(**{**table, "quorum": _share(table["quorum"])})


def _share(row: Mapping[str, Any]) -> Share:
    strict = "above" in row
    numerator, denominator = row["above" if strict else "least"]
    return Share(numerator, denominator, strict)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(data_path("law", name).read_text(encoding="utf-8"))
