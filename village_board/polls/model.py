"""A poll, its box, and what says that somebody has answered. Pure.

What was answered is added to the counts of the box and stands with nothing else. The box, the marks of chats and the
slips are in no log: an entry an answer would tell in which order people answered, and so who said what. The counts
come into the poll itself when it closes, and the marks go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind, Record
from village_board.base.message import say


class PollState(StrEnum):
    """Where a poll stands."""

    OPEN = "open"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class PollQuestion:
    """One question with the choices of which one is taken."""

    text: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Counts:
    """What was answered: for each question how often each of its choices was taken, in their order.

    Attributes:
        by_choice: a tuple a question, a number a choice.
        by_chat: how many answered in a chat.
        by_slip: how many answered with a slip of paper.
    """

    by_choice: tuple[tuple[int, ...], ...]
    by_chat: int = 0
    by_slip: int = 0

    @property
    def answered(self) -> int:
        """How many answered at all."""
        return self.by_chat + self.by_slip

    def plus(self, picks: Sequence[int | None], *, chat: bool) -> Counts:
        """Return the counts with one more answer: for each question the place of its choice, or None."""
        by_choice = tuple(
            tuple(count + (at == pick) for at, count in enumerate(row))
            for row, pick in zip(self.by_choice, picks, strict=True)
        )
        return replace(self, by_choice=by_choice, by_chat=self.by_chat + chat, by_slip=self.by_slip + (not chat))


@dataclass(frozen=True, kw_only=True)
class Poll(Record):
    """A poll or a survey of several questions. It is public; its counts are when it is over.

    Attributes:
        name: what it is about.
        about: why it is asked, and what becomes of the answers.
        asked: who is asked to answer, in words: nobody's identity is looked at.
        by_chat: whether chats answer, each once; else slips of paper alone.
        closes_on: the last day on which it can be answered.
        least: from how many answers to a question on its counts are shown; as the limit was when it was opened.
        salt: of the digests of its slips and marks.
        handed_out: how many slips were printed.
        ended_on: the day on which it was closed or withdrawn.
        reason: why it was closed before its last day, or withdrawn.
        counts: what was answered, once it is closed.
    """

    KIND: ClassVar[Kind] = Kind(
        name="poll",
        collection="polls",
        prefix="po",
        label=say("opinion poll"),
        fields={"state": str, "closes_on": str, "opened_on": str},
        indexes=(("state", "closes_on"), ("opened_on",)),
        searched=True,
    )

    name: str
    questions: tuple[PollQuestion, ...]
    opened_on: date
    closes_on: date
    about: str = ""
    asked: str = ""
    by_chat: bool = True
    least: int = 1
    salt: str = ""
    state: PollState = PollState.OPEN
    handed_out: int = 0
    opened_by: str = ""  # person id
    ended_on: date | None = None
    reason: str = ""
    counts: Counts | None = None

    @property
    def title(self) -> str:
        """What it is about."""
        return self.name

    @property
    def day(self) -> date | None:
        """The day on which it was opened."""
        return self.opened_on

    def words(self) -> tuple[str, ...]:
        """Return why it is asked, its questions and their choices."""
        return (self.about, *(text for one in self.questions for text in (one.text, *one.choices)))

    def is_open(self, today: date) -> bool:
        """Tell whether it can be answered on `today`, be it that no night has closed it yet."""
        return self.state is PollState.OPEN and today <= self.closes_on


@dataclass(frozen=True, kw_only=True)
class PollBox(InternalRecord):
    """What was answered so far; gone when the poll is over."""

    KIND: ClassVar[Kind] = Kind(
        name="poll_box",
        collection="poll_boxes",
        prefix="px",
        label=say("answers to an opinion poll"),
        fields={"poll": str},
        indexes=(("poll",),),
        logged=False,
    )

    poll: str
    counts: Counts


@dataclass(frozen=True, kw_only=True)
class PollMark(InternalRecord):
    """That a chat has answered: a slow digest of its number, and nothing of what it said."""

    KIND: ClassVar[Kind] = Kind(
        name="poll_mark",
        collection="poll_marks",
        prefix="pm",
        label=say("mark of who has answered"),
        fields={"poll": str, "digest": str},
        indexes=(("poll", "digest"),),
        logged=False,
    )

    poll: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class PollSlip(InternalRecord):
    """A sealed slip: only that it was printed, and whether it was used. To whom it went is nowhere (P22)."""

    KIND: ClassVar[Kind] = Kind(
        name="poll_slip",
        collection="poll_slips",
        prefix="pk",
        label=say("slip of an opinion poll"),
        fields={"poll": str, "digest": str},
        indexes=(("poll", "digest"),),
        logged=False,
    )

    poll: str
    digest: str
    used: bool = False


def no_counts(questions: Sequence[PollQuestion]) -> Counts:
    """Return the counts of a box that nobody has put anything into."""
    return Counts(tuple((0,) * len(one.choices) for one in questions))
