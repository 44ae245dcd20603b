"""Planning a levy for a resolution, within the year's ceilings of the province."""

from __future__ import annotations

from collections.abc import Sequence

from tinydb import where

from village_board.base.errors import Refused
from village_board.base.message import N_
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
        LevyOfNothing, MoneyAboveCeiling, LabourAboveCeiling: what is asked for cannot be; with the numbers.
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
    limits = limits_of(desk)
    ceiling = Terms(limits.fen("levy.money_ceiling"), limits.count("levy.labour_ceiling"))
    check_ceiling(terms, _before(desk, resolution, day.year), ceiling)
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


def levy_totals(records: Records, resolution: Resolution) -> tuple[GroupTotal, ...]:
    """Return what of the levy of `resolution` is public: totals by group; empty where none was planned."""
    levy = levy_of(records, resolution)
    return public_totals(levy, limits_of(records).count("levy.least_households")) if levy else ()


def _before(desk: Desk, resolution: Resolution, year: int) -> list[Terms]:
    """Return what other plans of the year ask of the same people; of one that was not passed nobody pays."""
    dead = (ResolutionStatus.REJECTED, ResolutionStatus.CANCELLED)
    found = []
    for levy in desk.find(Levy, where("year") == year):
        other = desk.one(Resolution, where("number") == levy.resolution)
        same = 0 in (levy.group, resolution.group) or levy.group == resolution.group
        if levy.resolution != resolution.number and same and (other is None or other.status not in dead):
            found.append(levy.terms)
    return found
