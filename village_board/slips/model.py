"""A slip (回执单): a number that stands for a record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say


@dataclass(frozen=True, kw_only=True)
class Slip(InternalRecord):
    """A number on a slip of paper, and the record that it stands for; nothing can be counted from it (house rules)."""

    KIND: ClassVar[Kind] = Kind(
        name="slip",
        collection="slips",
        prefix="sl",
        label=say("slip"),
        fields={"number": str, "subject": str},
        indexes=(("number",), ("subject",)),
    )

    number: str
    subject: str
    given_at: datetime | None = None

    @property
    def title(self) -> str:
        """The number on the slip."""
        return self.number
