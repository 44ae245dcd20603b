"""What the desk and the store need to know of a kind of record, and the shape that all records share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import ClassVar

from village_board.base.message import Message


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of record.

    Attributes:
        name: singular, as `show --json` gives it: ``hearing``.
        collection: where its documents lie, and the name that `list` takes: ``hearings``.
        prefix: the letter or two with which its ids begin, so that an id alone tells its kind. All single letters
            are taken; one letter was for what stands in links and QR codes.
        label: its name in words, singular.
        fields: fields that queries compare, with their type (str or int); each gets a column of its own.
        indexes: the indexes, each a tuple of declared fields.
        searched: whether its public records are found by words.
        logged: whether each change is an act of the log; the machine's own bookkeeping is not.
    """

    name: str
    collection: str
    prefix: str
    label: Message
    fields: Mapping[str, type] = field(default_factory=dict)
    indexes: tuple[tuple[str, ...], ...] = ()
    searched: bool = False
    logged: bool = True


@dataclass(frozen=True, slots=True)
class Change:
    """The last change of a record: who, when, by which act, which fields. Written by the desk."""

    by: str
    at: datetime
    act: str
    fields: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Record:
    """What every record has.

    Attributes:
        id: given by the desk at the first put.
        rev: 0 before the first put; then one more at each change.
        change: the last change.
    """

    KIND: ClassVar[Kind]

    id: str = ""
    rev: int = field(default=0, metadata={"stored": False})
    change: Change | None = field(default=None, metadata={"stored": False})

    @property
    def title(self) -> str:
        """What a list calls this record."""
        raise NotImplementedError(type(self).__name__)

    @property
    def public(self) -> bool:
        """Whether a villager may see it (P10-P15)."""
        return True

    @property
    def day(self) -> date | None:
        """The day by which "newest" is judged in search."""
        return None

    def words(self) -> tuple[str, ...]:
        """Return further texts by which it is found beside its title; public words only."""
        return ()


@dataclass(frozen=True, kw_only=True)
class InternalRecord(Record):
    """A record that no villager ever sees: persons, chats, secrets, the machine's own bookkeeping."""

    @property
    def title(self) -> str:
        """Nothing, unless the kind has a name for it."""
        return ""

    @property
    def public(self) -> bool:
        """Never."""
        return False
