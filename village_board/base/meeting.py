"""When and where people are called together: what a record that announces a meeting says of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, runtime_checkable


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting that is announced and still on.

    Attributes:
        at: when it begins, in UTC; nine o'clock in Shanghai where only its day is known.
        place: where; empty where nobody said.
        hour_known: whether the hour was said, or only the day.
    """

    at: datetime
    place: str = ""
    hour_known: bool = True


@runtime_checkable
class Announces(Protocol):
    """A record that calls people together."""

    @property
    def meeting(self) -> Meeting | None:
        """The meeting that is on by this record; None where none is."""
        ...


def meeting_of(record: object) -> Meeting | None:
    """Return the meeting that is on by `record`; None where none is, or where it is no record of a meeting."""
    return record.meeting if isinstance(record, Announces) else None
