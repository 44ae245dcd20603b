"""Case-by-case levies (一事一议筹资筹劳): who is exempt, what each household gives, what of it is public. Pure.

No birth date and no condition is stored (P2): the clerk ticks who is exempt, with a ground that stays inside.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any, ClassVar

from village_board.base.errors import Refused
from village_board.base.finding import Finding
from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import N_, say
from village_board.base.money import Fen
from village_board.data_files import data_path
from village_board.people.model import Person, Role


@dataclass(frozen=True)
class Ground:
    """A ground of exemption: whether one person or a whole household has it, and from what it frees."""

    code: str
    of_household: bool
    money: bool
    labour: bool
    zh: str
    en: str
    source: str


@dataclass(frozen=True)
class Exempt:
    """A tick: this person, or everybody of this household, is exempt on a ground."""

    ground: str
    person: str = ""
    household: str = ""


@dataclass(frozen=True)
class Terms:
    """What is asked for: fen a head, days of labour a worker; both over a year under the province's ceilings."""

    money: int
    days: int


@dataclass(frozen=True)
class Share:
    """What one household gives: heads that pay and their fen, workers and their days."""

    household: str
    group: int
    heads: int
    money: int
    workers: int
    days: int


@dataclass(frozen=True, kw_only=True)
class Levy(InternalRecord):
    """The plan of a levy by household. For the office only; public are the totals of `public_totals` (P10, P14)."""

    KIND: ClassVar[Kind] = Kind(
        name="levy",
        collection="levies",
        prefix="lv",
        label=say("levy"),
        fields={"resolution": str, "year": int},
        indexes=(("resolution",), ("year",)),
    )

    resolution: str
    year: int
    terms: Terms
    group: int = 0  # 0: the whole village
    exempt: tuple[Exempt, ...] = ()
    shares: tuple[Share, ...] = ()

    @property
    def title(self) -> str:
        """The number of its resolution."""
        return self.resolution


@dataclass(frozen=True)
class GroupTotal:
    """What the households of one group give together; group 0 adds the small ones together."""

    group: int
    households: int
    money: int
    days: int


class LevyOfNothing(Refused):
    """A levy that asks for neither money nor labour."""

    sentence = N_("A levy asks for money, labour or both: {money} a head and {days} days is none.")

    def __init__(self, money: int, days: int) -> None:
        super().__init__(money=Fen(money), days=days)


class LevyBelowNothing(Refused):
    """A levy that takes less than nothing."""

    sentence = N_("{money} a head and {days} days: neither can be less than 0.")

    def __init__(self, money: int, days: int) -> None:
        super().__init__(money=Fen(money), days=days)


class MoneyAboveCeiling(Refused):
    """More money a head than the province allows in a year."""

    sentence = N_(
        "{money} a head with {before} levied before this year is {total}; the province's ceiling is {ceiling}. "
        "Ask for less, or enter the province's figure: village-board limit set levy.money_ceiling"
    )

    def __init__(self, money: int, before: int, ceiling: int) -> None:
        super().__init__(money=Fen(money), before=Fen(before), total=Fen(money + before), ceiling=Fen(ceiling))


class LabourAboveCeiling(Refused):
    """More days a worker than the province allows in a year."""

    sentence = N_(
        "{days} days a worker with {before} levied before this year is {total}; the province's ceiling is {ceiling}. "
        "Ask for less, or enter the province's figure: village-board limit set levy.labour_ceiling"
    )

    def __init__(self, days: int, before: int, ceiling: int) -> None:
        super().__init__(days=days, before=before, total=days + before, ceiling=ceiling)


class GroundUnknown(Refused):
    """A ground of exemption that the law does not know, or that is of a household and not of a person."""

    sentence = N_("'{ground}' is no ground of exemption here. For a person: {persons}. For a household: {households}.")

    def __init__(self, ground: str) -> None:
        known = grounds().values()
        super().__init__(
            ground=ground,
            persons=", ".join(one.code for one in known if not one.of_household),
            households=", ".join(one.code for one in known if one.of_household),
        )


class ExemptUnknown(Refused):
    """Somebody exempt who is not in the register, or not of the group."""

    sentence = N_("'{who}' is no person or household of this levy. Look the number up: village-board list people")

    def __init__(self, who: str) -> None:
        super().__init__(who=who)


class ExemptTwice(Refused):
    """Somebody ticked twice on one ground."""

    sentence = N_("{who} is ticked twice on the ground '{ground}'. Once is enough.")

    def __init__(self, who: str, ground: str) -> None:
        super().__init__(who=who, ground=ground)


@cache
def grounds() -> dict[str, Ground]:
    """Return the grounds of exemption by their code (``data/law/levies.toml``)."""
    rows: dict[str, Any] = tomllib.loads(data_path("law", "levies.toml").read_text(encoding="utf-8"))["ground"]
    return {
        code: Ground(
            code, row["of"] == "household", "money" in row["from"], "labour" in row["from"],
            row["zh"], row["en"], row["source"],
        )
        for code, row in rows.items()
    }  # fmt: skip


def check_ceiling(terms: Terms, before: Sequence[Terms], ceiling: Terms) -> None:
    """Refuse a levy of nothing, or one that goes above the year's ceiling together with those before it.

    Raises:
        LevyBelowNothing, LevyOfNothing, MoneyAboveCeiling, LabourAboveCeiling: with the numbers.
    """
    if min(terms.money, terms.days) < 0:
        raise LevyBelowNothing(terms.money, terms.days)
    if not (terms.money or terms.days):
        raise LevyOfNothing(terms.money, terms.days)
    money, days = sum(one.money for one in before), sum(one.days for one in before)
    if terms.money and terms.money + money > ceiling.money:
        raise MoneyAboveCeiling(terms.money, money, ceiling.money)
    if terms.days and terms.days + days > ceiling.days:
        raise LabourAboveCeiling(terms.days, days, ceiling.days)


def asked(people: Iterable[Person], day: date, group: int = 0) -> list[Person]:
    """Return of whom a levy is asked: the villagers of the village, or of one group."""
    return [person for person in people if Role.TOWNSHIP not in person.roles(day) and group in (0, person.group)]


def check_exempt(people: Sequence[Person], exempt: Sequence[Exempt]) -> None:
    """Refuse ticks that cannot be.

    Raises:
        GroundUnknown: the law knows no such ground for a person, or for a household.
        ExemptUnknown, ExemptTwice: whoever is ticked is not asked, or is ticked twice.
    """
    persons, houses = {one.number for one in people}, {one.household for one in people if one.household}
    seen: set[Exempt] = set()
    for tick in exempt:
        ground = grounds().get(tick.ground)
        if ground is None or ground.of_household != bool(tick.household) or bool(tick.person) == bool(tick.household):
            raise GroundUnknown(tick.ground)
        if tick.person not in persons and tick.household not in houses:
            raise ExemptUnknown(tick.person or tick.household)
        if tick in seen:
            raise ExemptTwice(tick.person or tick.household, tick.ground)
        seen.add(tick)


def shares(people: Sequence[Person], terms: Terms, exempt: Sequence[Exempt]) -> tuple[Share, ...]:
    """Return what each household gives, by its number: money by heads, labour by adults, without those exempt."""
    spared = {
        kind: {(tick.person, tick.household) for tick in exempt if getattr(grounds()[tick.ground], kind)}
        for kind in ("money", "labour")
    }
    made: dict[str, Share] = {}
    for person in people:
        if not person.household:
            continue
        share = made.setdefault(person.household, Share(person.household, person.group, 0, 0, 0, 0))
        ticks = {(person.number, ""), ("", person.household)}
        pays, works = not ticks & spared["money"], person.adult and not ticks & spared["labour"]
        heads, workers = share.heads + pays, share.workers + works
        made[person.household] = replace(
            share, heads=heads, money=heads * terms.money, workers=workers, days=workers * terms.days
        )
    return tuple(made[number] for number in sorted(made))


def levy_findings(people: Sequence[Person]) -> list[Finding]:
    """Return what keeps somebody out of the plan: people of no household."""
    alone = [person for person in people if not person.household]
    if not alone:
        return []
    message = say(
        "{count} people have no household in the register, such as {name}: the plan leaves them out.",
        count=len(alone),
        name=alone[0].name,
    )
    return [Finding(message)]


def public_totals(levy: Levy, least_households: int) -> tuple[GroupTotal, ...]:
    """Return what is public of a levy: totals by group, those of few households added together (P10).

    Args:
        levy: the plan.
        least_households: limit ``levy.least_households``; a sum of fewer households is shown with another's.
    """
    totals: dict[int, GroupTotal] = {}
    for share in levy.shares:
        totals[share.group] = _added(totals.get(share.group, GroupTotal(share.group, 0, 0, 0)), share)
    small = [total for total in totals.values() if total.households < least_households]
    shown = sorted((one for one in totals.values() if one not in small), key=lambda one: one.group)
    if not small:
        return tuple(shown)
    while shown and sum(one.households for one in small) < least_households:
        small.append(shown.pop(shown.index(min(shown, key=lambda one: one.households))))
    rest = GroupTotal(
        0, sum(one.households for one in small), sum(one.money for one in small), sum(one.days for one in small)
    )
    return (*shown, rest)


def _added(total: GroupTotal, share: Share) -> GroupTotal:
    return GroupTotal(total.group, total.households + 1, total.money + share.money, total.days + share.days)
