"""Quorums, majorities and limits, read from ``data/law``: each with its source beside it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Any

from village_board.base.share import Share, share_of
from village_board.data_files import data_path
from village_board.hearings.model import Body, Category, Resolution
from village_board.limits.rules import Limits
from village_board.limits.table import shipped_limits


class Unit(StrEnum):
    """What a quorum or a vote is counted in."""

    PERSONS = "persons"
    HOUSEHOLDS = "households"


class Approval(StrEnum):
    """Whose approval a resolution waits for after the vote (P27)."""

    TOWNSHIP = "township"
    COUNTY = "county"


@dataclass(frozen=True)
class Quorum:
    """One way to a quorum: a share of the persons due, or of the households."""

    share: Share
    unit: Unit


@dataclass(frozen=True)
class Request:
    """Who may ask for a meeting: a share of the villagers or of the representatives."""

    share: Share
    of: str  # "villagers" or "representatives"


@dataclass(frozen=True)
class Composition:
    """Of whom a body must consist: shares of all who belong to it."""

    representatives: Share
    women: Share


@dataclass(frozen=True)
class BodyRule:
    """What a body needs for a matter: quorum, majority of those present or due, natural days of notice.

    Attributes:
        ways: the ways to a quorum, one of which is enough; each has its own denominator.
        majority: of those present or due (`of_due`), counted in `votes`.
        stood_for: whether a person stands for several households, as a representative does.
        proxies: how many of the same household one person may stand for in writing.
        approvals: whose approval comes after the vote.
    """

    ways: tuple[Quorum, ...]
    majority: Share
    of_due: bool
    notice_days: int
    votes: Unit = Unit.PERSONS
    stood_for: bool = False
    online: bool = False
    proxies: int = 0
    requests: tuple[Request, ...] = ()
    composition: Composition | None = None
    approvals: tuple[Approval, ...] = ()
    source: str = ""

    @property
    def quorum(self) -> Share:
        """The share of the first way, which is that of the persons due."""
        return self.ways[0].share


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
def body_rule(body: Body, *, outside_collective: bool = False, category: Category | None = None) -> BodyRule:
    """Return the rule by which `body` decides a matter of `category`.

    A matter that goes outside the collective, or adjusts contracted land, needs two thirds of all; a levy is voted on
    by household.
    """
    table = _read("bodies.toml")
    matter = category_rule(category) if category is not None else None
    rule = _rule(table[body.value])
    guards = (["outside_collective"] if outside_collective else []) + (
        [matter.guard] if matter is not None and matter.guard else []
    )
    for guard in guards:
        row = table["guard"][guard]
        rule = _guarded(rule, row | row.get(body.value, {}))
    if matter is not None:
        rule = replace(rule, approvals=tuple(dict.fromkeys((*rule.approvals, *matter.approvals))))
    return rule


def rule_of(resolution: Resolution) -> BodyRule:
    """Return the rule by which `resolution` is decided: that of its body for its matter."""
    return body_rule(resolution.body, outside_collective=resolution.outside_collective, category=resolution.category)


@dataclass(frozen=True)
class CategoryRule:
    """Which bodies decide a category of matters (``data/law/categories.toml`` says what each field means)."""

    villagers: tuple[Body, ...]
    collective: tuple[Body, ...]
    outside: tuple[Body, ...]
    delegable: bool
    council: bool
    group: bool
    guard: str
    approvals: tuple[Approval, ...]
    source: str


@cache
def category_rule(category: Category) -> CategoryRule:
    """Return who decides matters of `category`."""
    row = _read("categories.toml")[category.value]

    def bodies(name: str) -> tuple[Body, ...]:
        return tuple(map(Body, row.get(name, ())))

    return CategoryRule(
        villagers=bodies("villagers"),
        collective=bodies("collective"),
        outside=bodies("outside"),
        delegable=row.get("delegable", False),
        council=row.get("council", False),
        group=row.get("group", False),
        guard=row.get("guard", ""),
        approvals=tuple(map(Approval, row.get("approvals", ()))),
        source=row["source"],
    )


def _rule(row: Mapping[str, Any]) -> BodyRule:
    made_of = row.get("composition")
    return BodyRule(
        ways=_ways(row["quorum"]),
        majority=share_of(row["majority"]),
        of_due=row["majority"]["of"] == "due",
        notice_days=row["notice_days"],
        stood_for=row.get("households", "own") == "stood_for",
        online=row.get("online", False),
        proxies=row.get("proxies", 0),
        requests=tuple(Request(share_of(request), request["of"]) for request in row.get("requests", ())),
        composition=Composition(**{name: share_of(share) for name, share in made_of.items()}) if made_of else None,
        source=row["source"],
    )


def _guarded(rule: BodyRule, row: Mapping[str, Any]) -> BodyRule:
    return replace(
        rule,
        ways=_ways(row["quorum"]) if "quorum" in row else rule.ways,
        majority=share_of(row["majority"]),
        of_due=row["majority"]["of"] == "due",
        votes=Unit(row.get("votes", rule.votes)),
        approvals=tuple(dict.fromkeys((*rule.approvals, *map(Approval, row.get("approvals", ()))))),
        source=f"{rule.source}; {row['source']}",
    )


def _ways(rows: Iterable[Mapping[str, Any]]) -> tuple[Quorum, ...]:
    return tuple(Quorum(share_of(row), Unit(row["of"])) for row in rows)


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
