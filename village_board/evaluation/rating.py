"""Ratings by sealed one-time slips (P22): codes, rounds, and counts. Pure.

A slip is kept as a slow digest under its round's salt, so that nobody reads codes out of the store. What was rated is
added to the counts of a box and stands with no slip: who got which slip is nowhere, and how a slip rated neither. Box
and slips are in no log: an entry a slip would tell in which order they were used, and so how each one rated. The counts
come into the round itself when it is over, and box and slips go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say

#: What is rated beside the posts: how the village discloses.
DISCLOSURE = "disclosure"


class Grade(StrEnum):
    """What a slip says of a post, or of how the village discloses."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


@dataclass(frozen=True)
class Tally:
    """The counts of one target: `DISCLOSURE`, or the name of a post."""

    target: str
    good: int = 0
    fair: int = 0
    poor: int = 0

    @property
    def rated(self) -> int:
        """How many slips said something of it."""
        return self.good + self.fair + self.poor

    def plus(self, grade: Grade) -> Tally:
        """Return the counts with one more."""
        return replace(self, **{grade.value: getattr(self, grade.value) + 1})


@dataclass(frozen=True, kw_only=True)
class RatingRound(InternalRecord):
    """One round of rating: slips are handed out, used once each, and over on a day.

    Attributes:
        half: the half-year to which it belongs, such as ``2026-H1``.
        closes_on: the last day on which a slip can be used.
        salt: of the digests of its slips.
        handed_out: how many slips were printed.
        used: how many were used; counted in the box while the round runs.
        tallies: what is rated, with its counts once the round is over.
        ended_on: the day on which its counts were taken out of the box.
        reason: why it was closed before its last day.
        least: from how many ratings on counts are shown; as the limit was when it was opened.
    """

    KIND: ClassVar[Kind] = Kind(
        name="rating_round",
        collection="rating_rounds",
        prefix="rr",
        label=say("round of rating"),
        fields={"half": str, "closes_on": str},
        indexes=(("half",), ("closes_on",)),
    )

    half: str
    opened_on: date
    closes_on: date
    salt: str
    least: int
    handed_out: int = 0
    used: int = 0
    tallies: tuple[Tally, ...] = ()
    ended_on: date | None = None
    reason: str = ""

    @property
    def title(self) -> str:
        """The half-year."""
        return self.half

    def is_open(self, today: date) -> bool:
        """Tell whether slips can be used on `today`; with the last slip a round is over, and gets no more of them."""
        return self.ended_on is None and today <= self.closes_on and self.used < self.handed_out

    def shown(self, today: date) -> tuple[Tally, ...]:
        """Return the counts that may be shown: of a round that is over, of targets that enough slips rated.

        Counts that grow while slips are used would tell how the last one rated.
        """
        if self.is_open(today):
            return ()
        return tuple(one for one in self.tallies if one.rated >= self.least)


@dataclass(frozen=True, kw_only=True)
class RatingSlip(InternalRecord):
    """A slip of a round of before: its changes stand in the log. Such a one is read, and never changed any more."""

    KIND: ClassVar[Kind] = Kind(
        name="rating_slip",
        collection="rating_slips",
        prefix="rp",
        label=say("rating slip"),
        fields={"digest": str, "round": str},
        indexes=(("digest",), ("round",)),
    )

    digest: str
    round: str
    used: bool = False


@dataclass(frozen=True, kw_only=True)
class RatingPaper(InternalRecord):
    """A sealed slip: only that it was printed, and whether it was used. To whom it went is nowhere."""

    KIND: ClassVar[Kind] = Kind(
        name="rating_paper",
        collection="rating_papers",
        prefix="ry",
        label=say("rating slip"),
        fields={"digest": str, "round": str},
        indexes=(("round", "digest"),),
        logged=False,
    )

    digest: str
    round: str
    used: bool = False


@dataclass(frozen=True, kw_only=True)
class RatingBox(InternalRecord):
    """What was rated so far; gone when the round is over."""

    KIND: ClassVar[Kind] = Kind(
        name="rating_box",
        collection="rating_boxes",
        prefix="bx",
        label=say("ratings of a round that runs"),
        fields={"round": str},
        indexes=(("round",),),
        logged=False,
    )

    round: str
    used: int
    tallies: tuple[Tally, ...]


def share_of(tallies: Iterable[Tally], worth: Mapping[str, int]) -> Fraction | None:
    """Return the mean of all ratings, each by its worth in percent; None where there are none."""
    told = [(one, one.rated) for one in tallies]
    rated = sum(count for _, count in told)
    if not rated:
        return None
    earned = sum(getattr(one, grade.value) * worth[grade.value] for one, _ in told for grade in Grade)
    return Fraction(earned, 100 * rated)
