"""Which way of choosing an amount asks for, read from ``data/law/selection.toml`` (facts 2.5)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from village_board.data_files import data_path
from village_board.hearings.execution import Purchase, Way
from village_board.hearings.model import Category
from village_board.limits.rules import Limits


class Procedure(StrEnum):
    """By whose procedure something is given."""

    TOWNSHIP = "township"
    COUNTY = "county"
    NATIONAL = "national"


@dataclass(frozen=True)
class WayRule:
    """What an amount asks for from the limit `begins` on; `closing` is the limit of the time for offers, or ""."""

    purchase: Purchase
    begins: str
    procedure: Procedure
    ways: tuple[Way, ...]
    closing: str
    source: str


@dataclass(frozen=True)
class WayNeeds:
    """What a way needs: the limit of its fewest valid offers, or "", and whether the chosen one is shown first."""

    offers: str
    shown: bool


@cache
def way_rules() -> tuple[WayRule, ...]:
    """Return the rules as shipped, in their order."""
    return tuple(
        WayRule(
            Purchase(row["purchase"]),
            row["from"],
            Procedure(row["procedure"]),
            tuple(map(Way, row["ways"])),
            row.get("closing", ""),
            row["source"],
        )
        for row in _table()["rule"]
    )


@cache
def needs_of(way: Way) -> WayNeeds:
    """Return what `way` needs."""
    row = _table()["way"][way.value]
    return WayNeeds(row["offers"], row["shown"])


@cache
def purchase_of(category: Category) -> Purchase:
    """Return what a matter of `category` buys where nobody says otherwise."""
    return Purchase(_table()["purchase"].get(category.value, Purchase.NONE.value))


def rule_for(purchase: Purchase, amount: int, limits: Limits) -> WayRule | None:
    """Return the rule that holds for `amount` in fen; None where any way will do."""
    holding = [rule for rule in way_rules() if rule.purchase is purchase and amount >= limits.fen(rule.begins)]
    return max(holding, key=lambda rule: limits.fen(rule.begins), default=None)


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads(data_path("law", "selection.toml").read_text("utf-8"))
