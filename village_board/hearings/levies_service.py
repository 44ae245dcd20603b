"""Planning a levy for a resolution, within the year's ceilings of the province."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_, Message, say
from village_board.base.money import Fen
from village_board.desk import Desk, Records
from village_board.hearings.levies import (
    Exempt,
    GroupTotal,
    Levy,
    Terms,
    asked,
    check_ceiling,
    check_exempt,
    public_totals,
    shares,
)
from village_board.hearings.model import Category, Resolution, ResolutionStatus
from village_board.limits.service import limits_of
from village_board.people.acts import Act
from village_board.people.model import Person


class NoLevyMatter(Refused):
    """A plan for a resolution that is about something else."""

    sentence = N_("{resolution} is no levy. Convene the meeting with the category 'levy', so that households vote.")

    def __init__(self, resolution: str) -> None:
        super().__init__(resolution=resolution)


class LevyPlanned(Refused):
    """A resolution with a plan; it was voted on and cannot change."""

    sentence = N_("{resolution} was voted on: its plan of {heads} heads in {households} households stays as it is.")

    def __init__(self, resolution: str, heads: int, households: int) -> None:
        super().__init__(resolution=resolution, heads=heads, households=households)


def plan_levy(desk: Desk, id: str, terms: Terms, exempt: Sequence[Exempt] = ()) -> Levy:  # noqa: A002
    """Plan the levy of the resolution with this id, by household; a plan before the vote replaces the one before.

    Raises:
        NoLevyMatter: the resolution is about something else.
        LevyPlanned: it was voted on, and has its plan.
        LevyBelowNothing, LevyOfNothing, MoneyAboveCeiling, LabourAboveCeiling: what is asked for cannot be; with the
            numbers.
        GroundUnknown, ExemptUnknown, ExemptTwice: a tick cannot be.
    """
    desk.require(Act.PLAN_LEVY)
    resolution = desk.get(Resolution, id)
    if resolution.category is not Category.LEVY:
        raise NoLevyMatter(resolution.number)
    stands = levy_of(desk, resolution)
    if stands is not None and resolution.recorded_at is not None:
        raise LevyPlanned(resolution.number, sum(one.heads for one in stands.shares), len(stands.shares))
    day = resolution.meeting_on or desk.today
    check_ceiling(terms, levied_before(desk, resolution), levy_ceiling(desk))
    people = asked(desk.all(Person), day, resolution.group)
    check_exempt(people, exempt)
    made = Levy(
        id=stands.id if stands else "",
        rev=stands.rev if stands else 0,
        resolution=resolution.number,
        year=day.year,
        terms=terms,
        group=resolution.group,
        exempt=tuple(exempt),
        shares=shares(people, terms, exempt),
    )
    kept = desk.put(made)
    desk.record(kept.id)
    return kept


def levy_of(records: Records, resolution: Resolution) -> Levy | None:
    """Return the plan of a levy, where one was made."""
    return records.one(Levy, where("resolution") == resolution.number)


def levy_ceiling(records: Records) -> Terms:
    """Return what may be asked for in a year: fen a head, days a worker."""
    limits = limits_of(records)
    return Terms(limits.fen("levy.money_ceiling"), limits.count("levy.labour_ceiling"))


def levy_told(records: Records, resolution: Resolution) -> Iterator[Message]:
    """Yield what everybody may read of a levy before the vote and after: what is asked for, the totals by group.

    Nothing for a resolution that is no levy, or that has no plan yet (P10).
    """
    levy = levy_of(records, resolution) if resolution.category is Category.LEVY else None
    if levy is None:
        return
    if levy.terms.money:
        yield say("Money asked for: {money} a head.", money=Fen(levy.terms.money))
    if levy.terms.days:
        yield say("Labour asked for: {days} days a worker.", days=levy.terms.days)
    money, days = sum(one.money for one in levy.shares), sum(one.days for one in levy.shares)
    households = len(levy.shares)
    yield say(
        "In all: {households} households, {money}, {days} days.", households=households, money=Fen(money), days=days
    )
    totals = levy_totals(records, resolution)
    for total in totals if len(totals) > 1 else ():
        name = say("Group {group}", group=total.group) if total.group else say("Other groups together")
        yield say(
            "{name}: {households} households, {money}, {days} days of labour.",
            name=name,
            households=total.households,
            money=Fen(total.money),
            days=total.days,
        )


def levy_totals(records: Records, resolution: Resolution) -> tuple[GroupTotal, ...]:
    """Return what of the levy of `resolution` is public: totals by group; empty where none was planned."""
    levy = levy_of(records, resolution)
    return public_totals(levy, limits_of(records).count("levy.least_households")) if levy else ()


def levied_before(records: Records, resolution: Resolution) -> list[Terms]:
    """Return what other plans of its year ask of the same people; of one that was not passed nobody pays."""
    year = (resolution.meeting_on or records.today).year
    dead = (ResolutionStatus.REJECTED, ResolutionStatus.CANCELLED)
    found = []
    for levy in records.find(Levy, where("year") == year):
        other = records.one(Resolution, where("number") == levy.resolution)
        same = 0 in (levy.group, resolution.group) or levy.group == resolution.group
        if levy.resolution != resolution.number and same and (other is None or other.status not in dead):
            found.append(levy.terms)
    return found
