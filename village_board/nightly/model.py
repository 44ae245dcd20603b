"""Nights: which works were done on which day, and what a work gets and gives."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import ClassVar, Protocol

from village_board.attachments.files import AttachmentStore
from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import Message, say
from village_board.desk import Desk, Records
from village_board.people.model import Actor
from village_board.settings import Settings


class House(Protocol):
    """What the works of a night need of a board."""

    @property
    def home(self) -> Path:
        """Return the home folder."""

    @property
    def settings(self) -> Settings:
        """Return what belongs to the machine."""

    @property
    def attachments(self) -> AttachmentStore:
        """Return where the files of records lie."""

    def records(self) -> Records:
        """Return the records as they are."""

    def desk(self, who: Actor) -> AbstractContextManager[Desk]:
        """Open a unit of work for `who`."""


@dataclass(frozen=True)
class Night:
    """What a work gets.

    Attributes:
        board: the board.
        who: acts: the office's own machine.
        progress: to be told how much is done, of how much.
        stop: set when somebody stops the night: a long work ends behind the step that it is at.
    """

    board: House
    who: Actor
    progress: Callable[[int, int], None]
    stop: threading.Event = field(default_factory=threading.Event)


@dataclass(frozen=True)
class Outcome:
    """What a work gives.

    Attributes:
        said: what was done, as a sentence.
        found: how many things a person must look at.
        ended: False: it was stopped on the way, and goes on there the next time.
    """

    said: Message
    found: int = 0
    ended: bool = True


#: A work. It may be done again at any time: what is done already is not done twice.
Work = Callable[[Night], Outcome]


class WorkState(StrEnum):
    """How a work of a night ended."""

    DONE = "done"
    STOPPED = "stopped"
    FAILED = "failed"


@dataclass(frozen=True)
class WorkDone:
    """A work that was done in a night; what it said stands in the log of the home."""

    name: str
    at: datetime
    found: int = 0


@dataclass(frozen=True, kw_only=True)
class NightRun(InternalRecord):
    """What was done on one day: a night that was cut off goes on with what is not in it."""

    KIND: ClassVar[Kind] = Kind(
        name="night_run",
        collection="night_runs",
        prefix="nr",
        label=say("works of a night"),
        fields={"on": str},
        indexes=(("on",),),
        logged=False,
    )

    on: date
    done: tuple[WorkDone, ...] = ()

    @property
    def title(self) -> str:
        """The day."""
        return self.on.isoformat()
