"""A delegation (授权): what the villagers' assembly leaves to the representative assembly, for a matter and a term."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from village_board.base.kind import Kind, Record
from village_board.base.message import say
from village_board.hearings.model import Category


@dataclass(frozen=True, kw_only=True)
class Delegation(Record):
    """What the villagers' assembly left to the representative assembly, first and last day included."""

    KIND: ClassVar[Kind] = Kind(
        name="delegation",
        collection="delegations",
        prefix="dg",
        label=say("delegation"),
        fields={"number": str, "until": str},
        indexes=(("number",), ("until",)),
    )

    number: str
    categories: tuple[Category, ...]
    since: date
    until: date
    resolution: str  # number of the resolution of the villagers' assembly

    @property
    def title(self) -> str:
        """Its number."""
        return self.number

    @property
    def day(self) -> date | None:
        """The first day on which it holds."""
        return self.since

    def covers(self, category: Category, day: date) -> bool:
        """Tell whether a matter of `category` may be decided under it on `day`."""
        return category in self.categories and self.since <= day <= self.until
