"""The roll (签到) and the votes of a meeting, line by line: for those entitled only (P10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say
from village_board.hearings.model import Ballot, Body, Category


class Attendance(StrEnum):
    """How somebody took part."""

    IN_PERSON = "in_person"
    PROXY = "proxy"  # by another of the household, in writing
    ONLINE = "online"


class Vote(StrEnum):
    """How somebody voted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAINED = "abstained"


@dataclass(frozen=True)
class ItemVote:
    """The vote of one line on one item: one vote, or those of the households that asked a representative."""

    item: int
    in_favour: int = 0
    against: int = 0
    abstained: int = 0

    @property
    def total(self) -> int:
        """How many votes these are."""
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True)
class Recusal:
    """Somebody does not take part in an item (回避): a conflict of interest."""

    item: int
    reason: str


@dataclass(frozen=True, kw_only=True)
class RollEntry(InternalRecord):
    """One person's line of a meeting's roll (签到与表决). For those entitled only (P10).

    A line that corrects another names it in `corrects`; the other one stays as it was. Items are those of the agenda,
    from 1. Lines of a table have no `roll`, one item, and their vote in `vote`.
    """

    KIND: ClassVar[Kind] = Kind(
        name="roll_entry",
        collection="rolls",
        prefix="q",
        label=say("line of the roll"),
        fields={"resolution": str, "key": str},
        indexes=(("resolution",), ("key",)),
    )

    resolution: str
    person_number: str
    name: str = ""
    household: str = ""
    present: bool = False
    vote: str = ""
    mode: str = ""
    key: str = ""  # resolution and person number, by which an import finds it again
    roll: str = ""  # id of the roll
    came_at: datetime | None = None
    attended: Attendance | None = None
    proxy: str = ""  # number of the one of the household who stands for this person
    proxy_paper: str = ""  # what the written proxy is
    stands_for: int = 1  # households
    from_item: int = 1  # the first item this person was there for
    left_before: int = 0  # the first item this person was gone for; 0: stayed
    recused: tuple[Recusal, ...] = ()
    votes: tuple[ItemVote, ...] = ()
    corrects: str = ""  # id of the line that this one replaces
    correction: str = ""  # why
    corrected_by: str = ""  # person id
    corrected_at: datetime | None = None

    @property
    def title(self) -> str:
        """The resolution's number and the person's."""
        return f"{self.resolution} {self.person_number}"

    def vote_on(self, item: int) -> ItemVote | None:
        """Return the vote on `item`, if there is one."""
        for vote in self.votes:
            if vote.item == item:
                return vote
        if self.vote and item == 1:
            return cast_vote(1, Vote(self.vote))
        return None


def cast_vote(item: int, vote: Vote) -> ItemVote:
    """Return one vote on `item`."""
    return ItemVote(item, int(vote is Vote.FOR), int(vote is Vote.AGAINST), int(vote is Vote.ABSTAINED))


@dataclass(frozen=True)
class SealedCount:
    """What a secret ballot gave on one item; a later one of the same item corrects it, and says why."""

    item: int
    in_favour: int
    against: int
    abstained: int
    at: datetime
    by: str  # person id
    correction: str = ""

    @property
    def total(self) -> int:
        """How many votes these are."""
        return self.in_favour + self.against + self.abstained


@dataclass(frozen=True)
class AgendaItem:
    """One resolution on the agenda of a meeting. `recorded_at` is set when its result is written down.

    `roll_before` is the id of the roll of an earlier meeting on the same matter, which was without quorum.
    """

    resolution: str  # its number
    ballot: Ballot = Ballot.OPEN
    outside_collective: bool = False
    category: Category = Category.OTHER_ASSEMBLY
    recorded_at: datetime | None = None
    roll_before: str = ""


@dataclass(frozen=True, kw_only=True)
class MeetingRoll(InternalRecord):
    """The head of a roll: which body met, when, on what, and the counts of its secret ballots.

    `households` are those of the village or the group, 0 where the body does not count them.
    """

    KIND: ClassVar[Kind] = Kind(
        name="meeting_roll",
        collection="meeting_rolls",
        prefix="mr",
        label=say("roll of a meeting"),
        fields={"held_on": str},
        indexes=(("held_on",),),
    )

    body: Body
    held_on: date
    agenda: tuple[AgendaItem, ...]
    group: int = 0
    households: int = 0
    sealed: tuple[SealedCount, ...] = ()

    @property
    def title(self) -> str:
        """The number of the first resolution on its agenda."""
        return self.agenda[0].resolution

    @property
    def day(self) -> date | None:
        """The day of the meeting."""
        return self.held_on
