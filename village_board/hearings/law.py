"""Quorums, majorities and limits, read from ``data/law``: each with its source beside it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from village_board.base.share import Share, share_of
from village_board.data_files import data_path
from village_board.hearings.model import Body
from village_board.limits.rules import Limits
from village_board.limits.table import shipped_limits


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
    return BodyRule(share_of(row["quorum"]), share_of(majority), majority["of"] == "due", row["notice_days"])


def hearing_limits_in(limits: Limits) -> HearingLimits:
    """Return the limits of hearings as `limits` hold them."""
    return HearingLimits(
        trigger_amount=limits.fen("hearing.trigger_amount"),
        notice_days=limits.days("hearing.notice_days"),
        material_days=limits.days("hearing.material_days"),
        quorum=limits.share("hearing.quorum"),
        notice_period_days=limits.days("case.notice_period_days"),
        objection_days=limits.days("case.objection_days"),
    )


@cache
def shipped_hearing_limits() -> HearingLimits:
    """Return the limits as shipped, for a past of which nobody knows by which limits it was judged."""
    return hearing_limits_in(Limits(shipped_limits(), {}))


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(data_path("law", name).read_text(encoding="utf-8"))
