"""Persons and households (P2): no identity number, no birth date, no card number has a field here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say


class Role(StrEnum):
    """What a person is to the board; the table of `acts.py` says what each may do."""

    VILLAGER = "villager"
    CLERK = "clerk"
    COMMITTEE = "committee"
    OVERSIGHT = "oversight"
    TOWNSHIP = "township"


@dataclass(frozen=True)
class Actor:
    """Who acts: a person with the roles of today, or the office's own machine for what never prompts."""

    id: str
    name: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Office:
    """An office (职务) held from a day on, and to a day where it ended."""

    post: str
    role: Role
    since: date | None = None
    until: date | None = None

    def held_on(self, day: date) -> bool:
        """Tell whether the office was held on `day`."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, kw_only=True)
class Person(InternalRecord):
    """A person of the village, or a township official who acts on its board.

    `number` is the village's own (编号); `household` and `near_relatives` hold such numbers too.
    """

    KIND: ClassVar[Kind] = Kind(
        name="person",
        collection="people",
        prefix="p",
        label=say("person"),
        fields={"number": str, "household": str, "group": int},
        indexes=(("number",), ("household",), ("group",)),
    )

    number: str
    name: str
    sex: str = ""
    group: int = 0
    household: str = ""
    head_of_household: bool = False
    adult: bool = True
    party_member: bool = False
    representative: bool = False
    collective_member: bool = True
    offices: tuple[Office, ...] = ()
    near_relatives: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The person's name."""
        return self.name

    def roles(self, day: date) -> frozenset[Role]:
        """Return the roles held on `day`; everybody is a villager but the township's officials."""
        held = {office.role for office in self.offices if office.held_on(day)}
        return frozenset(held if Role.TOWNSHIP in held else held | {Role.VILLAGER})


@dataclass(frozen=True, kw_only=True)
class Household(InternalRecord):
    """A household (户) under its own number; its members point to it."""

    KIND: ClassVar[Kind] = Kind(
        name="household",
        collection="households",
        prefix="u",
        label=say("household"),
        fields={"number": str, "group": int},
        indexes=(("number",), ("group",)),
    )

    number: str
    group: int = 0
    head: str = ""

    @property
    def title(self) -> str:
        """The household's number."""
        return self.number
