"""A service case (代办, P29): what a villager asked the village to arrange. It costs no fee, so none has a field."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from village_board.base.kind import InternalRecord, Kind
from village_board.base.message import say
from village_board.base.recounted import Recounted


class ServiceState(StrEnum):
    """Where a service case stands."""

    RECEIVED = "received"
    WITH_OFFICE = "with_office"
    DONE = "done"
    RETURNED = "returned"
    HANDED_OUT = "handed_out"


class ServiceEvent(StrEnum):
    """What moves it; ``data/law/service_case.toml`` says from where whereto."""

    RECEIVE = "receive"
    SEND_ON = "send_on"
    FINISH = "finish"
    RETURN = "return"
    HAND_OUT = "hand_out"


@dataclass(frozen=True)
class ServiceStep:
    """One step: where it lies since then, or what came of it."""

    event: ServiceEvent
    done_on: date
    recorded_at: datetime
    by: str = ""
    office: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class ServiceCase(InternalRecord):
    """A service case. Internal; who holds its slip learns where it lies and by when.

    Attributes:
        number: of its slip.
        asked: what was asked for.
        papers: which papers were received, by their names; never their contents or numbers (P2).
        received_on: the day.
        promised_on: the day that was promised, as it now stands.
        by_limit: whether it was counted by the village's limit, and not named: the notice of a year moves it then.
        recounted: how often it moved for that reason.
        person: id of the one who asked, where the register knows them.
        name: who asked and is in no register.
        office: where it lies now; empty: at the village office.
        since: since when.
        result: what came of it, or what is missing.
        ended_on: the day on which it was done or returned.
    """

    KIND: ClassVar[Kind] = Kind(
        name="service_case",
        collection="service_cases",
        prefix="sv",
        label=say("service case"),
        fields={"number": str, "state": str, "received_on": str},
        indexes=(("number",), ("state",), ("received_on",)),
    )

    asked: str
    received_on: date
    promised_on: date
    since: date
    state: ServiceState = ServiceState.RECEIVED
    number: str = ""
    papers: tuple[str, ...] = ()
    person: str = ""
    name: str = ""
    office: str = ""
    result: str = ""
    ended_on: date | None = None
    by_limit: bool = False
    recounted: tuple[Recounted, ...] = ()
    steps: tuple[ServiceStep, ...] = ()

    @property
    def title(self) -> str:
        """What was asked for."""
        return self.asked

    def late_by(self, today: date) -> int:
        """Return by how many days its end was late, or is on `today`; 0: in time."""
        return max(((self.ended_on or today) - self.promised_on).days, 0)
