"""What stands beside items: clarifications, posts that were named, runs of the scan."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind, Record
from village_board.base.message import say
from village_board.disclosure.law import Step


class ClarificationStatus(StrEnum):
    """Where a clarification stands."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Clarification(Record):
    """A false or incomplete rumour, the fact, and the record that bears it (P16). Published by a second person."""

    KIND: ClassVar[Kind] = Kind(
        name="clarification",
        collection="clarifications",
        prefix="cl",
        label=say("clarification"),
        fields={"status": str, "published_on": str},
        indexes=(("status", "published_on"),),
        searched=True,
    )

    statement: str
    fact: str
    record: str  # id of the record that bears the fact
    status: ClarificationStatus = ClarificationStatus.DRAFT
    drafted_by: str = ""  # person ids
    drafted_at: datetime | None = None
    published_by: str = ""
    published_on: date | None = None
    withdrawn_reason: str = ""

    @property
    def title(self) -> str:
        """The statement that goes round."""
        return self.statement

    @property
    def public(self) -> bool:
        """Only once a second person published it."""
        return self.status is ClarificationStatus.PUBLISHED

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.published_on

    def words(self) -> tuple[str, ...]:
        """Return the fact."""
        return (self.fact,)


@dataclass(frozen=True, kw_only=True)
class SignerPosts(Record):
    """The posts that the village named for a step; the one written last holds, earlier ones stay readable (P5)."""

    KIND: ClassVar[Kind] = Kind(
        name="signer_posts",
        collection="signer_posts",
        prefix="sp",
        label=say("posts that review or sign"),
        fields={"step": str, "number": int},
        indexes=(("step", "number"),),
    )

    step: Step
    posts: tuple[str, ...]
    reason: str
    named_on: date
    named_by: str = ""  # person id
    number: int = 1

    @property
    def title(self) -> str:
        """The posts."""
        return "、".join(self.posts)

    @property
    def day(self) -> date | None:
        """The day on which they were named."""
        return self.named_on


@dataclass(frozen=True)
class Flag:
    """A public record or file in which the scan found what must not be public; never the value itself."""

    item: str  # id of the record, of whatever kind
    number: str  # its number, or its title where it has none
    kinds: tuple[str, ...]
    places: int


@dataclass(frozen=True, kw_only=True)
class Rescan(InternalRecord):
    """A run of the machine over everything public (the third line of defence); it goes on where it stopped."""

    KIND: ClassVar[Kind] = Kind(
        name="rescan",
        collection="rescans",
        prefix="rs",
        label=say("scan of what is public"),
        fields={"begun_at": str},
        indexes=(("begun_at",),),
    )

    begun_at: datetime
    part: str = ""  # the collection under way
    after: str = ""  # number of the last item that was looked at
    within: int = 0  # how many of another collection are done
    done: int = 0
    total: int = 0
    unread: tuple[str, ...] = ()  # ids of items and files that could not be read
    flagged: tuple[Flag, ...] = ()
    ended_at: datetime | None = None

    @property
    def title(self) -> str:
        """The instant at which it began."""
        return self.begun_at.isoformat(timespec="minutes")
