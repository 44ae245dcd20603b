"""What villagers hand in: places at a hearing, written opinions, who objects, questioning (P10, P17, P20, P25).

Who hands something in is known to the office alone. A chat is known through its follow, and through nothing else: when
it leaves, its number is gone from here as well (N21).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind, Record
from village_board.base.message import say
from village_board.hearings.model import Stance


class PlaceState(StrEnum):
    """Where a registration stands."""

    PLACED = "placed"
    WAITING = "waiting"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, kw_only=True)
class Registration(InternalRecord):
    """A person's registration for a hearing. In public are counts by class alone (P10).

    Attributes:
        hearing: id of the hearing.
        group: key of the class (``data/law/hearing_places.toml``).
        sequence: by which it is first come, first served; it only ever grows within a hearing.
        state: with a place, waiting, or withdrawn.
        person: id of the person, where the register knows them.
        name: who said so at the clerk's desk and is in no register, such as an enterprise's manager.
        village_group: the group that they named; 0: none.
        via: id of the follow of the chat that registered.
        moved_up_at: when a place became free for them.
    """

    KIND: ClassVar[Kind] = Kind(
        name="registration",
        collection="registrations",
        prefix="rg",
        label=say("registration for a hearing"),
        fields={"hearing": str, "state": str, "group": str, "sequence": int, "via": str, "person": str},
        indexes=(("hearing", "sequence"), ("via",), ("person",)),
    )

    hearing: str
    group: str
    sequence: int
    state: PlaceState
    registered_at: datetime
    person: str = ""
    name: str = ""
    village_group: int = 0
    via: str = ""
    moved_up_at: datetime | None = None
    withdrawn_at: datetime | None = None


class Adopted(StrEnum):
    """What became of an opinion."""

    ADOPTED = "adopted"
    PARTLY = "partly"
    NOT = "not"


@dataclass(frozen=True, kw_only=True)
class Opinion(InternalRecord):
    """A written opinion before a hearing. It is shown in public with its answer, under its slip, masked (P10).

    Attributes:
        hearing: id of the hearing.
        slip: number of its slip.
        stance: for, against, or for a change.
        content: the words.
        standing: key of the class of the one who hands it in.
        handed_in_on: the day.
        person: id of the person, where the office knows them.
        via: id of the follow of the chat that handed it in.
        named: the name under which it is public, by the writer's own choice; empty: none.
        adopted: what became of it.
        reply: the reason, public.
    """

    KIND: ClassVar[Kind] = Kind(
        name="opinion",
        collection="opinions",
        prefix="op",
        label=say("written opinion"),
        fields={"hearing": str, "slip": str, "via": str, "handed_in_on": str},
        indexes=(("hearing", "handed_in_on"), ("slip",), ("via", "handed_in_on")),
    )

    hearing: str
    stance: Stance
    content: str
    standing: str
    handed_in_on: date
    handed_in_at: datetime
    slip: str = ""
    person: str = ""
    via: str = ""
    named: str = ""
    adopted: Adopted | None = None
    reply: str = ""
    replied_on: date | None = None
    replied_by: str = ""  # person id

    @property
    def is_answered(self) -> bool:
        """Whether it has its answer with the reason."""
        return self.adopted is not None and bool(self.reply)


@dataclass(frozen=True, kw_only=True)
class Objector(InternalRecord):
    """Who raised an objection: the office's knowledge, apart from the resolution that everybody sees (P10).

    Attributes:
        resolution: id of the resolution.
        number: which of its objections, from 1.
        raised_on: the day.
        person: id of the person; empty while a chat has not been identified in the hall.
        via: id of the follow of the chat that raised it.
    """

    KIND: ClassVar[Kind] = Kind(
        name="objector",
        collection="objectors",
        prefix="ob",
        label=say("objector"),
        fields={"resolution": str, "number": int, "person": str, "via": str, "raised_on": str},
        indexes=(("resolution", "number"), ("via", "raised_on"), ("person",)),
    )

    resolution: str
    number: int
    raised_on: date
    person: str = ""
    via: str = ""


class Askers(StrEnum):
    """Who may question the committee in writing (P17)."""

    OVERSIGHT = "oversight_committee"
    REPRESENTATIVES = "representatives"
    VOTERS = "voters"


@dataclass(frozen=True, kw_only=True)
class Interpellation(Record):
    """A written questioning (质询) with its own clock. In public: who by kind and number, never by name.

    Attributes:
        number: of its slip.
        askers_are: which of those entitled.
        count: how many signed.
        asked_by: their person ids; the office's knowledge.
        subject: id of the case, contract, item ... that it is about; empty: none.
        about: what it is about, in words.
    """

    KIND: ClassVar[Kind] = Kind(
        name="interpellation",
        collection="interpellations",
        prefix="iq",
        label=say("questioning"),
        fields={"number": str, "asked_on": str, "subject": str},
        indexes=(("asked_on",), ("subject",), ("number",)),
        searched=True,
    )

    askers_are: Askers
    count: int
    question: str
    asked_on: date
    due_on: date
    recorded_at: datetime
    number: str = ""
    asked_by: tuple[str, ...] = ()
    subject: str = ""
    about: str = ""
    answer: str = ""
    answered_on: date | None = None
    answered_by: str = ""  # person id

    @property
    def title(self) -> str:
        """What it is about."""
        return self.about

    @property
    def day(self) -> date | None:
        """The day on which it was asked."""
        return self.asked_on

    def late_by(self, today: date) -> int:
        """Return by how many days the answer was late, or is on `today`; 0: in time."""
        return max(((self.answered_on or today) - self.due_on).days, 0)
