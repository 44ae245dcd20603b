"""Disclosure items with their versions, nil returns, and reasons for gaps (facts 3; P4, P5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say


class ItemStatus(StrEnum):
    """Where an item stands. Drafter, reviewer and signer are three people (P5)."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"  # an earlier version, kept and readable


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
    nil: bool = False
    status: ItemStatus = ItemStatus.PUBLISHED
    version: int = 1
    correction: Correction | None = None
    drafted_by: str = ""  # person ids
    reviewed_by: str = ""
    signed_by: str = ""
    recorded_at: datetime | None = None
    imported: bool = False

    @property
    def title(self) -> str:
        """The item's name."""
        return self.name

    @property
    def public(self) -> bool:
        """Once published; earlier versions stay readable."""
        return self.status in (ItemStatus.PUBLISHED, ItemStatus.SUPERSEDED)

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
    period: str
    reason: str
    expected_on: date | None = None

    @property
    def title(self) -> str:
        """The catalogue id and the period."""
        return f"{self.catalogue} {self.period}"
