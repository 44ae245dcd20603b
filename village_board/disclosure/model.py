"""Disclosure items with their versions, nil returns, and reasons for gaps (facts 3; P4, P5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say
from village_board.disclosure.steps import (
    Access,
    Emergency,
    Override,
    Reexamination,
    Return,
    SecrecyCheck,
    TakeDown,
)


class ItemStatus(StrEnum):
    """Where an item stands. Drafter, reviewer and signer are three people (P5)."""

    DRAFT = "draft"
    SUBMITTED = "submitted"  # the machine looked at it (P28) and a reviewer is to
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"  # an earlier version, kept and readable
    EXPIRED = "expired"  # its last day is past; readable
    ARCHIVED = "archived"  # taken from the wall after its days; readable
    WITHDRAWN = "withdrawn"  # taken back: its name and the reason stay, its content is not shown
    DROPPED = "dropped"  # a correction that nobody saw, taken back with the version that it was to replace
    DECIDED = "decided"  # signed as on application or not open: never on the wall


#: What a villager may read.
PUBLIC = frozenset({ItemStatus.PUBLISHED, ItemStatus.SUPERSEDED, ItemStatus.EXPIRED, ItemStatus.ARCHIVED})
#: What nobody outside the office has seen yet.
UNDER_WAY = frozenset({ItemStatus.DRAFT, ItemStatus.SUBMITTED, ItemStatus.REVIEWED})
#: What fills the period for which it was due.
DISCLOSED = frozenset({ItemStatus.PUBLISHED, ItemStatus.EXPIRED, ItemStatus.ARCHIVED, ItemStatus.DECIDED})


@dataclass(frozen=True)
class Correction:
    """Why a version replaced the one before it."""

    what: str
    why: str
    replaces: str  # id of the version before
    on: date


@dataclass(frozen=True, kw_only=True)
class Item(Record):
    """One version of one disclosure item. `period` is ``2026``, ``2026-Q3`` or ``2026-03``, else free words.

    `nil` says that nothing happened in the period: a publication and not a gap (P4).

    Attributes:
        source: the body from which an item of district or township came.
        received_on: the day on which it came from there (P11).
        shown_until: its last day on the wall; None where it has none.
        access: open, on application or not open; decided with the draft, with `ground` and `access_reason`.
        looked_at: the digest of what the machine looked at when it was submitted.
        hides: ids of earlier versions that show what must not be public, and do no more once this one is signed.
    """

    KIND: ClassVar[Kind] = Kind(
        name="item",
        collection="items",
        prefix="i",
        label=say("disclosure item"),
        fields={"number": str, "catalogue": str, "period": str, "status": str, "published_on": str},
        indexes=(("number",), ("catalogue", "period"), ("status", "published_on"), ("published_on",)),
        searched=True,
    )

    number: str
    name: str
    catalogue: str = ""  # id in the catalogue, such as SG-12
    content: str = ""
    period: str = ""
    published_on: date | None = None
    responsible: str = ""
    form: str = ""
    source: str = ""
    received_on: date | None = None
    shown_until: date | None = None
    nil: bool = False
    access: Access = Access.OPEN
    ground: str = ""
    access_reason: str = ""
    status: ItemStatus = ItemStatus.PUBLISHED
    version: int = 1
    correction: Correction | None = None
    drafted_by: str = ""  # person ids
    submitted_by: str = ""
    reviewed_by: str = ""
    signed_by: str = ""
    decided_on: date | None = None  # of what is not open
    recorded_at: datetime | None = None
    looked_at: str = ""
    hides: tuple[str, ...] = ()
    secrecy: SecrecyCheck | None = None
    returns: tuple[Return, ...] = ()
    overrides: tuple[Override, ...] = ()
    emergency: Emergency | None = None
    taken_down: TakeDown | None = None
    reexaminations: tuple[Reexamination, ...] = ()
    imported: bool = False

    @property
    def title(self) -> str:
        """The item's name."""
        return self.name

    @property
    def public(self) -> bool:
        """Once published; earlier versions stay readable, what was withdrawn does not."""
        return self.status in PUBLIC

    @property
    def day(self) -> date | None:
        """The day of publication."""
        return self.published_on

    def words(self) -> tuple[str, ...]:
        """Return number, catalogue id and content."""
        return (self.number, self.catalogue, self.content)


@dataclass(frozen=True, kw_only=True)
class Gap(Record):
    """The village's reason why an item of the catalogue is missing for a period."""

    KIND: ClassVar[Kind] = Kind(
        name="gap",
        collection="gaps",
        prefix="g",
        label=say("reason for a missing item"),
        fields={"catalogue": str, "period": str},
        indexes=(("catalogue", "period"),),
    )

    catalogue: str
    period: str  # of a missing item after an event: the day of the event
    reason: str
    expected_on: date | None = None

    @property
    def title(self) -> str:
        """The catalogue id and the period."""
        return f"{self.catalogue} {self.period}"
