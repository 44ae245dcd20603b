"""An event that makes an entry of the catalogue due."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say


@dataclass(frozen=True, kw_only=True)
class DueEvent(Record):
    """Something happened after which an entry of the catalogue has to be published (facts 3)."""

    KIND: ClassVar[Kind] = Kind(
        name="due_event",
        collection="due_events",
        prefix="ev",
        label=say("event to be published"),
        fields={"catalogue": str, "on": str},
        indexes=(("catalogue", "on"), ("on",)),
    )

    catalogue: str
    what: str
    on: date
    recorded_by: str = ""  # person id
    recorded_at: datetime | None = None

    @property
    def title(self) -> str:
        """What happened."""
        return self.what

    @property
    def day(self) -> date | None:
        """The day on which it happened."""
        return self.on

    @property
    def period(self) -> str:
        """What stands in the place of a period where a reason is given: the day, ``2026-03-05``."""
        return self.on.isoformat()
