"""A chat that belongs to a person by that person's wish, and the list of doors for those whom no chat reaches. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say


@dataclass(frozen=True, kw_only=True)
class ChatLink(InternalRecord):
    """A chat that a person has called their own (P2), or the code by which it will be: of that only the digest is kept.

    Given out in the hall a code names the `person` and waits for a chat; asked for by a chat it waits for a person.
    Both are there once it was used, and the digest is gone.
    """

    KIND: ClassVar[Kind] = Kind(
        name="chat_link",
        collection="chat_links",
        prefix="lk",
        label=say("linked chat"),
        fields={"chat": int, "person": str, "digest": str},
        indexes=(("chat",), ("person",), ("digest",)),
    )

    chat: int = 0
    person: str = ""
    household: bool = False  # the person hears for the whole household
    digest: str = ""
    expires_at: datetime | None = None
    linked_at: datetime | None = None

    @property
    def holds(self) -> bool:
        """Whether chat and person belong together."""
        return self.linked_at is not None


class DoorHow(StrEnum):
    """How it went at a door."""

    SIGNED = "signed"
    READ_OUT = "read_out"
    LEFT = "left"  # the paper was left there
    ABSENT = "absent"  # nobody opened: nobody was told

    @property
    def told(self) -> bool:
        """Whether those who live there have been told by it."""
        return self is not DoorHow.ABSENT


@dataclass(frozen=True)
class DoorLine:
    """One door: a household's, or that of a person without one; the persons behind it whom nothing else reached."""

    number: int
    group: int
    household: str
    persons: tuple[str, ...]
    on: date | None = None
    how: DoorHow | None = None
    by: str = ""  # person id of whoever ticked it
    ticked_at: datetime | None = None

    @property
    def told(self) -> bool:
        """Whether those behind it have been told."""
        return self.how is not None and self.how.told


@dataclass(frozen=True, kw_only=True)
class DoorList(InternalRecord):
    """The doors at which one notice is told by hand, group by group."""

    KIND: ClassVar[Kind] = Kind(
        name="door_list",
        collection="door_lists",
        prefix="dl",
        label=say("door list"),
        fields={"notice": str, "made_on": str},
        indexes=(("notice",), ("made_on",)),
    )

    notice: str
    made_on: date
    made_by: str
    lines: tuple[DoorLine, ...] = ()

    @property
    def title(self) -> str:
        """The notice's id."""
        return self.notice
