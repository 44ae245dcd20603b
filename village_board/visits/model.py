"""What is kept of visits: one small row a day, whatever happens at the screen (K26). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say

HOURS = 24


class Topic(StrEnum):
    """What somebody looked at, as coarse as a door of the home: no record, no word, no digit."""

    HEARINGS = "hearings"
    ACCOUNTS = "accounts"
    PROPERTY = "property"
    SUBSIDIES = "subsidies"
    CATALOGUE = "catalogue"
    QUESTIONS = "questions"
    FINDING = "finding"
    SLIPS = "slips"
    SERVICES = "services"
    CODES = "codes"


@dataclass(frozen=True, slots=True)
class TopicCount:
    """In how many visits that began in one hour one topic was looked at."""

    topic: Topic
    hour: int
    count: int


@dataclass(frozen=True, kw_only=True)
class VisitDay(InternalRecord):
    """The visits of one day.

    Attributes:
        day_of: the day.
        hours: how many visits began in each of its hours, from midnight on.
        topics: in how many of them each topic was looked at; of at most all hours times all topics.
    """

    KIND: ClassVar[Kind] = Kind(
        name="visit_day",
        collection="visit_days",
        prefix="vs",
        label=say("visits of a day"),
        fields={"day_of": str},
        indexes=(("day_of",),),
        searched=False,
        logged=False,
    )

    day_of: date
    hours: tuple[int, ...] = (0,) * HOURS
    topics: tuple[TopicCount, ...] = ()


@dataclass(frozen=True, slots=True)
class Visit:
    """One visit: from the first touch until nobody is there. It lives in memory until it is over."""

    day: date
    hour: int
    topics: frozenset[Topic] = frozenset()
